"""Names for pupils who have not chosen one: a colour and an animal, never anything of their own."""

import random

# Colours that go with any animal of common gender; none that is also said of people's skin or hair.
COLOURS = (
    "Blå", "Grå", "Grøn", "Lilla", "Lyseblå", "Lysegrøn", "Lyserød", "Mosgrøn", "Mørkeblå", "Mørkegrøn", "Himmelblå",
    "Havblå", "Isblå", "Orange", "Rosa", "Skovgrøn", "Solgul", "Stribet", "Sølvgrå", "Turkis", "Violet", "Æblegrøn",
    "Prikket", "Ternet",
)  # fmt: skip
ANIMALS = (
    "Ugle", "Odder", "Ræv", "Hare", "Grævling", "Svale", "Måge", "Spætte", "Krage", "Solsort", "Lærke", "Stær", "Sæl",
    "Delfin", "Laks", "Gedde", "Krabbe", "Søstjerne", "Bæver", "Mår", "Ilder", "Flagermus", "Humlebi", "Mariehøne",
    "Guldsmed", "Sommerfugl", "Græshoppe", "Salamander", "Skildpadde", "Kanin", "Kat", "Hest", "Pony",
    "Lama", "Panda", "Koala", "Tiger", "Løve", "Gepard", "Zebra", "Giraf", "Pelikan", "Pingvin",
    "Papegøje", "Tukan", "Flamingo", "Trane", "Stork", "Hejre", "Svane", "Ørn", "Falk", "Musvit", "Gøg", "Vipstjert",
)  # fmt: skip


class Pseudonyms:
    """Gives names; two of one class never get the same (as long as there are enough)."""

    def __init__(self, rng: random.Random | None = None) -> None:
        self._random = rng or random.SystemRandom()
        self._given: dict[object, set[str]] = {}

    def next_for(self, group: object) -> str:
        """A name that nobody else of the group has been given here."""
        given = self._given.setdefault(group, set())
        name = self._pick()
        while name in given and len(given) < len(COLOURS) * len(ANIMALS):
            name = self._pick()
        given.add(name)
        return name

    def _pick(self) -> str:
        return f"{self._random.choice(COLOURS)} {self._random.choice(ANIMALS)}"
