"""Who may put a question to the people of a body. The thing asked about is a Standing of councils."""

from youthvoice.core.authz import PermissionMap
from youthvoice.councils.permissions import belongs, helps_it, is_administrator, is_represented, runs_it, stands

PERMISSIONS: PermissionMap = {
    "poll.run": [[runs_it, stands], [helps_it, stands], [is_administrator, stands]],
    "poll.see": [[belongs], [is_represented], [helps_it]],
}
