"""The two questions after an answer. The rules speak through commands/understood.py; here stand the fields."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from youthvoice.core.forms import CleanHiddenField, HouseForm, LongTextField
from youthvoice.core.keyset import whole_number
from youthvoice.responses.rules.follow_up import MAX_UNCLEAR, FeedbackFacts

YES, NO = "ja", "nej"
SAID = {YES: True, NO: False}


class UnclearField(LongTextField):
    """Words with a counter and no bound of its own: what is too long comes back whole, with the rule's words."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.flags.maxlength = MAX_UNCLEAR


def _yes_or_no(label: object) -> RadioField:
    choices = [SelectChoice(YES, _("Ja")), SelectChoice(NO, _("Nej"))]
    return RadioField(label, choices=choices, validate_choice=False)


class FeedbackForm(HouseForm):
    """Yes and no stand beside each other, equally large; nothing is chosen beforehand."""

    answer = CleanHiddenField()
    """The wording that is spoken of."""
    understood = _yes_or_no(_("Forstod du svaret?"))
    taken_seriously = _yes_or_no(_("Blev du taget alvorligt?"))
    unclear = UnclearField(
        _("Hvad var uklart?"),
        description=_(
            "Skal kun skrives, hvis du svarer nej. De, der svarede, læser det uden dit navn. "
            "Er du alene om at spørge, kan de regne ud, at det er dig."
        ),
    )

    @classmethod
    def about(cls, answer_id: int, understood: str | None = None) -> "FeedbackForm":
        """The empty form; ``understood`` is what a link in a mail said, and can still be changed."""
        data = {"answer": str(answer_id), "understood": understood if understood in SAID else None}
        return cls(formdata=None, data=data)

    def answer_id(self) -> int:
        """0, which no answer has, where it was tampered with."""
        return whole_number(self.answer.data) or 0

    def facts(self) -> FeedbackFacts:
        """What was typed, for the rules."""
        return FeedbackFacts(
            understood=SAID.get(str(self.understood.data)),
            taken_seriously=SAID.get(str(self.taken_seriously.data)),
            unclear=self.unclear.data or "",
        )
