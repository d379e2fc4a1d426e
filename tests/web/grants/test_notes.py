"""Notes beside an application: who reads, writes, settles and reports them; crisis words; one's own data."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import Town, draft, key, sent, town
from tests.factories.grants_after import lead_of
from tests.web.forms import press, submit
from youthvoice.accounts.export import export
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.grants.commands.members import join, leave
from youthvoice.grants.commands.notes import NoteFacts, write_note
from youthvoice.grants.models import Application, ApplicationNote, Panelist
from youthvoice.grants.rules.applications import ApplicationStatus, Field
from youthvoice.grants.rules.deciding import Conflict as Why
from youthvoice.grants.rules.deciding import FoundBy
from youthvoice.grants.targets import hide_application, hide_note, restore_application, restore_note
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.targets import find_target


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def written(
    session: Session, person: Person, application: Application, words: str = "Hvor stor er hallen?", **more: Any
) -> ApplicationNote:
    return write_note(session, person, application, NoteFacts(field=Field.what, words=words, **more), key())


def path(application: Application, rest: str = "") -> str:
    return f"/puljen/ansoegninger/{application.id}/noter{rest}"


WHO = ("anonymous", "lead", "stranger", "council", "conflicted", "coordinator", "treasurer", "administrator")
READS = {
    "draft": {"lead"},
    "draft_helped": {"lead", "coordinator"},
    "sent": {"lead", "council", "coordinator"},
    "rejected": {"lead", "council", "coordinator"},
}


def browser_of(app: Any, person: Person | None) -> Any:
    """A window of somebody's."""
    client = app.test_client()
    if person is not None:
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = person.get_id(), True
    return client


@pytest.mark.parametrize("where", READS)
def test_who_reads_and_writes(session: Session, app: Any, place: Town, count_queries: Any, where: str) -> None:
    application = draft(session, place.pool) if where.startswith("draft") else sent(session, place.pool)
    if where != "draft":
        for _ in range(4):
            written(session, lead_of(session, application), application)
    if where == "rejected":
        application.status, application.decided_at = ApplicationStatus.rejected, now()
    row = {"application_id": application.id, "person_id": place.members[3].id, "is_conflicted": True}
    session.add(Panelist(**row, conflict=Why.family, found_by=FoundBy.member, at=now()))
    people = {
        "lead": lead_of(session, application), "stranger": PersonFactory(), "council": place.members[1],
        "conflicted": place.members[3], "coordinator": place.coordinator, "treasurer": place.treasurer,
        "administrator": place.administrator,
    }  # fmt: skip
    session.commit()
    got, sent_by = set(), set()
    for who in WHO:
        client = browser_of(app, people.get(who))
        with count_queries() as seen:
            answer = client.get(path(application), check=who in READS[where])
        assert len(seen) <= 8, seen
        if answer.status_code == 200:
            got.add(who)
    for who in reversed(WHO):
        fields = {"field": "what", "words": f"Jeg er {who}", "form_key": key()}
        client = browser_of(app, people.get(who))
        if who in people and press(client, path(application), fields, check=False).status_code == 303:
            sent_by.add(who)
    assert got == READS[where]
    assert sent_by == (READS[where] if where != "rejected" else set())


class TestWriting:
    def test_a_thread(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        client = sign_in(place.members[1])
        answer = submit(client, path(application), {"field": "budget", "words": "Hvad koster lyden?"})
        note = session.scalars(select(ApplicationNote)).one()
        assert answer.location.endswith(f"/noter#note-{note.id}")
        client = sign_in(lead_of(session, application))
        page = f"{path(application)}?svar={note.id}"
        assert "Hvad koster lyden?" in client.get(page).get_data(as_text=True)
        submit(client, path(application), {"words": "1.200 kr."}, page=page)
        reply = session.scalars(select(ApplicationNote).where(ApplicationNote.parent_id == note.id)).one()
        assert (reply.field, reply.words) == (Field.budget, "1.200 kr.")
        submit(client, path(application, f"/{note.id}/klaret"), {}, page=path(application))
        session.expire_all()
        assert note.settled_at is not None
        assert "1 note er klaret" in client.get(path(application)).get_data(as_text=True)
        written(session, place.coordinator, application, parent_id=reply.id)
        assert note.settled_at is None

    def test_names_of_the_group_are_not_for_the_council(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        lead = lead_of(session, application)
        written(session, lead, application)
        for person, sees in ((place.members[1], False), (place.coordinator, True), (lead, True)):
            text = sign_in(person).get(path(application)).get_data(as_text=True)
            shown = text.partition("comment__author")[2].partition("</span>")[0]
            assert (lead.display_name in shown) is sees
            assert sees or "Hal-holdet" in shown

    def test_typed_words_are_kept(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        client = sign_in(lead_of(session, application))
        for words in ("x", "a" * 1001, "Mit nummer er 010203-1234"):
            answer = submit(client, path(application), {"field": "what", "words": words})
            assert answer.status_code == 422
            assert words in answer.get_data(as_text=True)
        assert submit(client, path(application), {"field": "x", "words": "Hej med jer"}).status_code == 422

    def test_sent_twice_stored_once(self, session: Session, place: Town) -> None:
        application = sent(session, place.pool)
        facts, form_key = NoteFacts(field=Field.what, words="Hej"), key()
        lead = lead_of(session, application)
        assert write_note(session, lead, application, facts, form_key) is write_note(
            session, lead, application, facts, form_key
        )
        with pytest.raises(Conflict):
            write_note(session, lead, sent(session, place.pool), facts, form_key)

    def test_what_the_command_refuses(self, session: Session, place: Town) -> None:
        application, other = sent(session, place.pool), sent(session, place.pool)
        lead = lead_of(session, application)
        note = written(session, lead, other)
        with pytest.raises(NotFound):
            written(session, lead, application, parent_id=note.id)
        with pytest.raises(RuleBroken):
            written(session, lead, application, words="010203-1234")

    def test_a_reply_stays_beside_its_application(self, session: Session, place: Town) -> None:
        application, other = sent(session, place.pool), sent(session, place.pool)
        note = written(session, lead_of(session, application), other)
        mine = written(session, lead_of(session, application), application)
        mine.parent_id = note.id
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


class TestModeration:
    def test_a_reader_reports_a_note(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        note = written(session, lead_of(session, application), application, "Det er noget dumt noget")
        client = sign_in(place.members[1])
        answer = submit(client, path(application, f"/{note.id}/anmeld"), {"reason": "mean"})
        assert answer.status_code == 303
        report = session.scalars(select(ContentReport)).one()
        assert (report.target_kind, report.target_id, report.quoted) == ("application_note", note.id, note.words)
        assert sign_in(PersonFactory()).get(path(application, f"/{note.id}/anmeld")).status_code == 404
        # Not by the page that everybody can open.
        assert client.get(f"/anmeld/application_note/{note.id}").status_code == 404

    def test_hidden_and_shown_again(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        note = written(session, lead_of(session, application), application, "Det er noget dumt noget")
        hide_note(session, note.id)
        text = sign_in(place.members[1]).get(path(application)).get_data(as_text=True)
        assert "Noten er skjult" in text
        assert note.words not in text
        restore_note(session, note.id)
        session.commit()
        assert note.words in sign_in(place.members[1]).get(path(application)).get_data(as_text=True)
        for unknown in (note.id + 99, 2**63):
            assert find_target(session, "application_note", unknown) is None
            with pytest.raises(NotFound):
                hide_note(session, unknown)

    def test_words_of_a_crisis(self, session: Session, place: Town, sign_in: Any) -> None:
        application = sent(session, place.pool)
        client = sign_in(lead_of(session, application))
        answer = submit(client, path(application), {"field": "what", "words": "Jeg vil ikke leve mere"})
        assert answer.location.endswith("/hjaelp")
        assert "116 111" in client.get(answer.location).get_data(as_text=True)
        report = session.scalars(select(ContentReport)).one()
        assert report.is_automatic

    def test_an_application_is_reported_by_the_council_and_hidden(
        self, session: Session, place: Town, sign_in: Any
    ) -> None:
        application = sent(session, place.pool)
        client = sign_in(place.members[1])
        address = f"/puljen/ansoegninger/{application.id}/anmeld"
        assert submit(client, address, {"reason": "mean"}).status_code == 303
        assert sign_in(PersonFactory()).get(address).status_code == 404
        application.status, application.decided_at, application.listed_at = ApplicationStatus.granted, now(), now()
        session.flush()
        assert sign_in(PersonFactory()).get(address).status_code == 200
        assert client.get(f"/anmeld/application/{application.id}").status_code == 200
        hide_application(session, application.id)
        assert (application.listed_at, application.hidden_at is not None) == (None, True)
        hide_application(session, application.id)
        restore_application(session, application.id)
        assert (application.listed_at is not None, application.hidden_at) == (True, None)
        assert find_target(session, "application", draft(session, place.pool).id) is None
        with pytest.raises(NotFound):
            hide_application(session, 2**63)


def test_own_data(session: Session, place: Town) -> None:
    application, friend = sent(session, place.pool), PersonFactory()
    lead = lead_of(session, application)
    join(session, friend, application)
    written(session, lead, application, "Hvor stor er hallen?")
    written(session, place.members[1], application, "Den er stor")
    mine, theirs = export(session, lead), export(session, friend)
    assert [row["title"] for row in mine["grant_applications"]] == [application.title]
    assert [row["words"] for row in mine["grant_notes"]] == ["Hvor stor er hallen?"]
    assert len(mine["grant_budget_lines"]) == 2
    assert theirs["grant_budget_lines"] == []
    leave(session, friend, application, friend.id)
    assert "what" not in export(session, friend)["grant_applications"][0]
    assert session.scalar(select(func.count()).select_from(ApplicationNote)) == 2
