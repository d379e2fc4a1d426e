"""The words of news about hearings; what ``presenting`` makes of all the others."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from youthvoice.core.i18n import format_day, format_moment
from youthvoice.notifications.kinds import NewsKind

Data = dict[str, Any]


def _closes(data: Data) -> str:
    told = data.get("closes")
    return format_moment(datetime.fromisoformat(told)) if told else ""


def _summary_due(data: Data) -> str:
    told = data.get("summary_due")
    return format_day(date.fromisoformat(told)) if told else ""


def _open_note(data: Data) -> str:
    if data.get("is_late"):
        return gettext("Beslutningen er taget. Du kan skrive, hvad du synes, til %(moment)s.", moment=_closes(data))
    return gettext("Du kan svare til %(moment)s. Du bestemmer selv, om du vil.", moment=_closes(data))


def _until(data: Data) -> str:
    return gettext("I kan svare til %(moment)s.", moment=_closes(data))


def _answer(data: Data) -> str:
    is_class = data.get("who") == "school_class"
    return gettext("En klasse har svaret på jeres høring") if is_class else gettext("Et råd har svaret på jeres høring")


def _due_headline(data: Data) -> str:
    if data.get("stage") == "overdue":
        return gettext("Jeres opsamling på høringen er for sent på den")
    return gettext("Husk jeres opsamling på høringen")


def _due_note(data: Data) -> str:
    return gettext("Skriv, hvad I hørte. Frist: %(day)s", day=_summary_due(data))


HEADLINES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.hearing_open: lambda _: gettext("Kommunen vil gerne høre, hvad du mener"),
    NewsKind.hearing_shared: lambda _: gettext("Svar på en høring sammen med din klasse eller dit råd"),
    NewsKind.hearing_near: lambda _: gettext("En høring lukker snart. Jeres råd kan nå at svare"),
    NewsKind.hearing_extended: lambda _: gettext("Der er mere tid til at svare på en høring"),
    NewsKind.hearing_finished: lambda _: gettext("Læs, hvad kommunen hørte i høringen"),
    NewsKind.hearing_corrected: lambda _: gettext("Kommunen har rettet det, den skrev om en høring"),
    NewsKind.hearing_cancelled: lambda _: gettext("En høring, du har svaret på, er aflyst"),
    NewsKind.hearing_answer: _answer,
    NewsKind.summary_owed: lambda _: gettext("Jeres høring er lukket. Skriv, hvad I hørte"),
    NewsKind.summary_due: _due_headline,
}
NOTES: dict[NewsKind, Callable[[Data], str]] = {
    NewsKind.hearing_open: _open_note,
    NewsKind.hearing_shared: _until,
    NewsKind.hearing_near: _until,
    NewsKind.hearing_extended: _until,
    NewsKind.hearing_finished: lambda _: gettext("Der står også, hvad kommunen ændrede, og hvad den ikke ændrede."),
    NewsKind.hearing_corrected: lambda data: str(data.get("reason", "")),
    NewsKind.summary_owed: _due_note,
    NewsKind.summary_due: _due_note,
}
ICONS: dict[NewsKind, str] = {
    NewsKind.hearing_open: "megaphone",
    NewsKind.hearing_shared: "users",
    NewsKind.hearing_near: "clock",
    NewsKind.hearing_extended: "clock",
    NewsKind.hearing_finished: "ear",
    NewsKind.hearing_corrected: "pencil-line",
    NewsKind.hearing_cancelled: "x",
    NewsKind.hearing_answer: "inbox",
    NewsKind.summary_owed: "pencil-line",
    NewsKind.summary_due: "clock",
}
