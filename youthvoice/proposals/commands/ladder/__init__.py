"""The ladder: from one body of young people to the next, and to the municipality."""

from youthvoice.proposals.commands.ladder.asking import ask_municipality
from youthvoice.proposals.commands.ladder.bringing import bring
from youthvoice.proposals.commands.ladder.carrying import Carrying, carry_on
from youthvoice.proposals.commands.ladder.sending import send_to_council

__all__ = ["Carrying", "ask_municipality", "bring", "carry_on", "send_to_council"]
