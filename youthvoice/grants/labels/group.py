"""Words of the group behind an application: the parts that notes stand beside, and kinds of files."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.grants.rules.applications import Field, FileKind

FIELD_LABELS: dict[Field, LazyString] = {
    Field.headline: _("Titlen"),
    Field.what: _("Hvad I vil"),
    Field.group: _("Gruppen"),
    Field.when_where: _("Hvornår og hvor"),
    Field.for_whom: _("Hvem det er for"),
    Field.how_to_join: _("Hvordan andre kan være med"),
    Field.budget: _("Pengene"),
    Field.risks: _("Hvad der kan gå galt"),
    Field.adult: _("Den voksne"),
    Field.everything: _("Det hele"),
}
FILE_KIND_LABELS: dict[FileKind, LazyString] = {
    FileKind.picture: _("Et billede af idéen"),
    FileKind.quote: _("Et tilbud på en pris"),
    FileKind.receipt: _("En kvittering"),
    FileKind.invoice: _("En regning"),
    FileKind.result: _("Et billede af det, der skete"),
}
FILE_KIND_HINTS: dict[str, LazyString] = {
    FileKind.picture.value: _("Alle kan se det, hvis I får ja."),
    FileKind.quote.value: _("Kun I, rådet og dem, der hjælper, kan se det."),
}
"""By the value, as forms have it."""
EARLY_KINDS = (FileKind.picture, FileKind.quote)
"""What belongs to the application itself."""
