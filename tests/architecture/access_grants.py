"""Who gets in where: pools, applications and money.

The author has sent an application; the elevråd decides; the official is the pool's treasurer.
"""

from tests.architecture.access_after import AFTER
from tests.architecture.access_roles import (
    AUTHOR,
    EVERYONE,
    HELPS_COUNCIL,
    RUNS_COUNCIL,
    SIGNED_IN,
    SITS_IN_COUNCIL,
    YOUNG,
)

ADMINISTRATORS = frozenset({"administrator"})
TREASURER = frozenset({"official"})
MANAGES_POOL = HELPS_COUNCIL | ADMINISTRATORS
LOOKS_AT_DESK = SITS_IN_COUNCIL | ADMINISTRATORS
VOTES_IN_COUNCIL = SITS_IN_COUNCIL - HELPS_COUNCIL
READS_GRANT = AUTHOR | SITS_IN_COUNCIL | TREASURER | ADMINISTRATORS
"""Before it is public."""

GRANTS: dict[str, frozenset[str]] = {
    **AFTER,
    # Anyone follows the money.
    **dict.fromkeys(
        (
            "GET grants.front",
            "GET grants.pool",
            "GET grants.decisions",
            "GET grants.years",
            "GET grants.sheet_file",
            "GET grants.json_file",
            "GET grants.pb_file",
        ),
        EVERYONE,
    ),
    "GET grants.application": READS_GRANT,
    # Who makes a pool, looks after it and keeps its ledger. The treasurer of the small world is an administrator's choice.
    **dict.fromkeys(("GET grants.new_pool", "POST grants.new_pool", "POST grants.end_officer"), ADMINISTRATORS),
    **dict.fromkeys(
        (
            "GET grants.manage",
            "POST grants.manage",
            "POST grants.open_pool",
            "POST grants.close_pool",
            "GET grants.rounds",
            "POST grants.rounds",
            "GET grants.change_round",
            "POST grants.change_round",
            "POST grants.remove_round",
            "GET grants.officers",
            "POST grants.officers",
            "GET grants.end_pool",
            "POST grants.end_pool",
        ),
        MANAGES_POOL,
    ),
    **dict.fromkeys(
        ("GET grants.adjust", "POST grants.adjust", "POST grants.undo_entry_now"), MANAGES_POOL | TREASURER
    ),
    **dict.fromkeys(
        ("GET grants.ledger", "GET grants.ledger_file", "GET grants.entry"),
        MANAGES_POOL | TREASURER | SITS_IN_COUNCIL,
    ),
    # Decisions.
    **dict.fromkeys(
        ("GET grants.decide", "POST grants.decide_now", "GET grants.reword", "POST grants.reword"), RUNS_COUNCIL
    ),
    **dict.fromkeys(("GET grants.complain", "POST grants.complain"), AUTHOR),
    **dict.fromkeys(("GET grants.settle_complaint", "POST grants.settle_complaint"), MANAGES_POOL),
    # The council's desk: all of it look, members weigh and vote, whoever runs it puts motions.
    **dict.fromkeys(
        (
            "GET grants.desk",
            "GET grants.weigh",
            "GET grants.report_view",
            "POST grants.report_view",
            "GET grants.conflicts",
            "GET grants.ranking",
            "GET grants.ranking_file",
        ),
        LOOKS_AT_DESK,
    ),
    **dict.fromkeys(("POST grants.weigh", "POST grants.vote", "POST grants.say_wishes"), VOTES_IN_COUNCIL),
    **dict.fromkeys(("POST grants.conflicts",), SITS_IN_COUNCIL),
    # Taking back what was never said is a conflict, for whoever looks.
    "POST grants.take_back_conflict": LOOKS_AT_DESK,
    **dict.fromkeys(
        (
            "GET grants.motion",
            "POST grants.motion",
            "GET grants.count",
            "POST grants.count",
            "POST grants.drop",
            "POST grants.open_ranking",
            "POST grants.close_ranking",
        ),
        RUNS_COUNCIL,
    ),
    # Applying.
    **dict.fromkeys(("GET grants.find_pool", "GET grants.start", "POST grants.start"), YOUNG),
    **dict.fromkeys(
        (
            "GET grants.write",
            "POST grants.write",
            "POST grants.keep",
            "POST grants.check",
            "GET grants.review",
            "POST grants.send",
        ),
        AUTHOR,
    ),
    # The group behind an application: its members write, those who look after the pool see who they are.
    "GET grants.mine": SIGNED_IN,
    "GET grants.join": EVERYONE,
    "POST grants.accept_invitation": YOUNG,
    "GET grants.group": AUTHOR | TREASURER | MANAGES_POOL,
    **dict.fromkeys(
        (
            "POST grants.renew_invitation",
            "POST grants.leave",
            "POST grants.hand_over",
            "GET grants.files",
            "POST grants.files",
            "GET grants.edit_file",
            "POST grants.edit_file",
            "POST grants.remove_one_file",
            "GET grants.tell_more",
            "POST grants.tell_more",
            "GET grants.withdraw",
            "POST grants.withdraw",
        ),
        AUTHOR,
    ),
    # A picture, before the application is public.
    **dict.fromkeys(
        ("GET grants.file", "GET grants.report_application", "POST grants.report_application"), READS_GRANT
    ),
    **dict.fromkeys(
        (
            "GET grants.notes",
            "POST grants.notes",
            "POST grants.settle_note",
            "GET grants.report_note",
            "POST grants.report_note",
            "GET grants.offer_help",
        ),
        AUTHOR | SITS_IN_COUNCIL,
    ),
    **dict.fromkeys(("GET grants.ask_more", "POST grants.ask_more"), RUNS_COUNCIL),
    # Accounts: the group writes them, the municipality reads receipts, and whoever coordinates approves; anyone sees the gallery.
    "GET grants.gallery": EVERYONE,
    "GET grants.pool_accounts": TREASURER | MANAGES_POOL,
    **dict.fromkeys(("GET grants.accounts", "GET grants.accounts_pdf"), AUTHOR | TREASURER | MANAGES_POOL),
    **dict.fromkeys(
        (
            "GET grants.new_spent",
            "POST grants.new_spent",
            "GET grants.edit_spent",
            "POST grants.edit_spent",
            "POST grants.new_receipt",
            "POST grants.drop_spent",
            "POST grants.drop_account_file",
            "GET grants.account_words",
            "POST grants.account_words",
            "GET grants.account_help",
            "GET grants.account_pictures",
            "POST grants.account_pictures",
            "POST grants.send_the_accounts",
        ),
        AUTHOR,
    ),
    **dict.fromkeys(("POST grants.approve_accounts", "POST grants.return_accounts"), MANAGES_POOL),
}
