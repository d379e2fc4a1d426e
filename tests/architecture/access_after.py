"""Who gets in where: what follows a yes. The author leads the group; the official is the pool's treasurer."""

from tests.architecture.access_roles import AUTHOR, EVERYONE, HELPS_COUNCIL

TREASURER = frozenset({"official"})
MANAGES = HELPS_COUNCIL | {"administrator"}
FOLLOWS = AUTHOR | TREASURER | MANAGES

AFTER: dict[str, frozenset[str]] = {
    # The adult has a link, and needs no account.
    **dict.fromkeys(("GET grants.adult", "POST grants.adult"), EVERYONE),
    **dict.fromkeys(
        (
            "GET grants.letter",
            "GET grants.letter_pdf",
            "GET grants.payments",
            "GET grants.payment",
            "GET grants.invoice",
            "GET grants.changes",
            "GET grants.milestones",
            "GET grants.report_after",
            "POST grants.report_after",
        ),
        FOLLOWS,
    ),
    **dict.fromkeys(
        (
            "POST grants.accept",
            "POST grants.ask_adult",
            "GET grants.give_up",
            "POST grants.give_up",
            "POST grants.bank",
            "POST grants.changes",
            "POST grants.milestones",
            "POST grants.tick_milestone",
        ),
        AUTHOR,
    ),
    **dict.fromkeys(("GET grants.new_payment", "POST grants.new_payment"), AUTHOR | MANAGES),
    **dict.fromkeys(
        ("POST grants.approve_payment", "POST grants.cancel_payment", "POST grants.settle_change"), MANAGES
    ),
    # Account numbers: whoever coordinates or administers sees none.
    "GET grants.bank": AUTHOR | TREASURER,
    **dict.fromkeys(
        (
            "POST grants.show_bank",
            "POST grants.take_back_payment",
            "POST grants.pay_payment",
            "POST grants.undo_payment",
            "POST grants.send_payments",
            "POST grants.payment_file",
            "GET grants.read_payments",
            "POST grants.read_payments",
        ),
        TREASURER,
    ),
    "GET grants.pool_payments": TREASURER | MANAGES,
}
