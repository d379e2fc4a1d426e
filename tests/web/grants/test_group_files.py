"""Files of an application: who may fetch which, how they are made anew, changed and removed."""

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import Town, draft, key, sent, town
from tests.factories.grants_decided import accepted, decided
from tests.unit.core.test_files import as_bytes, pdf, picture
from tests.web.forms import form_fields, submit
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.files import CleanFile
from youthvoice.grants.commands.files import FileFacts, add_file, remove_file
from youthvoice.grants.commands.notes import NoteFacts, write_note
from youthvoice.grants.models import Application, ApplicationFile, Panelist
from youthvoice.grants.queries.applications import files_of
from youthvoice.grants.rules.applications import Field, FileKind
from youthvoice.grants.rules.deciding import Conflict as Why
from youthvoice.grants.rules.deciding import FoundBy
from youthvoice.grants.rules.groups import MOST_OF_KIND

IMAGE = CleanFile("image", "image/webp", b"big", b"small")
PDF = CleanFile("pdf", "application/pdf", b"%PDF-1.7")


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def given(session: Session, application: Application, kind: FileKind = FileKind.picture) -> ApplicationFile:
    """A file that is stored already, whenever."""
    clean = IMAGE if kind in (FileKind.picture, FileKind.result) else PDF
    row = ApplicationFile(
        form_key=key(), application_id=application.id, kind=kind, content_type=clean.content_type, alt_text="En hal",
        size_bytes=3, by_id=application.lead_id, created_at=now(), data=clean.data, thumb=clean.thumb,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def address(row: ApplicationFile) -> str:
    name = "bilag.pdf" if row.content_type == "application/pdf" else "billede.webp"
    return f"/puljen/ansoegninger/{row.application_id}/filer/{row.id}/{name}"


def path(application: Application) -> str:
    return f"/puljen/ansoegninger/{application.id}/filer"


WHO = ("anonymous", "lead", "stranger", "council", "conflicted", "coordinator", "treasurer", "administrator")
GROUP = {"lead"}
HELPERS = {"coordinator", "treasurer", "administrator"}
READS = {
    # (kind of file, where the application stands) -> who gets it
    ("picture", "draft"): GROUP,
    ("picture", "draft_helped"): GROUP | {"coordinator"},
    ("picture", "sent"): GROUP | HELPERS | {"council"},
    ("picture", "granted"): set(WHO),
    ("picture", "hidden"): GROUP | HELPERS,
    ("quote", "sent"): GROUP | HELPERS | {"council"},
    ("quote", "granted"): GROUP | HELPERS | {"council"},
    ("receipt", "granted"): GROUP | HELPERS,
    ("invoice", "granted"): GROUP | HELPERS,
    ("result", "granted"): GROUP | HELPERS,
}


@pytest.mark.parametrize(("kind", "where"), READS)
def test_who_reads_what(session: Session, app: Any, place: Town, kind: str, where: str) -> None:
    application = draft(session, place.pool) if where.startswith("draft") else sent(session, place.pool)
    lead = session.get_one(Person, application.lead_id)
    if where == "draft_helped":
        write_note(session, lead, application, NoteFacts(field=Field.what, words="Hjælp os"), key())
    if where in ("granted", "hidden"):
        decided(session, application, application.asked, place.coordinator)
    if where == "hidden":
        application.listed_at, application.hidden_at = None, now()
    row = given(session, application, FileKind(kind))
    people = {
        "lead": lead, "stranger": PersonFactory(), "council": place.members[1], "coordinator": place.coordinator,
        "treasurer": place.treasurer, "administrator": place.administrator, "conflicted": conflicted(session, place, application),
    }  # fmt: skip
    session.commit()
    got = set()
    for who in WHO:
        client = app.test_client()
        if who in people:
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = people[who].get_id(), True
        answer = client.get(address(row), check=False)
        assert answer.status_code in ((200, 404) if who != "anonymous" else (200, 302, 401))
        if answer.status_code == 200:
            got.add(who)
            assert ("private" in answer.headers["Cache-Control"]) is not (READS[kind, where] == set(WHO))
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert got == READS[kind, where]


def conflicted(session: Session, place: Town, application: Application) -> Person:
    person = place.members[3]
    row = {"application_id": application.id, "person_id": person.id, "is_conflicted": True}
    session.add(Panelist(**row, conflict=Why.family, found_by=FoundBy.member, at=now()))
    session.flush()
    return person


def test_a_file_is_found_under_its_own_application_and_name(session: Session, place: Town, sign_in: Any) -> None:
    application = draft(session, place.pool)
    lead = session.get_one(Person, application.lead_id)
    other = draft(session, place.pool, lead)
    row = given(session, application)
    client = sign_in(lead)
    assert client.get(address(row)).data == b"big"
    assert client.get(address(row).replace("billede", "lille")).data == b"small"
    for wrong in (
        address(row).replace(f"/{application.id}/", f"/{other.id}/"),
        address(row).replace("billede.webp", "bilag.pdf"),
        address(row).replace("billede.webp", "x.exe"),
        address(row).replace(f"/filer/{row.id}/", f"/filer/{2**63}/"),
    ):
        assert client.get(wrong).status_code == 404, wrong


def test_a_picture_is_added_made_anew_changed_and_removed(session: Session, place: Town, sign_in: Any) -> None:
    application = draft(session, place.pool)
    client = sign_in(session.get_one(Person, application.lead_id))
    sent_form = {"kind": "picture", "file": (BytesIO(picture()), "IMG.jpg"), "alt_text": "En tom hal"}
    assert submit(client, path(application), sent_form).status_code == 303
    (row,) = files_of(session, application.id)
    assert (row.kind, row.content_type, row.alt_text) == (FileKind.picture, "image/webp", "En tom hal")
    assert row.thumb
    page = client.get(path(application)).get_data(as_text=True)
    assert "lille.webp" in page
    change = f"{path(application)}/{row.id}/ret"
    before = bytes(row.data)
    assert submit(client, change, {"alt_text": "En hal om natten"}).status_code == 303
    session.expire_all()
    assert (row.alt_text, bytes(row.data)) == ("En hal om natten", before)
    new = {"alt_text": "En anden hal", "file": (BytesIO(picture("PNG", (300, 200))), "x.png")}
    assert submit(client, change, new).status_code == 303
    session.expire_all()
    assert bytes(row.data) != before
    assert submit(client, f"{path(application)}/{row.id}/fjern", {}, page=path(application)).status_code == 303
    assert not files_of(session, application.id)
    assert (
        client.post(
            f"{path(application)}/{row.id}/fjern", data={"csrf_token": form_fields(page)["csrf_token"]}
        ).status_code
        == 303
    )


REFUSED = (
    ({"kind": "picture", "alt_text": "En hal"}, "Vælg en fil", 422),
    ({"kind": "picture", "alt_text": "", "file": "jpg"}, "hvad man ser", 422),
    ({"kind": "picture", "alt_text": "En hal", "file": "pdf"}, "skal det være et billede", 422),
    ({"kind": "picture", "alt_text": "En hal", "file": "text"}, "Den slags fil", 415),
    ({"kind": "receipt", "alt_text": "En hal", "file": "jpg"}, "Vælg, hvad det er", 422),
    ({"kind": "quote", "alt_text": "CPR 010203-1234", "file": "jpg"}, "CPR", 422),
)


@pytest.mark.parametrize(("fields", "words", "status"), REFUSED)
def test_what_is_refused(
    session: Session, place: Town, sign_in: Any, fields: dict[str, Any], words: str, status: int
) -> None:
    application = draft(session, place.pool)
    client = sign_in(session.get_one(Person, application.lead_id))
    data = {"jpg": picture(), "pdf": as_bytes(pdf()), "text": b"hej"}
    filled = {k: (BytesIO(data[v]), "fil") if k == "file" else v for k, v in fields.items()}
    answer = submit(client, path(application), filled)
    assert answer.status_code == status
    text = answer.get_data(as_text=True)
    assert words in text
    assert not fields["alt_text"] or fields["alt_text"] in text
    assert not files_of(session, application.id)


def test_sent_twice_stored_once_and_no_more_than_there_is_room_for(session: Session, place: Town) -> None:
    application = draft(session, place.pool)
    lead = session.get_one(Person, application.lead_id)
    facts = FileFacts(kind=FileKind.picture, clean=IMAGE, alt_text="En hal")
    form_key = key()
    assert add_file(session, lead, application, facts, form_key) is add_file(
        session, lead, application, facts, form_key
    )
    for _ in range(MOST_OF_KIND[FileKind.picture] - 1):
        add_file(session, lead, application, facts, key())
    with pytest.raises(RuleBroken):
        add_file(session, lead, application, facts, key())


def test_nothing_changes_while_the_council_has_it(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    lead, row = session.get_one(Person, application.lead_id), given(session, application)
    with pytest.raises(Conflict):
        add_file(session, lead, application, FileFacts(kind=FileKind.quote, clean=PDF, alt_text="Et tilbud"), key())
    with pytest.raises(Conflict):
        remove_file(session, lead, application, row)
    assert "Rådet har ansøgningen nu" in sign_in(lead).get(path(application)).get_data(as_text=True)


def test_receipts_come_when_money_is_used(session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    lead = session.get_one(Person, application.lead_id)
    decided(session, application, application.asked, place.coordinator)
    accepted(session, application)
    version = application.version
    add_file(session, lead, application, FileFacts(kind=FileKind.receipt, clean=PDF, alt_text=""), key())
    # Pages that anyone can read are made anew.
    assert application.version > version


def test_the_database_wants_a_picture_described(session: Session, place: Town) -> None:
    row = given(session, draft(session, place.pool))
    row.alt_text = ""
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_queries(session: Session, place: Town, sign_in: Any, client: Any, count_queries: Any) -> None:
    application = draft(session, place.pool)
    for _ in range(5):
        given(session, application)
    browser = sign_in(session.get_one(Person, application.lead_id))
    with count_queries() as seen:
        browser.get(path(application))
    assert len(seen) <= 8, seen
