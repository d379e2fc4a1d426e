"""Who takes part: figures by year, and reports on a period."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """New tables alone."""
    op.create_table(
        "participation_years",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_participation_years")),
    )
    op.create_index(op.f("ix_participation_years_counted_at"), "participation_years", ["counted_at"])
    op.create_table(
        "evaluations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("made_by_id", BIG, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_evaluations_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_evaluations_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
        sa.UniqueConstraint("form_key", name=op.f("uq_evaluations_form_key")),
    )


def downgrade() -> None:
    """Both go."""
    op.drop_table("evaluations")
    op.drop_table("participation_years")
