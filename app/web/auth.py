"""Who visits, and what they may: the login manager and the permission of every route."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from werkzeug.exceptions import TooManyRequests

from app.clock import now
from app.domain.accounts import PERMISSIONS, Permission, Role
from app.services.accounts import AccountView, find_visit, network_of, see_session
from app.web.context import DatabaseTrouble, changing, hall, looking, visitor_address
from app.web.security import is_from_this_machine, keep_from_search_engines, let_caches_keep
from app.web.strangers import Strangers

P = ParamSpec("P")
PERMISSION = "gestand_permission"  # the attribute of a view that a test enumerates
STRANGERS = "gestand_strangers"  # the extension that counts their pages
MISSING = "gestand_missing"  # in `g`: the permission that the visitor had not


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who is signed in, in one browser."""

    account: AccountView
    session_id: int
    token: str = field(repr=False)
    before: datetime | None = None  # when they were last here before this visit
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Give what the cookie holds: the token of this one session, so that it can be ended."""
        return self.token

    @property
    def name(self) -> str:
        """The name that the history shows."""
        return self.account.name

    @property
    def role(self) -> Role:
        """What the person is here."""
        return self.account.role

    def may(self, permission: Permission) -> bool:
        """Say whether the person may do this."""
        return permission in PERMISSIONS[self.account.role]


def watch_the_door(app: Flask) -> None:
    """Let Flask-Login find the visitor of each request."""
    manager = LoginManager()
    manager.session_protection = None  # its row ends a session; addresses change
    manager.user_loader(_find_visitor)
    manager.init_app(app, add_context_processor=False)  # pages say themselves who is signed in
    app.extensions[STRANGERS] = Strangers()


def session_lifetime() -> timedelta:
    """Give the time without a visit after which a session ends."""
    return timedelta(hours=hall().settings.session_hours)


def _find_visitor(token: str) -> Visitor | None:
    """Give whose session this is; nobody for a demo account from elsewhere.

    Now and then it is written down that the session is used; a page that can be shown is
    shown, also when the database takes nothing at this moment.
    """
    with looking() as session:
        visit = find_visit(session, token, at=now(), lifetime=session_lifetime())
    if visit is None or (visit.account.demo and not is_from_this_machine()):
        return None
    if visit.is_stale:
        with suppress(DatabaseTrouble), changing() as session:
            see_session(session, visit.session_id, at=now())
    return Visitor(visit.account, visit.session_id, token, visit.before)


def find_visitor() -> Visitor | None:
    """Give who is signed in, None for nobody."""
    user = current_user
    return user._get_current_object() if user.is_authenticated else None  # noqa: SLF001 (werkzeug names it so)


def visitor() -> Visitor:
    """Give who is signed in, where the route's permission already proves that someone is."""
    found = find_visitor()
    assert found is not None
    return found


def is_open() -> bool:
    """Say whether anybody reads this register without signing in."""
    return hall().settings.public_reading


def for_anybody(answer: ResponseReturnValue) -> ResponseReturnValue:
    """Let caches keep a page that has nobody's own on it, where strangers read the register.

    The demo's letters are made up: no search engine may show them as if they were real.
    """
    if not is_open() or find_visitor() is not None:
        return answer
    if hall().is_demo:
        keep_from_search_engines()
    return let_caches_keep(answer)


def _count_page() -> None:
    """Count a page of a stranger; raises TooManyRequests for one too many in a minute."""
    seconds = current_app.extensions[STRANGERS].seconds_to_wait(
        network_of(visitor_address()), limit=hall().settings.pages_per_address, at=now()
    )
    if seconds:
        raise TooManyRequests(retry_after=seconds)


def requires(
    permission: Permission,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Open a route only to those with `permission`; others sign in first, or get a 403."""

    def decorate(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if permission is not Permission.PUBLIC:
                who = find_visitor()
                if who is None and permission is Permission.OPEN and is_open():
                    _count_page()
                    return for_anybody(view(*args, **kwargs))
                if who is None:
                    return redirect(url_for("account.sign_in", verder=_wanted()), 303)
                if not who.may(permission):
                    setattr(g, MISSING, permission)
                    abort(403)
            return view(*args, **kwargs)

        setattr(guarded, PERMISSION, permission)
        return guarded

    return decorate


def permission_of(view: Callable[..., object]) -> Permission | None:
    """Give the permission that a view asks, None for a view that names none."""
    found = getattr(view, PERMISSION, None)
    return found if isinstance(found, Permission) else None


def _wanted() -> str | None:
    """Give the page to return to after signing in; a form that was sent is not sent again."""
    if request.method != "GET":
        return None
    wanted = request.full_path.rstrip("?")
    return None if wanted == "/" else wanted


def check_permissions(app: Flask) -> None:
    """Refuse to start with a route that names no permission; static files are open to all."""
    nameless = [
        name
        for name, view in app.view_functions.items()
        if name != "static" and permission_of(view) is None
    ]
    if nameless:
        raise LookupError(f"routes without a permission: {', '.join(sorted(nameless))}")
