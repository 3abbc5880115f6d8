"""The API explained to people."""

from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.domain.accounts import Permission
from app.web.api.asked import RegisterQuestion
from app.web.api.description import CAUTION, routes
from app.web.auth import for_anybody, requires
from app.web.context import hall
from app.web.pages import page
from app.web.problems import PROBLEMS, ROOT
from app.web.speaking import _

bp = Blueprint("api_page", __name__)


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the API for the page: where, what, and the names of its filters."""

    path: str
    title: str
    filters: tuple[str, ...]


@bp.get("/api")
@requires(Permission.PUBLIC)
def index() -> ResponseReturnValue:
    """Say how to ask, what may be asked, and what the answers mean."""
    addresses = [
        Address(
            one.path,
            one.operation.title,
            tuple(field.alias or name for name, field in one.operation.asks.model_fields.items()),
        )
        for one in routes()
    ]
    filters = [
        (field.alias or name, field.description)
        for name, field in RegisterQuestion.model_fields.items()
    ]
    settings = hall().settings
    shown = page(
        "api.html",
        section="over",
        addresses=addresses,
        filters=filters,
        problems=[
            (status, _(title), _(detail, seconds="…", root=ROOT))
            for status, (title, detail) in PROBLEMS.items()
        ],
        root=ROOT,
        caution=CAUTION,
        per_account=settings.api_calls_per_account,
        per_address=settings.api_calls_per_address,
    )
    return for_anybody(shown)
