"""What whoever reads an application can do with it now, by where it stands and who they are to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.rules.applications import WAITING, WRITABLE, ApplicationStatus


class Whose(StrEnum):
    """Whose turn a step is."""

    group = "group"
    council = "council"
    officer = "officer"


WHOSE_LABELS: dict[Whose, LazyString] = {
    Whose.group: _("Det kan I gøre nu"),
    Whose.council: _("For rådet"),
    Whose.officer: _("For dig, der hjælper"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. ``is_main``: what should happen first."""

    whose: Whose
    url: str
    title: str
    why: str
    icon: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A step as it is written down below: the short name of its page, its words, and whether it comes first."""

    page: str
    icon: str
    title: LazyString
    why: LazyString | str = ""
    is_main: bool = False


_S = ApplicationStatus
_GROUP = _Told("group", "users", _("Se jeres gruppe"))
_FILES = _Told("files", "paperclip", _("Billeder og tilbud"))
_NOTES = _Told("notes", "message-square-text", _("Skriv med dem, der hjælper"))
_WITHDRAW = _Told("withdraw", "undo-2", _("Træk ansøgningen tilbage"))
_GIVE_UP = _Told("give_up", "undo-2", _("Giv pengene fra jer"), _("Hvis det ikke bliver til noget."))
_LETTER = _Told("letter", "file-text", _("Se jeres bevillingsbrev"))
_PAYMENTS = _Told("payments", "coins", _("Se jeres betalinger"))
_ACCOUNTS = _Told(
    "accounts", "file-text", _("Lav jeres regnskab"), _("Tag billeder af jeres kvitteringer."), is_main=True
)
GROUP_STEPS: dict[ApplicationStatus, tuple[_Told, ...]] = {
    _S.draft: (
        _Told("write", "pencil-line", _("Skriv videre"), _("Jeres kladde er gemt. Kun I kan se den."), is_main=True),
        _GROUP, _FILES, _NOTES, _WITHDRAW,
    ),
    _S.submitted: (_GROUP, _FILES, _NOTES, _WITHDRAW),
    _S.needs_more: (
        _Told("tell_more", "reply", _("Svar rådet"), _("Rådet venter på jer, før det kan bestemme."), is_main=True),
        _Told("write", "pencil-line", _("Ret ansøgningen")),
        _GROUP, _FILES, _NOTES, _WITHDRAW,
    ),
    _S.rejected: (_Told("complain", "scale", _("Klag over svaret"), _("Så ser nogen på det en gang til.")), _GROUP, _NOTES),
    _S.granted: (
        _Told("letter", "badge-check", _("Læs brevet, og sig ja"), _("Først når I siger ja, kan I få pengene."), is_main=True),
        _GROUP, _NOTES, _GIVE_UP,
    ),
    _S.accepted: (
        _ACCOUNTS,
        _PAYMENTS,
        _Told("bank", "lock", _("Skriv jeres konto"), _("Kun kommunens økonom kan se den.")),
        _Told("milestones", "list-checks", _("Jeres plan")),
        _Told("changes", "pencil", _("Spørg, om I må ændre noget")),
        _LETTER, _GROUP, _FILES, _NOTES, _GIVE_UP,
    ),
    _S.accounting: (_Told("accounts", "file-text", _("Se jeres regnskab")), _PAYMENTS, _LETTER, _GROUP, _NOTES),
    _S.closed: (_Told("accounts", "file-text", _("Se jeres regnskab")), _LETTER, _GROUP),
}  # fmt: skip
WEIGH = _Told("weigh", "scale", _("Giv din mening"), _("Kun rådet kan læse den."), is_main=True)
CONFLICTS = _Told("conflicts", "users", _("Er du inhabil?"), _("Kender du dem, der søger, godt? Så sig det."))


def next_steps(
    application: Application, place: Place, today: date, without: frozenset[str] = frozenset()
) -> list[NextStep]:
    """What whoever is signed in can do now, what comes first first; empty for a visitor. No query.

    ``without``: short names of pages that would refuse now.
    """
    told = [
        *_of_group(application, place, today, without),
        *_of_council(application, place, without),
        *_of_officers(application, place),
    ]
    return [_step(application, whose, one) for whose, one in told]


def _step(application: Application, whose: Whose, one: _Told) -> NextStep:
    url = cached_url_for(f"grants.{one.page}", application_id=application.id)
    return NextStep(whose, url, str(one.title), str(one.why), one.icon, one.is_main)


def _of_group(
    application: Application, place: Place, today: date, without: frozenset[str]
) -> Iterator[tuple[Whose, _Told]]:
    if not can(current_user, "grant.write", place):
        return
    lead_only = {"withdraw", "give_up", "complain"}
    for one in GROUP_STEPS.get(application.status, ()):
        if one.page in without or (one.page in lead_only and not can(current_user, "grant.lead", place)):
            continue
        is_early = one.page == "accounts" and application.begins_on is not None and today < application.begins_on
        yield Whose.group, _Told(one.page, one.icon, one.title, one.why, one.is_main and not is_early)


def _of_council(application: Application, place: Place, without: frozenset[str]) -> Iterator[tuple[Whose, _Told]]:
    if application.status not in WAITING:
        return
    if can(current_user, "grant.weigh", place):
        yield Whose.council, WEIGH
        yield Whose.council, CONFLICTS
    elif can(current_user, "grant.decide", place):
        yield Whose.council, _Told("weigh", "scale", _("Se rådets bord"))
    if can(current_user, "grant.decide", place):
        if "motion" not in without:
            yield Whose.council, _Told("motion", "vote", _("Foreslå et beløb at stemme om"))
        if "decide" not in without:
            yield Whose.council, _Told("decide", "badge-check", _("Giv gruppen svar"), _("Rådet har stemt."))


def _of_officers(application: Application, place: Place) -> Iterator[tuple[Whose, _Told]]:
    status = application.status
    if can(current_user, "grant.manage", place):
        if status in WRITABLE or status in WAITING:
            yield Whose.officer, _Told("notes", "message-square-text", _("Skriv til gruppen"))
        if status is _S.submitted:
            yield Whose.officer, _Told("ask_more", "status-more", _("Bed om at få mere at vide"))
        if status in (_S.granted, _S.accepted, _S.accounting, _S.closed):
            yield Whose.officer, _Told("letter", "file-text", _("Bevillingsbrevet"))
        if status in (_S.accepted, _S.accounting):
            yield Whose.officer, _Told("payments", "coins", _("Betalinger"))
            yield Whose.officer, _Told("changes", "pencil", _("Ændringer"))
        if status in (_S.accounting, _S.closed):
            first = status is _S.accounting
            yield Whose.officer, _Told("accounts", "file-text", _("Se regnskabet igennem"), "", first)
    elif can(current_user, "pool.pay", place) and status in (_S.accepted, _S.accounting):
        yield Whose.officer, _Told("payments", "coins", _("Betalinger"))
