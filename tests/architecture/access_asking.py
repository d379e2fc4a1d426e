"""Who gets in where: hearings, on the side of those who ask. The official's unit asks."""

from tests.architecture.access_roles import EVERYONE, ITS_OFFICIALS, OFFICIALS

DRAFT = ("edit", "new_question", "edit_question")
DEEDS = ("remove", "move_question", "remove_question", "publish", "keep")

ASKING: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("GET consultations.front", "GET consultations.show", "GET consultations.wordings", "GET consultations.counts_file"), EVERYONE
    ),
    **dict.fromkeys(("GET consultations.ours", "GET consultations.new", "POST consultations.new"), OFFICIALS),
    **dict.fromkeys(
        (
            *(f"{method} consultations.{name}" for name in (*DRAFT, "more_time", "cancel", "summary", "correct") for method in ("GET", "POST")),
            *(f"POST consultations.{name}" for name in DEEDS),
            "GET consultations.questions",
            "GET consultations.preview",
            "GET consultations.read_answers",
            "GET consultations.texts_file",
        ),
        ITS_OFFICIALS,
    ),
}  # fmt: skip
