"""The words people read for what rules name."""

from flask_babel import LazyString, lazy_gettext

from youthvoice.councils.rules.attendance import AttendanceProblem
from youthvoice.councils.rules.bodies import Attendance, BodyKind, BodyProblem
from youthvoice.councils.rules.decisions import DecisionOutcome, DecisionProblem
from youthvoice.councils.rules.meetings import ItemKind, MeetingState, Presence
from youthvoice.councils.rules.planning import MeetingProblem
from youthvoice.councils.rules.seats import SeatEnd, SeatProblem, SeatRole

KIND_LABELS: dict[BodyKind, LazyString] = {
    BodyKind.school_class: lazy_gettext("Klasse"),
    BodyKind.student_council: lazy_gettext("Elevråd"),
    BodyKind.joint_student_council: lazy_gettext("Det Fælles Elevråd"),
    BodyKind.youth_council: lazy_gettext("Ungeråd"),
    BodyKind.assembly: lazy_gettext("Byting"),
    BodyKind.committee: lazy_gettext("Udvalg"),
}
ROLE_LABELS: dict[SeatRole, LazyString] = {
    SeatRole.member: lazy_gettext("Medlem"),
    SeatRole.substitute: lazy_gettext("Suppleant"),
    SeatRole.chair: lazy_gettext("Forperson"),
    SeatRole.deputy: lazy_gettext("Næstforperson"),
    SeatRole.secretary: lazy_gettext("Sekretær"),
    SeatRole.coordinator: lazy_gettext("Tovholder"),
}
END_LABELS: dict[SeatEnd, LazyString] = {
    SeatEnd.resigned: lazy_gettext("Gik selv ud"),
    SeatEnd.moved: lazy_gettext("Flyttede klasse eller skole"),
    SeatEnd.replaced: lazy_gettext("Pladsen gik videre"),
    SeatEnd.recalled: lazy_gettext("Blev stemt ud"),
    SeatEnd.account_closed: lazy_gettext("Har ikke længere en konto"),
}
ATTENDANCE_LABELS: dict[Attendance, LazyString] = {
    Attendance.members: lazy_gettext("Kun medlemmerne"),
    Attendance.represented: lazy_gettext("Medlemmerne og dem, de taler for"),
    Attendance.everyone: lazy_gettext("Alle må komme og lytte"),
}
STATE_LABELS: dict[MeetingState, LazyString] = {
    MeetingState.planned: lazy_gettext("Planlagt"),
    MeetingState.called: lazy_gettext("Indkaldt"),
    MeetingState.open: lazy_gettext("I gang"),
    MeetingState.ended: lazy_gettext("Holdt"),
    MeetingState.minutes_ready: lazy_gettext("Referat klar"),
    MeetingState.approved: lazy_gettext("Referat godkendt"),
    MeetingState.cancelled: lazy_gettext("Aflyst"),
}
ITEM_LABELS: dict[ItemKind, LazyString] = {
    ItemKind.standing: lazy_gettext("Fast punkt"),
    ItemKind.member: lazy_gettext("Fra et medlem"),
    ItemKind.proposal: lazy_gettext("Et forslag"),
    ItemKind.consultation: lazy_gettext("En høring"),
    ItemKind.case: lazy_gettext("En sag"),
}
PRESENCE_LABELS: dict[Presence, LazyString] = {
    Presence.present: lazy_gettext("Er her"),
    Presence.apologies: lazy_gettext("Meldt afbud"),
    Presence.absent: lazy_gettext("Kom ikke"),
}
OUTCOME_LABELS: dict[DecisionOutcome, LazyString] = {
    DecisionOutcome.adopted: lazy_gettext("Vedtaget"),
    DecisionOutcome.rejected: lazy_gettext("Sagt nej til"),
    DecisionOutcome.postponed: lazy_gettext("Udsat"),
}
OUTCOME_KINDS: dict[DecisionOutcome, str] = {
    DecisionOutcome.adopted: "yes",
    DecisionOutcome.rejected: "no",
    DecisionOutcome.postponed: "waiting",
}
"""The status kind: icon and colour."""

BODY_PROBLEM_TEXTS: dict[BodyProblem, LazyString] = {
    BodyProblem.school_needed: lazy_gettext("En klasse og et elevråd hører til en skole. Vælg skolen."),
    BodyProblem.parent_not_possible: lazy_gettext("Det råd kan ikke stå over dette. Vælg et andet."),
    BodyProblem.own_ancestor: lazy_gettext("Et råd kan ikke stå over sig selv. Vælg et andet."),
    BodyProblem.ages_crossed: lazy_gettext("Den højeste alder må ikke være lavere end den laveste."),
    BodyProblem.name_taken: lazy_gettext("Der er allerede et råd med det navn her. Vælg et andet."),
}
SEAT_PROBLEM_TEXTS: dict[SeatProblem, LazyString] = {
    SeatProblem.too_young: lazy_gettext("Personen er for ung til at sidde her."),
    SeatProblem.too_old: lazy_gettext("Personen er for gammel til at sidde her."),
    SeatProblem.age_unknown: lazy_gettext("Vi kender ikke personens alder. Den skal skrives på profilen først."),
    SeatProblem.no_room: lazy_gettext("Alle pladser af den slags er taget."),
    SeatProblem.has_it_already: lazy_gettext("Personen har allerede den plads."),
    SeatProblem.adults_only: lazy_gettext("En tovholder skal være en voksen."),
    SeatProblem.young_only: lazy_gettext("Her sidder kun unge. En voksen kan være tovholder."),
    SeatProblem.ends_before_it_begins: lazy_gettext("Pladsen kan ikke slutte, før den begynder."),
    SeatProblem.member_first: lazy_gettext("Kun et medlem kan få den post. Giv personen en plads som medlem først."),
    SeatProblem.constituency_needed: lazy_gettext("Vælg, hvem personen taler for."),
    SeatProblem.not_below: lazy_gettext("Personen taler ikke for en, der hører til her. Vælg fra listen."),
}
DECISION_PROBLEM_TEXTS: dict[DecisionProblem, LazyString] = {
    DecisionProblem.text_missing: lazy_gettext("Skriv, hvad I besluttede."),
    DecisionProblem.votes_incomplete: lazy_gettext(
        "Skriv alle tre tal: for, imod og undlod. Ellers lad dem stå tomme."
    ),
    DecisionProblem.votes_against_it: lazy_gettext(
        "Stemmerne passer ikke til beslutningen. Der skal være flest for, når noget er vedtaget."
    ),
    DecisionProblem.too_many_votes: lazy_gettext("Der er flere stemmer, end der er medlemmer til mødet."),
    DecisionProblem.no_quorum: lazy_gettext(
        "I er for få til at beslutte det nu. Sæt kryds ved dem, der er her, eller udsæt punktet."
    ),
}
MEETING_PROBLEM_TEXTS: dict[MeetingProblem, LazyString] = {
    MeetingProblem.begins_before_today: lazy_gettext("Den dag er gået. Vælg i dag eller en dag, der kommer."),
    MeetingProblem.ends_before_it_begins: lazy_gettext("Mødet skal slutte, efter det er begyndt."),
    MeetingProblem.too_long: lazy_gettext("Et møde kan højst vare 12 timer. Se på tiderne igen."),
    MeetingProblem.place_missing: lazy_gettext("Skriv et sted, eller giv et link. Ellers ved ingen, hvor de skal hen."),
    MeetingProblem.link_not_web: lazy_gettext("Linket skal begynde med https:// eller http://."),
    MeetingProblem.due_after_it_begins: lazy_gettext("Fristen skal ligge, før mødet begynder."),
}
ATTENDANCE_PROBLEM_TEXTS: dict[AttendanceProblem, LazyString] = {
    AttendanceProblem.no_seat: lazy_gettext("Personen har ingen plads her den dag."),
    AttendanceProblem.stands_in_for_nobody: lazy_gettext("En suppleant kan kun sidde for et medlem, der ikke er her."),
    AttendanceProblem.place_taken: lazy_gettext("En anden suppleant sidder allerede på den plads."),
}
STANDING_LABELS: dict[str, LazyString] = {
    "Godkendelse af dagsordenen": lazy_gettext("Godkendelse af dagsordenen"),
    "Godkendelse af sidste referat": lazy_gettext("Godkendelse af sidste referat"),
    "Eventuelt": lazy_gettext("Eventuelt"),
}
"""The items that stand on every agenda, by the title that is stored."""
