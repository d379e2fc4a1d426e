"""Writing a comment, and changing it."""

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField

from youthvoice.core.errors import NotFound
from youthvoice.core.forms import Between, HouseForm, KeyedForm, LongTextField, Needed, NoPrivateNumbers, TickField
from youthvoice.core.keyset import whole_number
from youthvoice.core.textcheck import find_phone_numbers
from youthvoice.discussions.rules import COMMENT_MAX, COMMENT_MIN


class EditForm(HouseForm):
    """The words of a comment."""

    body = LongTextField(
        lazy_gettext("Din kommentar"),
        validators=[
            Needed(lazy_gettext("Skriv din kommentar.")),
            Between(COMMENT_MIN, COMMENT_MAX),
            NoPrivateNumbers(),
        ],
    )
    public_numbers_ok = TickField(lazy_gettext("Ja, nummeret må stå på siden"))

    @property
    def has_phone_number(self) -> bool:
        """The text has a phone number, so the page must offer the tick box."""
        return bool(self.public_numbers_ok.data or find_phone_numbers(self.body.data or ""))

    def say_too_fast(self) -> None:
        """Tell that too much was sent in a short time; what was typed stays."""
        self.form_errors.append(
            gettext(
                "Du har skrevet mange kommentarer på kort tid. Vent lidt, og send så igen. Din tekst står her endnu."
            )
        )


class CommentForm(KeyedForm, EditForm):
    """A new comment; ``parent`` names the comment it replies to (empty at the top)."""

    parent = HiddenField()

    def parent_id(self) -> int | None:
        """The id of the comment that is replied to. Raises NotFound where the field holds something else."""
        if not self.parent.data:
            return None
        found = whole_number(self.parent.data)
        if found is None:
            raise NotFound
        return found
