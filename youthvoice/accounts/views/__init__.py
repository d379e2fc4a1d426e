"""Pages of accounts: signing in and out, here and elsewhere, and one's own profile."""

from youthvoice.accounts.views import elsewhere, own_email, passkeys, profile, sign_in, unsent
from youthvoice.accounts.views.blueprint import blueprint

SIGN_IN_VIEWS = (
    sign_in.send_code,
    sign_in.enter_code,
    sign_in.welcome,
    sign_in.choose_persona,
    sign_in.sign_out,
    elsewhere.go_elsewhere,
    elsewhere.come_in,
    passkeys.passkey_options,
    passkeys.use_passkey,
)
"""Views without a token: they are sent by visitors who have no session yet, and check where they come from instead."""

__all__ = ["SIGN_IN_VIEWS", "blueprint", "own_email", "profile", "unsent"]
