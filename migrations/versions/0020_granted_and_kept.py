"""What is counted as granted is what the groups kept: money that came back, or was never paid, may be granted to others."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ABOUT = {
    "all": "''",
    "topic": "coalesce(a.topic, '')",
    "school": "coalesce(CAST(a.school_id AS VARCHAR(40)), '')",
    "age_band": "coalesce(a.age_band, '')",
}
KEPT = "g.granted + g.paid + g.closed_out"
EVER = "coalesce((SELECT w.amount FROM awards w WHERE w.application_id = a.id AND w.replaced_at IS NULL), 0)"


def upgrade() -> None:
    """The counts follow the ledger."""
    _count(KEPT)


def _count(amount: str) -> None:
    for dimension, key in ABOUT.items():
        op.execute(
            f"UPDATE pool_tallies SET amount = coalesce((SELECT sum({amount}) FROM applications a "
            "JOIN grant_balances g ON g.application_id = a.id "
            f"WHERE a.pool_id = pool_tallies.pool_id AND a.status <> 'given_up' AND {key} = pool_tallies.key), 0) "
            f"WHERE dimension = '{dimension}'"
        )


def downgrade() -> None:
    """All that was ever granted, unless it was given up whole."""
    _count(EVER)
