"""A site that vouches for people, as one of the ways to sign in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString, lazy_gettext
from sqlalchemy.orm import Session

from youthvoice.accounts import flows
from youthvoice.accounts.oidc import published, tokens
from youthvoice.accounts.oidc.claims import of_directory, of_unilogin
from youthvoice.accounts.proofs import Identity, Started, Told
from youthvoice.settings import OidcSettings, Settings

UNILOGIN, DIRECTORY = "unilogin", "directory"
RETURN_PATH = "/log-ind/retur/"
"""Followed by the provider's key: each site has an address of its own to send people back to."""
LABELS = {UNILOGIN: lazy_gettext("Log ind med Unilogin"), DIRECTORY: lazy_gettext("Log ind som ansat i kommunen")}
SCOPES = {UNILOGIN: "openid", DIRECTORY: "openid profile email"}
READERS: dict[str, Callable[..., tuple[str, Told]]] = {UNILOGIN: of_unilogin, DIRECTORY: of_directory}


@dataclass(frozen=True)
class OidcProvider:
    """One site. ``trust_email`` believes its addresses without a mark of being verified."""

    key: str
    settings: OidcSettings
    base_url: str
    trust_email: bool = False

    @property
    def label(self) -> LazyString:
        """What stands on the button."""
        return LABELS[self.key]

    @property
    def redirect_uri(self) -> str:
        """Where the site sends people back to; it must know this address."""
        return f"{self.base_url}{RETURN_PATH}{self.key}"

    def begin(self, session: Session, claim: str, locale: str) -> Started:  # noqa: ARG002 - the interface's
        """The address to go to. Raises ProofFailedError (502) where the site does not say which."""
        _let_go(session)
        issuer = published.issuer(self.settings.issuer)
        begun = flows.begin(session, self.key, locale)
        client = tokens.client(self.settings, issuer, self.redirect_uri, SCOPES[self.key])
        address, _state = client.create_authorization_url(
            issuer.authorization_endpoint,
            state=begun.state,
            code_verifier=begun.verifier,
            nonce=begun.nonce,
            ui_locales=locale,
        )
        return Started(begun.state, elsewhere=address, browser=begun.browser)

    def complete(self, session: Session, challenge: str, answer: str) -> Identity:
        """Who the code ``answer`` is about. The flow of ``challenge`` must have been taken (flows.take)."""
        flow = flows.find(session, challenge)
        if flow is None or flow.used_at is None:
            raise tokens.refused("no flow was taken")
        nonce, verifier = flow.nonce, flow.verifier
        _let_go(session)
        issuer = published.issuer(self.settings.issuer)
        id_token = tokens.exchange(self.settings, issuer, self.redirect_uri, answer, verifier)
        claims = tokens.verified_claims(self.settings, issuer, id_token, nonce)
        return self._identity(claims)

    def _identity(self, claims: dict[str, Any]) -> Identity:
        subject, told = READERS[self.key](claims, trust_email=self.trust_email)
        if not subject:
            raise tokens.refused("no usable name for the person")
        return Identity(self.key, subject=subject, told=told)


def oidc_providers(settings: Settings) -> list[OidcProvider]:
    """The sites of this deployment, the schools' first."""
    found = []
    if settings.oidc_unilogin is not None:
        found.append(OidcProvider(UNILOGIN, settings.oidc_unilogin, settings.base_url))
    if settings.oidc_directory is not None:
        trust = settings.oidc_directory.trust_email
        found.append(OidcProvider(DIRECTORY, settings.oidc_directory, settings.base_url, trust_email=trust))
    return found


def _let_go(session: Session) -> None:
    """End the transaction: nobody may wait for a lock of ours while another server takes its time."""
    session.commit()
