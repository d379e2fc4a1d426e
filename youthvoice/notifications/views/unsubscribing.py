"""«No more of these»: the address in the foot and the header of a mail (RFC 8058). Nobody need be signed in."""

from flask import make_response, render_template
from werkzeug.wrappers import Response

from youthvoice.accounts.models import Person
from youthvoice.core.web import db_session
from youthvoice.notifications.commands.choosing import digest_topics, unsubscribe
from youthvoice.notifications.labels import TOPIC_LABELS
from youthvoice.notifications.rules import NewsTopic
from youthvoice.notifications.unsubscribing import read_token
from youthvoice.notifications.views.blueprint import blueprint


@blueprint.get("/afmeld/<token>")
def ask_to_stop(token: str) -> Response:
    """Ask first: mail programs open addresses by themselves, and that must change nothing."""
    found = read_token(token)
    return _page(found[1], is_done=False) if found else _unknown()


@blueprint.post("/afmeld/<token>")
def stop(token: str) -> Response:
    """Stop them: by the page's button, or by the reader's mail provider. Done twice it is done once."""
    found = read_token(token)
    if found is None:
        return _unknown()
    person_id, topic = found
    session = db_session()
    if session.get(Person, person_id) is not None:
        unsubscribe(session, person_id, digest_topics(session, person_id) if topic is None else [topic])
    return _page(topic, is_done=True)


def _page(topic: NewsTopic | None, *, is_done: bool) -> Response:
    label = TOPIC_LABELS[topic] if topic else ""
    return make_response(render_template("notifications/unsubscribe.html", label=label, is_done=is_done, is_known=True))


def _unknown() -> Response:
    page = render_template("notifications/unsubscribe.html", label="", is_done=False, is_known=False)
    return make_response(page, 404)
