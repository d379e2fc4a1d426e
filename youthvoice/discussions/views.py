"""Skeleton of discussions."""
from flask import Blueprint
blueprint = Blueprint("discussions", __name__, template_folder="templates")

