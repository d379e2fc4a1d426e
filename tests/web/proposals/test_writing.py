"""Three short steps: saved as one types, half done, by keyboard alone, in two languages; nothing typed is lost."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory, TeacherFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.web.forms import form_fields, submit
from tests.web.proposals.writing import TITLE, WHAT, again, picture, send_file, text_of
from youthvoice.core.audit import AuditEntry
from youthvoice.proposals.models import Proposal, ProposalAttachment, ProposalCoauthor
from youthvoice.proposals.rules import ProposalStatus, Topic

KEY = "0123456789abcdef0123456789abcdef"


def drafts_of(session: Session, person: Any) -> list[Proposal]:
    session.expire_all()
    return list(session.scalars(select(Proposal).where(Proposal.author_id == person.id).order_by(Proposal.id)))


def rows(session: Session) -> tuple[int, ...]:
    return tuple(
        session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Proposal, ProposalAttachment, AuditEntry)
    )


class TestSteps:
    def test_reading_writes_nothing(self, session: Session, sign_in: Any) -> None:
        client = sign_in(PersonFactory())
        before = rows(session)
        assert client.get("/forslag/skriv").status_code == 200
        assert rows(session) == before

    def test_whole_way(self, session: Session, sign_in: Any) -> None:
        school = SchoolFactory()
        person = PersonFactory(school=school)
        client = sign_in(person)
        answer = submit(client, "/forslag/skriv", {"title": TITLE, "what": WHAT, "next": "1"})
        draft = drafts_of(session, person)[0]
        assert answer.status_code == 303
        assert answer.location == f"/forslag/{draft.id}/skriv/hvorfor"
        answer = submit(client, answer.location, {"why": "Fordi vi er mange.", "next": "1"})
        assert answer.location == f"/forslag/{draft.id}/skriv/hvem"
        data = {"who": "Kommunen", "topic": "leisure", "place": str(school.id), "next": "1"}
        answer = submit(client, answer.location, data)
        assert answer.location == f"/forslag/{draft.id}/send"
        draft = again(session, draft.id)
        assert (draft.title, draft.what, draft.why, draft.who) == (TITLE, WHAT, "Fordi vi er mange.", "Kommunen")
        assert (draft.topic, draft.school_id, draft.status) == (Topic.leisure, school.id, ProposalStatus.draft)
        assert draft.listed_at is None

    def test_sent_twice_is_one_draft(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        client = sign_in(person)
        fields = form_fields(text_of(client.get("/forslag/skriv")), "/forslag/skriv")
        data = {**fields, "title": TITLE, "what": WHAT, "next": "1"}
        first, second = (client.post("/forslag/skriv", data=data) for _ in range(2))
        assert first.location == second.location
        assert len(drafts_of(session, person)) == 1

    def test_same_key_of_two_people_is_two_drafts(self, session: Session, sign_in: Any, client: Any) -> None:
        people = [PersonFactory(), PersonFactory()]
        for person in people:
            sign_in(person)
            submit(client, "/forslag/skriv", {"title": TITLE, "what": WHAT, "form_key": KEY, "next": "1"})
        assert [len(drafts_of(session, person)) for person in people] == [1, 1]

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"title": ""}, "Giv dit forslag en titel."),
            ({"title": "Nej"}, "Skriv mindst 5 tegn. Du har skrevet 3."),
            ({"title": "x" * 81}, "Skriv højst 80 tegn. Du har skrevet 81."),
            ({"what": "kort"}, "Skriv mindst 20 tegn."),
            ({"what": "Mit nummer er 010199-1234, og jeg vil have en bane."}, "CPR-nummer: 010199-1234."),
        ],
    )
    def test_wrong_words_keep_everything_typed(
        self, session: Session, sign_in: Any, change: dict[str, str], words: str
    ) -> None:
        person = PersonFactory()
        data = {"title": TITLE, "what": WHAT, "next": "1", **change}
        answer = submit(sign_in(person), "/forslag/skriv", data)
        assert answer.status_code == 422
        assert words in text_of(answer)
        fields = form_fields(text_of(answer), "/forslag/skriv")
        assert (fields["title"], fields["what"]) == (data["title"], data["what"])
        assert not drafts_of(session, person)

    def test_topic_must_be_chosen(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person, topic=None)
        url = f"/forslag/{draft.id}/skriv/hvem"
        client = sign_in(person)
        for chosen in ({}, {"topic": "money"}, {"topic": "topic.leisure"}, {"topic": "1"}):
            answer = submit(client, url, {"next": "1", **chosen})
            assert answer.status_code == 422
            assert "Vælg, hvad forslaget handler om." in text_of(answer)

    def test_only_offered_schools(self, session: Session, sign_in: Any) -> None:
        other = SchoolFactory()
        person = PersonFactory(school=SchoolFactory())
        draft = DraftFactory(author=person)
        for place in (str(other.id), "-1", "abc", "9" * 30):
            answer = submit(sign_in(person), f"/forslag/{draft.id}/skriv/hvem", {"place": place, "next": "1"})
            assert answer.status_code == 422
        assert again(session, draft.id).school_id is None

    def test_back_and_close_keep_half_done_text(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person, why="")
        client = sign_in(person)
        answer = submit(client, f"/forslag/{draft.id}/skriv/hvorfor", {"why": "Ford", "back": "1"})
        assert answer.location == f"/forslag/{draft.id}/skriv/hvad"
        assert again(session, draft.id).why == "Ford"
        answer = submit(client, f"/forslag/{draft.id}/skriv/hvad", {"title": "Et", "what": "", "save": "1"})
        assert answer.location == "/min-side"
        assert (again(session, draft.id).title, again(session, draft.id).what) == ("Et", "")

    def test_too_long_is_never_cut_silently(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        long = "ord " * 500
        answer = submit(client, f"/forslag/{draft.id}/skriv/hvad", {"what": long, "save": "1"})
        assert answer.status_code == 303
        assert again(session, draft.id).what == long.strip()
        answer = submit(client, f"/forslag/{draft.id}/skriv/hvad", {"title": "x" * 90, "save": "1"})
        assert answer.status_code == 422
        assert "x" * 90 in text_of(answer)

    def test_saving_nothing_makes_no_draft(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        answer = submit(sign_in(person), "/forslag/skriv", {"title": " ", "what": "", "save": "1"})
        assert answer.location == "/min-side"
        assert not drafts_of(session, person)

    def test_language_switch_keeps_the_text(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        client = sign_in(person)
        answer = submit(client, "/forslag/skriv", {"title": "Fler", "what": "", "switch_language": "1"})
        draft = drafts_of(session, person)[0]
        assert answer.location == f"/en/forslag/{draft.id}/skriv/hvad"
        page = client.get(answer.location)
        assert form_fields(text_of(page), answer.location)["title"] == "Fler"
        answer = submit(client, answer.location, {"switch_language": "1"})
        assert answer.location == f"/forslag/{draft.id}/skriv/hvad"

    def test_unfinished_drafts_are_offered(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        page = text_of(sign_in(person).get("/forslag/skriv"))
        assert f'href="/forslag/{draft.id}/skriv/hvad"' in page

    def test_crisis_shows_help_and_blocks_nothing(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person, what="Jeg vil ikke leve mere. Skolen skal have en voksen at tale med.")
        page = text_of(sign_in(person).get(f"/forslag/{draft.id}/skriv/hvorfor"))
        assert page.count("116 111") > 1

    @pytest.mark.parametrize("step", ["hvad", "hvorfor", "hvem"])
    def test_queries(self, session: Session, sign_in: Any, count_queries: Any, step: str) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        with count_queries() as seen:
            assert client.get(f"/forslag/{draft.id}/skriv/{step}").status_code == 200
        assert len(seen) <= 8, seen


class TestWhoMayWrite:
    def test_nobody(self, session: Session, client: Any) -> None:
        assert client.get("/forslag/skriv").location == "/log-ind?next=/forslag/skriv"

    @pytest.mark.parametrize("factory", [OfficialFactory, TeacherFactory])
    def test_adults(self, session: Session, sign_in: Any, factory: Any) -> None:
        assert sign_in(factory()).get("/forslag/skriv").status_code == 403

    @pytest.mark.parametrize("path", ["skriv/hvad", "skriv/hvorfor", "skriv/hvem", "send", "inviter", "traek-tilbage"])
    def test_others_drafts_do_not_exist(self, session: Session, sign_in: Any, path: str) -> None:
        draft = DraftFactory()
        client = sign_in(PersonFactory())
        assert client.get(f"/forslag/{draft.id}/{path}").status_code == 404
        assert client.get(f"/forslag/{draft.id + 1000}/{path}").status_code == 404

    def test_unknown_step(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        assert sign_in(person).get(f"/forslag/{draft.id}/skriv/hvornaar").status_code == 404

    def test_coauthor_writes_in_the_same_draft(self, session: Session, sign_in: Any) -> None:
        friend = PersonFactory()
        draft = DraftFactory()
        session.add(ProposalCoauthor(proposal_id=draft.id, person_id=friend.id, created_at=draft.created_at))
        client = sign_in(friend)
        submit(client, f"/forslag/{draft.id}/skriv/hvad", {"title": TITLE, "next": "1"})
        assert again(session, draft.id).title == TITLE
        page = text_of(client.get(f"/forslag/{draft.id}/skriv/hvad"))
        token = form_fields(page)["csrf_token"]
        data = {"form_key": draft.form_key, "title": "En ny titel", "csrf_token": token}
        assert client.post("/forslag/kladde", data=data).status_code == 204
        assert again(session, draft.id).title == "En ny titel"
        assert not drafts_of(session, friend)

    def test_old_window_of_a_sent_proposal(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        url = f"/forslag/{draft.id}/skriv/hvad"
        fields = form_fields(text_of(client.get(url)), url)
        sent = ProposalFactory(author=person)
        assert client.get(f"/forslag/{sent.id}/skriv/hvad").location == f"/forslag/{sent.id}/ret"
        answer = client.post(
            f"/forslag/{sent.id}/skriv/hvad", data={**fields, "title": "Skrevet for sent", "next": "1"}
        )
        assert answer.status_code == 409
        assert form_fields(text_of(answer), f"/forslag/{sent.id}/ret")["title"] == "Skrevet for sent"
        assert again(session, sent.id).title == sent.title


class TestAutosave:
    def save(self, client: Any, **data: str) -> Any:
        token = form_fields(text_of(client.get("/forslag/skriv")), "/forslag/skriv")["csrf_token"]
        return client.post("/forslag/kladde", data={"form_key": KEY, **data}, headers={"X-CSRFToken": token})

    def test_makes_and_keeps_one_draft(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        client = sign_in(person)
        assert self.save(client, title="F").status_code == 204
        assert self.save(client, title="Fl", what="D").status_code == 204
        assert self.save(client, topic="school").status_code == 204
        (draft,) = drafts_of(session, person)
        assert (draft.title, draft.what, draft.topic) == ("Fl", "D", Topic.school)

    def test_nothing_typed_makes_nothing(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        assert self.save(sign_in(person), title="", what="  ").status_code == 204
        assert not drafts_of(session, person)

    def test_half_written_and_wrong_values(self, session: Session, sign_in: Any) -> None:
        school = SchoolFactory()
        person = PersonFactory()
        client = sign_in(person)
        wrong = {"title": "x" * 500, "what": "y" * 20_000, "topic": "nonsense", "place": "9" * 17}
        assert self.save(client, **wrong).status_code == 204
        (draft,) = drafts_of(session, person)
        assert draft.title == "x" * 80
        assert 1500 < len(draft.what) <= 6000
        assert (draft.topic, draft.school_id) == (None, None)
        assert self.save(client, place=str(school.id)).status_code == 204
        assert again(session, draft.id).school_id == school.id
        assert self.save(client, place="").status_code == 204
        assert again(session, draft.id).school_id is None

    def test_a_sent_proposal_is_left_alone(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        sent = ProposalFactory(author=person, form_key=KEY)
        assert self.save(sign_in(person), title="Noget helt andet").status_code == 204
        assert again(session, sent.id).title == sent.title != "Noget helt andet"

    def test_wrong_key(self, session: Session, sign_in: Any) -> None:
        client = sign_in(PersonFactory())
        for key in ("", "x", "Ø" * 32, KEY.upper()):
            assert self.save(client, form_key=key, title="Hej").status_code == 422

    def test_needs_a_young_person_and_a_token(self, session: Session, sign_in: Any, client: Any) -> None:
        assert client.post("/forslag/kladde", data={"form_key": KEY, "title": "Hej"}).status_code in (400, 401)
        assert sign_in(PersonFactory()).post("/forslag/kladde", data={"form_key": KEY}).status_code == 400


class TestFileInStepTwo:
    def send(self, client: Any, draft: Proposal, **data: Any) -> Any:
        return submit(
            client, f"/forslag/{draft.id}/skriv/hvorfor", {"next": "1", **data}, content_type="multipart/form-data"
        )

    def test_picture_with_words(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        answer = self.send(client, draft, file=picture(), alt_text="En grøn plads", why="Se selv.")
        assert answer.location == f"/forslag/{draft.id}/skriv/hvem"
        found = session.scalars(select(ProposalAttachment).where(ProposalAttachment.proposal_id == draft.id)).one()
        assert (found.kind, found.file_name, found.alt_text) == ("image", "billede.webp", "En grøn plads")
        assert again(session, draft.id).attachment_kind == "image"
        page = text_of(client.get(f"/forslag/{draft.id}/skriv/hvorfor"))
        assert 'alt="En grøn plads"' in page
        answer = submit(client, f"/forslag/{draft.id}/skriv/hvorfor", {"why": "Stadig.", "remove_file": "1"})
        assert answer.location == f"/forslag/{draft.id}/skriv/hvorfor"
        assert (again(session, draft.id).attachment_kind, again(session, draft.id).why) == (None, "Stadig.")

    def test_picture_without_words_is_kept_and_asked_for(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        answer = self.send(client, draft, file=picture())
        assert answer.location == f"/forslag/{draft.id}/skriv/hvorfor?tjek=1"
        page = text_of(client.get(answer.location))
        assert "Skriv, hvad man ser på billedet." in page
        assert again(session, draft.id).attachment_kind == "image"
        assert client.get(f"/forslag/{draft.id}/send").location == answer.location

    def test_wrong_text_does_not_lose_the_file(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        answer = self.send(client, draft, file=picture(), alt_text="En plads", why="CPR 010199-1234")
        assert answer.status_code == 303
        assert "CPR-nummer: 010199-1234" in text_of(client.get(answer.location))
        assert again(session, draft.id).attachment_kind == "image"

    @pytest.mark.parametrize(("raw", "status"), [(b"hej", 415), (b"x" * (5 * 1024 * 1024 + 1), 413)])
    def test_wrong_file_keeps_the_text(self, session: Session, sign_in: Any, raw: bytes, status: int) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        url = f"/forslag/{draft.id}/skriv/hvorfor"
        fields = form_fields(text_of(client.get(url)), url)
        answer = send_file(client, url, {**fields, "why": "Jeg skrev meget her.", "next": "1"}, raw)
        assert answer.status_code == status
        assert form_fields(text_of(answer), url)["why"] == "Jeg skrev meget her."
        assert "field__error" in text_of(answer)
        assert again(session, draft.id).attachment_kind is None
