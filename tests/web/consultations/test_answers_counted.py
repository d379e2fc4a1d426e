"""A hearing's life: sent, changed, taken back, hidden and shown in any order; its counts are always those of its rows."""

from typing import Any

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.consultations_answered import OPTIONS, alone, asked, sent, together
from tests.factories.councils import BodyFactory, ClassFactory
from tests.machines import UndoneMachine
from tests.web.consultations.recount import recounted, stored
from youthvoice.consultations.commands.answering import Sender, withdraw_answer
from youthvoice.consultations.models import Question, ResponseText
from youthvoice.consultations.queries.answering import find_response
from youthvoice.consultations.rules.answers import Answer
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import Respondent
from youthvoice.consultations.targets import hide_text, restore_text
from youthvoice.core.errors import DomainError

WHO = st.integers(0, 4)
OPTION = st.integers(1, OPTIONS)
WORDS = st.sampled_from(["", "Mere lys", "En bane", "Flere bænke"])
SEVERAL = st.lists(OPTION, max_size=3, unique=True)
SAID = st.fixed_dictionaries(
    {
        QuestionKind.text: WORDS,
        QuestionKind.one: st.lists(OPTION, max_size=1),
        QuestionKind.several: SEVERAL,
        QuestionKind.scale: st.lists(st.integers(1, 5), max_size=1),
        QuestionKind.ranking: SEVERAL,
        QuestionKind.place: SEVERAL,
    }
)


def answer_of(kind: QuestionKind, said: Any) -> Answer:
    if kind is QuestionKind.text:
        return Answer(text=said)
    is_ranking = kind is QuestionKind.ranking
    return Answer(chosen=tuple((option, place if is_ranking else 1) for place, option in enumerate(said, 1)))


class Hearing(UndoneMachine):
    """One example is one hearing with five who may answer: three alone, a class, a council."""

    def __init__(self) -> None:
        super().__init__()
        self.found = asked(self.session)
        adult = TeacherFactory()
        everybody = [alone(PersonFactory()) for _ in range(3)]
        self.senders = [*everybody, together(adult, ClassFactory()), together(adult, BodyFactory())]
        self.questions = {
            one.kind: one.id for one in self.session.query(Question).filter_by(consultation_id=self.found.id)
        }

    def sender(self, who: int) -> Sender:
        return self.senders[who]

    @rule(who=WHO, said=SAID, people=st.integers(1, 30))
    def send(self, who: int, said: dict[QuestionKind, Any], people: int) -> None:
        sender = self.sender(who)
        answers = {self.questions[kind]: answer_of(kind, one) for kind, one in said.items()}
        try:
            with self.session.begin_nested():
                sent(self.session, self.found, sender, answers, 1 if sender.kind is Respondent.alone else people)
        except DomainError:
            assert all(answer.is_empty for answer in answers.values())

    @rule(who=WHO)
    def take_back(self, who: int) -> None:
        sender = self.sender(who)
        response = find_response(self.session, self.found.id, sender.person_id, sender.body_id)
        withdraw_answer(self.session, self.found.id, sender, response.version if response is not None else 0)

    def has_texts(self) -> bool:
        return self.session.query(ResponseText).filter_by(consultation_id=self.found.id).count() > 0

    @precondition(has_texts)
    @rule(which=st.integers(0, 9), hides=st.booleans())
    def moderate(self, which: int, hides: bool) -> None:
        texts = (
            self.session.query(ResponseText).filter_by(consultation_id=self.found.id).order_by(ResponseText.id).all()
        )
        (hide_text if hides else restore_text)(self.session, texts[which % len(texts)].mark)

    @invariant()
    def counts_are_those_of_the_rows(self) -> None:
        assert stored(self.session, self.found.id) == recounted(self.session, self.found.id)


def test_the_counts_follow_whatever_happens(built_app: Flask) -> None:
    life = type("Life", (Hearing,), {"app": built_app})
    many = settings(max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(life, settings=many)
