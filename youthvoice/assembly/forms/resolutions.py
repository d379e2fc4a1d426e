"""Forms about resolutions: who answers for one, more for the municipality, and the reasons of a no."""

from typing import Any

from flask_babel import lazy_gettext

from youthvoice.assembly.rules.resolutions import MORE_MAX, MORE_MIN, POLITICIAN_MAX
from youthvoice.core.forms import Between, HouseForm, KeyedForm, LongTextField, Needed, NoPrivateNumbers, TextField
from youthvoice.councils.forms.meetings import DecisionForm
from youthvoice.councils.rules.decisions import DecisionFacts


class PoliticianForm(HouseForm):
    """Who answers for it politically."""

    politician = TextField(
        lazy_gettext("Ansvarlig politiker"),
        [Between(0, POLITICIAN_MAX), NoPrivateNumbers()],
        description=lazy_gettext("For eksempel «Formanden for Børne- og Ungdomsudvalget». Tomt felt: Ingen er valgt."),
    )


class MoreForm(KeyedForm):
    """What the municipality asked for."""

    more = LongTextField(
        lazy_gettext("Jeres svar"),
        [Needed(lazy_gettext("Skriv, hvad kommunen skal vide.")), Between(MORE_MIN, MORE_MAX), NoPrivateNumbers()],
        description=lazy_gettext("Kommunen læser det sammen med beslutningen."),
    )


class ReasonsForm(DecisionForm):
    """The reasons alone: what was voted, and how, is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "outcome", "text", "votes_for", "votes_against", "votes_abstaining"):
            del self[name]

    def facts(self) -> DecisionFacts:
        """What was typed, without an outcome."""
        names = ("explanation", "next_step", "contact_name", "contact_title", "contact_unit")
        typed: dict[str, Any] = {name: getattr(self, name).data or "" for name in names}
        return DecisionFacts(outcome=None, reason=self.reason.data, **typed)

    @classmethod
    def blank(cls, contact: dict[str, str]) -> "ReasonsForm":
        """For whoever writes them, with their own name and post as the contact."""
        return cls(formdata=None, data=contact)
