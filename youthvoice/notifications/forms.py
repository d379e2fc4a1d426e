"""How a person wants to be told, one pace for each topic; and what a browser tells when its owner says yes."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice

from youthvoice.core.forms import HouseForm, TickField
from youthvoice.notifications.labels import PACE_LABELS, TOPIC_HINTS, TOPIC_LABELS
from youthvoice.notifications.rules import Choice, NewsTopic, Pace

PUSH_LABEL = lazy_gettext("Også på min telefon eller computer")
PACES = [SelectChoice(pace.value, PACE_LABELS[pace]) for pace in Pace]


class ChoicesForm(HouseForm):
    """Made for the topics that one person has (``choices_form``)."""

    def chosen(self, topics: Iterable[NewsTopic], before: Mapping[NewsTopic, Choice]) -> dict[NewsTopic, Choice]:
        """What was chosen; devices keep what held where the form does not ask about them."""
        found = {}
        for topic in topics:
            ticked = self[f"push_{topic}"].data if f"push_{topic}" in self else before[topic].push
            found[topic] = Choice(Pace(self[topic.value].data), push=ticked)
        return found


def choices_form(choices: Mapping[NewsTopic, Choice], *, asks_push: bool) -> ChoicesForm:
    """A form with a row of paces for each topic, filled in with what holds."""
    fields: dict[str, Any] = {}
    filled: dict[str, Any] = {}
    for topic, choice in choices.items():
        fields[topic.value] = RadioField(TOPIC_LABELS[topic], description=TOPIC_HINTS[topic], choices=PACES)
        filled[topic.value] = choice.pace.value
        if asks_push:
            fields[f"push_{topic}"] = TickField(PUSH_LABEL)
            filled[f"push_{topic}"] = choice.push
    made: ChoicesForm = type("PersonsChoicesForm", (ChoicesForm,), fields)(data=filled)
    return made


class DeviceForm(HouseForm):
    """What the script sends; nobody types it."""

    endpoint = StringField()
    p256dh = StringField()
    auth = StringField()
