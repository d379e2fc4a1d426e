"""Beginning an application, and who writes in it."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory, TeacherFactory
from tests.factories.grants import Town, draft, sent, town
from tests.factories.proposals import ProposalFactory
from tests.web.forms import form_fields, submit
from tests.web.grants.applying import again, applications_of, owe, step_url, text_of
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import today
from youthvoice.grants.models import ApplicationMember
from youthvoice.grants.rules.applications import MemberRole
from youthvoice.proposals.rules import Topic


class TestStart:
    def test_reading_writes_nothing(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        client = sign_in(person)
        audits = session.scalar(select(func.count()).select_from(AuditEntry))
        page = text_of(client.get(f"/puljen/{place.pool.id}/soeg"))
        assert "Faste udgifter, som husleje eller kontingent" in page
        assert "I kan søge om 500 kr. til 20.000 kr. ad gangen." in page.replace("\xa0", " ")
        assert not applications_of(session, person)
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == audits

    def test_sent_twice_is_one_draft(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        client = sign_in(person)
        url = f"/puljen/{place.pool.id}/soeg"
        fields = form_fields(text_of(client.get(url)), url)
        first, second = (client.post(url, data=fields) for _ in range(2))
        (application,) = applications_of(session, person)
        assert first.location == second.location == step_url(application, "hvad")
        (member,) = session.scalars(select(ApplicationMember).where(ApplicationMember.application_id == application.id))
        assert (member.person_id, member.role) == (person.id, MemberRole.lead)

    def test_from_a_proposal(self, session: Session, sign_in: Any, place: Town) -> None:
        person, school = PersonFactory(), SchoolFactory()
        idea = ProposalFactory(author=person, school=school, topic=Topic.climate)
        other = ProposalFactory()
        client = sign_in(person)
        page = text_of(client.get(f"/forslag/{idea.id}"))
        assert f"/puljen/soeg?forslag={idea.id}" in page
        answer = client.get(f"/puljen/soeg?forslag={idea.id}")
        if answer.status_code == 303:
            assert answer.location == f"/puljen/{place.pool.id}/soeg?forslag={idea.id}"
        url = f"/puljen/{place.pool.id}/soeg?forslag={idea.id}"
        page = text_of(client.get(url))
        assert other.title not in page
        fields = form_fields(page, url.partition("?")[0])
        assert fields["proposal"] == str(idea.id)
        client.post(url.partition("?")[0], data=fields)
        (application,) = applications_of(session, person)
        assert (application.title, application.what) == (idea.title, idea.what)
        assert (application.topic, application.school_id, application.proposal_id) == (
            Topic.climate,
            school.id,
            idea.id,
        )

    def test_somebody_elses_proposal_is_not_taken(self, session: Session, sign_in: Any, place: Town) -> None:
        person, idea = PersonFactory(), ProposalFactory()
        submit(sign_in(person), f"/puljen/{place.pool.id}/soeg", {"proposal": str(idea.id)})
        (application,) = applications_of(session, person)
        assert (application.title, application.proposal_id) == ("", None)

    @pytest.mark.parametrize("factory", [OfficialFactory, TeacherFactory])
    def test_adults_do_not_apply(self, session: Session, sign_in: Any, place: Town, factory: Any) -> None:
        assert sign_in(factory()).get(f"/puljen/{place.pool.id}/soeg").status_code == 403

    def test_age_is_told_at_once(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory(birth_year=today().year - 13)
        assert "Du skal fylde 14 år i år" in text_of(sign_in(person).get(f"/puljen/{place.pool.id}/soeg"))

    def test_a_pool_that_is_not_open(self, session: Session, sign_in: Any) -> None:
        planned = town(session, opened_at=None).pool
        client = sign_in(PersonFactory())
        page = client.get(f"/puljen/{planned.id}/soeg")
        assert page.status_code == 200
        assert "Man kan ikke søge lige nu" in text_of(page)

    def test_late_accounts_are_told_at_once(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        owe(session, sent(session, place.pool, person, title="Syværksted"))
        page = text_of(sign_in(person).get(f"/puljen/{place.pool.id}/soeg"))
        assert "Regnskabet for «Syværksted»" in page

    def test_queries(self, session: Session, sign_in: Any, place: Town, count_queries: Any) -> None:
        person = PersonFactory()
        for _ in range(3):
            draft(session, place.pool, person)
            ProposalFactory(author=person)
        client = sign_in(person)
        with count_queries() as seen:
            assert client.get(f"/puljen/{place.pool.id}/soeg").status_code == 200
        assert len(seen) <= 8, seen


class TestWhoWrites:
    @pytest.mark.parametrize("path", ["skriv/hvad", "send"])
    def test_others_drafts_do_not_exist(self, session: Session, sign_in: Any, place: Town, path: str) -> None:
        application = draft(session, place.pool)
        client = sign_in(PersonFactory())
        assert client.get(f"/puljen/ansoegninger/{application.id}/{path}").status_code == 404
        assert client.get(f"/puljen/ansoegninger/{application.id + 1000}/{path}").status_code == 404

    def test_unknown_step(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        assert sign_in(person).get(step_url(application, "andet")).status_code == 404

    def test_sent_words_stand(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client, url = sign_in(person), step_url(application, "hvad")
        fields = form_fields(text_of(client.get(url)), url)
        application.number = 900
        other = sent(session, place.pool, person)
        url = step_url(other, "hvad")
        session.commit()
        assert client.get(url).location == f"/puljen/ansoegninger/{other.id}"
        answer = client.post(url, data={**fields, "title": "Skrevet for sent", "next": "1"})
        assert answer.status_code == 409
        assert "Skrevet for sent" in text_of(answer)
        assert again(session, other.id).title != "Skrevet for sent"

    def test_session_that_ended_keeps_the_words(self, session: Session, client: Any, place: Town) -> None:
        application = draft(session, place.pool)
        session.commit()
        answer = client.post(step_url(application, "hvad"), data={"title": "Mine ord", "next": "1"})
        assert answer.status_code == 401
        assert "Mine ord" in text_of(answer)

    def test_wrong_token_keeps_the_words(self, session: Session, sign_in: Any, place: Town) -> None:
        person = PersonFactory()
        application = draft(session, place.pool, person)
        client, url = sign_in(person), step_url(application, "hvad")
        fields = form_fields(text_of(client.get(url)), url)
        answer = client.post(url, data={**fields, "csrf_token": "old", "title": "Mine nye ord", "next": "1"})
        assert answer.status_code == 400
        kept = form_fields(text_of(answer), url)
        assert kept["title"] == "Mine nye ord"
        assert client.post(url, data=kept).status_code == 303
        assert again(session, application.id).title == "Mine nye ord"
