"""A municipality with something in every data set, and beside each what nobody may read: the secrets are words found nowhere else."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.assembly import AssemblyYearFactory, MotionFactory
from tests.factories.consultations import ConsultationFactory, QuestionFactory, QuestionOptionFactory
from tests.factories.councils import BodyFactory, ClassFactory, MeetingFactory, SeatFactory
from tests.factories.discussions import CommentFactory
from tests.factories.elections import announced, standing_up
from tests.factories.grants import draft as grant_draft
from tests.factories.grants import sent as grant_sent
from tests.factories.grants import town
from tests.factories.grants_decided import decided
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.resolutions import AdoptedMotionFactory, ResolutionFactory
from tests.factories.responses import AnswerDraftFactory, AnswerFactory
from tests.factories.voting import close_and_count, opened_contest, planned_contest
from youthvoice.assembly.models import MotionVersion
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.consultations.models import ConsultationResponse, ConsultationTally, ResponseText
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.clock import now, today
from youthvoice.discussions.models import Thread
from youthvoice.insight.models import ALL, Scorecard
from youthvoice.insight.rules.measures import FEW, Measure
from youthvoice.proposals.commands.visibility import hide_proposal
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.models import Case, Promise
from youthvoice.responses.rules import CaseState

WORDS = "En tekst med ordet {}, som ingen må kunne finde i de åbne data, hverken i dag eller i morgen."


@dataclass
class DataWorld:
    """What may be found, and what may not."""

    public: list[str]
    secrets: list[str]


def secret(name: str) -> str:
    """A long text with a word that stands nowhere else."""
    return WORDS.format(name)


def make_data_world(session: Session) -> DataWorld:
    """Everything at once."""
    for make in (_proposals, _promises, _scorecards, _councils, _elections, _votes, _grants, _hearings, _assembly):
        make(session)
    session.flush()
    public = [
        "Ræv Offentlig", "Bænke ved søen", "Nej fordi pengene", "Vi bygger bænke", "Rådet for Bænke", "Rådets aften",
        "Farve på bænken", "Bænkpengene", "Bænkholdet", "Høring om bænke", "Blå bænke", "Bænkenes år",
        "Forslag om bænke", "Beslutning om bænke",
    ]  # fmt: skip
    return DataWorld(public, [f"HEM{number:02d}" for number in range(1, 31)])


def _proposals(session: Session) -> None:
    author = PersonFactory(display_name="Ræv Offentlig", email="HEM01@example.test")
    shown = ProposalFactory(author=author, title="Bænke ved søen", status=ProposalStatus.no, answered_at=now())
    case = session.get_one(Case, shown.case_id)
    case.state, case.answered_at = CaseState.answered, now()
    official = OfficialFactory(display_name="HEM02 Holm")
    AnswerFactory(
        case=case, number=1, explanation=secret("HEM03"), contact_name="HEM04 Sag", written_by=official,
        replaced_at=now(),
    )  # fmt: skip
    AnswerFactory(case=case, number=2, explanation=f"Nej fordi pengene er brugt. {'x ' * 60}", written_by=official)
    AnswerDraftFactory(case=case, explanation=secret("HEM05"), written_by=official)
    CommentFactory(thread=session.get_one(Thread, shown.thread_id), author=author, body=secret("HEM06"))
    DraftFactory(title="En kladde HEM07", what=secret("HEM08"))
    gone = ProposalFactory(title="Trukket HEM09", what=secret("HEM10"))
    gone.status, gone.withdrawn_at, gone.listed_at = ProposalStatus.withdrawn, now(), None
    hidden = ProposalFactory(title="Skjult HEM11", what=secret("HEM12"))
    AnswerFactory(case=session.get_one(Case, hidden.case_id), explanation=secret("HEM13"), written_by=official)
    session.flush()
    hide_proposal(session, hidden, "Moderator")
    assert hidden.listed_at is None


def _promises(session: Session) -> None:
    official = OfficialFactory(display_name="HEM14 Lund")
    for words, hidden_at in (("Vi bygger bænke ved søen.", None), (secret("HEM15"), now())):
        proposal = ProposalFactory(title=f"Et ja {len(words)}")
        session.add(
            Promise(
                case_id=proposal.case_id,
                unit_id=official.unit_id,
                owner_id=official.id,
                words=words,
                promised_at=now(),
                promised_for=today() + timedelta(days=90),
                hidden_at=hidden_at,
            )
        )


def _scorecards(session: Session) -> None:
    figures = dict.fromkeys((measure.value for measure in Measure), 7) | {Measure.withdrawn.value: FEW}
    session.add(Scorecard(year=2026, scope=ALL, unit_id=None, figures=figures, counted_at=now()))


def _councils(session: Session) -> None:
    council = BodyFactory(name="Rådet for Bænke", handover=secret("HEM16"))
    MeetingFactory(
        body=council, title="Rådets aften", call_text=secret("HEM17"), link="https://example.test/HEM18", number=1
    )
    SeatFactory(body=council, person__display_name="HEM19 Medlem")
    MeetingFactory(body=BodyFactory(publishes_minutes=False), title="HEM20 møde", number=1)
    school_class = ClassFactory(name="7.HEM21")
    MeetingFactory(body=school_class, title="HEM22 klassens møde", number=1)


def _elections(session: Session) -> None:
    council = BodyFactory(name="Rådet der vælges")
    people = [PersonFactory() for _ in range(3)]
    for person in people:
        SeatFactory(body=council, person=person)
    election = announced(session, council)
    standing_up(session, election, people[:1], ("HEM23 Hansen",), words=secret("HEM24"))


def _votes(session: Session) -> None:
    for _ in range(6):
        PersonFactory()
    shown = opened_contest(session, title="Farve på bænken")
    close_and_count(session, shown, actor_id=None)
    planned_contest(session, title="HEM25 er ikke talt op")
    hidden = opened_contest(session, title="HEM26 er for få", is_public=False)
    close_and_count(session, hidden, actor_id=None)


def _grants(session: Session) -> None:
    place = town(session, name="Bænkpengene")
    shown = grant_sent(session, place.pool, title="Nye bænke til alle", group_name="Bænkholdet")
    decided(session, shown, 600_000, place.chair)
    refused = grant_sent(session, place.pool, title="HEM27 fik nej", group_name="HEM28")
    decided(session, refused, 0, place.chair)
    grant_draft(session, place.pool, title="HEM29 er en kladde")


def _hearings(session: Session) -> None:
    open_since = now() - timedelta(days=40)
    shown = ConsultationFactory(title="Høring om bænke", opens_at=open_since, responses=14, people=14)
    ask = QuestionFactory(consultation_id=shown.id, kind=QuestionKind.one, number=1)
    for number, title in enumerate(("Blå bænke", "Røde bænke", "Gule bænke"), 1):
        QuestionOptionFactory(question_id=ask.id, number=number, title=title)
    for option, times in ((0, 14), (1, 10), (2, 1), (3, 3)):
        session.add(
            ConsultationTally(
                question_id=ask.id, kind=Respondent.alone, option=option, answers=times, people=times, score=0
            )
        )
    words = QuestionFactory(consultation_id=shown.id, number=2)
    session.flush()
    _wrote(session, shown.id, words.id)
    ConsultationFactory(title="En kladde HEM30", published_at=None)


def _wrote(session: Session, consultation_id: int, question_id: int) -> None:
    response = ConsultationResponse(
        form_key="d" * 32, consultation_id=consultation_id, kind=Respondent.alone, person_id=PersonFactory().id,
        sent_at=now(),
    )  # fmt: skip
    session.add(response)
    session.flush()
    session.add(
        ResponseText(
            response_id=response.id, question_id=question_id, consultation_id=consultation_id, text=secret("HEM06")
        )
    )


def _assembly(session: Session) -> None:
    year = AssemblyYearFactory(theme="Bænkenes år")
    MotionFactory(year_id=year.id, title="Forslag om bænke", number=1)
    MotionFactory(year_id=year.id, title="En kladde HEM07", state=MotionState.draft, number=None)
    MotionFactory(year_id=year.id, title="Trukket HEM09", state=MotionState.withdrawn, withdrawn_at=now(), number=2)
    MotionFactory(year_id=year.id, title="Skjult HEM11", hidden_at=now(), number=3)
    worded = MotionFactory(year_id=year.id, title="Skjult ord HEM12", number=4)
    session.query(MotionVersion).filter_by(motion_id=worded.id).one().hidden_at = now()
    adopted = AdoptedMotionFactory(title="Beslutning om bænke")
    ResolutionFactory(motion=adopted)
    hidden = AdoptedMotionFactory(title="Skjult beslutning HEM13", hidden_at=now(), number=2)
    ResolutionFactory(motion=hidden)
    secret_year = AssemblyYearFactory(theme="HEM10 er ikke meldt ud", announced_at=None)
    MotionFactory(year_id=secret_year.id, title="For tidligt HEM08", number=1)
