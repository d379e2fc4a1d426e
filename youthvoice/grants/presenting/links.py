"""Addresses of the pages of this room."""

from typing import Any

from flask import current_app

from youthvoice.core.templating import cached_url_for


def link(page: str, **values: Any) -> str | None:
    """The address of a page of grants, by the short name of its endpoint; None where there is no such page."""
    endpoint = f"grants.{page}"
    return cached_url_for(endpoint, **values) if endpoint in current_app.view_functions else None
