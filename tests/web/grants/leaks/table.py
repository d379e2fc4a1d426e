"""Who may see what of an application. What stands here is the promise to the young people; the pages must keep it."""

from tests.web.grants.leaks.words import ANY

ROLES = (
    "anonymous", "stranger", "member", "lead", "adult", "invited", "council", "conflicted", "chair", "coordinator",
    "official", "treasurer", "moderator", "administrator",
)  # fmt: skip
"""The adult has the link of a letter, the invited that of a group; both see what it opens, without an account."""
GROUP = frozenset({"member", "lead"})
COUNCIL = frozenset({"council", "chair"})
"""Without a conflict of interest."""
DESK = COUNCIL | {"coordinator", "administrator"}
LOOKS_AFTER = frozenset({"coordinator", "treasurer", "administrator"})
FOLLOWS = GROUP | LOOKS_AFTER
READS = FOLLOWS | COUNCIL | {"official"}
"""The official works in the unit that owes the receipt."""
EVERYBODY = frozenset(ROLES)

LISTED = frozenset({"reduced", "granted", "letter", "paid", "accounts", "back", "closed", "late"})
"""Where anyone may read it: it got a yes, and nobody hid it."""
DECIDED = LISTED | {"rejected", "hidden"}
IN_THE_GALLERY = frozenset({"closed"})

PUBLIC = frozenset(
    {
        "title", "what", "group", "place", "forwhom", "join", "video", "line", "picture", "picturealt", "answer",
        "better", "howto", "conditions",
    }
)  # fmt: skip
"""For everybody, once it is listed."""
RESULT = frozenset({"learned", "well", "result", "resultalt"})
"""For everybody, once the accounts are approved and the group shows them."""

INSIDE: dict[str, frozenset[str]] = {
    **dict.fromkeys(PUBLIC, READS),
    **dict.fromkeys(RESULT, FOLLOWS),
    # The council decides by them, and they are no business of others.
    **dict.fromkeys(("about", "risks", "quote", "quotealt", "asked"), READS),
    "otherfrom": GROUP | DESK,
    "half": GROUP,
    # People: never for the council. In the record of a case, its unit finds its parties.
    **dict.fromkeys(("adultname", "adultmail"), FOLLOWS),
    **dict.fromkeys(("lead", "member"), FOLLOWS | {"official"}),
    **dict.fromkeys(("note", "noteback"), GROUP | COUNCIL | {"coordinator"}),
    # What the council says before it decides.
    "view": DESK,
    **dict.fromkeys(("complaint", "settled"), GROUP | DESK),
    # After a yes. Of a payment, the ledger tells the council from whom an invoice is.
    **dict.fromkeys(("payee", "reference"), FOLLOWS | COUNCIL),
    **dict.fromkeys(
        (
            "adultreply", "reason", "invoice", "change", "changeback", "step", "spent", "noreceipt", "receipt",
            "receiptalt", "reply",
        ),
        FOLLOWS,
    ),
    "endswith": frozenset({"lead", "treasurer"}),
    "account": frozenset({"treasurer"}),
    # A member of the council: everybody sees who sits there.
    "voter": EVERYBODY,
}  # fmt: skip
BY_LINK: dict[str, frozenset[str]] = {
    "adult": frozenset({"title", "group", "place", "line", "conditions", "adultname", "adultreply"}),
    "invited": frozenset({"title", "group"}),
}
HELPED = GROUP | {"coordinator"}
"""Whoever reads a draft: the group has asked for help with it."""

MUST: dict[str, set[tuple[str, str]]] = {
    "anonymous": {("title", "granted"), ("what", "late"), ("learned", "closed"), ("better", "reduced")},
    "stranger": {("title", "granted"), ("picture", "paid"), ("result", "closed")},
    "member": {("half", "draft"), ("risks", "sent"), ("note", "voting"), ("receipt", "paid"), ("adultreply", "granted")},
    "lead": {("half", "draft"), ("adultmail", "hidden"), ("endswith", "paid"), ("reply", "back"), ("asked", "more")},
    "adult": {("title", "letter"), ("conditions", "letter")},
    "invited": {("title", "sent"), ("title", "draft")},
    "council": {("view", "sent"), ("conditions", "voting"), ("risks", "rejected"), ("otherfrom", "more")},
    "conflicted": {("title", "voting"), ("title", "granted")},
    "chair": {("view", "voting"), ("conditions", "voting"), ("complaint", "reduced"), ("payee", "paid")},
    "coordinator": {("what", "draft"), ("adultmail", "sent"), ("invoice", "paid"), ("receipt", "accounts"), ("lead", ANY)},
    "official": {("about", "sent"), ("quote", "rejected")},
    "treasurer": {("account", "paid"), ("account", "accounts"), ("payee", "paid"), ("receipt", "accounts")},
    "moderator": {("title", "granted")},
    "administrator": {("view", "sent"), ("reason", "closed"), ("settled", "rejected")},
}  # fmt: skip
"""The positive control: what each finds, so that a secret that was planted nowhere is noticed."""


def may_see(role: str, what: str, status: str) -> bool:
    """Tell whether that role may read that field of an application that stands there."""
    if role in BY_LINK:
        return what in BY_LINK[role]
    if (status in LISTED and what in PUBLIC) or (status in IN_THE_GALLERY and what in RESULT):
        return True
    if what == "title" and role == "conflicted":
        # They say of which one they have a conflict.
        return status not in ("draft", "hidden", "hiddensent")
    if status == "draft":
        return role in HELPED and role in INSIDE[what]
    if what == "conditions" and status not in DECIDED - {"rejected"}:
        return role in DESK
    return role in INSIDE[what]
