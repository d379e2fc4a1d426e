"""A lesson: the rights of a child, in the child's own words."""

from flask_babel import lazy_gettext as _

from youthvoice.learning.lessons.lesson import Doing, Grade, Lesson, Link, Step

LESSON = Lesson(
    slug="dine-rettigheder",
    icon="shield-check",
    title=_("Dine rettigheder"),
    goal=_("Eleverne ved, at de må sige deres mening. De ved også, at voksne skal lytte og sige hvorfor."),
    grades=(Grade.youngest, Grade.middle),
    minutes=25,
    needs=(
        _("En stor skærm eller siden på papir"),
        _("Syv ark i forskellige farver, ét til hver ret"),
    ),
    steps=(
        Step(
            3, _("Kom i gang"),
            _("Saml klassen, så alle kan se skærmen."),
            _("Nogle ting har alle børn krav på. De gælder, uanset hvor du bor, og hvem du er."),
        ),
        Step(
            7, _("Læs de syv rettigheder"),
            _("Læs én ret ad gangen. Lad klassen sige den med egne ord. Hæng et ark op for hver."),
            _("Hvem kan give et eksempel på den her?"),
        ),
        Step(
            7, _("Find et hjørne"),
            _("Hver elev går hen til den ret, der betyder mest i dag. De taler sammen to og to om hvorfor. Man må gerne skifte plads."),
            _("Der er ikke noget forkert svar. Gå derhen, hvor du synes."),
        ),
        Step(
            5, _("Når en ret ikke bliver holdt"),
            _("Tal om, hvem man kan gå til. Skriv tre voksne på skolen op, som børn kan tale med. Vis 116 111."),
            _("Du må altid sige det til en voksen. Lytter den voksne ikke, så gå til en til."),
        ),
        Step(
            3, _("Slut"),
            _("Hver elev siger én ting, som er værd at huske. Man må sige pas."),
        ),
    ),
    questions=(
        _("Hvornår har en voksen lyttet til dig? Hvad gjorde den voksne?"),
        _("Må en voksen sige nej? Hvad skal den voksne så også gøre?"),
        _("Har man også ret til at tie stille?"),
    ),
    here=(
        Doing(
            _("Vis siden med store bogstaver på skærmen."),
            Link("pages.rights_for_children", _("Dine rettigheder, kort")),
        ),
        Doing(
            _("De ældste kan læse den lange side selv."),
            Link("pages.rights", _("Dine rettigheder")),
        ),
    ),
    not_needed=(
        _("Ingen skal fortælle noget privat. Brug gerne en bog eller en film som eksempel."),
        _("Ingen skal logge ind. Siden kan læses af alle."),
    ),
    terms=("class_meeting", "student_council"),
)  # fmt: skip
