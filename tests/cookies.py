"""Sign-in without a sign-in, for what is about something else."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


def session_signer(app: Flask) -> URLSafeTimedSerializer:
    """What signs the application's session cookies."""
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)
    signer = interface.get_signing_serializer(app)
    assert signer
    return signer
