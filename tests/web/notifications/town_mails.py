"""What the mails of Bytinget and of hearings tell, for their golden files."""

from datetime import UTC, date, datetime
from typing import Any

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import Role
from youthvoice.assembly.models import AssemblyYear, Resolution
from youthvoice.notifications.presenting import NewsWords
from youthvoice.responses.models import Answer
from youthvoice.responses.rules import Outcome

YEAR = AssemblyYear(
    year=2027,
    theme="En kommune for os alle",
    starts_at=datetime(2027, 3, 12, 8, tzinfo=UTC),
    motions_due_at=datetime(2027, 3, 1, 11, tzinfo=UTC),
    place="Rådhuset, kommunalbestyrelsens sal",
)
YES = Answer(
    outcome=Outcome.yes,
    number=1,
    written_by=Person(
        display_name="Line Holm", title="Ungekonsulent", unit=Unit(name="Center for Miljø"), role=Role.official
    ),
    created_at=datetime(2027, 4, 1, 9, tzinfo=UTC),
    explanation="Tak for jeres beslutning. Vi planter tre træer ved hver skole.",
    next_step="Vi ringer til skolerne i maj.",
    asked_for="",
    expected_on=date(2027, 10, 1),
    contact_name="Line Holm",
    contact_title="Ungekonsulent",
    contact_unit="Center for Miljø",
)
ANSWER: dict[str, Any] = {
    "proposal": Resolution(title="Flere træer ved skolerne"),
    "answer": YES,
    "is_change": False,
    "is_clearer": False,
    "asks_at": "/svar/7/forstaaet",
    "path": "/bytinget/2027/beslutninger/1#svar",
}
HEARD: dict[str, Any] = {
    "words": lambda: NewsWords("", "Den nye park", ""),
    "heard": "I vil have mere lys og flere bænke.\n\nMange vil også gerne have en bane.",
    "changed": "Vi sætter lamper op langs hele stien.",
    "unchanged_why": "Der kommer ingen bane, fordi jorden er for våd.",
    "path": "/hoeringer/3",
}
TOWN_MAILS: dict[str, tuple[str, dict[str, Any]]] = {
    "delegate-named": ("delegate_named", {"year": YEAR, "path": "/bytinget/2027"}),
    "resolution-answer": ("resolution_answer", ANSWER),
    "resolution-answer-clearer": (
        "resolution_answer",
        {**ANSWER, "is_change": True, "is_clearer": True, "asks_at": ""},
    ),
    "hearing-finished": ("hearing_finished", HEARD),
}
