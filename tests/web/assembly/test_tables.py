"""The tables hold what the factories make, on both databases."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.assembly import DayItemFactory, DelegateFactory, LiveYearFactory, MotionFactory
from youthvoice.assembly.models import Motion
from youthvoice.assembly.rules.day import ItemState
from youthvoice.assembly.rules.motions import MotionState


def test_one_item_at_a_time(session: Session) -> None:
    year = LiveYearFactory()
    DayItemFactory(year_id=year.id, state=ItemState.current)
    with pytest.raises(IntegrityError), session.begin_nested():
        DayItemFactory(year_id=year.id, state=ItemState.current)
    DayItemFactory(state=ItemState.current)


def merge(session: Session, motion: Motion, target: int | None) -> None:
    motion.state, motion.merged_into_id = MotionState.merged, target
    session.flush()


def test_a_motion_is_merged_into_another_of_its_year(session: Session) -> None:
    motion, other, elsewhere = MotionFactory(), MotionFactory(), MotionFactory()
    other.year_id = motion.year_id
    session.flush()
    for target in (None, motion.id, elsewhere.id):
        with pytest.raises(IntegrityError), session.begin_nested():
            merge(session, motion, target)
        session.refresh(motion)
    merge(session, motion, other.id)


def test_a_person_is_one_delegate_a_year(session: Session) -> None:
    delegate = DelegateFactory()
    with pytest.raises(IntegrityError), session.begin_nested():
        DelegateFactory(delegation=delegate.delegation, person=delegate.person)
