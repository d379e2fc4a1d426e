"""The words of news about pools; what ``presenting`` makes of all the others. They never hold the answer itself."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from youthvoice.core.i18n import format_day, format_moment, format_money
from youthvoice.notifications.kinds import NewsKind

Data = dict[str, Any]


def _amount(data: Data) -> str:
    value = data.get("amount")
    return format_money(value) if isinstance(value, int) else ""


def _due(data: Data) -> str:
    return gettext("Frist: %(day)s", day=format_day(date.fromisoformat(data["due_on"]))) if data.get("due_on") else ""


def _vote_until(data: Data) -> str:
    if not data.get("closes"):
        return ""
    return gettext("Du kan stemme til %(moment)s.", moment=format_moment(datetime.fromisoformat(data["closes"])))


def _decided(data: Data) -> str:
    if data.get("is_yes"):
        return gettext("Læs svaret. Der ligger også et brev, I skal sige ja til.")
    return gettext("Læs svaret. Der står også, hvad I kan gøre nu.")


def _adult(data: Data) -> str:
    if data.get("is_yes"):
        return gettext("Jeres voksne har sagt ja")
    return gettext("Jeres voksne har sagt nej. Tal sammen om det")


def _change(data: Data) -> str:
    agreed = data.get("state") == "agreed"
    return gettext("I må gerne lave ændringen") if agreed else gettext("I må ikke lave ændringen. Læs hvorfor")


def _accounts_due(data: Data) -> str:
    return gettext("Jeres regnskab mangler") if data.get("is_late") else gettext("Husk jeres regnskab")


HEADLINES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.grant_sent: lambda _: gettext("Jeres ansøgning er sendt"),
    NewsKind.grant_received: lambda _: gettext("Jeres ansøgning er nået frem"),
    NewsKind.grant_more_asked: lambda _: gettext("Rådet vil gerne vide mere"),
    NewsKind.grant_joined: lambda _: gettext("I er blevet en mere i gruppen"),
    NewsKind.grant_note: lambda _: gettext("Nogen har skrevet til jeres ansøgning"),
    NewsKind.grant_decided: lambda _: gettext("I har fået et svar på jeres ansøgning"),
    NewsKind.grant_complaint_settled: lambda _: gettext("I har fået svar på jeres klage"),
    NewsKind.grant_letter: lambda _: gettext("Et brev venter på jeres ja"),
    NewsKind.grant_adult: _adult,
    NewsKind.grant_paid: lambda _: gettext("Der er betalt penge til jer"),
    NewsKind.grant_unpaid: lambda _: gettext("Pengene er ikke betalt endnu. Det var en fejl"),
    NewsKind.grant_payment_refused: lambda _: gettext("En betaling blev ikke til noget. Læs hvorfor"),
    NewsKind.grant_change_settled: _change,
    NewsKind.grant_accounts_due: _accounts_due,
    NewsKind.grant_accounts_back: lambda _: gettext("Der mangler noget i jeres regnskab"),
    NewsKind.grant_accounts_approved: lambda _: gettext("Jeres regnskab er godkendt"),
    NewsKind.grant_pool_open: lambda _: gettext("Nu kan man søge jeres pulje"),
    NewsKind.grant_new: lambda _: gettext("En ny ansøgning til jeres pulje"),
    NewsKind.grant_more_told: lambda _: gettext("Gruppen har svaret på jeres spørgsmål"),
    NewsKind.grant_vote_open: lambda _: gettext("Du kan stemme om en ansøgning"),
    NewsKind.grant_vote_near: lambda _: gettext("Husk at stemme om en ansøgning"),
    NewsKind.grant_vote_settled: lambda _: gettext("Rådet har stemt. Nu skal gruppen have svar"),
    NewsKind.grant_arrived: lambda _: gettext("En ny ansøgning til puljen"),
    NewsKind.grant_withdrawn: lambda _: gettext("En ansøgning er trukket tilbage"),
    NewsKind.grant_note_to_help: lambda _: gettext("En gruppe har skrevet til jer"),
    NewsKind.grant_complaint: lambda _: gettext("En gruppe klager over et svar"),
    NewsKind.grant_accepted: lambda _: gettext("En gruppe har sagt ja til sit brev"),
    NewsKind.grant_given_up: lambda _: gettext("En gruppe har givet sine penge fra sig"),
    NewsKind.grant_change_asked: lambda _: gettext("En gruppe vil gerne ændre noget"),
    NewsKind.grant_accounts_sent: lambda _: gettext("Et regnskab er klar til at blive set på"),
    NewsKind.grant_payment_asked: lambda _: gettext("En gruppe beder om penge"),
    NewsKind.grant_payment_ready: lambda _: gettext("En betaling er klar til at blive sendt"),
}
NOTES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.grant_sent: lambda _: gettext("Rådet læser den nu."),
    NewsKind.grant_received: lambda _: gettext("Rådet læser den og svarer jer."),
    NewsKind.grant_more_asked: lambda _: gettext("Sagen står stille, til I har svaret."),
    NewsKind.grant_decided: _decided,
    NewsKind.grant_paid: _amount,
    NewsKind.grant_unpaid: _amount,
    NewsKind.grant_payment_refused: _amount,
    NewsKind.grant_accounts_due: _due,
    NewsKind.grant_vote_open: _vote_until,
    NewsKind.grant_vote_near: _vote_until,
}
ICONS: dict[NewsKind, str] = {
    NewsKind.grant_sent: "send",
    NewsKind.grant_received: "check",
    NewsKind.grant_more_asked: "circle-help",
    NewsKind.grant_joined: "user-plus",
    NewsKind.grant_note: "message-circle",
    NewsKind.grant_decided: "megaphone",
    NewsKind.grant_complaint_settled: "megaphone",
    NewsKind.grant_letter: "file-text",
    NewsKind.grant_adult: "users",
    NewsKind.grant_paid: "circle-check",
    NewsKind.grant_unpaid: "undo-2",
    NewsKind.grant_payment_refused: "circle-alert",
    NewsKind.grant_change_settled: "history",
    NewsKind.grant_accounts_due: "clock",
    NewsKind.grant_accounts_back: "undo-2",
    NewsKind.grant_accounts_approved: "circle-check",
    NewsKind.grant_pool_open: "megaphone",
    NewsKind.grant_new: "inbox",
    NewsKind.grant_more_told: "inbox",
    NewsKind.grant_vote_open: "vote",
    NewsKind.grant_vote_near: "clock",
    NewsKind.grant_vote_settled: "list-checks",
    NewsKind.grant_arrived: "inbox",
    NewsKind.grant_withdrawn: "undo-2",
    NewsKind.grant_note_to_help: "message-circle",
    NewsKind.grant_complaint: "circle-alert",
    NewsKind.grant_accepted: "circle-check",
    NewsKind.grant_given_up: "undo-2",
    NewsKind.grant_change_asked: "history",
    NewsKind.grant_accounts_sent: "inbox",
    NewsKind.grant_payment_asked: "inbox",
    NewsKind.grant_payment_ready: "inbox",
}
