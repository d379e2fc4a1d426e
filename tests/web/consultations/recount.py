"""The counts of a hearing, from its rows alone and in plain Python: nothing of the product's own counting is used."""

from collections import Counter

from sqlalchemy import text
from sqlalchemy.orm import Session

Tally = dict[tuple[int, str, int], tuple[int, int, int]]
"""(question, kind, option) -> answers, people, score."""


def recounted(session: Session, consultation_id: int) -> tuple[Tally, int, int]:
    """The tallies, how many answers stand, and how many people are behind them."""
    session.flush()
    rows = session.execute(
        text("SELECT id, kind, people FROM consultation_responses WHERE consultation_id = :c AND withdrawn_at IS NULL"),
        {"c": consultation_id},
    ).all()
    answers: Counter[tuple[int, str, int]] = Counter()
    people: Counter[tuple[int, str, int]] = Counter()
    score: Counter[tuple[int, str, int]] = Counter()
    sizes = dict(
        session.execute(text("SELECT question_id, count(*) FROM consultation_options GROUP BY question_id")).all()
    )
    kinds = dict(session.execute(text("SELECT id, kind FROM consultation_questions")).all())
    for response_id, kind, behind in rows:
        told = set()
        for question_id, option, rank in session.execute(
            text("SELECT question_id, option, rank FROM consultation_choices WHERE response_id = :r"),
            {"r": response_id},
        ):
            told.add(question_id)
            key = question_id, kind, option
            answers[key] += 1
            people[key] += behind
            score[key] += sizes[question_id] + 1 - rank if kinds[question_id] == "ranking" else 0
        texts = session.execute(
            text("SELECT question_id FROM consultation_texts WHERE response_id = :r AND hidden_at IS NULL"),
            {"r": response_id},
        )
        for question_id in told | {question_id for (question_id,) in texts}:
            answers[question_id, kind, 0] += 1
            people[question_id, kind, 0] += behind
    tally = {key: (number, people[key], score[key]) for key, number in answers.items()}
    return tally, len(rows), sum(behind for _id, _kind, behind in rows)


def stored(session: Session, consultation_id: int) -> tuple[Tally, int, int]:
    """The same, as the product has stored it; lines of nothing left out."""
    session.flush()
    query = text(
        "SELECT t.question_id, t.kind, t.option, t.answers, t.people, t.score FROM consultation_tallies t "
        "JOIN consultation_questions q ON q.id = t.question_id WHERE q.consultation_id = :c"
    )
    rows = session.execute(query, {"c": consultation_id}).all()
    tally = {(row[0], row[1], row[2]): (row[3], row[4], row[5]) for row in rows if any(row[3:])}
    found = session.execute(
        text("SELECT responses, people FROM consultations WHERE id = :c"), {"c": consultation_id}
    ).one()
    return tally, found[0], found[1]
