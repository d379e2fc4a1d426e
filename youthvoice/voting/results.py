"""What the page of a result shows: who won, who took part, every round, lots, hands, files."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from youthvoice.core.charts import Drawing, percentages
from youthvoice.core.i18n import format_number
from youthvoice.voting.charts import draw_money, draw_round, draw_totals
from youthvoice.voting.commands.counting import tally_rules
from youthvoice.voting.files.shape import may_list
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.contest import reaches_quorum
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.tallies import Outcome, StepKind, lot_of
from youthvoice.voting.telling import Headline, Told, headline, tell_log
from youthvoice.voting.telling.words import Names

SHOWN_OPEN = 3
"""With no more rounds than this all of them stand open; else the first and the last."""


@dataclass(frozen=True)
class RoundShown:
    """A round: what happened in it, and its picture."""

    number: int
    is_open: bool
    told: tuple[str, ...]
    drawing: Drawing


@dataclass(frozen=True)
class LotShown:
    """A lot that was drawn: whose it was, what it came to, and whether it decided for them."""

    name: str
    number: int
    digits: str
    is_chosen: bool


@dataclass(frozen=True)
class LotsShown:
    """Those a lot was drawn between, in their order, and what the one of them who is marked got by it."""

    lots: tuple[LotShown, ...]
    words: str


@dataclass(frozen=True)
class FileShown:
    """A file to fetch."""

    url: str
    name: str
    about: str


@dataclass(frozen=True)
class ResultShown:
    """The whole page."""

    head: Headline
    turnout: str
    quorum: str
    charts: tuple[Drawing, ...]
    log: tuple[str, ...]
    """What stands before the rounds; all of it where there are none to be shown by themselves."""
    ending: tuple[str, ...]
    """What stands after them."""
    rounds: tuple[RoundShown, ...]
    lots: tuple[LotsShown, ...]
    hands: str


def result_of(
    contest: Contest, outcome: Outcome, names: Names, ballots: dict[Ballot, int], places: Sequence[tuple[str, int]]
) -> ResultShown:
    """The page of a counted contest. ``ballots`` are needed for equal shares alone; ``places`` are where hands were raised."""
    reached = reaches_quorum(contest.taken_part, contest.roll_size, contest.quorum_percent)
    told = tell_log(outcome, names)
    rounds = _rounds(outcome, names, told)
    inside = [place for place, one in enumerate(told) if one.number in {shown.number for shown in rounds}]
    first, after = (inside[0], inside[-1] + 1) if inside else (len(told), len(told))
    return ResultShown(
        head=headline(outcome, names, reached_quorum=reached),
        turnout=turnout_of(contest, outcome),
        quorum=quorum_of(contest, reached=reached),
        charts=_charts(contest, outcome, names, ballots),
        log=tuple(one.words for one in told[:first]),
        ending=tuple(one.words for one in told[after:]),
        rounds=rounds,
        lots=_lots(contest, outcome, names),
        hands=hands_of(places),
    )


def share_of(part: int, whole: int) -> int:
    """Whole percent; what is not all is never told as all."""
    return percentages((part, max(whole - part, 0)))[0] if whole else 0


def turnout_of(contest: Contest, outcome: Outcome) -> str:
    """How many took part, in a sentence or two."""
    if contest.sealed_at is None:
        return gettext("Ingen behøvede at stemme.")
    told = gettext(
        "%(part)s af %(all)s stemte. Det er %(percent)s %%.",
        part=format_number(contest.taken_part),
        all=format_number(contest.roll_size),
        percent=share_of(contest.taken_part, contest.roll_size),
    )
    if outcome.blank:
        blank = ngettext(
            "%(count)s stemte blankt.", "%(count)s stemte blankt.", outcome.blank, count=format_number(outcome.blank)
        )
        told = f"{told} {blank}"
    return told


def quorum_of(contest: Contest, *, reached: bool) -> str:
    """Whether enough took part, and what that means; empty where any number is enough."""
    if not contest.quorum_percent:
        return ""
    if reached:
        return gettext(
            "Mindst %(percent)s %% skulle være med. Det var de, så resultatet gælder.", percent=contest.quorum_percent
        )
    return gettext(
        "Mindst %(percent)s %% skulle være med. Det var de ikke, så resultatet gælder ikke.",
        percent=contest.quorum_percent,
    )


def hands_of(places: Sequence[tuple[str, int]]) -> str:
    """Who voted by raising hands; what one class chose is told nowhere."""
    if not places:
        return ""
    children = sum(number for _place, number in places)
    return ngettext(
        "%(count)s stemte ved håndsoprækning (%(places)s). En voksen talte hænderne.",
        "%(count)s stemte ved håndsoprækning (%(places)s). En voksen talte hænderne.",
        children,
        count=format_number(children),
        places=", ".join(place for place, _number in places),
    )


def _charts(contest: Contest, outcome: Outcome, names: Names, ballots: dict[Ballot, int]) -> tuple[Drawing, ...]:
    if outcome.method is Method.equal_shares:
        return tuple(draw_money(outcome, tally_rules(contest), ballots, names))
    drawing = None if outcome.method in RANKED else draw_totals(outcome, names)
    return () if drawing is None else (drawing,)


def _rounds(outcome: Outcome, names: Names, told: list[Told]) -> tuple[RoundShown, ...]:
    if outcome.method not in RANKED or outcome.is_uncontested or not outcome.valid:
        return ()
    last = len(outcome.rounds)
    return tuple(
        RoundShown(
            number=one.number,
            is_open=last <= SHOWN_OPEN or one.number in (1, last),
            told=tuple(step.words for step in told if step.number == one.number),
            drawing=draw_round(outcome, one, names),
        )
        for one in outcome.rounds
    )


def _lots(contest: Contest, outcome: Outcome, names: Names) -> tuple[LotsShown, ...]:
    """Each lot with what it came to, so that anybody can draw it again."""
    steps = [step for step in outcome.log if step.kind is StepKind.lot]
    told = [one.words for one in tell_log(outcome, names) if one.kind is StepKind.lot]
    seed = contest.lot_seed
    if seed is None:
        return ()
    shown = []
    for step, words in zip(steps, told, strict=True):
        options = step.facts["options"]
        ordered = options if isinstance(options, tuple) else ()
        lots = tuple(LotShown(names[one], one, lot_of(seed, one), step.facts["chosen"] == one) for one in ordered)
        shown.append(LotsShown(lots, words))
    return tuple(shown)


def files_of(contest: Contest) -> list[FileShown]:
    """What there is to fetch, the whole file first. Lists of ballots only where so many voted that nobody is known by theirs."""

    def file(endpoint: str, name: str, about: str) -> FileShown:
        return FileShown(url_for(f"voting.{endpoint}", contest_id=contest.id), name, about)

    files = [
        file("public_file", gettext("Stemmer og stemmesedler"), gettext("Den fil, du skal bruge for at tælle efter.")),
        file("public_seal", gettext("Segl"), gettext("Viser, at filen er ægte.")),
        file("sheet_file", gettext("Regneark"), gettext("Tallene til Excel og andre regneark.")),
    ]
    if may_list(contest.taken_part) and contest.method in RANKED:
        files.append(
            file("blt_file", "BLT", gettext("Stemmerne til andre programmer, der kan tælle rangordnede valg."))
        )
    if may_list(contest.taken_part) and contest.method is Method.equal_shares:
        files.append(file("pb_file", "Pabulib", gettext("Stemmerne til andre programmer, der kan dele penge.")))
    return files
