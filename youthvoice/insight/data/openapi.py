"""The description of the interface, OpenAPI 3.1, made of the same rows and terms that the answers are made of."""

from typing import Any

from flask_babel import gettext

from youthvoice.insight.data import terms
from youthvoice.insight.data.feeds import FEEDS, Feed
from youthvoice.insight.data.sets import SETS
from youthvoice.insight.data.shape import DataSet, schema_of

Told = dict[str, Any]
ROOT = "/data/v1"


def document(base_url: str) -> Told:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": _info(),
        "servers": [{"url": base_url}],
        "paths": _paths(),
        "components": {
            "schemas": {"Problem": _problem_schema(), **{_named(one): _row_schema(one) for one in SETS}},
            "parameters": {"after": _after(), "limit": _limit()},
            "headers": {"ETag": _header(gettext("Send det igen som If-None-Match. Er intet ændret, er svaret 304."))},
            "responses": _problems(),
        },
    }


def _info() -> Told:
    return {
        "title": gettext("Åbne data fra YouthVoice"),
        "version": terms.VERSION,
        "description": f"{terms.ABOUT}\n\n{terms.PROMISED}",
        "license": {"name": terms.LICENCE, "identifier": terms.LICENCE_ID},
    }


def _paths() -> Told:
    found: Told = {
        ROOT: _get("index", gettext("Alle datasæt"), {terms.JSON: {"schema": _index_schema()}}),
        f"{ROOT}/openapi.json": _get(
            "openapi", gettext("Denne beskrivelse"), {terms.JSON: {"schema": {"type": "object"}}}
        ),
    }
    for one in SETS:
        found[f"{ROOT}/{one.name}"] = _rows_path(one)
        found[f"{ROOT}/{one.name}.csv"] = _sheet_path(one)
    for feed in FEEDS:
        found[f"{ROOT}/feeds/{feed.name}.atom"] = _feed_path(feed)
    found[f"{ROOT}/calendar.ics"] = _get(
        "calendar", gettext("Datoer som kalender"), _text(terms.CALENDAR), headers=_ETAG
    )
    return found


def _rows_path(one: DataSet) -> Told:
    link = _header(gettext('Adressen på næste side, med rel="next". Mangler på den sidste side.'))
    content = {terms.JSON: {"schema": _page_schema(one)}}
    path = _get(one.name, str(one.title), content, str(one.about), headers=_ETAG | {"Link": link})
    path["get"]["parameters"] = [{"$ref": "#/components/parameters/after"}, {"$ref": "#/components/parameters/limit"}]
    return path


def _sheet_path(one: DataSet) -> Told:
    """The whole set; it is made while it is sent, so it has no ETag."""
    path = _get(f"{one.name}_csv", f"{one.title} (CSV)", _text(terms.CSV), str(one.about))
    del path["get"]["responses"]["304"]
    return path


def _feed_path(feed: Feed) -> Told:
    return _get(f"{feed.name}_feed", f"{feed.title} (Atom)", _text(terms.ATOM), headers=_ETAG)


def _get(name: str, summary: str, content: Told, about: str = "", headers: Told | None = None) -> Told:
    answer = {"description": summary, "content": content} | ({"headers": headers} if headers else {})
    refused = {str(code): {"$ref": f"#/components/responses/{code}"} for code in (400, 406, 429)}
    not_changed = {"304": {"description": gettext("Intet er ændret siden sidst")}}
    told = {"operationId": name, "summary": summary, "responses": {"200": answer} | not_changed | refused}
    return {"get": told | ({"description": about} if about else {})}


_ETAG: Told = {"ETag": {"$ref": "#/components/headers/ETag"}}


def _text(kind: str) -> Told:
    return {kind.partition(";")[0]: {"schema": {"type": "string"}}}


def _header(about: str) -> Told:
    return {"description": about, "schema": {"type": "string"}}


def _named(one: DataSet) -> str:
    return one.row.__name__


def _row_schema(one: DataSet) -> Told:
    fields = {field.name: schema_of(field) for field in one.fields}
    return {"type": "object", "description": str(one.about), "properties": fields, "required": list(fields)}


def _page_schema(one: DataSet) -> Told:
    rows = {"type": "array", "maxItems": terms.MOST_ROWS, "items": {"$ref": f"#/components/schemas/{_named(one)}"}}
    following = {
        "type": ["string", "null"],
        "format": "uri",
        "description": gettext("Adressen på næste side. Tom på den sidste."),
    }
    parts = {"data": rows, "next": following, "licence": {"type": "string", "const": terms.LICENCE_URL}}
    return {"type": "object", "properties": parts, "required": list(parts)}


def _index_schema() -> Told:
    texts = {name: {"type": "string"} for name in ("name", "title", "description")}
    links = {name: {"type": "string", "format": "uri"} for name in ("json", "csv")}
    one = {"type": "object", "properties": texts | links, "required": [*texts, *links]}
    parts = {"version": {"type": "string"}, "licence": {"type": "string"}, "datasets": {"type": "array", "items": one}}
    return {"type": "object", "properties": parts, "required": list(parts)}


def _after() -> Told:
    return {
        "name": "after",
        "in": "query",
        "description": gettext("Hvor den forrige side sluttede. Brug adressen i «next», og lav den ikke selv."),
        "schema": {"type": "string", "maxLength": 120},
    }


def _limit() -> Told:
    schema = {"type": "integer", "minimum": 1, "maximum": terms.MOST_ROWS, "default": terms.USUAL_ROWS}
    return {"name": "limit", "in": "query", "description": gettext("Rækker på en side."), "schema": schema}


def _problem_schema() -> Told:
    parts: Told = {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}}
    return {"type": "object", "properties": parts | {"detail": {"type": "string"}}, "required": list(parts)}


def _problems() -> Told:
    content = {terms.PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: Told = {str(code): {"description": str(text), "content": content} for code, text in terms.PROBLEMS.items()}
    found["429"]["headers"] = {"Retry-After": _header(gettext("Så mange sekunder skal du vente."))}
    return found
