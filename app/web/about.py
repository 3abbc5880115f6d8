"""What Gestand is, and how far it can be trusted."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.domain.accounts import Permission
from app.web.auth import for_anybody, requires
from app.web.pages import page

bp = Blueprint("about", __name__)


@bp.get("/over")
@requires(Permission.PUBLIC)
def index() -> ResponseReturnValue:
    """Say what this is."""
    return for_anybody(page("about.html", section="over"))
