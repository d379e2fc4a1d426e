"""Bytinget, hearings, and the numbers that screens follow."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "resolutions",
    "assembly_vote_options",
    "assembly_ballots",
    "assembly_votes",
    "assembly_turns",
    "assembly_events",
    "assembly_items",
    "motion_versions",
    "amendment_arguments",
    "motion_credits",
    "amendments",
    "assembly_motions",
    "assembly_committee_members",
    "assembly_committees",
    "assembly_volunteers",
    "assembly_draws",
    "assembly_delegates",
    "assembly_materials",
    "assembly_delegations",
    "assembly_years",
    "consultation_texts",
    "consultation_drafts",
    "consultation_tallies",
    "consultation_options",
    "consultation_choices",
    "consultation_schools",
    "consultation_responses",
    "consultation_questions",
    "consultations",
    "pulses",
)


def upgrade() -> None:
    """New tables alone."""
    _consultations()
    _years()
    _motions()
    _day()


def downgrade() -> None:
    """All of them go."""
    for table in TABLES:
        op.drop_table(table)


def _consultations() -> None:
    op.create_table(
        "pulses",
        sa.Column("channel", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_pulses")),
    )
    op.create_table(
        "consultations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("asked_by_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("open_text", sa.Text(), nullable=False),
        sa.Column("fixed_text", sa.Text(), nullable=False),
        sa.Column("fixed_why", sa.Text(), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=False),
        sa.Column("decider", sa.String(length=160), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "everyone",
                "schools",
                name="consultation_audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("summary_due_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_why", sa.Text(), nullable=False),
        sa.Column("opening_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.SmallInteger(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_by_id", BIG, nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("unchanged_why", sa.Text(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cancelled_at IS NULL OR (finished_at IS NULL AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(cancel_reason, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 12)",
            name=op.f("ck_consultations_cancelled_for_a_reason"),
        ),
        sa.CheckConstraint(
            "finished_at IS NULL OR (published_at IS NOT NULL AND length(trim(heard)) >= 40 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(heard, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 25 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(changed, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 12 AND length(trim(unchanged_why)) >= 40 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(unchanged_why, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 25)",
            name=op.f("ck_consultations_says_what_was_heard"),
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR (length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(open_text, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 12 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(fixed_text, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 12 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(fixed_why, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 12 AND length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(decider, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 3)",
            name=op.f("ck_consultations_says_what_is_open_and_fixed"),
        ),
        sa.CheckConstraint(
            "extended_at IS NULL OR length(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(extended_why, ' ', ''), '\n', ''), '\t', ''), '\r', ''), '\xa0', ''), '\xad', ''), '\u2002', ''), '\u2003', ''), '\u2009', ''), '\u200b', ''), '\u200c', ''), '\u200d', ''), '\u200e', ''), '\u202f', ''), '\u2060', ''), '⠀', ''), '\u3000', ''), 'ㅤ', ''), '\ufeff', '')) >= 12",
            name=op.f("ck_consultations_extended_for_a_reason"),
        ),
        sa.CheckConstraint("reminded BETWEEN 0 AND 3", name=op.f("ck_consultations_reminded_in_steps")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_consultations_closes_after_it_opens")),
        sa.CheckConstraint("length(trim(title)) >= 5", name=op.f("ck_consultations_title_needed")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["persons.id"], name=op.f("fk_consultations_asked_by_id")),
        sa.ForeignKeyConstraint(["finished_by_id"], ["persons.id"], name=op.f("fk_consultations_finished_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_consultations_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("form_key", name=op.f("uq_consultations_form_key")),
    )
    op.create_index(
        "ix_consultations_shown",
        "consultations",
        ["closes_at", "id"],
        postgresql_where=sa.text("published_at IS NOT NULL"),
        sqlite_where=sa.text("published_at IS NOT NULL"),
    )
    op.create_index("ix_consultations_unit", "consultations", ["unit_id", "id"])
    op.create_table(
        "consultation_questions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("consultation_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "text",
                "one",
                "several",
                "scale",
                "ranking",
                "place",
                name="consultation_question_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("help", sa.String(length=500), nullable=False),
        sa.Column("is_needed", sa.Boolean(), nullable=False),
        sa.Column("low_label", sa.String(length=60), nullable=False),
        sa.Column("high_label", sa.String(length=60), nullable=False),
        sa.CheckConstraint("length(trim(words)) >= 5", name=op.f("ck_consultation_questions_words_needed")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_consultation_questions_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_questions")),
        sa.UniqueConstraint("consultation_id", "number", name="uq_consultation_questions_consultation_id_number"),
        sa.UniqueConstraint("id", "consultation_id", name="uq_consultation_questions_id_consultation_id"),
    )
    op.create_table(
        "consultation_responses",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("consultation_id", BIG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "alone",
                "school_class",
                "council",
                name="consultation_respondent",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("body_id", BIG, nullable=True),
        sa.Column("school_id", BIG, nullable=True),
        sa.Column("people", sa.SmallInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'alone') = (body_id IS NULL)", name=op.f("ck_consultation_responses_body_for_those_together")
        ),
        sa.CheckConstraint(
            "people BETWEEN 1 AND 2000 AND (kind <> 'alone' OR people = 1)",
            name=op.f("ck_consultation_responses_people_sensible"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_consultation_responses_body_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_consultation_responses_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_consultation_responses_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_consultation_responses_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_responses")),
        sa.UniqueConstraint("form_key", name=op.f("uq_consultation_responses_form_key")),
        sa.UniqueConstraint("id", "consultation_id", name="uq_consultation_responses_id_consultation_id"),
    )
    op.create_index("ix_consultation_responses_person", "consultation_responses", ["person_id", "id"])
    op.create_index("ix_consultation_responses_shown", "consultation_responses", ["consultation_id", "id"])
    op.create_index(
        "uq_consultation_responses_body",
        "consultation_responses",
        ["consultation_id", "body_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index(
        "uq_consultation_responses_person",
        "consultation_responses",
        ["consultation_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL AND body_id IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL AND body_id IS NULL"),
    )
    op.create_table(
        "consultation_schools",
        sa.Column("consultation_id", BIG, nullable=False),
        sa.Column("school_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_consultation_schools_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_consultation_schools_school_id")),
        sa.PrimaryKeyConstraint("consultation_id", "school_id", name=op.f("pk_consultation_schools")),
    )
    op.create_table(
        "consultation_choices",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("option", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_consultation_choices_rank_from_one")),
        sa.ForeignKeyConstraint(
            ["question_id", "consultation_id"],
            ["consultation_questions.id", "consultation_questions.consultation_id"],
            name="fk_consultation_choices_question",
        ),
        sa.ForeignKeyConstraint(
            ["response_id", "consultation_id"],
            ["consultation_responses.id", "consultation_responses.consultation_id"],
            name="fk_consultation_choices_response",
        ),
        sa.PrimaryKeyConstraint("response_id", "question_id", "option", name=op.f("pk_consultation_choices")),
    )
    op.create_table(
        "consultation_options",
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["consultation_questions.id"], name=op.f("fk_consultation_options_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", "number", name=op.f("pk_consultation_options")),
    )
    op.create_table(
        "consultation_tallies",
        sa.Column("question_id", BIG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "alone",
                "school_class",
                "council",
                name="consultation_tally_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("option", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["consultation_questions.id"], name=op.f("fk_consultation_tallies_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", "kind", "option", name=op.f("pk_consultation_tallies")),
    )
    op.create_table(
        "consultation_texts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(trim(text)) >= 1", name=op.f("ck_consultation_texts_text_needed")),
        sa.ForeignKeyConstraint(
            ["question_id", "consultation_id"],
            ["consultation_questions.id", "consultation_questions.consultation_id"],
            name="fk_consultation_texts_question",
        ),
        sa.ForeignKeyConstraint(
            ["response_id", "consultation_id"],
            ["consultation_responses.id", "consultation_responses.consultation_id"],
            name="fk_consultation_texts_response",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_texts")),
        sa.UniqueConstraint("mark", name="uq_consultation_texts_mark"),
        sa.UniqueConstraint("response_id", "question_id", name="uq_consultation_texts_once"),
    )
    op.create_index("ix_consultation_texts_question", "consultation_texts", ["question_id", "mark"])
    op.create_table(
        "consultation_drafts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("consultation_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=True),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_consultation_drafts_body_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_consultation_drafts_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_consultation_drafts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_drafts")),
        sa.UniqueConstraint("consultation_id", "person_id", "body_id", name="uq_consultation_drafts_together"),
    )
    op.create_index("ix_consultation_drafts_person", "consultation_drafts", ["person_id", "id"])
    op.create_index(
        "uq_consultation_drafts_alone",
        "consultation_drafts",
        ["consultation_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("body_id IS NULL"),
        sqlite_where=sa.text("body_id IS NULL"),
    )


def _years() -> None:
    op.create_table(
        "assembly_years",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("meeting_id", BIG, nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("theme", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("motions_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("most_motions", sa.SmallInteger(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("quorum_percent", sa.SmallInteger(), nullable=False),
        sa.Column(
            "majority",
            sa.Enum(
                "simple", "two_thirds", name="assembly_majority", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "tie_rule",
            sa.Enum("falls", "lot", name="assembly_tie_rule", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("speech_seconds", sa.SmallInteger(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.String(length=200), nullable=False),
        sa.Column("next_motion", sa.SmallInteger(), nullable=False),
        sa.Column("created_by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "begun_at IS NULL OR announced_at IS NOT NULL", name=op.f("ck_assembly_years_begun_when_announced")
        ),
        sa.CheckConstraint("ended_at IS NULL OR begun_at IS NOT NULL", name=op.f("ck_assembly_years_ended_when_begun")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_assembly_years_ends_after_it_begins")),
        sa.CheckConstraint("length(trim(theme)) >= 3", name=op.f("ck_assembly_years_theme_needed")),
        sa.CheckConstraint("motions_due_at <= starts_at", name=op.f("ck_assembly_years_motions_before_the_day")),
        sa.CheckConstraint("quorum_percent BETWEEN 0 AND 100", name=op.f("ck_assembly_years_quorum_is_a_share")),
        sa.CheckConstraint("speech_seconds BETWEEN 20 AND 600", name=op.f("ck_assembly_years_speech_sensible")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_assembly_years_year_sensible")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_assembly_years_body_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["persons.id"], name=op.f("fk_assembly_years_created_by_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_assembly_years_meeting_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_assembly_years_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_years")),
        sa.UniqueConstraint("form_key", name=op.f("uq_assembly_years_form_key")),
        sa.UniqueConstraint("meeting_id", name="uq_assembly_years_meeting_id"),
        sa.UniqueConstraint("year", name="uq_assembly_years_year"),
    )
    op.create_table(
        "assembly_delegations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("school_id", BIG, nullable=True),
        sa.Column("body_id", BIG, nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("places", sa.SmallInteger(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "election",
                "appointment",
                "lot",
                name="delegation_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("length(trim(name)) >= 2", name=op.f("ck_assembly_delegations_name_needed")),
        sa.CheckConstraint("places BETWEEN 0 AND 200", name=op.f("ck_assembly_delegations_places_sensible")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_assembly_delegations_body_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_assembly_delegations_school_id")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_delegations_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_delegations")),
        sa.UniqueConstraint("year_id", "name", name="uq_assembly_delegations_year_id_name"),
    )
    op.create_table(
        "assembly_materials",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.CheckConstraint("length(trim(title)) >= 3", name=op.f("ck_assembly_materials_title_needed")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_materials_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_materials")),
        sa.UniqueConstraint("form_key", name=op.f("uq_assembly_materials_form_key")),
    )
    op.create_index("ix_assembly_materials_year", "assembly_materials", ["year_id", "position", "id"])
    op.create_table(
        "assembly_delegates",
        sa.Column("id", BIG, nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("delegation_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("seat_id", BIG, nullable=True),
        sa.Column(
            "way",
            sa.Enum(
                "election",
                "appointment",
                "lot",
                name="delegate_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "left_at IS NULL OR came_at IS NOT NULL", name=op.f("ck_assembly_delegates_left_when_there")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["assembly_delegations.id"], name=op.f("fk_assembly_delegates_delegation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_assembly_delegates_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_assembly_delegates_seat_id")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_delegates_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_delegates")),
        sa.UniqueConstraint("seat_id", name="uq_assembly_delegates_seat_id"),
    )
    op.create_index("ix_assembly_delegates_delegation", "assembly_delegates", ["delegation_id", "id"])
    op.create_index(op.f("ix_assembly_delegates_person_id"), "assembly_delegates", ["person_id"])
    op.create_index(
        "uq_assembly_delegates_person",
        "assembly_delegates",
        ["year_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "assembly_draws",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("delegation_id", BIG, nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("witnesses", sa.String(length=200), nullable=False),
        sa.Column("places", sa.SmallInteger(), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("drawn_by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["assembly_delegations.id"], name=op.f("fk_assembly_draws_delegation_id")
        ),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["persons.id"], name=op.f("fk_assembly_draws_drawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_draws")),
        sa.UniqueConstraint("form_key", name=op.f("uq_assembly_draws_form_key")),
    )
    op.create_index(op.f("ix_assembly_draws_delegation_id"), "assembly_draws", ["delegation_id"])
    op.create_table(
        "assembly_volunteers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("delegation_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["assembly_delegations.id"], name=op.f("fk_assembly_volunteers_delegation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_assembly_volunteers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_volunteers")),
        sa.UniqueConstraint("delegation_id", "person_id", name="uq_assembly_volunteers_once"),
    )
    op.create_index(op.f("ix_assembly_volunteers_person_id"), "assembly_volunteers", ["person_id"])


def _motions() -> None:
    op.create_table(
        "assembly_committees",
        sa.Column("id", BIG, nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.CheckConstraint("length(trim(name)) >= 2", name=op.f("ck_assembly_committees_name_needed")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_committees_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_committees")),
        sa.UniqueConstraint("id", "year_id", name="uq_assembly_committees_id_year_id"),
        sa.UniqueConstraint("year_id", "name", name="uq_assembly_committees_year_id_name"),
    )
    op.create_table(
        "assembly_committee_members",
        sa.Column("committee_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["assembly_committees.id"], name=op.f("fk_assembly_committee_members_committee_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_assembly_committee_members_person_id")),
        sa.PrimaryKeyConstraint("committee_id", "person_id", name=op.f("pk_assembly_committee_members")),
    )
    op.create_index("ix_assembly_committee_members_person", "assembly_committee_members", ["person_id", "committee_id"])
    op.create_index(
        "uq_assembly_committee_members_leads",
        "assembly_committee_members",
        ["committee_id"],
        unique=True,
        postgresql_where=sa.text("leads"),
        sqlite_where=sa.text("leads"),
    )
    op.create_table(
        "assembly_motions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum(
                "proposal", "delegation", name="motion_origin", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("proposal_id", BIG, nullable=True),
        sa.Column("delegation_id", BIG, nullable=True),
        sa.Column("committee_id", BIG, nullable=True),
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
                name="motion_topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "in_committee",
                "ready",
                "withdrawn",
                "merged",
                "adopted",
                "rejected",
                name="motion_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("written_by_id", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdraw_reason", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_id", BIG, nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(origin = 'proposal') = (proposal_id IS NOT NULL)", name=op.f("ck_assembly_motions_origin_is_whole")
        ),
        sa.CheckConstraint(
            "(state = 'merged') = (merged_into_id IS NOT NULL)", name=op.f("ck_assembly_motions_merged_into_another")
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name=op.f("ck_assembly_motions_withdrawn_has_a_time")
        ),
        sa.CheckConstraint(
            "(state IN ('adopted', 'rejected')) = (decided_at IS NOT NULL)",
            name=op.f("ck_assembly_motions_decided_has_a_time"),
        ),
        sa.CheckConstraint(
            "state <> 'rejected' OR origin <> 'proposal' OR decision_id IS NOT NULL",
            name=op.f("ck_assembly_motions_rejected_with_a_decision"),
        ),
        sa.CheckConstraint("length(trim(text)) >= 30 OR state = 'draft'", name=op.f("ck_assembly_motions_text_needed")),
        sa.CheckConstraint("state = 'draft' OR number IS NOT NULL", name=op.f("ck_assembly_motions_number_when_sent")),
        sa.CheckConstraint("length(trim(title)) >= 5", name=op.f("ck_assembly_motions_title_needed")),
        sa.CheckConstraint(
            "merged_into_id IS NULL OR merged_into_id <> id", name=op.f("ck_assembly_motions_not_into_itself")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id", "year_id"],
            ["assembly_committees.id", "assembly_committees.year_id"],
            name="fk_assembly_motions_committee",
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["assembly_committees.id"], name=op.f("fk_assembly_motions_committee_id")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_assembly_motions_decision_id")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["assembly_delegations.id"], name=op.f("fk_assembly_motions_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id", "year_id"],
            ["assembly_motions.id", "assembly_motions.year_id"],
            name="fk_assembly_motions_merged_into",
        ),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_assembly_motions_proposal_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_assembly_motions_written_by_id")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_motions_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_motions")),
        sa.UniqueConstraint("form_key", name=op.f("uq_assembly_motions_form_key")),
        sa.UniqueConstraint("id", "year_id", name="uq_assembly_motions_id_year_id"),
        sa.UniqueConstraint("year_id", "number", name="uq_assembly_motions_year_id_number"),
        sa.UniqueConstraint("year_id", "proposal_id", name="uq_assembly_motions_year_id_proposal_id"),
    )
    op.create_index("ix_assembly_motions_committee", "assembly_motions", ["committee_id", "number"])
    op.create_index("ix_assembly_motions_year_state", "assembly_motions", ["year_id", "state", "number"])
    op.create_table(
        "amendments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("motion_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "taken_in",
                "adopted",
                "rejected",
                "withdrawn",
                "overtaken",
                name="amendment_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("written_by_id", BIG, nullable=True),
        sa.Column("written_by_label", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (settled_at IS NULL)", name=op.f("ck_amendments_settled_has_a_time")),
        sa.CheckConstraint("length(trim(reason)) >= 10", name=op.f("ck_amendments_reason_needed")),
        sa.CheckConstraint("length(trim(text)) >= 30", name=op.f("ck_amendments_text_needed")),
        sa.ForeignKeyConstraint(["motion_id"], ["assembly_motions.id"], name=op.f("fk_amendments_motion_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_amendments_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sa.UniqueConstraint("form_key", name=op.f("uq_amendments_form_key")),
        sa.UniqueConstraint("motion_id", "number", name="uq_amendments_motion_id_number"),
    )
    op.create_table(
        "motion_credits",
        sa.Column("id", BIG, nullable=False),
        sa.Column("motion_id", BIG, nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("from_motion_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["from_motion_id"], ["assembly_motions.id"], name=op.f("fk_motion_credits_from_motion_id")
        ),
        sa.ForeignKeyConstraint(["motion_id"], ["assembly_motions.id"], name=op.f("fk_motion_credits_motion_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_motion_credits_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_credits")),
        sa.UniqueConstraint("motion_id", "label", name="uq_motion_credits_motion_id_label"),
    )
    op.create_table(
        "amendment_arguments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("amendment_id", BIG, nullable=False),
        sa.Column(
            "side",
            sa.Enum("for", "against", name="argument_side", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by_id", BIG, nullable=True),
        sa.Column("written_by_label", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(trim(text)) >= 10", name=op.f("ck_amendment_arguments_text_needed")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendments.id"], name=op.f("fk_amendment_arguments_amendment_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_amendment_arguments_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_arguments")),
        sa.UniqueConstraint("form_key", name=op.f("uq_amendment_arguments_form_key")),
    )
    op.create_index("ix_amendment_arguments_amendment", "amendment_arguments", ["amendment_id", "id"])
    op.create_table(
        "motion_versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("motion_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("amendment_id", BIG, nullable=True),
        sa.Column("written_by_id", BIG, nullable=True),
        sa.Column("written_by_label", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendments.id"], name=op.f("fk_motion_versions_amendment_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["assembly_motions.id"], name=op.f("fk_motion_versions_motion_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_motion_versions_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_versions")),
        sa.UniqueConstraint("motion_id", "number", name="uq_motion_versions_motion_id_number"),
    )


def _day() -> None:
    op.create_table(
        "assembly_items",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "welcome",
                "talk",
                "motion",
                "question",
                "pause",
                "closing",
                name="assembly_item_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("motion_id", BIG, nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "current",
                "done",
                "skipped",
                name="assembly_item_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("takes_turns", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'motion') = (motion_id IS NOT NULL)", name=op.f("ck_assembly_items_motion_of_a_motion")
        ),
        sa.CheckConstraint(
            "ended_at IS NULL OR state IN ('done', 'skipped')", name=op.f("ck_assembly_items_ended_when_over")
        ),
        sa.CheckConstraint("length(trim(title)) >= 3", name=op.f("ck_assembly_items_title_needed")),
        sa.CheckConstraint("minutes BETWEEN 0 AND 480", name=op.f("ck_assembly_items_minutes_sensible")),
        sa.ForeignKeyConstraint(["motion_id"], ["assembly_motions.id"], name=op.f("fk_assembly_items_motion_id")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_items_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_items")),
        sa.UniqueConstraint("form_key", name=op.f("uq_assembly_items_form_key")),
    )
    op.create_index("ix_assembly_items_motion", "assembly_items", ["motion_id"])
    op.create_index("ix_assembly_items_year", "assembly_items", ["year_id", "position", "id"])
    op.create_index(
        "uq_assembly_items_current",
        "assembly_items",
        ["year_id"],
        unique=True,
        postgresql_where=sa.text("state = 'current'"),
        sqlite_where=sa.text("state = 'current'"),
    )
    op.create_table(
        "assembly_events",
        sa.Column("id", BIG, nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("item_id", BIG, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_assembly_events_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["assembly_items.id"], name=op.f("fk_assembly_events_item_id")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_events_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_events")),
    )
    op.create_index("ix_assembly_events_year", "assembly_events", ["year_id", "id"])
    op.create_table(
        "assembly_turns",
        sa.Column("id", BIG, nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("delegation_id", BIG, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "speaking",
                "done",
                "withdrawn",
                name="assembly_turn_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["assembly_delegations.id"], name=op.f("fk_assembly_turns_delegation_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["assembly_items.id"], name=op.f("fk_assembly_turns_item_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_assembly_turns_person_id")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_turns_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_turns")),
    )
    op.create_index("ix_assembly_turns_item", "assembly_turns", ["item_id", "id"])
    op.create_index(
        "uq_assembly_turns_speaking",
        "assembly_turns",
        ["year_id"],
        unique=True,
        postgresql_where=sa.text("state = 'speaking'"),
        sqlite_where=sa.text("state = 'speaking'"),
    )
    op.create_index(
        "uq_assembly_turns_waiting",
        "assembly_turns",
        ["item_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('waiting', 'speaking')"),
        sqlite_where=sa.text("state IN ('waiting', 'speaking')"),
    )
    op.create_table(
        "assembly_votes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("motion_id", BIG, nullable=True),
        sa.Column("amendment_id", BIG, nullable=True),
        sa.Column("question", sa.String(length=160), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "yes_no",
                "one",
                "several",
                "ranked",
                "money",
                name="assembly_vote_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("max_choices", sa.SmallInteger(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column(
            "majority",
            sa.Enum(
                "simple",
                "two_thirds",
                name="assembly_vote_majority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "tie_rule",
            sa.Enum(
                "falls", "lot", name="assembly_vote_tie_rule", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("quorum_percent", sa.SmallInteger(), nullable=False),
        sa.Column("contest_id", BIG, nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delegates", sa.Integer(), nullable=False),
        sa.Column("roll_size", sa.Integer(), nullable=False),
        sa.Column("taken_part", sa.Integer(), nullable=False),
        sa.Column("lot_seed", sa.String(length=64), nullable=True),
        sa.Column("lot_witnesses", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "adopted",
                "rejected",
                "chosen",
                "tied",
                "no_quorum",
                name="assembly_verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("(way = 'money') = (budget IS NOT NULL)", name=op.f("ck_assembly_votes_budget_for_money")),
        sa.CheckConstraint(
            "(counted_at IS NULL) = (verdict IS NULL)", name=op.f("ck_assembly_votes_counted_with_a_verdict")
        ),
        sa.CheckConstraint("NOT is_named OR contest_id IS NULL", name=op.f("ck_assembly_votes_named_has_no_contest")),
        sa.CheckConstraint(
            "closed_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_assembly_votes_closed_when_opened")
        ),
        sa.CheckConstraint(
            "counted_at IS NULL OR closed_at IS NOT NULL", name=op.f("ck_assembly_votes_counted_when_closed")
        ),
        sa.CheckConstraint(
            "is_named OR opened_at IS NULL OR contest_id IS NOT NULL",
            name=op.f("ck_assembly_votes_secret_has_a_contest"),
        ),
        sa.CheckConstraint("length(trim(question)) >= 3", name=op.f("ck_assembly_votes_question_needed")),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendments.id"], name=op.f("fk_assembly_votes_amendment_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_assembly_votes_contest_id")),
        sa.ForeignKeyConstraint(["item_id"], ["assembly_items.id"], name=op.f("fk_assembly_votes_item_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["assembly_motions.id"], name=op.f("fk_assembly_votes_motion_id")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_assembly_votes_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_votes")),
        sa.UniqueConstraint("contest_id", name="uq_assembly_votes_contest_id"),
        sa.UniqueConstraint("form_key", name=op.f("uq_assembly_votes_form_key")),
    )
    op.create_index("ix_assembly_votes_item", "assembly_votes", ["item_id", "id"])
    op.create_index(
        "uq_assembly_votes_open",
        "assembly_votes",
        ["year_id"],
        unique=True,
        postgresql_where=sa.text("opened_at IS NOT NULL AND closed_at IS NULL AND cancelled_at IS NULL"),
        sqlite_where=sa.text("opened_at IS NOT NULL AND closed_at IS NULL AND cancelled_at IS NULL"),
    )
    op.create_table(
        "assembly_ballots",
        sa.Column("vote_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("delegation_id", BIG, nullable=False),
        sa.Column("ballot", sa.Text(), nullable=True),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["assembly_delegations.id"], name=op.f("fk_assembly_ballots_delegation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_assembly_ballots_person_id")),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_votes.id"], name=op.f("fk_assembly_ballots_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "person_id", name=op.f("pk_assembly_ballots")),
    )
    op.create_table(
        "assembly_vote_options",
        sa.Column("vote_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("number BETWEEN 1 AND 30", name=op.f("ck_assembly_vote_options_number_on_the_paper")),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_votes.id"], name=op.f("fk_assembly_vote_options_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "number", name=op.f("pk_assembly_vote_options")),
    )
    op.create_table(
        "resolutions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("year_id", BIG, nullable=False),
        sa.Column("motion_id", BIG, nullable=False),
        sa.Column("vote_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("case_id", BIG, nullable=True),
        sa.Column("politician", sa.String(length=200), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(trim(text)) >= 30", name=op.f("ck_resolutions_text_needed")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_resolutions_case_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["assembly_motions.id"], name=op.f("fk_resolutions_motion_id")),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_votes.id"], name=op.f("fk_resolutions_vote_id")),
        sa.ForeignKeyConstraint(["year_id"], ["assembly_years.id"], name=op.f("fk_resolutions_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sa.UniqueConstraint("motion_id", name="uq_resolutions_motion_id"),
        sa.UniqueConstraint("year_id", "number", name="uq_resolutions_year_id_number"),
    )
    op.create_index("ix_resolutions_case", "resolutions", ["case_id"])
