"""What a phone sends on the day."""

from collections.abc import Sequence
from typing import Any, cast

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from youthvoice.assembly.queries.now import VoteNow
from youthvoice.assembly.rules.paper import NamedPaper, named_paper
from youthvoice.core.forms import HouseForm, TextField
from youthvoice.voting.forms.ballots import OnePaper, PaperField
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.filling import FillingProblem, ballot_of, filled_by


class ArriveForm(HouseForm):
    """The code that stands in the hall."""

    code = TextField(_("Koden i salen"))


class NamedBallotForm(HouseForm):
    """A paper of a vote by name, as it was filled in."""

    choice: Any

    def ballot(self) -> Ballot:
        """What was chosen, where the form is valid."""
        ballot = ballot_of(self.choice.contest.shape, self.choice.filled)
        if isinstance(ballot, FillingProblem):
            raise TypeError("not a valid form")
        return ballot


def paper_of(vote: VoteNow) -> NamedPaper:
    """The paper of a vote by name."""
    return named_paper(vote.way, vote.seats, vote.max_choices, (option.number for option in vote.options), vote.budget)


def named_form(vote: VoteNow, *, sent: Sequence[str] | None = None, ballot: Ballot | None = None) -> NamedBallotForm:
    """The form of a vote's paper: as it was sent, or with ``ballot`` on it."""
    # It answers to all that the field asks of a contest.
    paper = cast(Contest, paper_of(vote))

    class Form(NamedBallotForm):
        choice = PaperField(contest=paper, validators=[OnePaper()])

    form = Form(formdata=None if sent is None else MultiDict([("choice", value) for value in sent]))
    if ballot is not None:
        form.choice.data = filled_by(paper.method, ballot)
    return form
