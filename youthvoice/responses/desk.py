"""What lies beside the form while an answer is written: who asks, their words, the draft and what colleagues say of it."""

from dataclasses import dataclass

from flask_babel import gettext

from youthvoice.core.words import meaningful_words, stem, word_set
from youthvoice.responses.labels_of_drafts import BAND_LABELS
from youthvoice.responses.models import AnswerDraft, DraftNote
from youthvoice.responses.queries.drafts import Desk
from youthvoice.responses.rules.drafts import AgeBand, ReviewState, age_bands, review_state

MOST_WORDS = 12
SHORTEST_WORD = 4
"""Letters; what is shorter seldom says what a text is about."""
SHORTEST_ROOT = 3
"""Letters that a word must keep to be found at either end of a longer one."""
MOST_READ = 4_000
"""Characters of a text that are looked through for words."""


EMPTY = word_set(
    "andet andre anden bruge bruger finde finder flere første give giver gang gange går gået hvert hver hvilke hvilken "
    "hvilket igennem ingenting kommer laver ligge ligger mange måde nogle noget opleve ofte siger sige steder sted står "
    "ting tror tager tage hjælp hjælpe mener mene måske bedre alle hele eget egen egne fx sammen sætte sætter skriver"
)
"""Words of young people's proposals that an answer need not take up: they tell nothing of what it is about."""


@dataclass(frozen=True)
class QuestionWord:
    """A word of the question, and whether the answer uses it too."""

    text: str
    is_used: bool


@dataclass(frozen=True)
class DeskView:
    """The draft and its review, ready to show; ``ages`` is empty where nobody is known to ask."""

    draft: AnswerDraft | None
    verdict: DraftNote | None
    review: ReviewState
    ages: str


def desk_view(desk: Desk, this_year: int) -> DeskView:
    """From rows to words."""
    draft = desk.draft
    review = ReviewState.none
    if draft is not None:
        verdict = desk.verdict.approves if desk.verdict is not None else None
        is_asked, is_approved = draft.reviewer_id is not None, draft.approved_at is not None
        review = review_state(is_asked=is_asked, is_approved=is_approved, last_verdict=verdict)
    return DeskView(draft, desk.verdict, review, _ages(age_bands(desk.birth_years, this_year)))


def _ages(bands: list[AgeBand]) -> str:
    known = [str(BAND_LABELS[band]) for band in bands if band is not AgeBand.unknown]
    if not known:
        return str(BAND_LABELS[AgeBand.unknown]) if bands else ""
    return gettext(" og ").join(known)


def question_words(question: str, answer: str) -> list[QuestionWord]:
    """The words that the question is about, as they come, and whether the answer takes each of them up.

    Words of one stem count as one, and a part of a longer word counts: «bane» is taken up by «skatebanen». It tells where
    a word stands, not whether the question was answered.
    """
    said = {stem(word) for word in meaningful_words(answer[:MOST_READ])}
    found: dict[str, QuestionWord] = {}
    for word in meaningful_words(question[:MOST_READ]):
        root = stem(word)
        if len(word) >= SHORTEST_WORD and word.isalpha() and word not in EMPTY and not _is_known(root, found):
            found[root] = QuestionWord(word, _is_said(root, said))
    kept = sorted(found.values(), key=lambda word: -len(word.text))[:MOST_WORDS]
    return [word for word in found.values() if word in kept]


def _is_known(root: str, found: dict[str, QuestionWord]) -> bool:
    """«lærer» after «lærere», and the other way."""
    return any(root.startswith(known) or known.startswith(root) for known in found)


def _is_said(root: str, said: set[str]) -> bool:
    return root in said or (len(root) >= SHORTEST_ROOT and any(s.startswith(root) or s.endswith(root) for s in said))
