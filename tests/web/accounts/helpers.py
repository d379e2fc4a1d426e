"""The steps of the sign-in as a browser takes them."""

import re
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.web.forms import form_fields
from youthvoice.core.mail import OutboxMessage


def ask_for_code(client: Any, email: str, **fields: str) -> Any:
    """Send the address; the page with the code field."""
    return client.post("/log-ind", data={"email": email, **fields})


def mailed_code(session: Session, email: str) -> str:
    """The code of the newest mail to an address."""
    query = select(OutboxMessage).where(OutboxMessage.recipient == email).order_by(OutboxMessage.id.desc()).limit(1)
    message = session.scalars(query).one()
    found = re.search(r"^(\d{3}) (\d{3})$", message.body_text, re.MULTILINE)
    assert found, message.body_text
    return found[1] + found[2]


def mails_to(session: Session, email: str) -> int:
    """How many mails wait for an address."""
    return session.scalar(select(func.count()).where(OutboxMessage.recipient == email)) or 0


def code_form(page: Any) -> dict[str, str]:
    """The fields of the form for the code, as the page has them."""
    return form_fields(page.get_data(as_text=True), f"{prefix(page)}/log-ind/kode")


def welcome_form(page: Any) -> dict[str, str]:
    """The fields of the welcome form."""
    return form_fields(page.get_data(as_text=True), f"{prefix(page)}/log-ind/velkommen")


def prefix(page: Any) -> str:
    """The language prefix of the page."""
    return "/en" if page.request.path.startswith("/en/") else ""


def sign_in_by_code(client: Any, session: Session, email: str, **fields: str) -> Any:
    """Address and right code; whatever page comes then."""
    form = code_form(ask_for_code(client, email, **fields))
    return client.post("/log-ind/kode", data={**form, "code": mailed_code(session, email)})


def who_is_signed_in(client: Any) -> str | None:
    """The person of the session cookie, as Flask-Login keeps it."""
    with client.session_transaction() as cookie:
        found: str | None = cookie.get("_user_id")
    return found


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"
