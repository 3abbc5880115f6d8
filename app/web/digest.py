"""Stopping the weekly digest, with one click from the mail (RFC 8058)."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import NotFound
from app.services.digests import is_subscription, unsubscribe
from app.web.auth import requires
from app.web.context import changing, looking
from app.web.pages import page
from app.web.security import csrf

bp = Blueprint("digest", __name__, url_prefix="/weekbericht")


@bp.get("/afmelden/<token>")
@requires(Permission.PUBLIC)
def ask(token: str) -> ResponseReturnValue:
    """Show the button; looking alone stops nothing, since link scanners look."""
    with looking() as session:
        if not is_subscription(session, token):
            return _unknown()
    return page("digest/unsubscribe.html", token=token, state="ask")


@bp.post("/afmelden/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]  # a mail program posts here; the address is the proof
@requires(Permission.PUBLIC)
def stop(token: str) -> ResponseReturnValue:
    """Stop the digest; answered at once, without signing in and without a redirect."""
    try:
        with changing() as session:
            unsubscribe(session, token, at=now())
    except NotFound:
        return _unknown()
    return page("digest/unsubscribe.html", token=token, state="done")


def _unknown() -> ResponseReturnValue:
    """Say that the address leads to no subscription; the general page speaks of the register."""
    return page("digest/unsubscribe.html", state="unknown"), 404
