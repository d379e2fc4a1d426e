"""A payment that was marked as paid by mistake is undone, and the timeline says so."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BEFORE = (
    "submitted", "asked_for_more", "told_more", "on_agenda", "granted", "reduced", "rejected", "complained", "withdrawn",
    "accepted", "given_up", "changed", "paid", "accounts_sent", "accounts_sent_back", "given_back", "closed",
)  # fmt: skip
CHECK = "ck_application_events_application_event_kind"


def upgrade() -> None:
    """A step more."""
    _allow((*BEFORE, "unpaid"))


def _allow(steps: tuple[str, ...]) -> None:
    named = ", ".join(f"'{step}'" for step in steps)
    with op.batch_alter_table("application_events") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), sa.text(f"kind IN ({named})"))


def downgrade() -> None:
    """The timeline forgets that something was undone, and that it was said before."""
    op.execute("DELETE FROM application_events WHERE kind = 'unpaid'")
    _allow(BEFORE)
