"""The words for topics and paces."""

from flask_babel import lazy_gettext

from youthvoice.notifications.rules import NewsTopic, Pace

TOPIC_LABELS = {
    NewsTopic.own: lazy_gettext("Dine forslag"),
    NewsTopic.following: lazy_gettext("Forslag, du følger eller støtter"),
    NewsTopic.comments: lazy_gettext("Kommentarer"),
    NewsTopic.councils: lazy_gettext("Råd og møder"),
    NewsTopic.votes: lazy_gettext("Valg og afstemninger"),
    NewsTopic.grants: lazy_gettext("Penge fra en pulje"),
    NewsTopic.assembly: lazy_gettext("Bytinget"),
    NewsTopic.hearings: lazy_gettext("Høringer"),
    NewsTopic.safety: lazy_gettext("Skjulte tekster og anmeldelser"),
    NewsTopic.duties: lazy_gettext("Opgaver på arbejdet"),
    NewsTopic.alarms: lazy_gettext("En ung kan have brug for hjælp"),
}
TOPIC_HINTS = {
    NewsTopic.own: lazy_gettext("Når dit forslag når frem, får svar eller går videre."),
    NewsTopic.following: lazy_gettext("Når de får svar, eller svaret bliver ændret."),
    NewsTopic.comments: lazy_gettext("Når nogen skriver til dig eller til dit forslag."),
    NewsTopic.councils: lazy_gettext("Når du bliver kaldt til møde, og når noget ændrer sig."),
    NewsTopic.votes: lazy_gettext(
        "Når du kan stemme eller stille op, og når resultatet er klar. Og når en gruppe søger dit råds pulje."
    ),
    NewsTopic.grants: lazy_gettext("Når jeres ansøgning får svar, og når der er nyt om pengene."),
    NewsTopic.assembly: lazy_gettext("Når dagen er nær, og når der er nyt om de forslag, I arbejder med."),
    NewsTopic.hearings: lazy_gettext(
        "Når kommunen spørger jer, før den beslutter noget, og når I kan læse, hvad den hørte."
    ),
    NewsTopic.safety: lazy_gettext("Når en voksen har set på noget, du har skrevet eller anmeldt."),
    NewsTopic.duties: lazy_gettext("Når en sag venter på dig eller din enhed."),
    NewsTopic.alarms: lazy_gettext("Den mail kommer altid med det samme. Den kan ikke slås fra."),
}
PACE_LABELS = {
    Pace.now: lazy_gettext("Med det samme"),
    Pace.daily: lazy_gettext("Hver dag"),
    Pace.weekly: lazy_gettext("Hver uge"),
    Pace.never: lazy_gettext("Aldrig"),
}
