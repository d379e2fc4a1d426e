"""The words of a class meeting. Children of six hear or read them: short words, short sentences (LIX at most 15)."""

from flask_babel import LazyString, lazy_gettext

from youthvoice.councils.rules.classroom import ClassProblem, Picture
from youthvoice.councils.rules.meetings import ClassPhase

PICTURE_LABELS: dict[Picture, LazyString] = {
    Picture.idea: lazy_gettext("Idé"),
    Picture.ball: lazy_gettext("Bold"),
    Picture.play: lazy_gettext("Leg"),
    Picture.outside: lazy_gettext("Ude"),
    Picture.garden: lazy_gettext("Have"),
    Picture.food: lazy_gettext("Mad"),
    Picture.fruit: lazy_gettext("Frugt"),
    Picture.cake: lazy_gettext("Kage"),
    Picture.books: lazy_gettext("Bøger"),
    Picture.drawing: lazy_gettext("Tegne"),
    Picture.music: lazy_gettext("Musik"),
    Picture.games: lazy_gettext("Spil"),
    Picture.building: lazy_gettext("Bygge"),
    Picture.animals: lazy_gettext("Dyr"),
    Picture.water: lazy_gettext("Vand"),
    Picture.bicycle: lazy_gettext("Cykel"),
    Picture.bus: lazy_gettext("Bus"),
    Picture.trip: lazy_gettext("Tur"),
    Picture.party: lazy_gettext("Fest"),
    Picture.friends: lazy_gettext("Venner"),
    Picture.quiet: lazy_gettext("Ro"),
    Picture.seats: lazy_gettext("Stole"),
    Picture.tidy: lazy_gettext("Rent"),
    Picture.toilet: lazy_gettext("Toilet"),
}
PHASE_LABELS: dict[ClassPhase, LazyString] = {
    ClassPhase.ideas: lazy_gettext("Idéer"),
    ClassPhase.hands: lazy_gettext("Hænder"),
    ClassPhase.decided: lazy_gettext("Valgt"),
}
PHASE_ICONS: dict[ClassPhase, str] = {
    ClassPhase.ideas: "lightbulb",
    ClassPhase.hands: "hand",
    ClassPhase.decided: "star",
}
TOPICS: dict[str, tuple[LazyString, Picture]] = {
    "free": (lazy_gettext("Hvad vil vi gerne have lavet om?"), Picture.idea),
    "yard": (lazy_gettext("Hvad skal der ske i vores skolegård?"), Picture.outside),
    "friends": (lazy_gettext("Hvordan får alle en ven i frikvarteret?"), Picture.friends),
    "food": (lazy_gettext("Hvad vil vi gerne spise på skolen?"), Picture.food),
    "room": (lazy_gettext("Hvordan bliver vores klasse rar at være i?"), Picture.seats),
    "way": (lazy_gettext("Hvordan kommer vi trygt til skole?"), Picture.bicycle),
}
"""Ready questions with a picture each."""

PROBLEM_TEXTS: dict[ClassProblem, LazyString] = {
    ClassProblem.too_many_ideas: lazy_gettext("Der er ikke plads til flere idéer. Fjern en idé først."),
    ClassProblem.too_many_hands: lazy_gettext("Det er flere hænder, end I er børn. Tæl igen."),
    ClassProblem.no_ideas: lazy_gettext("Skriv en idé først. Så kan I tælle hænder."),
    ClassProblem.no_hands: lazy_gettext("Der er ingen hænder endnu. Tæl dem først."),
    ClassProblem.tie: lazy_gettext("Der er lige mange hænder. Tal sammen, og tæl igen. Eller træk lod."),
}


def topic_picture(question: str) -> Picture:
    """The picture of a ready question; a light bulb for one that the class wrote itself."""
    return next((picture for text, picture in TOPICS.values() if str(text) == question), Picture.idea)
