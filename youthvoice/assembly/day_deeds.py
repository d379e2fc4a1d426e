"""Words for what the audit log holds of the day of Bytinget."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DEED_LABELS: dict[str, LazyString] = {
    "day.add_item": _("satte et punkt på Bytingets dagsorden"),
    "day.add_motions": _("satte forslagene på Bytingets dagsorden"),
    "day.ask_for_floor": _("bad om ordet på Bytinget"),
    "day.begin": _("åbnede Bytinget"),
    "day.call": _("gav ordet til en på talerlisten"),
    "day.cancel_vote": _("aflyste en afstemning på Bytinget"),
    "day.change_item": _("rettede et punkt på Bytingets dagsorden"),
    "day.check_in": _("skrev op, at en delegeret er kommet"),
    "day.check_out": _("skrev op, at en delegeret er gået"),
    "day.choose_wording": _("valgte, hvad der skal stå i et forslag på Bytinget"),
    "day.close_list": _("lukkede talerlisten"),
    "day.close_vote": _("lukkede en afstemning på Bytinget"),
    "day.count_vote": _("talte en afstemning på Bytinget"),
    "day.draw_lot": _("skrev op, hvad der blev trukket lod om på Bytinget"),
    "day.end": _("sluttede Bytinget"),
    "day.go_to": _("gik til et punkt på Bytinget"),
    "day.move_item": _("flyttede et punkt på Bytingets dagsorden"),
    "day.open_list": _("åbnede talerlisten"),
    "day.open_vote": _("åbnede en afstemning på Bytinget"),
    "day.plan_vote": _("planlagde en afstemning på Bytinget"),
    "day.remove_item": _("fjernede et punkt fra Bytingets dagsorden"),
    "day.say": _("satte en besked på skærmene"),
    "day.skip_item": _("sprang et punkt over på Bytinget"),
    "day.take_back": _("tog sit navn af talerlisten"),
    "day.take_off": _("tog en af talerlisten"),
    "day.vote_again": _("gjorde en ny afstemning klar om det samme på Bytinget"),
}
GROUP_LABELS: dict[str, LazyString] = {"day": _("Bytingets dag")}
DATA_LABELS: dict[str, LazyString] = {
    "amendment_id": _("Ændring"),
    "delegate_id": _("Delegeret"),
    "item_id": _("Punkt på dagsordenen"),
    "takes": _("Ændringens ord blev valgt"),
    "turn_id": _("Plads på talerlisten"),
    "vote_id": _("Afstemning på Bytinget"),
}
