"""What is typed and not sent: kept for its writer alone, found again in the form, and gone when it is sent or old."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.web.consultations.asking import typed
from tests.web.forms import form_fields, press
from youthvoice.accounts.commands import close_account
from youthvoice.accounts.models import FormDraft, Person
from youthvoice.accounts.unsent import KEPT, TypedElsewhere, find_unsent, forget_old, keep_unsent, preview
from youthvoice.consultations.models import Consultation
from youthvoice.core.clock import now

NEW = "/hoeringer/ny"
KEEP, DROP = "/kladder/gem", "/kladder/kasser"
BY_ITSELF = {"X-Requested-With": "autosave"}
HALF = {"title": "Par", "about": "Vi vil gerne høre, hvad", "opens_on": "31.", "decider": ""}


@pytest.fixture
def asker(session: Session) -> Person:
    found: Person = OfficialFactory()
    return found


def fields_of(client: Any, path: str = NEW) -> dict[str, str]:
    return form_fields(client.get(path).text, path)


def drafts(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(FormDraft)) or 0


def test_a_page_keeps_what_is_typed_and_shows_it_again(session: Session, sign_in: Any, asker: Person) -> None:
    client = sign_in(asker)
    fields = fields_of(client) | HALF
    first = client.post(KEEP, data=fields, headers=BY_ITSELF)
    assert (first.status_code, first.headers["X-Saved-Version"]) == (204, "1")
    again = client.post(KEEP, data=fields | {"typed_version": "1", "title": "Park"}, headers=BY_ITSELF)
    assert again.headers["X-Saved-Version"] == "2"
    page = client.get(NEW).text
    found = form_fields(page, NEW)
    assert {name: found[name] for name in HALF} == HALF | {"title": "Park"}
    assert found["typed_version"] == "2"
    assert "Vi har gemt det, du skrev" in page
    # A key is good once: what is found again is sent with one of its own.
    assert found["form_key"] != fields["form_key"]
    assert not session.scalars(select(Consultation)).all()


def test_the_other_language_has_it_too(sign_in: Any, asker: Person) -> None:
    client = sign_in(asker)
    client.post(KEEP, data=fields_of(client) | HALF, headers=BY_ITSELF)
    assert form_fields(client.get(f"/en{NEW}").text, f"/en{NEW}")["about"] == HALF["about"]


def test_without_script_a_button_keeps_it(sign_in: Any, asker: Person) -> None:
    client = sign_in(asker)
    assert f'formaction="{KEEP}"' in client.get(NEW).text
    for title in ("Park", "Parken ved søen"):
        # It is meant: another window's wording does not stand in its way.
        kept = client.post(KEEP, data=fields_of(client) | {"title": title, "typed_version": "0"})
        assert (kept.status_code, kept.headers["Location"]) == (303, NEW)
        assert fields_of(client)["title"] == title


def test_it_goes_when_the_form_is_taken_and_not_before(session: Session, sign_in: Any, asker: Person) -> None:
    client = sign_in(asker)
    client.post(KEEP, data=fields_of(client) | HALF, headers=BY_ITSELF)
    fields = fields_of(client)
    assert client.post(NEW, data=fields | typed(title="")).status_code == 422
    assert drafts(session) == 1
    assert client.post(NEW, data=fields | typed()).status_code == 303
    assert drafts(session) == 0
    late = client.post(KEEP, data=fields | HALF, headers=BY_ITSELF, check=False)
    assert late.status_code == 409
    assert drafts(session) == 0


def test_two_windows_never_write_over_each_other(session: Session, sign_in: Any, asker: Person) -> None:
    client = sign_in(asker)
    fields = fields_of(client)
    client.post(KEEP, data=fields | {"title": "Det ene vindue"}, headers=BY_ITSELF)
    other = client.post(KEEP, data=fields | {"title": "Det andet vindue"}, headers=BY_ITSELF, check=False)
    assert other.status_code == 409
    assert fields_of(client)["title"] == "Det ene vindue"
    with pytest.raises(TypedElsewhere):
        keep_unsent(session, asker.id, NEW, {"title": ["Et tredje"]}, 0)


def test_nobody_else_sees_it(session: Session, sign_in: Any, asker: Person) -> None:
    colleague = OfficialFactory(unit=asker.unit)
    client = sign_in(asker)
    fields = fields_of(client)
    client.post(KEEP, data=fields | HALF, headers=BY_ITSELF)
    client = sign_in(colleague)
    assert fields_of(client)["title"] == ""
    # The page of one person, sent after another has signed in on the same computer.
    token = fields_of(client)["csrf_token"]
    wrong = client.post(KEEP, data=fields | {"csrf_token": token}, headers=BY_ITSELF, check=False)
    assert wrong.status_code == 403
    assert press(client, DROP, {"typed_in": fields["typed_in"]}, check=False).status_code == 403
    assert find_unsent(session, colleague.id, NEW) is None
    assert drafts(session) == 1


@pytest.mark.parametrize("mark", ["", "noget", "WzEsIi8iXQ.aaaa.bbbb"])
def test_only_a_form_that_was_shown_is_kept(session: Session, sign_in: Any, asker: Person, mark: str) -> None:
    client = sign_in(asker)
    assert press(client, KEEP, {"typed_in": mark, "title": "x"}, check=False).status_code == 409
    assert drafts(session) == 0


def test_whoever_is_signed_out_is_told_so_and_finds_it_after_the_sign_in(
    session: Session, sign_in: Any, asker: Person
) -> None:
    client = sign_in(asker)
    fields = fields_of(client)
    client.post(KEEP, data=fields | HALF, headers=BY_ITSELF)
    client.delete_cookie("session")
    assert client.post(KEEP, data=fields | {"title": "Mere"}, headers=BY_ITSELF, check=False).status_code == 401
    assert client.get(NEW).headers["Location"] == "/log-ind?next=/hoeringer/ny"
    kept = client.post(NEW, data=fields | typed())
    assert kept.status_code == 401
    assert "Log ind for at sende" in kept.text
    assert fields["typed_in"] not in kept.text
    assert fields_of(sign_in(asker))["about"] == HALF["about"]


def test_one_begins_anew(session: Session, sign_in: Any, asker: Person) -> None:
    client = sign_in(asker)
    client.post(KEEP, data=fields_of(client) | HALF, headers=BY_ITSELF)
    gone = client.post(DROP, data=form_fields(client.get(NEW).text, DROP))
    assert (gone.status_code, gone.headers["Location"]) == (303, NEW)
    assert fields_of(client)["title"] == ""
    assert drafts(session) == 0


def test_it_is_in_ones_own_data(sign_in: Any, asker: Person) -> None:
    client = sign_in(asker)
    client.post(KEEP, data=fields_of(client) | HALF, headers=BY_ITSELF)
    (told,) = client.get("/min-side/data.json").json["form_drafts"]
    assert told["place"] == NEW
    assert told["typed"]["about"] == [HALF["about"]]
    assert not {"csrf_token", "typed_in", "typed_version", "form_key"} & set(told["typed"])


def test_it_is_forgotten_after_a_while_and_with_its_person(session: Session) -> None:
    old, fresh, leaver = PersonFactory(), PersonFactory(), PersonFactory()
    for person in (old, fresh, leaver):
        keep_unsent(session, person.id, "/et/sted", {"tekst": ["Noget"]}, 0)
    session.execute(FormDraft.__table__.update().where(FormDraft.person_id == old.id).values(changed_at=now() - KEPT))
    session.execute(
        FormDraft.__table__.update()
        .where(FormDraft.person_id == fresh.id)
        .values(changed_at=now() - KEPT + timedelta(minutes=1))
    )
    assert preview(session) == "1 unsent texts of 1 people; kept for 90 days."
    assert forget_old(session) is False
    close_account(session, leaver, leaver.id)
    session.expire_all()
    assert session.scalars(select(FormDraft.person_id)).all() == [fresh.id]


def test_what_no_page_may_hold_and_what_is_endless_is_cut(session: Session, asker: Person) -> None:
    keep_unsent(session, asker.id, "/et/sted", {"tekst": ["a\x00b" + "x" * 90_000], "mange": ["y"] * 500}, 0)
    session.expire_all()
    found = find_unsent(session, asker.id, "/et/sted")
    assert found is not None
    assert found.typed["tekst"][0].startswith("abx")
    assert len(found.typed["tekst"][0]) == 40_000
    assert len(found.typed["mange"]) == 100
