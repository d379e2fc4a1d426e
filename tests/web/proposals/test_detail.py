"""The page of one proposal: what everybody, its authors and moderators see, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import (
    ModeratorFactory,
    OfficialFactory,
    PersonFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
)
from tests.factories.discussions import CommentFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.responses import AnswerFactory, CaseFactory
from youthvoice.accounts.commands import edit_adult
from youthvoice.core.clock import now, today
from youthvoice.discussions.models import Thread
from youthvoice.proposals.commands.counters import touch
from youthvoice.proposals.models import Proposal, ProposalAttachment, ProposalCoauthor, ProposalEvent, ProposalRevision
from youthvoice.proposals.rules import EventKind, ProposalStatus
from youthvoice.responses.models import Case
from youthvoice.responses.rules import Outcome


def page_of(client: Any, proposal: Proposal, part: str = "") -> str:
    """The page's HTML; it must be there."""
    response = client.get(f"/forslag/{proposal.id}{part}")
    assert response.status_code == 200
    return str(response.get_data(as_text=True))


def line(session: Session, proposal_id: int, kind: EventKind, actor: str, data: dict[str, Any] | None = None) -> None:
    """A line of the timeline."""
    session.add(ProposalEvent(proposal_id=proposal_id, kind=kind, at=now(), actor_label=actor, data=data or {}))


def full_proposal(session: Session) -> Proposal:
    """A proposal with everything a page can show."""
    proposal: Proposal = ProposalFactory(
        school=SchoolFactory(), status=ProposalStatus.no, answered_at=now(), comment_count=3
    )
    case, thread = session.get_one(Case, proposal.case_id), session.get_one(Thread, proposal.thread_id)
    AnswerFactory(case=case, number=1, replaced_at=now())
    AnswerFactory(case=case, number=2)
    first = CommentFactory(thread=thread)
    CommentFactory(thread=thread, parent_id=first.id)
    CommentFactory(thread=thread, author=OfficialFactory())
    session.add(
        ProposalCoauthor(proposal_id=proposal.id, person_id=PersonFactory(display_name="Blå Måge").id, created_at=now())
    )
    for kind in (EventKind.created, EventKind.submitted, EventKind.receipt, EventKind.edited):
        line(session, proposal.id, kind, "Ræv")
    line(session, proposal.id, EventKind.answered, "Line Holm", {"outcome": "no", "number": 1})
    session.add(
        ProposalAttachment(
            proposal_id=proposal.id,
            kind="image",
            content_type="image/webp",
            file_name="billede.webp",
            alt_text="En rampe",
            size_bytes=3,
            created_at=now(),
            data=b"abc",
        )
    )
    session.commit()
    return proposal


def test_a_waiting_proposal_names_the_unit_the_day_and_the_steps_to_come(client: Any, session: Session) -> None:
    case = CaseFactory(unit=UnitFactory(name="Center for Fritid"))
    proposal = ProposalFactory(case_id=case.id, author=PersonFactory(display_name="Grøn Odder"))
    line(session, proposal.id, EventKind.submitted, "Grøn Odder")
    session.commit()
    page = page_of(client, proposal)
    for words in (
        "Venter på svar",
        "Kommunen skal svare senest",
        "Svaret skal komme fra Center for Fritid",
        "Sendt til kommunen",
        "Grøn Odder",
        "Kvittering fra kommunen",
        "timeline__item--next",
        "Hele kommunen",
        proposal.what,
        proposal.why,
        proposal.who,
        "/anmeld/proposal/",
    ):
        assert words in page, words


def test_late_is_said_openly(client: Any, session: Session) -> None:
    proposal = ProposalFactory()
    proposal.answer_due_on = today() - timedelta(days=5)
    session.commit()
    page = page_of(client, proposal)
    assert "Kommunen er 5 dage forsinket" in page
    assert "tint-overdue" in page
    assert "Skulle være kommet" in page


def test_an_answered_proposal_shows_the_answer_and_owes_nothing(client: Any, session: Session) -> None:
    proposal = full_proposal(session)
    page = page_of(client, proposal)
    for words in (
        "Line Holm",
        "Kom til vores møde",
        "Blå Måge",
        "Svar: Nej",
        "billede.webp",
        'alt="En rampe"',
        "3 kommentarer",
        "/historik",
    ):
        assert words in page, words
    assert "Kommunen skal svare" not in page
    assert "timeline__item--next" not in page


def test_needs_more_asks_the_author_and_nobody_else(client: Any, session: Session, sign_in: Any) -> None:
    proposal = ProposalFactory(status=ProposalStatus.needs_more)
    session.commit()
    assert "Kommunen venter på mere" in page_of(client, proposal)
    assert f"/forslag/{proposal.id}/mere" not in page_of(client, proposal)
    assert f"/forslag/{proposal.id}/mere" in page_of(sign_in(proposal.author), proposal)


@pytest.mark.parametrize("number", [0, 987654321, 2**63, 10**40])
@pytest.mark.parametrize("part", ["", "/udskriv", "/historik", "/qr.svg"])
def test_unknown_ids_are_not_found(client: Any, session: Session, number: int, part: str) -> None:
    assert client.get(f"/forslag/{number}{part}").status_code == 404


def test_drafts_are_for_their_authors(client: Any, session: Session, sign_in: Any) -> None:
    draft = DraftFactory()
    session.commit()
    for part in ("", "/udskriv", "/historik", "/qr.svg"):
        assert client.get(f"/forslag/{draft.id}{part}").status_code == 404
    assert sign_in(PersonFactory()).get(f"/forslag/{draft.id}").status_code == 404
    assert sign_in(ModeratorFactory()).get(f"/forslag/{draft.id}").status_code == 404
    response = sign_in(draft.author).get(f"/forslag/{draft.id}")
    assert response.status_code == 302
    assert response.location.endswith(f"/forslag/{draft.id}/send")


def test_hidden_is_gone_for_everybody_but_authors_and_moderators(client: Any, session: Session, sign_in: Any) -> None:
    proposal = ProposalFactory(hidden_at=now(), listed_at=None, title="Noget grimt")
    session.commit()
    for part in ("", "/udskriv", "/historik", "/qr.svg"):
        assert client.get(f"/forslag/{proposal.id}{part}").status_code == 404
    assert sign_in(PersonFactory()).get(f"/forslag/{proposal.id}").status_code == 404
    for person in (proposal.author, ModeratorFactory()):
        assert "Forslaget er skjult" in page_of(sign_in(person), proposal)


def test_withdrawn_keeps_its_title_and_nothing_else(client: Any, session: Session) -> None:
    proposal = ProposalFactory(status=ProposalStatus.withdrawn, withdrawn_at=now(), listed_at=None)
    session.commit()
    page = page_of(client, proposal)
    assert proposal.title in page
    assert "trak forslaget tilbage" in page
    for text in (proposal.what, proposal.why, proposal.who):
        assert text not in page
    assert client.get(f"/forslag/{proposal.id}/udskriv").status_code == 404


def test_text_is_escaped(client: Any, session: Session) -> None:
    bad = '<script>alert(1)</script> og "andet" \' noget'
    proposal = ProposalFactory(title=bad, what=bad, why=bad, who=bad, author=PersonFactory(display_name="<b>Ræv</b>"))
    session.commit()
    for part in ("", "/udskriv", "/historik"):
        assert "<script>alert" not in page_of(client, proposal, part)


def test_queries_stay_few(client: Any, session: Session, sign_in: Any, count_queries: Any) -> None:
    proposal = full_proposal(session)
    with count_queries() as seen:
        page_of(client, proposal)
    assert len(seen) <= 6, seen
    with count_queries() as seen:
        page_of(client, proposal)
    assert len(seen) == 1, seen
    for person in (PersonFactory(), proposal.author, OfficialFactory()):
        sign_in(person)
        with count_queries() as seen:
            page_of(client, proposal)
        assert len(seen) <= 8, seen


def test_nothing_is_asked_for_what_is_not_there(client: Any, session: Session, count_queries: Any) -> None:
    proposal = ProposalFactory()
    session.commit()
    with count_queries() as seen:
        page_of(client, proposal)
    assert len(seen) == 2, seen


def test_reading_sets_no_cookie_for_visitors(client: Any, session: Session) -> None:
    proposal = full_proposal(session)
    for part in ("", "/udskriv", "/historik", "/qr.svg"):
        response = client.get(f"/forslag/{proposal.id}{part}")
        assert "Set-Cookie" not in response.headers
        assert "public" in response.headers["Cache-Control"]


def test_authors_find_their_tools(client: Any, session: Session, sign_in: Any) -> None:
    proposal = ProposalFactory()
    session.commit()
    tools = [f'href="/forslag/{proposal.id}/{name}"' for name in ("ret", "traek-tilbage", "inviter")]
    page = page_of(sign_in(proposal.author), proposal)
    assert all(tool in page for tool in tools)
    page = page_of(sign_in(PersonFactory()), proposal)
    assert not any(tool in page for tool in tools)


def test_the_qr_code_is_a_picture_of_the_address(client: Any, session: Session) -> None:
    proposal = ProposalFactory()
    session.commit()
    response = client.get(f"/forslag/{proposal.id}/qr.svg")
    assert response.mimetype == "image/svg+xml"
    assert response.data.lstrip().startswith(b"<?xml")
    assert b"<path" in response.data


def test_the_history_shows_what_was_taken_out_and_put_in(client: Any, session: Session) -> None:
    proposal = ProposalFactory(what="Vi vil have en stor skatebane ved havnen.")
    session.add(
        ProposalRevision(
            proposal_id=proposal.id,
            number=1,
            title=proposal.title,
            what="Vi vil have en lille skatebane ved havnen.",
            why=proposal.why,
            who=proposal.who,
            replaced_at=now(),
            replaced_by_label="Grøn Odder",
        )
    )
    session.commit()
    page = page_of(client, proposal, "/historik")
    assert "<del>lille</del><ins>stor</ins>" in page
    assert "Grøn Odder" in page
    assert "Hvorfor?" not in page


def test_the_discussion_is_paged(client: Any, session: Session) -> None:
    proposal = ProposalFactory()
    thread = session.get_one(Thread, proposal.thread_id)
    for n in range(25):
        CommentFactory(thread=thread, body=f"Kommentar nummer {n:02d}")
    session.commit()
    first = page_of(client, proposal)
    assert "nummer 19" in first
    assert "nummer 20" not in first
    after = first.partition("?after=")[2].partition("#")[0]
    second = page_of(client, proposal, f"?after={after}")
    assert "nummer 20" in second
    assert "nummer 19" not in second
    assert client.get(f"/forslag/{proposal.id}?after=abc").status_code == 200


def test_an_answer_in_progress_says_by_when_and_openly_when_that_has_passed(client: Any, session: Session) -> None:
    proposal = ProposalFactory(status=ProposalStatus.in_progress)
    case = session.get_one(Case, proposal.case_id)
    AnswerFactory(case=case, outcome=Outcome.in_progress, expected_on=today() + timedelta(days=40), reason_code=None)
    session.commit()
    assert "Svaret kommer senest" in page_of(client, proposal)
    proposal.answer_due_on = today() - timedelta(days=3)
    touch(session, proposal)
    session.commit()
    assert "Kommunen er 3 dage forsinket" in page_of(client, proposal)


def test_a_page_drawn_before_shows_an_adults_new_title(client: Any, session: Session) -> None:
    shown, teacher = ProposalFactory(), TeacherFactory(title="Lærer")
    CommentFactory(thread=session.get_one(Thread, shown.thread_id), author=teacher)
    session.commit()
    assert "Skoleleder" not in client.get(f"/forslag/{shown.id}").text
    edit_adult(session, teacher, display_name=None, title="Skoleleder", unit_id=None)
    session.commit()
    assert "Skoleleder" in client.get(f"/forslag/{shown.id}").text
