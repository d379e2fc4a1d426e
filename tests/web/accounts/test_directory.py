"""Signing in by the municipality's directory: linked, provisioned, and with the role that the groups give today."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, UnitFactory
from tests.oidc.processes import Elsewhere, sign_in_elsewhere
from tests.web.accounts.conftest import directory
from tests.web.accounts.helpers import sign_in_by_code, who_is_signed_in
from tests.web.forms import form_fields
from youthvoice.accounts.identities import link_identity
from youthvoice.accounts.models import Identity, Person
from youthvoice.accounts.rules import Role
from youthvoice.core.audit import AuditEntry

LINE = {
    "sub": "a1b2",
    "email": "Line.Holm@kommune.test",
    "email_verified": True,
    "name": "Line  Holm",
    "groups": ["alle", "ung-svar"],
}


@pytest.fixture(autouse=True)
def units(session: Session, elsewhere: Elsewhere) -> None:
    """The units that the groups name."""
    UnitFactory(name="Ung")
    UnitFactory(name="Center for Skole")
    session.commit()
    elsewhere.behave(claims=LINE)


def sign_in(client: Any, **fields: str) -> Any:
    return sign_in_elsewhere(client, "directory", fields)


def only_person(session: Session) -> Person:
    session.expire_all()
    return session.scalars(select(Person)).one()


def test_an_employee_who_is_new_gets_an_account(client: Any, session: Session) -> None:
    answer = sign_in(client, next="/svar")
    assert (answer.status_code, answer.location) == (303, "/svar")
    made = only_person(session)
    assert made.byline == "Line Holm, Ansat i kommunen, Ung"
    assert (made.email, made.role) == ("line.holm@kommune.test", Role.official)
    assert who_is_signed_in(client) == made.get_id()
    assert client.get("/svar").status_code == 200


def test_an_employee_comes_back_by_the_directorys_own_name(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    sign_in(client)
    elsewhere.behave(claims={**LINE, "email": "new.address@kommune.test", "name": "Line Lund"})
    assert sign_in(client).status_code == 303
    assert only_person(session).email == "line.holm@kommune.test"


def test_an_adult_who_has_the_address_is_linked(client: Any, session: Session) -> None:
    official = OfficialFactory(email="line.holm@kommune.test", title="Ungekonsulent")
    session.commit()
    sign_in(client)
    assert who_is_signed_in(client) == official.get_id()
    session.expire_all()
    assert session.scalars(select(Identity)).one().person_id == official.id
    assert (official.title, official.unit.name) == ("Ungekonsulent", "Ung")


def test_the_role_follows_the_groups_at_each_sign_in(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    sign_in(client)
    told = [
        (["ung-mod"], Role.moderator, "Center for Skole", "Ansat i kommunen"),
        # The first in the settings that fits holds.
        (["ung-mod", "ung-svar", "CN=Ung-admin,OU=IT"], Role.administrator, "Ung", "Systemejer"),
        (["ung-svar"], Role.official, "Ung", "Systemejer"),
    ]
    for groups, role, unit, title in told:
        elsewhere.behave(claims={**LINE, "groups": groups})
        assert sign_in(client).status_code == 303
        person = only_person(session)
        assert (person.role, person.unit.name if person.unit else None, person.title) == (role, unit, title)
    roles = session.scalars(select(AuditEntry.data).where(AuditEntry.action == "person.role").order_by(AuditEntry.id))
    assert [one["role"] for one in roles] == ["moderator", "administrator", "official"]


@pytest.mark.parametrize("groups", [[], None, ["alle"], "ung", ["UNG-SVAR"], {"ung-svar": True}])
def test_nobody_without_a_group_gets_in(client: Any, session: Session, elsewhere: Elsewhere, groups: Any) -> None:
    elsewhere.behave(claims={**LINE, "groups": groups})
    answer = sign_in(client, next="/svar")
    assert answer.status_code == 403
    assert "ikke adgang" in answer.get_data(as_text=True)
    assert form_fields(answer.get_data(as_text=True), "/log-ind")["next"] == "/svar"
    assert session.scalars(select(Person)).all() == []


def test_whoever_has_left_the_groups_is_not_let_in_again(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    sign_in(client)
    client.post("/log-ud")
    elsewhere.behave(claims={**LINE, "groups": ["alle"]})
    assert sign_in(client).status_code == 403
    assert who_is_signed_in(client) is None


def test_the_directory_is_then_the_only_way_in(
    client: Any, session: Session, elsewhere: Elsewhere, set_up: Any
) -> None:
    """Else a mailed code, or Unilogin, would let an old role outlive its group."""
    sign_in(client)
    link_identity(session, only_person(session), "unilogin", "line123")
    session.commit()
    client.post("/log-ud")
    answer = sign_in_by_code(client, session, "line.holm@kommune.test", next="/svar")
    assert answer.status_code == 403
    assert "Brug knappen" in answer.get_data(as_text=True)
    assert form_fields(answer.get_data(as_text=True), "/log-ind")["next"] == "/svar"
    elsewhere.behave(claims={"uniid": "line123", "aktoer_gruppe": "Medarbejder", "loa": "3"})
    assert sign_in_elsewhere(client, "unilogin").status_code == 403
    assert who_is_signed_in(client) is None
    # Where the municipality has no directory any more, a code is enough again.
    set_up(oidc_directory=None)
    assert sign_in_by_code(client, session, "line.holm@kommune.test").status_code == 303


def test_a_young_persons_account_is_never_taken_over(client: Any, session: Session) -> None:
    young = PersonFactory(email="line.holm@kommune.test")
    session.commit()
    answer = sign_in(client)
    assert answer.status_code == 403
    assert "konto for unge" in answer.get_data(as_text=True)
    session.expire_all()
    assert (young.role, session.scalars(select(Identity)).all()) == (Role.young_person, [])


def test_not_even_where_an_identity_says_so(client: Any, session: Session) -> None:
    young = PersonFactory()
    link_identity(session, young, "directory", LINE["sub"])
    session.commit()
    assert sign_in(client).status_code == 403
    session.expire_all()
    assert young.role == Role.young_person


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {"email_verified": None}, {"email_verified": "true"}, {"email": None}, {"email": "x"}],
)
def test_an_address_nobody_answers_for_links_nothing(
    client: Any, session: Session, elsewhere: Elsewhere, claims: dict[str, Any]
) -> None:
    OfficialFactory(email="line.holm@kommune.test")
    session.commit()
    elsewhere.behave(claims={**LINE, **claims})
    assert sign_in(client).status_code == 403
    assert session.scalars(select(Identity)).all() == []


def test_a_municipality_may_answer_for_its_own_addresses(
    client: Any, session: Session, elsewhere: Elsewhere, set_up: Any
) -> None:
    settings = directory(elsewhere.issuer)
    set_up(oidc_directory=type(settings)(**{**vars(settings), "trust_email": True}))
    elsewhere.behave(claims={**LINE, "email_verified": None})
    assert sign_in(client).status_code == 303


@pytest.mark.parametrize("name", [None, "", "L", "x" * 500, "Line\x07Holm", 7])
def test_a_name_that_is_none_makes_no_500(client: Any, session: Session, elsewhere: Elsewhere, name: Any) -> None:
    elsewhere.behave(claims={**LINE, "name": name})
    assert sign_in(client).status_code == (303 if name == "x" * 500 else 403)


def test_a_unit_that_does_not_exist_makes_no_account(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    session.execute(Person.__table__.metadata.tables["units"].delete())
    session.commit()
    assert sign_in(client).status_code == 403
    assert session.scalars(select(Person)).all() == []


def test_a_closed_account_is_not_opened(client: Any, app: Any, session: Session) -> None:
    sign_in(client)
    first = only_person(session)
    done = app.test_cli_runner().invoke(args=["person", "close", "--email", "line.holm@kommune.test", "--yes"])
    assert done.exit_code == 0, done.output
    client.post("/log-ud")
    sign_in(client)
    assert who_is_signed_in(client) != first.get_id()
