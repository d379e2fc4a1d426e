"""The product's promise as constraints of a table: a refusal cannot be stored without reasons, whoever writes the row.

A table that takes part has the columns reason_code, explanation, next_step, contact_name, contact_title and contact_unit.
"""

from sqlalchemy import CheckConstraint

# Blanks and signs of no width, of which a text can be made that nobody can read.
UNSEEN = " \n\t\r\xa0\xad\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u202f\u2060\u2800\u3000\u3164\ufeff"


def seen(column: str) -> str:
    """SQL for what is left of a column without ``UNSEEN``; ``trim`` takes away plain spaces only, on both databases."""
    for sign in UNSEEN:
        column = f"replace({column}, '{sign}', '')"
    return column


def reasons_owed(refuses: str) -> tuple[CheckConstraint, ...]:
    """The checks of a table in which the SQL condition ``refuses`` tells the rows that owe reasons."""
    return (
        CheckConstraint(f"NOT ({refuses}) OR reason_code IS NOT NULL", name="reason_needed"),
        CheckConstraint(f"NOT ({refuses}) OR length(trim(explanation)) >= 80", name="explanation_needed"),
        # At least eleven gaps between words, and enough that is not blank.
        CheckConstraint(
            f"NOT ({refuses}) OR (length(explanation) - length(replace(replace(explanation, ' ', ''), '\n', '')) >= 11 "
            f"AND length({seen('explanation')}) >= 50)",
            name="explanation_has_words",
        ),
        # Take away every copy of how the text begins: a text of one thing again and again is gone.
        CheckConstraint(
            f"NOT ({refuses}) OR (length(replace(lower(explanation), substr(lower(explanation), 1, 5), '')) * 2 "
            "> length(explanation) AND replace(lower(explanation), 'lorem ipsum', '') = lower(explanation))",
            name="explanation_not_filler",
        ),
        CheckConstraint(
            f"NOT ({refuses}) OR (length(trim(next_step)) >= 10 AND length({seen('next_step')}) >= 6)",
            name="next_step_needed",
        ),
        CheckConstraint(
            f"NOT ({refuses}) OR (length({seen('contact_name')}) >= 2 AND length({seen('contact_title')}) >= 2 "
            f"AND length({seen('contact_unit')}) >= 2)",
            name="contact_needed",
        ),
    )
