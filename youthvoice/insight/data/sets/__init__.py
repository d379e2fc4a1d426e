"""All data sets, in the order in which they are shown. One that is left out here is nowhere."""

from youthvoice.insight.data.sets.assembly import MOTIONS, RESOLUTIONS, YEARS
from youthvoice.insight.data.sets.bodies import BODIES
from youthvoice.insight.data.sets.cases import CASES
from youthvoice.insight.data.sets.grants import GRANTS
from youthvoice.insight.data.sets.hearing_results import HEARING_RESULTS
from youthvoice.insight.data.sets.hearings import HEARINGS
from youthvoice.insight.data.sets.meetings import MEETINGS
from youthvoice.insight.data.sets.pools import POOLS
from youthvoice.insight.data.sets.promises import PROMISES
from youthvoice.insight.data.sets.proposals import PROPOSALS
from youthvoice.insight.data.sets.scorecards import SCORECARDS
from youthvoice.insight.data.sets.votes import VOTES
from youthvoice.insight.data.shape import DataSet

SETS: tuple[DataSet, ...] = (
    PROPOSALS, CASES, PROMISES, SCORECARDS, HEARINGS, HEARING_RESULTS, YEARS, MOTIONS, RESOLUTIONS, BODIES, MEETINGS,
    VOTES, POOLS, GRANTS,
)  # fmt: skip
BY_NAME: dict[str, DataSet] = {one.name: one for one in SETS}
