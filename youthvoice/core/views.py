"""Pages of the house itself: health, readiness, and in demo mode the mails that would have been sent."""

from flask import Blueprint, Response, jsonify, render_template
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from youthvoice.core.errors import NotFound
from youthvoice.core.mail import OutboxMessage, letter_of
from youthvoice.core.web import db_session, settings

blueprint = Blueprint("core", __name__, template_folder="templates")
SHOWN_MAILS = 50


@blueprint.get("/healthz")
def health() -> Response:
    """The process answers (asks nothing else)."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """The database answers and is migrated."""
    try:
        revision = db_session().scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return jsonify(status="no database"), 503
    return (jsonify(status="ok", schema=revision), 200) if revision else (jsonify(status="not migrated"), 503)


@blueprint.get("/udbakke")
def dev_mail() -> str:
    """Demo mode only: the newest mails, as their readers would see them."""
    if not settings().demo:
        raise NotFound
    newest = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(SHOWN_MAILS)
    messages = db_session().scalars(newest).all()
    texts = {message.id: letter_of(message, settings()).text for message in messages}
    return render_template("core/dev_mail.html", messages=messages, texts=texts)
