"""The words for outcomes, reasons, states and problems. Outcomes also have a shape and a colour (``OUTCOME_KINDS``)."""

from typing import Any

from flask_babel import lazy_gettext as _

from youthvoice.core.readability import Level
from youthvoice.responses.rules import CaseState, Outcome, Problem, ReasonCode
from youthvoice.responses.rules.clock import LONGEST_EXTENSION_DAYS, ExtensionProblem
from youthvoice.responses.rules.follow_up import MilestoneProblem, PromiseState, Verdict
from youthvoice.responses.rules.records import PeriodProblem

LazyText = Any
"""A text that is translated when it is shown (speaklater's LazyString)."""

OUTCOME_LABELS: dict[Outcome, LazyText] = {
    Outcome.yes: _("Ja"),
    Outcome.partly: _("Delvist ja"),
    Outcome.no: _("Nej"),
    Outcome.passed_on: _("Sendt videre"),
    Outcome.needs_more: _("Vi vil vide mere"),
    Outcome.in_progress: _("Vi arbejder på det"),
}
OUTCOME_HEADLINES: dict[Outcome, LazyText] = {
    Outcome.yes: _("Kommunen siger ja"),
    Outcome.partly: _("Kommunen siger delvist ja"),
    Outcome.no: _("Kommunen siger nej"),
    Outcome.passed_on: _("Kommunen har sendt det videre"),
    Outcome.needs_more: _("Kommunen vil vide mere"),
    Outcome.in_progress: _("Kommunen arbejder på det"),
}
OUTCOME_HINTS: dict[Outcome, LazyText] = {
    Outcome.yes: _("Kommunen gør det."),
    Outcome.partly: _("Kommunen gør noget af det. Skriv hvad og hvorfor."),
    Outcome.no: _("Kommunen gør det ikke. Skriv hvorfor."),
    Outcome.passed_on: _("En anden bestemmer. Skriv hvem og hvorfor."),
    Outcome.needs_more: _("Den unge skal svare på noget først. Sagen bliver åben."),
    Outcome.in_progress: _("Svaret er på vej. Giv en dato. Sagen bliver åben."),
}
OUTCOME_KINDS: dict[Outcome, str] = {
    Outcome.yes: "yes",
    Outcome.partly: "partly",
    Outcome.no: "no",
    Outcome.passed_on: "passed",
    Outcome.needs_more: "more",
    Outcome.in_progress: "progress",
}
REASON_LABELS: dict[ReasonCode, LazyText] = {
    ReasonCode.law_or_rules: _("Loven eller reglerne"),
    ReasonCode.budget: _("Pengene"),
    ReasonCode.not_our_decision: _("Det er ikke os, der bestemmer"),
    ReasonCode.safety: _("Sikkerhed"),
    ReasonCode.already_exists: _("Det findes allerede"),
    ReasonCode.other_peoples_rights: _("Andres rettigheder"),
    ReasonCode.time: _("Tiden"),
}
STATE_LABELS: dict[CaseState, LazyText] = {
    CaseState.awaiting_receipt: _("Ny"),
    CaseState.awaiting_answer: _("Mangler svar"),
    CaseState.in_progress: _("I gang"),
    CaseState.needs_more: _("Venter på den unge"),
    CaseState.passed_on: _("Venter på andre"),
    CaseState.answered: _("Besvaret"),
}
STATE_KINDS: dict[CaseState, str] = {
    CaseState.awaiting_receipt: "waiting",
    CaseState.awaiting_answer: "waiting",
    CaseState.in_progress: "progress",
    CaseState.needs_more: "more",
    CaseState.passed_on: "passed",
    CaseState.answered: "yes",
}

LEVEL_LABELS: dict[Level, LazyText] = {
    Level.very_easy: _("meget let at læse"),
    Level.easy: _("let at læse"),
    Level.medium: _("lidt svær at læse"),
    Level.hard: _("svær at læse"),
    Level.very_hard: _("meget svær at læse"),
}
LEVEL_KINDS: dict[Level, str] = {
    Level.very_easy: "yes",
    Level.easy: "yes",
    Level.medium: "partly",
    Level.hard: "no",
    Level.very_hard: "no",
}

_NOT_WORDS = _("Skriv hele sætninger med rigtige ord.")
PROBLEM_TEXTS: dict[tuple[str, Problem], LazyText] = {
    ("outcome", Problem.missing): _("Vælg, hvad svaret er."),
    ("reason", Problem.missing): _("Vælg den vigtigste grund. Den unge har ret til at kende den."),
    ("explanation", Problem.missing): _("Skriv en forklaring. Uden den kan svaret ikke sendes."),
    ("explanation", Problem.too_short): _(
        "Forklaringen er for kort. Skriv så meget, at den unge kan forstå grunden (mindst 80 tegn)."
    ),
    ("explanation", Problem.not_real_words): _(
        "Det er ikke nok til at forstå grunden. Skriv hele sætninger med rigtige ord, mindst 12."
    ),
    ("explanation", Problem.used_before): _(
        "Den tekst har en anden fået. Hver ung skal have sine egne ord. Skriv den om, så den passer her."
    ),
    ("next_step", Problem.missing): _("Skriv, hvad der sker nu, eller hvad den unge kan gøre."),
    ("next_step", Problem.too_short): _("Fortæl lidt mere om, hvad der sker nu."),
    ("next_step", Problem.not_real_words): _NOT_WORDS,
    ("contact_name", Problem.missing): _("Skriv, hvem den unge kan tale med."),
    ("contact_title", Problem.missing): _("Skriv, hvilken stilling personen har."),
    ("contact_unit", Problem.missing): _("Skriv, hvor i kommunen personen sidder."),
    ("asked_for", Problem.missing): _("Skriv, hvad I mangler at vide."),
    ("asked_for", Problem.too_short): _("Fortæl lidt mere om, hvad I mangler at vide."),
    ("asked_for", Problem.not_real_words): _NOT_WORDS,
    ("expected_on", Problem.missing): _("Skriv en dato, hvor den unge kan regne med svar."),
    ("expected_on", Problem.not_in_future): _("Datoen skal ligge efter i dag."),
    ("expected_on", Problem.too_far): _("Datoen ligger for langt ude i fremtiden."),
    ("expected_on", Problem.after_due): _("Datoen ligger efter fristen. Flyt fristen først, eller vælg en dag før."),
    ("reason", Problem.other_reason): _("Når I sender videre, er grunden, at en anden bestemmer. Vælg den."),
    ("reason_detail", Problem.no_amount): _("Skriv et beløb i kroner."),
    ("reason_on", Problem.not_in_future): _("Datoen skal ligge efter i dag."),
    ("reason_on", Problem.in_future): _("Send det videre først. Skriv så den dag, I gjorde det."),
    ("explanation", Problem.unchanged_phrase): _(
        "En fast formulering står, som den er. Skriv den om, så den passer til det her forslag."
    ),
    ("explanation", Problem.open_brackets): _("Der står stadig noget i [ ]. Skriv det rigtige i stedet."),
}
"""(field of ``AnswerFacts``, problem) -> the words beside the field; see also ``problem_text``."""


DETAIL_LABELS: dict[ReasonCode, LazyText] = {
    ReasonCode.law_or_rules: _("Hvilken lov eller regel?"),
    ReasonCode.budget: _("Hvad koster det?"),
    ReasonCode.not_our_decision: _("Hvem bestemmer?"),
}
DETAIL_HINTS: dict[ReasonCode, LazyText] = {
    ReasonCode.law_or_rules: _("Skriv lovens eller reglens navn, og gerne paragraffen."),
    ReasonCode.budget: _("Skriv beløbet i kroner, og hvornår I kan tage det op igen."),
    ReasonCode.not_our_decision: _("Skriv, hvem der bestemmer, og hvilken dag I har sendt det videre."),
}
"""What each reason must tell; the others stand by their explanation."""
DATE_LABELS: dict[ReasonCode, LazyText] = {
    ReasonCode.budget: _("Hvornår kan det tages op igen?"),
    ReasonCode.not_our_decision: _("Hvornår har I sendt det videre?"),
}
DATE_HINTS: dict[ReasonCode, LazyText] = {
    ReasonCode.budget: _("Fx den dag, I laver det næste budget."),
    ReasonCode.not_our_decision: _("Send det først. Skriv så dagen."),
}
EXPECTED_LABELS: dict[Outcome, LazyText] = {
    Outcome.yes: _("Hvornår er det gjort?"),
    Outcome.partly: _("Hvornår er det gjort?"),
    Outcome.passed_on: _("Hvornår svarer de andre?"),
    Outcome.in_progress: _("Hvornår kommer svaret?"),
}
EXPECTED_HINTS: dict[Outcome, LazyText] = {
    Outcome.yes: _("Det er et løfte. Alle kan se datoen."),
    Outcome.partly: _("Det er et løfte. Alle kan se datoen."),
    Outcome.passed_on: _("Højst et halvt år frem. Alle kan se datoen."),
    Outcome.in_progress: _("Senest ved jeres frist. Alle kan se datoen."),
}
DETAIL_SHOWN: dict[ReasonCode, LazyText] = {
    ReasonCode.law_or_rules: _("Reglen er"),
    ReasonCode.budget: _("Det koster"),
    ReasonCode.not_our_decision: _("Det bestemmer"),
}
DATE_SHOWN: dict[ReasonCode, LazyText] = {
    ReasonCode.budget: _("Kan tages op igen"),
    ReasonCode.not_our_decision: _("Sendt videre"),
}
EXPECTED_SHOWN: dict[Outcome, LazyText] = {
    Outcome.in_progress: _("Svaret kommer senest"),
    Outcome.passed_on: _("De andre svarer senest"),
    Outcome.yes: _("Det er gjort senest"),
    Outcome.partly: _("Det er gjort senest"),
}
EXTENSION_PROBLEM_TEXTS: dict[ExtensionProblem, LazyText] = {
    ExtensionProblem.missing: _("Skriv en ny dato."),
    ExtensionProblem.not_later: _("Datoen skal ligge efter fristen og efter i dag."),
    ExtensionProblem.too_late: _("Fristen kan højst flyttes %(days)d dage.", days=LONGEST_EXTENSION_DAYS),
    ExtensionProblem.extended_before: _("Fristen er flyttet én gang. Den kan ikke flyttes igen."),
}
FEEDBACK_PROBLEM_TEXTS: dict[str, LazyText] = {
    "understood": _("Vælg, om du forstod svaret."),
    "taken_seriously": _("Vælg, om du blev taget alvorligt."),
    "unclear": _("Skriv, hvad der var uklart. Så kan kommunen svare bedre."),
}
PROMISE_LABELS: dict[PromiseState, LazyText] = {
    PromiseState.under_way: _("I gang"),
    PromiseState.late: _("Forsinket"),
    PromiseState.kept: _("Holdt"),
    PromiseState.broken: _("Ikke holdt"),
}
PROMISE_KINDS: dict[PromiseState, str] = {
    PromiseState.under_way: "progress",
    PromiseState.late: "overdue",
    PromiseState.kept: "yes",
    PromiseState.broken: "no",
}
ALL_PROMISES: LazyText = _("Alle")
PROMISE_DONE_LABEL: LazyText = _("Gjort, siger kommunen")
"""Under way, and the adults say that it is done: the young people have not said so yet."""
VERDICT_LABELS: dict[Verdict, LazyText] = {
    Verdict.kept: _("Ja, løftet er holdt"),
    Verdict.broken: _("Nej, løftet er ikke holdt"),
}
VERDICT_KINDS: dict[Verdict, str] = {Verdict.kept: "yes", Verdict.broken: "no"}
VERDICT_HINTS: dict[Verdict, LazyText] = {
    Verdict.kept: _("Kommunen har gjort det, den lovede."),
    Verdict.broken: _("Det er ikke sket, eller det er blevet noget andet."),
}
MILESTONE_PROBLEM_TEXTS: dict[MilestoneProblem, LazyText] = {
    MilestoneProblem.missing: _("Skriv, hvornår det skal være gjort."),
    MilestoneProblem.not_in_future: _("Vælg i dag eller en dag senere."),
    MilestoneProblem.too_far: _("Datoen ligger for langt ude i fremtiden."),
}

PERIOD_PROBLEM_TEXTS: dict[PeriodProblem, LazyText] = {
    PeriodProblem.missing: _("Skriv en dato."),
    PeriodProblem.not_our_time: _("Skriv en rigtig dato, for eksempel 31.12.2027."),
    PeriodProblem.backwards: _("Den sidste dag ligger før den første."),
}


_DETAIL_MISSING: dict[ReasonCode, LazyText] = {
    ReasonCode.law_or_rules: _("Skriv, hvilken lov eller regel det er."),
    ReasonCode.budget: _("Skriv, hvad det koster."),
    ReasonCode.not_our_decision: _("Skriv, hvem der bestemmer."),
}
_DAY_MISSING: dict[ReasonCode, LazyText] = {
    ReasonCode.budget: _("Skriv, hvornår det kan tages op igen."),
    ReasonCode.not_our_decision: _("Skriv, hvornår I har sendt det videre."),
}
_EXPECTED_MISSING: dict[Outcome, LazyText] = {
    Outcome.passed_on: _("Skriv, hvornår I regner med svar fra de andre."),
    Outcome.yes: _("Skriv, hvornår det er gjort."),
    Outcome.partly: _("Skriv, hvornår det er gjort."),
}


def problem_text(field: str, problem: Problem, outcome: Outcome | None, reason: ReasonCode | None = None) -> LazyText:
    """The words for one problem of an answer with that outcome and reason."""
    if (field, problem, outcome) == ("explanation", Problem.too_short, Outcome.yes):
        return _("Fortæl lidt mere om, hvad I gør.")
    if problem is Problem.missing and field in ("reason_detail", "reason_on") and reason is not None:
        return (_DETAIL_MISSING if field == "reason_detail" else _DAY_MISSING)[reason]
    if (field, problem) == ("expected_on", Problem.missing) and outcome in _EXPECTED_MISSING:
        return _EXPECTED_MISSING[outcome]
    return PROBLEM_TEXTS[field, problem]
