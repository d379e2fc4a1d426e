"""What the browser's world needs of pools: this year's money of the youth council, and applications wherever they can stand."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.world_of_accounts import ACCOUNTED, furnish_accounts
from tests.browser.world_of_after import after_values, furnish_after
from tests.browser.world_of_councils import WIDE
from tests.browser.world_of_desk import desk_values, furnish_desk
from tests.browser.world_of_groups import furnish_groups, group_values
from tests.browser.world_of_pools import furnish_pools, pool_values
from tests.factories.awarding import voted
from tests.factories.base import bind_factories
from tests.factories.grants import KR, PoolFactory, allocate, draft, sent
from tests.factories.grants_decided import accepted, closed, decided
from youthvoice.accounts.models import Person, Unit
from youthvoice.core.clock import now
from youthvoice.councils.models import Body
from youthvoice.grants.commands.complaints import complain
from youthvoice.grants.commands.ledger import open_balance
from youthvoice.grants.models import Application, Pool, PoolCriterion, PoolOfficer, PoolRule, SpentLine
from youthvoice.grants.rules.pools import Officer

POOL = "Ungerådets pulje i browseren"
DRAFT, WAITING, GRANTED, ACCEPTED, CLOSED, REFUSED, VOTED = (
    "Banko for hele gaden",
    "Åben hal-fredag",
    "Filmaften i gården",
    "Skatedag ved søen",
    "Syværksted for alle",
    "Løn til en træner",
    "Koncert i parken",
)
RULES = ("Det skal være for unge i kommunen.", "Vi betaler ikke løn.", "I må ikke være begyndt.")
CRITERIA = ("Er det for mange?", "Kan alle være med?", "Hænger pengene sammen?")


def furnish_grants(session: Session, people: dict[str, Person]) -> None:
    """``people``: ``lead`` applies, ``other`` has been granted, ``official`` coordinates, ``treasurer`` pays, ``admin``."""
    bind_factories(session)
    pool = _pool(session, people)
    furnish_pools(session, pool, people)
    furnish_groups(session, pool, people, draft(session, pool, people["lead"], title=DRAFT))
    sent(session, pool, people["lead"], title=WAITING)
    found: dict[str, Application] = {}
    for title in (GRANTED, ACCEPTED, CLOSED):
        application = found[title] = sent(session, pool, people["other"], title=title)
        decided(session, application, application.asked if title is not ACCEPTED else 6_000 * KR, people["official"])
        if title is not GRANTED:
            accepted(session, application)
        if title is CLOSED:
            closed(session, application, application.asked, people["official"], unused=450 * KR)
    furnish_accounts(session, pool, people, found[ACCEPTED], found[CLOSED])
    furnish_after(session, pool, people)
    refused = sent(session, pool, people["other"], title=REFUSED)
    award = decided(session, refused, 0, people["official"])
    complain(session, refused, award, people["other"], "I har overset, at træneren er frivillig og ikke får løn.")
    waiting = sent(session, pool, people["other"], title=VOTED)
    voted(session, people["official"], waiting, 5_000 * KR, conditions="I skal invitere alle i 8. klasse.")
    furnish_desk(session, pool, people)


def _pool(session: Session, people: dict[str, Person]) -> Pool:
    body = session.scalars(select(Body).where(Body.name == WIDE)).one()
    unit = session.get_one(Unit, people["treasurer"].unit_id)
    pool: Pool = PoolFactory(body=body, unit=unit, name=POOL, created_by_id=people["admin"].id)
    open_balance(session, pool.id)
    allocate(session, pool, 100_000 * KR, people["admin"])
    for number, words in enumerate(RULES, 1):
        session.add(PoolRule(pool_id=pool.id, number=number, words=words))
    for number, question in enumerate(CRITERIA, 1):
        session.add(PoolCriterion(pool_id=pool.id, number=number, question=question))
    for name, role in (("official", Officer.coordinator), ("treasurer", Officer.treasurer)):
        session.add(PoolOfficer(pool_id=pool.id, person_id=people[name].id, role=role, since=now()))
    session.flush()
    return pool


def grant_values(session: Session) -> dict[str, Any]:
    """Ids of the pool and of one application in each place."""
    query = select(Application.title, Application.id).join(Pool, Pool.id == Application.pool_id)
    found = dict(iter(session.execute(query.where(Pool.name == POOL))))
    money = session.scalars(select(Pool.id).where(Pool.name == POOL)).one()
    return {
        **pool_values(session, money),
        **desk_values(session, money),
        **group_values(session, found[DRAFT]),
        **after_values(session, found),
        "money": money,
        "grant_draft": found[DRAFT],
        "grant_waiting": found[WAITING],
        "grant_granted": found[GRANTED],
        "grant_accepted": found[ACCEPTED],
        "grant_closed": found[CLOSED],
        "grant_accounted": found[ACCOUNTED],
        "grant_spent": session.scalars(select(SpentLine.id).where(SpentLine.application_id == found[ACCEPTED])).all()[
            0
        ],
        "grant_refused": found[REFUSED],
        "grant_voted": found[VOTED],
    }
