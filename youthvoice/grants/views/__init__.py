"""Pages of pools and grants, one module a concern."""

from youthvoice.grants.views import (
    application_page,
    front,
    pool_page,
)
from youthvoice.grants.views.base import blueprint

__all__ = [
    "application_page",
    "blueprint",
    "front",
    "pool_page",
]
