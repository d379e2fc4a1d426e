"""What keeps a decision from being stored, in words beside the fields; also where it is the database that says no."""

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core.clock import local_date
from youthvoice.core.db import Base
from youthvoice.core.errors import RuleBroken, violated_constraint
from youthvoice.core.textcheck import find_cpr, fingerprint
from youthvoice.councils.commands.holding import body_of
from youthvoice.councils.deciders import is_elsewhere
from youthvoice.councils.labels import DECISION_PROBLEM_TEXTS
from youthvoice.councils.models import AgendaItem, Meeting
from youthvoice.councils.queries.minutes import came_to, explained_elsewhere
from youthvoice.councils.queries.seats import voting_member_ids
from youthvoice.councils.rules.attendance import voters_present
from youthvoice.councils.rules.decisions import (
    MOST_VOTES,
    TEXT_MAX,
    TEXT_MIN,
    DecisionFacts,
    DecisionOutcome,
    DecisionProblem,
    check_votes,
    needs_quorum,
)
from youthvoice.councils.rules.meetings import Quorum, quorum
from youthvoice.responses import rules as duty
from youthvoice.responses.checks import LONGEST, REASONS_OWED
from youthvoice.responses.labels import problem_text
from youthvoice.responses.queries import used_in_another_case
from youthvoice.responses.rules import AnswerFacts, Outcome

PROBLEM_FIELDS: dict[DecisionProblem, str] = {
    DecisionProblem.text_missing: "text",
    DecisionProblem.votes_incomplete: "votes_for",
    DecisionProblem.votes_against_it: "votes_for",
    DecisionProblem.too_many_votes: "votes_for",
    DecisionProblem.no_quorum: "outcome",
}
VOTE_FIELDS = ("votes_for", "votes_against", "votes_abstaining")
REASON_TEXTS = ("explanation", "next_step", "contact_name", "contact_title", "contact_unit")
# The table's own constraints, as (form field, problem); those of the duty stand in responses.checks.
CONSTRAINTS: dict[str, DecisionProblem] = {
    "ck_decisions_text_needed": DecisionProblem.text_missing,
    "ck_decisions_votes_are_whole": DecisionProblem.votes_incomplete,
    "ck_decisions_votes_not_negative": DecisionProblem.votes_incomplete,
    "ck_decisions_votes_make_the_outcome": DecisionProblem.votes_against_it,
}
NO_CASE = 0
"""An id that no case has: an explanation that any adult gave before is no explanation here either."""

Problems = dict[str, list[object]]


def quorum_of(session: Session, meeting: Meeting) -> Quorum:
    """How many members there are, are here, and must be here."""
    members = voting_member_ids(session, meeting.body_id, local_date(meeting.starts_at))
    return quorum(
        len(members), voters_present(members, came_to(session, meeting.id)), body_of(session, meeting).quorum_percent
    )


def decision_problems(
    session: Session, item: AgendaItem, meeting: Meeting, facts: DecisionFacts, *, is_counted: bool = False
) -> Problems:
    """Everything that keeps the decision from being stored: form field -> words. Empty where it is whole.

    ``is_counted``: a room above has counted who was there.
    """
    problems: Problems = {}
    if facts.outcome is None:
        problems["outcome"] = [gettext("Vælg, hvad I besluttede.")]
    for problem in _rule_problems(session, item, meeting, facts, is_counted=is_counted):
        problems.setdefault(PROBLEM_FIELDS[problem], [DECISION_PROBLEM_TEXTS[problem]])
    problems.update(reason_problems(session, item, facts))
    problems.update(_text_problems(facts))
    return problems


def reason_problems(session: Session, item: AgendaItem, facts: DecisionFacts) -> Problems:
    """What a no to somebody's proposal lacks, in the very words that an official would read."""
    if facts.outcome is not DecisionOutcome.rejected or not item.is_owed_reasons:
        return {}
    answer = AnswerFacts(
        outcome=Outcome.no, reason=facts.reason, **{name: getattr(facts, name) for name in REASON_TEXTS}
    )
    known = duty.Known(used_before=_is_used(session, item, facts.explanation))
    missing = duty.refusal_problems(answer, known)
    return {name: [problem_text(name, problem, Outcome.no)] for name, problem in missing}


def refusal(error: IntegrityError) -> Exception:
    """The database's no, in words beside the field."""
    name = violated_constraint(error, Base.metadata) or ""
    if name in CONSTRAINTS:
        problem = CONSTRAINTS[name]
        return RuleBroken({PROBLEM_FIELDS[problem]: [DECISION_PROBLEM_TEXTS[problem]]})
    part = REASONS_OWED.get(name.removeprefix("ck_decisions_"))
    return RuleBroken({part[0]: [problem_text(*part, Outcome.no)]}) if part else error


def _is_used(session: Session, item: AgendaItem, explanation: str) -> bool:
    key = fingerprint(explanation)
    if not key:
        return False
    return explained_elsewhere(session, item.id, key) or used_in_another_case(session, NO_CASE, explanation)


def _rule_problems(
    session: Session, item: AgendaItem, meeting: Meeting, facts: DecisionFacts, *, is_counted: bool
) -> list[DecisionProblem]:
    found: list[DecisionProblem] = []
    if len(facts.text.strip()) < TEXT_MIN:
        found.append(DecisionProblem.text_missing)
    if facts.outcome is None:
        return found
    if is_counted or is_elsewhere(item.subject_kind):
        # That room has counted who takes part: the conflicted count neither here nor there.
        votes = check_votes(facts.outcome, facts.votes, None)
        return [*found, votes] if votes is not None else found
    there = quorum_of(session, meeting)
    if needs_quorum(facts.outcome) and not there.is_met:
        found.append(DecisionProblem.no_quorum)
    # Where no quorum is asked for and nobody was noted, nobody counted who is here.
    present = there.present if there.needed or there.present else None
    votes = check_votes(facts.outcome, facts.votes, present)
    return [*found, votes] if votes is not None else found


def _text_problems(facts: DecisionFacts) -> Problems:
    problems: Problems = {}
    longest = {"text": TEXT_MAX, **{name: LONGEST[name] for name in REASON_TEXTS}}
    for name, most in longest.items():
        value: str = getattr(facts, name)
        if len(value) > most:
            problems[name] = [gettext("Skriv højst %(high)d tegn.", high=most)]
        if find_cpr(value):
            problems[name] = [gettext("Slet CPR-nummeret. Det må aldrig stå på en side, som alle kan læse.")]
    votes = (facts.votes.votes_for, facts.votes.against, facts.votes.abstaining)
    for name, count in zip(VOTE_FIELDS, votes, strict=True):
        if count is not None and not 0 <= count <= MOST_VOTES:
            problems[name] = [gettext("Skriv et tal fra 0 til %(high)d.", high=MOST_VOTES)]
    return problems
