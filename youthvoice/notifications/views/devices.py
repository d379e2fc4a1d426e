"""The browsers that a person wants to be told on, and the script that shows them what comes."""

from flask import Response, flash, redirect, request, send_from_directory, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts.login import signed_in_person
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.templating import STATIC, asset
from youthvoice.core.web import db_session, settings
from youthvoice.notifications.browsers import browser_name
from youthvoice.notifications.commands.devices import Device, add_device, remove_device
from youthvoice.notifications.forms import DeviceForm
from youthvoice.notifications.views.blueprint import blueprint, root_blueprint


@blueprint.post("/enheder")
def add() -> AnyResponse:
    """A browser whose owner just said yes to it (push.js sends the form)."""
    person, form = signed_in_person(), DeviceForm()
    if not settings().vapid_private_key:
        raise NotFound
    if not form.validate():
        raise RuleBroken({"endpoint": [gettext("Vi kan ikke sende til den browser.")]})
    label = browser_name(request.user_agent.string)
    told = (form.endpoint.data or "", form.p256dh.data or "", form.auth.data or "")
    add_device(db_session(), person.id, Device(*told, label=label), settings().push_hosts)
    flash(gettext("Vi siger til på den her telefon eller computer nu."), "success")
    return redirect(url_for("notifications.show_settings"), 303)


@blueprint.post("/enheder/<int:subscription_id>/fjern")
def remove(subscription_id: int) -> AnyResponse:
    """No more on that one."""
    remove_device(db_session(), signed_in_person().id, subscription_id)
    flash(gettext("Enheden er fjernet."), "success")
    return redirect(url_for("notifications.show_settings"), 303)


@root_blueprint.get("/service-worker.js")
def service_worker() -> Response:
    """At the root, since it may act only below its own address. Asked for anew each time, so that it can be replaced."""
    response = send_from_directory(STATIC / "dist", asset("service-worker.js").rsplit("/", 1)[-1], max_age=0)
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    return response
