"""At the same moment: two save one text, a delegation sends its last motion twice, and a text moves while it is merged."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.races import at_once, doing, in_database
from tests.web.assembly.motions import CHANGED, TEXT, hall, motion_in, texts
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.motion_steps import merge_into
from youthvoice.assembly.commands.motion_words import change_words
from youthvoice.assembly.commands.motions import send_motion
from youthvoice.assembly.models import Motion
from youthvoice.assembly.rules.motions import MotionState, Words, Writer


def furnish(session: Session, states: tuple[MotionState, ...], **facts: Any) -> tuple[int, list[int]]:
    """(a delegate of Egeskolen's, its motions in those states)."""
    bind_factories(session)
    at = hall(session, **facts)
    numbers = [None if state is MotionState.draft else n for n, state in enumerate(states, 1)]
    made = [motion_in(at, n, state=state) for n, state in zip(numbers, states, strict=True)]
    session.flush()
    return at.oak_other.id, [one.id for one in made]


def save(session: Session, motion_id: int, person_id: int, text: str) -> None:
    """Change the words, beginning with version 1."""
    motion, person = session.get_one(Motion, motion_id), session.get_one(Person, person_id)
    change_words(session, motion, person, Writer(person_id, "Egeskolen"), Words(motion.title, text), 1)


def send(session: Session, motion_id: int, person_id: int) -> None:
    """Send a draft in."""
    person = session.get_one(Person, person_id)
    send_motion(session, session.get_one(Motion, motion_id), person, Writer(person_id, "Egeskolen"))


def merge(session: Session, motion_id: int, into_id: int, person_id: int) -> None:
    """Make one part of the other, as it read in version 1."""
    motion, into = session.get_one(Motion, motion_id), session.get_one(Motion, into_id)
    words = Words(into.title, CHANGED)
    merge_into(session, motion, into, session.get_one(Person, person_id), Writer(person_id, "Egeskolen"), words, 1)


def test_of_many_who_save_one_text_one_is_first_and_nobody_writes_over_it(own_url: str) -> None:
    person_id, (motion_id,) = in_database(own_url, lambda s: furnish(s, (MotionState.in_committee,)))
    mine = [f"{TEXT}\nSkole {n} planter selv." for n in range(4)]
    got = at_once(doing, [(own_url, save, (motion_id, person_id, text)) for text in mine])
    assert sorted(got) == ["WordsChanged"] * 3 + ["done"]
    stored = in_database(own_url, lambda s: texts(s, motion_id))
    assert stored[0] == TEXT
    assert len(stored) == 2
    assert stored[1] in mine


def test_a_delegation_never_sends_more_than_it_may(own_url: str) -> None:
    drafts = (MotionState.draft,) * 4
    person_id, ids = in_database(own_url, lambda s: furnish(s, drafts, most_motions=2))
    got = at_once(doing, [(own_url, send, (motion_id, person_id)) for motion_id in ids])
    assert sorted(got) == ["RuleBroken", "RuleBroken", "done", "done"]
    query = select(Motion.number).where(Motion.number.is_not(None)).order_by(Motion.number)
    assert in_database(own_url, lambda s: s.scalars(query).all()) == [1, 2]


def test_one_draft_that_is_sent_by_several_gets_one_number(own_url: str) -> None:
    person_id, (motion_id,) = in_database(own_url, lambda s: furnish(s, (MotionState.draft,)))
    assert at_once(doing, [(own_url, send, (motion_id, person_id))] * 3) == ["done"] * 3
    assert in_database(own_url, lambda s: s.scalars(select(Motion.number)).all()) == [1]


def test_a_text_that_is_saved_while_it_is_merged_is_not_lost(own_url: str) -> None:
    states = (MotionState.in_committee, MotionState.in_committee)
    person_id, (one, two) = in_database(own_url, lambda s: furnish(s, states))
    saved = f"{TEXT}\nEleverne planter selv."
    got = at_once(doing, [(own_url, merge, (one, two, person_id)), (own_url, save, (two, person_id, saved))])
    assert sorted(got) == ["WordsChanged", "done"]
    stored = in_database(own_url, lambda s: texts(s, two))
    assert stored in ([TEXT, saved], [TEXT, CHANGED])
    merged = in_database(own_url, lambda s: s.scalar(select(func.count()).where(Motion.state == MotionState.merged)))
    assert merged == (1 if stored[1] == CHANGED else 0)


def test_two_that_are_merged_into_each_other_at_once_leave_one(own_url: str) -> None:
    states = (MotionState.in_committee, MotionState.in_committee)
    person_id, (one, two) = in_database(own_url, lambda s: furnish(s, states))
    got = at_once(doing, [(own_url, merge, (one, two, person_id)), (own_url, merge, (two, one, person_id))])
    assert sorted(got) == ["Conflict", "done"]
    left = in_database(own_url, lambda s: s.scalars(select(Motion.state).order_by(Motion.state)).all())
    assert left == [MotionState.in_committee, MotionState.merged]
