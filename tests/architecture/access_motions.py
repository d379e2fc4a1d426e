"""Who gets in where: motions, amendments and committees. The author is a delegate and leads a committee; the council's chair
runs that Bytinget.
"""

from tests.architecture.access_roles import AUTHOR, EVERYONE

LEADS = frozenset({"council_chair", "administrator"})

MOTIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "GET assembly.motions",
            "GET assembly.motion",
            "GET assembly.motion_versions",
            "GET assembly.motion_help",
            "GET assembly.amendment",
            "GET assembly.committees",
            "GET assembly.committee",
        ),
        EVERYONE,
    ),
    # Delegates write, and work on what their committee has.
    **dict.fromkeys(
        (
            "GET assembly.new_motion",
            "POST assembly.new_motion",
            "GET assembly.motion_draft",
            "POST assembly.motion_draft",
            "POST assembly.send_motion",
            "POST assembly.drop_draft",
            "GET assembly.edit_motion",
            "POST assembly.edit_motion",
            "GET assembly.withdraw_motion",
            "POST assembly.withdraw_motion",
            "GET assembly.new_amendment",
            "POST assembly.new_amendment",
            "POST assembly.amendment",
            "POST assembly.withdraw_amendment",
            "POST assembly.join_committee",
            "POST assembly.leave_committee",
        ),
        AUTHOR,
    ),
    # Whoever leads the committee, and those who lead Bytinget.
    **dict.fromkeys(
        (
            "POST assembly.finish_motion",
            "POST assembly.reopen_motion",
            "GET assembly.merge_motion",
            "POST assembly.merge_motion",
            "GET assembly.take_in_amendment",
            "POST assembly.take_in_amendment",
        ),
        AUTHOR | LEADS,
    ),
    **dict.fromkeys(
        (
            "GET assembly.give_motion",
            "POST assembly.give_motion",
            "GET assembly.carried",
            "POST assembly.take_up_proposal",
            "GET assembly.new_committee",
            "POST assembly.new_committee",
            "GET assembly.change_committee",
            "POST assembly.change_committee",
            "GET assembly.committee_members",
            "POST assembly.committee_members",
            "POST assembly.drop_member",
            "POST assembly.lead_committee",
        ),
        LEADS,
    ),
}
