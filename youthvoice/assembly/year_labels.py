"""Words for what rules name of years, delegations and lots."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.assembly.rules.delegates import DelegateProblem
from youthvoice.assembly.rules.years import DayTie, DelegateWay, Majority, YearState

STATE_LABELS: dict[YearState, LazyString] = {
    YearState.planned: _("Kun dem, der forbereder, kan se det"),
    YearState.announced: _("På vej"),
    YearState.live: _("I gang nu"),
    YearState.over: _("Holdt"),
}
STATE_KINDS: dict[YearState, str] = {
    YearState.planned: "draft",
    YearState.announced: "waiting",
    YearState.live: "progress",
    YearState.over: "passed",
}
WAY_LABELS: dict[DelegateWay, LazyString] = {
    DelegateWay.election: _("Valg"),
    DelegateWay.appointment: _("Udpeget"),
    DelegateWay.lot: _("Lodtrækning"),
}
WAY_HINTS: dict[DelegateWay, LazyString] = {
    DelegateWay.election: _("De unge stemmer om, hvem der skal med."),
    DelegateWay.appointment: _("Rådet eller en voksen finder dem, der vil med."),
    DelegateWay.lot: _("Alle, der vil med, kan melde sig. Så bliver der trukket lod."),
}
MAJORITY_LABELS: dict[Majority, LazyString] = {
    Majority.simple: _("Flere for end imod"),
    Majority.two_thirds: _("Mindst to ud af tre er for"),
}
TIE_LABELS: dict[DayTie, LazyString] = {
    DayTie.falls: _("Så falder forslaget. Er det et valg mellem flere, stemmes der igen"),
    DayTie.lot: _("Så trækkes der lod"),
}
DELEGATE_PROBLEM_TEXTS: dict[DelegateProblem, LazyString] = {
    DelegateProblem.no_place: _("Alle pladser er taget."),
    DelegateProblem.goes_for_another: _("Den person er allerede delegeret for en anden."),
    DelegateProblem.not_of_the_council: _("Den person sidder ikke i rådet. Vælg en, der er medlem."),
    DelegateProblem.name_taken: _("Der er allerede en, der hedder sådan."),
    DelegateProblem.name_needed: _("Vælg en skole eller et råd, eller skriv et navn."),
    DelegateProblem.fewer_than_go: _("Der er flere delegerede end pladser. Tag først nogen af listen."),
    DelegateProblem.in_use: _("Der har været nogen med herfra. Sæt pladserne til 0 i stedet."),
    DelegateProblem.too_many: _("Der er ikke plads til flere på listen."),
}
DELEGATE_PROBLEM_FIELDS: dict[DelegateProblem, str] = {
    DelegateProblem.no_place: "person_id",
    DelegateProblem.goes_for_another: "person_id",
    DelegateProblem.not_of_the_council: "person_id",
    DelegateProblem.name_taken: "name",
    DelegateProblem.name_needed: "name",
    DelegateProblem.fewer_than_go: "places",
    DelegateProblem.in_use: "name",
    DelegateProblem.too_many: "name",
}
