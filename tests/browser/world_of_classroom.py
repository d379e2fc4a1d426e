"""What the browser's world needs of class meetings: classes of one teacher, each at another step of its meeting."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, School
from youthvoice.core.clock import today
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.commands.bodies import BodyFacts, create_body
from youthvoice.councils.commands.seats import SeatFacts, give_seat
from youthvoice.councils.models import Body, ClassIdea, ClassMeeting, Meeting
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.meetings import ClassPhase
from youthvoice.councils.rules.seats import SeatRole

QUIET, IDEAS, HANDS, TIE, DONE = "0.R", "1.R", "2.R", "3.R", "4.R"
"""Classes: without a meeting; collecting ideas with tablets; counting hands with tablets; with a tie; one that has chosen."""
COUNCIL = "Rådet for de mindste"
SWING, DOG, TOILETS = "En gynge mere til de store", "Vi vil have en hund i klassen", "Rene toiletter, der lugter godt"


def furnish_classrooms(session: Session, teacher: Person) -> None:
    """A council of the teacher's school, five classes below it, and four class meetings."""
    school = session.scalars(select(School).where(School.id == teacher.school_id)).one()
    facts = BodyFacts(kind=BodyKind.student_council, name=COUNCIL, school_id=school.id)
    council = create_body(session, facts, "c1" * 16, actor_id=None)
    for name in (QUIET, IDEAS, HANDS, TIE, DONE):
        _class(session, name, council, teacher)
    for name, hands in ((IDEAS, ()), (HANDS, (3, 9, 5)), (TIE, (7, 7, 2)), (DONE, (3, 9, 5))):
        _hold(session, name, hands, teacher)


def _class(session: Session, name: str, council: Body, teacher: Person) -> None:
    facts = BodyFacts(kind=BodyKind.school_class, name=name, school_id=council.school_id, parent_id=council.id)
    made = create_body(session, facts, name[0] + "a" * 31, actor_id=None)
    seat = SeatFacts(role=SeatRole.coordinator, starts_on=today())
    give_seat(session, get_body(session, made.id), teacher, seat, actor_id=None)


def _hold(session: Session, name: str, hands: tuple[int, ...], teacher: Person) -> None:
    facts, actor_id = commands.ClassFacts("Hvad skal der ske i vores skolegård?", 22), teacher.id
    body = session.scalars(select(Body).where(Body.name == name)).one()
    meeting_id = commands.start_class_meeting(
        session, get_body(session, body.id), facts, name[0] + "b" * 31, actor_id=actor_id
    ).meeting_id
    ideas = [
        commands.add_idea(session, meeting_id, text, None, f"{n}{'d' * 31}", actor_id=actor_id)
        for n, text in enumerate((SWING, DOG, TOILETS))
    ]
    code = commands.open_tablets(session, meeting_id).join_code or ""
    if not hands:
        commands.send_idea(session, code, "En zoo i gården", None, "e" * 32)
        return
    commands.go_to_phase(session, meeting_id, ClassPhase.hands)
    for idea, count in zip(ideas, hands, strict=True):
        commands.set_hands(session, meeting_id, idea.id, count)
    if name == DONE:
        commands.choose_idea(session, meeting_id, ideas[1].id, "f1" * 16, actor_id=actor_id)


def classroom_values(session: Session) -> dict[str, Any]:
    """Addresses of the classes and their meetings: ``class_quiet``, ``class_ideas`` and so on, and codes of tablets."""
    found = {
        f"class_{step}": session.scalars(
            select(Meeting.id).join(Body, Body.id == Meeting.body_id).where(Body.name == name)
        ).one()
        for step, name in (("ideas", IDEAS), ("hands", HANDS), ("tie", TIE), ("done", DONE))
    }
    codes = {
        f"code_{step}": session.scalars(
            select(ClassMeeting.join_code).where(ClassMeeting.meeting_id == found[f"class_{step}"])
        ).one()
        for step in ("ideas", "hands")
    }
    quiet = session.scalars(select(Body.id).where(Body.name == QUIET)).one()
    query = select(ClassIdea.id).join(ClassMeeting, ClassMeeting.id == ClassIdea.class_meeting_id)
    idea = session.scalars(query.where(ClassMeeting.meeting_id == found["class_ideas"]).order_by(ClassIdea.id)).first()
    return {**found, **codes, "class_quiet": quiet, "class_idea": idea}
