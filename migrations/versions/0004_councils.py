"""Councils: bodies, seats, meetings, decisions, class meetings, and the ladder of a proposal.

What happened stays: a seat only ends, a decision is only replaced, a wording of the minutes is only added. And a proposal
may now be among the young, before the municipality has a case.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Blanks and signs of no width, of which a text can be made that nobody can read.
UNSEEN = " \n\t\r\xa0\xad\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u202f\u2060\u2800\u3000\u3164\ufeff"
REFUSES = "outcome = 'rejected' AND is_owed_reasons"
TABLES = (
    "class_ideas",
    "class_meetings",
    "proposal_stops",
    "decisions",
    "minutes_revisions",
    "attendees",
    "agenda_items",
    "meetings",
    "class_codes",
    "code_sheets",
    "calendar_feeds",
    "seats",
    "bodies",
)
OLD_STATUS = ("draft", "awaiting", "in_progress", "needs_more", "yes", "partly", "no", "passed_on", "withdrawn")
NEW_STATUS = ("draft", "in_council", "council_no", *OLD_STATUS[1:])
OLD_EVENTS = (
    "created", "submitted", "edited", "receipt", "answered", "answer_changed", "more_supplied", "coauthor_joined",
    "withdrawn", "hidden", "restored",
)  # fmt: skip
NEW_EVENTS = (
    *OLD_EVENTS, "brought", "scheduled", "council_adopted", "council_rejected", "council_postponed", "carried",
)  # fmt: skip
NEW_ROLES = ("young_person", "teacher", "council_coordinator", "official", "moderator", "administrator")
OLD_ROLES = ("young_person", "teacher", "council_member", *NEW_ROLES[2:])
COMPLETE = (
    "status IN ('draft', 'withdrawn') OR (submitted_at IS NOT NULL AND {case}topic IS NOT NULL {or_council}"
    "AND length(trim(title)) >= 5 AND length(trim(what)) >= 20)"
)
# (table, constraint, its condition before, its condition from now on)
CHECKS = (
    ("persons", "ck_persons_person_role", "role IN %s", OLD_ROLES, NEW_ROLES),
    ("proposals", "ck_proposals_proposal_status", "status IN %s", OLD_STATUS, NEW_STATUS),
    ("proposal_counters", "ck_proposal_counters_counter_status", "status IN %s", OLD_STATUS, NEW_STATUS),
    ("proposal_events", "ck_proposal_events_proposal_event_kind", "kind IN %s", OLD_EVENTS, NEW_EVENTS),
)
OLD_COMPLETE = COMPLETE.format(case="case_id IS NOT NULL AND ", or_council="")
NEW_COMPLETE = COMPLETE.format(
    case="", or_council="AND (case_id IS NOT NULL OR status IN ('in_council', 'council_no')) "
)
# Of a seat, only how it ended is written later, and once.
SEAT_FACTS = (
    "body_id", "person_id", "role", "from_body_id", "starts_on", "ends_on", "replaces_id", "given_by_id", "created_at",
)  # fmt: skip
DECISION_FACTS = (
    "item_id", "is_owed_reasons", "body_id", "meeting_id", "number", "outcome", "text", "votes_for", "votes_against",
    "votes_abstaining", "reason_code", "explanation", "next_step", "contact_name", "contact_title", "contact_unit",
    "recorded_by_id", "recorded_at",
)  # fmt: skip
REVISION_FACTS = ("item_id", "version", "text", "written_by_id", "written_at")
# (table, columns that stay, what may be written once, what the refusal says)
STANDING = (
    ("seats", SEAT_FACTS, "ended_on", "a seat ends, it is never changed or removed"),
    ("decisions", DECISION_FACTS, "replaced_at", "a decision is replaced by a new one, never changed or removed"),
    ("minutes_revisions", REVISION_FACTS, None, "a wording of the minutes stays as it was written"),
)


def seen(column: str) -> str:
    """SQL for what is left of a column without them; ``trim`` takes away plain spaces only."""
    for sign in UNSEEN:
        column = f"replace({column}, '{sign}', '')"
    return column


def reasons_owed() -> tuple[sa.CheckConstraint, ...]:
    """A no to somebody's proposal cannot be stored without what an adult's no must have."""
    words = "length(explanation) - length(replace(replace(explanation, ' ', ''), '\n', '')) >= 11"
    begins = "substr(lower(explanation), 1, 5)"
    owed = {
        "reason_needed": "reason_code IS NOT NULL",
        "explanation_needed": "length(trim(explanation)) >= 80",
        "explanation_has_words": f"({words} AND length({seen('explanation')}) >= 50)",
        "explanation_not_filler": f"(length(replace(lower(explanation), {begins}, '')) * 2 > length(explanation) "
        "AND replace(lower(explanation), 'lorem ipsum', '') = lower(explanation))",
        "next_step_needed": f"(length(trim(next_step)) >= 10 AND length({seen('next_step')}) >= 6)",
        "contact_needed": f"(length({seen('contact_name')}) >= 2 AND length({seen('contact_title')}) >= 2 "
        f"AND length({seen('contact_unit')}) >= 2)",
    }
    return tuple(
        sa.CheckConstraint(f"NOT ({REFUSES}) OR {what}", name=op.f(f"ck_decisions_{name}"))
        for name, what in owed.items()
    )


def upgrade() -> None:
    """New tables; the ladder's columns; wider checks; and what stands, stands."""
    _bodies()
    _meetings()
    _decisions_and_stops()
    _classroom()
    for column in ("on_behalf_of_id", "holder_id"):
        op.execute(
            f"ALTER TABLE proposals ADD COLUMN {column} {'BIGINT' if _is_postgresql() else 'INTEGER'} "
            f"CONSTRAINT fk_proposals_{column} REFERENCES bodies (id)"
        )
    op.create_index("ix_proposals_holder", "proposals", ["holder_id", "id"])
    op.execute("UPDATE persons SET role = 'young_person' WHERE role = 'council_member'")
    _change_checks(forward=True)
    for table, facts, once, refusal in STANDING:
        _let_stand(table, facts, once, refusal)


def downgrade() -> None:
    """Without councils, what they had is with the municipality or taken back; who sat where is gone."""
    for table, *_rest in STANDING:
        _let_move(table)
    op.execute("DELETE FROM proposal_events WHERE kind NOT IN " + _listed(OLD_EVENTS))
    op.execute(
        "UPDATE proposals SET status = 'withdrawn', withdrawn_at = changed_at, listed_at = NULL "
        "WHERE status IN ('in_council', 'council_no')"
    )
    op.execute("DELETE FROM proposal_counters WHERE status IN ('in_council', 'council_no')")
    op.drop_table("proposal_stops")
    op.drop_index("ix_proposals_holder", table_name="proposals")
    for column in ("on_behalf_of_id", "holder_id"):
        op.execute(f"UPDATE proposals SET {column} = NULL")
        op.execute(f"ALTER TABLE proposals DROP COLUMN {column}") if _is_postgresql() else _drop_column(column)
    _change_checks(forward=False)
    for table in TABLES:
        if table != "proposal_stops":
            op.drop_table(table)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _listed(values: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


def _change_checks(*, forward: bool) -> None:
    changes = [(table, name, form % _listed(old), form % _listed(new)) for table, name, form, old, new in CHECKS]
    changes.append(("proposals", "ck_proposals_submitted_is_complete", OLD_COMPLETE, NEW_COMPLETE))
    for table, name, old, new in changes:
        before, after = (old, new) if forward else (new, old)
        if _is_postgresql():
            op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({after})")
        else:
            _rewrite(table, f"CONSTRAINT {name} CHECK ({before})", f"CONSTRAINT {name} CHECK ({after})")


def _rewrite(table: str, before: str, after: str) -> None:
    """SQLite cannot alter a check, and a table made anew would lose its triggers: change how the table is described.

    SQLite's manual (ALTER TABLE, «Making Other Kinds Of Table Schema Changes») gives this way for changes that leave the
    stored rows as they are.
    """
    connection = op.get_bind()
    query = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    described = connection.execute(query, {"name": table}).scalar_one()
    if described.count(before) != 1:
        raise RuntimeError(f"{table} is not as it was made: {before}")
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    change = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name")
    connection.execute(change, {"sql": described.replace(before, after), "name": table})
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")


def _drop_column(column: str) -> None:
    """SQLite drops no column that refers to another table: take the reference out of the description first."""
    _rewrite("proposals", f" CONSTRAINT fk_proposals_{column} REFERENCES bodies (id)", "")
    op.execute(f"ALTER TABLE proposals DROP COLUMN {column}")


def _let_stand(table: str, facts: tuple[str, ...], once: str | None, refusal: str) -> None:
    """Nobody, not even by SQL, changes these columns, takes back what is written once, or removes the row."""
    differs = "IS DISTINCT FROM" if _is_postgresql() else "IS NOT"
    changed = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in ("id", *facts))
    if once is not None:
        changed += f" OR (OLD.{once} IS NOT NULL AND NEW.{once} {differs} OLD.{once})"
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' OR {changed} THEN RAISE EXCEPTION '{refusal}'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_stand BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION keep_{table}()"
        )
        return
    abort = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    op.execute(f"CREATE TRIGGER {table}_stand_update BEFORE UPDATE ON {table} WHEN {changed} {abort}")
    op.execute(f"CREATE TRIGGER {table}_stand_delete BEFORE DELETE ON {table} {abort}")
    # INSERT OR REPLACE takes a row away without asking the trigger on DELETE.
    op.execute(
        f"CREATE TRIGGER {table}_stand_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) {abort}"
    )


def _let_move(table: str) -> None:
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {table}_stand ON {table}")
        op.execute(f"DROP FUNCTION keep_{table}()")
        return
    for deed in ("update", "delete", "replace"):
        op.execute(f"DROP TRIGGER {table}_stand_{deed}")


def _bodies() -> None:
    op.create_table(
        "bodies",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "school_class",
                "student_council",
                "joint_student_council",
                "youth_council",
                "assembly",
                "committee",
                name="body_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("meets", sa.String(length=200), nullable=False),
        sa.Column("school_id", BIG, nullable=True),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("grade", sa.SmallInteger(), nullable=True),
        sa.Column("min_age", sa.SmallInteger(), nullable=True),
        sa.Column("max_age", sa.SmallInteger(), nullable=True),
        sa.Column("member_seats", sa.Integer(), nullable=True),
        sa.Column("substitute_seats", sa.Integer(), nullable=False),
        sa.Column("seats_per_child", sa.Boolean(), nullable=False),
        sa.Column("term_months", sa.Integer(), nullable=False),
        sa.Column("ends_with_school_year", sa.Boolean(), nullable=False),
        sa.Column("quorum_percent", sa.SmallInteger(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "members",
                "represented",
                "everyone",
                name="body_attendance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("item_deadline_days", sa.SmallInteger(), nullable=False),
        sa.Column("reminder_days", sa.SmallInteger(), nullable=False),
        sa.Column("publishes_minutes", sa.Boolean(), nullable=False),
        sa.Column("handover", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind NOT IN ('school_class', 'student_council') OR school_id IS NOT NULL",
            name=op.f("ck_bodies_school_needed"),
        ),
        sa.CheckConstraint("length(trim(name)) >= 2", name=op.f("ck_bodies_name_needed")),
        sa.CheckConstraint("member_seats IS NULL OR member_seats >= 0", name=op.f("ck_bodies_seats_not_negative")),
        sa.CheckConstraint(
            "min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name=op.f("ck_bodies_ages_in_order")
        ),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_bodies_not_its_own_parent")),
        sa.CheckConstraint("quorum_percent BETWEEN 0 AND 100", name=op.f("ck_bodies_quorum_is_a_share")),
        sa.CheckConstraint("substitute_seats >= 0 AND term_months > 0", name=op.f("ck_bodies_term_and_substitutes")),
        sa.ForeignKeyConstraint(["parent_id"], ["bodies.id"], name=op.f("fk_bodies_parent_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_bodies_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("form_key", name=op.f("uq_bodies_form_key")),
    )
    op.create_index("ix_bodies_kind", "bodies", ["kind", "name", "id"], unique=False)
    op.create_index("ix_bodies_parent", "bodies", ["parent_id", "name", "id"], unique=False)
    op.create_index(
        "uq_bodies_name",
        "bodies",
        ["name"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL AND school_id IS NULL"),
        sqlite_where=sa.text("closed_at IS NULL AND school_id IS NULL"),
    )
    op.create_index(
        "uq_bodies_name_at_school",
        "bodies",
        ["school_id", "name"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL AND school_id IS NOT NULL"),
        sqlite_where=sa.text("closed_at IS NULL AND school_id IS NOT NULL"),
    )
    op.create_table(
        "seats",
        sa.Column("id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "member",
                "substitute",
                "chair",
                "deputy",
                "secretary",
                "coordinator",
                name="seat_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_body_id", BIG, nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "resigned",
                "moved",
                "replaced",
                "recalled",
                "account_closed",
                name="seat_end_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ended_by_id", BIG, nullable=True),
        sa.Column("replaces_id", BIG, nullable=True),
        sa.Column("given_by_id", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name=op.f("ck_seats_ended_for_a_reason")),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= starts_on", name=op.f("ck_seats_ended_after_it_began")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_seats_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_seats_body_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_seats_ended_by_id")),
        sa.ForeignKeyConstraint(["from_body_id"], ["bodies.id"], name=op.f("fk_seats_from_body_id")),
        sa.ForeignKeyConstraint(["given_by_id"], ["persons.id"], name=op.f("fk_seats_given_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_seats_person_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["seats.id"], name=op.f("fk_seats_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
    )
    op.create_index("ix_seats_body", "seats", ["body_id", "starts_on", "id"], unique=False)
    op.create_index("ix_seats_from_body", "seats", ["from_body_id"], unique=False)
    op.create_index("ix_seats_person", "seats", ["person_id", "ends_on"], unique=False)
    op.create_index(
        "uq_seats_held",
        "seats",
        ["body_id", "person_id", "role", "starts_on"],
        unique=True,
        postgresql_where=sa.text("ended_on IS NULL"),
        sqlite_where=sa.text("ended_on IS NULL"),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_calendar_feeds_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("person_id", name=op.f("uq_calendar_feeds_person_id")),
        sa.UniqueConstraint("token", name=op.f("uq_calendar_feeds_token")),
    )
    op.create_table(
        "code_sheets",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("size BETWEEN 1 AND 200", name=op.f("ck_code_sheets_size_is_a_class")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_code_sheets_body_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_code_sheets_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_sheets")),
        sa.UniqueConstraint("form_key", name=op.f("uq_code_sheets_form_key")),
    )
    op.create_index(op.f("ix_code_sheets_body_id"), "code_sheets", ["body_id"], unique=False)
    op.create_table(
        "class_codes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("sheet_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["sheet_id"], ["code_sheets.id"], name=op.f("fk_class_codes_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_class_codes_code_hash")),
        sa.UniqueConstraint("sheet_id", "number", name="uq_class_codes_sheet_id_number"),
    )


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("call_text", sa.Text(), nullable=False),
        sa.Column("items_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "called",
                "open",
                "ended",
                "minutes_ready",
                "approved",
                "cancelled",
                name="meeting_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes_ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", BIG, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=200), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' OR approved_at IS NOT NULL", name=op.f("ck_meetings_approved_has_a_time")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meetings_ends_after_it_begins")),
        sa.CheckConstraint(
            "length(trim(place)) >= 1 OR length(trim(link)) >= 1", name=op.f("ck_meetings_place_or_link_needed")
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR approved_at IS NOT NULL", name=op.f("ck_meetings_published_when_approved")
        ),
        sa.ForeignKeyConstraint(["approved_by_id"], ["persons.id"], name=op.f("fk_meetings_approved_by_id")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_meetings_body_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["persons.id"], name=op.f("fk_meetings_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("body_id", "number", name="uq_meetings_body_id_number"),
        sa.UniqueConstraint("form_key", name=op.f("uq_meetings_form_key")),
    )
    op.create_index("ix_meetings_body_starts", "meetings", ["body_id", "starts_at", "id"], unique=False)
    op.create_index("ix_meetings_starts", "meetings", ["starts_at", "id"], unique=False)
    op.create_table(
        "agenda_items",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("meeting_id", BIG, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "standing",
                "member",
                "proposal",
                "consultation",
                "case",
                name="agenda_item_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=True),
        sa.Column("subject_id", BIG, nullable=True),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("is_owed_reasons", sa.Boolean(), nullable=False),
        sa.Column("proposed_by_id", BIG, nullable=True),
        sa.Column("proposed_by_label", sa.String(length=200), nullable=False),
        sa.Column("continues_id", BIG, nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("minutes_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(subject_kind IS NULL) = (subject_id IS NULL)", name=op.f("ck_agenda_items_subject_is_whole")
        ),
        sa.CheckConstraint(
            "NOT is_owed_reasons OR subject_kind IS NOT NULL", name=op.f("ck_agenda_items_reasons_owed_to_somebody")
        ),
        sa.CheckConstraint("length(trim(title)) >= 3", name=op.f("ck_agenda_items_title_needed")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_agenda_items_body_id")),
        sa.ForeignKeyConstraint(["continues_id"], ["agenda_items.id"], name=op.f("fk_agenda_items_continues_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["persons.id"], name=op.f("fk_agenda_items_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("body_id", "form_key", name="uq_agenda_items_body_id_form_key"),
        sa.UniqueConstraint("id", "is_owed_reasons", name="uq_agenda_items_id_is_owed_reasons"),
    )
    op.create_index("ix_agenda_items_meeting", "agenda_items", ["meeting_id", "position", "id"], unique=False)
    op.create_index(
        "ix_agenda_items_waiting",
        "agenda_items",
        ["body_id", "id"],
        unique=False,
        postgresql_where=sa.text("meeting_id IS NULL AND withdrawn_at IS NULL"),
        sqlite_where=sa.text("meeting_id IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_index(
        "uq_agenda_items_subject",
        "agenda_items",
        ["body_id", "subject_kind", "subject_id"],
        unique=True,
        postgresql_where=sa.text("subject_kind IS NOT NULL AND continues_id IS NULL AND withdrawn_at IS NULL"),
        sqlite_where=sa.text("subject_kind IS NOT NULL AND continues_id IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_table(
        "attendees",
        sa.Column("id", BIG, nullable=False),
        sa.Column("meeting_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column(
            "presence",
            sa.Enum(
                "present",
                "apologies",
                "absent",
                name="attendee_presence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stands_in_for_id", BIG, nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendees_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_attendees_person_id")),
        sa.ForeignKeyConstraint(["stands_in_for_id"], ["persons.id"], name=op.f("fk_attendees_stands_in_for_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendees")),
        sa.UniqueConstraint("meeting_id", "person_id", name="uq_attendees_meeting_id_person_id"),
    )
    op.create_table(
        "minutes_revisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by_id", BIG, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_minutes_revisions_item_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_minutes_revisions_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_revisions")),
        sa.UniqueConstraint("item_id", "version", name="uq_minutes_revisions_item_id_version"),
    )


def _decisions_and_stops() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("is_owed_reasons", sa.Boolean(), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("meeting_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "adopted",
                "rejected",
                "postponed",
                name="decision_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("votes_abstaining", sa.Integer(), nullable=True),
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
                name="decision_reason_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explanation_key", sa.String(length=64), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_title", sa.String(length=120), nullable=False),
        sa.Column("contact_unit", sa.String(length=200), nullable=False),
        sa.Column("recorded_by_id", BIG, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        *reasons_owed(),
        sa.CheckConstraint(
            "votes_for IS NULL OR outcome = 'postponed' OR (outcome = 'adopted') = (votes_for > votes_against)",
            name=op.f("ck_decisions_votes_make_the_outcome"),
        ),
        sa.CheckConstraint(
            "(votes_for IS NULL) = (votes_against IS NULL) AND (votes_for IS NULL) = (votes_abstaining IS NULL)",
            name=op.f("ck_decisions_votes_are_whole"),
        ),
        sa.CheckConstraint("length(trim(text)) >= 3", name=op.f("ck_decisions_text_needed")),
        sa.CheckConstraint(
            "votes_for IS NULL OR (votes_for >= 0 AND votes_against >= 0 AND votes_abstaining >= 0)",
            name=op.f("ck_decisions_votes_not_negative"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_decisions_body_id")),
        sa.ForeignKeyConstraint(
            ["item_id", "is_owed_reasons"],
            ["agenda_items.id", "agenda_items.is_owed_reasons"],
            name="fk_decisions_item",
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_decisions_meeting_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["persons.id"], name=op.f("fk_decisions_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("item_id", "form_key", name="uq_decisions_item_id_form_key"),
        sa.UniqueConstraint("item_id", "number", name="uq_decisions_item_id_number"),
    )
    op.create_index("ix_decisions_body", "decisions", ["body_id", "recorded_at", "id"], unique=False)
    op.create_index("ix_decisions_explanation_key", "decisions", ["explanation_key"], unique=False)
    op.create_index("ix_decisions_meeting", "decisions", ["meeting_id", "id"], unique=False)
    op.create_index(
        "uq_decisions_current",
        "decisions",
        ["item_id"],
        unique=True,
        postgresql_where=sa.text("replaced_at IS NULL"),
        sqlite_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "proposal_stops",
        sa.Column("id", BIG, nullable=False),
        sa.Column("proposal_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("brought_by_label", sa.String(length=200), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "adopted",
                "rejected",
                "postponed",
                name="stop_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decision_id", BIG, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("carried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carried_to_id", BIG, nullable=True),
        sa.CheckConstraint(
            "carried_at IS NULL OR outcome = 'adopted'", name=op.f("ck_proposal_stops_carried_when_adopted")
        ),
        sa.CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name=op.f("ck_proposal_stops_decided_when")),
        sa.CheckConstraint(
            "carried_to_id IS NULL OR carried_at IS NOT NULL", name=op.f("ck_proposal_stops_carried_when")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_proposal_stops_body_id")),
        sa.ForeignKeyConstraint(["carried_to_id"], ["bodies.id"], name=op.f("fk_proposal_stops_carried_to_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_proposal_stops_decision_id")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_proposal_stops_item_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_stops_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_stops")),
        sa.UniqueConstraint("item_id", name=op.f("uq_proposal_stops_item_id")),
        sa.UniqueConstraint("proposal_id", "body_id", name="uq_proposal_stops_proposal_id_body_id"),
        sa.UniqueConstraint("proposal_id", "number", name="uq_proposal_stops_proposal_id_number"),
    )
    op.create_index("ix_proposal_stops_body", "proposal_stops", ["body_id", "id"], unique=False)


def _classroom() -> None:
    op.create_table(
        "class_meetings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("meeting_id", BIG, nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "ideas", "hands", "decided", name="class_phase", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("join_code", sa.String(length=12), nullable=True),
        sa.Column("join_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("children BETWEEN 1 AND 200", name=op.f("ck_class_meetings_children_are_a_class")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_class_meetings_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_meetings")),
        sa.UniqueConstraint("join_code", name=op.f("uq_class_meetings_join_code")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_class_meetings_meeting_id")),
    )
    op.create_table(
        "class_ideas",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("class_meeting_id", BIG, nullable=False),
        sa.Column("text", sa.String(length=140), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("hands", sa.Integer(), nullable=False),
        sa.Column("from_tablet", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("hands >= 0", name=op.f("ck_class_ideas_hands_not_negative")),
        sa.CheckConstraint("length(trim(text)) >= 2", name=op.f("ck_class_ideas_text_needed")),
        sa.ForeignKeyConstraint(
            ["class_meeting_id"], ["class_meetings.id"], name=op.f("fk_class_ideas_class_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_ideas")),
        sa.UniqueConstraint("class_meeting_id", "form_key", name="uq_class_ideas_class_meeting_id_form_key"),
    )
    op.create_index("ix_class_ideas_class_meeting", "class_ideas", ["class_meeting_id", "id"], unique=False)
