"""The counted figures of a year; and how long a case stood still before its first answer, which they are made of."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """A row for each year and unit; cases that were answered before had no pause since."""
    op.execute("ALTER TABLE cases ADD COLUMN first_paused_days INTEGER DEFAULT 0 NOT NULL")
    op.execute("UPDATE cases SET first_paused_days = paused_days WHERE first_answered_at IS NOT NULL")
    op.create_table(
        "scorecards",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("scope", BIG, autoincrement=False, nullable=False),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("scope = coalesce(unit_id, 0)", name=op.f("ck_scorecards_scope_is_the_unit")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_scorecards_unit_id")),
        sa.PrimaryKeyConstraint("year", "scope", name=op.f("pk_scorecards")),
    )
    op.create_index(op.f("ix_scorecards_unit_id"), "scorecards", ["unit_id"], unique=False)
    op.create_index(op.f("ix_scorecards_counted_at"), "scorecards", ["counted_at"], unique=False)


def downgrade() -> None:
    """Pages count nothing then."""
    op.drop_table("scorecards")
    op.execute("ALTER TABLE cases DROP COLUMN first_paused_days")
