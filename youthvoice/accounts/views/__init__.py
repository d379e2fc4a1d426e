"""Pages of accounts: signing in and out, and one's own profile."""

from youthvoice.accounts.views import profile, sign_in
from youthvoice.accounts.views.blueprint import blueprint

SIGN_IN_VIEWS = (sign_in.send_code, sign_in.enter_code, sign_in.welcome, sign_in.choose_persona, sign_in.sign_out)
"""Views without a token: they are sent by visitors who have no session yet, and check where they come from instead."""

__all__ = ["SIGN_IN_VIEWS", "blueprint", "profile"]
