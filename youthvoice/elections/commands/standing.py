"""Standing for a seat: by oneself, or written in by the adult who helps; and stepping back."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.core.forms import clean
from youthvoice.core.textcheck import find_cpr, find_phone_numbers
from youthvoice.elections.commands.closing import settle_paper
from youthvoice.elections.commands.holding import hold, touch
from youthvoice.elections.commands.paper import sync_option
from youthvoice.elections.events import CandidateEntered
from youthvoice.elections.labels import NAME_TAKEN, NAME_TEXT, NUMBERS_IN_TEXT, STAND_PROBLEM_TEXTS, WORDS_TEXT
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.candidates import candidates_of, find_by_key, find_candidate, find_own
from youthvoice.elections.queries.roll import may_vote
from youthvoice.elections.rules.candidates import (
    MOST_CANDIDATES,
    NAME_MAX,
    NAME_MIN,
    TEXT_MAX,
    StandProblem,
    check_age,
    check_time,
    may_withdraw,
)
from youthvoice.elections.rules.states import ElectionState
from youthvoice.elections.targets import tell_of_candidate


@dataclass(frozen=True, kw_only=True)
class StandFacts:
    """What a candidate says of themself. ``is_public``: everybody may see name, words and picture."""

    ballot_name: str
    words: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class CandidateAudit:
    """Audit: which candidate of the election; never who it is."""

    number: int


def stand(session: Session, election: Election, person: Person, facts: StandFacts, form_key: str) -> Candidate:
    """Stand by oneself. The same form, or the same person, twice is one candidacy. Words of a crisis raise an alarm.

    Raises RuleBroken (fields ballot_name, words, or none) where the time, the roll or the age says no.
    """
    election = hold(session, election)
    there = find_own(session, election.id, person.id)
    if there is not None:
        return there
    _check_person(session, election, person)
    candidate = _new(election, person, _checked(session, election, facts, None), form_key)
    candidate.confirmed_at, candidate.confirmed_by_id = now(), person.id
    stored = _store(session, election, candidate)
    if stored is candidate:
        _record(session, person.id, "election.stand", candidate)
        tell_of_candidate(session, candidate)
    return stored


def enter(
    session: Session, election: Election, person: Person, facts: StandFacts, form_key: str, *,
    has_said_yes: bool, actor_id: int,
) -> Candidate:  # fmt: skip
    """Write somebody in who has no phone. The name is for those on the roll alone; whoever it is may choose otherwise.

    ``has_said_yes``: the person told the adult. Otherwise their own yes is waited for. Raises RuleBroken as ``stand``.
    """
    election = hold(session, election)
    there = find_by_key(session, form_key)
    if there is not None and there.election_id == election.id:
        return there
    if find_own(session, election.id, person.id) is not None:
        raise broken(StandProblem.stands_already, "person_id")
    _check_person(session, election, person, "person_id")
    facts = StandFacts(ballot_name=facts.ballot_name, words=facts.words)
    candidate = _new(election, person, _checked(session, election, facts, None), form_key)
    candidate.entered_by_id = actor_id
    if has_said_yes:
        candidate.confirmed_at, candidate.confirmed_by_id = now(), actor_id
    stored = _store(session, election, candidate)
    if stored is candidate:
        _record(session, actor_id, "election.enter", candidate)
        publish(session, CandidateEntered(election.id, candidate.id, person.id))
        tell_of_candidate(session, candidate)
    return stored


def confirm(session: Session, candidate: Candidate, *, actor_id: int) -> None:
    """Say yes to standing: the candidate, or the adult who heard it. Twice is once. Raises Conflict once it is too late."""
    election = hold(session, candidate.election)
    session.refresh(candidate, ["confirmed_at", "withdrawn_at"])
    if candidate.confirmed_at is not None:
        return
    if election.state is not ElectionState.planned or candidate.withdrawn_at is not None:
        raise Conflict
    candidate.confirmed_at, candidate.confirmed_by_id = now(), actor_id
    touch(session, election)
    _record(session, actor_id, "election.confirm", candidate)


def edit_candidacy(session: Session, candidate: Candidate, facts: StandFacts, *, actor_id: int) -> None:
    """Change one's own words, name, and who sees them.

    Name and words stand still once people vote; who sees them is the candidate's own choice at any time. Whoever was
    written in and now chooses for themself has thereby said yes. Raises RuleBroken.
    """
    election = hold(session, candidate.election)
    session.refresh(candidate)
    if candidate.withdrawn_at is not None:
        raise Conflict
    facts = _checked(session, election, facts, candidate)
    is_fixed = not may_withdraw(election.state)
    if not is_fixed:
        candidate.ballot_name, candidate.words = facts.ballot_name, facts.words
    if candidate.confirmed_at is None and election.state is not ElectionState.planned:
        raise Conflict
    candidate.confirmed_at = candidate.confirmed_at or now()
    candidate.confirmed_by_id = candidate.person_id
    candidate.is_public = facts.is_public
    session.flush()
    sync_option(session, election, candidate)
    touch(session, election)
    _record(session, actor_id, "election.edit_candidate", candidate)
    if not is_fixed:
        tell_of_candidate(session, candidate)


def withdraw(session: Session, candidate: Candidate, *, actor_id: int) -> None:
    """Step back. Twice is once. Once the paper is drawn it is drawn up anew without the name.

    Raises Conflict where papers are given out already: then one gives the seat back instead.
    """
    election = hold(session, candidate.election)
    session.refresh(candidate, ["withdrawn_at"])
    if candidate.withdrawn_at is not None:
        return
    if not may_withdraw(election.state):
        raise Conflict
    candidate.withdrawn_at, candidate.paper_number, candidate.is_public = now(), None, False
    touch(session, election)
    _record(session, actor_id, "election.withdraw", candidate)
    if election.state is ElectionState.ready:
        settle_paper(session, election, actor_id=None)


def broken(problem: StandProblem, field: str = "") -> RuleBroken:
    """The problem in words."""
    return RuleBroken({field: [STAND_PROBLEM_TEXTS[problem]]})


def stand_problem(session: Session, election: Election, person: Person) -> StandProblem | None:
    """Say why somebody cannot stand now, or None. Round and body must be loaded."""
    problem = check_time(election.phase(now()))
    if problem is None and person.is_adult:
        problem = StandProblem.adult
    problem = problem or check_age(person.birth_year, election.body.ages, election.round.term_starts_on)
    if problem is None and not may_vote(session, election, person.id):
        problem = StandProblem.not_on_roll
    if problem is None and len(candidates_of(session, election.id)) >= MOST_CANDIDATES:
        problem = StandProblem.paper_full
    return problem


def _check_person(session: Session, election: Election, person: Person, field: str = "") -> None:
    problem = stand_problem(session, election, person)
    if problem is not None:
        raise broken(problem, field)


def _checked(session: Session, election: Election, facts: StandFacts, own: Candidate | None) -> StandFacts:
    name, words = " ".join((clean(facts.ballot_name) or "").split()), clean(facts.words) or ""
    problems: dict[str, list[object]] = {}
    if not NAME_MIN <= len(name) <= NAME_MAX or not any(char.isalpha() for char in name):
        problems["ballot_name"] = [NAME_TEXT]
    if len(words) > TEXT_MAX:
        problems["words"] = [WORDS_TEXT]
    for field, text in (("ballot_name", name), ("words", words)):
        if find_cpr(text) or find_phone_numbers(text):
            problems[field] = [NUMBERS_IN_TEXT]
    taken = {_plain(one.ballot_name) for one in candidates_of(session, election.id) if own is None or one.id != own.id}
    if not problems and _plain(name) in taken:
        problems["ballot_name"] = [NAME_TAKEN]
    if problems:
        raise RuleBroken(problems)
    return StandFacts(ballot_name=name, words=words, is_public=facts.is_public)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _new(election: Election, person: Person, facts: StandFacts, form_key: str) -> Candidate:
    return Candidate(
        form_key=form_key,
        election_id=election.id,
        number=election.last_number + 1,
        person_id=person.id,
        ballot_name=facts.ballot_name,
        words=facts.words,
        is_public=facts.is_public,
        stood_at=now(),
    )


def _store(session: Session, election: Election, candidate: Candidate) -> Candidate:
    """Under the election's lock nobody else stands; a key that was used elsewhere is refused."""
    try:
        with session.begin_nested():
            session.add(candidate)
            session.flush()
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) == "uq_candidates_form_key":
            raise Conflict from error
        raise
    election.last_number = candidate.number
    touch(session, election)
    find_candidate(session, candidate.id)
    return candidate


def _record(session: Session, actor_id: int, action: str, candidate: Candidate) -> None:
    audit.record(session, actor_id, action, ("election", candidate.election_id), CandidateAudit(candidate.number))
