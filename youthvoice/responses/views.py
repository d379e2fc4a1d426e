"""Skeleton of responses."""
from flask import Blueprint
blueprint = Blueprint("responses", __name__, template_folder="templates")


@blueprint.get("")
def inbox():
    return "skeleton"
