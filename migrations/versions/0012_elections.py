"""Elections of representatives: rounds, elections, candidates, and what follows a result."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ALIVE = "state NOT IN ('elected', 'tied', 'empty', 'void', 'cancelled') AND from_body_id IS NOT NULL"
STANDS = "withdrawn_at IS NULL"
OPEN = "state = 'open'"
TABLES = (
    "polls",
    "election_reminders",
    "recalls",
    "vacancies",
    "roll_additions",
    "candidate_pictures",
    "candidates",
    "elections",
    "election_rounds",
)


def upgrade() -> None:
    """New tables only."""
    _elections()
    _candidates()
    _following()
    _polls()


def downgrade() -> None:
    """Seats that an election gave stay given."""
    for table in TABLES:
        op.drop_table(table)


def _elections() -> None:
    op.create_table(
        "election_rounds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "term",
                "by_election",
                "run_off",
                name="election_purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("nomination_opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nomination_closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voting_opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voting_closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), nullable=False),
        sa.Column("term_starts_on", sa.Date(), nullable=False),
        sa.Column("term_ends_on", sa.Date(), nullable=True),
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
                name="election_method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "tie_rule",
            sa.Enum("lot", "run_off", name="election_tie_rule", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("quorum_percent", sa.SmallInteger(), nullable=False),
        sa.Column("allows_blank", sa.Boolean(), nullable=False),
        sa.Column("fills_uncontested", sa.Boolean(), nullable=False),
        sa.Column("needs_spread", sa.Boolean(), nullable=False),
        sa.Column("takes_strangers", sa.Boolean(), nullable=False),
        sa.Column("approves_pictures", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", BIG, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "method IN ('plurality', 'block', 'instant_runoff', 'stv')",
            name=op.f("ck_election_rounds_method_for_seats"),
        ),
        sa.CheckConstraint("length(trim(title)) >= 3", name=op.f("ck_election_rounds_title_needed")),
        sa.CheckConstraint(
            "nomination_closes_at >= nomination_opens_at", name=op.f("ck_election_rounds_nomination_in_order")
        ),
        sa.CheckConstraint("notice_days BETWEEN 0 AND 60", name=op.f("ck_election_rounds_notice_sensible")),
        sa.CheckConstraint("quorum_percent BETWEEN 0 AND 100", name=op.f("ck_election_rounds_quorum_is_a_share")),
        sa.CheckConstraint(
            "term_ends_on IS NULL OR term_ends_on > term_starts_on", name=op.f("ck_election_rounds_term_in_order")
        ),
        sa.CheckConstraint("voting_closes_at > voting_opens_at", name=op.f("ck_election_rounds_voting_in_order")),
        sa.CheckConstraint(
            "voting_opens_at >= nomination_closes_at", name=op.f("ck_election_rounds_voting_after_nomination")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_election_rounds_body_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["persons.id"], name=op.f("fk_election_rounds_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_rounds")),
        sa.UniqueConstraint("form_key", name=op.f("uq_election_rounds_form_key")),
    )
    op.create_index("ix_election_rounds_body", "election_rounds", ["body_id", "id"], unique=False)
    op.create_index("ix_election_rounds_nomination", "election_rounds", ["nomination_closes_at", "id"], unique=False)
    op.create_index("ix_election_rounds_voting", "election_rounds", ["voting_closes_at", "id"], unique=False)
    op.create_table(
        "elections",
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("from_body_id", BIG, nullable=True),
        sa.Column("follows_id", BIG, nullable=True),
        sa.Column(
            "roll_source",
            sa.Enum(
                "constituency",
                "below",
                "ages",
                "members",
                name="roll_source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("substitutes", sa.SmallInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "ready",
                "voting",
                "closed",
                "elected",
                "tied",
                "empty",
                "void",
                "cancelled",
                name="election_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contest_id", BIG, nullable=True),
        sa.Column("order_seed", sa.String(length=32), nullable=True),
        sa.Column("last_number", sa.SmallInteger(), nullable=False),
        sa.Column("is_unopposed", sa.Boolean(), nullable=False),
        sa.Column("nomination_closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'cancelled' OR length(trim(cancel_reason)) >= 3", name=op.f("ck_elections_cancelled_for_a_reason")
        ),
        sa.CheckConstraint(
            "state NOT IN ('ready', 'voting', 'closed') OR order_seed IS NOT NULL",
            name=op.f("ck_elections_paper_is_drawn"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('voting', 'closed', 'tied', 'void') OR contest_id IS NOT NULL",
            name=op.f("ck_elections_voting_needs_contest"),
        ),
        sa.CheckConstraint("seats BETWEEN 1 AND 50", name=op.f("ck_elections_seats_sensible")),
        sa.CheckConstraint("substitutes BETWEEN 0 AND 50", name=op.f("ck_elections_substitutes_sensible")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_elections_body_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_elections_contest_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["elections.id"], name=op.f("fk_elections_follows_id")),
        sa.ForeignKeyConstraint(["from_body_id"], ["bodies.id"], name=op.f("fk_elections_from_body_id")),
        sa.ForeignKeyConstraint(["round_id"], ["election_rounds.id"], name=op.f("fk_elections_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elections")),
    )
    op.create_index("ix_elections_body", "elections", ["body_id", "state", "id"], unique=False)
    op.create_index(op.f("ix_elections_contest_id"), "elections", ["contest_id"], unique=False)
    op.create_index(op.f("ix_elections_follows_id"), "elections", ["follows_id"], unique=False)
    op.create_index(op.f("ix_elections_from_body_id"), "elections", ["from_body_id"], unique=False)
    op.create_index("ix_elections_round", "elections", ["round_id", "id"], unique=False)
    op.create_index("ix_elections_state", "elections", ["state", "id"], unique=False)
    op.create_index(
        "uq_elections_alive",
        "elections",
        ["body_id", "from_body_id"],
        unique=True,
        postgresql_where=sa.text(ALIVE),
        sqlite_where=sa.text(ALIVE),
    )


def _candidates() -> None:
    op.create_table(
        "candidates",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("election_id", BIG, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("ballot_name", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("stood_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", BIG, nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", BIG, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("picture_version", sa.SmallInteger(), nullable=False),
        sa.Column("picture_approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_number", sa.SmallInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=True),
        sa.Column("substitute_place", sa.SmallInteger(), nullable=True),
        sa.Column("seat_id", BIG, nullable=True),
        sa.Column("refusal", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name=op.f("ck_candidates_confirmed_by_somebody")
        ),
        sa.CheckConstraint(
            "NOT is_public OR confirmed_by_id = person_id", name=op.f("ck_candidates_public_by_own_choice")
        ),
        sa.CheckConstraint("length(trim(ballot_name)) >= 2", name=op.f("ck_candidates_name_needed")),
        sa.CheckConstraint(
            "place IS NULL OR substitute_place IS NULL", name=op.f("ck_candidates_member_or_substitute")
        ),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["persons.id"], name=op.f("fk_candidates_confirmed_by_id")),
        sa.ForeignKeyConstraint(["election_id"], ["elections.id"], name=op.f("fk_candidates_election_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["persons.id"], name=op.f("fk_candidates_entered_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_candidates_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_candidates_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("election_id", "number", name="uq_candidates_election_id_number"),
        sa.UniqueConstraint("form_key", name=op.f("uq_candidates_form_key")),
    )
    op.create_index("ix_candidates_person", "candidates", ["person_id", "election_id"], unique=False)
    op.create_index("ix_candidates_seat", "candidates", ["seat_id"], unique=False)
    op.create_index(
        "uq_candidates_person",
        "candidates",
        ["election_id", "person_id"],
        unique=True,
        postgresql_where=sa.text(STANDS),
        sqlite_where=sa.text(STANDS),
    )
    op.create_table(
        "candidate_pictures",
        sa.Column("candidate_id", BIG, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_pictures_candidate_id")),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_candidate_pictures")),
    )
    op.create_table(
        "roll_additions",
        sa.Column("election_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("added_by_id", BIG, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(trim(reason)) >= 5", name=op.f("ck_roll_additions_reason_needed")),
        sa.ForeignKeyConstraint(["added_by_id"], ["persons.id"], name=op.f("fk_roll_additions_added_by_id")),
        sa.ForeignKeyConstraint(["election_id"], ["elections.id"], name=op.f("fk_roll_additions_election_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_roll_additions_person_id")),
        sa.PrimaryKeyConstraint("election_id", "person_id", name=op.f("pk_roll_additions")),
    )
    op.create_index(op.f("ix_roll_additions_person_id"), "roll_additions", ["person_id"], unique=False)


def _following() -> None:
    op.create_table(
        "vacancies",
        sa.Column("id", BIG, nullable=False),
        sa.Column("seat_id", BIG, nullable=False),
        sa.Column("election_id", BIG, nullable=False),
        sa.Column("candidate_id", BIG, nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "filled",
                "by_election",
                name="vacancy_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (settled_at IS NULL)", name=op.f("ck_vacancies_settled_once")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidates.id"], name=op.f("fk_vacancies_candidate_id")),
        sa.ForeignKeyConstraint(["election_id"], ["elections.id"], name=op.f("fk_vacancies_election_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_vacancies_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancies")),
        sa.UniqueConstraint("seat_id", name=op.f("uq_vacancies_seat_id")),
    )
    op.create_index("ix_vacancies_election", "vacancies", ["election_id", "id"], unique=False)
    op.create_table(
        "recalls",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_key", sa.String(length=32), nullable=False),
        sa.Column("seat_id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=True),
        sa.Column("needed_percent", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_by_id", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'carried', 'not_carried', 'cancelled')", name=op.f("ck_recalls_known_state")
        ),
        sa.CheckConstraint("length(trim(reason)) >= 5", name=op.f("ck_recalls_reason_needed")),
        sa.CheckConstraint("needed_percent BETWEEN 50 AND 100", name=op.f("ck_recalls_majority_needed")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["persons.id"], name=op.f("fk_recalls_asked_by_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_recalls_contest_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_recalls_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recalls")),
        sa.UniqueConstraint("form_key", name=op.f("uq_recalls_form_key")),
    )
    op.create_index(op.f("ix_recalls_contest_id"), "recalls", ["contest_id"], unique=False)
    op.create_index(
        "uq_recalls_open",
        "recalls",
        ["seat_id"],
        unique=True,
        postgresql_where=sa.text(OPEN),
        sqlite_where=sa.text(OPEN),
    )
    op.create_table(
        "election_reminders",
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("wave", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_election_reminders_body_id")),
        sa.PrimaryKeyConstraint("body_id", "year", "wave", name=op.f("pk_election_reminders")),
    )


def _polls() -> None:
    op.create_table(
        "polls",
        sa.Column("contest_id", BIG, autoincrement=False, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column(
            "voters",
            sa.Enum(
                "members",
                "represented",
                "young",
                name="poll_voters",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", BIG, nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["persons.id"], name=op.f("fk_polls_asked_by_id")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_polls_body_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name=op.f("fk_polls_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_polls")),
    )
    op.create_index("ix_polls_body", "polls", ["body_id", "contest_id"], unique=False)
