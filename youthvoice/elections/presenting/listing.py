"""The list of elections, the page of a round, and what a body's page says of its elections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from youthvoice.core.clock import now
from youthvoice.core.i18n import format_moment
from youthvoice.core.keyset import Page
from youthvoice.core.templating import cached_url_for
from youthvoice.elections.labels import PHASE_KINDS, PHASE_LABELS, election_title
from youthvoice.elections.models import Election, ElectionRound
from youthvoice.elections.queries.listing import RoundSum
from youthvoice.elections.rules.states import ElectionState, Phase, phase_at


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an election, or a round of them."""

    url: str
    title: str
    where: str
    when: str
    phase: Phase
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """All that the list shows."""

    own: list[Line]
    live: list[Line]
    coming: list[Line]
    done: Page[Line]

    @property
    def is_empty(self) -> bool:
        """There has never been an election."""
        return not (self.live or self.coming or self.done.items)


def read_list(
    live: Sequence[ElectionRound],
    done: Page[ElectionRound],
    sums: Mapping[int, RoundSum],
    own: Sequence[Election],
) -> ListPage:
    """No query."""
    lines = [round_line(one, sums[one.id]) for one in live]
    return ListPage(
        own=[election_line(one) for one in own],
        live=[one for one in lines if one.phase is not Phase.announced],
        coming=[one for one in lines if one.phase is Phase.announced],
        done=Page([round_line(one, sums[one.id]) for one in done.items], done.next_cursor),
    )


def round_line(planned: ElectionRound, told: RoundSum) -> Line:
    """A round; one with a single election leads straight to it."""
    phase = phase_at(_leading(told), planned.nomination_opens_at, planned.nomination_closes_at, now())
    if told.count == 1:
        url = cached_url_for("elections.election", election_id=told.first_id)
        where = planned.body.name
    else:
        url = cached_url_for("elections.round_page", round_id=planned.id)
        where = f"{planned.body.name} · {ngettext('%(num)d valg', '%(num)d valg', told.count)}"
    return Line(url, planned.title, where, _when(planned, phase), phase, PHASE_KINDS[phase], str(PHASE_LABELS[phase]))


ORDER = (
    ElectionState.voting, ElectionState.closed, ElectionState.ready, ElectionState.planned, ElectionState.elected,
    ElectionState.tied, ElectionState.void, ElectionState.empty, ElectionState.cancelled,
)  # fmt: skip


def _leading(told: RoundSum) -> ElectionState:
    """What a round is said to be: what asks for most attention."""
    return next(state for state in ORDER if told.has(state))


def election_line(election: Election) -> Line:
    """One election."""
    phase = election.phase(now())
    return Line(
        url=cached_url_for("elections.election", election_id=election.id),
        title=election_title(election),
        where=election.body.name,
        when=_when(election.round, phase),
        phase=phase,
        kind=PHASE_KINDS[phase],
        label=str(PHASE_LABELS[phase]),
    )


def _when(planned: ElectionRound, phase: Phase) -> str:
    """The day that matters now."""
    if phase is Phase.announced:
        return gettext("Stil op fra %(when)s", when=format_moment(planned.nomination_opens_at))
    if phase is Phase.nomination:
        return gettext("Stil op senest %(when)s", when=format_moment(planned.nomination_closes_at))
    if phase in (Phase.nomination_over, Phase.ready):
        return gettext("Stem fra %(when)s", when=format_moment(planned.voting_opens_at))
    if phase is Phase.voting:
        return gettext("Stem senest %(when)s", when=format_moment(planned.voting_closes_at))
    if phase is Phase.cancelled:
        return gettext("Skulle være holdt %(when)s", when=format_moment(planned.voting_opens_at))
    return gettext("Sluttede %(when)s", when=format_moment(planned.voting_closes_at))


def read_round(planned: ElectionRound, elections: Sequence[Election]) -> list[Line]:
    """The elections of a round, by the name of who votes."""
    return [_short(planned, one) for one in elections]


def _short(planned: ElectionRound, election: Election) -> Line:
    line = election_line(election)
    title = election.from_body.name if election.from_body is not None else planned.title
    return Line(line.url, title, "", line.when, line.phase, line.kind, line.label)
