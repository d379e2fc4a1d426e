"""What can be wrong, in words."""

from flask_babel import lazy_gettext

from youthvoice.voting.rules.ballots import BallotProblem
from youthvoice.voting.rules.contest import CalledOff, ContestProblem

CONTEST_PROBLEM_TEXTS: dict[ContestProblem, object] = {
    ContestProblem.closes_before_it_opens: lazy_gettext("Afstemningen skal slutte, efter at den er begyndt."),
    ContestProblem.too_long: lazy_gettext("En afstemning kan højst vare 60 dage."),
    ContestProblem.notice_too_short: lazy_gettext("Der er for kort tid til, at alle når at høre om det."),
    ContestProblem.too_few_options: lazy_gettext("Der skal være mindst to ting at vælge mellem."),
    ContestProblem.too_many_options: lazy_gettext("Der kan højst være 100 ting at vælge mellem."),
    ContestProblem.same_option_twice: lazy_gettext("Den samme ting står her to gange."),
    ContestProblem.seats_wrong: lazy_gettext("Så mange pladser kan der ikke vælges på den måde."),
    ContestProblem.choices_wrong: lazy_gettext("Skriv, hvor mange krydser man må sætte."),
    ContestProblem.budget_needed: lazy_gettext("Skriv, hvor mange penge der er at dele."),
    ContestProblem.cost_needed: lazy_gettext("Skriv, hvad hver ting koster."),
    ContestProblem.cost_above_budget: lazy_gettext("En af tingene koster mere, end der er penge til."),
    ContestProblem.hands_cannot_rank: lazy_gettext("På den måde kan der ikke stemmes ved at række hånden op."),
    ContestProblem.more_hands_than_children: lazy_gettext(
        "Der er flere hænder end børn. Tæl ikke dem med, der har stemt på telefonen."
    ),
    ContestProblem.all_have_voted: lazy_gettext("De har alle sammen stemt på telefonen."),
    ContestProblem.more_accounts_than_children: lazy_gettext("Du har sat kryds ved flere, end der er børn i lokalet."),
    ContestProblem.strangers_not_taken: lazy_gettext(
        "Der er flere børn, end du har sat kryds ved. Her kan kun børn på valglisten stemme."
    ),
    ContestProblem.nobody_on_the_roll: lazy_gettext("Der er ingen, som kan stemme."),
    ContestProblem.slips_wrong: lazy_gettext("Der kan laves mellem 1 og 500 sedler ad gangen."),
    ContestProblem.children_wrong: lazy_gettext("Skriv et tal mellem 1 og 500."),
    ContestProblem.place_taken: lazy_gettext("Den klasse er talt med allerede."),
    ContestProblem.reason_needed: lazy_gettext("Skriv hvorfor, så alle kan læse det."),
    ContestProblem.seed_wrong: lazy_gettext("Skriv mindst 6 tal eller bogstaver, som I har trukket."),
    ContestProblem.witnesses_needed: lazy_gettext("Skriv navnene på mindst to, der så på."),
}
CALLED_OFF_TEXTS: dict[str, object] = {
    CalledOff.uncontested: lazy_gettext("Der er ikke flere kandidater, end der er pladser."),
    CalledOff.nobody_stands: lazy_gettext("Alle kandidater har trukket sig."),
}
PROBLEM_FIELDS: dict[ContestProblem, str] = {
    ContestProblem.closes_before_it_opens: "closes_at",
    ContestProblem.too_long: "closes_at",
    ContestProblem.notice_too_short: "opens_at",
    ContestProblem.too_few_options: "options",
    ContestProblem.too_many_options: "options",
    ContestProblem.same_option_twice: "options",
    ContestProblem.seats_wrong: "seats",
    ContestProblem.choices_wrong: "max_choices",
    ContestProblem.budget_needed: "budget",
    ContestProblem.cost_needed: "options",
    ContestProblem.cost_above_budget: "options",
    ContestProblem.hands_cannot_rank: "hands",
    ContestProblem.more_hands_than_children: "hands",
    ContestProblem.all_have_voted: "children",
    ContestProblem.more_accounts_than_children: "children",
    ContestProblem.strangers_not_taken: "children",
    ContestProblem.nobody_on_the_roll: "opens_at",
    ContestProblem.slips_wrong: "size",
    ContestProblem.children_wrong: "children",
    ContestProblem.place_taken: "place",
    ContestProblem.reason_needed: "reason",
    ContestProblem.seed_wrong: "seed",
    ContestProblem.witnesses_needed: "witnesses",
}
BALLOT_PROBLEM_TEXTS: dict[BallotProblem, object] = {
    BallotProblem.unknown_option: lazy_gettext("Vælg en af dem, der står på sedlen."),
    BallotProblem.chosen_twice: lazy_gettext("Du har valgt den samme to gange."),
    BallotProblem.too_many: lazy_gettext("Du har valgt for mange. Fjern en eller flere."),
    BallotProblem.not_ascending: lazy_gettext("Stemmesedlen er ikke udfyldt rigtigt. Prøv igen."),
}
BLANK_REFUSED = lazy_gettext("Her kan man ikke stemme blankt. Vælg en.")


def cancel_text(reason: str) -> str:
    """Why a contest was cancelled: what somebody wrote, or the words for what the rules said (``CalledOff``)."""
    return str(CALLED_OFF_TEXTS.get(reason, reason))
