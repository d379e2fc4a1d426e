"""Steps of equal shares, in words."""

from collections.abc import Callable
from fractions import Fraction

from flask_babel import gettext, ngettext

from youthvoice.core.i18n import format_number
from youthvoice.voting.tallies import Step, StepKind
from youthvoice.voting.telling.words import Names, ended, kroner, votes


def _money(step: Step, name: str) -> str:
    fact = step.facts[name]
    return "" if isinstance(fact, tuple) else kroner(Fraction(fact))


def _number(step: Step, name: str) -> int:
    fact = step.facts[name]
    return fact if isinstance(fact, int) else 0


def _shared(_names: Names, step: Step) -> str:
    voters = _number(step, "voters")
    return ngettext(
        "%(budget)s bliver delt lige mellem %(count)s, som har valgt noget: %(share)s.",
        "%(budget)s bliver delt lige mellem de %(count)s, som har valgt noget: %(share)s til hver.",
        voters,
        budget=_money(step, "budget"),
        count=format_number(voters),
        share=_money(step, "share"),
    )


def _raised(_names: Names, step: Step) -> str:
    spent, share = _money(step, "spent"), _money(step, "share")
    if not _number(step, "by"):
        return gettext("Der bliver købt for %(spent)s i alt.", spent=spent)
    return gettext(
        "Ikke alle bruger deres del. Derfor regner vi med lidt mere til hver, %(share)s. Så bliver der købt for %(spent)s i alt.",
        share=share,
        spent=spent,
    )


def _overspent(_names: Names, step: Step) -> str:
    return gettext(
        "Med én krone mere til hver ville det koste %(spent)s. Det er der ikke penge til.", spent=_money(step, "spent")
    )


def _bought(names: Names, step: Step) -> str:
    told = gettext(
        "%(name)s koster %(cost)s og har %(votes)s. Hver, der stemte på den, betaler højst %(payment)s. Den er købt.",
        name=names[_number(step, "option")],
        cost=_money(step, "cost"),
        votes=votes(_number(step, "votes")),
        payment=_money(step, "payment"),
    )
    empty = _number(step, "empty")
    if empty:
        told += " " + ngettext(
            "%(count)s person har nu brugt hele sin del.",
            "%(count)s personer har nu brugt hele deres del.",
            empty,
            count=format_number(empty),
        )
    return told


def _completed(names: Names, step: Step) -> str:
    return gettext(
        "Så er der penge til en mere: %(name)s koster %(cost)s og har %(votes)s. Der er %(left)s tilbage.",
        name=names[_number(step, "option")],
        cost=_money(step, "cost"),
        votes=votes(_number(step, "votes")),
        left=_money(step, "left"),
    )


def _spent(_names: Names, step: Step) -> str:
    return gettext(
        "Der er brugt %(spent)s. %(left)s er tilbage.", spent=_money(step, "spent"), left=_money(step, "left")
    )


def _with_one_stop(tell: Callable[[Names, Step], str]) -> Callable[[Names, Step], str]:
    return lambda names, step: ended(tell(names, step))


TELLERS: dict[StepKind, Callable[[Names, Step], str]] = {
    kind: _with_one_stop(tell)
    for kind, tell in (
        (StepKind.shared, _shared),
        (StepKind.raised, _raised),
        (StepKind.overspent, _overspent),
        (StepKind.bought, _bought),
        (StepKind.completed, _completed),
        (StepKind.spent, _spent),
    )
}
