"""Words for those who look after a pool: what it does not pay for, what it lacks, its entries, and why not."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.grants.rules.corrections import InTheWay, WhyNot
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.looking_after import Lack, PoolProblem, RoundProblem, Stricter
from youthvoice.grants.rules.pools import Officer, PoolState

STATE_LABELS: dict[PoolState, LazyString] = {
    PoolState.planned: _("Ikke åbnet endnu"),
    PoolState.open: _("Åben"),
    PoolState.closed: _("Lukket for ansøgninger"),
    PoolState.ended: _("Året er afsluttet"),
}
STATE_KINDS: dict[PoolState, str] = {
    PoolState.planned: "draft",
    PoolState.open: "progress",
    PoolState.closed: "waiting",
    PoolState.ended: "yes",
}
OFFICER_LABELS: dict[Officer, LazyString] = {
    Officer.coordinator: _("Tovholder"),
    Officer.treasurer: _("Økonom"),
}
OFFICER_HINTS: dict[Officer, LazyString] = {
    Officer.coordinator: _("Hjælper dem, der søger. Skriver breve og godkender regnskaber."),
    Officer.treasurer: _("Sørger for, at pengene bliver betalt. Ser som den eneste gruppens konto."),
}
POOL_PROBLEM_TEXTS: dict[PoolProblem, LazyString] = {
    PoolProblem.ends_before_it_begins: _("Den sidste dag skal ligge efter den første."),
    PoolProblem.ages_crossed: _("Den højeste alder skal være lige så høj som den laveste, eller højere."),
    PoolProblem.amounts_crossed: _("Det højeste beløb skal være lige så stort som det laveste, eller større."),
    PoolProblem.name_taken: _("Rådet har en pulje med det navn i det år."),
    PoolProblem.criteria_in_use: _(
        "Rådet har allerede svaret på et af de spørgsmål, du har ændret. Skriv det, som det var. Du kan tilføje nye til sidst."
    ),
}
LACK_TEXTS: dict[Lack, LazyString] = {
    Lack.money: _("Der er ingen penge i puljen."),
    Lack.coordinator: _("Der er ingen tovholder, som unge kan få hjælp af."),
    Lack.treasurer: _("Der er ingen økonom, som kan betale."),
    Lack.rules: _("Der er ingen regler, som et afslag kan pege på."),
    Lack.round: _("Man kan kun søge i runder, og der er ingen runde foran jer."),
}
STRICTER_TEXTS: dict[Stricter, LazyString] = {
    Stricter.higher_lowest: _("Det laveste beløb bliver højere."),
    Stricter.lower_highest: _("Det højeste beløb bliver lavere."),
    Stricter.higher_min_age: _("Den laveste alder bliver højere."),
    Stricter.lower_max_age: _("Den højeste alder bliver lavere."),
    Stricter.more_excluded: _("Der kommer mere, som puljen ikke betaler."),
    Stricter.longer_notice: _("Man skal søge længere tid i forvejen."),
    Stricter.ends_sooner: _("Det, man søger til, skal begynde tidligere."),
    Stricter.only_in_rounds: _("Man kan kun søge i runder."),
}
ROUND_PROBLEM_TEXTS: dict[RoundProblem, LazyString] = {
    RoundProblem.closes_before_it_opens: _("Fristen skal ligge efter den første dag."),
    RoundProblem.decided_before_it_closes: _("Rådet kan først bestemme, når fristen er gået."),
    RoundProblem.overlaps: _("Der er en anden runde på samme tid. Der kan kun være én ad gangen."),
    RoundProblem.name_taken: _("Der er en runde med det navn."),
    RoundProblem.sooner_than_told: _("Runden er begyndt. Nu kan fristen kun blive senere, ikke tidligere."),
    RoundProblem.in_the_past: _("Den tid er gået. Vælg en senere."),
}
KIND_LABELS: dict[EntryKind, LazyString] = {
    EntryKind.allocate: _("Årets penge"),
    EntryKind.adjust_up: _("Flere penge"),
    EntryKind.adjust_down: _("Færre penge"),
    EntryKind.carry_in: _("Ført over fra året før"),
    EntryKind.carry_out: _("Ført over til et senere år"),
    EntryKind.reserve: _("Lagt til side til en ansøgning"),
    EntryKind.release: _("Sat fri igen"),
    EntryKind.grant: _("Bevilget"),
    EntryKind.give_up: _("Opgivet af gruppen"),
    EntryKind.pay: _("Betalt"),
    EntryKind.give_back: _("Betalt tilbage"),
    EntryKind.reuse: _("Kan bevilges igen"),
    EntryKind.close_out: _("Regnskab godkendt"),
    EntryKind.lapse: _("Tilbage til kommunen"),
    EntryKind.lapse_returned: _("Betalt tilbage, nu hos kommunen"),
    EntryKind.reversal: _("Tilbageført"),
}
KIND_ICONS: dict[EntryKind, str] = {
    EntryKind.allocate: "coins",
    EntryKind.adjust_up: "arrow-up",
    EntryKind.adjust_down: "arrow-down",
    EntryKind.carry_in: "forward",
    EntryKind.carry_out: "forward",
    EntryKind.reserve: "pause",
    EntryKind.release: "play",
    EntryKind.grant: "status-yes",
    EntryKind.give_up: "status-withdrawn",
    EntryKind.pay: "send",
    EntryKind.give_back: "reply",
    EntryKind.reuse: "play",
    EntryKind.close_out: "badge-check",
    EntryKind.lapse: "building-2",
    EntryKind.lapse_returned: "building-2",
    EntryKind.reversal: "undo-2",
}
WHY_NOT_TEXTS: dict[WhyNot, LazyString] = {
    WhyNot.undone: _("Posten er allerede ført tilbage."),
    WhyNot.reversal: _("Det er en tilbageførsel. Den kan ikke føres tilbage. Lav en ny post i stedet."),
    WhyNot.ended: _("Puljens år er afsluttet. Der kan ikke flyttes flere penge."),
    WhyNot.motion: _("Posten kommer fra rådets afstemning. Ret den dér."),
    WhyNot.award: _(
        "Posten kommer fra rådets svar til gruppen. Den kan kun ændres, hvis gruppen giver pengene fra sig."
    ),
    WhyNot.payment: _("Posten kommer fra en betaling. Ret den under gruppens betalinger."),
    WhyNot.accounts: _("Posten kommer fra gruppens regnskab. Ret den dér."),
    WhyNot.year_end: _("Posten hører til årets afslutning. Den kan ikke føres tilbage."),
}
IN_THE_WAY_TEXTS: dict[InTheWay, LazyString] = {
    InTheWay.open: _("Puljen er stadig åben. Luk den for ansøgninger først."),
    InTheWay.waiting: _("Der er ansøgninger, som ikke har fået svar."),
    InTheWay.reserved: _("Der er penge, som rådet har lagt til side til ansøgninger."),
    InTheWay.granted: _("Der er bevilget penge, som ikke er betalt."),
    InTheWay.paid: _("Der er betalt penge, som ikke er gjort op i et regnskab."),
}
