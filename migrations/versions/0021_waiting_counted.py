"""What waits in each round is counted as it comes and goes, so that the council's desk counts no applications."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BEFORE = ("all", "status", "topic", "school", "age_band")
CHECK = "ck_pool_tallies_pool_tally_dimension"


def upgrade() -> None:
    """A dimension more, counted from what waits now."""
    _allow((*BEFORE, "waiting"))
    op.execute(
        "INSERT INTO pool_tallies (pool_id, dimension, key, applications, awards, amount) "
        "SELECT pool_id, 'waiting', coalesce(CAST(round_id AS VARCHAR(40)), ''), count(*), 0, sum(asked) "
        "FROM applications WHERE status IN ('submitted', 'needs_more') GROUP BY pool_id, round_id"
    )


def _allow(dimensions: tuple[str, ...]) -> None:
    named = ", ".join(f"'{one}'" for one in dimensions)
    with op.batch_alter_table("pool_tallies") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), sa.text(f"dimension IN ({named})"))


def downgrade() -> None:
    """The desk counts again."""
    op.execute("DELETE FROM pool_tallies WHERE dimension = 'waiting'")
    _allow(BEFORE)
