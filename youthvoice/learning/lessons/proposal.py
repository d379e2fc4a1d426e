"""A lesson: from a wish to a proposal that can be answered."""

from flask_babel import lazy_gettext as _

from youthvoice.learning.lessons.lesson import Doing, Grade, Lesson, Link, Step

LESSON = Lesson(
    slug="skriv-et-forslag",
    icon="pencil-line",
    title=_("Skriv et forslag sammen"),
    goal=_("Eleverne kan gøre et ønske til et forslag, som en voksen kan sige ja eller nej til."),
    grades=(Grade.middle, Grade.oldest),
    minutes=45,
    needs=(
        _("Papir til hver gruppe"),
        _("En skærm til hver gruppe, hvis I vil skrive det ind med det samme"),
    ),
    steps=(
        Step(
            5, _("Fra ønske til forslag"),
            _("Skriv et ønske på tavlen: «Skolen skal være sjovere.» Spørg, om man kan sige ja til det."),
            _("Man kan ikke svare på det, før man ved, hvad der skal ske. Hvad mangler vi at vide?"),
        ),
        Step(
            10, _("Vælg noget, I vil lave om"),
            _("Grupper på tre eller fire. Alle skriver tre ting, de vil have lavet om. Gruppen vælger én."),
            _("Vælg noget, som andre end jer får glæde af."),
        ),
        Step(
            15, _("Skriv"),
            _("Gruppen svarer på tre ting: Hvad skal der ske? Hvorfor? Og hvem gælder det for? Fem linjer er nok."),
            _("Skriv, som I taler. Hvad er der nu, og hvad skal der være?"),
        ),
        Step(
            10, _("Byt, og spørg"),
            _("To grupper bytter tekst. De stiller to spørgsmål til den. Så retter man sin egen."),
            _("Led efter det, du ikke forstår. Vær god mod teksten."),
        ),
        Step(
            5, _("Hvor skal det hen?"),
            _("Er det klassen, skolen eller kommunen, der kan gøre noget ved det? Skriv det på arket."),
            _("Det er en god start at sende det til dem, der kan sige ja."),
        ),
    ),
    questions=(
        _("Hvem bliver glad for jeres forslag? Hvem kan være imod?"),
        _("Hvad koster det i penge, tid eller plads?"),
        _("Hvad vil I sige, hvis svaret er nej?"),
    ),
    here=(
        Doing(
            _("En elev med sin egen konto kan skrive for gruppen. De andre kan blive inviteret til at skrive med."),
            Link("proposals.write", _("Skriv et forslag")),
        ),
        Doing(
            _("Se, om nogen har skrevet det samme før jer. Så kan I støtte det."),
            Link("proposals.list_proposals", _("Se alle forslag")),
        ),
        Doing(_("Har ingen en konto? Så tag forslaget med til et klassemøde.")),
    ),
    not_needed=(
        _("Ingen skal have en konto. Papir er lige så godt."),
        _("Skriv ikke navne på elever eller lærere i teksten."),
    ),
    terms=("proposal", "class_meeting"),
)  # fmt: skip
