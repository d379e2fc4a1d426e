"""Holding an application: whoever changes it takes its row first, and then looks at what stands there."""

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from youthvoice.grants.models import Application
from youthvoice.responses.commands import hold_case

COLUMNS = tuple(one.key for one in inspect(Application).column_attrs)


def hold_application(session: Session, application: Application) -> None:
    """Hold its case and then its row until the end of the transaction, and read its columns anew; what was loaded beside it stays."""
    session.flush()
    hold_case(session, application.case_id)
    session.execute(select(Application.id).where(Application.id == application.id).with_for_update())
    session.refresh(application, COLUMNS)
