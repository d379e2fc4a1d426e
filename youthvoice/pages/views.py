"""Skeleton of pages."""
from flask import Blueprint
blueprint = Blueprint("pages", __name__, template_folder="templates")


@blueprint.get("/")
def home():
    return "skeleton"

@blueprint.get("/min-side")
def me():
    return "skeleton"

@blueprint.get("/rettigheder")
def rights():
    return "skeleton"

@blueprint.get("/was")
def accessibility():
    return "skeleton"

@blueprint.get("/privatliv")
def privacy():
    return "skeleton"
