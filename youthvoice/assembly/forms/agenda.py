"""The agenda, the message on the screens, and the desk."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.assembly.commands.agenda import TEXT_MAX, ItemFacts
from youthvoice.assembly.commands.day import MESSAGE_MAX
from youthvoice.assembly.day_labels import KIND_LABELS
from youthvoice.assembly.models import DayItem
from youthvoice.assembly.rules.day import ITEM_TITLE_MAX, ITEM_TITLE_MIN, MOST_MINUTES, ItemKind
from youthvoice.core.forms import Between, HouseForm, KeyedForm, LongTextField, Needed, NoPrivateNumbers, TextField
from youthvoice.councils.forms.fields import NOT_LISTED, WholeNumberField, Within


class ItemForm(KeyedForm):
    """One item of the agenda."""

    title = TextField(
        _("Hvad sker der?"),
        [Needed(_("Skriv, hvad der sker.")), Between(ITEM_TITLE_MIN, ITEM_TITLE_MAX), NoPrivateNumbers()],
        description=_("For eksempel: Borgmesteren fortæller."),
        render_kw={"autocomplete": "off"},
    )
    kind = RadioField(
        _("Hvad er det for et punkt?"),
        choices=[SelectChoice(kind.value, KIND_LABELS[kind]) for kind in ItemKind if kind is not ItemKind.motion],
        default=ItemKind.talk.value,
        invalid_choice_message=NOT_LISTED,
    )
    text = LongTextField(
        _("Er der mere at fortælle?"), [Optional(), Between(0, TEXT_MAX), NoPrivateNumbers()], render_kw={"rows": 4}
    )
    minutes = WholeNumberField(
        _("Hvor mange minutter?"),
        [Within(0, MOST_MINUTES, may_lack=True)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )

    @classmethod
    def of(cls, item: DayItem) -> "ItemForm":
        """As the item stands."""
        names = ("title", "text", "minutes")
        data: dict[str, Any] = {name: getattr(item, name) for name in names}
        return cls(formdata=None, data=data | {"kind": item.kind.value})

    def facts(self, item: DayItem | None = None) -> ItemFacts:
        """What was typed; the form must be valid. A motion stays one."""
        is_motion = item is not None and item.kind is ItemKind.motion
        return ItemFacts(
            kind=ItemKind.motion if is_motion else ItemKind(self.kind.data),
            title=self.title.data or "",
            text=self.text.data or "",
            minutes=self.minutes.data or 0,
        )


class MessageForm(HouseForm):
    """What stands on every screen."""

    message = TextField(
        _("Besked på alle skærme"),
        [Optional(), Between(0, MESSAGE_MAX), NoPrivateNumbers()],
        description=_("For eksempel: Pause til klokken 11. Gem et tomt felt, når den skal væk."),
        render_kw={"autocomplete": "off"},
    )
