"""Forms of candidates, and of the adult who writes somebody in."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from youthvoice.core.forms import Between, KeyedForm, LongTextField, Needed, TextField, TickField
from youthvoice.councils.forms.fields import NOT_LISTED, RowField
from youthvoice.elections.commands.standing import StandFacts
from youthvoice.elections.models import Candidate
from youthvoice.elections.rules.candidates import NAME_MAX, NAME_MIN, TEXT_MAX

THOSE_WHO_VOTE, EVERYBODY = "dem", "alle"


class StandForm(KeyedForm):
    """What a candidate says of themself. Everything but the name can wait, and the name is there already."""

    ballot_name = TextField(
        _("Dit navn på stemmesedlen"),
        [Needed(_("Skriv det navn, der skal stå på sedlen.")), Between(NAME_MIN, NAME_MAX)],
        description=_("Skriv det navn, de andre kender dig ved."),
        render_kw={"autocomplete": "off"},
    )
    words = LongTextField(
        _("Hvad vil du arbejde for?"),
        [Optional(), Between(0, TEXT_MAX)],
        description=_("Et par linjer er nok. Du kan også skrive det senere."),
    )
    who_sees = RadioField(
        _("Hvem må se, at det er dig?"),
        choices=[
            SelectChoice(THOSE_WHO_VOTE, _("Kun dem, der må stemme")),
            SelectChoice(EVERYBODY, _("Alle på nettet")),
        ],
        default=THOSE_WHO_VOTE,
        invalid_choice_message=NOT_LISTED,
    )
    picture = FileField(
        _("Billede"), [Optional()], description=_("Et billede af dig selv, hvis du vil. JPG, PNG eller WebP.")
    )

    @classmethod
    def of(cls, candidate: Candidate) -> "StandForm":
        """As it stands."""
        return cls(
            formdata=None,
            data={
                "ballot_name": candidate.ballot_name,
                "words": candidate.words,
                "who_sees": EVERYBODY if candidate.is_public else THOSE_WHO_VOTE,
            },
        )

    def facts(self) -> StandFacts:
        """What was typed; the form must be valid."""
        return StandFacts(
            ballot_name=str(self.ballot_name.data),
            words=self.words.data or "",
            is_public=self.who_sees.data == EVERYBODY,
        )


class EnterForm(KeyedForm):
    """Somebody without a phone is written in by the adult who helps."""

    person_id = RowField(_("Hvem stiller op?"), [Needed(_("Vælg en person fra listen."))])
    ballot_name = TextField(
        _("Navn på stemmesedlen"),
        [Needed(_("Skriv det navn, der skal stå på sedlen.")), Between(NAME_MIN, NAME_MAX)],
        description=_("Kun dem, der må stemme, kan se navnet."),
        render_kw={"autocomplete": "off"},
    )
    words = LongTextField(
        _("Hvad vil personen arbejde for?"),
        [Optional(), Between(0, TEXT_MAX)],
        description=_("Med personens egne ord."),
    )
    has_said_yes = TickField(_("Jeg har spurgt, og personen har sagt ja til at stille op"))

    def facts(self) -> StandFacts:
        """What was typed; the form must be valid."""
        return StandFacts(ballot_name=str(self.ballot_name.data), words=self.words.data or "")
