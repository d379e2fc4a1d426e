"""What the pages of writing share: whose draft it is, which step is at fault, the other language."""

from typing import Any

from flask import current_app, request, url_for
from flask_babel import LazyString, lazy_gettext
from flask_login import current_user

from youthvoice.core.authz import require
from youthvoice.core.errors import NotFound
from youthvoice.core.i18n import ENVIRON_KEY, LOCALES
from youthvoice.core.web import db_session
from youthvoice.proposals.commands.checks import Problems
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.proposals.rules import ProposalStatus

STEPS = ("hvad", "hvorfor", "hvem")
STEP_LABELS: tuple[LazyString, ...] = (lazy_gettext("Hvad"), lazy_gettext("Hvorfor"), lazy_gettext("Hvem"))
STEP_OF_FIELD = {
    "title": "hvad",
    "what": "hvad",
    "why": "hvorfor",
    "file": "hvorfor",
    "alt_text": "hvorfor",
    "who": "hvem",
    "topic": "hvem",
    "place": "hvem",
}


def own_proposal(proposal_id: int) -> Proposal:
    """A proposal in any state of which the signed-in person is an author. Raises SignInNeeded or NotFound."""
    require(current_user, "account.edit_own")
    proposal = get_proposal(db_session(), proposal_id)
    if current_user.id != proposal.author_id and current_user.id not in proposal.coauthor_ids:
        raise NotFound
    return proposal


def is_draft(proposal: Proposal) -> bool:
    """Nobody but the authors has read it yet."""
    return proposal.status is ProposalStatus.draft


def step_at_fault(problems: Problems) -> str | None:
    """The first of the three steps that has a problem; None where it is none of them."""
    at_fault = {STEP_OF_FIELD.get(name) for name in problems}
    return next((step for step in STEPS if step in at_fault), None)


def checked_step_url(proposal: Proposal, step: str) -> str:
    """The step's address, with what is wrong marked."""
    return url_for("proposals.write_step", proposal_id=proposal.id, step=step, tjek=1)


def in_other_language(url: str) -> str:
    """The same address of this site in the other language."""
    current: Any = request.environ[ENVIRON_KEY]
    other = next(name for name in LOCALES if name != current)
    root = request.script_root.removesuffix(f"/{current}")
    prefix = "" if other == current_app.config["BABEL_DEFAULT_LOCALE"] else f"/{other}"
    return f"{root}{prefix}{url.removeprefix(request.script_root)}"
