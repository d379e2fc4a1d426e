"""A class meeting on the big screen: its steps, pictures, hands, lots, and the codes by which tablets join."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from youthvoice.councils.rules.meetings import MOST_IDEAS, ClassPhase

QUESTION_MAX = 120
IDEA_MIN = 3
FEWEST_CHILDREN, MOST_CHILDREN = 1, 200
USUAL_CHILDREN = 24
"""Where nobody has a seat in the class yet."""
MOST_ROWS = 5 * MOST_IDEAS
"""Ideas of one meeting that are stored at all, hidden ones too: whoever sends nonsense cannot fill the database."""
CODE_LENGTH = 6
CODE_VALID = timedelta(hours=2)
# No vowels, so that no code is a word; none of 0 O 1 I L 2 Z 5 S 8 B U V, which look alike from the back of the room.
CODE_LETTERS = "CDFGHJKMNPQRTWX34679"
_NOT_IN_A_CODE = re.compile(r"[\W_]+")

PHASES: dict[ClassPhase, frozenset[ClassPhase]] = {
    ClassPhase.ideas: frozenset({ClassPhase.hands}),
    ClassPhase.hands: frozenset({ClassPhase.ideas, ClassPhase.decided}),
    ClassPhase.decided: frozenset(),
}


class ClassProblem(StrEnum):
    """Why something cannot be done in a class meeting."""

    too_many_ideas = "too_many_ideas"
    too_many_hands = "too_many_hands"
    no_ideas = "no_ideas"
    """There is nothing to raise a hand for."""
    no_hands = "no_hands"
    tie = "tie"


class Picture(StrEnum):
    """A picture beside an idea, for those who do not read yet; the value is the name of its icon."""

    idea = "lightbulb"
    ball = "volleyball"
    play = "puzzle"
    outside = "trees"
    garden = "flower-2"
    food = "utensils"
    fruit = "apple"
    cake = "cookie"
    books = "book-open"
    drawing = "palette"
    music = "music"
    games = "gamepad-2"
    building = "hammer"
    animals = "paw-print"
    water = "waves"
    bicycle = "bike"
    bus = "bus"
    trip = "tent"
    party = "party-popper"
    friends = "heart"
    quiet = "volume-x"
    seats = "armchair"
    tidy = "trash-2"
    toilet = "toilet"


# How the words begin that a picture fits to, in Danish and English. Particular things stand first: in «spille fodbold på
# en tur» it is the ball that matters.
WORDS: dict[Picture, tuple[str, ...]] = {
    Picture.toilet: ("toilet", "wc"),
    Picture.ball: ("bold", "fodbold", "håndbold", "basket", "bordtennis", "sport", "gymnastik", "idræt", "football"),
    Picture.cake: ("kage", "slik", "vaffel", "cake", "candy"),
    Picture.fruit: ("frugt", "æble", "grøntsag", "fruit", "apple"),
    Picture.food: ("mad", "madpakke", "frokost", "kantine", "spise", "pizza", "pasta", "food", "lunch"),
    Picture.animals: ("dyr", "hund", "kat", "katte", "kanin", "høns", "marsvin", "animal", "dog", "rabbit"),
    Picture.bicycle: ("cyk", "løbehjul", "bike", "bicycle", "scooter"),
    Picture.bus: ("bus", "togtur", "train"),
    Picture.water: ("vand", "svøm", "badeland", "water", "swim"),
    Picture.books: ("bog", "bøger", "læs", "bibliotek", "book", "read", "librar"),
    Picture.drawing: ("tegn", "male", "maling", "farve", "draw", "paint", "colour"),
    Picture.music: ("musik", "sang", "synge", "dans", "music", "sing", "song", "dance"),
    Picture.building: ("byg", "hammer", "værksted", "klods", "lego", "build"),
    Picture.garden: ("blomst", "skolehave", "plante", "flower", "garden"),
    Picture.trip: ("tur", "udflugt", "lejr", "overnat", "telt", "trip", "camp", "zoo"),
    Picture.party: ("fest", "disko", "film", "party", "movie"),
    Picture.friends: ("ven", "venner", "venskab", "mobb", "trøst", "alene", "friend", "bully"),
    Picture.quiet: ("ro", "rolig", "stille", "larm", "støj", "quiet", "noise"),
    Picture.seats: ("stol", "sofa", "pude", "bord", "bænk", "hygge", "chair", "table", "bench"),
    Picture.tidy: ("ryd", "skrald", "affald", "beskidt", "ren", "rene", "tidy", "trash", "litter", "clean"),
    Picture.games: ("spil", "computer", "tablet", "skærm", "game", "screen"),
    Picture.play: ("leg", "gynge", "rutsje", "klatre", "hoppe", "trampolin", "frikvarter", "play", "swing", "slide"),
    Picture.outside: ("træ", "skov", "ude", "udenfor", "natur", "tree", "outdoor", "outside"),
}
# Only as whole words, or «ro» would be found in «robot» and «ude» in «uden».
WHOLE = frozenset({"ro", "wc", "ven", "ren", "rene", "ude", "kat", "mad"})
_WORD = re.compile(r"[^\W\d_]+")


def allowed(before: ClassPhase, after: ClassPhase) -> bool:
    """Tell whether a class meeting may go from one step to the other."""
    return after in PHASES[before]


def guess_picture(text: str) -> Picture:
    """A picture for an idea that was given none: by a word in it that we know, else a light bulb."""
    words = _WORD.findall(text.casefold())
    for picture, beginnings in WORDS.items():
        if any(_fits(word, beginning) for word in words for beginning in beginnings):
            return picture
    return Picture.idea


def _fits(word: str, beginning: str) -> bool:
    return word == beginning if beginning in WHOLE else word.startswith(beginning)


def find_picture(name: str | None, text: str) -> Picture:
    """The picture of that name; where there is none, one that fits to the text."""
    return Picture(name) if name in set(Picture) else guess_picture(text)


def check_hands(hands: int, children: int) -> ClassProblem | None:
    """No idea has more hands than there are children in the room."""
    return ClassProblem.too_many_hands if hands > children else None


def check_room(shown: int, stored: int) -> ClassProblem | None:
    """Say whether one more idea has room: ``shown`` are those that count, ``stored`` all, hidden ones too."""
    return ClassProblem.too_many_ideas if shown >= MOST_IDEAS or stored >= MOST_ROWS else None


def leaders(hands: Mapping[int, int]) -> tuple[int, ...]:
    """The ideas (id -> hands) with most hands; more than one is a tie, none is a class that has raised no hand."""
    most = max(hands.values(), default=0)
    return tuple(idea_id for idea_id, count in hands.items() if count == most and count > 0)


def check_choice(ahead: tuple[int, ...], drawn_id: int | None) -> ClassProblem | None:
    """Say why no idea can be chosen yet; a tie is broken by a lot that fell on one of those ahead."""
    if not ahead:
        return ClassProblem.no_hands
    if len(ahead) > 1 and drawn_id not in ahead:
        return ClassProblem.tie
    return None


def as_code(typed: str) -> str:
    """What somebody typed as a code, as it is stored: capitals without what stands between. May be no code."""
    return _NOT_IN_A_CODE.sub("", typed).upper()[: 2 * CODE_LENGTH]


def is_code(text: str) -> bool:
    """Tell whether it can be a code."""
    return len(text) == CODE_LENGTH and all(letter in CODE_LETTERS for letter in text)


def may_join(phase: ClassPhase, until: datetime | None, now: datetime) -> bool:
    """Tell whether tablets may take part now."""
    return phase is not ClassPhase.decided and until is not None and now < until
