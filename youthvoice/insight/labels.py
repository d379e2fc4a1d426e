"""The words for every figure, and its column in the file that can be downloaded (which never changes)."""

from flask_babel import lazy_gettext as _

from youthvoice.insight.rules import Measure
from youthvoice.insight.rules.measures import REASONS
from youthvoice.responses.labels import OUTCOME_LABELS, PROMISE_LABELS, REASON_LABELS, LazyText
from youthvoice.responses.rules.answers import Outcome
from youthvoice.responses.rules.follow_up import PromiseState

LABELS: dict[Measure, LazyText] = {
    Measure.asked: _("Sendt til kommunen"),
    Measure.answered: _("Besvaret"),
    Measure.withdrawn: _("Trukket tilbage"),
    Measure.median_days: _("Dage til svar"),
    Measure.on_time: _("Svar til tiden"),
    Measure.overdue: _("Over fristen nu"),
    Measure.long_overdue: _("Langt over fristen nu"),
    Measure.extended: _("Fristen flyttet"),
    Measure.yes: OUTCOME_LABELS[Outcome.yes],
    Measure.partly: OUTCOME_LABELS[Outcome.partly],
    Measure.no: OUTCOME_LABELS[Outcome.no],
    Measure.passed_on: OUTCOME_LABELS[Outcome.passed_on],
    **{measure: REASON_LABELS[reason] for found in REASONS.values() for reason, measure in found.items()},
    Measure.understood: _("Forstod svaret"),
    Measure.taken_seriously: _("Blev taget alvorligt"),
    Measure.reopened: _("Svaret igen"),
    Measure.promises: _("Løfter"),
    Measure.kept: PROMISE_LABELS[PromiseState.kept],
    Measure.under_way: PROMISE_LABELS[PromiseState.under_way],
    Measure.late: PROMISE_LABELS[PromiseState.late],
    Measure.broken: PROMISE_LABELS[PromiseState.broken],
}
MEANINGS: dict[Measure, LazyText] = {
    Measure.asked: _("Så mange forslag fik kommunen det år. Vi går efter den dag, forslaget blev sendt."),
    Measure.answered: _("Så mange fik deres første svar det år. Et svar er ja, delvist ja, nej eller sendt videre."),
    Measure.withdrawn: _("Nogle tager deres forslag tilbage, før der er kommet et svar. De er kun talt med her."),
    Measure.median_days: _(
        "Vi stiller alle svar i en række efter, hvor mange dage de tog. Det midterste svar er tallet. Halvdelen gik "
        "hurtigere. Dage, hvor kommunen ventede på den unge, er trukket fra."
    ),
    Measure.on_time: _(
        "Kom svaret, før fristen var gået? Så er det til tiden. Et svar, der mangler, er for sent, så snart "
        "fristen er gået. Det hører til det år, hvor fristen løb ud."
    ),
    Measure.overdue: _("Så mange venter i dag, selv om fristen er gået. Det er talt op i dag, så det er kun for i år."),
    Measure.long_overdue: _("De har ventet mere end dobbelt så længe, som fristen siger. De er også talt med ovenfor."),
    Measure.extended: _("Kommunen kan flytte en frist én gang. Den skal sige hvorfor. Her ser du, hvor tit det sker."),
    Measure.yes: _("Vi går efter det nyeste svar på hvert forslag. De fire tal er 100 procent tilsammen."),
    Measure.no_budget: _("Hvert nej skal have en grund. Vi viser, hvor stor en del af alle nej der har den grund."),
    Measure.understood: _("Den, der får et svar, bliver spurgt: Forstod du svaret? Så mange sagde ja."),
    Measure.taken_seriously: _("De bliver også spurgt: Blev du taget alvorligt? Så mange sagde ja."),
    Measure.reopened: _("Når et svar ikke er til at forstå, skal kommunen svare igen. Det kan ske én gang."),
    Measure.promises: _(
        "Et ja er et løfte. De unge siger selv, om det blev holdt. Er dagen gået, uden at det er gjort, er det forsinket."
    ),
}
"""How each is counted, for the page «Sådan tæller vi»."""

COLUMNS: dict[Measure, str] = {
    Measure.asked: "sendt",
    Measure.answered: "besvaret",
    Measure.withdrawn: "trukket_tilbage",
    Measure.median_days: "dage_til_svar_median",
    Measure.on_time: "til_tiden_pct",
    Measure.overdue: "over_fristen_nu",
    Measure.long_overdue: "langt_over_fristen_nu",
    Measure.extended: "frist_flyttet",
    Measure.yes: "ja_pct",
    Measure.partly: "delvist_pct",
    Measure.no: "nej_pct",
    Measure.passed_on: "sendt_videre_pct",
    Measure.no_law_or_rules: "nej_lov_pct",
    Measure.no_budget: "nej_penge_pct",
    Measure.no_not_our_decision: "nej_andre_bestemmer_pct",
    Measure.no_safety: "nej_sikkerhed_pct",
    Measure.no_already_exists: "nej_findes_allerede_pct",
    Measure.no_other_peoples_rights: "nej_andres_rettigheder_pct",
    Measure.no_time: "nej_tid_pct",
    Measure.partly_law_or_rules: "delvist_lov_pct",
    Measure.partly_budget: "delvist_penge_pct",
    Measure.partly_not_our_decision: "delvist_andre_bestemmer_pct",
    Measure.partly_safety: "delvist_sikkerhed_pct",
    Measure.partly_already_exists: "delvist_findes_allerede_pct",
    Measure.partly_other_peoples_rights: "delvist_andres_rettigheder_pct",
    Measure.partly_time: "delvist_tid_pct",
    Measure.understood: "forstod_svaret_pct",
    Measure.taken_seriously: "taget_alvorligt_pct",
    Measure.reopened: "svaret_igen",
    Measure.promises: "loefter",
    Measure.kept: "loefter_holdt_pct",
    Measure.under_way: "loefter_i_gang_pct",
    Measure.late: "loefter_forsinket_pct",
    Measure.broken: "loefter_ikke_holdt_pct",
}
YEAR_TABLE: tuple[Measure, ...] = tuple(
    measure for measure in Measure if not measure.value.startswith(("no_", "partly_"))
)
"""What stands in the table year by year: everything but the reasons."""
