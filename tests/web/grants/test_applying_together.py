"""Two of a group write at once, and the page saves by itself: nothing is written over."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import KR, Town, draft
from tests.web.forms import form_fields, submit
from tests.web.grants.applying import WHAT, again, joined, lines, step_url, text_of
from youthvoice.grants.models import Application


class TestTwoAtOnce:
    def both(
        self, session: Session, sign_in: Any, place: Town, step: str
    ) -> tuple[Application, Any, str, dict[str, str]]:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        friend = joined(session, application)
        url = step_url(application, step)
        mine = form_fields(text_of(sign_in(person).get(url)), url)
        return application, friend, url, mine

    def test_different_words_are_put_together(self, session: Session, sign_in: Any, place: Town) -> None:
        application, friend, url, mine = self.both(session, sign_in, place, "hvad")
        submit(sign_in(friend), url, {"title": "Vennens navn", "next": "1"})
        client = sign_in(session.get_one(type(friend), application.lead_id))
        mine |= {"csrf_token": form_fields(text_of(client.get(url)), url)["csrf_token"], "what": WHAT + " Mit."}
        assert client.post(url, data={**mine, "next": "1"}).status_code == 303
        application = again(session, application.id)
        assert (application.title, application.what) == ("Vennens navn", WHAT + " Mit.")

    def test_the_same_words_are_both_shown(self, session: Session, sign_in: Any, place: Town) -> None:
        application, friend, url, mine = self.both(session, sign_in, place, "hvad")
        submit(sign_in(friend), url, {"title": "Vennens navn", "what": WHAT + " Venlig.", "next": "1"})
        client = sign_in(session.get_one(type(friend), application.lead_id))
        mine |= {"csrf_token": form_fields(text_of(client.get(url)), url)["csrf_token"], "title": "Mit navn"}
        answer = client.post(url, data={**mine, "next": "1"})
        assert answer.status_code == 409
        page = text_of(answer)
        assert "Vennens navn" in page
        fields = form_fields(page, url)
        assert fields["title"] == "Mit navn"
        assert again(session, application.id).title == "Vennens navn"
        # What is sent from there is meant to stand.
        assert client.post(url, data={**fields, "next": "1"}).status_code == 303
        assert again(session, application.id).title == "Mit navn"

    def test_two_budgets(self, session: Session, sign_in: Any, place: Town) -> None:
        application, friend, url, mine = self.both(session, sign_in, place, "budget")
        submit(sign_in(friend), url, {**lines(("food", "Vennens kage", "700")), "next": "1"})
        client = sign_in(session.get_one(type(friend), application.lead_id))
        token = form_fields(text_of(client.get(url)), url)["csrf_token"]
        data = {"seen": mine["seen"], "csrf_token": token, **lines(("food", "Min kage", "800"))}
        answer = client.post(url, data={**data, "next": "1"})
        assert answer.status_code == 409
        assert "Vennens kage" in text_of(answer)
        assert "Min kage" in text_of(answer)
        assert again(session, application.id).budget == 700 * KR


class TestAutosave:
    def save(self, client: Any, application: Application, step: str, seen: str | None = None, **data: Any) -> Any:
        page = text_of(client.get(step_url(application, step)))
        fields = form_fields(page, step_url(application, step))
        sent_fields = {"seen": fields["seen"] if seen is None else seen, **data}
        headers = {"X-CSRFToken": fields["csrf_token"], "X-Requested-With": "autosave"}
        return client.post(f"/puljen/ansoegninger/{application.id}/kladde/{step}", data=sent_fields, headers=headers)

    def test_keeps_half_words_and_names_the_next_wording(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        answer = self.save(client, application, "hvornaar", begins_on="31.", place="V", ends_on="")
        assert answer.status_code == 204
        answer = self.save(
            client, application, "hvornaar", seen=answer.headers["X-Saved-Version"], begins_on="31.12.2031", place="Vi"
        )
        assert answer.status_code == 204
        application = again(session, application.id)
        assert (application.begins_on, application.place, application.half_typed) == (date(2031, 12, 31), "Vi", {})

    def test_the_other_wrote_meanwhile(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        first = self.save(client, application, "hvad", title="Et", what=WHAT)
        again(session, application.id).title = "Vennens"
        session.commit()
        seen = first.headers["X-Saved-Version"]
        # Words that the writer has not touched are no clash, and stay the friend's.
        assert self.save(client, application, "hvad", seen=seen, title="Et", what=WHAT + "!").status_code == 204
        assert again(session, application.id).title == "Vennens"
        assert self.save(client, application, "hvad", seen=seen, title="Mit").status_code == 409
        assert again(session, application.id).title == "Vennens"

    def test_anything_can_come(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        hostile = {
            "topic": "x",
            "age_band": "y" * 500,
            "school": "9" * 40,
            "participants": "٣",
            "for_whom": "z" * 50_000,
        }
        assert self.save(client, application, "for-hvem", **hostile).status_code == 204
        rows = lines(*[("nonsense", "n" * 500, "9" * 80)] * 40)
        assert self.save(client, application, "budget", **rows, other_income="9" * 70).status_code == 204
        application = again(session, application.id)
        assert (application.topic, application.school_id, application.participants) == (None, None, None)
        assert (application.budget, application.other_income) == (0, 0)
        assert client.get(step_url(application, "budget")).status_code == 200
        assert client.get(step_url(application, "for-hvem")).status_code == 200

    def test_needs_a_token_and_the_group(self, session: Session, sign_in: Any, client: Any, place: Town) -> None:
        application = draft(session, place.pool)
        url = f"/puljen/ansoegninger/{application.id}/kladde/hvad"
        assert client.post(url, data={"title": "Hej"}).status_code in (400, 401)
        assert sign_in(PersonFactory()).post(url, data={"title": "Hej"}).status_code == 400
