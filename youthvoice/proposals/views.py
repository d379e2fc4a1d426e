"""Skeleton of proposals."""
from flask import Blueprint
blueprint = Blueprint("proposals", __name__, template_folder="templates")


@blueprint.get("")
def list_proposals():
    return "skeleton"


@blueprint.get("/skriv")
def write():
    return "skeleton"


@blueprint.get("/<int:proposal_id>")
def detail(proposal_id):
    return "skeleton"
