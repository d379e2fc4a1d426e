"""Seven short steps: half done or whole, nothing typed is lost, and the pool's rules are told while one writes."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import KR, Town, draft
from tests.web.forms import form_fields, submit
from tests.web.grants.applying import WHAT, again, all_fields, applications_of, lines, step_url, text_of
from youthvoice.core.clock import today
from youthvoice.grants.models import Application, BudgetLine
from youthvoice.grants.queries.parts import parts_of
from youthvoice.grants.rules.applications import AgeBand, LineKind
from youthvoice.grants.rules.parts import STEPS
from youthvoice.proposals.rules import Topic


class TestSteps:
    def test_whole_way(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        client = sign_in(person)
        answer = submit(client, f"/puljen/{place.pool.id}/soeg", {})
        (application,) = applications_of(session, person)
        begins = today() + timedelta(days=30)
        typed: dict[str, dict[str, Any]] = {
            "hvad": {"title": "Åben hal", "what": WHAT, "video_link": "https://video.example/1"},
            "hvem": {"group_name": "Hal-holdet", "about_group": "Fire fra 8.B"},
            "hvornaar": {"begins_on": begins.isoformat(), "place": "Virumhallen"},
            "for-hvem": {
                "for_whom": "Alle fra 13 til 16",
                "how_to_join": "Man møder op",
                "participants": "1.200",
                "age_band": "mixed",
                "topic": "leisure",
                "school": "",
            },
            "budget": {
                **lines(("rent", "Hallen", "3.000"), ("other", "", ""), ("food", "Frugt", "1.250,50 kr.")),
                "other_income": "250,50",
                "other_income_from": "Klubben",
            },
            "risiko": {"risks": "Regn", "adult_name": "Bo Holm", "adult_email": "bo@example.test"},
            "tjek": {"confirmed": place.pool.excluded.split(",")},
        }
        for step in STEPS:
            assert answer.location == step_url(application, step)
            answer = submit(client, answer.location, {**typed[step], "next": "1"})
            assert answer.status_code == 303, step
        assert answer.location == f"/puljen/ansoegninger/{application.id}/send"
        application = again(session, application.id)
        assert (application.title, application.group_name, application.place) == (
            "Åben hal",
            "Hal-holdet",
            "Virumhallen",
        )
        assert (application.begins_on, application.ends_on, application.participants) == (begins, None, 1200)
        assert (application.age_band, application.topic) == (AgeBand.mixed, Topic.leisure)
        assert (application.budget, application.other_income, application.asked) == (4250_50, 250_50, 4000_00)
        rows = session.scalars(select(BudgetLine).where(BudgetLine.application_id == application.id))
        assert [(row.kind, row.name, row.amount) for row in rows] == [
            (LineKind.rent, "Hallen", 3000_00),
            (LineKind.food, "Frugt", 1250_50),
        ]
        assert set(application.confirmed.split(",")) == set(place.pool.excluded.split(","))
        assert (application.half_typed, application.step) == ({}, 7)
        page = text_of(client.get(answer.location))
        assert "Send ansøgningen" in page

    @pytest.mark.parametrize("step", STEPS)
    def test_queries_and_what_is_stored_stands_there(
        self, session: Session, sign_in: Any, place: Town, count_queries: Any, step: str
    ) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        for query in ("", "?tjek=1"):
            with count_queries() as seen:
                page = client.get(step_url(application, step) + query)
            assert page.status_code == 200
            assert len(seen) <= 8, seen
        before = parts_of(session, application)
        url = step_url(application, step)
        fields = all_fields(text_of(client.get(url)), url)
        assert client.post(url, data={**fields, "next": "1"}).status_code == 303
        assert parts_of(session, again(session, application.id)) == before

    def test_rules_are_told_and_block_nothing(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person, asked=25_000 * KR)
        client = sign_in(person)
        page = text_of(client.get(step_url(application, "budget"))).replace("\xa0", " ")
        assert "20.000 kr. er det højeste, I kan søge om." in page
        soon = {"begins_on": today().isoformat(), "next": "1"}
        assert submit(client, step_url(application, "hvornaar"), soon).status_code == 303
        assert "Der skal gå mindst 14 dage" in text_of(client.get(step_url(application, "hvornaar")))
        assert again(session, application.id).begins_on == today()

    def test_nothing_is_said_of_what_is_still_missing(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        submit(sign_in(person), f"/puljen/{place.pool.id}/soeg", {})
        (application,) = applications_of(session, person)
        for step in STEPS:
            page = text_of(sign_in(person).get(step_url(application, step)))
            assert 'rule-note"' not in page
            assert "field__error" not in page

    @pytest.mark.parametrize(
        ("step", "typed", "words"),
        [
            ("hvad", {"title": "x" * 81}, "Skriv højst 80 tegn."),
            ("hvad", {"what": "Mit nummer er 010199-1234"}, "CPR-nummer: 010199-1234"),
            ("hvornaar", {"begins_on": "engang i maj"}, "Skriv datoen som 31.12.2027."),
            ("for-hvem", {"participants": "mange"}, "Skriv et helt tal"),
            ("budget", {"other_income": "lidt"}, "Skriv beløbet i kroner"),
            ("budget", lines(("rent", "Hallen", "")), "Skriv både navn og beløb på linje 1."),
            ("budget", lines(("rent", "Hallen", "100"), ("rent", "", "12")), "Skriv både navn og beløb på linje 2."),
        ],
    )
    def test_wrong_words_keep_everything_typed(
        self, session: Session, sign_in: Any, place: Town, step: str, typed: dict[str, Any], words: str
    ) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client, url = sign_in(person), step_url(application, step)
        answer = submit(client, url, {**typed, "next": "1"})
        assert answer.status_code == 422
        assert words in text_of(answer)
        for value in typed.values():
            for one in value if isinstance(value, list) else [value]:
                assert one in text_of(answer)
        # Closing it keeps the same words, half as they are, and shows them again with the same advice.
        assert submit(client, url, {**typed, "save": "1"}).status_code == 303
        page = text_of(client.get(url))
        assert words in page
        for name, value in typed.items():
            if not isinstance(value, list):
                assert form_fields(page, url)[name] == value

    def test_half_rows_are_kept_and_not_counted(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client, url = sign_in(person), step_url(application, "budget")
        rows = lines(("rent", "Hallen", "3.000"), ("food", "Kage", "ved ikke"), ("fees", "", "12"))
        answer = submit(client, url, {**rows, "more": "1"})
        assert answer.location == url + "?flere=1#lines"
        assert again(session, application.id).budget == 3_000 * KR
        page = text_of(client.get(url + "?flere=1"))
        for text in ("Hallen", "Kage", "ved ikke"):
            assert f'value="{text}"' in page
        assert page.count('name="line_name"') == 9
        submit(client, url, {**lines(("rent", "Hallen", "3.000"), ("food", "Kage", "100")), "next": "1"})
        assert (again(session, application.id).half_typed, application.budget) == ({}, 3_100 * KR)

    def test_a_row_is_taken_away_by_emptying_it(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        rows = lines(("rent", "", ""), ("rent", "Linje 2", "4.000"))
        submit(sign_in(person), step_url(application, "budget"), {**rows, "next": "1"})
        stored = session.scalars(select(BudgetLine).where(BudgetLine.application_id == application.id)).all()
        assert [(row.number, row.name, row.amount) for row in stored] == [(1, "Linje 2", 4_000 * KR)]

    def test_language_switch_keeps_the_text(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client, url = sign_in(person), step_url(application, "budget")
        answer = submit(client, url, {**lines(("rent", "Hall", "1.250,50")), "switch_language": "1"})
        assert answer.location == f"/en{url}"
        assert 'value="1,250.50"' in text_of(client.get(answer.location))
        assert again(session, application.id).budget == 1250_50

    def test_where_they_had_come_to(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        submit(client, step_url(application, "hvornaar"), {"save": "1"})
        found = client.get(f"/puljen/ansoegninger/{application.id}/skriv")
        assert found.location == step_url(application, "hvornaar")

    def test_crisis_shows_help_and_blocks_nothing(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person, what="Jeg vil ikke leve mere. " + WHAT)
        assert text_of(sign_in(person).get(step_url(application, "hvem"))).count("116 111") > 1

    def test_lead_who_is_surely_an_adult_needs_no_adult(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory(birth_year=today().year - 20)
        application = draft(session, place.pool, person, adult_name="", adult_email="")
        page = text_of(sign_in(person).get(step_url(application, "risiko")))
        assert "I behøver ikke en voksen" in page


class TestCheckWhileTyping:
    def check(self, client: Any, application: Application, step: str, **data: Any) -> str:
        fields = form_fields(text_of(client.get(step_url(application, step))), step_url(application, step))
        headers = {"X-CSRFToken": fields["csrf_token"], "HX-Request": "true"}
        answer = client.post(f"/puljen/ansoegninger/{application.id}/tjek/{step}", data=data, headers=headers)
        assert answer.status_code == 200
        return text_of(answer).replace("\xa0", " ")

    def test_sums_and_limits(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        part = self.check(
            client, application, "budget", **lines(("rent", "Hal", "30.000"), ("rent", "x", "")), other_income="500"
        )
        assert "29.500 kr." in part
        assert "20.000 kr. er det højeste, I kan søge om." in part
        assert again(session, application.id).budget == 8_000 * KR

    def test_days(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        late = (today() + timedelta(days=3000)).isoformat()
        assert "Det skal begynde senest" in self.check(client, application, "hvornaar", begins_on=late)
        assert self.check(client, application, "hvornaar", begins_on="31.").strip() == ""
