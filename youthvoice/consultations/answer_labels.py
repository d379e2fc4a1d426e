"""Words of answering a hearing."""

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from youthvoice.consultations.rules.questions import AnswerProblem, QuestionKind
from youthvoice.consultations.rules.states import Respondent

PROBLEM_TEXTS: dict[AnswerProblem, LazyString] = {
    AnswerProblem.needed: _("Svar på det her spørgsmål. Det skal med."),
    AnswerProblem.not_an_option: _("Vælg noget, der står på listen."),
    AnswerProblem.one_only: _("Vælg kun én ting her."),
    AnswerProblem.twice: _("To har fået det samme nummer. Giv dem hver sit."),
    AnswerProblem.not_on_scale: _("Vælg et tal fra 1 til 5."),
    AnswerProblem.too_long: _("Det er for langt. Skriv højst 2.000 tegn."),
    AnswerProblem.gap: _("Du har sprunget et nummer over. Begynd med 1, og tag dem i rækkefølge."),
}
RESPONDENT_LABELS: dict[Respondent, LazyString] = {
    Respondent.alone: _("Alene"),
    Respondent.school_class: _("Klasser"),
    Respondent.council: _("Råd"),
}
TASKS: dict[QuestionKind, LazyString] = {
    QuestionKind.text: _("Skriv med dine egne ord."),
    QuestionKind.one: _("Vælg én."),
    QuestionKind.several: _("Vælg alle dem, der passer."),
    QuestionKind.scale: _("Vælg et tal fra 1 til 5."),
    QuestionKind.ranking: _(
        "Giv hver et nummer. Nummer 1 er den, du helst vil have. Du behøver ikke give dem alle et."
    ),
    QuestionKind.place: _("Vælg et eller flere steder."),
}


def closed_text() -> str:
    """Why an answer is not taken."""
    return str(gettext("Høringen er ikke åben nu. Dit svar kunne ikke komme med. Det, du skrev, står her stadig."))
