"""From candidates to a ballot paper: the order is drawn, and the contest is planned or worded anew."""

import re

from sqlalchemy.orm import Session

from youthvoice.core.errors import Conflict
from youthvoice.elections.labels import hidden_label, paper_title, public_label
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.candidates import on_paper
from youthvoice.voting.commands.planning import ContestFacts, OptionFacts, change_contest, plan_contest
from youthvoice.voting.models import Contest, ContestOption
from youthvoice.voting.queries.contests import find_contest, get_contest
from youthvoice.voting.rules.contest import State
from youthvoice.voting.rules.methods import Method

OWNER = "election"
SINGLE = {Method.block: Method.plurality, Method.stv: Method.instant_runoff}
SEVERAL = {single: many for many, single in SINGLE.items()}


def method_for(method: Method, seats: int) -> Method:
    """The method by its name for that many seats: STV for one seat is instant run-off, block vote is plurality."""
    return (SINGLE if seats == 1 else SEVERAL).get(method, method)


def write_paper(session: Session, election: Election, *, actor_id: int | None) -> Contest:
    """Plan the contest of an election whose paper is drawn, or word it anew. Raises Conflict where people vote."""
    facts = contest_facts(election, on_paper(session, election.id))
    if election.contest_id is None:
        contest = plan_contest(session, facts, form_key(election), actor_id=actor_id)
        election.contest_id = contest.id
        session.flush()
        return contest
    contest = get_contest(session, election.contest_id)
    change_contest(session, contest, facts, actor_id=actor_id)
    return contest


def form_key(election: Election) -> str:
    """The key under which an election's contest is planned once."""
    return f"e{election.id:031x}"


def election_id_of(contest: Contest) -> int | None:
    """The election that a contest was planned for (``form_key``), be it its own still or called off since."""
    key = contest.form_key
    return int(key[1:], 16) if re.fullmatch("e[0-9a-f]{31}", key) else None


def contest_facts(election: Election, candidates: list[Candidate]) -> ContestFacts:
    """What voting needs to know; round, body and constituency must be loaded."""
    planned = election.round
    return ContestFacts(
        owner_kind=OWNER,
        owner_title=planned.title[:200],
        owner_url=f"/valg/{election.id}",
        title=paper_title(election),
        method=method_for(planned.method, election.seats),
        options=[option_facts(election, one) for one in candidates],
        opens_at=planned.voting_opens_at,
        closes_at=planned.voting_closes_at,
        seats=election.seats,
        max_choices=election.seats if method_for(planned.method, election.seats) is Method.block else None,
        tie_rule=planned.tie_rule,
        needs_spread=planned.needs_spread,
        quorum_percent=planned.quorum_percent,
        allows_blank=planned.allows_blank,
        takes_strangers=planned.takes_strangers,
        # Whether anybody has to vote is decided before the contest is planned.
        fills_uncontested=False,
        notice_days=planned.notice_days,
        announced_at=planned.created_at,
    )


def option_facts(election: Election, candidate: Candidate) -> OptionFacts:
    """A candidate's line: name for those who vote, and for everybody else what the candidate has said yes to."""
    is_open = candidate.is_public and candidate.hidden_at is None
    number = candidate.paper_number or candidate.number
    label = public_label(number)
    has_picture = candidate.picture_version > 0 and candidate.picture_approved_at is not None
    here = f"/valg/{election.id}"
    return OptionFacts(
        title=candidate.ballot_name if candidate.hidden_at is None else hidden_label(number),
        public_title=candidate.ballot_name if is_open else label,
        text=candidate.words if is_open else "",
        url=f"{here}#kandidat-{candidate.number}",
        picture_url=f"{here}/kandidat/{candidate.number}?v={candidate.picture_version}"
        if is_open and has_picture
        else "",
        group=candidate.level if election.round.needs_spread else "",
    )


def sync_option(session: Session, election: Election, candidate: Candidate) -> None:
    """A candidate chose otherwise, or was hidden: what the paper and its public page say follows at once."""
    if election.contest_id is None or candidate.paper_number is None:
        return
    contest = find_contest(session, election.contest_id)
    if contest is None or contest.state is State.cancelled:
        raise Conflict
    told = option_facts(election, candidate)
    option: ContestOption = next(one for one in contest.options if one.number == candidate.paper_number)
    option.title, option.public_title = told.title, told.public_title
    option.text, option.picture_url = told.text, told.picture_url
    contest.version += 1
    session.flush()
