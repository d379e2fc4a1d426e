"""Pools of money for the young: applications, decisions, payments, accounts and a ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "ledger_entries",
    "grant_balances",
    "pool_balances",
    "payments",
    "application_files",
    "agreements",
    "spent_lines",
    "grant_milestones",
    "change_requests",
    "bank_details",
    "accounts_reminders",
    "account_reports",
    "payment_batches",
    "grant_complaints",
    "assessment_marks",
    "council_wishes",
    "round_rankings",
    "motion_votes",
    "awards",
    "assessments",
    "panelists",
    "motions",
    "budget_lines",
    "application_notes",
    "application_members",
    "application_events",
    "applications",
    "pool_tallies",
    "pool_rules",
    "pool_rounds",
    "pool_officers",
    "pool_criteria",
    "pools",
)


def upgrade() -> None:
    """New tables; and answers can be pointed to together with what they say."""
    op.create_index("uq_answers_id_outcome", "answers", ["id", "outcome"], unique=True)
    _pools()
    _applications()
    _deciding()
    _ranking()
    _paying()
    _ledger()


def downgrade() -> None:
    """Everything of the pools goes; answers stay."""
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("uq_answers_id_outcome", "answers")


def _pools() -> None:
    op.create_table(
        "pools",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("who_may", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("min_age", sa.SmallInteger(), nullable=True),
        sa.Column("max_age", sa.SmallInteger(), nullable=True),
        sa.Column("lowest", sa.BigInteger(), nullable=True),
        sa.Column("highest", sa.BigInteger(), nullable=True),
        sa.Column("excluded", sa.String(length=200), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), nullable=False),
        sa.Column("is_rolling", sa.Boolean(), nullable=False),
        sa.Column("reuses_returned", sa.Boolean(), nullable=False),
        sa.Column("accounts_days", sa.SmallInteger(), nullable=False),
        sa.Column("complaint", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_title", sa.String(length=120), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("created_by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_pools_closed_when_opened")),
        sa.CheckConstraint("ended_at IS NULL OR closed_at IS NOT NULL", name=op.f("ck_pools_ended_when_closed")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_pools_ends_after_it_begins")),
        sa.CheckConstraint(
            "highest IS NULL OR lowest IS NULL OR lowest <= highest", name=op.f("ck_pools_amounts_in_order")
        ),
        sa.CheckConstraint("length(trim(complaint)) >= 20", name=op.f("ck_pools_complaint_needed")),
        sa.CheckConstraint("length(trim(name)) >= 2", name=op.f("ck_pools_name_needed")),
        sa.CheckConstraint("lowest IS NULL OR lowest > 0", name=op.f("ck_pools_lowest_above_zero")),
        sa.CheckConstraint(
            "min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name=op.f("ck_pools_ages_in_order")
        ),
        sa.CheckConstraint("notice_days >= 0 AND accounts_days > 0", name=op.f("ck_pools_days_not_negative")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_pools_body_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["persons.id"], name=op.f("fk_pools_created_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_pools_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pools")),
        sa.UniqueConstraint("body_id", "year", "name", name="uq_pools_body_id_year_name"),
        sa.UniqueConstraint("form_key", name=op.f("uq_pools_form_key")),
    )
    op.create_index("ix_pools_year", "pools", ["year", "id"], unique=False)
    op.create_table(
        "pool_criteria",
        sa.Column("id", BIG, nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("question", sa.String(length=160), nullable=False),
        sa.CheckConstraint("length(trim(question)) >= 3", name=op.f("ck_pool_criteria_question_needed")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_pool_criteria_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_criteria")),
        sa.UniqueConstraint("pool_id", "number", name="uq_pool_criteria_pool_id_number"),
    )
    op.create_table(
        "pool_officers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "coordinator",
                "treasurer",
                name="pool_officer_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_pool_officers_person_id")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_pool_officers_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_officers")),
        sa.UniqueConstraint("pool_id", "person_id", "role", name="uq_pool_officers_once"),
    )
    op.create_index("ix_pool_officers_person", "pool_officers", ["person_id", "pool_id"], unique=False)
    op.create_table(
        "pool_rounds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decides_on", sa.Date(), nullable=False),
        sa.CheckConstraint("decides_on >= opens_on", name=op.f("ck_pool_rounds_decided_after_it_opens")),
        sa.CheckConstraint("length(trim(name)) >= 2", name=op.f("ck_pool_rounds_name_needed")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_pool_rounds_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_rounds")),
        sa.UniqueConstraint("pool_id", "name", name="uq_pool_rounds_pool_id_name"),
    )
    op.create_index("ix_pool_rounds_pool", "pool_rounds", ["pool_id", "closes_at", "id"], unique=False)
    op.create_table(
        "pool_rules",
        sa.Column("id", BIG, nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.CheckConstraint("length(trim(words)) >= 3", name=op.f("ck_pool_rules_words_needed")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_pool_rules_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_rules")),
        sa.UniqueConstraint("pool_id", "number", name="uq_pool_rules_pool_id_number"),
    )
    op.create_table(
        "pool_tallies",
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column(
            "dimension",
            sa.Enum(
                "all",
                "status",
                "topic",
                "school",
                "age_band",
                name="pool_tally_dimension",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("applications", sa.Integer(), nullable=False),
        sa.Column("awards", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "applications >= 0 AND awards >= 0 AND amount >= 0", name=op.f("ck_pool_tallies_counts_not_negative")
        ),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_pool_tallies_pool_id")),
        sa.PrimaryKeyConstraint("pool_id", "dimension", "key", name=op.f("pk_pool_tallies")),
    )


def _applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("proposal_id", BIG, nullable=True),
        sa.Column("lead_id", BIG, nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "needs_more",
                "withdrawn",
                "rejected",
                "granted",
                "accepted",
                "accounting",
                "closed",
                "given_up",
                name="application_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.Column("group_name", sa.String(length=80), nullable=False),
        sa.Column("about_group", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("how_to_join", sa.Text(), nullable=False),
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
                name="application_topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "age_band",
            sa.Enum(
                "under_13",
                "from_13_to_15",
                "from_16_to_18",
                "over_18",
                "mixed",
                name="application_age_band",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("school_id", BIG, nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=False),
        sa.Column("other_income", sa.BigInteger(), nullable=False),
        sa.Column("other_income_from", sa.String(length=200), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("risks", sa.Text(), nullable=False),
        sa.Column("adult_name", sa.String(length=120), nullable=False),
        sa.Column("adult_email", sa.String(length=254), nullable=False),
        sa.Column("confirmed", sa.String(length=200), nullable=False),
        sa.Column("shows_refusal", sa.Boolean(), nullable=False),
        sa.Column("half_typed", sa.JSON(), nullable=False),
        sa.Column("invite_nonce", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accounts_due_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("case_id", BIG, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status <> 'accepted' OR accounts_due_on IS NOT NULL", name=op.f("ck_applications_accounts_have_a_day")
        ),
        sa.CheckConstraint(
            "status = 'draft' OR status = 'withdrawn' OR submitted_at IS NOT NULL",
            name=op.f("ck_applications_sent_has_a_time"),
        ),
        sa.CheckConstraint(
            "asked >= 0 AND other_income >= 0 AND budget >= 0", name=op.f("ck_applications_amounts_not_negative")
        ),
        sa.CheckConstraint(
            "listed_at IS NULL OR decided_at IS NOT NULL", name=op.f("ck_applications_listed_when_decided")
        ),
        sa.CheckConstraint(
            "submitted_at IS NULL OR case_id IS NOT NULL", name=op.f("ck_applications_sent_is_owed_an_answer")
        ),
        sa.CheckConstraint(
            "submitted_at IS NULL OR number IS NOT NULL", name=op.f("ck_applications_sent_has_a_number")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_applications_case_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["persons.id"], name=op.f("fk_applications_lead_id")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_applications_pool_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_applications_proposal_id")),
        sa.ForeignKeyConstraint(["round_id"], ["pool_rounds.id"], name=op.f("fk_applications_round_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_applications_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("case_id", name=op.f("uq_applications_case_id")),
        sa.UniqueConstraint("form_key", name=op.f("uq_applications_form_key")),
        sa.UniqueConstraint("pool_id", "number", name="uq_applications_pool_id_number"),
    )
    op.create_index(
        "ix_applications_accounts",
        "applications",
        ["accounts_due_on", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'accepted'"),
        sqlite_where=sa.text("status = 'accepted'"),
    )
    op.create_index("ix_applications_lead", "applications", ["lead_id", "id"], unique=False)
    op.create_index(
        "ix_applications_undecided",
        "applications",
        ["pool_id", "submitted_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('submitted', 'needs_more')"),
        sqlite_where=sa.text("status IN ('submitted', 'needs_more')"),
    )
    op.create_index(
        "ix_applications_waiting",
        "applications",
        ["pool_id", "round_id", "asked"],
        unique=False,
        postgresql_where=sa.text("status IN ('submitted', 'needs_more')"),
        sqlite_where=sa.text("status IN ('submitted', 'needs_more')"),
    )
    op.create_index(
        "ix_applications_decided",
        "applications",
        ["pool_id", "decided_at", "id"],
        unique=False,
        postgresql_where=sa.text("decided_at IS NOT NULL"),
        sqlite_where=sa.text("decided_at IS NOT NULL"),
    )
    op.create_index(
        "ix_applications_listed",
        "applications",
        ["pool_id", "decided_at", "id"],
        unique=False,
        postgresql_where=sa.text("listed_at IS NOT NULL"),
        sqlite_where=sa.text("listed_at IS NOT NULL"),
    )
    op.create_index(
        "ix_applications_topic",
        "applications",
        ["pool_id", "topic", "decided_at", "id"],
        unique=False,
        postgresql_where=sa.text("listed_at IS NOT NULL"),
        sqlite_where=sa.text("listed_at IS NOT NULL"),
    )
    op.create_index(
        "ix_applications_school",
        "applications",
        ["pool_id", "school_id", "decided_at", "id"],
        unique=False,
        postgresql_where=sa.text("listed_at IS NOT NULL"),
        sqlite_where=sa.text("listed_at IS NOT NULL"),
    )
    op.create_index(
        "ix_applications_refused",
        "applications",
        ["pool_id", "decided_at", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'rejected'"),
        sqlite_where=sa.text("status = 'rejected'"),
    )
    op.create_index("ix_applications_proposal", "applications", ["proposal_id"], unique=False)
    op.create_index("ix_applications_round", "applications", ["round_id", "status", "id"], unique=False)
    op.create_index(
        "ix_applications_sent",
        "applications",
        ["pool_id", "status", "id"],
        unique=False,
        postgresql_where=sa.text("submitted_at IS NOT NULL"),
        sqlite_where=sa.text("submitted_at IS NOT NULL"),
    )
    op.create_table(
        "application_events",
        sa.Column("id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "submitted",
                "asked_for_more",
                "told_more",
                "on_agenda",
                "granted",
                "reduced",
                "rejected",
                "complained",
                "withdrawn",
                "accepted",
                "given_up",
                "changed",
                "paid",
                "accounts_sent",
                "accounts_sent_back",
                "given_back",
                "closed",
                name="application_event_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_events_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_events")),
    )
    op.create_index("ix_application_events_application", "application_events", ["application_id", "id"], unique=False)
    op.create_table(
        "application_members",
        sa.Column("id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead", "member", name="application_member_role", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_members_application_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_application_members_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_members")),
        sa.UniqueConstraint("application_id", "person_id", name="uq_application_members_once"),
        sa.CheckConstraint("role <> 'lead' OR left_at IS NULL", name=op.f("ck_application_members_lead_is_there")),
    )
    op.create_index(
        "uq_application_members_lead",
        "application_members",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("role = 'lead'"),
        sqlite_where=sa.text("role = 'lead'"),
    )
    op.create_index(
        "ix_application_members_person", "application_members", ["person_id", "application_id"], unique=False
    )
    op.create_table(
        "application_notes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "headline",
                "what",
                "group",
                "when_where",
                "for_whom",
                "how_to_join",
                "budget",
                "risks",
                "adult",
                "everything",
                name="application_note_field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(trim(words)) >= 2", name=op.f("ck_application_notes_words_needed")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_notes_application_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_application_notes_by_id")),
        sa.ForeignKeyConstraint(
            ["parent_id", "application_id"],
            ["application_notes.id", "application_notes.application_id"],
            name="fk_application_notes_parent",
        ),
        sa.UniqueConstraint("id", "application_id", name="uq_application_notes_whole"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_notes")),
        sa.UniqueConstraint("form_key", name=op.f("uq_application_notes_form_key")),
    )
    op.create_index("ix_application_notes_application", "application_notes", ["application_id", "id"], unique=False)
    op.create_table(
        "budget_lines",
        sa.Column("id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "food",
                "rent",
                "equipment",
                "transport",
                "fees",
                "publicity",
                "other",
                name="budget_line_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_budget_lines_amount_above_zero")),
        sa.CheckConstraint("length(trim(name)) >= 2", name=op.f("ck_budget_lines_name_needed")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_budget_lines_application_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_lines")),
        sa.UniqueConstraint("application_id", "number", name="uq_budget_lines_application_id_number"),
        sa.UniqueConstraint("id", "application_id", name="uq_budget_lines_whole"),
    )


def _deciding() -> None:
    op.create_table(
        "motions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("meeting", "writing", name="motion_way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "carried",
                "lost",
                "no_quorum",
                "dropped",
                name="motion_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("quorum_percent", sa.Integer(), nullable=False),
        sa.Column("meeting_id", BIG, nullable=True),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("against", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("entitled", sa.Integer(), nullable=True),
        sa.Column("put_by_id", BIG, nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('open', 'dropped')) OR in_favour IS NOT NULL", name=op.f("ck_motions_settled_is_counted")
        ),
        sa.CheckConstraint(
            "(way = 'writing') = (closes_at IS NOT NULL)", name=op.f("ck_motions_writing_has_a_deadline")
        ),
        sa.CheckConstraint("state <> 'carried' OR in_favour > against", name=op.f("ck_motions_carried_by_a_majority")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_motions_amount_not_negative")),
        sa.CheckConstraint(
            "in_favour IS NULL OR (in_favour >= 0 AND against >= 0 AND abstain >= 0 AND entitled >= 0)",
            name=op.f("ck_motions_votes_not_negative"),
        ),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_motions_application_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_motions_meeting_id")),
        sa.ForeignKeyConstraint(["put_by_id"], ["persons.id"], name=op.f("fk_motions_put_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motions")),
        sa.UniqueConstraint("application_id", "number", name="uq_motions_application_id_number"),
        sa.UniqueConstraint("form_key", name=op.f("uq_motions_form_key")),
        sa.UniqueConstraint("id", "application_id", name="uq_motions_whole"),
    )
    op.create_index(
        "ix_motions_closing",
        "motions",
        ["closes_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "uq_motions_open",
        "motions",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "panelists",
        sa.Column("id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("is_conflicted", sa.Boolean(), nullable=False),
        sa.Column(
            "conflict",
            sa.Enum(
                "own",
                "family",
                "same_group",
                "adult_contact",
                "other",
                name="panelist_conflict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "found_by",
            sa.Enum(
                "member",
                "system",
                "council",
                name="panelist_found_by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("is_conflicted = (conflict IS NOT NULL)", name=op.f("ck_panelists_conflict_has_a_kind")),
        sa.CheckConstraint("is_conflicted = (found_by IS NOT NULL)", name=op.f("ck_panelists_conflict_was_found")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_panelists_application_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_panelists_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panelists")),
        sa.UniqueConstraint("application_id", "person_id", "is_conflicted", name="uq_panelists_whole"),
        sa.UniqueConstraint("application_id", "person_id", name="uq_panelists_once"),
    )
    op.create_index("ix_panelists_person", "panelists", ["person_id", "application_id"], unique=False)
    op.create_table(
        "assessments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("is_conflicted", sa.Boolean(), nullable=False),
        sa.Column(
            "leans",
            sa.Enum(
                "in_favour",
                "against",
                "abstain",
                name="assessment_leans",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("NOT is_conflicted", name=op.f("ck_assessments_no_conflict")),
        sa.ForeignKeyConstraint(
            ["application_id", "person_id", "is_conflicted"],
            ["panelists.application_id", "panelists.person_id", "panelists.is_conflicted"],
            name="fk_assessments_panelist",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sa.UniqueConstraint("application_id", "person_id", name="uq_assessments_once"),
    )
    op.create_table(
        "awards",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("motion_id", BIG, nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "granted",
                "reduced",
                "rejected",
                name="award_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=400), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        sa.Column("complaint", sa.Text(), nullable=False),
        sa.Column("answer_id", BIG, nullable=False),
        sa.Column(
            "answer_outcome",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "passed_on",
                "needs_more",
                "in_progress",
                name="award_answer_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decision_id", BIG, nullable=True),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(outcome = 'granted' AND answer_outcome = 'yes') OR (outcome = 'reduced' AND answer_outcome = 'partly') OR (outcome = 'rejected' AND answer_outcome = 'no')",
            name=op.f("ck_awards_rests_on_an_answer"),
        ),
        sa.CheckConstraint(
            "(outcome = 'rejected') = (amount = 0) AND amount >= 0", name=op.f("ck_awards_amount_of_the_outcome")
        ),
        sa.CheckConstraint("outcome <> 'granted' OR amount >= asked", name=op.f("ck_awards_granted_is_whole")),
        sa.CheckConstraint("outcome <> 'reduced' OR amount < asked", name=op.f("ck_awards_reduced_is_less")),
        sa.CheckConstraint(
            "outcome = 'granted' OR (length(trim(rule)) >= 3 AND length(trim(better)) >= 20 AND length(trim(complaint)) >= 20)",
            name=op.f("ck_awards_rule_and_way_on_needed"),
        ),
        sa.ForeignKeyConstraint(
            ["answer_id", "answer_outcome"], ["answers.id", "answers.outcome"], name="fk_awards_answer"
        ),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_awards_application_id")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_awards_by_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_awards_decision_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motions.id"], name=op.f("fk_awards_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_awards")),
        sa.UniqueConstraint("application_id", "number", name="uq_awards_application_id_number"),
        sa.UniqueConstraint("form_key", name=op.f("uq_awards_form_key")),
        sa.UniqueConstraint("motion_id", name="uq_awards_motion_id"),
    )
    op.create_index(
        "uq_awards_current",
        "awards",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("replaced_at IS NULL"),
        sqlite_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "motion_votes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("motion_id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("is_conflicted", sa.Boolean(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "in_favour",
                "against",
                "abstain",
                name="motion_vote_choice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("NOT is_conflicted", name=op.f("ck_motion_votes_no_conflict")),
        sa.ForeignKeyConstraint(
            ["application_id", "person_id", "is_conflicted"],
            ["panelists.application_id", "panelists.person_id", "panelists.is_conflicted"],
            name="fk_motion_votes_panelist",
        ),
        sa.ForeignKeyConstraint(
            ["motion_id", "application_id"], ["motions.id", "motions.application_id"], name="fk_motion_votes_motion"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_votes")),
        sa.UniqueConstraint("motion_id", "person_id", name="uq_motion_votes_once"),
    )
    op.create_table(
        "assessment_marks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("assessment_id", BIG, nullable=False),
        sa.Column("criterion_id", BIG, nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "well", "partly", "badly", name="assessment_mark", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name=op.f("fk_assessment_marks_assessment_id")),
        sa.ForeignKeyConstraint(["criterion_id"], ["pool_criteria.id"], name=op.f("fk_assessment_marks_criterion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_marks")),
        sa.UniqueConstraint("assessment_id", "criterion_id", name="uq_assessment_marks_once"),
    )
    op.create_table(
        "grant_complaints",
        sa.Column("id", BIG, nullable=False),
        sa.Column("award_id", BIG, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", BIG, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (length(outcome) = 0)", name=op.f("ck_grant_complaints_settled_with_words")
        ),
        sa.CheckConstraint("length(trim(words)) >= 10", name=op.f("ck_grant_complaints_words_needed")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_grant_complaints_award_id")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_grant_complaints_by_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["persons.id"], name=op.f("fk_grant_complaints_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_complaints")),
        sa.UniqueConstraint("award_id", name="uq_grant_complaints_award_id"),
    )


def _ranking() -> None:
    op.create_table(
        "round_rankings",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("opened_by_id", BIG, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (budget IS NULL)", name=op.f("ck_round_rankings_closed_with_a_budget")
        ),
        sa.CheckConstraint("budget IS NULL OR budget >= 0", name=op.f("ck_round_rankings_budget_not_negative")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["persons.id"], name=op.f("fk_round_rankings_opened_by_id")),
        sa.ForeignKeyConstraint(["round_id"], ["pool_rounds.id"], name=op.f("fk_round_rankings_round_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_rankings")),
    )
    op.create_table(
        "council_wishes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("is_conflicted", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("NOT is_conflicted", name=op.f("ck_council_wishes_no_conflict")),
        sa.ForeignKeyConstraint(
            ["application_id", "person_id", "is_conflicted"],
            ["panelists.application_id", "panelists.person_id", "panelists.is_conflicted"],
            name="fk_council_wishes_panelist",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_wishes")),
        sa.UniqueConstraint("application_id", "person_id", name="uq_council_wishes_once"),
    )


def _paying() -> None:
    op.create_table(
        "payment_batches",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_by_id", BIG, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_payment_batches_made_by_id")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_payment_batches_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_batches")),
        sa.UniqueConstraint("form_key", name=op.f("uq_payment_batches_form_key")),
        sa.UniqueConstraint("pool_id", "number", name="uq_payment_batches_pool_id_number"),
    )
    op.create_table(
        "account_reports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "sent_back",
                "approved",
                name="account_report_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("went_well", sa.Text(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("shows_in_gallery", sa.Boolean(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("gives_back", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", BIG, nullable=True),
        sa.Column("given_back_on", sa.Date(), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' OR approved_at IS NOT NULL", name=op.f("ck_account_reports_approved_has_a_time")
        ),
        sa.CheckConstraint(
            "state <> 'sent_back' OR length(trim(reply)) >= 20", name=op.f("ck_account_reports_sent_back_with_a_reason")
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR gives_back = 0 OR given_back_on IS NOT NULL",
            name=op.f("ck_account_reports_unused_money_is_back_first"),
        ),
        sa.CheckConstraint(
            "gives_back >= 0 AND participants >= 0", name=op.f("ck_account_reports_amounts_not_negative")
        ),
        sa.CheckConstraint(
            "state NOT IN ('sent', 'approved') OR length(trim(learned)) >= 40",
            name=op.f("ck_account_reports_learned_needed"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_account_reports_application_id")
        ),
        sa.ForeignKeyConstraint(["approved_by_id"], ["persons.id"], name=op.f("fk_account_reports_approved_by_id")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_account_reports_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_reports")),
        sa.UniqueConstraint("application_id", name="uq_account_reports_application_id"),
    )
    shown = sa.text("state = 'approved' AND shows_in_gallery AND hidden_at IS NULL")
    op.create_index(
        "ix_account_reports_gallery",
        "account_reports",
        ["approved_at", "id"],
        postgresql_where=shown,
        sqlite_where=shown,
    )
    op.create_index("ix_account_reports_pool", "account_reports", ["pool_id", "state", "approved_at", "id"])
    op.create_table(
        "accounts_reminders",
        sa.Column("id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_accounts_reminders_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts_reminders")),
        sa.UniqueConstraint("application_id", "due_on", "stage", name="uq_accounts_reminders_once"),
    )
    op.create_table(
        "bank_details",
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("ends_with", sa.String(length=4), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_bank_details_application_id")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_bank_details_by_id")),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_bank_details")),
    )
    op.create_table(
        "change_requests",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "dates", "budget", "content", name="change_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "asked", "agreed", "refused", name="change_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by_id", BIG, nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'asked') = (settled_at IS NULL)", name=op.f("ck_change_requests_settled_has_a_time")
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR length(trim(reply)) >= 20", name=op.f("ck_change_requests_refusal_has_a_reason")
        ),
        sa.CheckConstraint("length(trim(words)) >= 10", name=op.f("ck_change_requests_words_needed")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_change_requests_application_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_change_requests_by_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["persons.id"], name=op.f("fk_change_requests_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_requests")),
        sa.UniqueConstraint("form_key", name=op.f("uq_change_requests_form_key")),
    )
    op.create_index(op.f("ix_change_requests_application_id"), "change_requests", ["application_id"], unique=False)
    op.create_index(
        "uq_change_requests_open",
        "change_requests",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("state = 'asked'"),
        sqlite_where=sa.text("state = 'asked'"),
    )
    op.create_table(
        "grant_milestones",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(trim(title)) >= 3", name=op.f("ck_grant_milestones_title_needed")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_grant_milestones_application_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_grant_milestones_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_milestones")),
        sa.UniqueConstraint("form_key", name=op.f("uq_grant_milestones_form_key")),
    )
    op.create_index(
        "ix_grant_milestones_application", "grant_milestones", ["application_id", "due_on", "id"], unique=False
    )
    op.create_table(
        "spent_lines",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("line_id", BIG, nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "food",
                "rent",
                "equipment",
                "transport",
                "fees",
                "publicity",
                "other",
                name="spent_line_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=True),
        sa.Column("without_receipt", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_spent_lines_amount_above_zero")),
        sa.CheckConstraint("length(trim(name)) >= 2", name=op.f("ck_spent_lines_name_needed")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_spent_lines_application_id")),
        sa.ForeignKeyConstraint(
            ["line_id", "application_id"],
            ["budget_lines.id", "budget_lines.application_id"],
            name="fk_spent_lines_line",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spent_lines")),
        sa.UniqueConstraint("form_key", name=op.f("uq_spent_lines_form_key")),
    )
    op.create_index("ix_spent_lines_application", "spent_lines", ["application_id", "id"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("id", BIG, nullable=False),
        sa.Column("award_id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("needs_adult", sa.Boolean(), nullable=False),
        sa.Column("adult_name", sa.String(length=120), nullable=False),
        sa.Column("adult_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adult_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adult_refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adult_reply", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", BIG, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)", name=op.f("ck_agreements_accepted_by_somebody")
        ),
        sa.CheckConstraint(
            "accepted_at IS NULL OR NOT needs_adult OR adult_accepted_at IS NOT NULL",
            name=op.f("ck_agreements_adult_first"),
        ),
        sa.CheckConstraint(
            "adult_refused_at IS NULL OR adult_accepted_at IS NULL", name=op.f("ck_agreements_adult_says_one_thing")
        ),
        sa.CheckConstraint(
            "adult_refused_at IS NULL OR length(trim(adult_reply)) >= 3", name=op.f("ck_agreements_refused_with_words")
        ),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["persons.id"], name=op.f("fk_agreements_accepted_by_id")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_agreements_application_id")),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name=op.f("fk_agreements_award_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("award_id", name="uq_agreements_award_id"),
    )
    op.create_index(op.f("ix_agreements_application_id"), "agreements", ["application_id"], unique=False)
    op.create_table(
        "application_files",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("spent_id", BIG, nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "picture",
                "quote",
                "receipt",
                "invoice",
                "result",
                name="application_file_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("content_type", sa.String(length=60), nullable=False),
        sa.Column("alt_text", sa.String(length=200), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("thumb", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_files_application_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_application_files_by_id")),
        sa.ForeignKeyConstraint(["spent_id"], ["spent_lines.id"], name=op.f("fk_application_files_spent_id")),
        sa.CheckConstraint(
            "kind NOT IN ('picture', 'result') OR length(trim(alt_text)) >= 3",
            name=op.f("ck_application_files_picture_is_described"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_files")),
        sa.UniqueConstraint("form_key", name=op.f("uq_application_files_form_key")),
    )
    op.create_index(
        "ix_application_files_application", "application_files", ["application_id", "kind", "id"], unique=False
    )
    op.create_table(
        "payments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("invoice", "transfer", name="payment_way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("payee", sa.String(length=120), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("invoice_id", BIG, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "planned",
                "sent",
                "paid",
                "cancelled",
                name="payment_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("batch_id", BIG, nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'cancelled' OR length(trim(reason)) >= 3", name=op.f("ck_payments_cancelled_has_a_reason")
        ),
        sa.CheckConstraint("(state = 'paid') = (paid_on IS NOT NULL)", name=op.f("ck_payments_paid_has_a_day")),
        sa.CheckConstraint("state <> 'sent' OR batch_id IS NOT NULL", name=op.f("ck_payments_sent_in_a_batch")),
        sa.CheckConstraint(
            "way <> 'invoice' OR length(trim(payee)) >= 2", name=op.f("ck_payments_invoice_has_a_payee")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payments_amount_above_zero")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_payments_application_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batches.id"], name=op.f("fk_payments_batch_id")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_payments_by_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["application_files.id"], name=op.f("fk_payments_invoice_id")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_payments_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("application_id", "number", name="uq_payments_application_id_number"),
        sa.UniqueConstraint("form_key", name=op.f("uq_payments_form_key")),
    )
    op.create_index("ix_payments_batch", "payments", ["batch_id", "id"], unique=False)
    op.create_index("ix_payments_pool_state", "payments", ["pool_id", "state", "id"], unique=False)


def _ledger() -> None:
    op.create_table(
        "pool_balances",
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("source", sa.BigInteger(), nullable=False),
        sa.Column("allocation", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("returned", sa.BigInteger(), nullable=False),
        sa.Column("closed_out", sa.BigInteger(), nullable=False),
        sa.Column("given_back", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("allocation >= 0", name=op.f("ck_pool_balances_allocation_not_below_zero")),
        sa.CheckConstraint("closed_out >= 0", name=op.f("ck_pool_balances_closed_out_not_below_zero")),
        sa.CheckConstraint("given_back >= 0", name=op.f("ck_pool_balances_given_back_not_below_zero")),
        sa.CheckConstraint("granted >= 0", name=op.f("ck_pool_balances_granted_not_below_zero")),
        sa.CheckConstraint("paid >= 0", name=op.f("ck_pool_balances_paid_not_below_zero")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_pool_balances_reserved_not_below_zero")),
        sa.CheckConstraint("returned >= 0", name=op.f("ck_pool_balances_returned_not_below_zero")),
        sa.CheckConstraint(
            "source + allocation + reserved + granted + paid + returned + closed_out = 0",
            name=op.f("ck_pool_balances_adds_up_to_zero"),
        ),
        sa.CheckConstraint("source <= 0", name=op.f("ck_pool_balances_source_not_above_zero")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_pool_balances_pool_id")),
        sa.PrimaryKeyConstraint("pool_id", name=op.f("pk_pool_balances")),
    )
    op.create_table(
        "grant_balances",
        sa.Column("application_id", BIG, nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("returned", sa.BigInteger(), nullable=False),
        sa.Column("closed_out", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("closed_out >= 0", name=op.f("ck_grant_balances_closed_out_not_below_zero")),
        sa.CheckConstraint("granted >= 0", name=op.f("ck_grant_balances_granted_not_below_zero")),
        sa.CheckConstraint("paid >= 0", name=op.f("ck_grant_balances_paid_not_below_zero")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_grant_balances_reserved_not_below_zero")),
        sa.CheckConstraint("returned >= 0", name=op.f("ck_grant_balances_returned_not_below_zero")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_grant_balances_application_id")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_grant_balances_pool_id")),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_grant_balances")),
    )
    op.create_table(
        "ledger_entries",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("pool_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "allocate",
                "adjust_up",
                "adjust_down",
                "carry_in",
                "carry_out",
                "reserve",
                "release",
                "grant",
                "give_up",
                "pay",
                "give_back",
                "reuse",
                "close_out",
                "lapse",
                "lapse_returned",
                "reversal",
                name="ledger_entry_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "from_account",
            sa.Enum(
                "source",
                "allocation",
                "reserved",
                "granted",
                "paid",
                "returned",
                "closed_out",
                name="ledger_from_account",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "to_account",
            sa.Enum(
                "source",
                "allocation",
                "reserved",
                "granted",
                "paid",
                "returned",
                "closed_out",
                name="ledger_to_account",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("application_id", BIG, nullable=True),
        sa.Column("reverses_id", BIG, nullable=True),
        sa.Column("carries_id", BIG, nullable=True),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'allocate' AND from_account = 'source' AND to_account = 'allocation') OR (kind = 'adjust_up' AND from_account = 'source' AND to_account = 'allocation') OR (kind = 'adjust_down' AND from_account = 'allocation' AND to_account = 'source') OR (kind = 'carry_in' AND from_account = 'source' AND to_account = 'allocation') OR (kind = 'carry_out' AND from_account = 'allocation' AND to_account = 'source') OR (kind = 'reserve' AND from_account = 'allocation' AND to_account = 'reserved') OR (kind = 'release' AND from_account = 'reserved' AND to_account = 'allocation') OR (kind = 'grant' AND from_account = 'reserved' AND to_account = 'granted') OR (kind = 'give_up' AND from_account = 'granted' AND to_account = 'allocation') OR (kind = 'pay' AND from_account = 'granted' AND to_account = 'paid') OR (kind = 'give_back' AND from_account = 'paid' AND to_account = 'returned') OR (kind = 'reuse' AND from_account = 'returned' AND to_account = 'allocation') OR (kind = 'close_out' AND from_account = 'paid' AND to_account = 'closed_out') OR (kind = 'lapse' AND from_account = 'allocation' AND to_account = 'source') OR (kind = 'lapse_returned' AND from_account = 'returned' AND to_account = 'source') OR kind = 'reversal'",
            name=op.f("ck_ledger_entries_flow_of_kind"),
        ),
        sa.CheckConstraint(
            "(kind = 'reversal') = (reverses_id IS NOT NULL)", name=op.f("ck_ledger_entries_reversal_of_something")
        ),
        sa.CheckConstraint(
            "kind = 'reversal' OR (kind IN ('reserve', 'release', 'grant', 'give_up', 'pay', 'give_back', 'close_out')) = (application_id IS NOT NULL)",
            name=op.f("ck_ledger_entries_of_an_application"),
        ),
        sa.CheckConstraint(
            "(kind = 'carry_in') = (carries_id IS NOT NULL)", name=op.f("ck_ledger_entries_carried_from_somewhere")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ledger_entries_amount_above_zero")),
        sa.CheckConstraint("from_account <> to_account", name=op.f("ck_ledger_entries_two_accounts")),
        sa.CheckConstraint("length(trim(document)) >= 2", name=op.f("ck_ledger_entries_document_needed")),
        sa.CheckConstraint("length(trim(why)) >= 3", name=op.f("ck_ledger_entries_why_needed")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_ledger_entries_application_id")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_ledger_entries_by_id")),
        sa.ForeignKeyConstraint(["pool_id"], ["pools.id"], name=op.f("fk_ledger_entries_pool_id")),
        sa.ForeignKeyConstraint(
            ["reverses_id", "pool_id", "to_account", "from_account", "amount"],
            [
                "ledger_entries.id",
                "ledger_entries.pool_id",
                "ledger_entries.from_account",
                "ledger_entries.to_account",
                "ledger_entries.amount",
            ],
            name="fk_ledger_entries_reversal",
        ),
        sa.ForeignKeyConstraint(
            ["carries_id", "to_account", "from_account", "amount"],
            [
                "ledger_entries.id",
                "ledger_entries.from_account",
                "ledger_entries.to_account",
                "ledger_entries.amount",
            ],
            name="fk_ledger_entries_carried",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
        sa.UniqueConstraint("carries_id", name="uq_ledger_entries_carries_id"),
        sa.UniqueConstraint("id", "from_account", "to_account", "amount", name="uq_ledger_entries_flow"),
        sa.UniqueConstraint("id", "pool_id", "from_account", "to_account", "amount", name="uq_ledger_entries_whole"),
        sa.UniqueConstraint("pool_id", "form_key", name="uq_ledger_entries_pool_id_form_key"),
        sa.UniqueConstraint("pool_id", "number", name="uq_ledger_entries_pool_id_number"),
        sa.UniqueConstraint("reverses_id", name="uq_ledger_entries_reverses_id"),
    )
    op.create_index("ix_ledger_entries_application", "ledger_entries", ["application_id", "number"], unique=False)
    op.create_index("ix_ledger_entries_kind", "ledger_entries", ["pool_id", "kind", "number"], unique=False)
