"""``python -m youthvoice.voting.recount FILE``: the recount, where Flask's own command is not at hand."""

from youthvoice.voting.cli import recount_command

if __name__ == "__main__":
    recount_command()
