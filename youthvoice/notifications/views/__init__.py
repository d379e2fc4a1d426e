"""Pages of a person's news: the list, how they want to be told, «no more of these», and their devices."""

from youthvoice.notifications.views import choosing, devices, news, unsubscribing
from youthvoice.notifications.views.blueprint import blueprint, root_blueprint

OPEN_VIEWS = (unsubscribing.stop,)
"""Without a token of a form: mail providers send it for their readers (RFC 8058)."""

__all__ = ["OPEN_VIEWS", "blueprint", "choosing", "devices", "news", "root_blueprint"]
