"""Words for what the audit log holds of motions, amendments and committees."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DEED_LABELS: dict[str, LazyString] = {
    "amendment.argue": _("skrev for eller imod en ændring"),
    "amendment.send": _("bad om en ændring af et forslag"),
    "amendment.take_in": _("skrev en ændring ind i et forslag"),
    "amendment.withdraw": _("trak en ændring tilbage"),
    "assembly_committee.change": _("ændrede et udvalg"),
    "assembly_committee.create": _("lavede et udvalg"),
    "assembly_committee.join": _("kom ind i et udvalg"),
    "assembly_committee.lead": _("fik en ny til at lede et udvalg"),
    "assembly_committee.leave": _("gik ud af et udvalg, eller tog en ud"),
    "assembly_motion.drop": _("slettede en kladde"),
    "assembly_motion.give": _("gav et forslag til et udvalg"),
    "assembly_motion.merge": _("lagde et forslag ind i et andet"),
    "assembly_motion.move": _("sagde, om et forslag er klar til dagen"),
    "assembly_motion.send": _("sendte et forslag til Bytinget"),
    "assembly_motion.start": _("begyndte på et forslag til Bytinget"),
    "assembly_motion.take_up": _("tog et forslag op på Bytinget"),
    "assembly_motion.withdraw": _("trak et forslag på Bytinget tilbage"),
    "assembly_motion.write": _("rettede et forslag på Bytinget"),
}
GROUP_LABELS: dict[str, LazyString] = {
    "amendment": _("Ændringer af forslag"),
    "assembly_committee": _("Bytingets udvalg"),
    "assembly_motion": _("Bytingets forslag"),
}
"""By what stands before the dot of an action."""
SUBJECT_LABELS: dict[str, LazyString] = {
    "amendment": _("Ændring af et forslag"),
    "assembly_committee": _("Udvalg"),
    "assembly_motion": _("Forslag på Bytinget"),
}
DATA_LABELS: dict[str, LazyString] = {
    "committee_id": _("Udvalg"),
    "into_id": _("Ind i"),
    "motion_id": _("Forslag"),
    "proposal_id": _("Forslag"),
    "version": _("Version"),
    "year_id": _("Bytingets år"),
}
