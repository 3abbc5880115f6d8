"""What the API says when something cannot be done: problem+json (RFC 9457), with what to do now."""

import json
from collections.abc import Mapping

from flask import Response, request, url_for

from app.web.speaking import _, later

ROOT = "/api/v1"
TYPE = "application/problem+json"

# For each status what is the matter, and what to do.
PROBLEMS: dict[int, tuple[str, str]] = {
    400: (
        later("Deze vraag klopt niet"),
        later("Verbeter wat hieronder bij “fouten” staat en vraag het opnieuw."),
    ),
    401: (
        later("Dit kan alleen met een token"),
        later(
            "Maak op uw accountpagina een token en stuur het bij elke vraag mee als "
            "“Authorization: Bearer …”."
        ),
    ),
    404: (
        later("Dit is er niet"),
        later("Kijk het adres na, of zoek wat u bedoelt met %(root)s/zoeken?q=…."),
    ),
    405: (later("Deze API wordt alleen gelezen"), later("Vraag dit adres op met GET.")),
    429: (
        later("Te veel vragen in deze minuut"),
        later(
            "Wacht %(seconds)s seconden en vraag het dan opnieuw; met een token mag u vaker vragen."
        ),
    ),
    500: (
        later("Er ging iets mis"),
        later(
            "Dit ligt aan Gestand: vraag het over een minuut opnieuw, en meld het bij de "
            "beheerder als het mis blijft gaan."
        ),
    ),
    503: (
        later("Het register is even bezet"),
        later("Vraag het over %(seconds)s seconden opnieuw."),
    ),
}


def is_for_api() -> bool:
    """Say whether the request is one to the API, whether or not its address exists."""
    return request.path == ROOT or request.path.startswith(f"{ROOT}/")


def problem(
    status: int,
    *,
    faults: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: int = 0,
) -> Response:
    """Say what is the matter; `faults` are sentences by the name of what was asked wrongly."""
    known = status if status in PROBLEMS else 400 if status < 500 else 500
    title, detail = PROBLEMS[known]
    told: dict[str, object] = {
        "type": url_for("api_page.index", _anchor=f"fout-{known}", _external=True),
        "title": _(title),
        "status": status,
        "detail": _(detail, seconds=seconds, root=ROOT),
    }
    if faults:
        told["fouten"] = [{"veld": name, "uitleg": said} for name, said in faults.items()]
    body = json.dumps(told, ensure_ascii=False)
    return Response(body, status, headers=dict(headers or {}), content_type=TYPE)
