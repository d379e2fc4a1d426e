"""The methods by which a contest is decided, and what is done about a tie."""

from enum import StrEnum


class Method(StrEnum):
    """How ballots are filled in and counted."""

    yes_no = "yes_no"
    """One question: yes, no, or abstain."""
    plurality = "plurality"
    """One choice each; most votes win."""
    block = "block"
    """Up to N choices each; most votes win."""
    approval = "approval"
    """Any number of choices; most votes win."""
    instant_runoff = "instant_runoff"
    """One seat by ranking: the last is excluded until one has more than half."""
    stv = "stv"
    """Several seats by ranking: single transferable vote by the Scottish rules."""
    equal_shares = "equal_shares"
    """Money for several proposals: every voter has an equal share to spend."""


class TieRule(StrEnum):
    """What decides where the ballots do not."""

    lot = "lot"
    run_off = "run_off"
    """A new vote between those who are tied."""


class Completion(StrEnum):
    """What is done with the money that equal shares leave."""

    none = "none"
    greedy = "greedy"
    """What has most votes and can still be paid for, until nothing can."""


RANKED: frozenset[Method] = frozenset({Method.instant_runoff, Method.stv})
SETS: frozenset[Method] = frozenset({Method.block, Method.approval, Method.equal_shares})
"""Methods whose ballot is a set of choices."""

YES, NO, ABSTAIN = 1, 2, 3
"""The options of a yes/no ballot."""
