"""Who gets in where: pools, applications and money.

The author has sent an application; the elevråd decides; the official is the pool's treasurer.
"""

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
READS_GRANT = AUTHOR | SITS_IN_COUNCIL | TREASURER | ADMINISTRATORS
"""Before it is public."""

GRANTS: dict[str, frozenset[str]] = {
    # Anyone follows the money.
    **dict.fromkeys(("GET grants.front", "GET grants.pool"), EVERYONE),
    "GET grants.application": READS_GRANT,
    # Decisions.
    **dict.fromkeys(
        ("GET grants.decide", "POST grants.decide_now", "GET grants.reword", "POST grants.reword"), RUNS_COUNCIL
    ),
    **dict.fromkeys(("GET grants.complain", "POST grants.complain"), AUTHOR),
    **dict.fromkeys(("GET grants.settle_complaint", "POST grants.settle_complaint"), MANAGES_POOL),
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
}
