"""What is typed and not sent is kept, a summary of a hearing can be corrected, and two lookups get an index."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHOWN = sa.text("published_at IS NOT NULL")
OF_MOTIONS = sa.text("kind = 'grant_vote_near'")


def upgrade() -> None:
    """Two tables, a column and two indexes."""
    _form_drafts()
    _summaries()
    op.add_column("consultations", sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_consultations_opening", "consultations", ["opens_at", "id"], postgresql_where=SHOWN, sqlite_where=SHOWN
    )
    op.create_index(
        "ix_notifications_of_motions",
        "notifications",
        ["event_key"],
        postgresql_where=OF_MOTIONS,
        sqlite_where=OF_MOTIONS,
    )


def _form_drafts() -> None:
    op.create_table(
        "form_drafts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_form_drafts_version_counts")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_form_drafts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_drafts")),
        sa.UniqueConstraint("person_id", "place", name="uq_form_drafts_person_id_place"),
    )
    op.create_index("ix_form_drafts_changed_at", "form_drafts", ["changed_at"])


def _summaries() -> None:
    op.create_table(
        "consultation_summaries",
        sa.Column("id", BIG, nullable=False),
        sa.Column("consultation_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("unchanged_why", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("written_by_id", BIG, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "number = 1 OR length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(why, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 12",
            name=op.f("ck_consultation_summaries_corrected_for_a_reason"),
        ),
        sa.CheckConstraint(
            "length(trim(heard)) >= 40 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(heard, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 25 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(changed, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 12 AND length(trim(unchanged_why)) >= 40 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(unchanged_why, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 25",
            name=op.f("ck_consultation_summaries_says_what_was_heard"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_consultation_summaries_consultation_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["persons.id"], name=op.f("fk_consultation_summaries_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_summaries")),
        sa.UniqueConstraint("consultation_id", "number", name="uq_consultation_summaries_consultation_id_number"),
    )


def downgrade() -> None:
    """All of it goes."""
    op.drop_index("ix_notifications_of_motions", "notifications")
    op.drop_index("ix_consultations_opening", "consultations")
    op.drop_column("consultations", "corrected_at")
    op.drop_table("consultation_summaries")
    op.drop_table("form_drafts")
