"""A worker carries only what it uses: heavy libraries are imported where they are needed, not at the start."""

import subprocess
import sys

LATE = ("authlib", "requests", "joserfc", "webauthn", "cryptography", "pywebpush", "aiohttp")


def test_nothing_heavy_is_imported_at_the_start() -> None:
    code = f"import sys, youthvoice.app; print([name for name in {LATE!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
