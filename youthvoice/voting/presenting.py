"""What the pages say of a contest."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from youthvoice.core.clock import now
from youthvoice.core.i18n import format_moment
from youthvoice.voting.models import Contest, ContestOption
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.contest import PaperKind, State
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.standing import ContestStanding


@dataclass(frozen=True)
class Status:
    """A pill: kind (of ``ui.status``) and words."""

    kind: str
    text: str


@dataclass(frozen=True)
class ContestRow:
    """One contest of a list."""

    title: str
    url: str
    owner: str
    when: str
    status: Status


@dataclass(frozen=True)
class Line:
    """One option as this reader may read it. ``cost`` is øre."""

    number: int
    title: str
    text: str
    cost: int | None
    group: str
    url: str
    picture_url: str


def takes_votes(contest: Contest) -> bool:
    """Tell whether somebody can vote just now; the worker opens and closes a little after the time."""
    return contest.state is State.open and contest.opens_at <= now() < contest.closes_at


def status_of(contest: Contest) -> Status:
    """Where it stands, in a word."""
    state = contest.state
    if state is State.open and not takes_votes(contest):
        return Status("progress", gettext("Slut. Tælles snart"))
    return {
        State.planned: Status("waiting", gettext("Ikke begyndt")),
        State.open: Status("yes", gettext("Åben")),
        State.sealed: Status("progress", gettext("Slut. Tælles snart")),
        State.counted: Status("passed", gettext("Afgjort")),
        State.cancelled: Status("withdrawn", gettext("Aflyst")),
    }[state]


def when_of(contest: Contest) -> str:
    """What comes next, or when it was."""
    if contest.state is State.planned:
        return gettext("Begynder %(when)s", when=format_moment(contest.opens_at))
    if contest.state is State.cancelled and contest.cancelled_at is not None:
        return gettext("Aflyst %(when)s", when=format_moment(contest.cancelled_at))
    if takes_votes(contest):
        return gettext("Stem inden %(when)s", when=format_moment(contest.closes_at))
    return gettext("Sluttede %(when)s", when=format_moment(contest.sealed_at or contest.closes_at))


def row_of(contest: Contest) -> ContestRow:
    """One line of a list."""
    url = url_for("voting.contest", contest_id=contest.id)
    return ContestRow(contest.title, url, contest.owner_title, when_of(contest), status_of(contest))


def lines_of(contest: Contest, standing: ContestStanding) -> list[Line]:
    """The paper's options; names that are not public only for those on the roll and those who run it."""
    has_private = any(option.public_title is not None for option in contest.options)
    is_inside = standing.is_on_roll or (has_private and standing.may_run)
    return [line_of(option, is_inside=is_inside) for option in contest.options]


def line_of(option: ContestOption, *, is_inside: bool) -> Line:
    """One option. What stands below a name that is not public is not shown either."""
    title = option.title if is_inside else option.open_title
    is_whole = is_inside or option.public_title is None
    return Line(
        number=option.number,
        title=title,
        text=option.text if is_whole else "",
        cost=option.cost,
        group=option.group,
        url=option.url if is_whole else "",
        picture_url=option.picture_url if is_whole else "",
    )


def chosen_lines(contest: Contest, ballot: Ballot) -> list[Line]:
    """What a ballot says, for whoever holds it, in its order."""
    known = {option.number: option for option in contest.options}
    return [line_of(known[number], is_inside=True) for number in ballot]


def has_own_blank(contest: Contest) -> bool:
    """Tell whether the paper has a box for a blank vote. On a yes/no paper, to abstain says the same."""
    return contest.allows_blank and not (contest.method is Method.yes_no and len(contest.options) > 2)


def has_voted(standing: ContestStanding) -> bool:
    """Tell whether nothing is left to do: a paper on a phone may still be waiting there, or be changed."""
    return standing.paper in (PaperKind.direct, PaperKind.hands)


def is_ranked(contest: Contest) -> bool:
    """Tell whether the paper is filled in by putting options in order."""
    return contest.method in RANKED
