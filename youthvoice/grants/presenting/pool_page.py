"""The page of a pool: its money, its rules in plain words, its days, who decides and whom to ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext, ngettext

from youthvoice.core.clock import local_date
from youthvoice.core.i18n import format_day, format_moment, format_money
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.labels.breaches import NOT_PAID_LABELS
from youthvoice.grants.labels.money import ACCOUNT_LABELS, ACCOUNT_MEANINGS, SHOWN
from youthvoice.grants.models import Pool
from youthvoice.grants.presenting.pool_cards import PoolCard, pool_card
from youthvoice.grants.queries.public import PoolMoney, PoolWords, Round
from youthvoice.grants.rules.pools import Excluded


@dataclass(frozen=True, slots=True)
class Day:
    """One line of the days, as ``ui.timeline`` takes it."""

    icon: str
    title: str
    when: str
    iso: str
    body: str
    kind: str | None
    is_next: bool


@dataclass(frozen=True, slots=True)
class File:
    """Something to download."""

    url: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class PoolPage:
    """All that the page shows."""

    card: PoolCard
    meanings: list[tuple[str, str]]
    """A part of the money, and what it means that money stands there."""
    facts: list[tuple[str, str]]
    """A question and its answer."""
    not_paid: list[str]
    rules: list[tuple[int, str]]
    criteria: list[str]
    days: list[Day]
    files: list[File]
    given_back: int
    """Øre, ever."""


def read_pool(money: PoolMoney, words: PoolWords, moment: datetime) -> PoolPage:
    """No query."""
    pool = money.pool
    coming = next((one for one in words.rounds if one.closes_at > moment), None)
    return PoolPage(
        card=pool_card(money, coming, moment),
        meanings=[(str(ACCOUNT_LABELS[one]), str(ACCOUNT_MEANINGS[one])) for one in SHOWN],
        facts=list(_facts(pool)),
        not_paid=[str(NOT_PAID_LABELS[one]) for one in Excluded if one in pool.excludes],
        rules=words.rules,
        criteria=words.criteria,
        days=[day for one in words.rounds for day in _days(one, moment)],
        files=list(_files(pool)),
        given_back=money.balance.given_back,
    )


def _facts(pool: Pool) -> Iterator[tuple[str, str]]:
    if pool.who_may:
        yield gettext("Hvem kan søge?"), pool.who_may
    ages = _ages(pool.min_age, pool.max_age)
    if ages:
        yield gettext("Hvor gammel skal man være?"), ages
    amounts = _amounts(pool.lowest, pool.highest)
    if amounts:
        yield gettext("Hvor meget kan man få?"), amounts
    if pool.notice_days:
        days = ngettext(
            "Mindst %(num)d dag før, det begynder.", "Mindst %(num)d dage før, det begynder.", pool.notice_days
        )
        yield gettext("Hvor tidligt skal man søge?"), days
    yield gettext("Hvornår skal det ske?"), gettext("Det skal begynde senest %(day)s.", day=format_day(pool.ends_on))
    accounts = ngettext(
        "Vis kvitteringer senest %(num)d dag efter.", "Vis kvitteringer senest %(num)d dage efter.", pool.accounts_days
    )
    yield gettext("Hvad skal man bagefter?"), accounts


def _ages(lowest: int | None, highest: int | None) -> str:
    if lowest is not None and highest is not None:
        return gettext("Fra %(lowest)d til %(highest)d år", lowest=lowest, highest=highest)
    if lowest is not None:
        return gettext("Mindst %(age)d år", age=lowest)
    return gettext("Højst %(age)d år", age=highest) if highest is not None else ""


def _amounts(lowest: int | None, highest: int | None) -> str:
    if lowest is not None and highest is not None:
        return gettext("Fra %(lowest)s til %(highest)s", lowest=format_money(lowest), highest=format_money(highest))
    if lowest is not None:
        return gettext("Mindst %(amount)s", amount=format_money(lowest))
    return gettext("Højst %(amount)s", amount=format_money(highest)) if highest is not None else ""


def _days(one: Round, moment: datetime) -> Iterator[Day]:
    day, name = local_date(moment), one.name
    yield Day(
        "play", gettext("%(round)s åbner", round=name), format_day(one.opens_on), one.opens_on.isoformat(), "", None,
        one.opens_on > day,
    )  # fmt: skip
    yield Day(
        "lock", gettext("%(round)s: sidste frist", round=name), format_moment(one.closes_at), one.closes_at.isoformat(),
        "", None, one.closes_at > moment,
    )  # fmt: skip
    yield Day(
        "vote", gettext("%(round)s: rådet bestemmer", round=name), format_day(one.decides_on),
        one.decides_on.isoformat(), "", None, one.decides_on > day,
    )  # fmt: skip


def _files(pool: Pool) -> Iterator[File]:
    told = (
        ("sheet_file", gettext("Regneark (CSV)"), gettext("Alle beslutninger, til et regneark.")),
        ("json_file", gettext("Data (JSON)"), gettext("Det samme, til programmer.")),
        ("pb_file", gettext("Pabulib (.pb)"), gettext("Til dem, der forsker i, hvordan man deler penge.")),
    )
    for page, name, what in told:
        yield File(cached_url_for(f"grants.{page}", pool_id=pool.id), name, what)
