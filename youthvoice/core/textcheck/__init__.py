"""What a text written by a person may hide: pure checks, linear in the text's length.

None of the functions raises on any str, and none knows who wrote the text.
"""

from youthvoice.core.textcheck.crisis import crisis_words
from youthvoice.core.textcheck.filler import (
    count_real_words,
    fingerprint,
    has_real_words,
    is_filler,
    real_length,
)
from youthvoice.core.textcheck.plain import strip_control
from youthvoice.core.textcheck.private import (
    Found,
    find_addresses,
    find_cpr,
    find_emails,
    find_phone_numbers,
)

__all__ = [
    "Found",
    "count_real_words",
    "crisis_words",
    "find_addresses",
    "find_cpr",
    "find_emails",
    "find_phone_numbers",
    "fingerprint",
    "has_real_words",
    "is_filler",
    "real_length",
    "strip_control",
]
