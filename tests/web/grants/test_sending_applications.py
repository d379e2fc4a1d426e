"""From a draft to the council: what is missing is told all at once, and what is sent is whole, numbered and owed an answer."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.grants import KR, Town, draft, key, sent
from tests.web.forms import form_fields, submit
from tests.web.grants.applying import WHAT, again, joined, lines, owe, step_url, text_of
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today
from youthvoice.core.errors import RuleBroken
from youthvoice.grants.commands.asking import tell_more
from youthvoice.grants.commands.sending import send_application
from youthvoice.grants.commands.status import put_status
from youthvoice.grants.models import (
    Application,
    ApplicationEvent,
    Dimension,
    GrantBalance,
    Panelist,
    PoolRound,
    PoolTally,
)
from youthvoice.grants.queries.applying import own_application
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.timeline import Step
from youthvoice.moderation.models import ContentReport
from youthvoice.proposals.rules import Topic
from youthvoice.responses.models import Case, CaseParty


def send_url(application: Application) -> str:
    return f"/puljen/ansoegninger/{application.id}/send"


def a_round(session: Session, place: Town, opens: int, closes: int, name: str = "Runde 1") -> PoolRound:
    """A round that opens and closes that many days from today."""
    row = PoolRound(
        pool_id=place.pool.id,
        name=name,
        opens_on=today() + timedelta(days=opens),
        closes_at=now() + timedelta(days=closes),
        decides_on=today() + timedelta(days=closes + 14),
    )
    session.add(row)
    session.flush()
    return row


def tally(session: Session, place: Town, dimension: Dimension, name: str) -> int:
    row = session.get(PoolTally, (place.pool.id, dimension, name), populate_existing=True)
    return row.applications if row is not None else 0


class TestSending:
    def test_it_is_with_the_council(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        friend = joined(session, application)
        answer = submit(sign_in(person), send_url(application), {})
        assert answer.status_code == 303
        assert answer.location == f"/puljen/ansoegninger/{application.id}"
        application = again(session, application.id)
        assert (application.status, application.number) == (ApplicationStatus.submitted, 1)
        assert application.submitted_at is not None
        case = session.get_one(Case, application.case_id)
        assert (case.subject_kind, case.subject_id, case.unit_id) == ("application", application.id, place.pool.unit_id)
        assert (case.title, case.asked_by) == ("Åben hal-fredag", "Hal-holdet")
        assert "Linje 1: 4.000 kr." in case.question.replace("\xa0", " ")
        parties = session.scalars(select(CaseParty.person_id).where(CaseParty.case_id == case.id))
        assert set(parties) == {person.id, friend.id}
        assert session.get_one(GrantBalance, application.id).pool_id == place.pool.id
        events = session.scalars(select(ApplicationEvent.kind).where(ApplicationEvent.application_id == application.id))
        assert list(events) == [Step.submitted]
        assert tally(session, place, Dimension.all, "") == 1
        assert tally(session, place, Dimension.status, "submitted") == 1
        deeds = session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == application.id))
        assert "application.send" in set(deeds)
        assert "Jeres ansøgning er sendt. Den har nummer 1." in text_of(sign_in(person).get(answer.location))

    def test_sent_twice_is_sent_once(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        fields = form_fields(text_of(client.get(send_url(application))), send_url(application))
        first, second = (client.post(send_url(application), data=fields) for _ in range(2))
        assert first.location == second.location
        assert session.scalar(select(func.count()).select_from(Case)) == 1
        assert again(session, application.id).number == 1
        assert client.get(send_url(application)).location == f"/puljen/ansoegninger/{application.id}"

    def test_conflicts_are_found_at_once(self, session: Session, sign_in: Any, place: Town) -> None:
        application = draft(session, place.pool, place.members[1])
        submit(sign_in(place.members[1]), send_url(application), {})
        query = select(Panelist.person_id).where(Panelist.application_id == application.id, Panelist.is_conflicted)
        assert list(session.scalars(query)) == [place.members[1].id]

    def test_queries(self, session: Session, sign_in: Any, place: Town, count_queries: Any) -> None:
        person = PersonFactory()
        a_round(session, place, -1, 5)
        application = draft(session, place.pool, person)
        joined(session, application)
        client = sign_in(person)
        with count_queries() as seen:
            assert client.get(send_url(application)).status_code == 200
        assert len(seen) <= 8, seen

    def test_words_of_a_crisis_call_for_a_human(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person, risks="Jeg vil ikke leve mere.")
        client = sign_in(person)
        assert text_of(client.get(send_url(application))).count("116 111") > 1
        assert submit(client, send_url(application), {}).status_code == 303
        (report,) = session.scalars(select(ContentReport)).all()
        assert (report.target_kind, report.target_id) == ("application", application.id)


class TestWhatIsMissing:
    WRONG: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({"title": ""}, "Giv jeres idé et navn.", "hvad"),
        ({"what": "Kort"}, "Fortæl lidt mere", "hvad"),
        ({"video_link": "youtube"}, "Kopiér hele linket.", "hvad"),
        ({"group_name": ""}, "Skriv, hvad I kalder jer.", "hvem"),
        ({"begins_on": None}, "Skriv, hvornår det begynder.", "hvornaar"),
        ({"half_typed": {"begins_on": "?i maj"}}, "Skriv datoen som 31.12.2027.", "hvornaar"),
        ({"place": ""}, "Skriv, hvor det sker.", "hvornaar"),
        ({"for_whom": ""}, "Skriv, hvem det er for.", "for-hvem"),
        ({"how_to_join": ""}, "Skriv, hvordan andre kan være med.", "for-hvem"),
        ({"asked": 100 * KR}, "I skal søge om 500 kr. eller mere.", "budget"),
        ({"asked": 20_000 * KR + 2}, "20.000 kr. er det højeste, I kan søge om.", "budget"),
        ({"other_income": 9_000 * KR}, "I skal søge om 500 kr. eller mere.", "budget"),
        ({"half_typed": {"other_income": "?lidt"}}, "Skriv beløbet i kroner", "budget"),
        ({"adult_name": ""}, "Skriv navn og mail på en voksen", "risiko"),
        ({"adult_email": "bo"}, "Det ligner ikke en mailadresse.", "risiko"),
        ({"risks": "CPR 010199-1234"}, "CPR-nummer: 010199-1234", "risiko"),
        ({"confirmed": "wages"}, "Sæt kryds ved alle linjerne", "tjek"),
    )

    @pytest.mark.parametrize(("change", "words", "step"), WRONG)
    def test_it_is_told_and_refused(
        self, session: Session, sign_in: Any, place: Town, change: dict[str, Any], words: str, step: str
    ) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person, **change)
        client = sign_in(person)
        page = text_of(client.get(send_url(application))).replace("\xa0", " ")
        assert words in page
        assert f'href="{step_url(application, step)}?tjek=1"' in page
        assert "Send ansøgningen" not in page
        token = form_fields(text_of(client.get(step_url(application, step))))["csrf_token"]
        answer = client.post(send_url(application), data={"csrf_token": token})
        assert answer.status_code == 422
        assert words in text_of(answer).replace("\xa0", " ")
        assert again(session, application.id).status is ApplicationStatus.draft
        marked = text_of(client.get(step_url(application, step) + "?tjek=1")).replace("\xa0", " ")
        assert words in marked
        assert "field__error" in marked

    def test_everything_at_once(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        submit(sign_in(person), f"/puljen/{place.pool.id}/soeg", {})
        application = session.scalars(select(Application).where(Application.lead_id == person.id)).one()
        page = text_of(sign_in(person).get(send_url(application)))
        assert page.count("tjek=1") >= 8

    def test_a_video_may_stand_for_words(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person, what="", video_link="https://video.example/1")
        assert submit(sign_in(person), send_url(application), {}).status_code == 303

    def test_the_adult_is_another(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory(email="mig@example.test")
        application = draft(session, place.pool, person, adult_email="MIG@example.test")
        assert "Det er jeres egen adresse." in text_of(sign_in(person).get(send_url(application)))

    def test_age(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory(birth_year=today().year - 13)
        application = draft(session, place.pool, person)
        page = text_of(sign_in(person).get(send_url(application)))
        assert "Du skal fylde 14 år" in page
        assert "Send ansøgningen" not in page

    def test_late_accounts_block_with_a_link(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        friend = joined(session, application)
        late = sent(session, place.pool, friend, title="Syværksted")
        owe(session, late)
        client = sign_in(person)
        page = text_of(client.get(send_url(application)))
        assert "I mangler at aflevere et regnskab." in page
        assert f"/puljen/ansoegninger/{late.id}" in page
        with pytest.raises(RuleBroken):
            send_application(session, person, own_application(session, person.id, application.id))

    def test_a_number_is_asked_about(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person, how_to_join="Ring på 23 45 67 89.")
        client = sign_in(person)
        assert submit(client, send_url(application), {}).status_code == 422
        assert again(session, application.id).status is ApplicationStatus.draft
        assert submit(client, send_url(application), {"public_numbers_ok": "y"}).status_code == 303


class TestRounds:
    def test_in_its_round(self, session: Session, sign_in: Any, place: Town) -> None:
        place.pool.is_rolling = False
        a_round(session, place, -60, -30, "Vinter")
        now_open = a_round(session, place, -5, 5, "Forår")
        a_round(session, place, 20, 40, "Sommer")
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        assert "I søger i Forår." in text_of(client.get(f"/puljen/{place.pool.id}/soeg"))
        assert "I søger i Forår." in text_of(client.get(send_url(application)))
        assert submit(client, send_url(application), {}).status_code == 303
        assert again(session, application.id).round_id == now_open.id

    def test_before_its_round(self, session: Session, sign_in: Any, place: Town) -> None:
        place.pool.is_rolling = False
        a_round(session, place, 20, 40, "Sommer")
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client = sign_in(person)
        assert "Så er I med i Sommer." in text_of(client.get(f"/puljen/{place.pool.id}/soeg"))
        page = text_of(client.get(send_url(application)))
        assert "Man kan ikke søge lige nu. Kladden bliver gemt" in page
        assert "Send ansøgningen" not in page

    def test_at_any_time(self, session: Session, sign_in: Any, place: Town) -> None:
        a_round(session, place, 20, 40)
        person = PersonFactory()
        application = draft(session, place.pool, person)
        assert submit(sign_in(person), send_url(application), {}).status_code == 303
        assert again(session, application.id).round_id is None

    def test_a_closed_pool(self, session: Session, sign_in: Any, place: Town) -> None:
        place.pool.closed_at = now()
        person = PersonFactory()
        application = draft(session, place.pool, person)
        assert "Man kan ikke søge lige nu" in text_of(sign_in(person).get(send_url(application)))
        answer = sign_in(person).post(f"/puljen/{place.pool.id}/soeg", data={"form_key": key()})
        assert answer.status_code in (400, 409)


class TestAfterMoreWasAsked:
    def asked(self, session: Session, place: Town) -> tuple[Application, Any]:
        person = PersonFactory()
        application = sent(session, place.pool, person)
        put_status(session, application, ApplicationStatus.needs_more, Step.asked_for_more, now())
        return application, person

    def test_the_words_change_and_so_does_the_case(self, session: Session, sign_in: Any, place: Town) -> None:
        application, person = self.asked(session, place)
        url = step_url(application, "hvad")
        assert submit(sign_in(person), url, {"title": "Et nyt navn", "what": WHAT, "next": "1"}).status_code == 303
        case = session.get_one(Case, application.case_id, populate_existing=True)
        assert case.title == "Et nyt navn"
        assert WHAT in case.question
        rows = lines(("food", "Kager", "900"))
        submit(sign_in(person), step_url(application, "budget"), {**rows, "next": "1"})
        case = session.get_one(Case, application.case_id, populate_existing=True)
        assert "Kager: 900 kr." in case.question.replace("\xa0", " ")

    def test_counts_follow(self, session: Session, sign_in: Any, place: Town) -> None:
        application, person = self.asked(session, place)
        before = tally(session, place, Dimension.topic, "leisure")
        submit(sign_in(person), step_url(application, "for-hvem"), {"topic": "climate", "next": "1"})
        assert again(session, application.id).topic is Topic.climate
        assert tally(session, place, Dimension.topic, "leisure") == before - 1
        assert tally(session, place, Dimension.topic, "climate") == 1

    def test_no_cpr_number_gets_to_the_council(self, session: Session, sign_in: Any, place: Town) -> None:
        application, person = self.asked(session, place)
        answer = submit(
            sign_in(person), step_url(application, "hvem"), {"about_group": "Jeg er 010199-1234", "save": "1"}
        )
        assert answer.status_code == 422
        assert "010199-1234" in text_of(answer)
        assert again(session, application.id).about_group == ""

    def test_half_a_day_is_no_reply(self, session: Session, sign_in: Any, place: Town) -> None:
        application, person = self.asked(session, place)
        submit(sign_in(person), step_url(application, "hvornaar"), {"begins_on": "i maj", "save": "1"})
        with pytest.raises(RuleBroken) as refused:
            tell_more(session, person, again(session, application.id), "Nu har vi skrevet det om.", key())
        assert "begins_on" in refused.value.problems
