"""An answer stands: nobody, not even by SQL, rewrites or removes one, or (on PostgreSQL) marks a case answered without one.

That last guard must wait for the end of the transaction, since case and answer need each other; SQLite has no deferred
triggers, and goes without it.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FINAL = "('yes', 'partly', 'no', 'passed_on')"
STANDS = f"SELECT 1 FROM answers WHERE case_id = NEW.id AND replaced_at IS NULL AND outcome IN {FINAL}"
NO_ANSWER = "a case is answered by an answer"
REWRITTEN = "an answer is replaced by a new one, never changed or removed"
# All that makes up an answer; replaced_at alone may be set, once.
WORDS = (
    "case_id",
    "number",
    "outcome",
    "reason_code",
    "explanation",
    "next_step",
    "asked_for",
    "expected_on",
    "contact_name",
    "contact_title",
    "contact_unit",
    "written_by_id",
    "created_at",
)
CHANGED = " OR ".join(f"NEW.{name} IS {{distinct}} OLD.{name}" for name in WORDS)
REVIVED = "(OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS NULL)"


def upgrade() -> None:
    """Each database in its own words."""
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _postgresql() -> None:
    op.execute(
        "CREATE FUNCTION case_needs_answer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NEW.state = 'answered' AND NOT EXISTS ({STANDS}) THEN RAISE EXCEPTION '{NO_ANSWER}'; END IF; "
        "RETURN NEW; END $$"
    )
    # Deferred to the commit: the state and the answer are written in either order within one transaction.
    op.execute(
        "CREATE CONSTRAINT TRIGGER cases_need_answer AFTER INSERT OR UPDATE OF state ON cases "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION case_needs_answer()"
    )
    op.execute(
        "CREATE FUNCTION keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' OR {CHANGED.format(distinct='DISTINCT FROM')} OR {REVIVED} "
        f"THEN RAISE EXCEPTION '{REWRITTEN}'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER answers_stand BEFORE UPDATE OR DELETE ON answers FOR EACH ROW EXECUTE FUNCTION keep_answer()"
    )


def _sqlite() -> None:
    op.execute(
        "CREATE TRIGGER answers_stand_update BEFORE UPDATE ON answers "
        f"WHEN {CHANGED.format(distinct='NOT')} OR {REVIVED} BEGIN SELECT RAISE(ABORT, '{REWRITTEN}'); END"
    )
    op.execute(
        f"CREATE TRIGGER answers_stand_delete BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, '{REWRITTEN}'); END"
    )


def downgrade() -> None:
    """Back to checks alone."""
    if op.get_bind().dialect.name == "postgresql":
        for trigger, table, function in (
            ("cases_need_answer", "cases", "case_needs_answer"),
            ("answers_stand", "answers", "keep_answer"),
        ):
            op.execute(f"DROP TRIGGER {trigger} ON {table}")
            op.execute(f"DROP FUNCTION {function}()")
        return
    for name in ("answers_stand_update", "answers_stand_delete"):
        op.execute(f"DROP TRIGGER {name}")
