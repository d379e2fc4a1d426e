"""Cases can be searched, what the inbox asks for has indexes, and who was looked after this morning is remembered."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEARCHED = ("title", "question", "asked_by")
OPEN = "state <> 'answered' AND closed_at IS NULL"
OWED = f"{OPEN} AND state <> 'needs_more'"
INDEXES = (
    ("ix_cases_owed_unit_due", ["unit_id", "answer_due_on", "id"], OWED),
    ("ix_cases_owed_due", ["answer_due_on", "id"], OWED),
    ("ix_cases_open_unit_state_due", ["unit_id", "state", "answer_due_on", "id"], OPEN),
    ("ix_cases_open_state_due", ["state", "answer_due_on", "id"], OPEN),
)


def upgrade() -> None:
    """Search in each database's own words; the rest is the same for both."""
    for name, columns, where in INDEXES:
        condition = sa.text(where)
        op.create_index(name, "cases", columns, unique=False, postgresql_where=condition, sqlite_where=condition)
    op.create_table(
        "reminder_rounds",
        sa.Column("person_id", BIG, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_reminder_rounds_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reminder_rounds")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _postgresql() -> None:
    words = " || ' ' || ".join(SEARCHED)
    op.execute(
        f"ALTER TABLE cases ADD COLUMN search_vector tsvector GENERATED ALWAYS AS (to_tsvector('danish', {words})) STORED"
    )
    op.execute("CREATE INDEX hand_ix_cases_search ON cases USING gin (search_vector)")


def _sqlite() -> None:
    columns = ", ".join(SEARCHED)
    new = ", ".join(f"new.{name}" for name in SEARCHED)
    old = ", ".join(f"old.{name}" for name in SEARCHED)
    op.execute(
        f"CREATE VIRTUAL TABLE cases_search USING fts5({columns}, content='cases', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute("INSERT INTO cases_search(cases_search) VALUES ('rebuild')")
    insert = f"INSERT INTO cases_search(rowid, {columns}) VALUES (new.id, {new});"
    delete = f"INSERT INTO cases_search(cases_search, rowid, {columns}) VALUES ('delete', old.id, {old});"
    op.execute(f"CREATE TRIGGER cases_search_insert AFTER INSERT ON cases BEGIN {insert} END")
    op.execute(f"CREATE TRIGGER cases_search_delete AFTER DELETE ON cases BEGIN {delete} END")
    op.execute(f"CREATE TRIGGER cases_search_update AFTER UPDATE OF {columns} ON cases BEGIN {delete} {insert} END")


def downgrade() -> None:
    """Cases cannot be searched."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE cases DROP COLUMN search_vector")
    else:
        for deed in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER cases_search_{deed}")
        op.execute("DROP TABLE cases_search")
    op.drop_table("reminder_rounds")
    for name, _columns, _where in reversed(INDEXES):
        op.drop_index(name, table_name="cases")
