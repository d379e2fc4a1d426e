"""Where the pages of this room hang: under /beskeder, and the script of browsers' push at the root."""

from flask import Blueprint

from youthvoice.notifications import export, pushing, unsubscribing

blueprint = Blueprint("notifications", __name__, template_folder="../templates")
root_blueprint = Blueprint("push", __name__)
blueprint.record_once(lambda _state: export.register())
blueprint.record_once(lambda _state: unsubscribing.register())
blueprint.record_once(lambda _state: pushing.register())
