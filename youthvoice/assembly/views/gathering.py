"""«Båret hertil»: what councils carried up the ladder, for those who lead."""

from typing import Any

from flask import flash, render_template
from flask_babel import gettext
from flask_login import current_user

from youthvoice.assembly.commands.gathering import take_up
from youthvoice.assembly.queries.carried import carried_here
from youthvoice.assembly.views.base import blueprint, year_for
from youthvoice.assembly.views.motion_base import to_motion
from youthvoice.core.web import db_session
from youthvoice.proposals.labels import TOPIC_LABELS


@blueprint.get("/<int:year>/baaret")
def carried(year: int) -> Any:
    """What waits to become a motion."""
    found, _place = year_for(year, "motion.lead")
    rows = carried_here(db_session(), found)
    return render_template("assembly/carried.html", year=found, rows=rows, topics=TOPIC_LABELS)


@blueprint.post("/<int:year>/baaret/<int:proposal_id>")
def take_up_proposal(year: int, proposal_id: int) -> Any:
    """Make a motion of it, in one press."""
    found, _place = year_for(year, "motion.lead")
    made = take_up(db_session(), found.id, proposal_id, current_user.id)
    flash(gettext("Forslaget er med på Bytinget. Ordene er forfatterens egne."), "success")
    return to_motion(year, made.number)
