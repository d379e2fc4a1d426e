"""A lesson: a student council's meeting, with agenda and minutes."""

from flask_babel import lazy_gettext as _

from youthvoice.learning.lessons.lesson import Doing, Grade, Lesson, Link, Step

LESSON = Lesson(
    slug="elevraadsmoede",
    icon="list-checks",
    title=_("Hold et elevrådsmøde"),
    goal=_("Rådet kan holde et møde med dagsorden og referat, hvor alle ved, hvad der skal ske bagefter."),
    grades=(Grade.middle, Grade.oldest),
    minutes=45,
    needs=(
        _("En dagsorden, som alle har fået før mødet"),
        _("En computer eller en tablet til den, der skriver"),
        _("Et ur, som alle kan se"),
    ),
    steps=(
        Step(
            5, _("Åbn mødet"),
            _("Forpersonen byder velkommen. Rådet finder en, der skriver, og en, der holder øje med tiden. Tæl, om I er nok."),
            _("Er vi nok til at beslutte noget i dag?"),
        ),
        Step(
            5, _("Ret dagsordenen"),
            _("Læs punkterne højt. Tag det vigtigste først. Flyt noget til næste gang, hvis der er for meget."),
            _("Er der noget, vi mangler? Hvor lang tid må hvert punkt tage?"),
        ),
        Step(
            20, _("Tag ét punkt ad gangen"),
            _("Den, der har punktet, fortæller kort. Så går ordet rundt. Til sidst siger forpersonen, hvad I er enige om."),
            _("Nu hører vi først dem, der ikke har sagt noget."),
        ),
        Step(
            10, _("Beslut, og del ud"),
            _("Til hvert punkt skriver I, hvad I vil, hvem der gør det, og hvornår det er gjort."),
            _("Hvem gør det? Hvornår hører vi fra dig?"),
        ),
        Step(
            5, _("Luk mødet"),
            _("Læs referatet højt, så alle kan rette i det. Find dagen for det næste møde."),
            _("Hvad vil du fortælle din klasse i morgen?"),
        ),
    ),
    questions=(
        _("Fik alle ordet? Hvordan kan forpersonen hjælpe dem, der er stille?"),
        _("Hvorfor er det godt at skrive ned, hvad man har besluttet?"),
        _("Hvad skal voksne gøre, og hvad skal de lade være med?"),
    ),
    here=(
        Doing(
            _("Under «Råd» laver I mødet og skriver dagsordenen. Alle medlemmer kan sætte et punkt på."),
            Link("councils.list_bodies", _("Find jeres elevråd")),
        ),
        Doing(_("Skriv referatet dér, mens I holder mødet. I kan også få det på papir.")),
        Doing(_("Godkend referatet på det næste møde. Så kan klasserne læse det.")),
    ),
    not_needed=(
        _("Skriv ikke i referatet, hvem der sagde hvad. Skriv, hvad I besluttede."),
        _("Tal ikke om enkelte elever. Går noget ud over et barn, så tag det med en voksen."),
    ),
    terms=("agenda", "minutes", "quorum", "chair", "approve_minutes"),
)  # fmt: skip
