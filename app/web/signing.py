"""A session begun and ended, in this browser."""

from contextlib import suppress

from flask import request, session
from flask_login import login_user, logout_user

from app.clock import now
from app.domain.errors import NotFound
from app.services.accounts import AccountView, begin_session, end_session
from app.web.auth import Visitor, find_visitor, session_lifetime
from app.web.context import changing
from app.web.devices import device_words

_BY_PROVIDER = "by_provider"  # in the cookie: came in by single sign-on


def let_in(account: AccountView, *, by_provider: bool = False) -> None:
    """Begin a new session: nothing of the one before is kept."""
    device = device_words(request.user_agent.string)
    with changing() as opened:
        begun = begin_session(
            opened, account.id, device=device, at=now(), lifetime=session_lifetime()
        )
    session.clear()
    session.permanent = True
    session[_BY_PROVIDER] = by_provider
    login_user(Visitor(account, begun.id, begun.token))


def leave() -> bool:
    """End the session of this browser, and say whether it began at the provider."""
    by_provider = bool(session.get(_BY_PROVIDER))
    who = find_visitor()
    if who is not None:
        with suppress(NotFound), changing() as opened:
            end_session(opened, who.account.id, who.session_id)
    logout_user()
    session.clear()
    return by_provider
