"""The words for what is counted of participation, and for what each number means."""

from flask_babel import lazy_gettext as _

from youthvoice.insight.rules.taking_part import AgeBand, Chapter, Deed, PeriodProblem, Sum
from youthvoice.responses.labels import LazyText

CHAPTER_LABELS: dict[Chapter, LazyText] = {
    Chapter.participation: _("Hvem er med?"),
    Chapter.councils: _("Råd og klasser"),
    Chapter.votes: _("Valg og afstemninger"),
    Chapter.answers: _("Svar, grunde og løfter"),
    Chapter.money: _("Penge til unges egne ideer"),
    Chapter.hearings: _("Høringer"),
    Chapter.assembly: _("Bytinget"),
}
SUM_LABELS: dict[Sum, LazyText] = {
    Sum.proposals: _("Forslag sendt"),
    Sum.from_classes: _("Af dem fra klasser og råd"),
    Sum.supports: _("Gange nogen har støttet et forslag"),
    Sum.comments: _("Kommentarer"),
    Sum.carried: _("Gange et råd har båret et forslag videre"),
    Sum.council_yes: _("Rådenes ja"),
    Sum.council_no: _("Rådenes nej"),
    Sum.meetings: _("Møder i råd"),
    Sum.class_meetings: _("Klassemøder"),
    Sum.minutes: _("Offentlige referater"),
    Sum.seats: _("Pladser i råd med unge på"),
    Sum.contests: _("Valg og afstemninger talt op"),
    Sum.roll: _("Kunne stemme"),
    Sum.ballots: _("Stemte"),
    Sum.applications: _("Ansøgninger"),
    Sum.granted: _("Bevilget"),
    Sum.paid: _("Betalt"),
    Sum.returned: _("Givet tilbage"),
    Sum.hearings: _("Høringer åbnet"),
    Sum.hearings_late: _("Af dem efter beslutningen"),
    Sum.hearing_responses: _("Høringssvar"),
    Sum.hearing_people: _("Unge bag høringssvarene"),
    Sum.summaries: _("Høringer sluttet med «Det hørte vi»"),
    Sum.summaries_owed: _("«Det hørte vi» kom for sent"),
    Sum.assemblies: _("Byting holdt"),
    Sum.delegates: _("Delegerede, der kom"),
    Sum.motions: _("Beslutningsforslag"),
    Sum.resolutions: _("Beslutninger vedtaget"),
}
SUM_MEANINGS: dict[Sum, LazyText] = {
    Sum.proposals: _("Forslag, der blev sendt i perioden. Også dem, der senere blev trukket tilbage."),
    Sum.supports: _("Støtte, der er taget tilbage, er ikke med."),
    Sum.comments: _("Kommentarer, der er taget tilbage, er ikke med."),
    Sum.council_yes: _("Beslutninger, der gælder. Er en beslutning rettet, er kun den nye med."),
    Sum.meetings: _("Møder, der er holdt. Klassemøder står for sig."),
    Sum.seats: _("Talt på periodens sidste dag. Pladser i klasser er ikke med."),
    Sum.roll: _("Lagt sammen for alle afstemninger. Den samme kan være talt med flere gange."),
    Sum.granted: _("Bevillinger minus dem, der blev opgivet. Det, der er rettet i regnskabet, er trukket fra."),
    Sum.hearings_late: _("Kommunen spurgte først, da beslutningen var taget."),
    Sum.hearing_people: _("En klasse eller et råd kan stå mange bag et svar."),
    Sum.summaries_owed: _("Fristen faldt i perioden, og svaret kom for sent eller slet ikke."),
}
DEED_LABELS: dict[Deed, LazyText] = {
    Deed.proposal: _("Sendte et forslag"),
    Deed.comment: _("Skrev en kommentar"),
    Deed.support: _("Støttede et forslag"),
    Deed.seat: _("Havde plads i et råd"),
    Deed.candidacy: _("Stillede op til valg"),
    Deed.application: _("Søgte om penge"),
    Deed.hearing: _("Svarede på en høring"),
    Deed.assembly: _("Var med på Bytinget"),
}
AGE_LABELS: dict[AgeBand, LazyText] = {
    AgeBand.child: _("Under 12 år"),
    AgeBand.young_teen: _("12–14 år"),
    AgeBand.teen: _("15–17 år"),
    AgeBand.young_adult: _("18–20 år"),
    AgeBand.adult: _("Over 20 år"),
    AgeBand.unknown: _("Alder ikke oplyst"),
}
PERIOD_PROBLEM_TEXTS: dict[PeriodProblem, LazyText] = {
    PeriodProblem.backwards: _("Den sidste dag skal ligge efter den første."),
    PeriodProblem.not_over: _("Perioden skal være slut. Vælg en dag, der har været."),
    PeriodProblem.too_long: _("Vælg højst ti år."),
}
PERIOD_PROBLEM_FIELDS: dict[PeriodProblem, str] = {
    PeriodProblem.backwards: "last_on",
    PeriodProblem.not_over: "last_on",
    PeriodProblem.too_long: "first_on",
}
