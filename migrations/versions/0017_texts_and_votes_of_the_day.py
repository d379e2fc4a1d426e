"""The day's own texts can be hidden, a vote that settled nothing is held again, and an amendment may wait for its wording."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COLUMNS = (
    ("assembly_items", "hidden_at", "{moment}"),
    ("assembly_votes", "hidden_at", "{moment}"),
    ("assembly_votes", "attempt", "SMALLINT NOT NULL DEFAULT 1"),
    ("assembly_events", "hidden_at", "{moment}"),
    ("amendments", "waits_since", "{moment}"),
)
REFERRING = (
    ("assembly_items", "written_by_id", "persons"),
    ("assembly_votes", "written_by_id", "persons"),
    ("assembly_votes", "again_of_id", "assembly_votes"),
)
STANDS = sa.text("cancelled_at IS NULL")


def upgrade() -> None:
    """New columns, and one vote alone that follows another. Who wrote what is there already is not known."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    moment, key = ("TIMESTAMP WITH TIME ZONE", "BIGINT") if is_postgresql else ("DATETIME", "INTEGER")
    for table, name, kind in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind.format(moment=moment)}")
    for table, name, other in REFERRING:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {name} {key} CONSTRAINT fk_{table}_{name} REFERENCES {other} (id)"
        )  # fmt: skip
    op.create_index(
        "uq_assembly_votes_again",
        "assembly_votes",
        ["again_of_id"],
        unique=True,
        postgresql_where=STANDS,
        sqlite_where=STANDS,
    )


def downgrade() -> None:
    """They go; what was hidden can be read again."""
    op.drop_index("uq_assembly_votes_again", table_name="assembly_votes")
    for table, name, _what in (*REFERRING, *COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
