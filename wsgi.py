"""The WSGI entry point: ``gunicorn wsgi:app``."""

from youthvoice.app import create_app

app = create_app()
