"""One's own votes by name, turns to speak and words for and against can be taken along; of a secret vote there is nothing."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.hall import AGAINST, FOR, Hall, cast, hall, opened
from tests.factories.live_day import TurnFactory
from tests.web.assembly.motions import hall as motion_hall
from tests.web.assembly.test_motion_reading import much
from youthvoice.accounts.export import export
from youthvoice.assembly.models import DayVote
from youthvoice.assembly.rules.day import TurnState
from youthvoice.core.clock import now
from youthvoice.voting.rules.ballots import BLANK, Ballot


def voted(session: Session, at: Hall, *ballots: Ballot, **facts: Any) -> DayVote:
    """A vote that is over."""
    vote = opened(session, at, **facts)
    cast(session, at, vote, *ballots)
    vote.closed_at = now()
    session.flush()
    return vote


def test_votes_by_name_in_words(session: Session) -> None:
    at = hall(session)
    both = voted(session, at, AGAINST, FOR)
    blank = voted(session, at, BLANK)
    hidden = voted(session, at, FOR)
    hidden.hidden_at = now()
    missed = voted(session, at)
    mine = export(session, at.delegates[0].person)["assembly_ballots"]
    assert [(one["vote"], one["question"], one["numbers"], one["chosen"]) for one in mine] == [
        (both.id, both.question, [2], [both.options[1].title]),
        (blank.id, blank.question, [], []),
        (hidden.id, None, [1], None),
        (missed.id, missed.question, None, None),
    ]
    assert {(one["year"], one["delegation"]) for one in mine} == {(at.year.year, _delegation(at))}
    assert mine[0]["cast_at"] is not None
    assert mine[3]["cast_at"] is None
    theirs = export(session, at.delegates[1].person)["assembly_ballots"]
    assert [one["chosen"] for one in theirs] == [[both.options[0].title], None, None, None]
    assert export(session, at.chair)["assembly_ballots"] == []


def test_of_a_secret_vote_there_is_nothing(session: Session) -> None:
    at = hall(session)
    vote = opened(session, at, is_named=False)
    people = [delegate.person for delegate in at.delegates[:2]]
    before = [export(session, person) for person in people]
    cast(session, at, vote, AGAINST, FOR)
    for person, earlier in zip(people, before, strict=True):
        told = export(session, person)
        assert told["assembly_ballots"] == []
        changed = {name for name in told if told[name] != earlier[name]} - {"exported_at"}
        assert not {name for name in changed if name.startswith("assembly")}


def test_turns_to_speak(session: Session) -> None:
    at = hall(session)
    me = at.delegates[0]
    spoke = TurnFactory(
        year_id=at.year.id, item_id=at.items[1].id, person_id=me.person_id, delegation_id=me.delegation_id,
        state=TurnState.done, called_at=now(), ended_at=now(),
    )  # fmt: skip
    session.flush()
    (told,) = export(session, me.person)["assembly_turns"]
    assert (told["year"], told["item"], told["delegation"], told["state"]) == (at.year.year, 1, _delegation(at), "done")
    assert [told[name] for name in ("asked_at", "called_at", "ended_at")] == [
        moment.isoformat() for moment in (spoke.asked_at, spoke.called_at, spoke.ended_at)
    ]
    assert export(session, at.delegates[1].person)["assembly_turns"] == []


def test_what_was_said_for_and_against_is_in_it(session: Session) -> None:
    at = motion_hall(session)
    much(session, at)
    told = export(session, at.oak_other)["assembly_arguments"]
    assert [one["side"] for one in told] == ["for", "against"]
    assert {one["text"] for one in told} == {"Det mener vi på Egeskolen."}


def _delegation(at: Hall) -> str:
    return at.delegates[0].delegation.name
