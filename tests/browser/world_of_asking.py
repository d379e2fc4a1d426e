"""What the browser's world needs of hearings: one of every state, and a draft with every kind of question."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.factories.consultations import (
    ConsultationFactory,
    ConsultationResponseFactory,
    QuestionFactory,
    QuestionOptionFactory,
)
from youthvoice.accounts.models import Person
from youthvoice.consultations.commands.correcting import correct_summary
from youthvoice.consultations.models import Consultation, ConsultationTally, Question, ResponseText
from youthvoice.consultations.rules.questions import HAS_OPTIONS, QuestionKind
from youthvoice.consultations.rules.states import Respondent
from youthvoice.consultations.rules.summary import Summary
from youthvoice.core.clock import now, today

DRAFT, OPEN, COMING, OWED, LATE, TOO_LATE, DONE = (
    "Hvad skal der stå i den nye park?",
    "Hvor skal der være lys på stierne?",
    "Skal biblioteket have åbent om aftenen?",
    "Hvad skal klubben hedde?",
    "Hvordan bliver bussen bedre?",
    "Hvilken farve skal hallen have?",
    "Hvad skal der ske på torvet?",
)
OPTIONS = ("En bane", "Bænke under træerne", "Lys om aftenen")
DAY = timedelta(days=1)


def furnish_asking(session: Session, asker: Person) -> None:
    """Everything is asked by one official's unit."""
    bind_factories(session)
    draft = ConsultationFactory(asked_by=asker, title=DRAFT, opens_at=now() + 3 * DAY, published_at=None)
    _questions(draft)
    _questions(ConsultationFactory(asked_by=asker, title=OPEN, responses=14, people=52))
    ConsultationFactory(asked_by=asker, title=COMING, opens_at=now() + 5 * DAY, published_at=now())
    owed = ConsultationFactory(asked_by=asker, title=OWED, opens_at=now() - 20 * DAY, responses=31, people=31)
    _answered(session, _questions(owed))
    ConsultationFactory(asked_by=asker, title=LATE, opens_at=now() - 50 * DAY, responses=1, people=1)
    ConsultationFactory(asked_by=asker, title=TOO_LATE, decision_on=today() - 10 * DAY)
    done = ConsultationFactory(
        asked_by=asker, title=DONE, opens_at=now() - 60 * DAY, finished_at=now() - 2 * DAY, responses=240, people=611,
        extended_at=now() - 50 * DAY, extended_why="Mange klasser havde ferie, og de ville gerne nå at svare.",
        heard="Mange af jer vil have et sted at sidde, hvor det er tørt. I vil også have flere træer.",
        changed="Vi bygger et halvtag og planter ti træer mere, end vi havde tænkt.",
        unchanged_why="Vi laver ikke en scene, fordi torvet skal være frit, når der er marked om lørdagen.",
    )  # fmt: skip
    _questions(done)
    session.flush()
    told = Summary(
        done.heard, "Vi bygger et halvtag og planter tolv træer mere, end vi havde tænkt.", done.unchanged_why
    )
    why = "Vi skrev ti træer, men planen siger tolv."
    correct_summary(session, done.id, told, why, done.version, actor_id=asker.id)


def asking_values(session: Session) -> dict[str, Any]:
    """Numbers of them."""
    titles = {
        "hearing_draft": DRAFT, "hearing_open": OPEN, "hearing_coming": COMING, "hearing_owed": OWED,
        "hearing_late": LATE, "hearing_too_late": TOO_LATE, "hearing_done": DONE,
    }  # fmt: skip
    found = {
        name: session.scalars(select(Consultation.id).where(Consultation.title == title)).one()
        for name, title in titles.items()
    }
    own = select(Question.id).where(Question.consultation_id == found["hearing_draft"])
    scale = session.scalars(own.where(Question.kind == QuestionKind.scale)).one()
    place = session.scalars(own.where(Question.kind == QuestionKind.place)).one()
    return {**found, "hearing_scale": scale, "hearing_place": place}


def _questions(found: Consultation) -> list[Question]:
    """One of each kind."""
    words = {
        QuestionKind.text: "Hvad savner I mest her?",
        QuestionKind.one: "Hvad er det bedste?",
        QuestionKind.several: "Hvad ville I bruge?",
        QuestionKind.scale: "Hvor vigtigt er det for jer?",
        QuestionKind.ranking: "Hvad skal komme først?",
        QuestionKind.place: "Hvor skal det ligge?",
    }
    made = []
    for number, (kind, text) in enumerate(words.items(), 1):
        labels = {"low_label": "Slet ikke", "high_label": "Meget"} if kind is QuestionKind.scale else {}
        question = QuestionFactory(consultation_id=found.id, number=number, kind=kind, words=text, **labels)
        for n, title in enumerate(OPTIONS if kind in HAS_OPTIONS else (), 1):
            QuestionOptionFactory(question_id=question.id, number=n, title=title)
        made.append(question)
    return made


def _answered(session: Session, questions: list[Question]) -> None:
    text, *others = questions
    for words in ("Et sted at være, når det regner.", "Flere bænke. Og et sted med strøm til telefonen."):
        answer = ConsultationResponseFactory(consultation_id=text.consultation_id)
        ids = {"response_id": answer.id, "question_id": text.id, "consultation_id": text.consultation_id}
        session.add(ResponseText(**ids, text=words))
    for question in others:
        for option, count in enumerate((30, 18, 9, 3)):
            figures = {"answers": count, "people": count, "score": 2 * count}
            session.add(ConsultationTally(question_id=question.id, kind=Respondent.alone, option=option, **figures))
