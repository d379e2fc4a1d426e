"""The room's blueprint; the modules beside this one hang their pages on it."""

from flask import Blueprint

blueprint = Blueprint("proposals", "youthvoice.proposals", template_folder="templates")
