"""A lesson: making a decision, counting votes, and giving a good reason."""

from flask_babel import lazy_gettext as _

from youthvoice.learning.lessons.lesson import Doing, Grade, Lesson, Link, Step

LESSON = Lesson(
    slug="tag-en-beslutning",
    icon="scale",
    title=_("Tag en beslutning"),
    goal=_("Eleverne kan stemme for, imod eller lade være. De kan give en grund, som andre kan forstå."),
    grades=(Grade.middle, Grade.oldest),
    minutes=30,
    needs=(
        _("Ét forslag, som klassen kender"),
        _("Tre skilte: for, imod og stemmer ikke"),
    ),
    steps=(
        Step(
            5, _("Læs forslaget"),
            _("Læs det højt to gange. Spørg, om alle ved, hvad et ja vil betyde."),
            _("Vi taler ikke om, hvem der har skrevet det. Vi taler om, hvad der står."),
        ),
        Step(
            8, _("Find grunde"),
            _("To og to finder én grund for og én grund imod. Skriv dem op i to rækker."),
            _("En god grund kan andre tjekke. «Det er dumt» er ikke en grund. «Der er ikke lys på vejen» er en."),
        ),
        Step(
            5, _("Hvad er en god grund?"),
            _("Sæt en streg under de tre bedste. Spørg: Er den sand? Handler den om sagen? Kan den, der er uenig, forstå den?"),
            _("Man må gerne skifte mening, når man hører en god grund."),
        ),
        Step(
            6, _("Stem"),
            _("Eleverne går hen til et skilt. Tæl højt: for, imod og stemmer ikke. Tallene skal passe med, hvor mange I er."),
            _("Det er helt i orden ikke at stemme. Det tæller vi også."),
        ),
        Step(
            6, _("Skriv, hvad I besluttede"),
            _("Skriv beslutningen, de tre tal og den vigtigste grund. Blev det et nej, så skriv hvorfor til den, der kom med det."),
            _("Ville du kunne forstå svaret, hvis det var dit forslag?"),
        ),
    ),
    questions=(
        _("Er det altid bedst at gøre det, de fleste vil? Hvad med de få?"),
        _("Hvornår er det klogt at vente med at stemme?"),
        _("Hvordan siger man nej, så den anden stadig har lyst til at komme igen?"),
    ),
    here=(
        Doing(
            _("Under «Råd» får hvert punkt på et møde sin egen beslutning: ja, nej eller vent."),
            Link("councils.list_bodies", _("Se, hvad rådene har besluttet")),
        ),
        Doing(_("Skriv tallene for, imod og undlod. Skriv også grunden. Et nej uden grund kan ikke gemmes.")),
    ),
    not_needed=(
        _("Der bliver kun gemt tal. Ingen kan se, hvad den enkelte stemte."),
        _("Er det svært at vise sin mening? Så stem med sedler."),
    ),
    terms=("decision", "abstain", "quorum"),
)  # fmt: skip
