"""What models cannot say: search, a log that cannot be changed, an explanation that cannot be used twice."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SEARCHED = ("title", "what", "why")
REFUSES = "replaced_at IS NULL AND outcome IN ('no', 'partly', 'passed_on')"


def upgrade() -> None:
    """Each database in its own words."""
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _postgresql() -> None:
    text = " || ' ' || ".join(f"coalesce({name}, '')" for name in SEARCHED)
    op.execute(
        "ALTER TABLE proposals ADD COLUMN search_vector tsvector "
        f"GENERATED ALWAYS AS (to_tsvector('danish', {text})) STORED"
    )
    op.execute("CREATE INDEX hand_ix_proposals_search ON proposals USING gin (search_vector)")
    op.execute(
        f"CREATE UNIQUE INDEX hand_uq_answers_explanation ON answers (md5(lower(trim(explanation)))) WHERE {REFUSES}"
    )
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'this table is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _sqlite() -> None:
    columns = ", ".join(SEARCHED)
    new = ", ".join(f"new.{name}" for name in SEARCHED)
    old = ", ".join(f"old.{name}" for name in SEARCHED)
    op.execute(
        f"CREATE VIRTUAL TABLE proposals_search USING fts5({columns}, content='proposals', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    insert = f"INSERT INTO proposals_search(rowid, {columns}) VALUES (new.id, {new});"
    delete = f"INSERT INTO proposals_search(proposals_search, rowid, {columns}) VALUES ('delete', old.id, {old});"
    op.execute(f"CREATE TRIGGER proposals_search_insert AFTER INSERT ON proposals BEGIN {insert} END")
    op.execute(f"CREATE TRIGGER proposals_search_delete AFTER DELETE ON proposals BEGIN {delete} END")
    op.execute(
        f"CREATE TRIGGER proposals_search_update AFTER UPDATE OF {columns} ON proposals BEGIN {delete} {insert} END"
    )
    op.execute(f"CREATE UNIQUE INDEX hand_uq_answers_explanation ON answers (lower(trim(explanation))) WHERE {REFUSES}")
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entries_no_{deed.lower()} BEFORE {deed} ON audit_entries "
            "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
        )
    # INSERT OR REPLACE takes a row away without asking the trigger on DELETE.
    op.execute(
        "CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries "
        "WHEN EXISTS (SELECT 1 FROM audit_entries WHERE id = new.id) "
        "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
    )


def downgrade() -> None:
    """The first tables remain."""
    op.execute("DROP INDEX hand_uq_answers_explanation")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_entries_append_only ON audit_entries")
        op.execute("DROP FUNCTION refuse_change()")
        op.execute("ALTER TABLE proposals DROP COLUMN search_vector")
        return
    for name in (
        "proposals_search_insert",
        "proposals_search_delete",
        "proposals_search_update",
        "audit_entries_no_update",
        "audit_entries_no_delete",
        "audit_entries_no_replace",
    ):
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE proposals_search")
