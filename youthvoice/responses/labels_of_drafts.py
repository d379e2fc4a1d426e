"""The words for drafts: their times, what colleagues say of them, and the ages of those who ask."""

from flask_babel import lazy_gettext as _

from youthvoice.responses.labels import LazyText
from youthvoice.responses.rules.drafts import LONGEST_WAIT, AgeBand, PlanProblem, ReviewState

PLAN_PROBLEM_TEXTS: dict[PlanProblem, LazyText] = {
    PlanProblem.missing: _("Skriv både dag og klokkeslæt."),
    PlanProblem.in_past: _("Vælg et tidspunkt, der ikke er gået."),
    PlanProblem.too_far: _("Vælg en dag inden for %(days)d dage.", days=LONGEST_WAIT.days),
}
REVIEW_LABELS: dict[ReviewState, LazyText] = {
    ReviewState.waiting: _("Venter på en kollega"),
    ReviewState.approved: _("Godkendt"),
    ReviewState.returned: _("Sendt retur"),
    ReviewState.outdated: _("Ændret efter godkendelsen"),
}
REVIEW_KINDS: dict[ReviewState, str] = {
    ReviewState.waiting: "waiting",
    ReviewState.approved: "yes",
    ReviewState.returned: "more",
    ReviewState.outdated: "partly",
}
BAND_LABELS: dict[AgeBand, LazyText] = {
    AgeBand.child: _("under 13 år"),
    AgeBand.younger: _("13-14 år"),
    AgeBand.older: _("15-17 år"),
    AgeBand.grown: _("18 år eller mere"),
    AgeBand.unknown: _("ukendt alder"),
}
QUESTION_CHANGED = _("Den unge har skrevet noget nyt i sit forslag. Læs det, før I svarer.")
NOT_OWED = _("Forslaget er trukket tilbage. Der skal ikke svares.")
