"""The file of a proposal: who may fetch it, how it is sent, and how it is changed."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.web.forms import form_fields, submit
from tests.web.proposals.writing import again, picture, send_file, text_of
from youthvoice.core.clock import now
from youthvoice.core.files import CleanFile
from youthvoice.proposals.commands.attachments import attach_file
from youthvoice.proposals.commands.revise import withdraw_proposal
from youthvoice.proposals.commands.visibility import hide_proposal
from youthvoice.proposals.models import Proposal, ProposalAttachment, ProposalCoauthor, ProposalEvent
from youthvoice.proposals.rules import EventKind


def give(session: Session, proposal: Proposal, kind: str = "image") -> ProposalAttachment:
    """A file that is stored already."""
    clean = (
        CleanFile("pdf", "application/pdf", b"%PDF-1.7")
        if kind == "pdf"
        else CleanFile("image", "image/webp", b"big", b"small")
    )
    return attach_file(session, proposal.author, proposal, clean, "En plads")


class TestFetch:
    def test_picture_and_thumb(self, session: Session, client: Any) -> None:
        proposal = ProposalFactory()
        give(session, proposal)
        session.commit()
        for name, data in (("billede.webp", b"big"), ("lille.webp", b"small")):
            answer = client.get(f"/forslag/{proposal.id}/fil/{name}?v=1")
            assert answer.data == data
            assert answer.mimetype == "image/webp"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Content-Disposition"].startswith("inline")
            assert "max-age=86400" in answer.headers["Cache-Control"]
            assert "Set-Cookie" not in answer.headers

    def test_known_bytes_are_not_sent_again(self, session: Session, client: Any) -> None:
        proposal = ProposalFactory()
        give(session, proposal)
        session.commit()
        url = f"/forslag/{proposal.id}/fil/billede.webp"
        first = client.get(url)
        assert "must-revalidate" in first.headers["Cache-Control"]
        tag = first.headers["ETag"]
        answer = client.get(url, headers={"If-None-Match": tag})
        assert (answer.status_code, answer.data) == (304, b"")

    def test_pdf_is_fetched_not_opened(self, session: Session, client: Any) -> None:
        proposal = ProposalFactory()
        give(session, proposal, "pdf")
        session.commit()
        answer = client.get(f"/forslag/{proposal.id}/fil/bilag.pdf")
        assert answer.headers["Content-Disposition"] == "attachment; filename=bilag.pdf"
        assert answer.mimetype == "application/pdf"
        for name in ("billede.webp", "lille.webp"):
            assert client.get(f"/forslag/{proposal.id}/fil/{name}").status_code == 404

    @pytest.mark.parametrize("name", ["andet.webp", "bilag.pdf", "..%2f..%2fetc%2fpasswd", "%00", "x" * 3000])
    def test_other_names(self, session: Session, client: Any, name: str) -> None:
        proposal = ProposalFactory()
        give(session, proposal)
        session.commit()
        assert client.get(f"/forslag/{proposal.id}/fil/{name}").status_code == 404

    def test_without_a_file(self, session: Session, client: Any) -> None:
        proposal = ProposalFactory()
        session.commit()
        assert client.get(f"/forslag/{proposal.id}/fil/billede.webp").status_code == 404
        assert client.get(f"/forslag/{proposal.id + 1000}/fil/billede.webp").status_code == 404

    def test_a_drafts_file_is_its_authors_alone(self, session: Session, sign_in: Any, client: Any) -> None:
        draft, friend = DraftFactory(), PersonFactory()
        give(session, draft)
        session.add(ProposalCoauthor(proposal_id=draft.id, person_id=friend.id, created_at=now()))
        session.commit()
        url = f"/forslag/{draft.id}/fil/billede.webp"
        assert client.get(url).status_code == 404
        for person, status in ((PersonFactory(), 404), (friend, 200), (draft.author, 200)):
            sign_in(person)
            answer = client.get(url)
            assert answer.status_code == status
            assert "no-store" in answer.headers["Cache-Control"]

    @pytest.mark.parametrize("deed", ["hidden", "withdrawn"])
    def test_gone_with_the_proposal(self, session: Session, sign_in: Any, client: Any, deed: str) -> None:
        proposal = ProposalFactory()
        give(session, proposal)
        if deed == "hidden":
            hide_proposal(session, proposal, "Moderator")
        else:
            withdraw_proposal(session, proposal.author, proposal)
        session.commit()
        url = f"/forslag/{proposal.id}/fil/billede.webp"
        assert client.get(url).status_code == 404
        assert sign_in(proposal.author).get(url).status_code == 404


class TestChange:
    def post(self, client: Any, proposal: Proposal, **data: Any) -> Any:
        return submit(client, f"/forslag/{proposal.id}/fil", data, content_type="multipart/form-data")

    def test_new_picture_replaces_the_old(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        give(session, proposal, "pdf")
        version = proposal.version
        answer = self.post(sign_in(proposal.author), proposal, file=picture(), alt_text="En eng")
        assert answer.location == f"/forslag/{proposal.id}/ret"
        found = session.scalars(select(ProposalAttachment).where(ProposalAttachment.proposal_id == proposal.id)).one()
        assert (found.kind, found.alt_text, found.file_name) == ("image", "En eng", "billede.webp")
        assert Image.open(BytesIO(found.data)).format == "WEBP"
        assert found.size_bytes == len(found.data)
        assert again(session, proposal.id).version > version

    def test_a_new_picture_has_a_new_address(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        client = sign_in(proposal.author)
        addresses = set()
        for _ in range(2):
            self.post(client, proposal, file=picture(), alt_text="En eng")
            page = text_of(client.get(f"/forslag/{proposal.id}/fil"))
            addresses.add(page.split('class="proposal__image" src="')[1].split('"')[0])
        assert len(addresses) == 2

    def test_picture_needs_words(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        answer = self.post(sign_in(proposal.author), proposal, file=picture(), alt_text=" ")
        assert answer.status_code == 422
        assert "Skriv, hvad man ser på billedet." in text_of(answer)
        assert again(session, proposal.id).attachment_kind is None

    def test_nothing_chosen(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        answer = self.post(sign_in(proposal.author), proposal, alt_text="Hej")
        assert answer.status_code == 422
        assert "Vælg en fil." in text_of(answer)

    @pytest.mark.parametrize(("raw", "status"), [(b"<svg/>", 415), (b"\xff\xd8\xff" + b"0" * 5_300_000, 413)])
    def test_wrong_files(self, session: Session, sign_in: Any, raw: bytes, status: int) -> None:
        proposal = ProposalFactory()
        client = sign_in(proposal.author)
        url = f"/forslag/{proposal.id}/fil"
        fields = form_fields(text_of(client.get(url)), url)
        answer = send_file(client, url, {**fields, "alt_text": "En eng"}, raw)
        assert answer.status_code == status
        assert session.scalar(select(func.count()).select_from(ProposalAttachment)) == 0

    def test_a_picture_as_a_phone_takes_it_brings_the_form_back(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        client = sign_in(proposal.author)
        url = f"/forslag/{proposal.id}/fil"
        fields = form_fields(text_of(client.get(url)), url)
        answer = send_file(client, url, {**fields, "alt_text": "En eng med køer"}, b"\xff\xd8\xff" + b"0" * 12_000_000)
        assert answer.status_code == 413
        assert "En eng med køer" in text_of(answer)
        assert "file-error" in text_of(answer)

    def test_far_too_large_gets_a_friendly_page(self, session: Session, sign_in: Any) -> None:
        """And is read to its end: else the browser sees a broken connection, and never our page."""
        proposal = ProposalFactory()
        client = sign_in(proposal.author)
        sent = BytesIO(b"0" * 30_000_000)
        kind = "multipart/form-data; boundary=x"
        answer = client.post(
            f"/forslag/{proposal.id}/fil", input_stream=sent, content_length=30_000_000, content_type=kind
        )
        assert answer.status_code == 413
        assert "Filen er for stor" in text_of(answer)
        assert sent.tell() == 30_000_000

    def test_words_alone_and_removal(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory()
        give(session, proposal)
        client = sign_in(proposal.author)
        self.post(client, proposal, alt_text="En ny plads")
        found = session.scalars(select(ProposalAttachment).where(ProposalAttachment.proposal_id == proposal.id)).one()
        session.refresh(found)
        assert found.alt_text == "En ny plads"
        for _ in range(2):
            assert self.post(client, proposal, remove_file="1").status_code == 303
        assert again(session, proposal.id).attachment_kind is None
        assert session.scalar(select(func.count()).select_from(ProposalAttachment)) == 0

    def test_a_change_that_others_supported_shows(self, session: Session, sign_in: Any) -> None:
        proposal = ProposalFactory(endorsement_count=1)
        self.post(sign_in(proposal.author), proposal, file=picture(), alt_text="En eng")
        events = select(ProposalEvent.kind).where(ProposalEvent.proposal_id == proposal.id)
        assert list(session.scalars(events)) == [EventKind.edited]

    def test_strangers(self, session: Session, sign_in: Any, client: Any) -> None:
        proposal = ProposalFactory()
        session.commit()
        assert client.get(f"/forslag/{proposal.id}/fil").status_code == 302
        assert sign_in(PersonFactory()).get(f"/forslag/{proposal.id}/fil").status_code == 404
