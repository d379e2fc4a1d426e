"""What a voter can be told. Each is a domain error with words for the person."""

from flask_babel import lazy_gettext

from youthvoice.core.errors import Conflict, Forbidden


class Closed(Conflict):
    """Nobody can vote: not yet, or not any more."""

    def __init__(self) -> None:
        super().__init__(lazy_gettext("Der kan ikke stemmes lige nu. Afstemningen er slut, eller den er ikke begyndt."))


class NotOnRoll(Forbidden):
    """The person does not stand on the roll."""

    def __init__(self) -> None:
        super().__init__(lazy_gettext("Du står ikke på valglisten til den her afstemning."))


class PaperElsewhere(Conflict):
    """The person has a paper already, and it is not this one."""

    def __init__(self) -> None:
        super().__init__(
            lazy_gettext(
                "Du har allerede fået din stemmeseddel. Stemmer du på telefonen, så brug den telefon, du begyndte på."
            )
        )


class BadPaper(Forbidden):
    """The paper is not one of this contest's."""

    def __init__(self) -> None:
        super().__init__(lazy_gettext("Den stemmeseddel hører ikke til den her afstemning."))
