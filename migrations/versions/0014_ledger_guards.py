"""The ledger is kept by the database: balances follow entries, entries are never changed, and neither are decisions.

Whoever writes what: an entry that is not the next of its pool is refused, and a pool is never granted beyond what it holds,
for an entry moves the balances, and they have checks.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ACCOUNTS = ("source", "allocation", "reserved", "granted", "paid", "returned", "closed_out")
OF_A_GRANT = ("reserved", "granted", "paid", "returned", "closed_out")
NEVER = "the ledger is never changed: a correction is a reversal"
NOT_NEXT = "an entry must have the next number of its pool"
BY_ENTRY = "balances are moved by entries alone"
ZERO = "balances begin at zero"
FROZEN = "a decision on money is never rewritten"
ENDED = "the year of the pool has ended: its money stands still"
NOT_EMPTY = "a year ends when nothing is left, held, owed or unaccounted for, and stays ended"
BOTH = "nobody looks after the money of a pool and applies for it"


FUNCTIONS = (
    "keep_entry", "apply_entry", "keep_balance", "begin_balance", "keep_grant", "keep_award", "end_pool",
    "part_officer", "part_applicant",
)  # fmt: skip
SQLITE_TRIGGERS = (
    "ledger_entries_move",
    "ledger_entries_stand",
    "ledger_entries_stay",
    "pool_balances_begin",
    "pool_balances_follow",
    "pool_balances_stay",
    "grant_balances_begin",
    "grant_balances_follow",
    "grant_balances_stay",
    "awards_stand",
    "awards_stay",
    "pools_end",
    "pool_officers_part_in",
    "pool_officers_part",
    "application_members_part_in",
    "application_members_part",
)


def upgrade() -> None:
    """Functions and triggers; no tables."""
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def downgrade() -> None:
    """Back to checks alone."""
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}() CASCADE")
        return
    for trigger in SQLITE_TRIGGERS:
        op.execute(f"DROP TRIGGER {trigger}")


def _moved(column: str) -> str:
    """SQL for a balance after an entry."""
    return (
        f"{column} = {column} + CASE WHEN NEW.to_account = '{column}' THEN NEW.amount ELSE 0 END "
        f"- CASE WHEN NEW.from_account = '{column}' THEN NEW.amount ELSE 0 END"
    )


def _pool_update() -> str:
    """What an entry does to its pool's row; no row where the number is not the next."""
    moves = ", ".join(_moved(column) for column in ACCOUNTS)
    back = (
        "given_back = given_back + CASE WHEN NEW.kind = 'give_back' THEN NEW.amount "
        "WHEN NEW.kind = 'reversal' AND NEW.from_account = 'returned' AND NEW.to_account = 'paid' THEN -NEW.amount "
        "ELSE 0 END"
    )
    return (
        f"UPDATE pool_balances SET entries = NEW.number, {moves}, {back} "
        "WHERE pool_id = NEW.pool_id AND entries = NEW.number - 1"
    )


def _grant_update() -> str:
    moves = ", ".join(_moved(column) for column in OF_A_GRANT)
    return (
        f"UPDATE grant_balances SET last_number = NEW.number, {moves} "
        "WHERE application_id = NEW.application_id AND pool_id = NEW.pool_id"
    )


# A balance may only follow an entry that is there and was not counted yet.
POOL_FOLLOWS = (
    "NEW.pool_id = OLD.pool_id AND NEW.entries = OLD.entries + 1 AND EXISTS (SELECT 1 FROM ledger_entries e "
    "WHERE e.pool_id = NEW.pool_id AND e.number = NEW.entries)"
)
GRANT_FOLLOWS = (
    "NEW.application_id = OLD.application_id AND NEW.pool_id = OLD.pool_id AND NEW.last_number > OLD.last_number "
    "AND EXISTS (SELECT 1 FROM ledger_entries e WHERE e.application_id = NEW.application_id "
    "AND e.pool_id = NEW.pool_id AND e.number = NEW.last_number)"
)
POOL_AT_ZERO = "NEW.entries = 0 AND " + " AND ".join(f"NEW.{c} = 0" for c in (*ACCOUNTS, "given_back"))
GRANT_AT_ZERO = "NEW.last_number = 0 AND " + " AND ".join(f"NEW.{c} = 0" for c in OF_A_GRANT)
IS_ENDED = "EXISTS (SELECT 1 FROM pools p WHERE p.id = NEW.pool_id AND p.ended_at IS NOT NULL)"
ENDS_BADLY = (
    "(OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL) OR (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM pool_balances b WHERE b.pool_id = NEW.id "
    "AND b.allocation + b.reserved + b.granted + b.paid + b.returned <> 0))"
)
OFFICER_APPLIES = (
    "NEW.role = 'treasurer' AND NEW.until IS NULL AND EXISTS (SELECT 1 FROM application_members m "
    "JOIN applications a ON a.id = m.application_id WHERE a.pool_id = NEW.pool_id AND m.person_id = NEW.person_id "
    "AND m.left_at IS NULL)"
)
APPLICANT_PAYS = (
    "NEW.left_at IS NULL AND EXISTS (SELECT 1 FROM pool_officers o JOIN applications a ON a.pool_id = o.pool_id "
    "WHERE a.id = NEW.application_id AND o.person_id = NEW.person_id AND o.role = 'treasurer' AND o.until IS NULL)"
)
AWARD_COLUMNS = (
    "id", "form_key", "application_id", "number", "motion_id", "outcome", "asked", "amount", "conditions", "rule",
    "better", "complaint", "answer_id", "answer_outcome", "by_id", "at",
)  # fmt: skip


def _postgresql() -> None:
    rewritten = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in AWARD_COLUMNS)
    bodies = {
        "keep_entry": f"RAISE EXCEPTION '{NEVER}';",
        "apply_entry": (
            f"IF {IS_ENDED} THEN RAISE EXCEPTION '{ENDED}'; END IF; {_pool_update()}; IF NOT FOUND THEN RAISE EXCEPTION '{NOT_NEXT}'; END IF; "
            f"IF NEW.application_id IS NOT NULL THEN {_grant_update()}; "
            f"IF NOT FOUND THEN RAISE EXCEPTION '{BY_ENTRY}'; END IF; END IF; RETURN NULL;"
        ),
        "keep_balance": (
            f"IF TG_OP = 'DELETE' OR NOT ({POOL_FOLLOWS}) THEN RAISE EXCEPTION '{BY_ENTRY}'; END IF; RETURN NEW;"
        ),
        "begin_balance": (
            f"IF TG_TABLE_NAME = 'pool_balances' THEN IF NOT ({POOL_AT_ZERO}) THEN RAISE EXCEPTION '{ZERO}'; END IF; "
            f"ELSE IF NOT ({GRANT_AT_ZERO}) THEN RAISE EXCEPTION '{ZERO}'; END IF; END IF; RETURN NEW;"
        ),
        "keep_grant": (
            f"IF TG_OP = 'DELETE' OR NOT ({GRANT_FOLLOWS}) THEN RAISE EXCEPTION '{BY_ENTRY}'; END IF; RETURN NEW;"
        ),
        "keep_award": (
            f"IF TG_OP = 'DELETE' OR {rewritten} OR (OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS NULL) "
            f"THEN RAISE EXCEPTION '{FROZEN}'; END IF; RETURN NEW;"
        ),
        "end_pool": f"IF {ENDS_BADLY} THEN RAISE EXCEPTION '{NOT_EMPTY}'; END IF; RETURN NEW;",
        "part_officer": f"IF {OFFICER_APPLIES} THEN RAISE EXCEPTION '{BOTH}'; END IF; RETURN NEW;",
        "part_applicant": f"IF {APPLICANT_PAYS} THEN RAISE EXCEPTION '{BOTH}'; END IF; RETURN NEW;",
    }
    for name, body in bodies.items():
        op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
    for trigger, when, table, function in (
        ("ledger_entries_stand", "BEFORE UPDATE OR DELETE", "ledger_entries", "keep_entry"),
        ("ledger_entries_move", "AFTER INSERT", "ledger_entries", "apply_entry"),
        ("pool_balances_begin", "BEFORE INSERT", "pool_balances", "begin_balance"),
        ("pool_balances_follow", "BEFORE UPDATE OR DELETE", "pool_balances", "keep_balance"),
        ("grant_balances_begin", "BEFORE INSERT", "grant_balances", "begin_balance"),
        ("grant_balances_follow", "BEFORE UPDATE OR DELETE", "grant_balances", "keep_grant"),
        ("awards_stand", "BEFORE UPDATE OR DELETE", "awards", "keep_award"),
        ("pools_end", "BEFORE UPDATE", "pools", "end_pool"),
        ("pool_officers_part", "BEFORE INSERT OR UPDATE", "pool_officers", "part_officer"),
        ("application_members_part", "BEFORE INSERT OR UPDATE", "application_members", "part_applicant"),
    ):
        op.execute(f"CREATE TRIGGER {trigger} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()")


def _sqlite() -> None:
    rewritten = " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in AWARD_COLUMNS)
    op.execute(
        f"CREATE TRIGGER ledger_entries_move AFTER INSERT ON ledger_entries BEGIN "
        f"SELECT RAISE(ABORT, '{NOT_NEXT}') WHERE (SELECT entries FROM pool_balances WHERE pool_id = NEW.pool_id) "
        f"IS NOT NEW.number - 1; SELECT RAISE(ABORT, '{ENDED}') WHERE {IS_ENDED}; {_pool_update()}; "
        f"SELECT RAISE(ABORT, '{BY_ENTRY}') WHERE NEW.application_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
        f"grant_balances g WHERE g.application_id = NEW.application_id AND g.pool_id = NEW.pool_id); "
        f"{_grant_update()}; END"
    )
    refusals = (
        ("ledger_entries_stand", "UPDATE", "ledger_entries", "1", NEVER),
        ("ledger_entries_stay", "DELETE", "ledger_entries", "1", NEVER),
        ("pool_balances_begin", "INSERT", "pool_balances", f"NOT ({POOL_AT_ZERO})", ZERO),
        ("pool_balances_follow", "UPDATE", "pool_balances", f"NOT ({POOL_FOLLOWS})", BY_ENTRY),
        ("pool_balances_stay", "DELETE", "pool_balances", "1", BY_ENTRY),
        ("grant_balances_begin", "INSERT", "grant_balances", f"NOT ({GRANT_AT_ZERO})", ZERO),
        ("grant_balances_follow", "UPDATE", "grant_balances", f"NOT ({GRANT_FOLLOWS})", BY_ENTRY),
        ("grant_balances_stay", "DELETE", "grant_balances", "1", BY_ENTRY),
        ("awards_stand", "UPDATE", "awards", f"{rewritten} OR (OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS NULL)", FROZEN),
        ("awards_stay", "DELETE", "awards", "1", FROZEN),
        ("pools_end", "UPDATE", "pools", ENDS_BADLY, NOT_EMPTY),
        ("pool_officers_part_in", "INSERT", "pool_officers", OFFICER_APPLIES, BOTH),
        ("pool_officers_part", "UPDATE", "pool_officers", OFFICER_APPLIES, BOTH),
        ("application_members_part_in", "INSERT", "application_members", APPLICANT_PAYS, BOTH),
        ("application_members_part", "UPDATE", "application_members", APPLICANT_PAYS, BOTH),
    )  # fmt: skip
    for name, what, table, condition, words in refusals:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {what} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
