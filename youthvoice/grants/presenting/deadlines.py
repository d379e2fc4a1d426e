"""What ends in pools, in the words of a calendar. No names, and nothing that not everybody may read of a grant of others."""

from collections.abc import Collection, Iterator

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core.templating import cached_url_for
from youthvoice.councils.beside import Deadline
from youthvoice.grants.queries.deadlines import Ending, endings


def pool_deadlines(session: Session, body_ids: Collection[int], person_id: int | None) -> list[Deadline]:
    """For ``councils/beside.py``: one query."""
    return [line for one in endings(session, body_ids, person_id) for line in _lines(one)]


def _lines(one: Ending) -> Iterator[Deadline]:
    if one.what == "round" and one.at is not None:
        path = cached_url_for("grants.pool", pool_id=one.pool_id)
        summary = gettext("Sidste frist for at søge: %(round)s", round=one.name)
        yield Deadline(f"round-{one.row_id}", one.at, summary, one.pool, path, one.changed_at, one.sequence)
        summary = gettext("Rådet bestemmer: %(round)s", round=one.name)
        yield Deadline(f"decision-{one.row_id}", one.day, summary, one.pool, path, one.changed_at, one.sequence)
    elif one.what == "accounts":
        path = cached_url_for("grants.application", application_id=one.application_id)
        summary = gettext("Regnskab skal være sendt: %(title)s", title=one.name)
        yield Deadline(f"accounts-{one.row_id}", one.day, summary, one.pool, path, one.changed_at, one.sequence)
    elif one.what == "payment":
        path = cached_url_for("grants.pool_payments", pool_id=one.pool_id)
        summary = gettext("Skal betales: %(title)s", title=one.name)
        yield Deadline(f"payment-{one.row_id}", one.day, summary, one.pool, path, one.changed_at, one.sequence)
