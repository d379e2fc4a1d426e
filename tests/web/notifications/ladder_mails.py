"""What the mails of the ladder tell, for their golden files."""

from datetime import UTC, date, datetime
from typing import Any

from youthvoice.accounts.models import Unit
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.ladder import StopRow
from youthvoice.proposals.whereabouts import refusal_view
from youthvoice.responses.models import Case
from youthvoice.responses.rules import ReasonCode

AT = datetime(2027, 3, 4, 9, tzinfo=UTC)
DECIDED_AT = datetime(2027, 3, 4, 10, tzinfo=UTC)
BODY = "Elevrådet på Skovskolen"
CASE = Case(unit=Unit(name="Center for Fritid"), receipt_due_on=date(2027, 3, 11), answer_due_on=date(2027, 4, 5))


def stop(outcome: DecisionOutcome, **changes: Any) -> StopRow:
    """The elevråd's step."""
    nothing: dict[str, Any] = dict.fromkeys(StopRow._fields)
    facts = {
        "body_id": 3, "kind": BodyKind.student_council, "name": BODY, "school": "Skovskolen", "number": 1,
        "arrived_at": AT, "outcome": outcome, "decided_at": DECIDED_AT, "statement": "", "may_carry": False,
    }  # fmt: skip
    return StopRow(**{**nothing, **facts, **changes})


YES = stop(
    DecisionOutcome.adopted, votes_for=12, votes_against=1, votes_abstaining=0, decided="Vi arbejder for en skatebane."
)
LATER = stop(DecisionOutcome.postponed, decided="Vi spørger klasserne først.")
NO = stop(
    DecisionOutcome.rejected,
    votes_for=2,
    votes_against=9,
    votes_abstaining=1,
    reason_code=ReasonCode.already_exists,
    explanation="Tak for dit gode forslag. Vi sagde nej.\n\nDer kommer en bane ved hallen til sommer. Den er for alle.",
    next_step="Kom til vores møde i maj. Så tegner vi banen sammen.",
    contact_name="Rød Ræv",
    contact_title="Forperson",
    contact_unit=BODY,
)
WITH_CASE = Proposal(title="En skatebane midt i byen", case_id=5)
ABOUT: dict[str, Any] = {"body": BODY, "adult": "Anne Holm", "at": AT, "path": "/forslag/7"}
DECIDED: dict[str, Any] = {**ABOUT, "refusal": refusal_view, "path": "/forslag/7#raad-3"}
CARRIED: dict[str, Any] = {"body": BODY, "path": "/forslag/7", "statement": "Vi har talt med alle klasser."}
LADDER_MAILS: dict[str, tuple[str, dict[str, Any]]] = {
    "council-has-it": ("council_has_it", ABOUT),
    "council-has-it-no-day": ("council_has_it", {**ABOUT, "at": None, "adult": None}),
    "council-meets": ("council_meets", ABOUT),
    "council-yes": ("council_decided", {**DECIDED, "stop": YES}),
    "council-later": ("council_decided", {**DECIDED, "stop": LATER}),
    "council-no": ("council_no", {**DECIDED, "stop": NO}),
    "council-no-beside": ("council_no", {**DECIDED, "stop": NO, "proposal": WITH_CASE}),
    "carried": ("carried", {**CARRIED, "target": "Det Fælles Elevråd", "case": None}),
    "carried-to-municipality": ("carried", {**CARRIED, "target": "", "case": CASE, "statement": ""}),
}
