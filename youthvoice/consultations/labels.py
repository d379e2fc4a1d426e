"""The words people read for what the rules of hearings name."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.consultations.rules.asked_questions import QuestionProblem
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import Audience, ConsultationProblem, ConsultationState, Respondent
from youthvoice.consultations.rules.summary import SummaryProblem

TOO_LATE = _("Beslutningen var taget, før I blev spurgt")
STATE_LABELS: dict[ConsultationState, LazyString] = {
    ConsultationState.draft: _("Kladde"),
    ConsultationState.planned: _("Åbner snart"),
    ConsultationState.open: _("Åben"),
    ConsultationState.closed: _("Venter på opsamling"),
    ConsultationState.finished: _("Afsluttet"),
    ConsultationState.cancelled: _("Aflyst"),
}
STATE_KINDS: dict[ConsultationState, str] = {
    ConsultationState.draft: "draft",
    ConsultationState.planned: "waiting",
    ConsultationState.open: "progress",
    ConsultationState.closed: "waiting",
    ConsultationState.finished: "yes",
    ConsultationState.cancelled: "withdrawn",
}
"""The status kind: icon and colour."""
OVERDUE_LABEL = _("Opsamlingen er forsinket")
AUDIENCE_LABELS: dict[Audience, LazyString] = {
    Audience.everyone: _("Alle unge i kommunen"),
    Audience.schools: _("Unge på bestemte skoler"),
}
RESPONDENT_LABELS: dict[Respondent, LazyString] = {
    Respondent.alone: _("Alene"),
    Respondent.school_class: _("Som klasse"),
    Respondent.council: _("Som råd"),
}
KIND_LABELS: dict[QuestionKind, LazyString] = {
    QuestionKind.text: _("Med egne ord"),
    QuestionKind.one: _("Vælg én ting"),
    QuestionKind.several: _("Vælg flere ting"),
    QuestionKind.scale: _("Fra 1 til 5"),
    QuestionKind.ranking: _("Sæt i rækkefølge"),
    QuestionKind.place: _("Peg på et sted"),
}
KIND_HINTS: dict[QuestionKind, LazyString] = {
    QuestionKind.text: _("De unge skriver selv."),
    QuestionKind.one: _("Du skriver en liste. De vælger det bedste."),
    QuestionKind.several: _("Du skriver en liste. De vælger alt, der passer."),
    QuestionKind.scale: _("Du skriver, hvad 1 og 5 betyder."),
    QuestionKind.ranking: _("Du skriver en liste. De sætter den vigtigste først."),
    QuestionKind.place: _("Du skriver en liste med steder, eller henter skolerne."),
}
KIND_ICONS: dict[QuestionKind, str] = {
    QuestionKind.text: "pencil-line",
    QuestionKind.one: "circle-check",
    QuestionKind.several: "list-checks",
    QuestionKind.scale: "scale",
    QuestionKind.ranking: "list-ordered",
    QuestionKind.place: "map-pin",
}
PROBLEM_TEXTS: dict[ConsultationProblem, LazyString] = {
    ConsultationProblem.closes_too_soon: _("Høringen skal være åben i mindst 7 dage."),
    ConsultationProblem.closes_too_late: _("Høringen kan højst være åben i et år."),
    ConsultationProblem.closes_earlier: _("Vælg en senere dag. De unge har fået lovet tid til den dag, der står nu."),
    ConsultationProblem.opens_in_the_past: _("Den dag, den skal åbne, er gået. Vælg en ny."),
    ConsultationProblem.decision_before_answers: _("Høringen skal lukke, før I beslutter noget. Vælg en anden dag."),
    ConsultationProblem.no_questions: _("Der mangler mindst ét spørgsmål."),
    ConsultationProblem.about_missing: _("Skriv, hvad det handler om."),
    ConsultationProblem.open_missing: _("Skriv, hvad de unge kan være med til at bestemme."),
    ConsultationProblem.fixed_missing: _("Skriv, hvad der ligger fast."),
    ConsultationProblem.fixed_why_missing: _("Skriv, hvorfor det ligger fast."),
    ConsultationProblem.decider_missing: _("Skriv, hvem der beslutter."),
    ConsultationProblem.schools_missing: _("Vælg mindst én skole."),
}
REASON_TEXT = _("Skriv grunden i en hel sætning. Alle kan læse den.")
QUESTION_PROBLEM_TEXTS: dict[str, LazyString] = {
    QuestionProblem.words_missing: _("Skriv spørgsmålet."),
    QuestionProblem.too_few_options: _("Skriv mindst to ting, man kan vælge."),
    QuestionProblem.too_many_options: _("Skriv højst 20 ting, man kan vælge."),
    QuestionProblem.option_too_long: _("Skriv højst 120 tegn på hver linje."),
    QuestionProblem.same_option_twice: _("Det samme står to gange. Slet det ene."),
    QuestionProblem.labels_missing: _("Skriv, hvad 1 betyder, og hvad 5 betyder."),
    "too_many": _("Der er 20 spørgsmål. Flere kan der ikke være i en høring."),
}
SUMMARY_LABELS: dict[str, LazyString] = {
    "heard": _("Det hørte vi"),
    "changed": _("Det ændrede vi"),
    "unchanged_why": _("Det ændrede vi ikke, fordi …"),
}
SUMMARY_MISSING: dict[str, LazyString] = {
    "heard": _("Skriv, hvad I hørte fra de unge."),
    "changed": _("Skriv, hvad I ændrede. Ændrede I intet, så skriv det."),
    "unchanged_why": _("Skriv, hvad I ikke ændrede, og hvorfor."),
}
_SUMMARY_PROBLEMS: dict[SummaryProblem, LazyString] = {
    SummaryProblem.too_short: _("Skriv lidt mere. De unge skal kunne se, at I har hørt efter."),
    SummaryProblem.too_long: _("Teksten er for lang. Skriv højst 3000 tegn."),
    SummaryProblem.not_real_words: _("Skriv rigtige sætninger. Det her kan de unge ikke bruge."),
    SummaryProblem.said_twice: _("Der står det samme som ovenfor. Skriv det, der hører til her."),
}


def summary_text(part: str, problem: SummaryProblem) -> LazyString:
    """What is wrong with a part of the summary."""
    return SUMMARY_MISSING[part] if problem is SummaryProblem.missing else _SUMMARY_PROBLEMS[problem]
