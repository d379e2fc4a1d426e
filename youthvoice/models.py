"""Every table of the product, for Alembic."""

from youthvoice.accounts import models as accounts
from youthvoice.assembly import models as assembly
from youthvoice.consultations import models as consultations
from youthvoice.core import audit, mail, pulse, ticks
from youthvoice.core.db import Base
from youthvoice.councils import models as councils
from youthvoice.discussions import models as discussions
from youthvoice.elections import models as elections
from youthvoice.grants import models as grants
from youthvoice.insight import models as insight
from youthvoice.moderation import models as moderation
from youthvoice.notifications import models as notifications
from youthvoice.proposals import models as proposals
from youthvoice.responses import models as responses
from youthvoice.voting import models as voting

__all__ = [
    "Base",
    "accounts",
    "assembly",
    "audit",
    "consultations",
    "councils",
    "discussions",
    "elections",
    "grants",
    "insight",
    "mail",
    "moderation",
    "notifications",
    "proposals",
    "pulse",
    "responses",
    "ticks",
    "voting",
]
