"""The result of a vote of the day: the verdict in words, the numbers, and a picture."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from youthvoice.assembly.presenting.hidden import option_shown, words_shown
from youthvoice.assembly.queries.now import VoteNow
from youthvoice.assembly.rules.day import Verdict
from youthvoice.assembly.rules.verdicts import tells_of_all, tells_of_few
from youthvoice.assembly.rules.years import Majority
from youthvoice.core.charts import BarChart, Drawing, Series, Unit, draw
from youthvoice.core.i18n import format_money, format_number
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.charts import draw_round, draw_totals
from youthvoice.voting.rules.methods import ABSTAIN, NO, RANKED, YES, Method
from youthvoice.voting.tallies import Outcome
from youthvoice.voting.telling import headline

KINDS: Mapping[Verdict, str] = {
    Verdict.adopted: "yes",
    Verdict.rejected: "no",
    Verdict.chosen: "yes",
    Verdict.tied: "more",
    Verdict.no_quorum: "withdrawn",
}
"""A kind of status, for the colour and the icon."""
SECOND, THIRD = 2, 3


@dataclass(frozen=True)
class ResultNow:
    """``words`` is the verdict, ``more`` why; ``turnout`` how many took part, ``alike`` what it tells of each that they agreed,
    ``attempt`` which vote on the same it was, where it was not the first. ``winners`` are those that were chosen, each with what it
    costs in words where money was shared out, and ``head`` what stands above them: the big screen lists them.
    """

    question: str
    words: str
    more: str
    kind: str
    turnout: str
    alike: str
    attempt: str
    drawing: Drawing | None
    head: str = ""
    winners: tuple[tuple[str, str], ...] = ()


def result_now(vote: VoteNow) -> ResultNow:
    """A vote that is counted. Of a secret one in which few took part, no number is told of what they voted."""
    if vote.verdict is None or vote.outcome is None:
        raise ValueError("the vote is not counted")
    outcome, names = Outcome.from_json(vote.outcome), names_of(vote)
    words, more = _told(vote, vote.verdict, outcome, names)
    is_few = tells_of_few(vote.is_named, vote.taken_part)
    if is_few and vote.verdict is not Verdict.no_quorum:
        more = gettext("Så få stemte, at tallene ikke bliver vist.")
    return ResultNow(
        question=words_shown(vote.question),
        words=words,
        more=more,
        kind=KINDS[vote.verdict],
        turnout=gettext(
            "%(part)s af %(all)s stemte.", part=format_number(vote.taken_part), all=format_number(vote.roll_size)
        ),
        alike=alike_words(outcome, is_named=vote.is_named, taken_part=vote.taken_part),
        attempt=attempt_words(vote.attempt),
        drawing=None if is_few else _drawing(vote, outcome, names),
        head=gettext("Der er penge til") if vote.way is Way.money else gettext("Valgt"),
        winners=_winners(vote, outcome, names) if vote.verdict is Verdict.chosen else (),
    )


def _winners(vote: VoteNow, outcome: Outcome, names: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    costs = {option.number: format_money(option.cost) for option in vote.options if option.cost is not None}
    return tuple((names[option], costs.get(option, "")) for option in outcome.elected)


def alike_words(outcome: Outcome, *, is_named: bool, taken_part: int) -> str:
    """What a secret vote tells of everybody where all voted alike; empty where it tells nothing."""
    totals = [int(total) for total in outcome.rounds[0].totals.values()] if outcome.rounds else []
    if not tells_of_all(totals, is_named=is_named, taken_part=taken_part):
        return ""
    if outcome.method in RANKED:
        return gettext("Alle satte det samme øverst. Derfor kan man regne ud, hvad hver enkelt satte øverst.")
    return gettext("Alle stemte ens. Derfor kan man regne ud, hvad hver enkelt stemte.")


def attempt_words(attempt: int) -> str:
    """«Anden afstemning»; empty for the first."""
    if attempt < SECOND:
        return ""
    named = {SECOND: gettext("Anden afstemning"), THIRD: gettext("Tredje afstemning")}
    return named.get(attempt) or gettext("%(number)d. afstemning", number=attempt)


def names_of(vote: VoteNow) -> dict[int, str]:
    """What stands on the paper; a question has its three answers in any case."""
    named = {option.number: option_shown(option.number, option.title) for option in vote.options}
    if vote.way is not Way.yes_no:
        return named
    return {YES: gettext("For"), NO: gettext("Imod"), ABSTAIN: gettext("Hverken for eller imod")} | named


def _told(vote: VoteNow, verdict: Verdict, outcome: Outcome, names: Mapping[int, str]) -> tuple[str, str]:
    if verdict is Verdict.no_quorum:
        needed = gettext(
            "Mindst %(percent)s %% af de delegerede skulle være med. Det var de ikke.", percent=vote.quorum_percent
        )
        return gettext("Afstemningen gælder ikke"), needed
    if verdict is Verdict.adopted:
        return gettext("Vedtaget"), _numbers(vote, outcome)
    if verdict is Verdict.rejected:
        return gettext("Ikke vedtaget"), _numbers(vote, outcome)
    head = headline(outcome, names)
    return head.words, head.more


def _numbers(vote: VoteNow, outcome: Outcome) -> str:
    """What it took, where that was more than the most votes."""
    totals = outcome.rounds[0].totals if outcome.rounds else {}
    votes_for, against = int(totals.get(YES, 0)), int(totals.get(NO, 0))
    told = gettext(
        "%(votes_for)s for og %(against)s imod.",
        votes_for=format_number(votes_for),
        against=format_number(against),
    )
    if vote.majority is Majority.two_thirds:
        return f"{told} {gettext('Der skulle mindst to for, hver gang der var en imod.')}"
    if votes_for == against > 0:
        by_lot = gettext("Der var lige mange, så der blev trukket lod.")
        falls = gettext("Der var lige mange, og så bliver det ikke vedtaget.")
        return f"{told} {by_lot if vote.tie_rule.value == 'lot' else falls}"
    return told


def _drawing(vote: VoteNow, outcome: Outcome, names: Mapping[int, str]) -> Drawing | None:
    if outcome.method is Method.equal_shares:
        return _spending(vote, outcome, names)
    if outcome.method in RANKED:
        is_counted = bool(outcome.rounds) and outcome.valid > 0
        return draw_round(outcome, outcome.rounds[-1], names) if is_counted else None
    return draw_totals(outcome, names)


def _spending(vote: VoteNow, outcome: Outcome, names: Mapping[int, str]) -> Drawing | None:
    costs = {option.number: option.cost or 0 for option in vote.options}
    bought = outcome.elected
    if not bought or vote.budget is None:
        return None
    left = max(vote.budget - sum(costs[option] for option in bought), 0)
    return draw(
        BarChart(
            id="money",
            title=gettext("Her går pengene hen"),
            description=gettext("En bjælke for hver ting, der bliver købt, og en for det, der er tilbage."),
            row_heading=gettext("Ting"),
            rows=(*(names[option] for option in bought), gettext("Tilbage")),
            series=(Series(gettext("Kroner"), (*(costs[option] for option in bought), left), unit=Unit.MONEY),),
        )
    )
