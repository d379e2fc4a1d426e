"""The words people read for what the rules of elections name."""

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from youthvoice.elections.models import Election
from youthvoice.elections.rules.candidates import Refusal, StandProblem
from youthvoice.elections.rules.planning import PlanProblem
from youthvoice.elections.rules.roll import RollSource
from youthvoice.elections.rules.states import ElectionState, Phase, Purpose
from youthvoice.voting.rules.methods import Method

PHASE_LABELS: dict[Phase, LazyString] = {
    Phase.announced: _("Kommer snart"),
    Phase.nomination: _("Du kan stille op"),
    Phase.nomination_over: _("Kandidaterne er på plads"),
    Phase.ready: _("Stemmesedlen er klar"),
    Phase.voting: _("Der stemmes nu"),
    Phase.closed: _("Stemmerne tælles"),
    Phase.elected: _("Valgt"),
    Phase.tied: _("Lige mange stemmer"),
    Phase.empty: _("Ingen stillede op"),
    Phase.void: _("For få stemte"),
    Phase.cancelled: _("Aflyst"),
}
PHASE_KINDS: dict[Phase, str] = {
    Phase.announced: "waiting",
    Phase.nomination: "progress",
    Phase.nomination_over: "waiting",
    Phase.ready: "waiting",
    Phase.voting: "progress",
    Phase.closed: "waiting",
    Phase.elected: "yes",
    Phase.tied: "partly",
    Phase.empty: "no",
    Phase.void: "no",
    Phase.cancelled: "withdrawn",
}
"""The status kind: icon and colour."""
STATE_LABELS: dict[ElectionState, LazyString] = {
    ElectionState.planned: _("Planlagt"),
    ElectionState.ready: PHASE_LABELS[Phase.ready],
    ElectionState.voting: PHASE_LABELS[Phase.voting],
    ElectionState.closed: PHASE_LABELS[Phase.closed],
    ElectionState.elected: PHASE_LABELS[Phase.elected],
    ElectionState.tied: PHASE_LABELS[Phase.tied],
    ElectionState.empty: PHASE_LABELS[Phase.empty],
    ElectionState.void: PHASE_LABELS[Phase.void],
    ElectionState.cancelled: PHASE_LABELS[Phase.cancelled],
}
PURPOSE_LABELS: dict[Purpose, LazyString] = {
    Purpose.term: _("Valg"),
    Purpose.by_election: _("Suppleringsvalg"),
    Purpose.run_off: _("Omvalg"),
}
PLAN_PROBLEM_TEXTS: dict[PlanProblem, LazyString] = {
    PlanProblem.nomination_ends_before_it_begins: _("Opstillingen skal slutte, efter at den er begyndt."),
    PlanProblem.nomination_too_short: _("Giv mindst 12 timer til at stille op."),
    PlanProblem.voting_before_nomination_ends: _("Man kan først stemme, når opstillingen er slut."),
    PlanProblem.voting_ends_before_it_begins: _("Valget skal slutte, efter at det er begyndt."),
    PlanProblem.voting_too_short: _("Giv mindst en halv time til at stemme."),
    PlanProblem.too_little_notice: _("Det er for kort varsel. Vælg en senere dag, så alle når at høre om valget."),
    PlanProblem.in_the_past: _("Den dag er gået. Vælg i dag eller en dag, der kommer."),
    PlanProblem.too_long: _("Valget skal være slut højst 120 dage fra i dag."),
    PlanProblem.term_begins_too_early: _("Pladserne kan først begynde, når valget er slut."),
    PlanProblem.term_ends_before_it_begins: _("Den sidste dag skal ligge efter den første."),
    PlanProblem.no_seats: _("Skriv, hvor mange der skal vælges."),
    PlanProblem.nobody_below: _("Vælg mindst én fra listen."),
    PlanProblem.already_planned: _("Der er allerede et valg i gang her. Vent, til det er slut, eller aflys det."),
    PlanProblem.tie_in_ranking: _("Når man skriver i rækkefølge, må I trække lod, hvis nogen står lige."),
}
STAND_PROBLEM_TEXTS: dict[StandProblem, LazyString] = {
    StandProblem.too_early: _("Man kan ikke stille op endnu."),
    StandProblem.too_late: _("Man kan ikke længere stille op."),
    StandProblem.not_on_roll: _("Personen står ikke på valglisten og kan derfor ikke stille op."),
    StandProblem.adult: _("Kun børn og unge kan stille op her."),
    StandProblem.too_young: _("Man skal være lidt ældre for at sidde her."),
    StandProblem.too_old: _("Man er for gammel til at sidde her, når pladsen begynder."),
    StandProblem.age_unknown: _("Vi kender ikke fødselsåret. Skriv det på profilen først."),
    StandProblem.paper_full: _("Der er ikke plads til flere på stemmesedlen."),
    StandProblem.stands_already: _("Personen stiller allerede op."),
}
REFUSAL_TEXTS: dict[Refusal, LazyString] = {
    Refusal.account_closed: _("Personen har ikke længere en konto."),
    Refusal.moved: _("Personen hører ikke længere til her."),
    Refusal.declined: _("Personen har sagt nej til pladsen."),
}
METHOD_TEXTS: dict[Method, LazyString] = {
    Method.plurality: _("Du sætter ét kryds. Den, der får flest krydser, er valgt."),
    Method.block: _("Du må sætte lige så mange krydser, som der er pladser. De, der får flest, er valgt."),
    Method.instant_runoff: _(
        "Du sætter kandidaterne i rækkefølge. Har ingen over halvdelen, går den ud, der er sidst. "
        "De stemmer går videre til den næste på sedlen. Sådan bliver det ved, til en har over halvdelen."
    ),
    Method.stv: _(
        "Du sætter kandidaterne i rækkefølge. Kan din nummer 1 ikke bruge stemmen, går den videre til din nummer 2. "
        "Derfor er det trygt at skrive den øverst, du helst vil have."
    ),
}
NAME_TAKEN = _("En anden kandidat har det samme navn på sedlen. Skriv noget mere, så I kan kendes fra hinanden.")
NAME_TEXT = _("Skriv et navn med 2 til 60 tegn. Der skal være bogstaver i.")
WORDS_TEXT = _("Teksten er for lang. Skriv højst 600 tegn.")
NUMBERS_IN_TEXT = _("Skriv ikke telefonnummer eller CPR-nummer. Slet det.")
ON_ROLL_ALREADY = _("Personen står allerede på valglisten.")
ADULT_VOTER = _("Kun børn og unge kan stå på valglisten.")
REASON_TEXT = _("Skriv hvorfor, med mindst 5 tegn. Alle, der må stemme, får det at vide.")


def public_label(number: int) -> str:
    """What everybody may call a candidate whose name they may not see: «Kandidat 3»."""
    return gettext("Kandidat %(number)d", number=number)


def hidden_label(number: int) -> str:
    """What stands on the paper while a moderator has hidden the name."""
    return gettext("Kandidat %(number)d (navnet er skjult)", number=number)


def paper_title(election: Election) -> str:
    """What stands at the top of the ballot paper; at most 160 characters."""
    return election_title(election)[:160]


def election_title(election: Election) -> str:
    """«Valg til elevrådet 2027/28: 8.B»; round and constituency must be loaded."""
    if election.from_body is None:
        return election.round.title
    return f"{election.round.title}: {election.from_body.name}"


def voters_text(election: Election) -> str:
    """Who may vote, in words; body and constituency must be loaded."""
    low, high = election.body.ages
    if election.roll_source is RollSource.constituency and election.from_body is not None:
        return gettext("Alle i %(name)s", name=election.from_body.name)
    if election.roll_source is RollSource.below:
        return gettext("Alle elever i klasserne under %(name)s", name=election.body.name)
    if election.roll_source is RollSource.members:
        return gettext("Medlemmerne af %(name)s", name=election.body.name)
    if low is not None and high is not None:
        return gettext("Alle, der fylder %(low)d til %(high)d år i år", low=low, high=high)
    if low is not None:
        return gettext("Alle unge, der fylder mindst %(low)d år i år", low=low)
    return gettext("Alle unge, der højst fylder %(high)d år i år", high=high)
