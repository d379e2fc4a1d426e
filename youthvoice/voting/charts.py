"""What a count looks like: charts of its totals and of every round."""

from collections.abc import Mapping
from fractions import Fraction

from flask_babel import gettext

from youthvoice.core.charts import BarChart, Drawing, Limit, Series, StackedBar, draw
from youthvoice.voting.files.shape import totals_of
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import ABSTAIN, NO, YES, Method
from youthvoice.voting.tallies import Outcome, Round, StepKind, TallyRules
from youthvoice.voting.telling.words import Names

KINDS = {YES: "yes", NO: "no", ABSTAIN: "waiting"}
"""The colours of answers to a question."""


def draw_totals(outcome: Outcome, names: Names) -> Drawing | None:
    """Yes and no as one bar; most votes as bars. None for ranked ballots and money, and where nobody had to vote."""
    if not outcome.rounds or outcome.method is Method.equal_shares or not outcome.valid:
        return None
    totals = outcome.rounds[0].totals
    if outcome.method is Method.yes_no:
        return _question(totals, names)
    return _bars(gettext("Så mange stemmer fik de"), totals, names, outcome.elected)


def draw_round(outcome: Outcome, shown: Round, names: Names) -> Drawing:
    """One count of ranked ballots: who has how many, the line they must reach, and in the table who got how much by it."""
    options = [option for option, votes in shown.totals.items() if votes or option in shown.excluded]
    options.sort(key=lambda option: (-shown.totals[option], option))
    elected = {option for one in outcome.rounds[: shown.number] for option in one.elected}
    rows = [marked(names[option], option, elected, shown.excluded) for option in options]
    values = [float(shown.totals[option]) for option in options]
    gains = [float(shown.transfers.get(option, 0)) for option in options]
    if shown.exhausted:
        rows.append(gettext("Ikke flere navne på sedlen"))
        values.append(float(shown.exhausted))
        gains.append(float(shown.exhausted - _exhausted_before(outcome, shown)))
    more = (Series(gettext("Nye i runden"), tuple(gains)),) if shown.source is not None else ()
    needed = _needed(outcome, shown)
    return draw(
        BarChart(
            id=f"round-{shown.number}",
            title=gettext("Stemmer i runde %(number)s", number=shown.number),
            description=gettext("En bjælke for hver. Den viser, hvor mange stemmer de har i runden."),
            row_heading=gettext("Navn"),
            rows=tuple(rows),
            series=(Series(gettext("Stemmer"), tuple(values)),),
            more=more,
            limit=None if needed is None else Limit(gettext("Så mange skal der til"), needed),
            top=_most(outcome, needed),
        )
    )


def marked(name: str, option: int, elected: set[int], excluded: tuple[int, ...]) -> str:
    """The name, and what became of it, in words: never by colour alone."""
    if option in elected:
        return gettext("%(name)s (valgt)", name=name)
    return gettext("%(name)s (går ud)", name=name) if option in excluded else name


def draw_money(outcome: Outcome, rules: TallyRules, ballots: dict[Ballot, int], names: Names) -> list[Drawing]:
    """Equal shares: how many chose each, and where the money goes."""
    votes = {option: Fraction(number) for option, number in totals_of(rules, ballots).items()}
    drawings = [_bars(gettext("Så mange valgte dem"), votes, names, outcome.elected)]
    if outcome.money is not None and outcome.elected:
        drawings.append(_spending(outcome, rules, names))
    return drawings


def _spending(outcome: Outcome, rules: TallyRules, names: Names) -> Drawing:
    left = rules.budget - sum(rules.costs[option] for option in outcome.elected)
    rows = [names[option] for option in outcome.elected]
    costs = [rules.costs[option] for option in outcome.elected]
    return draw(
        BarChart(
            id="money",
            title=gettext("Her går pengene hen"),
            description=gettext("En bjælke for hver ting, der bliver købt, og en for det, der er tilbage."),
            row_heading=gettext("Ting"),
            rows=(*rows, gettext("Tilbage")),
            series=(Series(gettext("Kroner"), (*costs, left)),),
        )
    )


def _question(totals: Mapping[int, Fraction], names: Names) -> Drawing:
    return draw(
        StackedBar(
            id="totals",
            title=gettext("Sådan blev der stemt"),
            description=gettext("Hele bjælken er alle stemmer. Den er delt op efter, hvad der blev svaret."),
            row_heading=gettext("Svar"),
            rows=(gettext("Stemmer"),),
            series=tuple(
                Series(names[option], (int(votes),), kind=KINDS.get(option, "")) for option, votes in totals.items()
            ),
        )
    )


def _bars(title: str, counts: Mapping[int, Fraction], names: Names, elected: tuple[int, ...]) -> Drawing:
    options = sorted(counts, key=lambda option: (-counts[option], option))
    return draw(
        BarChart(
            id="totals",
            title=title,
            description=gettext("En bjælke for hver. Den længste fik flest stemmer."),
            row_heading=gettext("Navn"),
            rows=tuple(marked(names[option], option, set(elected), ()) for option in options),
            series=(Series(gettext("Stemmer"), tuple(int(counts[option]) for option in options)),),
        )
    )


def _needed(outcome: Outcome, shown: Round) -> int | None:
    """What it takes in this round: the quota, or more than half of what still names somebody."""
    if outcome.quota is not None:
        return outcome.quota
    for step in outcome.log:
        needed = step.facts.get("needed")
        if step.kind is StepKind.majority and step.facts["round"] == shown.number and isinstance(needed, int):
            return needed
    return None


def _most(outcome: Outcome, needed: int | None) -> float:
    """One scale for all rounds, so that a bar can be followed from one to the next."""
    amounts = [float(votes) for one in outcome.rounds for votes in (*one.totals.values(), one.exhausted)]
    quotas = [outcome.quota or 0, needed or 0, outcome.valid // 2 + 1 if outcome.quota is None else 0]
    return max([*amounts, *quotas])


def _exhausted_before(outcome: Outcome, shown: Round) -> Fraction:
    return outcome.rounds[shown.number - 2].exhausted if shown.number > 1 else Fraction(0)
