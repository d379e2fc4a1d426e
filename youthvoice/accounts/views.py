"""Skeleton of accounts."""
from flask import Blueprint
blueprint = Blueprint("accounts", __name__, template_folder="templates")
SIGN_IN_VIEWS: tuple = ()

@blueprint.get("/log-ind")
def sign_in():
    return "skeleton"

@blueprint.post("/log-ud")
def sign_out():
    return "skeleton"
