"""The words of everyday democracy, each explained in one to three short sentences.

They stand in core because every room's templates may need one: ``explain('quorum')`` (core/macros/explain.html). The
dictionary (learning) lists them all. Keys are the identifiers of the glossary; anchors are Danish, as addresses are.
"""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class Term:
    """One word: its place in the dictionary, the question it answers, and the answer in plain words."""

    anchor: str
    word: LazyString
    title: LazyString
    text: LazyString


TERMS: dict[str, Term] = {
    "abstain": Term(
        "undlade-at-stemme", _("Undlade at stemme"), _("Hvad betyder det at undlade at stemme?"),
        _("Så siger du hverken ja eller nej. Det er helt i orden. Det bliver talt for sig."),
    ),
    "accounts": Term(
        "regnskab", _("Regnskab"), _("Hvad er et regnskab?"),
        _("Et regnskab viser, hvad I brugte pengene til. Hvert køb står på sin egen linje. Til sidst kan man se, om der er penge til overs."),
    ),
    "agenda": Term(
        "dagsorden", _("Dagsorden"), _("Hvad er en dagsorden?"),
        _("Det er en liste over det, mødet skal handle om. Alle får den før mødet. Så kan man nå at tænke sig om."),
    ),
    "approve_minutes": Term(
        "godkende-referat", _("Godkende et referat"), _("Hvad betyder det at godkende et referat?"),
        _("Rådet læser referatet og siger, om det er rigtigt. Er der en fejl, bliver den rettet. Så gælder det."),
    ),
    "assembly": Term(
        "bytinget", _("Bytinget"), _("Hvad er Bytinget?"),
        _("Det er et stort møde for børn og unge én gang om året. Her taler de om forslag med dem, der bestemmer."),
    ),
    "carry_on": Term(
        "baere-videre", _("Bære videre"), _("Hvad betyder det at bære et forslag videre?"),
        _("Rådet siger ja til et forslag og sender det til næste led. Det kan være fra en klasse til elevrådet. Dine egne ord følger med hele vejen."),
    ),
    "chair": Term(
        "forperson", _("Forperson"), _("Hvad laver en forperson?"),
        _("Forpersonen leder mødet og sørger for, at alle får ordet. Man kan også sige formand. Forpersonens stemme er ikke mere værd end din."),
    ),
    "class_meeting": Term(
        "klassemoede", _("Klassemøde"), _("Hvad er et klassemøde?"),
        _("Klassen taler om det, der skal laves om. Alle må komme med idéer. Til sidst vælger klassen, hvad den vil sende videre."),
    ),
    "committee": Term(
        "udvalg", _("Udvalg"), _("Hvad er et udvalg?"),
        _("Det er en lille gruppe, der arbejder med ét emne. Det kan være skole eller fritid. Både råd og politikere har udvalg."),
    ),
    "conflict_of_interest": Term(
        "inhabil", _("Inhabil"), _("Hvad betyder det at være inhabil?"),
        _("Så er du for tæt på sagen til at være med. Det kan være din egen idé eller din vens. Derfor må du ikke stemme om den."),
    ),
    "consultation": Term(
        "hoering", _("Høring"), _("Hvad er en høring?"),
        _("Før kommunen beslutter noget, kan den spørge, hvad folk mener. Det hedder en høring. Du må også svare."),
    ),
    "coordinator": Term(
        "tovholder", _("Tovholder"), _("Hvad laver en tovholder?"),
        _("Det er en voksen, der hjælper rådet. Det kan være en lærer. Tovholderen må ikke stemme."),
    ),
    "decision": Term(
        "beslutning", _("Beslutning"), _("Hvad er en beslutning?"),
        _("Det er det, rådet bliver enigt om eller stemmer sig frem til. Det kan være ja, nej eller vent. Det bliver skrevet ned."),
    ),
    "deputy_chair": Term(
        "naestforperson", _("Næstforperson"), _("Hvad laver en næstforperson?"),
        _("En næstforperson er nummer to. Hun eller han leder mødet, når den første er væk."),
    ),
    "electoral_roll": Term(
        "valgliste", _("Valgliste"), _("Hvad er en valgliste?"),
        _("Det er en liste over alle, der må stemme. Den bliver låst, når man kan stemme. Mangler du, så sig det før."),
    ),
    "fund": Term(
        "pulje", _("Pulje"), _("Hvad er en pulje?"),
        _("Det er penge, der er lagt til side til noget bestemt. Man søger om en del af dem. Unge i et råd bestemmer, hvem der får."),
    ),
    "grant": Term(
        "bevilling", _("Bevilling"), _("Hvad er en bevilling?"),
        _("Det er et ja til penge. Der står, hvor mange I får, og hvad I må bruge dem til."),
    ),
    "joint_student_council": Term(
        "det-faelles-elevraad", _("Det Fælles Elevråd"), _("Hvad er Det Fælles Elevråd?"),
        _("Her mødes elever fra alle kommunens skoler. Hver skole sender nogle fra sit elevråd. De taler om det, der gælder mere end én skole."),
    ),
    "minutes": Term(
        "referat", _("Referat"), _("Hvad er et referat?"),
        _("Her står det, mødet kom frem til. Der står også, hvem der gør hvad. Så kan alle læse det bagefter."),
    ),
    "nomination": Term(
        "opstilling", _("Opstilling"), _("Hvad er en opstilling?"),
        _("Det er den tid, hvor man siger, at man gerne vil vælges. Den, der gør det, er kandidat. Alle, der må stemme, må stille op."),
    ),
    "proposal": Term(
        "forslag", _("Forslag"), _("Hvad er et forslag?"),
        _("Det er en idé til noget, der skal laves om. Du skriver, hvad der skal ske, og hvorfor. Den, der får det, skal svare dig."),
    ),
    "quorum": Term(
        "beslutningsdygtig", _("Beslutningsdygtig"), _("Hvad betyder beslutningsdygtig?"),
        _("Et råd er beslutningsdygtigt, når nok af dem, der sidder i det, er med til mødet. Er der for få, må de godt tale sammen. Men de kan ikke beslutte noget."),
    ),
    "reserved": Term(
        "reserveret", _("Reserveret"), _("Hvad betyder reserveret?"),
        _("Så er pengene lagt til side, mens rådet stemmer. Ingen andre kan få dem imens. Bliver det et nej, er de fri igen."),
    ),
    "rules_of_procedure": Term(
        "forretningsorden", _("Forretningsorden"), _("Hvad er en forretningsorden?"),
        _("Det er de regler, rådet selv har lavet for sine møder. Der står, hvordan man får ordet. Der står også, hvordan man stemmer."),
    ),
    "secretary": Term(
        "sekretaer", _("Sekretær"), _("Hvad laver en sekretær?"),
        _("Sekretæren skriver ned, hvad mødet kommer frem til. Det kan være en ny fra gang til gang."),
    ),
    "student_council": Term(
        "elevraad", _("Elevråd"), _("Hvad er et elevråd?"),
        _("Elevrådet taler for alle elever på skolen. Hver klasse vælger nogle, der skal sidde i det. De siger til skolen, hvad eleverne mener."),
    ),
    "substitute": Term(
        "suppleant", _("Suppleant"), _("Hvad er en suppleant?"),
        _("Det er en, der er klar til at tage en plads. Er et medlem sygt, eller holder det op, så er det suppleantens tur."),
    ),
    "term_of_office": Term(
        "valgperiode", _("Valgperiode"), _("Hvad er en valgperiode?"),
        _("Det er den tid, man er valgt for. Det kan være et skoleår. Når tiden er gået, skal der vælges igen."),
    ),
    "voucher": Term(
        "kvittering", _("Kvittering"), _("Hvad er en kvittering?"),
        _("Det er den seddel, man får i en butik. Der står, hvad I købte, og hvad det kostede. Gem den, for den skal med i jeres regnskab."),
    ),
    "youth_council": Term(
        "ungeraad", _("Ungeråd"), _("Hvad er et ungeråd?"),
        _("I et ungeråd sidder unge fra hele kommunen. De siger til politikerne, hvad unge mener. Man sidder der kun en tid, så andre også kan få en plads."),
    ),
}  # fmt: skip
