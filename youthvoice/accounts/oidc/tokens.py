"""From an authorization code to claims one can believe."""

from typing import Any

from flask_babel import lazy_gettext

from youthvoice.accounts.oidc import published
from youthvoice.accounts.oidc.published import TIMEOUT, Issuer, down, logger
from youthvoice.accounts.proofs import ProofFailedError
from youthvoice.core.clock import now
from youthvoice.settings import OidcSettings

# Public keys only: with a shared secret, or none, the token would prove nothing about who made it.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
LEEWAY_SECONDS = 60
"""How far two clocks may be apart."""
NOT_PROVED = lazy_gettext(
    "Vi kunne ikke tjekke dit login. Det er ikke din fejl. Prøv igen, eller log ind på en anden måde."
)


def client(settings: OidcSettings, issuer: Issuer, redirect_uri: str, scope: str = "openid") -> Any:
    """Authlib's client for the site."""
    from authlib.integrations.requests_client import OAuth2Session

    return OAuth2Session(
        settings.client_id,
        settings.client_secret,
        token_endpoint_auth_method=issuer.auth_method,
        scope=scope,
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
    )


def exchange(settings: OidcSettings, issuer: Issuer, redirect_uri: str, code: str, verifier: str) -> str:
    """The ID token for a code, unchecked. Raises ProofFailedError."""
    import requests
    from authlib.integrations.base_client import OAuthError

    asking = client(settings, issuer, redirect_uri)
    try:
        token = asking.fetch_token(
            issuer.token_endpoint,
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    except OAuthError as error:
        raise refused(f"code: {error.error}") from error
    except (requests.RequestException, ValueError, TypeError, AttributeError) as error:
        raise down("code", type(error).__name__) from error
    found = token.get("id_token") if isinstance(token, dict) else None
    if not isinstance(found, str):
        raise refused("no ID token")
    return found


def verified_claims(settings: OidcSettings, issuer: Issuer, id_token: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token that the issuer signed for us, now, for this flow. Raises ProofFailedError."""
    from authlib.oidc.core import CodeIDToken
    from joserfc.errors import JoseError

    try:
        signed = _signed(issuer, id_token)
        claims = CodeIDToken(
            signed.claims,
            signed.header,
            {
                "iss": {"essential": True, "value": issuer.name},
                "aud": {"essential": True, "value": settings.client_id},
            },
            {"nonce": nonce, "client_id": settings.client_id},
        )
        claims.validate(now=int(now().timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise refused(getattr(error, "error", "") or type(error).__name__) from error
    return dict(claims)


def _signed(issuer: Issuer, id_token: str) -> Any:
    """The token, its signature checked. A key we have not seen is asked for once: issuers change them."""
    from joserfc import jwt
    from joserfc.errors import InvalidKeyIdError

    try:
        return jwt.decode(id_token, _key_set(issuer), algorithms=ALGORITHMS)
    except InvalidKeyIdError:
        return jwt.decode(id_token, _key_set(issuer, fresh=True), algorithms=ALGORITHMS)


def _key_set(issuer: Issuer, *, fresh: bool = False) -> Any:
    from joserfc.jwk import KeySet

    return KeySet.import_key_set({"keys": published.keys(issuer.jwks_uri, fresh=fresh)})


def refused(why: str) -> ProofFailedError:
    """The error for an answer that proves nothing, once it has been logged; ``why`` names no person."""
    logger.warning("sign-in elsewhere refused: %s", why)
    return ProofFailedError(NOT_PROVED)
