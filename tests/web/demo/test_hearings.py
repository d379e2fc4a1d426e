"""The hearings of the demo: one open, one told, one whose summary is late, and one that came after the decision."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.consultations.models import (
    Consultation,
    ConsultationResponse,
    ConsultationTally,
    Question,
    ResponseChoice,
    ResponseText,
)
from youthvoice.consultations.queries.answering import asked_of, find_response, whole_questions
from youthvoice.consultations.rules.answers import ANSWERED, Count
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.results import shown
from youthvoice.consultations.rules.states import ConsultationState, Respondent
from youthvoice.consultations.rules.summary import Summary, is_overdue, summary_problems
from youthvoice.core.clock import now, today
from youthvoice.core.readability import TARGET_LIX, lix
from youthvoice.demo import content


def hearing(session: Session, beginning: str) -> Consultation:
    return session.scalars(select(Consultation).where(Consultation.title.startswith(beginning))).one()


def test_they_stand_in_every_step(loaded: Session) -> None:
    told, late, is_open, after = (
        hearing(loaded, name) for name in ("Cykelstier", "Skolemad", "Den nye", "Bibliotekets")
    )
    assert (told.state, late.state) == (ConsultationState.finished, ConsultationState.closed)
    assert is_open.state is after.state is ConsultationState.open
    assert is_overdue(late.summary_due_on, today())
    assert late.reminded == 3
    assert [one.is_too_late for one in (told, late, is_open, after)] == [False, False, False, True]
    assert now() < is_open.closes_at
    assert is_open.decision_on > today()


def test_the_open_one_asks_in_every_way_and_was_answered_in_every_way(loaded: Session) -> None:
    found = hearing(loaded, "Den nye")
    kinds = loaded.scalars(select(Question.kind).where(Question.consultation_id == found.id)).all()
    assert set(kinds) == set(QuestionKind)
    answered = Counter(
        loaded.scalars(select(ConsultationResponse.kind).where(ConsultationResponse.consultation_id == found.id))
    )
    assert answered == {Respondent.alone: 16, Respondent.school_class: 1, Respondent.council: 1}
    for name in ("Blå Ræv", "Havørn", "Stille Sten"):
        person = loaded.scalars(select(Person).where(Person.display_name == name)).one()
        assert find_response(loaded, found.id, person.id, None) is None


def test_the_result_of_the_one_that_was_told_can_be_shown(loaded: Session) -> None:
    found = hearing(loaded, "Cykelstier")
    assert summary_problems(Summary(found.heard, found.changed, found.unchanged_why)) == {}
    for text in (found.heard, found.changed, found.unchanged_why):
        assert lix(text).lix <= TARGET_LIX, text
    for asked in asked_of(whole_questions(loaded, found.id)):
        rows = select(ConsultationTally).where(
            ConsultationTally.question_id == asked.id, ConsultationTally.kind == Respondent.alone
        )
        counts = {row.option: Count(row.answers, row.people, row.score) for row in loaded.scalars(rows)}
        figures = shown(asked, Respondent.alone, counts)
        assert not figures.is_kept_back
        assert None not in figures.options.values()


def test_every_counter_is_exact(loaded: Session) -> None:
    for found in loaded.scalars(select(Consultation)):
        stands = ConsultationResponse.consultation_id == found.id, ConsultationResponse.withdrawn_at.is_(None)
        counted = select(func.count(), func.sum(ConsultationResponse.people)).where(*stands)
        assert tuple(loaded.execute(counted).one()) == (found.responses, found.people)
    texts = Counter(loaded.scalars(select(ResponseText.question_id)))
    chosen = Counter(
        (row.question_id, row.option)
        for row in loaded.execute(select(ResponseChoice.question_id, ResponseChoice.option))
    )
    kinds = dict(loaded.execute(select(Question.id, Question.kind)).all())
    sums: Counter[tuple[int, int]] = Counter()
    for row in loaded.scalars(select(ConsultationTally)):
        sums[row.question_id, row.option] += row.answers
    for (question_id, option), number in sums.items():
        if option != ANSWERED:
            assert chosen[question_id, option] == number
        elif kinds[question_id] is QuestionKind.text:
            assert texts[question_id] == number


def test_only_those_who_were_asked_have_answered(loaded: Session) -> None:
    found = hearing(loaded, "Skolemad")
    schools = set(content.hearings()[1]["schools"])
    query = select(Person).join(ConsultationResponse, ConsultationResponse.person_id == Person.id)
    people = loaded.scalars(
        query.where(ConsultationResponse.consultation_id == found.id, ConsultationResponse.body_id.is_(None))
    )
    assert {person.school.name for person in people if person.school} <= schools


def test_every_text_is_easy_to_read() -> None:
    for told in content.hearings():
        texts = [told[name] for name in ("about", "open", "fixed", "why")]
        for question in told["questions"]:
            texts += [question["words"], *question.get("texts", [])]
        for text in texts:
            # A single sentence with one long word is not hard to read; the rule is for texts.
            assert lix(text).lix <= TARGET_LIX or len(text) < 80, text
            assert "!" not in text
