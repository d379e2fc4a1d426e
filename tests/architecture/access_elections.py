"""Who gets in where: elections of representatives."""

from tests.architecture.access_roles import EVERYONE, HELPS_CLASS, SEATS_COUNCIL, SIGNED_IN

RUNS_ELECTION = HELPS_CLASS | {"administrator"}
"""The adults who help the class or the elevråd above it."""
CANDIDATE = frozenset({"pupil"})

ELECTIONS: dict[str, frozenset[str]] = {
    # Anyone reads what there is; who a candidate is, is for the candidate to say (tests/web/elections/test_who_sees_whom.py).
    **dict.fromkeys(
        ("GET elections.list_elections", "GET elections.round_page", "GET elections.election", "GET elections.picture"),
        EVERYONE,
    ),
    # Who may vote may stand; the pupil of the small world does.
    **dict.fromkeys(
        (
            "GET elections.stand",
            "POST elections.stand",
            "GET elections.candidate_help",
            "POST elections.remove_picture",
        ),
        CANDIDATE,
    ),
    # Whoever does not stand steps back from nothing.
    "POST elections.withdraw": SIGNED_IN,
    "GET elections.roll": SIGNED_IN,
    # The candidate, or the adult who heard the yes.
    "POST elections.confirm": RUNS_ELECTION | CANDIDATE,
    **dict.fromkeys(
        ("GET elections.report_candidate", "POST elections.report_candidate"), RUNS_ELECTION | CANDIDATE | {"moderator"}
    ),
    # Announcing and moving is for whoever gives seats in the elevråd; the empty seat is that of another class.
    **dict.fromkeys(
        (
            "GET elections.plan",
            "POST elections.plan",
            "GET elections.change_dates",
            "POST elections.change_dates",
            "POST elections.step_in",
            "POST elections.decline",
        ),
        SEATS_COUNCIL,
    ),
    **dict.fromkeys(
        (
            "GET elections.enter",
            "POST elections.enter",
            "POST elections.strike",
            "POST elections.judge_picture",
            "POST elections.add_voter",
            "POST elections.remove_voter",
            "GET elections.cancel",
            "POST elections.cancel",
            "GET elections.run_off",
            "POST elections.run_off",
            "GET elections.recall",
            "POST elections.recall",
        ),
        RUNS_ELECTION,
    ),
}
