"""What a recount found, in words."""

import re

from flask_babel import gettext, lazy_gettext

from youthvoice.voting.files.recounting import Check, Finding

CHECK_TEXTS: dict[Check, object] = {
    Check.readable: lazy_gettext("Filen kan læses"),
    Check.sealed: lazy_gettext("Filen er den, kommunen har forseglet"),
    Check.tokens_signed: lazy_gettext("Hver stemmeseddel er underskrevet af afstemningens egen nøgle"),
    Check.tokens_once: lazy_gettext("Ingen stemmeseddel er med to gange"),
    Check.tokens_are_ballots: lazy_gettext("Der er lige så mange stemmesedler som stemmer"),
    Check.ballots_fit: lazy_gettext("Hver stemme passer til stemmesedlen"),
    Check.not_more_than_issued: lazy_gettext("Der er ikke flere stemmer end udleverede sedler"),
    Check.issued_on_roll: lazy_gettext("Der er ikke delt flere stemmesedler ud, end der er vælgere"),
    Check.totals_same: lazy_gettext("Stemmerne lagt sammen giver tallene i filen"),
    Check.rounds_add_up: lazy_gettext("Ingen stemme forsvinder mellem to runder"),
    Check.outcome_same: lazy_gettext("En ny optælling giver det samme resultat"),
}
PARTS: dict[str, object] = {
    "method": lazy_gettext("måden at tælle på"),
    "elected": lazy_gettext("hvem der er valgt"),
    "tied": lazy_gettext("hvem der står lige"),
    "open_seats": lazy_gettext("hvor mange pladser der mangler"),
    "carried": lazy_gettext("om det er vedtaget"),
    "valid": lazy_gettext("antallet af stemmer"),
    "blank": lazy_gettext("antallet af blanke stemmer"),
    "quota": lazy_gettext("hvor mange stemmer der skal til"),
    "is_uncontested": lazy_gettext("om der var flere end pladser"),
    "money": lazy_gettext("pengene"),
}
_NUMBERED = re.compile(r"(rounds|log) ([0-9]+)")


def tell_finding(finding: Finding) -> str:
    """The detail of a finding; empty where its name says enough."""
    told = {
        Check.readable: _unreadable,
        Check.sealed: _unsealed,
        Check.tokens_signed: _tokens,
        Check.tokens_are_ballots: _ballots,
        Check.not_more_than_issued: _issued,
        Check.issued_on_roll: _roll,
        Check.outcome_same: _outcome,
    }.get(finding.check)
    return told(finding) if told else ""


def tell_part(part: str) -> str:
    """A part of an outcome that came out otherwise: «runde 3», «hvem der er valgt»."""
    found = _NUMBERED.fullmatch(part)
    if found is None:
        return str(PARTS[part])
    if found[1] == "rounds":
        return gettext("runde %(number)s", number=found[2])
    return gettext("trin %(number)s i forløbet", number=found[2])


def _unreadable(finding: Finding) -> str:
    return str(finding.facts.get("why", ""))


def _unsealed(finding: Finding) -> str:
    if finding.holds is None:
        return gettext("Der er ikke givet noget segl. Hent det på siden med resultatet.")
    if finding.holds:
        return gettext("nøglen er %(key)s", key=finding.facts["public_key"])
    return gettext("Filen er ændret, eller seglet er ikke kommunens.")


def _tokens(finding: Finding) -> str:
    facts = finding.facts
    if finding.holds:
        return gettext("%(tokens)s sedler", tokens=facts["tokens"])
    return gettext("%(forged)s af %(tokens)s er falske.", forged=facts["forged"], tokens=facts["tokens"])


def _ballots(finding: Finding) -> str:
    facts = finding.facts
    return gettext("%(tokens)s sedler, %(ballots)s stemmer", tokens=facts["tokens"], ballots=facts["ballots"])


def _issued(finding: Finding) -> str:
    return gettext("%(cast)s stemmer, %(issued)s sedler", cast=finding.facts["cast"], issued=finding.facts["issued"])


def _roll(finding: Finding) -> str:
    return gettext("%(issued)s sedler, %(roll)s vælgere", issued=finding.facts["issued"], roll=finding.facts["roll"])


def _outcome(finding: Finding) -> str:
    if finding.holds is None:
        return gettext("Så få stemte, at stemmerne ikke er lagt frem. Derfor kan der ikke tælles om.")
    if finding.facts.get("why") == "seed":
        return gettext("Der skal trækkes lod, men filen siger ikke, hvad der blev trukket.")
    if finding.holds:
        return ""
    return gettext("Det er anderledes: %(parts)s.", parts=", ".join(map(tell_part, finding.differs)))
