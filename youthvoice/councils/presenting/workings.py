"""How a body works, in plain words: what its settings mean to whoever reads its page."""

from dataclasses import dataclass

from flask_babel import gettext, ngettext

from youthvoice.councils.labels import ATTENDANCE_LABELS
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import PRIVATE_KINDS, BodyKind

HALF = 50
MONTHS_A_YEAR = 12
# The word in the dictionary that says what such a body is.
KIND_TERMS: dict[BodyKind, str] = {
    BodyKind.school_class: "class_meeting",
    BodyKind.student_council: "student_council",
    BodyKind.joint_student_council: "joint_student_council",
    BodyKind.youth_council: "youth_council",
    BodyKind.assembly: "assembly",
    BodyKind.committee: "committee",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is about, and what it says."""

    title: str
    text: str


def workings(body: Body) -> list[Rule]:
    """The rules of a body, the ones about people first."""
    found = (
        []
        if body.kind in PRIVATE_KINDS
        else [Rule(gettext("Alder"), ages(body)), Rule(gettext("Pladser"), places(body))]
    )
    return [
        *found,
        Rule(gettext("Hvor længe"), term(body)),
        Rule(gettext("Hvornår kan I beslutte?"), quorum(body)),
        Rule(gettext("Punkter til mødet"), deadline(body)),
        Rule(gettext("Hvem må komme?"), str(ATTENDANCE_LABELS[body.attendance])),
        Rule(gettext("Referatet"), minutes(body)),
    ]


def ages(body: Body) -> str:
    """Who is old enough, and not too old."""
    low, high = body.ages
    if low is not None and high is not None:
        return gettext("Fra %(low)d til %(high)d år.", low=low, high=high)
    if low is not None:
        return gettext("Fra %(low)d år.", low=low)
    if high is not None:
        return gettext("Til og med %(high)d år.", high=high)
    return gettext("Der er ingen grænse for alder.")


def places(body: Body) -> str:
    """How many sit there."""
    if body.member_seats is None:
        return gettext("Der er ikke et fast antal pladser.")
    members = ngettext("%(num)d medlem", "%(num)d medlemmer", body.member_seats)
    if body.substitute_seats:
        substitutes = ngettext("%(num)d suppleant", "%(num)d suppleanter", body.substitute_seats)
        members = gettext("%(members)s og %(substitutes)s", members=members, substitutes=substitutes)
    if not body.seats_per_child:
        return f"{members}."
    if body.kind is BodyKind.student_council:
        return gettext("%(seats)s fra hver klasse.", seats=members)
    if body.kind is BodyKind.joint_student_council:
        return gettext("%(seats)s fra hver skole.", seats=members)
    return gettext("%(seats)s fra hvert råd.", seats=members)


def term(body: Body) -> str:
    """How long one sits."""
    if body.ends_with_school_year:
        return gettext("Til skoleåret slutter den 31. juli.")
    years, months = divmod(body.term_months, MONTHS_A_YEAR)
    if months:
        return ngettext("%(num)d måned ad gangen.", "%(num)d måneder ad gangen.", body.term_months)
    return ngettext("%(num)d år ad gangen.", "%(num)d år ad gangen.", years)


def quorum(body: Body) -> str:
    """How many must come."""
    if not body.quorum_percent:
        return gettext("Også når der ikke er kommet så mange.")
    if body.quorum_percent == HALF:
        return gettext("Når mere end halvdelen af medlemmerne er der.")
    if body.quorum_percent >= 2 * HALF:
        return gettext("Når alle medlemmer er der.")
    return gettext("Når mere end %(share)d procent af medlemmerne er der.", share=body.quorum_percent)


def deadline(body: Body) -> str:
    """When an item must be in."""
    if not body.item_deadline_days:
        return gettext("Du kan sende et punkt, lige til mødet går i gang.")
    return ngettext(
        "Send dit punkt senest %(num)d dag før mødet.",
        "Send dit punkt senest %(num)d dage før mødet.",
        body.item_deadline_days,
    )


def minutes(body: Body) -> str:
    """Who reads them."""
    if body.publishes_minutes:
        return gettext("Alle kan læse det, når det er godkendt.")
    return gettext("Det er kun for dem, der hører til her.")
