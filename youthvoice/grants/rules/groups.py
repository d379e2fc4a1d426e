"""The group behind an application: when somebody may join it, and what its files and notes are for."""

from youthvoice.grants.rules.applications import WAITING, WRITABLE, ApplicationStatus, FileKind

_S = ApplicationStatus
ENDED: frozenset[ApplicationStatus] = frozenset({_S.withdrawn, _S.rejected, _S.closed, _S.given_up})
JOINABLE: frozenset[ApplicationStatus] = frozenset(_S) - ENDED
"""The group may still grow, and get another lead."""
TALKING: frozenset[ApplicationStatus] = frozenset(_S) - ENDED
"""Notes may be written; later they can only be read."""
FILES_WHILE: dict[FileKind, frozenset[ApplicationStatus]] = {
    FileKind.picture: WRITABLE,
    FileKind.quote: WRITABLE,
    FileKind.receipt: frozenset({_S.accepted}),
    FileKind.invoice: frozenset(),
    FileKind.result: frozenset({_S.accepted}),
}
"""When the group may add, change and remove a file of each kind: never what the council is deciding about. An invoice comes with
a payment, and stays with it."""
PICTURES: frozenset[FileKind] = frozenset({FileKind.picture, FileKind.result})
"""Must be pictures, and say in words what one sees."""
NEVER_FOR_COUNCIL: frozenset[FileKind] = frozenset({FileKind.receipt, FileKind.invoice, FileKind.result})
MOST_OF_KIND: dict[FileKind, int] = {
    FileKind.picture: 5,
    FileKind.quote: 10,
    FileKind.receipt: 60,
    FileKind.invoice: 40,
    FileKind.invoice: 30,
    FileKind.result: 10,
}
ALT_MIN = 3
ALT_MAX = 200
MORE_MIN = 10
MORE_MAX = 1000


def may_withdraw(status: ApplicationStatus) -> bool:
    """Tell whether the group can still take it back: until it is decided."""
    return status is ApplicationStatus.draft or status in WAITING
