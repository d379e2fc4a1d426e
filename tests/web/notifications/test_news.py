"""Who is told of what, once each; and that an answer's explanation stands in the mail."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, ModeratorFactory, OfficialFactory, PersonFactory
from tests.factories.proposals import ProposalFactory
from tests.web.responses.facts import asks_for_more, whole_no
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.events import publish
from youthvoice.core.mail import OutboxMessage
from youthvoice.moderation.commands import raise_alarm, report_content
from youthvoice.moderation.events import ContentHidden, ContentKept
from youthvoice.moderation.rules import ReportReason
from youthvoice.moderation.targets import find_target
from youthvoice.notifications.commands import News, notify
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification
from youthvoice.proposals.events import CoauthorJoined, MoreSupplied, ProposalCommented, ProposalSubmitted
from youthvoice.proposals.models import Endorsement, ProposalCoauthor, ProposalFollow
from youthvoice.responses.commands import confirm_receipt, give_answer
from youthvoice.responses.models import Case
from youthvoice.responses.rules import Outcome

MANY = 3_000


@pytest.fixture
def proposal(session: Session) -> Any:
    return ProposalFactory(title="En skatebane midt i byen")


@pytest.fixture
def case(session: Session, proposal: Any) -> Case:
    return session.get_one(Case, proposal.case_id)


@pytest.fixture
def official(session: Session, case: Case) -> Any:
    return OfficialFactory(unit=case.unit, display_name="Line Holm")


def told(session: Session, person: Person) -> list[str]:
    query = select(Notification.kind).where(Notification.person_id == person.id).order_by(Notification.id)
    return list(session.scalars(query))


def mails_to(session: Session, person: Person) -> list[OutboxMessage]:
    query = select(OutboxMessage).where(OutboxMessage.recipient == person.email).order_by(OutboxMessage.id)
    return list(session.scalars(query))


def follow(session: Session, proposal: Any, person: Person, *models: Any) -> None:
    for model in models:
        session.add(model(proposal_id=proposal.id, person_id=person.id, created_at=now()))
    session.flush()


def test_an_answer_reaches_the_authors_by_mail_with_its_explanation(
    session: Session, proposal: Any, case: Case, official: Any
) -> None:
    coauthor = PersonFactory()
    follow(session, proposal, coauthor, ProposalCoauthor)
    facts = whole_no()
    give_answer(session, case, official, facts, "0" * 32)
    for person in (proposal.author, coauthor):
        assert told(session, person) == ["answered"]
        (mail,) = mails_to(session, person)
        for body in (mail.body_text, mail.body_html):
            for words in (
                facts.explanation,
                facts.next_step,
                "Line Holm",
                "Ungekonsulent",
                "Pengene",
                "Kommunen siger nej",
            ):
                assert words in body, words
            assert f"http://localhost/forslag/{proposal.id}#svar" in body
        assert mail.subject == "Svar på «En skatebane midt i byen»: Nej"


def test_a_changed_answer_is_told_anew(session: Session, proposal: Any, case: Case, official: Any) -> None:
    give_answer(session, case, official, whole_no(), "0" * 32)
    give_answer(session, case, official, whole_no(outcome=Outcome.partly), "1" * 32)
    assert told(session, proposal.author) == ["answered", "answer_changed"]
    subjects = [mail.subject for mail in mails_to(session, proposal.author)]
    assert subjects == ["Svar på «En skatebane midt i byen»: Nej", "Nyt svar på «En skatebane midt i byen»: Delvist ja"]


def test_the_same_answer_sent_twice_is_told_once(session: Session, proposal: Any, case: Case, official: Any) -> None:
    facts = whole_no()
    give_answer(session, case, official, facts, "0" * 32)
    give_answer(session, case, official, facts, "0" * 32)
    assert told(session, proposal.author) == ["answered"]
    assert len(mails_to(session, proposal.author)) == 1


def test_followers_and_supporters_hear_once_and_get_no_mail(
    session: Session, proposal: Any, case: Case, official: Any
) -> None:
    both, follower, supporter, stranger = (PersonFactory() for _ in range(4))
    follow(session, proposal, both, ProposalFollow, Endorsement)
    follow(session, proposal, follower, ProposalFollow)
    follow(session, proposal, supporter, Endorsement)
    follow(session, proposal, proposal.author, ProposalFollow)
    give_answer(session, case, official, whole_no(), "0" * 32)
    for person in (both, follower, supporter):
        assert told(session, person) == ["followed_answered"]
        assert mails_to(session, person) == []
    assert told(session, proposal.author) == ["answered"]
    assert told(session, stranger) == []


def test_nobody_is_mailed_without_an_address_or_told_after_closing(
    session: Session, proposal: Any, case: Case, official: Any
) -> None:
    silent, gone = PersonFactory(email=None), PersonFactory(closed_at=now())
    follow(session, proposal, silent, ProposalCoauthor)
    follow(session, proposal, gone, ProposalFollow, ProposalCoauthor)
    give_answer(session, case, official, whole_no(), "0" * 32)
    assert told(session, silent) == ["answered"]
    assert told(session, gone) == []
    assert session.scalar(select(func.count(OutboxMessage.id))) == 1


def test_very_many_followers_cost_no_more_statements(
    session: Session, proposal: Any, case: Case, official: Any, count_queries: Any
) -> None:
    rows = [
        {
            "display_name": f"Følger {n}",
            "role": Role.young_person,
            "created_at": now(),
            "locale": "da",
            "session_version": 0,
            "is_persona": False,
        }
        for n in range(MANY)
    ]
    ids = list(session.scalars(insert(Person).returning(Person.id), rows))
    session.execute(
        insert(ProposalFollow), [{"proposal_id": proposal.id, "person_id": i, "created_at": now()} for i in ids]
    )
    session.flush()
    with count_queries() as seen:
        give_answer(session, case, official, whole_no(), "0" * 32)
        session.flush()
    news = [statement for statement in seen if statement.startswith("INSERT INTO notifications")]
    assert len(news) == 2
    assert len(seen) <= 25, seen
    assert session.scalar(select(func.count(Notification.id))) == MANY + 1


def test_a_mail_is_written_in_the_readers_language(session: Session, case: Case, official: Any, proposal: Any) -> None:
    proposal.author.locale = "en"
    give_answer(session, case, official, whole_no(), "0" * 32)
    (mail,) = mails_to(session, proposal.author)
    assert f"http://localhost/en/forslag/{proposal.id}#svar" in mail.body_text
    assert '<html lang="en">' in mail.body_html


def test_a_title_with_markup_stays_text(session: Session, official: Any, proposal: Any, case: Case) -> None:
    proposal.title = "<script>alert(1)</script>\r\nBcc: a@example.test"
    give_answer(session, case, official, replace(whole_no(), next_step="Ring til <b>os</b> på mandag."), "0" * 32)
    (mail,) = mails_to(session, proposal.author)
    assert "<script>" not in mail.body_html
    assert "<b>os</b>" not in mail.body_html
    assert "\n" not in mail.subject


def test_a_receipt_is_told_with_the_date_of_the_answer(
    session: Session, proposal: Any, case: Case, official: Any
) -> None:
    confirm_receipt(session, case, official)
    assert told(session, proposal.author) == ["receipt"]
    (mail,) = mails_to(session, proposal.author)
    assert "Line Holm" in mail.body_text
    assert "Du får svar senest" in mail.body_text


def test_an_answer_without_a_receipt_before_is_told_once(
    session: Session, proposal: Any, case: Case, official: Any
) -> None:
    give_answer(session, case, official, asks_for_more(), "0" * 32)
    assert told(session, proposal.author) == ["answered"]
    (mail,) = mails_to(session, proposal.author)
    assert "Hvor i byen tænker I" in mail.body_text


def test_sending_a_proposal_brings_a_mail_with_both_dates(session: Session, proposal: Any, case: Case) -> None:
    publish(session, ProposalSubmitted(proposal.id, proposal.author_id))
    assert told(session, proposal.author) == ["submitted"]
    (mail,) = mails_to(session, proposal.author)
    assert case.unit.name in mail.body_text
    assert mail.body_text.count("Senest ") == 2


def test_comments_reach_the_authors_and_whoever_is_replied_to(session: Session, proposal: Any) -> None:
    writer, replier = PersonFactory(), PersonFactory()
    publish(session, ProposalCommented(proposal.id, 1, writer.id, None))
    publish(session, ProposalCommented(proposal.id, 2, replier.id, writer.id))
    publish(session, ProposalCommented(proposal.id, 3, proposal.author_id, writer.id))
    publish(session, ProposalCommented(proposal.id, 4, writer.id, proposal.author_id))
    publish(session, ProposalCommented(proposal.id, 5, writer.id, writer.id))
    assert told(session, proposal.author) == ["comment", "comment", "reply", "comment"]
    assert told(session, writer) == ["reply", "reply"]
    assert told(session, replier) == []
    paths = session.scalars(select(Notification.path).where(Notification.person_id == writer.id))
    assert list(paths) == [f"/forslag/{proposal.id}#kommentar-2", f"/forslag/{proposal.id}#kommentar-3"]


def test_the_others_hear_of_a_new_coauthor(session: Session, proposal: Any) -> None:
    newcomer = PersonFactory(display_name="Månen")
    follow(session, proposal, newcomer, ProposalCoauthor)
    publish(session, CoauthorJoined(proposal.id, newcomer.id))
    assert told(session, proposal.author) == ["coauthor"]
    assert told(session, newcomer) == []


def test_the_unit_hears_when_more_is_supplied(session: Session, proposal: Any, official: Any) -> None:
    elsewhere = OfficialFactory()
    publish(session, MoreSupplied(proposal.id))
    assert told(session, official) == ["more_supplied"]
    assert told(session, elsewhere) == []


def test_who_has_the_case_hears_alone_when_more_is_supplied(session: Session, proposal: Any, official: Any) -> None:
    colleague, case = OfficialFactory(unit=official.unit), session.get_one(Case, proposal.case_id)
    case.assignee_id = colleague.id
    session.flush()
    publish(session, MoreSupplied(proposal.id))
    assert (told(session, colleague), told(session, official)) == (["more_supplied"], [])
    # Somebody who has left has no turn: then it is everybody's again.
    colleague.closed_at, case.title = now(), "Ny titel"
    session.flush()
    publish(session, MoreSupplied(proposal.id))
    assert told(session, official) == ["more_supplied"]


def test_moderation_tells_the_author_why_and_the_reporters_what(session: Session, proposal: Any) -> None:
    author, reporter = proposal.author, PersonFactory()
    facts = {
        "kind": "proposal",
        "id": proposal.id,
        "author_id": author.id,
        "path": f"/forslag/{proposal.id}",
        "title": "Forslaget",
    }
    publish(
        session,
        ContentHidden(**facts, reason="Der står et navn på en lærer.", report_id=1, reporter_ids=(reporter.id,)),
    )
    publish(
        session,
        ContentKept(**facts, reason="Det er i orden.", report_id=2, reporter_ids=(reporter.id,), was_hidden=True),
    )
    publish(session, ContentKept(**facts, reason="Det er i orden.", report_id=3, reporter_ids=(), was_hidden=False))
    assert told(session, author) == ["text_hidden", "text_restored"]
    assert told(session, reporter) == ["report_hidden", "report_kept"]


def test_one_event_tells_one_person_once(session: Session) -> None:
    person = PersonFactory()
    for _ in range(3):
        notify(session, person.id, News(NewsKind.comment, "comment:1", "/forslag/1", {"title": "Bane"}))
    notify(session, person.id, News(NewsKind.comment, "comment:2", "/forslag/1", {"title": "Bane"}))
    assert told(session, person) == ["comment", "comment"]


def test_a_cry_for_help_reaches_every_moderator_at_once(session: Session, proposal: Any) -> None:
    watching = [ModeratorFactory(), AdministratorFactory()]
    others = [PersonFactory(), OfficialFactory(), ModeratorFactory(closed_at=now())]
    proposal.what = "Jeg vil ikke leve mere. Det siger jeg til jer nu."
    session.flush()
    target = find_target(session, "proposal", proposal.id)
    assert target is not None
    raise_alarm(session, target)
    for person in watching:
        assert told(session, person) == [NewsKind.alarm]
        (mail,) = mails_to(session, person)
        assert "/anmeldelser/" in mail.body_text
        # Nothing of what a child in need wrote travels by mail.
        assert "leve mere" not in mail.subject + mail.body_text + mail.body_html
    assert not any(told(session, person) or mails_to(session, person) for person in others)


def test_many_reports_of_one_text_make_one_alarm(session: Session, proposal: Any) -> None:
    moderator = ModeratorFactory()
    target = find_target(session, "proposal", proposal.id)
    assert target is not None
    for number in range(3):
        report_content(session, target, ReportReason.worried, "", None, f"{number:032x}")
    assert told(session, moderator) == [NewsKind.alarm]
    assert len(mails_to(session, moderator)) == 1
