"""A lesson: choosing who speaks for the class in the student council."""

from flask_babel import lazy_gettext as _

from youthvoice.learning.lessons.lesson import Doing, Grade, Lesson, Link, Step

LESSON = Lesson(
    slug="vaelg-til-elevraadet",
    icon="vote",
    title=_("Vælg til elevrådet"),
    goal=_("Klassen vælger sine medlemmer og suppleanter på en måde, som alle synes er fair."),
    grades=(Grade.youngest, Grade.middle, Grade.oldest),
    minutes=40,
    needs=(
        _("Sedler til at stemme med"),
        _("En kasse til sedlerne"),
        _("To elever, der tæller med dig, og som ikke stiller op"),
    ),
    steps=(
        Step(
            8, _("Hvad laver elevrådet?"),
            _("Fortæl, hvad elevrådet har arbejdet med. Lad en, der har siddet der, fortælle om det."),
            _("Vi skal vælge to, der taler for os, og to, der er klar, hvis en er syg."),
        ),
        Step(
            8, _("Hvad skal man kunne?"),
            _("Klassen laver en liste på tavlen. Hold den på det, man gør, og ikke på, hvem man er."),
            _("Man skal ikke kende flest. Man skal lytte og sige det, klassen mener."),
        ),
        Step(
            9, _("Hvem stiller op?"),
            _("Alle må stille op, og ingen skal. Hver får ét minut til at sige hvorfor. Man må læse op."),
            _("Klap af alle. Det er modigt at stille op."),
        ),
        Step(
            10, _("Stem i fred"),
            _("Hver elev skriver to navne på sin seddel og folder den. Tæl to gange. Er der lige mange, så træk lod."),
            _("Din stemme er hemmelig. Du skal ikke sige til nogen, hvad du skrev."),
        ),
        Step(
            5, _("Sig tak"),
            _("Sig, hvem der blev valgt. Sig ikke, hvor mange stemmer hver fik. Riv sedlerne i stykker."),
            _("Tak til alle, der stillede op. Nu er det jeres job at hjælpe dem, I valgte."),
        ),
    ),
    questions=(
        _("Skal man mene det samme som klassen, når man er valgt?"),
        _("Hvordan får vi at vide, hvad elevrådet taler om?"),
        _("Hvad gør vi, hvis en af dem, vi valgte, vil stoppe?"),
    ),
    here=(
        Doing(
            _("Under «Råd» kan alle se, hvem der sidder i elevrådet, og hvor længe."),
            Link("councils.list_bodies", _("Se rådene")),
        ),
        Doing(_("En tovholder skriver de valgte ind. Har I ingen tovholder, så spørg skolens kontor.")),
        Doing(
            _("Slå de svære ord op."),
            Link("learning.dictionary", _("Se ordbogen")),
        ),
    ),
    not_needed=(
        _("Ingen skal sige, hvem de har stemt på."),
        _("Kun de valgte behøver en plads i YouthVoice. De vises med et dæknavn, hvis de vil."),
    ),
    terms=("student_council", "substitute", "term_of_office"),
)  # fmt: skip
