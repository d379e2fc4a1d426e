"""Forms about something that somebody else may change meanwhile."""

from youthvoice.core.forms import CleanHiddenField, HouseForm
from youthvoice.core.keyset import whole_number


class SeenForm(HouseForm):
    """``seen`` is the version (or the number of the last entry) that was on the page."""

    seen = CleanHiddenField()

    @property
    def seen_version(self) -> int:
        """What was seen; -1 where it tells none."""
        version = whole_number(self.seen.data)
        return -1 if version is None else version
