"""A lesson: a class meeting on the big screen."""

from flask_babel import lazy_gettext as _

from youthvoice.learning.lessons.lesson import Doing, Grade, Lesson, Link, Step

LESSON = Lesson(
    slug="klassemoede",
    icon="presentation",
    title=_("Klassemøde på den store skærm"),
    goal=_("Klassen finder én idé, som alle har haft en chance for at tale om, og sender den til elevrådet."),
    grades=(Grade.youngest, Grade.middle),
    minutes=30,
    needs=(
        _("En stor skærm, hvor du er logget ind"),
        _("Stole i en ring"),
        _("Nogle tablets, hvis I vil bruge dem. Ellers tæller I hænder."),
    ),
    steps=(
        Step(
            3, _("Sæt jer i en ring"),
            _("Alle skal kunne se hinanden og skærmen. Sig, hvad mødet skal ende med."),
            _("I dag bestemmer I, hvad klassen vil sende videre. Alle må sige noget. Man må også sige pas."),
        ),
        Step(
            6, _("Tænk først, og tal så"),
            _("Alle tænker stille i ét minut. Så taler de sammen to og to."),
            _("Hvad kunne gøre en dag på skolen bedre for jer og for andre?"),
        ),
        Step(
            9, _("Saml idéer"),
            _("Skriv én idé ad gangen på skærmen. Brug barnets egne ord. Skriv ikke, hvem der sagde den."),
            _("Fortæl idéen kort. Vi siger ikke ja eller nej endnu."),
        ),
        Step(
            7, _("Tæl hænder"),
            _("Læs alle idéer højt. Tæl hænder for hver af dem, og skriv tallet. Alle må stemme på to."),
            _("Ræk hånden op for det, du synes, vi skal arbejde for. Luk øjnene, hvis det er rart."),
        ),
        Step(
            5, _("Send den videre"),
            _("Læs den idé, der fik flest hænder. Spørg, om ordene passer. Send den til elevrådet i klassens navn."),
            _("Nu er det hele klassens idé. Elevrådet skal svare os."),
        ),
    ),
    questions=(
        _("Hvem fik ikke sagt noget? Hvordan kan de komme med næste gang?"),
        _("Hvad gør vi med de idéer, der ikke blev valgt?"),
        _("Kan en idé være god, selv om få stemte for den?"),
    ),
    here=(
        Doing(
            _("Find klassens side under «Råd», og tryk på «Hold klassemøde». Så åbner den store skærm."),
            Link("councils.list_bodies", _("Find klassen")),
        ),
        Doing(_("Skriv idéerne, tæl hænderne, og send én idé til elevrådet.")),
        Doing(_("Se bagefter under «Råd», hvad elevrådet siger.")),
    ),
    not_needed=(
        _("Ingen navne. Skærmen viser kun idéer og tal."),
        _("Ingen konto. Bruger I tablets, skriver børnene kun mødets kode."),
    ),
    terms=("class_meeting", "decision", "carry_on"),
)  # fmt: skip
