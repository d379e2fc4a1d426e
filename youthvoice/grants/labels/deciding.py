"""Words of the council's work: conflicts of interest, views, motions and how they are voted on."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.grants.rules.deciding import Choice, Conflict, FoundBy, Mark, MotionState, MotionWay
from youthvoice.grants.rules.motions import MotionProblem

CONFLICT_LABELS: dict[Conflict, LazyString] = {
    Conflict.own: _("Det er din egen ansøgning"),
    Conflict.family: _("Familie"),
    Conflict.same_group: _("Samme gruppe"),
    Conflict.adult_contact: _("Voksen for gruppen"),
    Conflict.other: _("En anden grund"),
}
CONFLICT_HINTS: dict[Conflict, LazyString] = {
    Conflict.family: _("Du er i familie med en af dem: forældre, søskende, fætter, kusine. Eller I er kærester."),
    Conflict.same_group: _("Du er med i gruppen, har været det eller skal være med i det, de søger til."),
    Conflict.adult_contact: _("Du er den voksne, som hjælper gruppen."),
    Conflict.other: _("For eksempel nære venner, uvenner, eller at du selv tjener på det."),
}
FOUND_BY_LABELS: dict[FoundBy, LazyString] = {
    FoundBy.member: _("Du har selv sagt det."),
    FoundBy.system: _("Det kan vi se på ansøgningen. Derfor kan det ikke ændres."),
    FoundBy.council: _("Den, der leder rådet, har skrevet det."),
}
MARK_LABELS: dict[Mark, LazyString] = {
    Mark.well: _("Godt"),
    Mark.partly: _("Nogenlunde"),
    Mark.badly: _("Ikke så godt"),
}
MARK_KINDS: dict[Mark, str] = {Mark.well: "yes", Mark.partly: "partly", Mark.badly: "no"}
"""The status kind: icon and colour."""
LEAN_LABELS: dict[Choice, LazyString] = {
    Choice.in_favour: _("Ja, giv penge"),
    Choice.against: _("Nej"),
    Choice.abstain: _("Jeg er i tvivl"),
}
VOTE_LABELS: dict[Choice, LazyString] = {
    Choice.in_favour: _("For"),
    Choice.against: _("Imod"),
    Choice.abstain: _("Hverken for eller imod"),
}
CHOICE_KINDS: dict[Choice, str] = {Choice.in_favour: "yes", Choice.against: "no", Choice.abstain: "waiting"}
WAY_LABELS: dict[MotionWay, LazyString] = {
    MotionWay.writing: _("Hver især på telefonen"),
    MotionWay.meeting: _("På et møde"),
}
WAY_HINTS: dict[MotionWay, LazyString] = {
    MotionWay.writing: _("Alle får mindst et døgn. I kan ændre jeres stemme, til der bliver talt op."),
    MotionWay.meeting: _("I rækker hånden op. Bagefter skriver du, hvor mange der var for og imod."),
}
MOTION_STATE_LABELS: dict[MotionState, LazyString] = {
    MotionState.open: _("Der bliver stemt"),
    MotionState.carried: _("Vedtaget"),
    MotionState.lost: _("Stemt ned"),
    MotionState.no_quorum: _("For få stemte"),
    MotionState.dropped: _("Trukket tilbage"),
}
MOTION_STATE_KINDS: dict[MotionState, str] = {
    MotionState.open: "progress",
    MotionState.carried: "yes",
    MotionState.lost: "no",
    MotionState.no_quorum: "waiting",
    MotionState.dropped: "withdrawn",
}
MOTION_PROBLEM_TEXTS: dict[MotionProblem, LazyString] = {
    MotionProblem.more_than_asked: _("Det er mere, end de har søgt om."),
    MotionProblem.no_already: _("Gruppen har fået nej. Skriv et beløb, eller svar på klagen med ord."),
    MotionProblem.deadline_missing: _("Skriv, hvornår der senest skal være stemt."),
    MotionProblem.too_soon: _("Giv de andre mindst et døgn til at stemme."),
    MotionProblem.too_late: _("Det er for længe. Vælg en dag inden for to måneder."),
    MotionProblem.too_few_impartial: _("For få i rådet må være med. Der skal være mindst to, som ikke er inhabile."),
    MotionProblem.more_hands_than_members: _("Det er flere, end der må stemme om den her ansøgning."),
}
