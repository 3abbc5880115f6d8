"""What Gestand is, and how far it can be trusted."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.domain.accounts import Permission
from app.web.auth import for_anybody, is_open, requires
from app.web.context import hall
from app.web.pages import page

bp = Blueprint("about", __name__)


@bp.get("/over")
@requires(Permission.PUBLIC)
def index() -> ResponseReturnValue:
    """Say what this is."""
    return for_anybody(page("about.html", section="over"))


@bp.get("/robots.txt")
@requires(Permission.PUBLIC)
def robots() -> ResponseReturnValue:
    """Say to search engines what they may look at; without readers from outside, nothing."""
    closed = ["/"] if not is_open() or hall().is_demo else ["/*?", "/aanmelden", "/api/", "/zoeken"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    answer = Response("\n".join(lines) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
