"""The front door: what it says, how easily, in how few queries, and without a cookie."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, OfficialFactory, PersonFactory, TeacherFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.responses import AnswerFactory, CaseFactory
from tests.web.pages.reading import main_text
from youthvoice.core.clock import now, today
from youthvoice.core.readability import lix
from youthvoice.proposals.models import Proposal, ProposalFollow
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.models import Case
from youthvoice.responses.queries import MOST_COUNTED
from youthvoice.responses.rules import CaseState, Outcome

PUBLIC = ("/", "/rettigheder", "/was", "/privatliv")
EASY = 25


def answered(outcome: Outcome, explanation: str, title: str) -> Proposal:
    """A proposal with an answer that stands."""
    proposal = ProposalFactory(title=title, status=ProposalStatus(outcome.value), answered_at=now())
    session = ProposalFactory._meta.sqlalchemy_session
    case = session.get_one(Case, proposal.case_id)
    case.state, case.answered_at = CaseState.answered, proposal.answered_at
    AnswerFactory(case=case, outcome=outcome, explanation=explanation, contact_name="Line Holm")
    return proposal


@pytest.mark.parametrize("path", PUBLIC)
def test_anyone_may_read_and_gets_no_cookie(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("path", PUBLIC)
def test_an_unchanged_page_is_not_sent_again(client: Any, path: str) -> None:
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("path", PUBLIC)
def test_a_fourteen_year_old_can_read_it(client: Any, path: str) -> None:
    text = main_text(client.get(path).get_data(as_text=True))
    found = lix(text)
    assert found.words > 50
    assert found.lix <= EASY, f"{path}: LIX {found.lix}"


def test_the_reader_of_pages_ends_a_sentence_at_each_block_and_leaves_out_the_law() -> None:
    page = "<main><h1>Et <b>ord</b></h1><p data-legal>Lov</p><ul><li>to</li><li>tre <a>fire</a></li></ul></main>"
    assert main_text(page) == "Et ord\nto\ntre fire"
    assert "Lov" in main_text(page, with_legal=True)


def test_home_asks_at_most_six_queries_and_as_many_with_more_rows(
    client: Any, session: Session, count_queries: Any
) -> None:
    with count_queries() as empty:
        client.get("/")
    for number in range(8):
        ProposalFactory()
        answered(Outcome.yes, f"Ja, det gør vi. Det er idé nummer {number}.", f"Et træ til {number}")
    session.commit()
    with count_queries() as full:
        client.get("/")
    assert len(full) == len(empty) <= 6


def test_home_invites_to_write_where_nothing_has_been_written(client: Any) -> None:
    page = client.get("/").get_data(as_text=True)
    assert "Skriv det første forslag" in page
    assert "Det fik de lavet om" not in page


def test_home_shows_the_six_newest_and_no_hidden_one(client: Any, session: Session) -> None:
    for number in range(7):
        moment = now() - timedelta(hours=7 - number)
        ProposalFactory(title=f"Forslag som nummer {number}", submitted_at=moment)
    ProposalFactory(title="Skjult for alle", listed_at=None, hidden_at=now())
    session.commit()
    page = client.get("/").get_data(as_text=True)
    assert [f"nummer {n}<" in page for n in range(7)] == [False, *[True] * 6]
    assert "Skjult for alle" not in page


def test_home_tells_what_was_achieved_in_the_words_of_the_answer(client: Any, session: Session) -> None:
    answered(
        Outcome.partly,
        "I får et halvt ja. Vi betaler en halvært i otte fredage, og bagefter ser vi på resten af året.",
        "Åbne haller",
    )
    answered(Outcome.no, "Det bliver et nej, for pengene er brugt i år. Vi tager det med til næste budget.", "Et slot")
    session.commit()
    page = client.get("/").get_data(as_text=True)
    achieved = page[page.index('id="achieved"') : page.index('id="numbers"')]
    assert "Vi betaler en halvært i otte fredage" in achieved
    assert "Line Holm" in achieved
    assert "Et slot" not in achieved


def test_home_changes_as_soon_as_a_row_does(client: Any, session: Session) -> None:
    proposal = ProposalFactory(title="Den gamle titel")
    session.commit()
    assert "Den gamle titel" in client.get("/").get_data(as_text=True)
    proposal.title, proposal.version = "Den nye titel", proposal.version + 1
    session.commit()
    assert "Den nye titel" in client.get("/").get_data(as_text=True)


def test_home_counts_what_is_late_but_no_further_than_a_hundred(client: Any, session: Session) -> None:
    late_case(session)
    late_case(session)
    late_case(session, CaseState.needs_more)
    assert numbers_of(client)["Over fristen"] == "2"
    for _ in range(MOST_COUNTED):
        late_case(session)
    assert numbers_of(client)["Over fristen"] == f"{MOST_COUNTED + 1}+"


def late_case(session: Session, state: CaseState = CaseState.awaiting_receipt) -> None:
    """A case whose answer was due yesterday."""
    yesterday = today() - timedelta(days=1)
    CaseFactory(receipt_due_on=yesterday, answer_due_on=yesterday, state=state)
    session.commit()


def numbers_of(client: Any) -> dict[str, str]:
    """Label -> number, of the honest numbers on the front page."""
    lines = main_text(client.get("/").get_data(as_text=True)).split("\n")
    start, end = (
        lines.index("Sådan svarer kommunen", lines.index("Tal, der ikke lyver")) + 1,
        lines.index("Her er alle svar talt med, også dem, vi ikke er stolte af."),
    )
    return dict(zip(lines[start:end:2], lines[start + 1 : end : 2], strict=True))


def test_home_counts_every_outcome(client: Any, session: Session) -> None:
    for status in (ProposalStatus.awaiting, ProposalStatus.in_progress, ProposalStatus.needs_more, ProposalStatus.no):
        ProposalFactory(status=status)
    session.commit()
    found = numbers_of(client)
    assert (found["Venter"], found["Nej"], found["Ja"], found["Over fristen"]) == ("3", "1", "0", "0")


def test_my_page_needs_a_sign_in(client: Any) -> None:
    answer = client.get("/min-side")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/log-ind?next=/min-side")


def test_my_page_shows_only_what_is_mine(sign_in: Any, session: Session, count_queries: Any) -> None:
    me = PersonFactory()
    DraftFactory(author=me, title="Min egen kladde")
    ProposalFactory(author=me, title="Mit eget forslag")
    followed = ProposalFactory(title="Et forslag, jeg følger")
    session.add(ProposalFollow(proposal_id=followed.id, person_id=me.id, created_at=now()))
    DraftFactory(title="En andens kladde")
    ProposalFactory(title="En andens forslag")
    client = sign_in(me)
    with count_queries() as seen:
        page = client.get("/min-side").get_data(as_text=True)
    assert len(seen) <= 8
    for own in (
        "Min egen kladde",
        "Mit eget forslag",
        "Et forslag, jeg følger",
        "Kommunen skal svare senest",
        "/min-side/profil",
    ):
        assert own in page
    assert "En andens" not in page


def test_my_page_of_a_newcomer_leads_on(sign_in: Any) -> None:
    page = sign_in(PersonFactory()).get("/min-side").get_data(as_text=True)
    assert "Skriv dit første forslag" in page
    assert "Find et forslag" in page


@pytest.mark.parametrize(
    ("factory", "has_inbox", "has_queue", "may_write"),
    [
        (PersonFactory, False, False, True),
        (TeacherFactory, False, False, False),
        (OfficialFactory, True, False, False),
        (AdministratorFactory, True, True, False),
    ],
)
def test_my_page_leads_everybody_to_their_work(
    sign_in: Any, factory: Any, has_inbox: bool, has_queue: bool, may_write: bool
) -> None:
    text = main_text(sign_in(factory()).get("/min-side").get_data(as_text=True))
    assert ("Gå til svar" in text, "Gå til anmeldelser" in text, "Skriv et forslag" in text) == (
        has_inbox,
        has_queue,
        may_write,
    )


def test_rights_name_the_deadlines_and_where_to_get_help(client: Any) -> None:
    text = main_text(client.get("/rettigheder").get_data(as_text=True), with_legal=True)
    for needed in (
        "artikel 12",
        "Højst 5 skoledage",
        "Højst 30 dage",
        "116 111",
        "Børnekontor",
        "borgerrådgiver",
        "klage",
    ):
        assert needed in text


def test_the_accessibility_statement_says_what_the_law_asks_for(client: Any) -> None:
    text = main_text(client.get("/was").get_data(as_text=True), with_legal=True)
    for needed in (
        "Lyngby-Taarbæk Kommune",
        "delvist i overensstemmelse",
        "ikke vurderet af en uafhængig part",
        "was@digst.dk",
        "23. november 2026",
    ):
        assert needed in text


def test_privacy_names_the_ground_the_cookie_and_who_is_responsible(client: Any) -> None:
    text = main_text(client.get("/privatliv").get_data(as_text=True), with_legal=True)
    for needed in (
        "artikel 6, stk. 1, litra e",
        "CPR-nummer",
        "højst 14 dage",
        "Lyngby-Taarbæk Kommune",
        "Datatilsynet",
    ):
        assert needed in text


def test_robots_may_read_what_everybody_may(client: Any) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    for path in ("/min-side", "/en/min-side", "/anmeldt/", "/en/forslag/invitation/"):
        assert f"Disallow: {path}\n" in answer.get_data(as_text=True)
    assert "Disallow: /\n" not in answer.get_data(as_text=True)
