"""Skeleton of moderation."""
from flask import Blueprint
blueprint = Blueprint("moderation", __name__, template_folder="templates")

OPEN_VIEWS: tuple = ()
@blueprint.get("/anmeldelser")
def queue():
    return "skeleton"
