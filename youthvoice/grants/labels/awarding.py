"""The words of decisions, and of what is missing in them."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.grants.rules.awarding import AwardProblem
from youthvoice.grants.rules.deciding import AwardOutcome
from youthvoice.responses.rules import ReasonCode

AWARD_LABELS: dict[AwardOutcome, LazyString] = {
    AwardOutcome.granted: _("Alt bevilget"),
    AwardOutcome.reduced: _("Noget bevilget"),
    AwardOutcome.rejected: _("Afslag"),
}
AWARD_KINDS: dict[AwardOutcome, str] = {
    AwardOutcome.granted: "yes",
    AwardOutcome.reduced: "partly",
    AwardOutcome.rejected: "no",
}
"""The status kind: icon and colour."""
DETAIL_HINTS: dict[ReasonCode, LazyString] = {
    ReasonCode.law_or_rules: _("Er grunden den regel, du har valgt? Så lad feltet stå tomt."),
    ReasonCode.budget: _("Skriv beløbet i kroner, og hvornår gruppen kan søge igen."),
    ReasonCode.not_our_decision: _("Skriv, hvem der bestemmer, og hvilken dag I har sendt det videre."),
}
"""What each reason must tell, beside the field."""
NO_MONEY = _("Der er ikke penge nok i puljen.")
PROBLEM_TEXTS: dict[tuple[str, AwardProblem], LazyString] = {
    ("rule", AwardProblem.missing): _("Vælg den regel, svaret bygger på."),
    ("expected_on", AwardProblem.missing): _("Skriv, hvornår pengene kommer."),
    ("better", AwardProblem.missing): _("Skriv, hvordan gruppen kan søge bedre næste gang."),
    ("better", AwardProblem.too_short): _("Fortæl lidt mere. Gruppen skal kunne bruge det."),
    ("complaint", AwardProblem.missing): _("Skriv, hvordan gruppen kan klage."),
    ("complaint", AwardProblem.too_short): _("Fortæl lidt mere om, hvordan man klager."),
    ("words", AwardProblem.missing): _("Skriv, hvad I er uenige i."),
    ("words", AwardProblem.too_short): _("Fortæl lidt mere om, hvad I er uenige i."),
    ("reply", AwardProblem.missing): _("Skriv, hvad der kom ud af klagen."),
    ("reply", AwardProblem.too_short): _("Fortæl lidt mere. Gruppen skal kunne forstå det."),
}
"""(field, problem) -> the words beside the field; the others follow below."""
OTHER_TEXTS: dict[AwardProblem, LazyString] = {
    AwardProblem.missing: _("Skriv noget her."),
    AwardProblem.too_short: _("Fortæl lidt mere."),
    AwardProblem.not_real_words: _("Skriv hele sætninger med rigtige ord."),
    AwardProblem.too_long: _("Teksten er for lang. Gør den kortere."),
}


def problem_text(field: str, problem: AwardProblem) -> LazyString:
    """The words beside the field."""
    return PROBLEM_TEXTS.get((field, problem), OTHER_TEXTS[problem])
