"""What decisions listen to, and where cases and items of applications are decided."""

from flask import url_for
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.core.events import subscribe
from youthvoice.councils import deciders as council_deciders
from youthvoice.grants.commands import complaints, minutes
from youthvoice.grants.events import GrantGivenUp, MotionPut
from youthvoice.grants.models import Application
from youthvoice.grants.rules.awarding import KIND
from youthvoice.responses import deciders
from youthvoice.responses.commands.promises import place_promise
from youthvoice.responses.events import CaseExtended, CaseReopened, FeedbackGiven, ReceiptConfirmed

CaseEvent = CaseExtended | CaseReopened | FeedbackGiven | ReceiptConfirmed


def init() -> None:
    """Subscribe and register."""
    subscribe(MotionPut, minutes.place_motion)
    subscribe(GrantGivenUp, given_up)
    subscribe(CaseExtended, case_moved)
    subscribe(CaseReopened, case_moved)
    subscribe(FeedbackGiven, case_moved)
    subscribe(ReceiptConfirmed, case_moved)
    complaints.register()
    council_deciders.register(KIND, address)
    deciders.register(
        KIND,
        deciders.Decider(
            title=lazy_gettext("Rådet afgør ansøgningen"),
            words=lazy_gettext(
                "I svarer ikke her. Rådet stemmer, og svaret bliver skrevet hos puljen. "
                "I kan stadig kvittere for sagen og flytte fristen."
            ),
            action=lazy_gettext("Se ansøgningen"),
            address=address_of_application,
        ),
    )


def address(application_id: int) -> str:
    """Where the council decides."""
    return url_for("grants.decide", application_id=application_id)


def address_of_application(application_id: int) -> str:
    """Where it is read; whoever may, goes on from there to decide or to word the answer anew."""
    return url_for("grants.application", application_id=application_id)


def case_moved(session: Session, event: CaseEvent) -> None:
    """What the application's page shows of its case is new: its version rises. Whoever moves a case holds it first."""
    if event.subject_kind == KIND:
        flag_modified(session.get_one(Application, event.subject_id), "status")
        session.flush()


def given_up(session: Session, event: GrantGivenUp) -> None:
    """The group does without: nobody is asked whether the money came."""
    case_id = session.get_one(Application, event.application_id).case_id
    if case_id is not None:
        place_promise(session, case_id, is_public=False)
