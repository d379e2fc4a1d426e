"""How people want to be told: settings by topic, digests, push, and addresses that refuse mail."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WAITS = sa.text("digested_at IS NULL AND pace IN ('daily', 'weekly')")
PACES = "pace IN ('now', 'daily', 'weekly', 'never')"


def big_id() -> sa.types.TypeEngine[int]:
    """A row's id, on both databases."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def moment(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    """A column for a moment."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Three tables; and how news, mails and addresses fared."""
    # Written out: only so does SQLite take a checked column into a table that exists.
    op.execute(
        f"ALTER TABLE notifications ADD COLUMN pace VARCHAR(40) CONSTRAINT ck_notifications_news_pace CHECK ({PACES})"
    )
    op.add_column("notifications", moment("digested_at", nullable=True))
    op.create_index(
        "ix_notifications_waits",
        "notifications",
        ["person_id", "pace", "created_at"],
        postgresql_where=WAITS,
        sqlite_where=WAITS,
    )
    op.add_column("outbox_messages", sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
    op.add_column("outbox_messages", sa.Column("topic", sa.String(length=40)))
    op.add_column(
        "outbox_messages", sa.Column("rests_at_night", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("persons", moment("email_refused_at", nullable=True))
    op.add_column("persons", sa.Column("email_refused_why", sa.String(length=200)))
    _settings()
    _push()


def _settings() -> None:
    op.create_table(
        "notification_settings",
        sa.Column("id", big_id(), nullable=False),
        sa.Column("person_id", big_id(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("pace", sa.String(length=40), nullable=False),
        sa.Column("push", sa.Boolean(), nullable=False),
        sa.CheckConstraint(PACES, name=op.f("ck_notification_settings_setting_pace")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_notification_settings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_settings")),
        sa.UniqueConstraint("person_id", "topic", name=op.f("uq_notification_settings_person_id_topic")),
    )


def _push() -> None:
    op.create_table(
        "push_subscriptions",
        sa.Column("id", big_id(), nullable=False),
        sa.Column("person_id", big_id(), nullable=False),
        sa.Column("endpoint", sa.String(length=1000), nullable=False),
        sa.Column("p256dh", sa.String(length=100), nullable=False),
        sa.Column("auth", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        moment("created_at"),
        moment("last_ok_at", nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_push_subscriptions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscriptions")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_subscriptions_endpoint")),
    )
    op.create_index(op.f("ix_push_subscriptions_person_id"), "push_subscriptions", ["person_id"])
    op.create_table(
        "push_messages",
        sa.Column("id", big_id(), nullable=False),
        sa.Column("subscription_id", big_id(), nullable=False),
        sa.Column("notification_id", big_id(), nullable=False),
        moment("created_at"),
        sa.Column("state", sa.String(length=40), nullable=False),
        moment("next_try_at"),
        moment("sent_at", nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("rests_at_night", sa.Boolean(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", name=op.f("ck_push_messages_outbox_state")),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["push_subscriptions.id"],
            name=op.f("fk_push_messages_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notification_id"], ["notifications.id"], name=op.f("fk_push_messages_notification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_messages")),
        sa.UniqueConstraint(
            "subscription_id", "notification_id", name=op.f("uq_push_messages_subscription_id_notification_id")
        ),
    )
    op.create_index(op.f("ix_push_messages_notification_id"), "push_messages", ["notification_id"])
    op.create_index("ix_push_messages_state_next_try_at", "push_messages", ["state", "next_try_at"])


def downgrade() -> None:
    """Back to a list and mails at once."""
    for table in ("push_messages", "push_subscriptions", "notification_settings"):
        op.drop_table(table)
    op.drop_index("ix_notifications_waits", "notifications")
    with op.batch_alter_table("notifications") as batch:
        batch.drop_constraint(op.f("ck_notifications_news_pace"), type_="check")
        batch.drop_column("digested_at")
        batch.drop_column("pace")
    for table, columns in (
        ("outbox_messages", ("rests_at_night", "topic", "person_id")),
        ("persons", ("email_refused_why", "email_refused_at")),
    ):
        for column in columns:
            op.drop_column(table, column)
