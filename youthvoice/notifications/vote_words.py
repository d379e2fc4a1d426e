"""The words of news about elections and polls; what ``presenting`` makes of all the others."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_babel import gettext

from youthvoice.core.i18n import format_moment
from youthvoice.notifications.kinds import NewsKind

Data = dict[str, Any]


def _moment(data: Data, name: str) -> str:
    told = data.get(name)
    return format_moment(datetime.fromisoformat(told)) if told else ""


def _open_until(data: Data) -> str:
    return gettext("Du kan stemme til %(moment)s.", moment=_moment(data, "closes"))


def _near(data: Data) -> str:
    # To everybody on the roll: who has voted already is told the same, so that the list tells nothing of it.
    return gettext(
        "Du kan stemme til %(moment)s. Har du stemt, skal du ikke gøre mere.", moment=_moment(data, "closes")
    )


def _stand_until(data: Data) -> str:
    return gettext(
        "Du kan stille op fra %(first)s til %(last)s.", first=_moment(data, "opens"), last=_moment(data, "closes")
    )


def _new_days(data: Data) -> str:
    return gettext(
        "Nu kan man stemme fra %(first)s til %(last)s.", first=_moment(data, "opens"), last=_moment(data, "closes")
    )


def _cancelled(data: Data) -> str:
    return gettext("Valget er aflyst") if data.get("is_election") else gettext("Afstemningen er aflyst")


def _stuck(data: Data) -> str:
    if data.get("state") == "void":
        return gettext("For få stemte, så ingen er valgt")
    if data.get("state") == "tied":
        return gettext("Der skal stemmes om de sidste pladser")
    return gettext("Ingen stillede op til valget")


def _vacancy(data: Data) -> str:
    if data.get("has_follower"):
        return gettext("Se, hvem der står til at træde ind, og sig ja til det.")
    return gettext("Der er ingen suppleant tilbage. Hold et nyt valg om pladsen.")


def _recall(data: Data) -> str:
    return gettext(
        "De kan stemme fra %(first)s til %(last)s. Læs hvorfor. Du kan tale med en voksen, der hjælper jer.",
        first=_moment(data, "opens"), last=_moment(data, "closes"),
    )  # fmt: skip


HEADLINES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.vote_open: lambda _: gettext("Du kan stemme nu"),
    NewsKind.vote_near: lambda _: gettext("Afstemningen slutter snart"),
    NewsKind.vote_result: lambda _: gettext("Resultatet er klar"),
    NewsKind.vote_cancelled: _cancelled,
    NewsKind.election_announced: lambda _: gettext("Du kan stille op til valg"),
    NewsKind.election_moved: lambda _: gettext("Valget har fået nye dage"),
    NewsKind.election_unopposed: lambda _: gettext("Alle, der stillede op, er valgt"),
    NewsKind.candidate_entered: lambda _: gettext("Du er skrevet op som kandidat"),
    NewsKind.election_stuck: _stuck,
    NewsKind.vacancy_found: lambda _: gettext("En plads er blevet ledig"),
    NewsKind.recall_asked: lambda _: gettext("Der skal stemmes om din plads"),
    NewsKind.lot_wanted: lambda _: gettext("I skal trække lod, før stemmerne kan tælles"),
    NewsKind.election_due: lambda _: gettext("Elevrådet skal vælges inden 1. november"),
}
NOTES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.vote_open: _open_until,
    NewsKind.vote_near: _near,
    NewsKind.election_announced: _stand_until,
    NewsKind.election_moved: _new_days,
    NewsKind.election_unopposed: lambda _: gettext("Der var plads til alle. Derfor bliver der ikke stemt."),
    NewsKind.candidate_entered: lambda _: gettext(
        "En voksen har gjort det for dig. Du bestemmer selv, om du vil stille op."
    ),
    NewsKind.vacancy_found: _vacancy,
    NewsKind.recall_asked: _recall,
    NewsKind.lot_wanted: lambda _: gettext("Find nogen, der kan se på imens. Skriv, hvad I trak."),
    NewsKind.election_due: lambda _: gettext("Vi kan ikke se, at I har planlagt et valg i år."),
}
ICONS: dict[NewsKind, str] = {
    NewsKind.vote_open: "vote",
    NewsKind.vote_near: "clock",
    NewsKind.vote_result: "list-checks",
    NewsKind.vote_cancelled: "x",
    NewsKind.election_announced: "user-plus",
    NewsKind.election_moved: "calendar",
    NewsKind.election_unopposed: "users",
    NewsKind.candidate_entered: "user-plus",
    NewsKind.election_stuck: "circle-alert",
    NewsKind.vacancy_found: "users",
    NewsKind.recall_asked: "users",
    NewsKind.lot_wanted: "dices",
    NewsKind.election_due: "calendar",
}
