"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Blanks and signs of no width, of which a text can be made that nobody can read.
UNSEEN = " \n\t\r\xa0\xad\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u202f\u2060\u2800\u3000\u3164\ufeff"


def seen(column: str) -> str:
    """SQL for what is left of a column without them; ``trim`` takes away plain spaces only."""
    for sign in UNSEEN:
        column = f"replace({column}, '{sign}', '')"
    return column


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entries_subject", ["subject_kind", "subject_id"], unique=False)

    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "sent", "failed", name="outbox_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_messages_dedupe_key")),
    )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_messages_state_next_try_at", ["state", "next_try_at"], unique=False)

    op.create_table(
        "proposal_counters",
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "awaiting",
                "in_progress",
                "needs_more",
                "yes",
                "partly",
                "no",
                "passed_on",
                "withdrawn",
                name="counter_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.CheckConstraint("total >= 0", name=op.f("ck_proposal_counters_total_not_negative")),
        sa.PrimaryKeyConstraint("status", name=op.f("pk_proposal_counters")),
    )
    op.create_table(
        "schools",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "primary",
                "private",
                "upper_secondary",
                "vocational",
                "youth_school",
                "other",
                name="school_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
        sa.UniqueConstraint("name", name=op.f("uq_schools_name")),
    )
    op.create_table(
        "sign_in_codes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("challenge", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_codes")),
        sa.UniqueConstraint("challenge", name=op.f("uq_sign_in_codes_challenge")),
    )
    with op.batch_alter_table("sign_in_codes", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_codes_email_created_at", ["email", "created_at"], unique=False)

    op.create_table(
        "threads",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("name", name=op.f("uq_units_name")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("display_name", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "young_person",
                "teacher",
                "council_member",
                "council_coordinator",
                "official",
                "moderator",
                "administrator",
                name="person_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("birth_year", sa.SmallInteger(), nullable=True),
        sa.Column("school_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=True),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("is_persona", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "birth_year IS NULL OR birth_year BETWEEN 1900 AND 2100", name=op.f("ck_persons_birth_year_is_a_year")
        ),
        sa.CheckConstraint("length(trim(display_name)) >= 2", name=op.f("ck_persons_display_name_needed")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_persons_school_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_persons_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("email", name=op.f("uq_persons_email")),
    )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_persons_school_id"), ["school_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_persons_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "topic_routes",
        sa.Column(
            "topic",
            sa.Enum(
                "leisure",
                "school",
                "wellbeing",
                "traffic",
                "climate",
                "democracy",
                "community",
                name="route_topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_topic_routes_unit_id")),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_topic_routes")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receipt_due_on", sa.Date(), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=False),
        sa.Column("receipt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "awaiting_receipt",
                "awaiting_answer",
                "in_progress",
                "needs_more",
                "answered",
                name="case_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name=op.f("ck_cases_answered_has_a_time")),
        sa.CheckConstraint(
            "answer_due_on >= receipt_due_on OR receipt_at IS NOT NULL", name=op.f("ck_cases_receipt_due_before_answer")
        ),
        sa.ForeignKeyConstraint(["receipt_by_id"], ["persons.id"], name=op.f("fk_cases_receipt_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_cases_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("subject_kind", "subject_id", name="uq_cases_subject"),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_open_due",
            ["answer_due_on", "id"],
            unique=False,
            postgresql_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
            sqlite_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
        )
        batch_op.create_index(
            "ix_cases_open_unit_due",
            ["unit_id", "answer_due_on", "id"],
            unique=False,
            postgresql_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
            sqlite_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
        )
        batch_op.create_index("ix_cases_answered", ["answered_at", "id"], unique=False)
        batch_op.create_index("ix_cases_unit_answered", ["unit_id", "answered_at", "id"], unique=False)

    op.create_table(
        "comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(trim(body)) >= 2", name=op.f("ck_comments_body_needed")),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name=op.f("fk_comments_author_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["comments.id"], name=op.f("fk_comments_parent_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_comments_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("author_id", "form_key", name="uq_comments_author_id_form_key"),
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index("ix_comments_author_id", ["author_id", "id"], unique=False)
        batch_op.create_index("ix_comments_parent_id", ["parent_id"], unique=False)
        batch_op.create_index("ix_comments_thread_id_parent_id_id", ["thread_id", "parent_id", "id"], unique=False)

    op.create_table(
        "content_reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=True),
        sa.Column("target_kind", sa.String(length=40), nullable=False),
        sa.Column("target_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("target_title", sa.String(length=200), nullable=False),
        sa.Column("target_path", sa.String(length=200), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "mean",
                "private_info",
                "worried",
                "spam",
                "other",
                name="report_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("reporter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "kept", "hidden", name="report_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state = 'open' OR (handled_at IS NOT NULL AND handled_by_id IS NOT NULL)",
            name=op.f("ck_content_reports_handled_by_someone"),
        ),
        sa.ForeignKeyConstraint(["handled_by_id"], ["persons.id"], name=op.f("fk_content_reports_handled_by_id")),
        sa.ForeignKeyConstraint(["reporter_id"], ["persons.id"], name=op.f("fk_content_reports_reporter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_reports")),
        sa.UniqueConstraint("form_key", name=op.f("uq_content_reports_form_key")),
    )
    with op.batch_alter_table("content_reports", schema=None) as batch_op:
        batch_op.create_index("ix_content_reports_state_due_at", ["state", "due_at", "id"], unique=False)
        batch_op.create_index("ix_content_reports_target", ["target_kind", "target_id"], unique=False)

    op.create_table(
        "notifications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("event_key", sa.String(length=120), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_notifications_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint("person_id", "event_key", name="uq_notifications_person_id_event_key"),
    )
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.create_index("ix_notifications_person_id_id", ["person_id", "id"], unique=False)
        batch_op.create_index(
            "ix_notifications_unread",
            ["person_id"],
            unique=False,
            postgresql_where=sa.text("read_at IS NULL"),
            sqlite_where=sa.text("read_at IS NULL"),
        )

    op.create_table(
        "answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "passed_on",
                "needs_more",
                "in_progress",
                name="answer_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason_code",
            sa.Enum(
                "law_or_rules",
                "budget",
                "not_our_decision",
                "safety",
                "already_exists",
                "other_peoples_rights",
                "time",
                name="answer_reason_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explanation_key", sa.String(length=64), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("asked_for", sa.Text(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_title", sa.String(length=120), nullable=False),
        sa.Column("contact_unit", sa.String(length=200), nullable=False),
        sa.Column("lix", sa.Integer(), nullable=False),
        sa.Column("written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "NOT (outcome IN ('no', 'partly', 'passed_on')) OR (length(explanation) - length(replace(replace(explanation, ' ', ''), '\n', '')) >= 11 "
            f"AND length({seen('explanation')}) >= 50)",
            name=op.f("ck_answers_explanation_has_words"),
        ),
        sa.CheckConstraint(
            "NOT (outcome IN ('no', 'partly', 'passed_on')) OR (length(replace(lower(explanation), substr(lower(explanation), 1, 5), '')) * 2 > length(explanation) AND replace(lower(explanation), 'lorem ipsum', '') = lower(explanation))",
            name=op.f("ck_answers_explanation_not_filler"),
        ),
        sa.CheckConstraint(
            f"NOT (outcome IN ('no', 'partly', 'passed_on')) OR (length({seen('contact_name')}) >= 2 "
            f"AND length({seen('contact_title')}) >= 2 AND length({seen('contact_unit')}) >= 2)",
            name=op.f("ck_answers_contact_needed"),
        ),
        sa.CheckConstraint(
            "NOT (outcome IN ('no', 'partly', 'passed_on')) OR length(trim(explanation)) >= 80",
            name=op.f("ck_answers_explanation_needed"),
        ),
        sa.CheckConstraint(
            "NOT (outcome IN ('no', 'partly', 'passed_on')) OR (length(trim(next_step)) >= 10 "
            f"AND length({seen('next_step')}) >= 6)",
            name=op.f("ck_answers_next_step_needed"),
        ),
        sa.CheckConstraint(
            "NOT (outcome IN ('no', 'partly', 'passed_on')) OR reason_code IS NOT NULL",
            name=op.f("ck_answers_reason_needed"),
        ),
        sa.CheckConstraint(
            "outcome <> 'in_progress' OR expected_on IS NOT NULL", name=op.f("ck_answers_expected_on_needed")
        ),
        sa.CheckConstraint(
            f"outcome <> 'needs_more' OR (length(trim(asked_for)) >= 10 AND length({seen('asked_for')}) >= 6)",
            name=op.f("ck_answers_asked_for_needed"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_answers_case_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_answers_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("case_id", "form_key", name="uq_answers_case_id_form_key"),
        sa.UniqueConstraint("case_id", "number", name="uq_answers_case_id_number"),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answers_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_answers_explanation_key", ["explanation_key"], unique=False)
        batch_op.create_index(
            "uq_answers_current",
            ["case_id"],
            unique=True,
            postgresql_where=sa.text("replaced_at IS NULL"),
            sqlite_where=sa.text("replaced_at IS NULL"),
        )

    op.create_table(
        "proposals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "leisure",
                "school",
                "wellbeing",
                "traffic",
                "climate",
                "democracy",
                "community",
                name="proposal_topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("school_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "awaiting",
                "in_progress",
                "needs_more",
                "yes",
                "partly",
                "no",
                "passed_on",
                "withdrawn",
                name="proposal_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("endorsement_count", sa.Integer(), nullable=False),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.Column("attachment_kind", sa.String(length=10), nullable=True),
        sa.Column("invite_nonce", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "status IN ('draft', 'withdrawn') OR (submitted_at IS NOT NULL AND case_id IS NOT NULL AND topic IS NOT NULL AND length(trim(title)) >= 5 AND length(trim(what)) >= 20)",
            name=op.f("ck_proposals_submitted_is_complete"),
        ),
        sa.CheckConstraint(
            "endorsement_count >= 0 AND comment_count >= 0", name=op.f("ck_proposals_counts_not_negative")
        ),
        sa.CheckConstraint(
            "listed_at IS NULL OR (hidden_at IS NULL AND withdrawn_at IS NULL AND submitted_at IS NOT NULL)",
            name=op.f("ck_proposals_listed_is_public"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name=op.f("fk_proposals_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_proposals_case_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_proposals_school_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_proposals_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("author_id", "form_key", name="uq_proposals_author_id_form_key"),
        sa.UniqueConstraint("case_id", name=op.f("uq_proposals_case_id")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_proposals_thread_id")),
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index("ix_proposals_answered", ["answered_at", "id"], unique=False)
        batch_op.create_index("ix_proposals_author", ["author_id", "id"], unique=False)
        batch_op.create_index("ix_proposals_listed", ["listed_at", "id"], unique=False)
        batch_op.create_index(
            "ix_proposals_open_listed",
            ["listed_at", "id"],
            unique=False,
            postgresql_where=sa.text("listed_at IS NOT NULL AND status IN ('awaiting', 'in_progress', 'needs_more')"),
            sqlite_where=sa.text("listed_at IS NOT NULL AND status IN ('awaiting', 'in_progress', 'needs_more')"),
        )
        batch_op.create_index("ix_proposals_school_listed", ["school_id", "listed_at", "id"], unique=False)
        batch_op.create_index("ix_proposals_status_listed", ["status", "listed_at", "id"], unique=False)
        batch_op.create_index("ix_proposals_topic_listed", ["topic", "listed_at", "id"], unique=False)

    op.create_table(
        "endorsements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_endorsements_person_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_endorsements_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsements")),
        sa.UniqueConstraint("proposal_id", "person_id", name="uq_endorsements_proposal_id_person_id"),
    )
    with op.batch_alter_table("endorsements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_endorsements_person_id"), ["person_id"], unique=False)

    op.create_table(
        "proposal_attachments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("content_type", sa.String(length=60), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("alt_text", sa.String(length=200), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("thumb", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_attachments_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_attachments")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_proposal_attachments_proposal_id")),
    )
    op.create_table(
        "proposal_coauthors",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_proposal_coauthors_person_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_coauthors_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_coauthors")),
        sa.UniqueConstraint("proposal_id", "person_id", name="uq_proposal_coauthors_proposal_id_person_id"),
    )
    with op.batch_alter_table("proposal_coauthors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_coauthors_person_id"), ["person_id"], unique=False)

    op.create_table(
        "proposal_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "created",
                "submitted",
                "edited",
                "receipt",
                "answered",
                "answer_changed",
                "more_supplied",
                "coauthor_joined",
                "withdrawn",
                "hidden",
                "restored",
                name="proposal_event_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_label", sa.String(length=200), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_events_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_events")),
    )
    with op.batch_alter_table("proposal_events", schema=None) as batch_op:
        batch_op.create_index("ix_proposal_events_proposal_id_id", ["proposal_id", "id"], unique=False)

    op.create_table(
        "proposal_follows",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_proposal_follows_person_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_follows_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_follows")),
        sa.UniqueConstraint("proposal_id", "person_id", name="uq_proposal_follows_proposal_id_person_id"),
    )
    with op.batch_alter_table("proposal_follows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_follows_person_id"), ["person_id"], unique=False)

    op.create_table(
        "proposal_revisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by_label", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_revisions_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_revisions")),
        sa.UniqueConstraint("proposal_id", "number", name="uq_proposal_revisions_proposal_id_number"),
    )


def downgrade() -> None:
    op.drop_table("proposal_revisions")
    with op.batch_alter_table("proposal_follows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_follows_person_id"))

    op.drop_table("proposal_follows")
    with op.batch_alter_table("proposal_events", schema=None) as batch_op:
        batch_op.drop_index("ix_proposal_events_proposal_id_id")

    op.drop_table("proposal_events")
    with op.batch_alter_table("proposal_coauthors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_coauthors_person_id"))

    op.drop_table("proposal_coauthors")
    op.drop_table("proposal_attachments")
    with op.batch_alter_table("endorsements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_endorsements_person_id"))

    op.drop_table("endorsements")
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_index("ix_proposals_topic_listed")
        batch_op.drop_index("ix_proposals_status_listed")
        batch_op.drop_index("ix_proposals_school_listed")
        batch_op.drop_index(
            "ix_proposals_open_listed",
            postgresql_where=sa.text("listed_at IS NOT NULL AND status IN ('awaiting', 'in_progress', 'needs_more')"),
            sqlite_where=sa.text("listed_at IS NOT NULL AND status IN ('awaiting', 'in_progress', 'needs_more')"),
        )
        batch_op.drop_index("ix_proposals_listed")
        batch_op.drop_index("ix_proposals_author")
        batch_op.drop_index("ix_proposals_answered")

    op.drop_table("proposals")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_answers_current",
            postgresql_where=sa.text("replaced_at IS NULL"),
            sqlite_where=sa.text("replaced_at IS NULL"),
        )
        batch_op.drop_index("ix_answers_explanation_key")
        batch_op.drop_index(batch_op.f("ix_answers_case_id"))

    op.drop_table("answers")
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_notifications_unread",
            postgresql_where=sa.text("read_at IS NULL"),
            sqlite_where=sa.text("read_at IS NULL"),
        )
        batch_op.drop_index("ix_notifications_person_id_id")

    op.drop_table("notifications")
    with op.batch_alter_table("content_reports", schema=None) as batch_op:
        batch_op.drop_index("ix_content_reports_target")
        batch_op.drop_index("ix_content_reports_state_due_at")

    op.drop_table("content_reports")
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.drop_index("ix_comments_thread_id_parent_id_id")
        batch_op.drop_index("ix_comments_parent_id")
        batch_op.drop_index("ix_comments_author_id")

    op.drop_table("comments")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_unit_answered")
        batch_op.drop_index("ix_cases_answered")
        batch_op.drop_index(
            "ix_cases_open_unit_due",
            postgresql_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
            sqlite_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_cases_open_due",
            postgresql_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
            sqlite_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
        )

    op.drop_table("cases")
    op.drop_table("topic_routes")
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_persons_unit_id"))
        batch_op.drop_index(batch_op.f("ix_persons_school_id"))

    op.drop_table("persons")
    op.drop_table("units")
    op.drop_table("threads")
    with op.batch_alter_table("sign_in_codes", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_codes_email_created_at")

    op.drop_table("sign_in_codes")
    op.drop_table("schools")
    op.drop_table("proposal_counters")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_messages_state_next_try_at")

    op.drop_table("outbox_messages")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_subject")

    op.drop_table("audit_entries")
