"""The municipality that the browser visits: the demo, and the few things it lacks for every page to have content."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from flask import Flask
from PIL import Image
from playwright._impl._api_structures import SetCookieParam
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.world_of_admin import admin_values
from tests.browser.world_of_answering import answering_values, furnish_answering
from tests.browser.world_of_answers import furnish_answers
from tests.browser.world_of_asking import asking_values, furnish_asking
from tests.browser.world_of_classroom import classroom_values, furnish_classrooms
from tests.browser.world_of_councils import council_values
from tests.browser.world_of_day import day_values, furnish_day
from tests.browser.world_of_elections import election_values, furnish_elections
from tests.browser.world_of_grants import furnish_grants, grant_values
from tests.browser.world_of_ladder import adopted, furnish_ladder
from tests.browser.world_of_meetings import furnish_meetings, meeting_values
from tests.browser.world_of_motions import furnish_motions, motion_values
from tests.browser.world_of_papers import furnish_papers, paper_values
from tests.browser.world_of_polls import furnish_polls, poll_values
from tests.browser.world_of_promises import furnish_promises, promise_values
from tests.browser.world_of_resolutions import furnish_resolutions, resolution_values
from tests.browser.world_of_results import furnish_results, result_values
from tests.browser.world_of_votes import furnish_votes, vote_values
from tests.browser.world_of_years import furnish_years, year_values
from tests.cookies import session_signer
from youthvoice.accounts.commands import create_person
from youthvoice.accounts.models import Passkey, Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now, today
from youthvoice.core.files import clean_file
from youthvoice.core.signing import sign
from youthvoice.discussions.commands import post_comment
from youthvoice.discussions.models import Comment
from youthvoice.insight.evaluating import make_evaluation
from youthvoice.insight.models import Evaluation, Scorecard
from youthvoice.insight.taking_part import Period
from youthvoice.moderation.commands import decide, report_content
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportReason, ReportState
from youthvoice.moderation.targets import get_readable_target
from youthvoice.proposals.commands.attachments import attach_file
from youthvoice.proposals.commands.coauthors import invitation_token, join, renew_invitation
from youthvoice.proposals.models import Proposal
from youthvoice.responses.models import Case

RAEV, OERN, STEN, METTE = "Blå Ræv", "Havørn", "Stille Sten", "Mette Dahl"
KARIM, LINE, SIGNE = "Karim Saleh", "Line Holm", "Signe Bak"
PETER = "Peter Lund"
GIRAF = "Grøn Giraf"
"""No persona; the municipality has asked for more about a proposal of theirs."""
SKY = "Lille Sky"
"""No persona and no address: came by a code on paper, and has saved a passkey."""
REFUSED, WAITING, ASKED, DRAFT, WELCOME, TOILETS, HALLS = (
    "En skatebane midt i byen",
    "Klare regler for AI i opgaver",
    "Grønnere mad i kantinen",
    "Ro til at læse op",
    "Velkomst til nye i byen",
    "Rene toiletter, der kan låses",
    "Åbne haller for alle",
)
IN_POOL = {"lead": RAEV, "other": STEN, "official": LINE, "treasurer": KARIM, "admin": SIGNE}
"""Who does what in the pool of the browser's world."""
NEW_COMMENT, KEPT_COMMENT = "Vi skal bare vide, hvad vi må.", "Lærerne skal have de samme regler som os."


@dataclass(frozen=True)
class Site:
    """A running YouthVoice: its address, and the application behind it."""

    url: str
    app: Flask

    def cookie_of(self, name: str) -> SetCookieParam:
        """The session cookie of somebody of the demo, as after a sign-in; for tests that are about something else."""
        with self.reading() as session:
            person = person_called(session, name)
        value = session_signer(self.app).dumps({"_user_id": person.get_id(), "_fresh": True, "_permanent": True})
        return {"name": "session", "value": value, "url": self.url, "httpOnly": True, "sameSite": "Lax"}

    def reading(self) -> Session:
        """A session that reads; the caller closes it."""
        found: Session = self.app.extensions["youthvoice"].database.session(read_only=True)
        return found

    def values(self) -> dict[str, Any]:
        """What the variable parts of addresses can be: ids and tokens of things in ``furnish``'s world."""
        with self.reading() as session, self.app.test_request_context("/"):
            waiting, comment = proposal_called(session, WAITING), _comment(session, NEW_COMMENT)
            report = session.scalars(select(ContentReport).where(ContentReport.state == ReportState.open)).first()
            assert report is not None
            return {
                "refused": proposal_called(session, REFUSED).id,
                "refused_case": proposal_called(session, REFUSED).case_id,
                "waiting": waiting.id,
                "waiting_case": waiting.case_id,
                "thread": waiting.thread_id,
                "asked": proposal_called(session, ASKED).id,
                "adopted": adopted(session).id,
                "draft": proposal_called(session, DRAFT).id,
                "comment": comment.id,
                "parent": session.scalars(select(Comment.parent_id).where(Comment.parent_id.is_not(None))).first(),
                "report": report.id,
                "welcome_case": case_called(session, WELCOME).id,
                "toilets_case": case_called(session, TOILETS).id,
                "halls": proposal_called(session, HALLS).id,
                "halls_case": case_called(session, HALLS).id,
                "receipt": sign("report-receipt", report.id),
                "no_more": sign("unsubscribe", [report.id, "own"]),
                "invitation": invitation_token(waiting),
                "passkey": session.scalars(select(Passkey.id)).first(),
                "counted_unit": session.scalars(
                    select(Scorecard.unit_id).where(Scorecard.unit_id.is_not(None))
                ).first(),
                "evaluation": session.scalars(select(Evaluation.id)).first(),
                **admin_values(session),
                **classroom_values(session),
                **paper_values(session),
                **meeting_values(session),
                **council_values(session),
                **election_values(session),
                **promise_values(session),
                **result_values(session),
                **vote_values(session),
                **poll_values(session),
                **grant_values(session),
                **year_values(session),
                **asking_values(session),
                **answering_values(session, person_called(session, METTE)),
                **day_values(session),
                **resolution_values(session),
                **motion_values(session),
            }


def furnish(app: Flask) -> None:
    """Add to the demo: a picture, a comment that can still be changed, an invitation, a report that was decided."""
    with app.test_request_context("/"), app.extensions["youthvoice"].database.transaction() as session:
        author, guest = person_called(session, OERN), person_called(session, STEN)
        waiting, draft = proposal_called(session, WAITING), proposal_called(session, DRAFT)
        picture = clean_file(photo(), len(photo()))
        attach_file(session, author, waiting, picture, "En grøn plæne med en orange bold")
        attach_file(session, person_called(session, RAEV), draft, picture, "En hylde med bøger")
        session.add(
            _passkey(create_person(session, display_name=SKY, role=Role.young_person, birth_year=today().year - 13))
        )
        renew_invitation(session, author, waiting)
        join(session, guest, waiting)
        post_comment(session, author, waiting.thread_id or 0, NEW_COMMENT, "a" * 32)
        kept = post_comment(session, guest, waiting.thread_id or 0, KEPT_COMMENT, "b" * 32)
        target = get_readable_target(session, "comment", kept.id)
        report = report_content(session, target, ReportReason.other, "Er det rigtigt?", None, "c" * 32)
        moderator = person_called(session, SIGNE)
        decide(session, moderator, report.id, ReportState.kept, "Det er en mening.", seen=ReportState.open)
        year = Period(date(today().year - 1, 1, 1), date(today().year - 1, 12, 31))
        make_evaluation(session, year, "e" * 32, actor_id=moderator.id)
        furnish_classrooms(session, person_called(session, METTE))
        furnish_papers(session, *(person_called(session, name) for name in (METTE, SKY, OERN)))
        furnish_meetings(session, person_called(session, OERN))
        furnish_ladder(session, person_called(session, GIRAF), person_called(session, RAEV))
        furnish_answers(session, session.get_one(Case, waiting.case_id), person_called(session, SIGNE))
        furnish_promises(session, picture)
        furnish_elections(session, picture)
        furnish_results(session, person_called(session, SIGNE))
        furnish_votes(session, person_called(session, SIGNE))
        furnish_polls(session, person_called(session, SIGNE))
        furnish_day(session, person_called(session, RAEV))
        furnish_resolutions(session)
        furnish_motions(session, person_called(session, RAEV))
        furnish_grants(session, {place: person_called(session, name) for place, name in IN_POOL.items()})
        furnish_years(session, *(person_called(session, name) for name in (SIGNE, RAEV, OERN)))
        furnish_asking(session, person_called(session, KARIM))
        furnish_answering(session, *(person_called(session, name) for name in (KARIM, METTE, RAEV, OERN)))


def person_called(session: Session, name: str) -> Person:
    """Somebody of the demo."""
    return session.scalars(select(Person).where(Person.display_name == name)).one()


def proposal_called(session: Session, title: str) -> Proposal:
    """A proposal of the demo."""
    return session.scalars(select(Proposal).where(Proposal.title == title)).one()


def case_called(session: Session, title: str) -> Case:
    """The case of a proposal."""
    return session.scalars(select(Case).where(Case.title == title)).one()


def photo() -> bytes:
    """A JPEG as a telephone makes it, with the place in its metadata."""
    picture = Image.linear_gradient("L").resize((640, 360)).convert("RGB")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    stream = BytesIO()
    picture.save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def _passkey(person: Person) -> Passkey:
    key = Passkey(person_id=person.id, name="Min telefon", credential_id="x", public_key=b"", sign_count=0)
    key.created_at = now()
    return key


def _comment(session: Session, body: str) -> Comment:
    return session.scalars(select(Comment).where(Comment.body == body)).one()
