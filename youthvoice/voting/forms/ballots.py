"""The ballot paper as a form. It keeps nothing: what is chosen travels through the page, from step to step."""

import base64
import binascii
from typing import Any

from flask_babel import lazy_gettext
from wtforms import Field
from wtforms.validators import StopValidation

from youthvoice.core.errors import RuleBroken
from youthvoice.core.forms import CleanHiddenField, HouseForm
from youthvoice.voting.commands.casting import check_choice, shape_of
from youthvoice.voting.crypto.papers import SECRET_BYTES, new_secret
from youthvoice.voting.labels import BALLOT_PROBLEM_TEXTS
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.ballots import Ballot, BallotProblem, read_ballot
from youthvoice.voting.rules.filling import Filled, FillingProblem, ballot_of, filled_by, read_filled

FILLING_PROBLEM_TEXTS: dict[FillingProblem, object] = {
    FillingProblem.nothing_chosen: lazy_gettext("Du har ikke valgt noget endnu."),
    FillingProblem.chosen_and_blank: lazy_gettext("Du har både valgt noget og sat kryds ved blankt. Fjern et af dem."),
    FillingProblem.same_place_twice: lazy_gettext("To har fået det samme nummer. Giv dem hver sit."),
}


class PaperField(Field):
    """All boxes of the paper, which have one name between them. ``data`` is what stands on it."""

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contest = contest

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = read_filled(self.contest.method, [str(value) for value in valuelist])

    @property
    def filled(self) -> Filled:
        """What stands on the paper; nothing, on a new one."""
        return self.data or Filled()


class OnePaper:
    """The paper says one clear thing, and this contest takes it."""

    def __call__(self, _form: Any, field: Any) -> None:
        ballot = ballot_of(shape_of(field.contest), field.filled)
        if isinstance(ballot, FillingProblem):
            raise StopValidation(str(FILLING_PROBLEM_TEXTS[ballot]))
        try:
            check_choice(field.contest, ballot)
        except RuleBroken as error:
            raise StopValidation(str(error.problems["ballot"][0])) from error


class BallotForm(HouseForm):
    """The first step: the choice. Its token is checked for the whole address, where there is one (app.py)."""

    class Meta(HouseForm.Meta):
        csrf = False

    choice: Any
    paper = CleanHiddenField()
    """The secret of a paper that the server makes itself: random, and stored nowhere until the ballot is cast."""

    def ballot(self) -> Ballot:
        """What was chosen, where the form is valid."""
        ballot = ballot_of(shape_of(self.choice.contest), self.choice.filled)
        if isinstance(ballot, FillingProblem):
            raise TypeError("not a valid form")
        return ballot

    def secret(self) -> bytes | None:
        """The paper's secret; None where the field does not hold one."""
        return read_secret(self.paper.data)


def ballot_form(contest: Contest, *, ballot: Ballot | None = None, is_sent: bool = True) -> BallotForm:
    """The form of a contest's paper: as it was sent, or with ``ballot`` on it."""

    class Form(BallotForm):
        choice = PaperField(contest=contest, validators=[OnePaper()])

    form = Form() if is_sent else Form(formdata=None)
    if ballot is not None:
        form.choice.data = filled_by(contest.method, ballot)
    if form.secret() is None:
        form.paper.data = written(new_secret())
    return form


def sent_ballot(text: str | None) -> Ballot:
    """The ballot that the review page carries. Raises RuleBroken (ballot) where somebody has changed it."""
    try:
        return read_ballot(text or "")
    except ValueError as error:
        raise RuleBroken({"ballot": [BALLOT_PROBLEM_TEXTS[BallotProblem.not_ascending]]}) from error


def written(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read_bytes(text: object) -> bytes | None:
    """From base64url; None where it is none."""
    if not isinstance(text, str) or not text.isascii() or len(text) > 2000:
        return None
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        return None


def read_secret(text: object) -> bytes | None:
    """The 32 bytes of a paper's secret; None where it is none."""
    raw = read_bytes(text)
    return raw if raw is not None and len(raw) == SECRET_BYTES else None
