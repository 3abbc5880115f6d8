"""The API described: OpenAPI 3.1 made of its routes and models, and where it begins."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from app.domain.accounts import Permission
from app.domain.languages import DUTCH
from app.web.api.answering import VERSION, Operation, answers, bp, operation_of
from app.web.api.asked import LONGEST, Question
from app.web.api.list_shapes import Ingang, Probleem
from app.web.api.shaping import address_of
from app.web.auth import is_open, requires
from app.web.problems import PROBLEMS, ROOT, TYPE
from app.web.security import LARGEST_ID
from app.web.speaking import later, speaking

NAME = "Gestand"
CAUTION = later(
    "Gestand is niet het register van de Kamer. Wat “mogelijk” heet en elke suggestie vond de "
    "computer; dat kan verkeerd zijn. De officiële stukken staan op officielebekendmakingen.nl."
)
_VARIABLE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_NAMES = {"number": "nummer", "document_id": "id", "name": "naam", "slug": "sleutel"}
_REF = "#/components/schemas/{model}"
_TOLD = (400, 401, 404, 429, 500, 503)


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the API: its path, the name of its view, and what it does."""

    path: str
    name: str
    rule: Rule
    operation: Operation


def routes() -> Iterator[Route]:
    """Give every address that is described, by its path."""
    found = []
    for rule in current_app.url_map.iter_rules():
        operation = operation_of(current_app.view_functions[rule.endpoint])
        if operation is not None:
            path = _VARIABLE.sub(lambda found: f"{{{_NAMES[found['name']]}}}", rule.rule)
            found.append(Route(path, rule.endpoint.partition(".")[2], rule, operation))
    yield from sorted(found, key=lambda one: one.path)


@bp.get("")
@answers(Ingang, later("Waar de API begint: de lijsten en de beschrijving."))
def begin() -> Ingang:
    """Say where everything is."""
    lists = [one for one in routes() if not one.rule.arguments and one.name != "begin"]
    return Ingang(
        naam=NAME,
        versie=VERSION,
        uitleg=address_of("api_page.index"),
        beschrijving=address_of("api.describe"),
        let_op=str(CAUTION),
        lijsten={one.path.removeprefix(f"{ROOT}/"): address_of(f"api.{one.name}") for one in lists},
    )


@bp.get("/openapi.json")
@requires(Permission.PUBLIC)
def describe() -> ResponseReturnValue:
    """Give the description; it tells nothing of the register, so it is open to all."""
    with speaking(DUTCH):
        body = json.dumps(make_description(), ensure_ascii=False)
    answer = Response(body, content_type="application/json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "public, max-age=3600"
    answer.add_etag()
    return answer.make_conditional(request)


def make_description() -> dict[str, Any]:
    """Make the OpenAPI document of the routes of this application."""
    known = list(routes())
    gives = frozenset(one.operation.gives for one in known)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{NAME}: toezeggingen en moties",
            "version": VERSION,
            "description": str(CAUTION),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": request.host_url.rstrip("/")}],
        "security": [{"token": []}, *([{}] if is_open() else [])],
        "paths": {one.path: {"get": _describe(one)} for one in known},
        "components": {
            "schemas": _schemas(gives),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


@cache
def _schemas(gives: frozenset[type[BaseModel]]) -> dict[str, Any]:
    """Describe the shapes of answers, once: they change with the program only."""
    shapes = sorted(gives | {Probleem}, key=lambda one: one.__name__)
    _, schemas = models_json_schema(
        [(shape, "serialization") for shape in shapes], ref_template=_REF
    )
    described: dict[str, Any] = schemas["$defs"]
    return described


def _describe(route: Route) -> dict[str, Any]:
    """Describe one address."""
    operation = route.operation
    gives = {"$ref": _REF.format(model=operation.gives.__name__)}
    told = {"$ref": _REF.format(model=Probleem.__name__)}
    answers_to: dict[str, Any] = {
        "200": {
            "description": "Het antwoord.",
            "headers": {
                "ETag": _header("Stuur dit mee als If-None-Match."),
                "RateLimit": _header("Hoeveel vragen er deze minuut nog over zijn."),
            },
            "content": {"application/json": {"schema": gives}},
        },
        "304": {"description": "Niet veranderd sinds het antwoord met deze ETag."},
    }
    for status in _TOLD:
        answers_to[str(status)] = {
            "description": str(PROBLEMS[status][0]),
            "content": {TYPE: {"schema": told}},
        }
    return {
        "operationId": route.name,
        "summary": str(operation.title),
        "parameters": [*_in_path(route.rule), *_in_query(operation.asks)],
        "responses": answers_to,
    }


def _header(told: str) -> dict[str, Any]:
    return {"description": told, "schema": {"type": "string"}}


def _in_path(rule: Rule) -> Iterator[dict[str, Any]]:
    """Describe what an address names."""
    for found in _VARIABLE.finditer(rule.rule):
        schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        if found["kind"] == "int":
            schema = {"type": "integer", "minimum": 0, "maximum": LARGEST_ID}
        yield {"name": _NAMES[found["name"]], "in": "path", "required": True, "schema": schema}


def _in_query(asks: type[Question]) -> Iterator[dict[str, Any]]:
    """Describe what an address may ask, from the model that checks it."""
    properties = asks.model_json_schema()["properties"] if asks.model_fields else {}
    for field_name, field in asks.model_fields.items():
        name = field.alias or field_name
        schema = dict(properties[name])
        for option in schema.pop("anyOf", []):  # a filter that may be left out is never null
            if option.get("type") != "null":
                schema = {**option, **schema}
        for word in ("title", "description", *(["default"] if field.default is None else [])):
            schema.pop(word, None)
        yield {
            "name": name,
            "in": "query",
            "required": False,
            "description": str(field.description),
            "schema": schema,
        }
