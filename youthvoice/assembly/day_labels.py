"""The day in words: short, and of what people do."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.assembly.rules.day import ItemKind, ItemState, Verdict, VoteState
from youthvoice.assembly.rules.years import DayTie, Majority

KIND_LABELS: dict[ItemKind, LazyString] = {
    ItemKind.welcome: _("Velkomst"),
    ItemKind.talk: _("Nogen fortæller"),
    ItemKind.motion: _("Forslag"),
    ItemKind.question: _("Spørgsmål, der skal stemmes om"),
    ItemKind.pause: _("Pause"),
    ItemKind.closing: _("Afslutning"),
}
ITEM_STATES: dict[ItemState, tuple[str, LazyString]] = {
    ItemState.waiting: ("waiting", _("Venter")),
    ItemState.current: ("progress", _("I gang")),
    ItemState.done: ("yes", _("Slut")),
    ItemState.skipped: ("withdrawn", _("Sprunget over")),
}
"""(kind of status, words)."""
VERDICT_LABELS: dict[Verdict, tuple[str, LazyString]] = {
    Verdict.adopted: ("yes", _("Vedtaget")),
    Verdict.rejected: ("no", _("Ikke vedtaget")),
    Verdict.chosen: ("yes", _("Valgt")),
    Verdict.tied: ("more", _("Lige mange stemmer")),
    Verdict.no_quorum: ("withdrawn", _("Gælder ikke: for få stemte")),
}
VOTE_STATES: dict[VoteState, tuple[str, LazyString]] = {
    VoteState.planned: ("draft", _("Ikke åbnet")),
    VoteState.open: ("progress", _("Åben nu")),
    VoteState.closed: ("waiting", _("Lukket, ikke talt")),
    VoteState.counted: ("yes", _("Talt")),
    VoteState.cancelled: ("withdrawn", _("Aflyst")),
}
MAJORITY_LABELS: dict[Majority, LazyString] = {
    Majority.simple: _("Flere for end imod"),
    Majority.two_thirds: _("Mindst to ud af tre"),
}
TIE_LABELS: dict[DayTie, LazyString] = {
    DayTie.falls: _("Så bliver det et nej. Er det et valg mellem flere ting, stemmer I igen"),
    DayTie.lot: _("Så trækker I lod"),
}
