"""Who may do what with a proposal."""

from typing import Any

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import PermissionMap, signed_in
from youthvoice.proposals import rules


def is_young(actor: Any, _thing: Any) -> bool:
    """A young person, elected or not."""
    return actor.role is Role.young_person


def is_author(actor: Any, proposal: Any) -> bool:
    """The one who wrote it."""
    return actor.id == proposal.author_id


def is_coauthor(actor: Any, proposal: Any) -> bool:
    """Joined by invitation (``coauthor_ids`` is put on the object by the query that reads it)."""
    return actor.id in proposal.coauthor_ids


def is_editable(_actor: Any, proposal: Any) -> bool:
    """In a state in which its words may change; not once a body has said yes to them, or an answer was about them."""
    return rules.may_edit(proposal.status) and not proposal.is_adopted and not proposal.is_reopened


def is_open_to_authors(_actor: Any, proposal: Any) -> bool:
    """In a state in which others may join."""
    return rules.may_edit(proposal.status)


def is_waited_for(_actor: Any, proposal: Any) -> bool:
    """The municipality has asked for more."""
    return proposal.status is rules.ProposalStatus.needs_more


def is_not_asked_yet(_actor: Any, proposal: Any) -> bool:
    """The municipality has not been asked yet."""
    return rules.may_ask_municipality(proposal.status)


def is_withdrawable(_actor: Any, proposal: Any) -> bool:
    """In a state in which it may be taken back."""
    return rules.may_withdraw(proposal.status)


def is_listed(_actor: Any, proposal: Any) -> bool:
    """Anyone may read it."""
    return proposal.listed_at is not None


def owes_no_answers(actor: Any, _proposal: Any) -> bool:
    """Nobody of the administration, which can simply answer better."""
    return actor.role not in (Role.official, Role.administrator)


def is_of_others(actor: Any, proposal: Any) -> bool:
    """Written by somebody else: support means that others stand behind it."""
    return not is_author(actor, proposal) and not is_coauthor(actor, proposal)


PERMISSIONS: PermissionMap = {
    "proposal.write": [[is_young]],
    "proposal.edit": [[is_author, is_editable], [is_coauthor, is_editable]],
    "proposal.submit": [[is_author]],
    "proposal.withdraw": [[is_author, is_withdrawable]],
    "proposal.invite": [[is_author, is_young, is_open_to_authors]],
    "proposal.ask": [[is_author, is_not_asked_yet]],
    "proposal.supply_more": [[is_author, is_waited_for], [is_coauthor, is_waited_for]],
    "proposal.endorse": [[is_young, is_listed, is_of_others]],
    "proposal.follow": [[signed_in, is_listed]],
    "proposal.wish_clearer": [[owes_no_answers, is_listed, is_of_others]],
}
