"""A lesson: reading an answer, and judging whether it is a good one."""

from flask_babel import lazy_gettext as _

from youthvoice.learning.lessons.lesson import Doing, Grade, Lesson, Link, Step

LESSON = Lesson(
    slug="laes-et-svar",
    icon="message-square-text",
    title=_("Læs et svar, og vurdér det"),
    goal=_("Eleverne kan finde grunden i et svar. De kan sige, om svaret er godt nok, og hvad de selv kan gøre nu."),
    grades=(Grade.middle, Grade.oldest),
    minutes=40,
    needs=(
        _("To svar fra YouthVoice på skærm eller papir, gerne et ja og et nej"),
        _("To farver at strege under med"),
    ),
    steps=(
        Step(
            5, _("Gæt først"),
            _("Læs kun forslaget. Lad klassen gætte, hvad kommunen siger, og hvorfor."),
            _("Hvad ville du svare, hvis det var dig, der skulle?"),
        ),
        Step(
            10, _("Læs svaret"),
            _("To og to læser svaret. Streg under det, der er svaret, med den ene farve. Brug den anden til grunden."),
            _("Find den ene linje, hvor de siger ja eller nej."),
        ),
        Step(
            12, _("Vurdér svaret"),
            _("Giv en, to eller tre prikker for hver af fire ting: Er det klart? Er der en grund? Står der, hvad der sker nu? Er der én, man kan tale med?"),
            _("Et nej kan være et godt svar. Et ja kan være et dårligt. Se på, hvordan de siger det."),
        ),
        Step(
            8, _("Skriv et bedre svar"),
            _("Tag det sted, der fik færrest prikker. Skriv det om, så en elev i fjerde klasse kan forstå det."),
            _("Brug korte ord. Sig det vigtigste først."),
        ),
        Step(
            5, _("Hvad nu?"),
            _("Tal om, hvad man kan gøre med svaret: spørge, skrive et nyt forslag eller gå til sit elevråd."),
            _("Du må gerne være uenig. Så sig hvorfor, og spørg igen."),
        ),
    ),
    questions=(
        _("Hvad er forskel på en grund og en undskyldning?"),
        _("Hvad gør det ved en, når man får et nej uden en grund?"),
        _("Hvem ellers burde kommunen have spurgt?"),
    ),
    here=(
        Doing(
            _("Find et forslag, der fik et nej."),
            Link("proposals.list_proposals", _("Se forslag, der fik nej"), {"status": "no"}),
        ),
        Doing(
            _("Find et, der fik et ja."),
            Link("proposals.list_proposals", _("Se forslag, der fik ja"), {"status": "yes"}),
        ),
        Doing(
            _("Læs, hvad man kan gøre, når svaret ikke kommer."),
            Link("pages.rights", _("Dine rettigheder")),
        ),
    ),
    not_needed=(
        _("Ingen skal logge ind. Alle svar kan læses af alle."),
        _("Tal om svaret, og ikke om den unge, der skrev forslaget."),
    ),
    terms=("proposal", "consultation"),
)  # fmt: skip
