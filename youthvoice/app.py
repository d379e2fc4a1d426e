"""The application: its rooms, where their pages hang, and what they listen to."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from youthvoice import models
from youthvoice.accounts import cli as accounts_cli
from youthvoice.accounts import login
from youthvoice.accounts import permissions as accounts_permissions
from youthvoice.accounts import refusals as accounts_refusals
from youthvoice.accounts import typed as accounts_typed
from youthvoice.accounts import unsent as accounts_unsent
from youthvoice.accounts import views as accounts
from youthvoice.admin import listeners as admin_listeners
from youthvoice.admin import permissions as admin_permissions
from youthvoice.admin import views as admin
from youthvoice.assembly import listeners as assembly_listeners
from youthvoice.assembly import motion_permissions
from youthvoice.assembly import permissions as assembly_permissions
from youthvoice.assembly import views as assembly
from youthvoice.consultations import listeners as consultations_listeners
from youthvoice.consultations import permissions as consultations_permissions
from youthvoice.consultations import ticking as consultations_ticking
from youthvoice.consultations import views as consultations
from youthvoice.core import authz, cli, i18n, limits, logs, problems, pulse, templating, translating, web
from youthvoice.core import views as core
from youthvoice.core.db import Database
from youthvoice.core.publicpage import PageCache
from youthvoice.councils import cli as councils_cli
from youthvoice.councils import listeners as councils_listeners
from youthvoice.councils import permissions as councils_permissions
from youthvoice.councils import reminders as councils_reminders
from youthvoice.councils import views as councils
from youthvoice.demo import cli as demo_cli
from youthvoice.discussions import permissions as discussions_permissions
from youthvoice.discussions import views as discussions
from youthvoice.elections import clockwork as elections_clockwork
from youthvoice.elections import listeners as elections_listeners
from youthvoice.elections import permissions as elections_permissions
from youthvoice.elections import poll_listeners, poll_permissions
from youthvoice.elections import views as elections
from youthvoice.grants import listeners as grants_listeners
from youthvoice.grants import permissions as grants_permissions
from youthvoice.grants import reminders as grants_reminders
from youthvoice.grants import ticking as grants_ticking
from youthvoice.grants import views as grants
from youthvoice.insight import cli as insight_cli
from youthvoice.insight import counting as insight_counting
from youthvoice.insight import data_views as data
from youthvoice.insight import evaluating as insight_evaluating
from youthvoice.insight import permissions as insight_permissions
from youthvoice.insight import taking_part_views as participation
from youthvoice.insight import views as insight
from youthvoice.learning import views as learning
from youthvoice.moderation import permissions as moderation_permissions
from youthvoice.moderation import views as moderation
from youthvoice.notifications import asking as notifications_asking
from youthvoice.notifications import calendar_reminders as notifications_calendar
from youthvoice.notifications import cli as notifications_cli
from youthvoice.notifications import digests as notifications_digests
from youthvoice.notifications import listeners as notifications_listeners
from youthvoice.notifications import motion_reminders as notifications_motions
from youthvoice.notifications import views as notifications
from youthvoice.notifications import vote_reminders as notifications_votes
from youthvoice.pages import views as pages
from youthvoice.proposals import listeners as proposals_listeners
from youthvoice.proposals import permissions as proposals_permissions
from youthvoice.proposals import views as proposals
from youthvoice.responses import cli as responses_cli
from youthvoice.responses import permissions as responses_permissions
from youthvoice.responses import promise_checks
from youthvoice.responses import publishing as responses_publishing
from youthvoice.responses import reminders as responses_reminders
from youthvoice.responses import views as responses
from youthvoice.settings import Settings, load_settings
from youthvoice.voting import export as voting_export
from youthvoice.voting import listeners as voting_listeners
from youthvoice.voting import permissions as voting_permissions
from youthvoice.voting import retention as voting_retention
from youthvoice.voting import ticking as voting_ticking
from youthvoice.voting import views as voting

BLUEPRINTS = (
    (core.blueprint, None),
    (pages.blueprint, None),
    (learning.blueprint, None),
    (insight.blueprint, None),
    (data.pages, None),
    (data.blueprint, None),
    (participation.blueprint, None),
    (accounts.blueprint, None),
    (councils.blueprint, None),
    (elections.blueprint, None),
    (elections.polls, None),
    (grants.blueprint, "/puljen"),
    (assembly.blueprint, "/bytinget"),
    (consultations.blueprint, "/hoeringer"),
    (proposals.blueprint, "/forslag"),
    (discussions.blueprint, "/samtaler"),
    (responses.blueprint, "/svar"),
    (responses.promises, None),
    (voting.blueprint, None),
    (moderation.blueprint, None),
    (admin.blueprint, None),
    (notifications.blueprint, "/beskeder"),
    (notifications.root_blueprint, None),
)
PERMISSIONS = (
    accounts_permissions,
    councils_permissions,
    elections_permissions,
    poll_permissions,
    grants_permissions,
    assembly_permissions,
    motion_permissions,
    consultations_permissions,
    proposals_permissions,
    discussions_permissions,
    responses_permissions,
    voting_permissions,
    moderation_permissions,
    admin_permissions,
    insight_permissions,
)
LISTENERS = (
    accounts_refusals,
    accounts_typed,
    accounts_unsent,
    voting_listeners,
    voting_export,
    councils_listeners,
    elections_listeners,
    poll_listeners,
    grants_listeners,
    assembly_listeners,
    consultations_listeners,
    proposals_listeners,
    admin_listeners,
    notifications_listeners,
)
JOBS = (
    consultations_ticking,
    councils_reminders,
    elections_clockwork,
    grants_reminders,
    grants_ticking,
    responses_reminders,
    responses_publishing,
    notifications_asking,
    notifications_calendar,
    notifications_digests,
    notifications_votes,
    notifications_motions,
    insight_counting,
    insight_evaluating,
    promise_checks,
    voting_ticking,
    voting_retention,
)
COMMANDS = (cli, accounts_cli, councils_cli, responses_cli, notifications_cli, insight_cli, demo_cli)

csrf = CSRFProtect()


def create_app(settings: Settings | None = None) -> web.YouthVoice:
    """Build the application. Raises SettingsError where the environment cannot be used."""
    settings = settings or load_settings()
    app = web.YouthVoice("youthvoice", static_folder=None, template_folder=None)
    app.config.update(web.flask_config(settings))
    connect(app, settings)
    logs.init_logs(app, settings.log_level)
    i18n.init_i18n(app, settings.default_locale)
    templating.init_templating(app, settings)
    for part in (translating, web, problems, login):
        part.init(app)
    csrf.init_app(app)
    limits.init_limits(app, settings)
    _add_rooms(app)
    app.extensions["youthvoice.metadata"] = models.Base.metadata
    return app


def connect(app: web.YouthVoice, settings: Settings) -> None:
    """Give the application its database, an empty cache of pages, and the layers before it, in place of those it had."""
    app.extensions["youthvoice"] = web.Services(settings, Database(settings))
    app.extensions["youthvoice.pages"] = PageCache()
    app.unwrap()
    _wrap(app, settings)


def _add_rooms(app: Flask) -> None:
    for room in PERMISSIONS:
        authz.register(room.PERMISSIONS)
    for blueprint, prefix in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=prefix)
    for room in (*LISTENERS, *JOBS, *COMMANDS):
        room.init(app)
    for module in (moderation, councils, grants, notifications, voting):
        for view in module.OPEN_VIEWS:
            csrf.exempt(view)
    for view in accounts.SIGN_IN_VIEWS:
        csrf.exempt(view)


def _wrap(app: web.YouthVoice, settings: Settings) -> None:
    """The layers before the application: pulses, the language of the address, static files, and the proxies it may believe."""
    watch = app.extensions["youthvoice.pulses"] = pulse.Watch(app.extensions["youthvoice"].database)
    app.wrap(lambda inner: pulse.Pulses(inner, watch))
    app.wrap(lambda inner: i18n.LocalePrefix(inner, settings.default_locale))
    files = {
        "root": str(templating.STATIC),
        "prefix": "static/",
        "max_age": 3600,
        "immutable_file_test": r"^/static/dist/.*-[0-9A-Za-z]{6,}\.",
    }
    app.wrap(lambda inner: WhiteNoise(inner, **files))
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wrap(lambda inner: ProxyFix(inner, x_for=hops, x_proto=hops, x_host=hops))
