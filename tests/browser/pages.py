"""Every page of the product: who looks at it, and where it is. A new page must be added here, or the tests fail."""

from dataclasses import dataclass
from typing import Any

from flask import Flask

from tests.browser.world import GIRAF, KARIM, METTE, OERN, PETER, RAEV, SIGNE, SKY

NOBODY = ""

NOT_PAGES = frozenset(
    {
        "core.health",
        "core.ready",
        "pages.robots",
        "proposals.feed",
        "proposals.qr_code",
        "insight.figures_file",
        "proposals.file",
        "promises.picture",
        "accounts.own_data",
        # Paper and calendars.
        "councils.sheet_pdf",
        "responses.record_json",
        "responses.record_pdf",
        "councils.agenda_pdf",
        "councils.minutes_pdf",
        "councils.body_calendar",
        "councils.own_calendar",
        "councils.import_sample",
        # Parts of a page, asked for by script.
        "councils.class_news",
        "councils.tablet_news",
        # The script that shows what is pushed.
        "push.service_worker",
        # These lead on to another page.
        "accounts.code_again",
        "accounts.welcome_again",
        "accounts.away_again",
        "accounts.link_again",
        "accounts.passkey_again",
        "accounts.own_code_again",
        # A form that sends itself (tests/browser/test_sign_in_elsewhere.py looks at it without script).
        "accounts.came_back",
        "promises.of_case",
        "discussions.comment",
    }
)


@dataclass(frozen=True)
class Visit:
    """A page as one person sees it. ``path`` may hold ``{names}`` of ``Site.values``."""

    endpoint: str
    who: str
    path: str

    def address(self, values: dict[str, Any], language: str = "") -> str:
        """The path with its values; ``language`` is a prefix such as ``/en``."""
        return language + self.path.format(**values)

    def __str__(self) -> str:
        return f"{self.path} as {self.who or 'anonymous'}"


VISITS = (
    Visit("pages.home", NOBODY, "/"),
    Visit("pages.rights", NOBODY, "/rettigheder"),
    Visit("pages.rights_for_children", NOBODY, "/rettigheder/boern"),
    Visit("learning.dictionary", NOBODY, "/ordbog"),
    Visit("learning.lessons", NOBODY, "/laerer"),
    Visit("learning.lesson", NOBODY, "/laerer/klassemoede"),
    Visit("learning.lesson", NOBODY, "/laerer/laes-et-svar"),
    Visit("insight.scorecard", NOBODY, "/saadan-svarer-kommunen"),
    Visit("insight.unit_scorecard", NOBODY, "/saadan-svarer-kommunen/{counted_unit}"),
    Visit("insight.method", NOBODY, "/saadan-svarer-kommunen/metode"),
    Visit("pages.accessibility", NOBODY, "/was"),
    Visit("pages.privacy", NOBODY, "/privatliv"),
    Visit("proposals.list_proposals", NOBODY, "/forslag"),
    Visit("proposals.list_proposals", NOBODY, "/forslag?emne=leisure&status=no&sorter=laengst"),
    Visit("proposals.list_proposals", NOBODY, "/forslag?q=ingenkanfindedet"),
    Visit("proposals.detail", NOBODY, "/forslag/{refused}"),
    Visit("proposals.print_view", NOBODY, "/forslag/{refused}/udskriv"),
    Visit("proposals.history", NOBODY, "/forslag/{waiting}/historik"),
    Visit("proposals.invitation", NOBODY, "/forslag/invitation/{invitation}"),
    Visit("discussions.replies", NOBODY, "/samtaler/kommentar/{parent}/svar"),
    Visit("accounts.sign_in", NOBODY, "/log-ind"),
    Visit("moderation.report", NOBODY, "/anmeld/proposal/{refused}"),
    Visit("moderation.receipt", NOBODY, "/anmeldt/{receipt}"),
    Visit("notifications.ask_to_stop", NOBODY, "/beskeder/afmeld/{no_more}"),
    Visit("core.dev_mail", NOBODY, "/udbakke"),
    Visit("pages.me", RAEV, "/min-side"),
    Visit("accounts.show_profile", RAEV, "/min-side/profil"),
    Visit("accounts.confirm_close", GIRAF, "/min-side/luk"),
    Visit("accounts.show_profile", SKY, "/min-side/profil"),
    Visit("accounts.own_email", SKY, "/min-side/e-mail"),
    Visit("accounts.show_passkeys", SKY, "/min-side/noegler"),
    Visit("accounts.confirm_remove_passkey", SKY, "/min-side/noegler/{passkey}/fjern"),
    Visit("notifications.index", RAEV, "/beskeder"),
    Visit("notifications.show_settings", RAEV, "/beskeder/indstillinger"),
    Visit("proposals.write", RAEV, "/forslag/skriv"),
    Visit("proposals.write_step", RAEV, "/forslag/{draft}/skriv/hvad"),
    Visit("proposals.write_step", RAEV, "/forslag/{draft}/skriv/hvorfor"),
    Visit("proposals.write_step", RAEV, "/forslag/{draft}/skriv/hvem"),
    Visit("proposals.review", RAEV, "/forslag/{draft}/send"),
    Visit("proposals.invitation", RAEV, "/forslag/invitation/{invitation}"),
    Visit("proposals.detail", RAEV, "/forslag/{waiting}"),
    Visit("proposals.detail", OERN, "/forslag/{waiting}"),
    Visit("proposals.sent", OERN, "/forslag/{waiting}/sendt"),
    Visit("proposals.edit", OERN, "/forslag/{waiting}/ret"),
    Visit("proposals.withdraw", OERN, "/forslag/{waiting}/traek-tilbage"),
    Visit("proposals.invite", OERN, "/forslag/{waiting}/inviter"),
    Visit("proposals.file_page", OERN, "/forslag/{waiting}/fil"),
    Visit("discussions.write", OERN, "/samtaler/{thread}/svar?til={comment}"),
    Visit("discussions.edit", OERN, "/samtaler/kommentar/{comment}/ret"),
    Visit("discussions.withdraw", OERN, "/samtaler/kommentar/{comment}/traek-tilbage"),
    Visit("discussions.offer_help", OERN, "/samtaler/kommentar/{comment}/hjaelp"),
    Visit("proposals.more", GIRAF, "/forslag/{asked}/mere"),
    Visit("proposals.detail", NOBODY, "/forslag/{adopted}"),
    Visit("proposals.detail", RAEV, "/forslag/{adopted}"),
    Visit("proposals.print_view", NOBODY, "/forslag/{adopted}/udskriv"),
    Visit("proposals.bring", RAEV, "/forslag/{waiting}/tag-op"),
    Visit("proposals.carry", RAEV, "/forslag/{adopted}/baer-videre"),
    Visit("proposals.ask_municipality", GIRAF, "/forslag/{adopted}/spoerg-kommunen"),
    Visit("proposals.sent", GIRAF, "/forslag/{adopted}/sendt"),
    Visit("proposals.edit", GIRAF, "/forslag/{adopted}/ret"),
    Visit("responses.inbox", KARIM, "/svar"),
    Visit("responses.inbox", KARIM, "/svar?fane=besvaret"),
    Visit("responses.show_case", SIGNE, "/svar/{waiting_case}"),
    Visit("responses.show_case", KARIM, "/svar/{refused_case}"),
    Visit("responses.show_case", KARIM, "/svar/{refused_case}?ret=1"),
    Visit("responses.inbox", SIGNE, "/svar"),
    # The question whether an answer was understood.
    Visit("responses.ask_feedback", RAEV, "/svar/{halls_case}/forstaaet?svar=nej"),
    Visit("proposals.detail", RAEV, "/forslag/{halls}"),
    Visit("proposals.detail", OERN, "/forslag/{halls}"),
    Visit("responses.inbox", KARIM, "/svar?fane=mine"),
    Visit("responses.show_draft", SIGNE, "/svar/{waiting_case}/kladde"),
    Visit("responses.phrases", SIGNE, "/svar/formuleringer"),
    Visit("responses.show_give", SIGNE, "/svar/{waiting_case}/giv"),
    Visit("responses.show_extend", SIGNE, "/svar/{waiting_case}/frist"),
    Visit("responses.my_promises", KARIM, "/svar/loefter?vis=enheden"),
    Visit("promises.list_promises", NOBODY, "/i-sagde-vi-gjorde"),
    Visit("promises.list_promises", RAEV, "/i-sagde-vi-gjorde?vis=ikke-holdt"),
    Visit("promises.show", NOBODY, "/loefter/{promise}"),
    Visit("promises.show", RAEV, "/loefter/{kept_promise}"),
    Visit("promises.mark", RAEV, "/loefter/{kept_promise}/holdt"),
    Visit("promises.show_plan", SIGNE, "/loefter/{promise}/plan"),
    Visit("promises.add_step", SIGNE, "/loefter/{promise}/skridt"),
    Visit("promises.change_step", SIGNE, "/loefter/{promise}/skridt/{step}"),
    Visit("promises.report", SIGNE, "/loefter/{promise}/nyt?gjort=1"),
    Visit("promises.give", SIGNE, "/loefter/{promise}/ansvarlig"),
    Visit("moderation.queue", SIGNE, "/anmeldelser"),
    Visit("moderation.handled", SIGNE, "/anmeldelser/behandlede?vis=beholdt"),
    Visit("moderation.detail", SIGNE, "/anmeldelser/{report}"),
    Visit("councils.import_people", SIGNE, "/raad/import"),
    Visit("councils.class_meeting_new", METTE, "/raad/{class_quiet}/klassemoede"),
    Visit("councils.class_board", METTE, "/klassemoede/{class_ideas}"),
    Visit("councils.class_board", METTE, "/klassemoede/{class_hands}"),
    Visit("councils.class_board", METTE, "/klassemoede/{class_done}"),
    Visit("councils.class_waiting", METTE, "/klassemoede/{class_ideas}/venter"),
    Visit("councils.edit_class_idea", METTE, "/klassemoede/{class_ideas}/ideer/{class_idea}"),
    Visit("councils.class_choice", METTE, "/klassemoede/{class_hands}/valg"),
    Visit("councils.class_choice", METTE, "/klassemoede/{class_tie}/valg"),
    Visit("councils.class_join", NOBODY, "/t"),
    Visit("councils.tablet", NOBODY, "/t/{code_ideas}"),
    Visit("councils.tablet", NOBODY, "/t/{code_hands}"),
    Visit("councils.tablet", NOBODY, "/t/{code_hands}?tak=hand"),
    Visit("councils.tablet", NOBODY, "/t/{code_ideas}?tak=help"),
    Visit("councils.tablet", NOBODY, "/t/CDFGHJ"),
    Visit("councils.sheets", METTE, "/raad/{paper_class}/sedler"),
    Visit("councils.revoke_sheet", METTE, "/raad/{paper_class}/sedler/{sheet}/luk"),
    Visit("councils.type_code", NOBODY, "/k"),
    Visit("councils.join", NOBODY, "/k/{slip}"),
    Visit("councils.join", NOBODY, "/k/BBBBBBBBBBBB"),
    Visit("councils.join", RAEV, "/k/{slip}"),
    Visit("councils.joined", SKY, "/raad/{paper_class}/velkommen"),
    Visit("councils.show_calendar", RAEV, "/min-side/kalender"),
    Visit("councils.show_calendar", OERN, "/min-side/kalender"),
    Visit("councils.list_bodies", NOBODY, "/raad"),
    Visit("councils.list_bodies", NOBODY, "/raad?skole={virum_school}"),
    Visit("councils.list_bodies", RAEV, "/raad"),
    Visit("councils.list_bodies", SIGNE, "/raad"),
    Visit("councils.body", NOBODY, "/raad/{ungeraad}"),
    Visit("councils.body", NOBODY, "/raad/{virum}"),
    Visit("councils.body", NOBODY, "/raad/{virum_class}"),
    Visit("councils.body", RAEV, "/raad/{virum}"),
    Visit("councils.body", PETER, "/raad/{virum_class}"),
    Visit("councils.new_body", SIGNE, "/raad/ny"),
    Visit("councils.new_body", SIGNE, "/raad/ny?slags=student_council"),
    Visit("councils.new_body", SIGNE, "/raad/ny?slags=school_class"),
    Visit("councils.edit_body", SIGNE, "/raad/{virum}/ret"),
    Visit("councils.close_body", SIGNE, "/raad/{virum}/luk"),
    Visit("councils.new_school", SIGNE, "/raad/skole/ny"),
    Visit("councils.seats", PETER, "/raad/{virum}/pladser"),
    Visit("councils.give_seat", PETER, "/raad/{virum}/pladser/giv"),
    Visit("councils.give_seat", PETER, "/raad/{virum}/pladser/giv?slags=plads&fra={virum_class}"),
    Visit("councils.give_seat", PETER, "/raad/{virum}/pladser/giv?slags=post"),
    Visit("councils.give_seat", PETER, "/raad/{virum}/pladser/giv?slags=tovholder"),
    Visit("councils.step_in", PETER, "/raad/{virum}/pladser/{virum_seat}/suppleant"),
    Visit("councils.end_seat", PETER, "/raad/{virum}/pladser/{virum_seat}/slut"),
    Visit("councils.end_seat", RAEV, "/raad/{virum}/pladser/{virum_office}/slut"),
    Visit("councils.seat_history", NOBODY, "/raad/{virum}/pladser/historik"),
    Visit("councils.handover", RAEV, "/raad/{virum}/overdragelse"),
    Visit("councils.handover", PETER, "/raad/{virum}/overdragelse"),
    Visit("councils.meetings", NOBODY, "/raad/{council}/moeder"),
    Visit("councils.meeting", NOBODY, "/moeder/{meeting_coming}"),
    Visit("councils.minutes", NOBODY, "/moeder/{meeting_held}/referat"),
    Visit("councils.meetings", OERN, "/raad/{council}/moeder"),
    Visit("councils.new_meeting", OERN, "/raad/{council}/moeder/nyt"),
    Visit("councils.meeting", OERN, "/moeder/{meeting_coming}"),
    Visit("councils.edit_meeting", OERN, "/moeder/{meeting_coming}/ret"),
    Visit("councils.cancel_meeting", OERN, "/moeder/{meeting_coming}/aflys"),
    Visit("councils.meeting", OERN, "/moeder/{meeting_open}"),
    Visit("councils.meeting", OERN, "/moeder/{meeting_held}"),
    Visit("councils.add_item", OERN, "/moeder/{meeting_open}/punkt"),
    Visit("councils.remove_item", OERN, "/punkter/{item_bare}/fjern"),
    Visit("councils.item_help", OERN, "/punkter/{item_bare}/hjaelp"),
    Visit("councils.write_minutes", OERN, "/punkter/{item_own}/referat"),
    Visit("councils.decide", OERN, "/punkter/{item_owed}/beslut"),
    Visit("councils.approve_minutes", OERN, "/moeder/{meeting_open}/godkend"),
    Visit("responses.show_export", SIGNE, "/svar/udtraek"),
    Visit("admin.overview", SIGNE, "/administration"),
    Visit("admin.units", SIGNE, "/administration/enheder"),
    Visit("admin.new_unit", SIGNE, "/administration/enheder/ny"),
    Visit("admin.unit", SIGNE, "/administration/enheder/{unit}?q=holm"),
    Visit("admin.edit_unit", SIGNE, "/administration/enheder/{unit}/ret"),
    Visit("admin.close_unit", SIGNE, "/administration/enheder/{unit}/luk"),
    Visit("admin.remove_member", SIGNE, "/administration/enheder/{unit}/medlemmer/{unit_member}/fjern"),
    Visit("admin.routes", SIGNE, "/administration/ruter?emne=traffic"),
    Visit("admin.new_route", SIGNE, "/administration/ruter/ny"),
    Visit("admin.edit_route", SIGNE, "/administration/ruter/{route}/ret"),
    Visit("admin.drop_route", SIGNE, "/administration/ruter/{route}/fjern"),
    Visit("admin.log", SIGNE, "/administration/log?slags=proposal"),
    Visit("error 404", NOBODY, "/findes-ikke"),
    Visit("error 403", RAEV, "/svar"),
)
PEOPLE = tuple(dict.fromkeys(visit.who for visit in VISITS))


def pages_of(app: Flask) -> set[str]:
    """The endpoints that answer a GET with a page."""
    found = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return found - NOT_PAGES


def visits_of(who: str) -> list[Visit]:
    """The pages that one person looks at."""
    return [visit for visit in VISITS if visit.who == who]
