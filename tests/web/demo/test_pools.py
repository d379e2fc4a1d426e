"""The pools of the demo: a hundred thousand kroner to ten groups, one no, one conflict, and a year before it."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.core.readability import TARGET_LIX, lix
from youthvoice.councils.models import Decision, Meeting
from youthvoice.demo import content
from youthvoice.grants.models import Application, Award, Motion, Panelist, Payment, Pool, PoolBalance
from youthvoice.grants.queries.accounts_lists import first_pictures, gallery
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import AwardOutcome, MotionState, MotionWay
from youthvoice.grants.rules.paying import PaymentState
from youthvoice.grants.rules.pools import PoolState

KR = 100


def pools(session: Session) -> tuple[Pool, Pool]:
    """This year's and last year's."""
    this_year, last_year = session.scalars(select(Pool).order_by(Pool.year.desc()))
    return this_year, last_year


def test_exactly_all_the_money_went_to_ten_groups(loaded: Session) -> None:
    pool, _last_year = pools(loaded)
    awards = loaded.scalars(select(Award).join(Application).where(Application.pool_id == pool.id)).all()
    assert Counter(award.outcome for award in awards) == {AwardOutcome.granted: 10, AwardOutcome.rejected: 1}
    assert sum(award.amount for award in awards) == 100_000 * KR
    ways = select(Motion.way, func.count()).join(Application).where(Application.pool_id == pool.id)
    settled = ways.where(Motion.state == MotionState.carried).group_by(Motion.way)
    assert dict(loaded.execute(settled).all()) == {MotionWay.meeting: 10, MotionWay.writing: 1}


def test_the_budgets_are_those_of_the_applications(loaded: Session) -> None:
    pool, _last_year = pools(loaded)
    told = {one["title"]: sum(line[2] for line in one["lines"]) * KR for one in content.pools()[1]["applications"]}
    found = loaded.execute(select(Application.title, Application.budget).where(Application.pool_id == pool.id)).all()
    assert dict(found) == told


def test_one_member_was_conflicted_and_the_minutes_tell_how_many(loaded: Session) -> None:
    query = select(Person.display_name, Application.title).join(Panelist, Panelist.person_id == Person.id)
    query = query.join(Application, Application.id == Panelist.application_id).where(Panelist.is_conflicted)
    assert [tuple(row) for row in loaded.execute(query)] == [("Nordlys", "Ung scene: tre lokale bands")]
    meeting = loaded.scalars(select(Meeting).where(Meeting.call_text.startswith("Vi vælger, hvad vi"))).one()
    texts = loaded.scalars(select(Decision.text).where(Decision.meeting_id == meeting.id)).all()
    assert len([text for text in texts if "penge" in text or "kr." in text]) == 10
    assert next(text for text in texts if "inhabil" in text).endswith("1 medlem var inhabilt og deltog ikke.")


def test_the_grants_stand_in_every_step(loaded: Session) -> None:
    pool, _last_year = pools(loaded)
    statuses = Counter(loaded.scalars(select(Application.status).where(Application.pool_id == pool.id)))
    status = ApplicationStatus
    assert statuses == {
        status.draft: 1, status.submitted: 1, status.rejected: 1, status.granted: 1, status.accepted: 6,
        status.accounting: 1, status.closed: 2,
    }  # fmt: skip
    late = select(Application.title).where(Application.status == status.accepted, Application.accounts_due_on < today())
    assert loaded.scalars(late).all() == ["Op til Bytinget: debataften"]
    assert {PaymentState.asked, PaymentState.planned, PaymentState.paid} == set(loaded.scalars(select(Payment.state)))


def test_the_books_balance_and_what_came_back_is_asked_for_again(loaded: Session) -> None:
    pool, last_year = pools(loaded)
    assert (pool.state, last_year.state) == (PoolState.open, PoolState.ended)
    this, last = loaded.get_one(PoolBalance, pool.id), loaded.get_one(PoolBalance, last_year.id)
    assert (this.reserved, this.allocation) == (1_000 * KR, 150 * KR)
    assert (last.reserved, last.granted, last.paid, last.allocation, last.returned) == (0, 0, 0, 0, 0)
    reduced = loaded.scalars(select(Award).where(Award.outcome == AwardOutcome.reduced)).one()
    assert reduced.rule.startswith("2.")


def test_the_gallery_has_pictures_and_everything_is_easy_to_read(loaded: Session) -> None:
    shown = gallery(loaded, None, None).items
    assert len(shown) == 5
    with_picture = first_pictures(loaded, [one.application_id for one in shown])
    assert len(with_picture) == 3
    for pool in content.pools():
        for told in pool["applications"]:
            assert lix(told["what"]).lix <= TARGET_LIX, told["title"]
