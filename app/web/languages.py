"""The switch between the languages of the pages."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.languages import Language
from app.services.accounts import set_language
from app.web.auth import find_visitor, requires
from app.web.context import changing, hall, local_path
from app.web.security import csrf
from app.web.speaking import COOKIE

bp = Blueprint("languages", __name__)
_YEAR = 365 * 24 * 3600


@bp.post("/taal")
@csrf.exempt  # type: ignore[untyped-decorator]  # a token is a cookie, and no cache keeps a page that sets one
@requires(Permission.PUBLIC)
def choose() -> ResponseReturnValue:
    """Read on in another language: remembered for the account, and in this browser.

    Whoever is signed in sends a token as with any form; to a stranger nothing can be done but
    another language.
    """
    if find_visitor() is not None and current_app.config["WTF_CSRF_ENABLED"]:
        csrf.protect()
    wanted = request.form.get("taal")
    back = local_path(request.form.get("verder"), url_for("register.index"))
    answer = redirect(back, 303)
    if wanted not in set(Language):
        return answer
    who = find_visitor()
    if who is not None:
        with changing() as session:
            set_language(session, who.account.id, Language(wanted), actor=who.name, at=now())
    answer.set_cookie(
        COOKIE,
        wanted,
        max_age=_YEAR,
        secure=hall().settings.secure_cookies,
        httponly=True,
        samesite="Lax",
    )
    return answer


def this_page() -> str:
    """Give the address of the page that is shown, for coming back to it.

    What answered a form stands under the form's address, which may open nothing by itself; then
    the page that the form stood on is it.
    """
    if request.method == "GET":
        return request.full_path.rstrip("?")
    came = urlsplit(request.referrer or "")
    if came.netloc != request.host:
        return url_for("register.index")
    return came._replace(scheme="", netloc="", fragment="").geturl()
