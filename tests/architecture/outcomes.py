"""What an answer says of whether one got in, and whether the table says the same."""

from collections.abc import Sequence
from typing import Any

from tests.architecture.access import ACCESS


def outcome(answer: Any) -> str:
    """«in», «sign in» or «refused»."""
    location = answer.headers.get("Location", "")
    if answer.status_code == 401 or (answer.status_code == 302 and "/log-ind?next=" in location):
        return "sign in"
    if answer.status_code in (403, 404):
        return "refused"
    return "in" if answer.status_code < 400 or answer.status_code in (409, 422) else f"status {answer.status_code}"


def wrong(role: str, method: str, got: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What the table says otherwise, of each (endpoint, outcome)."""
    out = "sign in" if role == "anonymous" else "refused"
    wanted = {endpoint: "in" if role in ACCESS[f"{method} {endpoint}"] else out for endpoint, _ in got}
    return {f"{method} {name}": f"{is_}, not {wanted[name]}" for name, is_ in got if is_ != wanted[name]}
