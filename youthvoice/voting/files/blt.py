"""Ranked ballots as BLT, which every program for single transferable vote reads. Source: the format of OpenSTV."""

from youthvoice.voting.files.shape import PublicContest


def write_blt(contest: PublicContest) -> str:
    """The ballots of a contest whose ballots are listed. Raises ValueError for another.

    How many candidates and seats; a line for each ballot that differs (how many, the preferences, 0); 0; names; title.
    A blank one has no preferences. Candidates are numbered from 1 in the order of the paper, whatever stood there.
    """
    ballots = contest.all_ballots
    if ballots is None:
        raise ValueError("only totals are published")
    places = {option: place for place, option in enumerate(contest.rules.options, start=1)}
    lines = [f"{len(places)} {contest.rules.seats}"]
    for ballot, times in sorted(ballots.items()):
        lines.append(" ".join(map(str, (times, *(places[option] for option in ballot), 0))))
    names = [_quoted(contest.titles[option]) for option in contest.rules.options]
    return "\n".join([*lines, "0", *names, _quoted(contest.title)]) + "\n"


def _quoted(text: str) -> str:
    return '"' + " ".join(text.replace('"', "'").split()) + '"'
