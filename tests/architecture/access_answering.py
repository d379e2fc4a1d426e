"""Who gets in where: answering a hearing, alone or as a class, and what was answered."""

from tests.architecture.access_roles import EVERYONE, HELPS_CLASS, SIGNED_IN, YOUNG

ANSWERING: dict[str, frozenset[str]] = {
    **dict.fromkeys(("GET consultations.results", "GET consultations.texts", "GET consultations.council_answer"), EVERYONE),
    **dict.fromkeys(("GET consultations.mine", "GET consultations.together"), SIGNED_IN),
    **dict.fromkeys(
        (
            *(f"{method} consultations.{name}" for name in ("answer", "withdraw_answer") for method in ("GET", "POST")),
            "POST consultations.keep_answer",
            "GET consultations.own_answer",
        ),
        YOUNG,
    ),
    # The class of the small world; who answers for a council is tried in tests/web/consultations.
    **dict.fromkeys(
        (
            *(f"{method} consultations.{name}" for name in ("answer_together", "withdraw_together") for method in ("GET", "POST")),
            "POST consultations.keep_together",
            "GET consultations.shared_answer",
        ),
        HELPS_CLASS,
    ),
}  # fmt: skip
