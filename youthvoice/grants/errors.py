"""What a pool refuses."""

from flask_babel import gettext

from youthvoice.core.errors import Conflict
from youthvoice.core.i18n import format_money


class Overspent(Conflict):
    """The pool does not hold that much; ``left`` is what it holds, in øre."""

    def __init__(self, left: int) -> None:
        super().__init__(gettext("Der er ikke penge nok i puljen. Der er %(left)s tilbage.", left=format_money(left)))
        self.left = left


class NotThatMuch(Conflict):
    """More than was granted, paid or held of one application."""

    def __init__(self) -> None:
        super().__init__(gettext("Så mange penge er der ikke tilbage af bevillingen. Se på beløbet igen."))


class PoolEnded(Conflict):
    """The pool's year is closed."""

    def __init__(self) -> None:
        super().__init__(gettext("Puljens år er afsluttet. Der kan ikke flyttes flere penge."))
