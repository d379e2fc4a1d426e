"""What the browser's world needs of groups: a draft with a picture, a quote, friends and help; one that the council has asked about."""

from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.grants import key, sent
from tests.unit.core.test_files import as_bytes, pdf
from youthvoice.accounts.models import Person
from youthvoice.core.files import clean_file
from youthvoice.grants.commands.asking import ask_more
from youthvoice.grants.commands.files import FileFacts, add_file
from youthvoice.grants.commands.members import invitation_token, join, renew_invitation
from youthvoice.grants.commands.notes import NoteFacts, settle_note, write_note
from youthvoice.grants.models import Application, ApplicationFile, ApplicationNote, Pool
from youthvoice.grants.rules.applications import Field, FileKind

ASKED = "Løbeklub på stien"
QUESTION = "Hvor mange regner I med, og skal alle have en trøje?"
NOTE = "Har I spurgt naboerne, om de vil være med?"


def furnish_groups(session: Session, pool: Pool, people: dict[str, Person], draft: Application) -> None:
    """``people`` as in ``furnish_grants``; ``draft`` is the lead's."""
    lead, other, official = people["lead"], people["other"], people["official"]
    join(session, other, draft)
    renew_invitation(session, lead, draft)
    picture, quote = clean_file(_photo(), 10**6), clean_file(as_bytes(pdf()), 10**6)
    for kind, clean, words in (
        (FileKind.picture, picture, "En gade med flag og et langt bord"),
        (FileKind.quote, quote, "Tilbud på leje af borde og stole"),
    ):
        add_file(session, lead, draft, FileFacts(kind=kind, clean=clean, alt_text=words), key())
    first = _note(session, lead, draft, Field.budget, "Hvad koster det at leje borde?")
    _note(session, official, draft, Field.budget, "Regn med 40 kr. for et bord. Sæt tilbuddet ved.", first.id)
    _note(session, official, draft, Field.for_whom, NOTE)
    done = _note(session, official, draft, Field.headline, "Titlen er god. Skriv gerne byens navn.")
    settle_note(session, lead, draft, done, is_settled=True)
    ask_more(session, official, sent(session, pool, lead, title=ASKED), QUESTION, key())


def _note(
    session: Session, person: Person, draft: Application, field: Field, words: str, parent_id: int | None = None
) -> ApplicationNote:
    return write_note(session, person, draft, NoteFacts(field=field, words=words, parent_id=parent_id), key())


def _photo() -> bytes:
    stream = BytesIO()
    Image.radial_gradient("L").resize((900, 600)).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def group_values(session: Session, draft_id: int) -> dict[str, Any]:
    """Parts of addresses; within a request."""
    here = ApplicationFile.application_id == draft_id, ApplicationFile.kind == FileKind.picture
    return {
        "grant_asked": session.scalars(select(Application.id).where(Application.title == ASKED)).one(),
        "grant_file": session.scalars(select(ApplicationFile.id).where(*here)).one(),
        "grant_note": session.scalars(select(ApplicationNote.id).where(ApplicationNote.words == NOTE)).one(),
        "grant_invitation": invitation_token(session.get_one(Application, draft_id)),
    }
