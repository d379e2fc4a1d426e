"""The right to an answer: units and routes, the clock, drafts, whether an answer was understood, and promises.

Answers given before must not be asked for what nobody asked then: ``rules_version`` tells which checks hold, and a trigger
lets nobody write a new row under the old ones. SQLite's checks are changed where the table is described (see 0004).
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OLD_STATES = "state IN ('awaiting_receipt', 'awaiting_answer', 'in_progress', 'needs_more', 'answered')"
NEW_STATES = "state IN ('awaiting_receipt', 'awaiting_answer', 'in_progress', 'needs_more', 'passed_on', 'answered')"
OLD_EVENTS = (
    "created", "submitted", "edited", "receipt", "answered", "answer_changed", "more_supplied", "coauthor_joined",
    "withdrawn", "hidden", "restored", "brought", "scheduled", "council_adopted", "council_rejected",
    "council_postponed", "carried",
)  # fmt: skip
NEW_EVENTS = (*OLD_EVENTS, "extended", "reopened", "promise_kept", "promise_broken")
UNSEEN = " \n\t\r\xa0\xad\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u202f\u2060\u2800\u3000\u3164\ufeff"
FINAL = "('yes', 'partly', 'no', 'passed_on')"
UNDER_OLD_RULES = "a new answer is given under the rules of today"
REWRITTEN = "an answer is replaced by a new one, never changed or removed"
WORDS = (
    "case_id",
    "number",
    "outcome",
    "reason_code",
    "explanation",
    "next_step",
    "asked_for",
    "expected_on",
    "contact_name",
    "contact_title",
    "contact_unit",
    "written_by_id",
    "created_at",
)
MORE_WORDS = (*WORDS, "rules_version", "reason_detail", "reason_on")
STANDING = (
    (
        "case_extensions",
        ("case_id", "before_on", "until_on", "reason", "by_id", "at"),
        "a deadline is moved once, for good",
    ),
    ("reopenings", ("case_id", "answer_id", "cause", "due_on", "at"), "a case is reopened once"),
    (
        "answer_feedback",
        ("case_id", "answer_id", "person_id", "understood", "taken_seriously", "at"),
        "what somebody said of an answer stands",
    ),
    ("promise_marks", ("promise_id", "person_id", "verdict", "at"), "a word on a promise stands; the next one counts"),
)


def _seen(column: str) -> str:
    for sign in UNSEEN:
        column = f"replace({column}, '{sign}', '')"
    return column


COLUMNS = (
    (
        "units",
        "kind",
        "VARCHAR(40) DEFAULT 'centre' NOT NULL CONSTRAINT ck_units_unit_kind "
        "CHECK (kind IN ('centre', 'school', 'committee'))",
    ),
    ("units", "closed_at", "{moment}"),
    ("units", "version", "INTEGER DEFAULT 1 NOT NULL"),
    ("cases", "clock_from", "DATE DEFAULT '1970-01-01' NOT NULL"),
    ("cases", "paused_on", "DATE"),
    ("cases", "paused_days", "INTEGER DEFAULT 0 NOT NULL"),
    ("cases", "first_answered_at", "{moment}"),
    ("cases", "first_due_on", "DATE"),
    ("cases", "reopened_at", "{moment}"),
    ("answers", "rules_version", "SMALLINT DEFAULT 1 NOT NULL"),
    ("answers", "reason_detail", "VARCHAR(300) DEFAULT '' NOT NULL"),
    ("answers", "reason_on", "DATE"),
)
REFERRING = (
    ("units", "school_id", "schools"),
    ("units", "leader_id", "persons"),
    ("cases", "assignee_id", "persons"),
)
CHECKS = (
    ("cases", "ck_cases_first_answer_is_whole", "(first_answered_at IS NULL) = (first_due_on IS NULL)"),
    (
        "answers",
        "ck_answers_reason_tells_which",
        "rules_version < 2 OR reason_code IS NULL OR reason_code NOT IN ('law_or_rules', 'budget', 'not_our_decision') "
        f"OR length({_seen('reason_detail')}) >= 3",
    ),
    (
        "answers",
        "ck_answers_reason_tells_when",
        "rules_version < 2 OR reason_code IS NULL OR reason_code NOT IN ('budget', 'not_our_decision') "
        "OR reason_on IS NOT NULL",
    ),
    (
        "answers",
        "ck_answers_passed_on_to_whom",
        "rules_version < 2 OR outcome <> 'passed_on' OR reason_code = 'not_our_decision'",
    ),
    (
        "answers",
        "ck_answers_promise_has_a_day",
        "rules_version < 2 OR outcome NOT IN ('yes', 'partly', 'passed_on') OR expected_on IS NOT NULL",
    ),
)


TABLES = (
    "promise_counters",
    "routes",
    "phrases",
    "answer_drafts",
    "case_extensions",
    "case_moves",
    "case_parties",
    "case_reminders",
    "draft_notes",
    "promises",
    "answer_feedback",
    "clarity_wishes",
    "milestones",
    "progress_reports",
    "promise_marks",
    "reopenings",
    "promise_checks",
)


def upgrade() -> None:
    """Columns and what they hold for what is there already; new tables; wider and new checks; what stands, stands."""
    for table, name, what in COLUMNS:
        moment = "TIMESTAMP WITH TIME ZONE" if _is_postgresql() else "DATETIME"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {what.format(moment=moment)}")
    for table, name, other in REFERRING:
        kind = "BIGINT" if _is_postgresql() else "INTEGER"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {name} {kind} CONSTRAINT {_reference(table, name)} REFERENCES {other} (id)"
        )
    _tables()
    _fill()
    _change_check("cases", "ck_cases_case_state", OLD_STATES, NEW_STATES)
    _change_check("proposal_events", "ck_proposal_events_proposal_event_kind", _kinds(OLD_EVENTS), _kinds(NEW_EVENTS))
    for table, name, what in CHECKS:
        _add_check(table, name, what)
    op.create_index(
        "ix_cases_open_assignee_due",
        "cases",
        ["assignee_id", "answer_due_on", "id"],
        postgresql_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
        sqlite_where=sa.text("state <> 'answered' AND closed_at IS NULL"),
    )
    _guard_answers(MORE_WORDS)
    for table, facts, refusal in STANDING:
        _let_stand(table, facts, refusal)


def downgrade() -> None:
    """Back to cases without a clock that stops; drafts, promises and what was said of answers are gone."""
    for table, _facts, _refusal in STANDING:
        _let_move(table)
    _guard_answers(WORDS)
    op.drop_index("ix_cases_open_assignee_due", table_name="cases")
    for table, name, what in CHECKS:
        _drop_check(table, name, what)
    op.execute(
        "UPDATE cases SET state = 'answered', answered_at = coalesce(answered_at, opened_at) WHERE state = 'passed_on'"
    )
    _change_check("cases", "ck_cases_case_state", NEW_STATES, OLD_STATES)
    op.execute(f"DELETE FROM proposal_events WHERE NOT ({_kinds(OLD_EVENTS)})")
    _change_check("proposal_events", "ck_proposal_events_proposal_event_kind", _kinds(NEW_EVENTS), _kinds(OLD_EVENTS))
    op.create_table(
        "topic_routes",
        sa.Column("topic", _topic(), nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_topic_routes_unit_id")),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_topic_routes")),
    )
    op.execute(
        "INSERT INTO topic_routes SELECT topic, unit_id FROM routes WHERE topic IS NOT NULL AND school_id IS NULL"
    )
    for table in reversed(TABLES):
        op.drop_table(table)
    for table, name, _other in REFERRING:
        if not _is_postgresql():
            _rewrite(table, f" CONSTRAINT {_reference(table, name)} REFERENCES {_other} (id)", "")
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    for table, name, _what in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


def _kinds(values: tuple[str, ...]) -> str:
    return "kind IN (" + ", ".join(f"'{value}'" for value in values) + ")"


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _reference(table: str, column: str) -> str:
    return "fk_units_leader_id_persons" if column == "leader_id" else f"fk_{table}_{column}"


def _topic() -> sa.Enum:
    topics = ("leisure", "school", "wellbeing", "traffic", "climate", "democracy", "community")
    return sa.Enum(*topics, name="route_topic", native_enum=False, create_constraint=True, length=40)


def _fill() -> None:
    """What the new columns say of the cases that are there."""
    day = "({}  AT TIME ZONE 'Europe/Copenhagen')::date" if _is_postgresql() else "date({})"
    op.execute(f"UPDATE cases SET clock_from = {day.format('opened_at')}")
    first = f"(SELECT min(created_at) FROM answers WHERE answers.case_id = cases.id AND outcome IN {FINAL})"
    op.execute(f"UPDATE cases SET first_answered_at = {first}")
    op.execute("UPDATE cases SET first_due_on = answer_due_on WHERE first_answered_at IS NOT NULL")
    asked = "(SELECT max(created_at) FROM answers WHERE answers.case_id = cases.id AND outcome = 'needs_more')"
    op.execute(f"UPDATE cases SET paused_on = coalesce({day.format(asked)}, clock_from) WHERE state = 'needs_more'")
    owners = (
        "SELECT case_id, author_id AS person_id, submitted_at AS since FROM proposals WHERE case_id IS NOT NULL",
        "SELECT p.case_id, c.person_id, c.created_at FROM proposal_coauthors c JOIN proposals p ON p.id = c.proposal_id "
        "WHERE p.case_id IS NOT NULL AND c.person_id <> p.author_id",
    )
    for query in owners:
        op.execute(f"INSERT INTO case_parties (case_id, person_id, since) {query}")
    op.execute("INSERT INTO routes (topic, unit_id) SELECT topic, unit_id FROM topic_routes")
    op.drop_table("topic_routes")


def _change_check(table: str, name: str, before: str, after: str) -> None:
    if _is_postgresql():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({after})")
    else:
        _rewrite(table, f"CONSTRAINT {name} CHECK ({before})", f"CONSTRAINT {name} CHECK ({after})")


def _add_check(table: str, name: str, what: str) -> None:
    if _is_postgresql():
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({what})")
    else:
        _describe(
            table, lambda sql: sql.rstrip().removesuffix(")").rstrip() + f", \n\tCONSTRAINT {name} CHECK ({what})\n)"
        )


def _drop_check(table: str, name: str, what: str) -> None:
    if _is_postgresql():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    else:
        _rewrite(table, f", \n\tCONSTRAINT {name} CHECK ({what})", "")


def _rewrite(table: str, before: str, after: str) -> None:
    def exchanged(sql: str) -> str:
        if sql.count(before) != 1:
            raise RuntimeError(f"{table} is not as it was made: {before}")
        return sql.replace(before, after)

    _describe(table, exchanged)


def _describe(table: str, change: Callable[[str], str]) -> None:
    """Change how SQLite describes a table; its rows stay as they are (SQLite's manual, ALTER TABLE)."""
    connection = op.get_bind()
    query = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    described = connection.execute(query, {"name": table}).scalar_one()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    update = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name")
    connection.execute(update, {"sql": change(described), "name": table})
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")


def _guard_answers(words: tuple[str, ...]) -> None:
    """An answer stands, with all its words; a new one is never given under the rules of before."""
    has_versions = "rules_version" in words
    if _is_postgresql():
        changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in words)
        revived = "(OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS NULL)"
        op.execute(
            "CREATE OR REPLACE FUNCTION keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' OR {changed} OR {revived} THEN RAISE EXCEPTION '{REWRITTEN}'; END IF; RETURN NEW; END $$"
        )
        if has_versions:
            op.execute(
                "CREATE FUNCTION answer_of_today() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF NEW.rules_version < 2 THEN RAISE EXCEPTION '{UNDER_OLD_RULES}'; END IF; RETURN NEW; END $$"
            )
            op.execute(
                "CREATE TRIGGER answers_of_today BEFORE INSERT ON answers FOR EACH ROW EXECUTE FUNCTION answer_of_today()"
            )
        else:
            op.execute("DROP TRIGGER answers_of_today ON answers")
            op.execute("DROP FUNCTION answer_of_today()")
        return
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in words)
    revived = "(OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS NULL)"
    op.execute("DROP TRIGGER answers_stand_update")
    op.execute(
        "CREATE TRIGGER answers_stand_update BEFORE UPDATE ON answers "
        f"WHEN {changed} OR {revived} BEGIN SELECT RAISE(ABORT, '{REWRITTEN}'); END"
    )
    if has_versions:
        op.execute(
            "CREATE TRIGGER answers_of_today BEFORE INSERT ON answers WHEN NEW.rules_version < 2 "
            f"BEGIN SELECT RAISE(ABORT, '{UNDER_OLD_RULES}'); END"
        )
    else:
        op.execute("DROP TRIGGER answers_of_today")


def _let_stand(table: str, facts: tuple[str, ...], refusal: str) -> None:
    """Nobody, not even by SQL, changes these columns or removes the row."""
    differs = "IS DISTINCT FROM" if _is_postgresql() else "IS NOT"
    changed = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in ("id", *facts))
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' OR {changed} THEN RAISE EXCEPTION '{refusal}'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_stand BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION keep_{table}()"
        )
        return
    abort = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    op.execute(f"CREATE TRIGGER {table}_stand_update BEFORE UPDATE ON {table} WHEN {changed} {abort}")
    op.execute(f"CREATE TRIGGER {table}_stand_delete BEFORE DELETE ON {table} {abort}")
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


def _tables() -> None:
    op.create_table(
        "promise_counters",
        sa.Column(
            "state",
            sa.Enum(
                "under_way",
                "late",
                "kept",
                "broken",
                name="promise_counter_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.CheckConstraint("total >= 0", name=op.f("ck_promise_counters_total_not_negative")),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_promise_counters")),
    )
    op.create_table(
        "routes",
        sa.Column("id", BIG, nullable=False),
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
            nullable=True,
        ),
        sa.Column("school_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_routes_school_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_routes_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routes")),
    )
    op.create_index(op.f("ix_routes_unit_id"), "routes", ["unit_id"], unique=False)
    op.create_table(
        "phrases",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("letters", sa.Text(), nullable=False),
        sa.Column("created_by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(trim(words)) >= 20", name=op.f("ck_phrases_phrase_has_words")),
        sa.ForeignKeyConstraint(["created_by_id"], ["persons.id"], name=op.f("fk_phrases_created_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_phrases_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
        sa.UniqueConstraint("form_key", name="uq_phrases_form_key"),
    )
    op.create_index("ix_phrases_unit", "phrases", ["unit_id", "id"], unique=False)
    op.create_table(
        "answer_drafts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "passed_on",
                "needs_more",
                "in_progress",
                name="draft_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
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
                name="draft_reason_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason_detail", sa.String(length=300), nullable=False),
        sa.Column("reason_on", sa.Date(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("asked_for", sa.Text(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_title", sa.String(length=120), nullable=False),
        sa.Column("contact_unit", sa.String(length=200), nullable=False),
        sa.Column("written_by_id", BIG, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", BIG, nullable=True),
        sa.Column("reviewer_id", BIG, nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publish_error", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "approved_at IS NULL OR reviewer_id IS NOT NULL", name=op.f("ck_answer_drafts_approved_by_somebody")
        ),
        sa.CheckConstraint(
            "reviewer_id IS NULL OR reviewer_id <> asked_by_id", name=op.f("ck_answer_drafts_reviewed_by_another")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["persons.id"], name=op.f("fk_answer_drafts_asked_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_answer_drafts_case_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["persons.id"], name=op.f("fk_answer_drafts_reviewer_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_answer_drafts_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_drafts")),
        sa.UniqueConstraint("case_id", name="uq_answer_drafts_case_id"),
    )
    op.create_index(
        "ix_answer_drafts_publish",
        "answer_drafts",
        ["publish_at"],
        unique=False,
        postgresql_where=sa.text("publish_at IS NOT NULL"),
        sqlite_where=sa.text("publish_at IS NOT NULL"),
    )
    op.create_table(
        "case_extensions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("before_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("by_label", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            f"length(trim(reason)) >= 20 AND length({_seen('reason')}) >= 12",
            name=op.f("ck_case_extensions_extension_reason_needed"),
        ),
        sa.CheckConstraint("until_on > before_on", name=op.f("ck_case_extensions_extended_forward")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_case_extensions_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_extensions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_extensions")),
        sa.UniqueConstraint("case_id", name="uq_case_extensions_case_id"),
    )
    op.create_table(
        "case_moves",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("from_unit_id", BIG, nullable=False),
        sa.Column("to_unit_id", BIG, nullable=False),
        sa.Column("from_person_id", BIG, nullable=True),
        sa.Column("to_person_id", BIG, nullable=True),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            f"from_unit_id = to_unit_id OR (length(trim(word)) >= 10 AND length({_seen('word')}) >= 6)",
            name=op.f("ck_case_moves_handover_word_needed"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_case_moves_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_moves_case_id")),
        sa.ForeignKeyConstraint(["from_person_id"], ["persons.id"], name=op.f("fk_case_moves_from_person_id")),
        sa.ForeignKeyConstraint(["from_unit_id"], ["units.id"], name=op.f("fk_case_moves_from_unit_id")),
        sa.ForeignKeyConstraint(["to_person_id"], ["persons.id"], name=op.f("fk_case_moves_to_person_id")),
        sa.ForeignKeyConstraint(["to_unit_id"], ["units.id"], name=op.f("fk_case_moves_to_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_moves")),
    )
    op.create_index("ix_case_moves_case", "case_moves", ["case_id", "id"], unique=False)
    op.create_table(
        "case_parties",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_parties_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_case_parties_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_parties")),
        sa.UniqueConstraint("case_id", "person_id", name="uq_case_parties_case_id_person_id"),
    )
    op.create_index("ix_case_parties_person", "case_parties", ["person_id", "case_id"], unique=False)
    op.create_table(
        "case_reminders",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "five_days",
                "one_day",
                "due",
                name="reminder_stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("of_receipt", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_reminders_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_case_reminders_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reminders")),
        sa.UniqueConstraint("case_id", "person_id", "stage", "due_on", "of_receipt", name="uq_case_reminders_once"),
    )
    op.create_index(op.f("ix_case_reminders_person_id"), "case_reminders", ["person_id"], unique=False)
    op.create_table(
        "draft_notes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("approves", sa.Boolean(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(trim(words)) >= 2", name=op.f("ck_draft_notes_note_needed")),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_draft_notes_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_draft_notes_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_notes")),
        sa.UniqueConstraint("form_key", name="uq_draft_notes_form_key"),
    )
    op.create_index("ix_draft_notes_case", "draft_notes", ["case_id", "id"], unique=False)
    op.create_table(
        "promises",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("owner_id", BIG, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promised_for", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "under_way",
                "late",
                "kept",
                "broken",
                name="promise_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'under_way') = (settled_at IS NULL)", name=op.f("ck_promises_settled_when")),
        sa.CheckConstraint(
            "state IN ('under_way', 'kept', 'broken')", name=op.f("ck_promises_lateness_is_told_by_the_calendar")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_promises_case_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["persons.id"], name=op.f("fk_promises_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_promises_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sa.UniqueConstraint("case_id", name="uq_promises_case_id"),
    )
    op.create_index(
        "ix_promises_open_due",
        "promises",
        ["due_on", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'under_way'"),
        sqlite_where=sa.text("state = 'under_way'"),
    )
    op.create_index("ix_promises_owner", "promises", ["owner_id", "id"], unique=False)
    op.create_index("ix_promises_promised", "promises", ["promised_at", "id"], unique=False)
    op.create_index("ix_promises_state", "promises", ["state", "promised_at", "id"], unique=False)
    op.create_index(op.f("ix_promises_unit_id"), "promises", ["unit_id"], unique=False)
    op.create_table(
        "answer_feedback",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("answer_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("understood", sa.Boolean(), nullable=False),
        sa.Column("taken_seriously", sa.Boolean(), nullable=False),
        sa.Column("unclear", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(understood AND taken_seriously) OR length(trim(unclear)) >= 10",
            name=op.f("ck_answer_feedback_unclear_needed"),
        ),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_answer_feedback_answer_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_answer_feedback_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_answer_feedback_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_feedback")),
        sa.UniqueConstraint("answer_id", "person_id", name="uq_answer_feedback_answer_id_person_id"),
    )
    op.create_index(op.f("ix_answer_feedback_case_id"), "answer_feedback", ["case_id"], unique=False)
    op.create_index(op.f("ix_answer_feedback_person_id"), "answer_feedback", ["person_id"], unique=False)
    op.create_table(
        "clarity_wishes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("answer_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_clarity_wishes_answer_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clarity_wishes_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_clarity_wishes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarity_wishes")),
        sa.UniqueConstraint("answer_id", "person_id", name="uq_clarity_wishes_answer_id_person_id"),
    )
    op.create_index(op.f("ix_clarity_wishes_case_id"), "clarity_wishes", ["case_id"], unique=False)
    op.create_index(op.f("ix_clarity_wishes_person_id"), "clarity_wishes", ["person_id"], unique=False)
    op.create_table(
        "milestones",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("promise_id", BIG, nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("owner_id", BIG, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(trim(words)) >= 5", name=op.f("ck_milestones_milestone_has_words")),
        sa.ForeignKeyConstraint(["owner_id"], ["persons.id"], name=op.f("fk_milestones_owner_id")),
        sa.ForeignKeyConstraint(["promise_id"], ["promises.id"], name=op.f("fk_milestones_promise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sa.UniqueConstraint("promise_id", "form_key", name="uq_milestones_promise_id_form_key"),
    )
    op.create_index("ix_milestones_promise", "milestones", ["promise_id", "due_on", "id"], unique=False)
    op.create_table(
        "progress_reports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("promise_id", BIG, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alt_text", sa.String(length=200), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("picture_type", sa.String(length=60), nullable=False),
        sa.CheckConstraint("length(trim(words)) >= 10", name=op.f("ck_progress_reports_report_has_words")),
        sa.CheckConstraint(
            "picture IS NULL OR length(trim(alt_text)) >= 3", name=op.f("ck_progress_reports_picture_is_described")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_progress_reports_by_id")),
        sa.ForeignKeyConstraint(["promise_id"], ["promises.id"], name=op.f("fk_progress_reports_promise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_reports")),
        sa.UniqueConstraint("promise_id", "form_key", name="uq_progress_reports_promise_id_form_key"),
    )
    op.create_index("ix_progress_reports_promise", "progress_reports", ["promise_id", "id"], unique=False)
    op.create_table(
        "promise_marks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("promise_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("kept", "broken", name="promise_verdict", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_promise_marks_person_id")),
        sa.ForeignKeyConstraint(["promise_id"], ["promises.id"], name=op.f("fk_promise_marks_promise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_marks")),
        sa.UniqueConstraint("promise_id", "form_key", name="uq_promise_marks_promise_id_form_key"),
    )
    op.create_index(op.f("ix_promise_marks_person_id"), "promise_marks", ["person_id"], unique=False)
    op.create_index("ix_promise_marks_promise", "promise_marks", ["promise_id", "id"], unique=False)
    op.create_table(
        "reopenings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("answer_id", BIG, nullable=False),
        sa.Column(
            "cause",
            sa.Enum("party", "readers", name="reopening_cause", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_reopenings_answer_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reopenings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
        sa.UniqueConstraint("case_id", name="uq_reopenings_case_id"),
    )
    op.create_table(
        "promise_checks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("promise_id", BIG, nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["promise_id"], ["promises.id"], name=op.f("fk_promise_checks_promise_id")),
        sa.ForeignKeyConstraint(["report_id"], ["progress_reports.id"], name=op.f("fk_promise_checks_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_checks")),
        sa.UniqueConstraint("promise_id", "months", name="uq_promise_checks_promise_id_months"),
    )
    op.create_index(
        "ix_promise_checks_due",
        "promise_checks",
        ["due_on", "id"],
        unique=False,
        postgresql_where=sa.text("asked_at IS NULL"),
        sqlite_where=sa.text("asked_at IS NULL"),
    )
    op.execute("CREATE UNIQUE INDEX hand_routes_topic_school ON routes (coalesce(topic, ''), coalesce(school_id, -1))")
