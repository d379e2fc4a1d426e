"""Contests and votes: the roll, the papers, the box.

The three tables that are written while people vote have no foreign keys: checking one would leave the number of the
transaction in the row it points to. Triggers look instead. On PostgreSQL they are partitioned by contest (a contest's
partitions are made when it opens and dropped when it is sealed), on SQLite they have no rowid.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNORDERED = {"postgresql_partition_by": "LIST (contest_id)", "sqlite_with_rowid": False}
CLOSED = "nobody can vote here now"
NOT_ON_ROLL = "only who stands on the roll gets a paper"
NO_SLIP = "there is no such slip"
FROZEN = "the rules of a contest stand from the moment it opens"
ROLL = "the roll stands from the moment its contest opens"
SEALED = "what lay in the box stands"
COUNTED = "a result stands"
OTHER_OUTCOME = "CAST(NEW.outcome AS TEXT) {distinct} CAST(OLD.outcome AS TEXT)"
OPEN = (
    "EXISTS (SELECT 1 FROM contests c WHERE c.id = NEW.contest_id AND c.opened_at IS NOT NULL "
    "AND c.sealed_at IS NULL AND c.cancelled_at IS NULL)"
)
ON_ROLL = "EXISTS (SELECT 1 FROM electoral_roll r WHERE r.contest_id = NEW.contest_id AND r.person_id = NEW.person_id)"
IS_SLIP = "EXISTS (SELECT 1 FROM slips s WHERE s.contest_id = NEW.contest_id AND s.code_hash = NEW.code_hash)"
RULES = (
    "key", "method", "seats", "max_choices", "budget", "tie_rule", "completion", "needs_spread", "quorum_percent",
    "allows_blank", "opens_at", "opened_at", "public_key",
)  # fmt: skip
RESULT = ("counted_at", "sealed_at", "lot_seed")
ONCE = (
    "(OLD.sealed_at IS NOT NULL AND NEW.sealed_at {distinct} OLD.sealed_at) "
    "OR (OLD.lot_seed IS NOT NULL AND NEW.lot_seed {distinct} OLD.lot_seed) "
    "OR (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at {distinct} OLD.cancelled_at)"
)
INSERTS = (
    ("given_papers", "paper_on_roll", f"{OPEN} AND {ON_ROLL}", NOT_ON_ROLL),
    ("used_slips", "slip_is_one", f"{OPEN} AND {IS_SLIP}", NO_SLIP),
    ("ballot_box", "box_is_open", OPEN, CLOSED),
)
OPENED = "EXISTS (SELECT 1 FROM contests c WHERE c.id = {row}.contest_id AND c.opened_at IS NOT NULL)"
ROLL_IN_USE = (
    "EXISTS (SELECT 1 FROM contests c WHERE c.id = {row}.contest_id AND c.opened_at IS NOT NULL "
    "AND c.counted_at IS NULL AND c.cancelled_at IS NULL)"
)
"""Once it is over, a roll may go (voting/retention.py); a row is never changed or added."""


def upgrade() -> None:
    """Tables, then what guards them."""
    _contests()
    _roll_and_papers()
    _afterwards()
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgres()
    else:
        _guard_sqlite()


def downgrade() -> None:
    """No votes then."""
    if op.get_bind().dialect.name == "postgresql":
        for _table, name, _condition, _words in INSERTS:
            op.execute(f"DROP FUNCTION {name}() CASCADE")
        for name in ("contest_rules_stand", "options_stand", "roll_stands", "sealed_boxes_stand"):
            op.execute(f"DROP FUNCTION {name}() CASCADE")
    for table in (
        "published_files", "sealed_boxes", "kiosks", "hand_counts", "ballot_box", "used_slips", "given_papers", "slips",
        "slip_sheets", "electoral_roll", "contest_keys", "contest_options", "contests",
    ):  # fmt: skip
        op.drop_table(table)


def _contests() -> None:
    op.create_table(
        "contests",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("owner_title", sa.String(length=200), nullable=False),
        sa.Column("owner_url", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "yes_no",
                "plurality",
                "block",
                "approval",
                "instant_runoff",
                "stv",
                "equal_shares",
                name="contest_method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("max_choices", sa.SmallInteger(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column(
            "tie_rule",
            sa.Enum("lot", "run_off", name="contest_tie_rule", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "completion",
            sa.Enum("none", "greedy", name="contest_completion", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("needs_spread", sa.Boolean(), nullable=False),
        sa.Column("quorum_percent", sa.SmallInteger(), nullable=False),
        sa.Column("allows_blank", sa.Boolean(), nullable=False),
        sa.Column("fills_uncontested", sa.Boolean(), nullable=False),
        sa.Column("takes_strangers", sa.Boolean(), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", BIG, nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scrubbed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("roll_size", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("taken_part", sa.Integer(), nullable=False),
        sa.Column("shaken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lot_seed", sa.String(length=64), nullable=True),
        sa.Column("lot_witnesses", sa.String(length=200), nullable=False),
        sa.Column("lot_drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(method = 'equal_shares') = (budget IS NOT NULL)", name=op.f("ck_contests_budget_for_shares")
        ),
        sa.CheckConstraint("(counted_at IS NULL) = (outcome IS NULL)", name=op.f("ck_contests_counted_with_outcome")),
        sa.CheckConstraint("(lot_seed IS NULL) = (lot_drawn_at IS NULL)", name=op.f("ck_contests_lot_with_its_moment")),
        sa.CheckConstraint(
            "budget IS NULL OR (budget > 0 AND budget % 100 = 0)", name=op.f("ck_contests_budget_in_kroner")
        ),
        sa.CheckConstraint(
            "cancelled_at IS NULL OR (length(trim(cancel_reason)) >= 3 AND counted_at IS NULL)",
            name=op.f("ck_contests_cancel_reason"),
        ),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_contests_closes_after_it_opens")),
        sa.CheckConstraint(
            "counted_at IS NULL OR sealed_at IS NOT NULL OR opened_at IS NULL",
            name=op.f("ck_contests_counted_after_sealed"),
        ),
        sa.CheckConstraint("length(trim(title)) >= 3", name=op.f("ck_contests_title_needed")),
        sa.CheckConstraint(
            "lot_drawn_at IS NULL OR sealed_at IS NOT NULL OR opened_at IS NULL",
            name=op.f("ck_contests_lot_after_sealed"),
        ),
        sa.CheckConstraint("quorum_percent BETWEEN 0 AND 100", name=op.f("ck_contests_quorum_is_a_share")),
        sa.CheckConstraint("sealed_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_contests_sealed_after_opened")),
        sa.CheckConstraint("seats BETWEEN 1 AND 50", name=op.f("ck_contests_seats_sensible")),
        sa.ForeignKeyConstraint(["created_by_id"], ["persons.id"], name=op.f("fk_contests_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
        sa.UniqueConstraint("form_key", name=op.f("uq_contests_form_key")),
        sa.UniqueConstraint("key", name=op.f("uq_contests_key")),
    )
    op.create_index("ix_contests_closes", "contests", ["closes_at", "id"], unique=False)
    op.create_index("ix_contests_opens", "contests", ["opens_at", "id"], unique=False)
    op.create_table(
        "contest_options",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("public_title", sa.String(length=160), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("group", sa.String(length=60), nullable=False),
        sa.Column("url", sa.String(length=200), nullable=False),
        sa.Column("picture_url", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "cost IS NULL OR (cost > 0 AND cost % 100 = 0)", name=op.f("ck_contest_options_cost_in_kroner")
        ),
        sa.CheckConstraint("length(trim(title)) >= 1", name=op.f("ck_contest_options_title_needed")),
        sa.CheckConstraint("number BETWEEN 1 AND 100", name=op.f("ck_contest_options_number_on_the_paper")),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_contest_options_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_options")),
        sa.UniqueConstraint("contest_id", "number", name="uq_contest_options_contest_id_number"),
    )
    op.create_table(
        "contest_keys",
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_contest_keys_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_contest_keys")),
    )


def _roll_and_papers() -> None:
    op.create_table(
        "electoral_roll",
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("took_part", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_electoral_roll_contest_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_electoral_roll_person_id")),
        sa.PrimaryKeyConstraint("contest_id", "person_id", name=op.f("pk_electoral_roll")),
    )
    op.create_index("ix_electoral_roll_person", "electoral_roll", ["person_id", "contest_id"], unique=False)
    op.create_table(
        "slip_sheets",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.CheckConstraint("size BETWEEN 1 AND 500", name=op.f("ck_slip_sheets_size_sensible")),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_slip_sheets_contest_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_slip_sheets_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_sheets")),
        sa.UniqueConstraint("form_key", name=op.f("uq_slip_sheets_form_key")),
    )
    op.create_index("ix_slip_sheets_contest", "slip_sheets", ["contest_id", "id"], unique=False)
    op.create_table(
        "slips",
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("sheet_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_slips_contest_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["slip_sheets.id"], name=op.f("fk_slips_sheet_id")),
        sa.PrimaryKeyConstraint("contest_id", "code_hash", name=op.f("pk_slips")),
    )
    op.create_index("ix_slips_sheet", "slips", ["sheet_id"], unique=False)
    op.create_table(
        "given_papers",
        sa.Column("contest_id", BIG, autoincrement=False, nullable=False),
        sa.Column("person_id", BIG, autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "phone", "direct", "hands", name="paper_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("blinded_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("contest_id", "person_id", name=op.f("pk_given_papers")),
        **UNORDERED,
    )
    op.create_table(
        "used_slips",
        sa.Column("contest_id", BIG, autoincrement=False, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("contest_id", "code_hash", name=op.f("pk_used_slips")),
        **UNORDERED,
    )
    op.create_table(
        "ballot_box",
        sa.Column("contest_id", BIG, autoincrement=False, nullable=False),
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.Column("prefix", sa.LargeBinary(length=32), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("ballot", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("contest_id", "token", name=op.f("pk_ballot_box")),
        **UNORDERED,
    )


def _afterwards() -> None:
    op.create_table(
        "hand_counts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("without_account", sa.Integer(), nullable=False),
        sa.Column("hands", sa.JSON(), nullable=False),
        sa.Column("entered_by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("children BETWEEN 1 AND 500", name=op.f("ck_hand_counts_children_sensible")),
        sa.CheckConstraint(
            "without_account BETWEEN 0 AND children", name=op.f("ck_hand_counts_without_account_sensible")
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_hand_counts_contest_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["persons.id"], name=op.f("fk_hand_counts_entered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_counts")),
        sa.UniqueConstraint("contest_id", "place", name="uq_hand_counts_contest_id_place"),
        sa.UniqueConstraint("form_key", name=op.f("uq_hand_counts_form_key")),
    )
    op.create_table(
        "kiosks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("opened_by_id", BIG, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_kiosks_contest_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["persons.id"], name=op.f("fk_kiosks_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosks")),
        sa.UniqueConstraint("code", name=op.f("uq_kiosks_code")),
    )
    op.create_index(op.f("ix_kiosks_contest_id"), "kiosks", ["contest_id"], unique=False)
    op.create_table(
        "sealed_boxes",
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("ballots", sa.JSON(), nullable=False),
        sa.Column("tokens", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_sealed_boxes_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_sealed_boxes")),
    )
    op.create_table(
        "published_files",
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_published_files_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_published_files")),
    )


def _guard_postgres() -> None:
    for table, name, condition, words in INSERTS:
        _function(
            name, f"IF NOT ({condition}) THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    rules = f"{_changed(RULES, 'IS DISTINCT FROM')} OR NEW.closes_at > OLD.closes_at"
    result = f"{_changed(RESULT, 'IS DISTINCT FROM')} OR {OTHER_OUTCOME.format(distinct='IS DISTINCT FROM')}"
    _function(
        "contest_rules_stand",
        f"IF OLD.opened_at IS NOT NULL AND ({rules}) THEN RAISE EXCEPTION '{FROZEN}'; END IF; "
        f"IF {ONCE.format(distinct='IS DISTINCT FROM')} THEN RAISE EXCEPTION '{SEALED}'; END IF; "
        f"IF OLD.counted_at IS NOT NULL AND ({result}) THEN RAISE EXCEPTION '{COUNTED}'; END IF;",
    )
    op.execute(
        "CREATE TRIGGER contest_rules_stand BEFORE UPDATE ON contests "
        "FOR EACH ROW EXECUTE FUNCTION contest_rules_stand()"
    )
    new, old = OPENED.format(row="NEW"), OPENED.format(row="OLD")
    _function(
        "options_stand",
        f"IF TG_OP = 'DELETE' THEN IF {old} THEN RAISE EXCEPTION '{FROZEN}'; END IF; RETURN OLD; END IF; "
        f"IF {new} AND (TG_OP = 'INSERT' OR NEW.number <> OLD.number OR NEW.contest_id <> OLD.contest_id) "
        f"THEN RAISE EXCEPTION '{FROZEN}'; END IF;",
    )
    op.execute(
        "CREATE TRIGGER options_stand BEFORE INSERT OR UPDATE OR DELETE ON contest_options "
        "FOR EACH ROW EXECUTE FUNCTION options_stand()"
    )
    in_use = ROLL_IN_USE.format(row="OLD")
    _function(
        "roll_stands",
        f"IF TG_OP = 'DELETE' THEN IF {in_use} THEN RAISE EXCEPTION '{ROLL}'; END IF; RETURN OLD; END IF; "
        f"IF {new} AND (TG_OP = 'INSERT' OR NEW.person_id <> OLD.person_id OR NEW.contest_id <> OLD.contest_id) "
        f"THEN RAISE EXCEPTION '{ROLL}'; END IF;",
    )
    op.execute(
        "CREATE TRIGGER roll_stands BEFORE INSERT OR UPDATE OR DELETE ON electoral_roll "
        "FOR EACH ROW EXECUTE FUNCTION roll_stands()"
    )
    _function("sealed_boxes_stand", f"RAISE EXCEPTION '{SEALED}';")
    op.execute(
        "CREATE TRIGGER sealed_boxes_stand BEFORE UPDATE OR DELETE ON sealed_boxes "
        "FOR EACH ROW EXECUTE FUNCTION sealed_boxes_stand()"
    )


def _function(name: str, body: str) -> None:
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$")


def _changed(columns: tuple[str, ...], distinct: str) -> str:
    return " OR ".join(f"NEW.{column} {distinct} OLD.{column}" for column in columns)


def _guard_sqlite() -> None:
    for table, name, condition, words in INSERTS:
        _abort(f"{name} BEFORE INSERT ON {table}", f"NOT ({condition})", words)
    rules, result = f"{_changed(RULES, 'IS NOT')} OR NEW.closes_at > OLD.closes_at", _changed(RESULT, "IS NOT")
    result += f" OR {OTHER_OUTCOME.format(distinct='IS NOT')}"
    _abort("contest_sealing_stands BEFORE UPDATE ON contests", ONCE.format(distinct="IS NOT"), SEALED)
    _abort("contest_rules_stand BEFORE UPDATE ON contests", f"OLD.opened_at IS NOT NULL AND ({rules})", FROZEN)
    _abort("contest_result_stands BEFORE UPDATE ON contests", f"OLD.counted_at IS NOT NULL AND ({result})", COUNTED)
    new, old = OPENED.format(row="NEW"), OPENED.format(row="OLD")
    _abort("options_stand_insert BEFORE INSERT ON contest_options", new, FROZEN)
    moved = f"{new} AND (NEW.number <> OLD.number OR NEW.contest_id <> OLD.contest_id)"
    _abort("options_stand_update BEFORE UPDATE ON contest_options", moved, FROZEN)
    _abort("options_stand_delete BEFORE DELETE ON contest_options", old, FROZEN)
    _abort("roll_stands_insert BEFORE INSERT ON electoral_roll", new, ROLL)
    moved = f"{new} AND (NEW.person_id <> OLD.person_id OR NEW.contest_id <> OLD.contest_id)"
    _abort("roll_stands_update BEFORE UPDATE ON electoral_roll", moved, ROLL)
    _abort("roll_stands_delete BEFORE DELETE ON electoral_roll", ROLL_IN_USE.format(row="OLD"), ROLL)
    for deed in ("UPDATE", "DELETE"):
        _abort(f"sealed_boxes_stand_{deed.lower()} BEFORE {deed} ON sealed_boxes", "TRUE", SEALED)


def _abort(trigger: str, condition: str, words: str) -> None:
    op.execute(f"CREATE TRIGGER {trigger} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{words}'); END")
