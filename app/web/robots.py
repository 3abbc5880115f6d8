"""What search engines are asked to leave alone."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.domain.accounts import Permission
from app.web.auth import is_open, requires
from app.web.context import hall

bp = Blueprint("robots", __name__)
_ENDLESS = ("/*?", "/aanmelden", "/api/", "/zoeken")


@bp.get("/robots.txt")
@requires(Permission.PUBLIC)
def index() -> ResponseReturnValue:
    """Say what may be looked at: nothing of a closed register, nor of the demo, which is made up."""
    closed = ("/",) if hall().is_demo or not is_open() else _ENDLESS
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in closed))
    answer = Response("\n".join(lines) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
