"""A lesson: how a proposal is carried from the class to the municipality."""

from flask_babel import lazy_gettext as _

from youthvoice.learning.lessons.lesson import Doing, Grade, Lesson, Link, Step

LESSON = Lesson(
    slug="baer-videre",
    icon="route",
    title=_("Bær et forslag videre"),
    goal=_("Eleverne kender vejen fra klassen til kommunen. De ved, hvem der har forslaget lige nu."),
    grades=(Grade.middle, Grade.oldest),
    minutes=35,
    needs=(
        _("Fire store ark: klassen, elevrådet, Det Fælles Elevråd og kommunen"),
        _("Et forslag på en seddel"),
        _("Tape eller en snor, så I kan vise vejen"),
    ),
    steps=(
        Step(
            5, _("Hæng vejen op"),
            _("Sæt de fire ark op med god plads. Læs sedlen højt på det første ark."),
            _("Det her er en idé fra en klasse. Hvem kan gøre den til noget?"),
        ),
        Step(
            8, _("Hvem bestemmer hvad?"),
            _("Klassen lægger ti ting ud på arkene. Det kan være en cykelsti, en ny bold, frikvarteret og maden i sportshallen."),
            _("Skal det helt op i kommunen? Eller kan skolen selv?"),
        ),
        Step(
            14, _("Spil vejen"),
            _("Fire grupper er hver sit led. Sedlen går fra ark til ark. Hvert led stemmer, skriver sin grund på bagsiden og bærer den videre. Ingen må rette i ordene på forsiden."),
            _("Hvad vil I lægge til? Skriv det på bagsiden. Forsiden er den andens ord."),
        ),
        Step(
            4, _("Når et led siger nej"),
            _("Spil det igen, hvor elevrådet siger nej. Hvad skal klassen have at vide?"),
            _("Man har krav på en grund, også når den kommer fra andre elever."),
        ),
        Step(
            4, _("Se hele vejen"),
            _("Læs bagsiden op. Spørg, om forslaget er blevet stærkere på vejen."),
            _("Hvad ville du sige til dem, der skrev det først?"),
        ),
    ),
    questions=(
        _("Hvorfor må man ikke rette i de ord, der stod der først?"),
        _("Er et forslag stærkere, når flere har sagt ja til det?"),
        _("Hvad gør man, hvis det går i stå hos nogen?"),
    ),
    here=(
        Doing(_("Har rådet sagt ja, så tryk på «Bær videre» på forslagets side. Så står det på det næste råds dagsorden.")),
        Doing(
            _("På hvert forslag kan I se, hvad der er sket, og hvem der har det nu."),
            Link("proposals.list_proposals", _("Se alle forslag")),
        ),
    ),
    not_needed=(
        _("Et forslag fra klassen har klassens navn. Ingen børn bliver nævnt."),
        _("Ingen skal have en konto for at være med i spillet eller for at følge vejen."),
    ),
    terms=("carry_on", "joint_student_council", "youth_council", "assembly"),
)  # fmt: skip
