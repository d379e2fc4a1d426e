"""How long a comment can be changed, and how deep the talk goes."""

from datetime import UTC, datetime, timedelta

import pytest

from youthvoice.discussions.rules import may_edit, may_reply

WRITTEN = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expected", "age"),
    [
        (True, timedelta(0)),
        (True, timedelta(minutes=14, seconds=59)),
        (False, timedelta(minutes=15)),
        (False, timedelta(days=1)),
        (True, timedelta(seconds=-2)),
    ],
)
def test_may_edit(expected: bool, age: timedelta) -> None:
    assert may_edit(WRITTEN, WRITTEN + age) is expected


@pytest.mark.parametrize(("expected", "depth"), [(True, 0), (False, 1), (False, 2)])
def test_replies_are_one_level_deep(expected: bool, depth: int) -> None:
    assert may_reply(depth) is expected
