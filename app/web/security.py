"""Security headers, cookies and the token on every form."""

import string
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from flask import Flask, Response, abort, g, make_response, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from app.settings import Settings, secret_key

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


_POLICY = (
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "manifest-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
)
HEADERS = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY_OF_MAIL = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; sandbox"
"""What a mail may do where it is looked at: its styles stand on its elements, and it runs nothing."""
_YEAR = int(timedelta(days=365).total_seconds())
MEGABYTE = 1024 * 1024
MAX_FORM_BYTES = 1_000_000  # of all forms but the one with papers

_KEPT = 60  # seconds that a page may be kept for strangers
_FOUND, _FIRST_ERROR = 200, 400
_SHOWN = "gestand_shown"  # in `g`: search engines may show the page
_HIDDEN = "gestand_hidden"  # in `g`: whatever else, they may not
LARGEST_ID = 2**31 - 1  # of a row, on either database

csrf = CSRFProtect()


class RowNumber(IntegerConverter):
    """The number of a row in an address; one that no row can have leads to no page."""

    def __init__(self, map: Map) -> None:  # noqa: A002 (werkzeug names it so)
        """Bound the number by what a column can hold."""
        super().__init__(map, max=LARGEST_ID)


def secure(app: Flask, settings: Settings) -> None:
    """Set the keys, cookies, headers and form tokens of the application."""
    app.config.update(
        SECRET_KEY=secret_key(settings),
        SECRET_KEY_FALLBACKS=[key.get_secret_value() for key in settings.old_secret_keys],
        SESSION_COOKIE_NAME="gestand",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session
        WTF_CSRF_SSL_STRICT=settings.secure_cookies,
        WTF_I18N_ENABLED=False,  # WTForms has its own Dutch
    )
    app.wsgi_app = _Escaping(app.wsgi_app)  # type: ignore[method-assign]  # Flask documents this
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        proxied = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # Flask documents this assignment
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_nul)
    csrf.init_app(app)
    app.after_request(_add_headers)


class _Escaping:
    """Reads bytes in an address that a browser would have escaped as if it had, without failing."""

    def __init__(self, inner: "WSGIApplication") -> None:
        """Stand before this application."""
        self._inner = inner

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as it does."""
        asked = environ.get("QUERY_STRING", "")
        if not asked.isascii():
            environ["QUERY_STRING"] = quote(asked, safe=string.printable, encoding="latin-1")
        return self._inner(environ, start_response)


def _refuse_nul() -> None:
    """Refuse the one sign that no text column of PostgreSQL takes; no person types it."""
    if "\0" in request.path:
        abort(404)
    for values in (request.args, request.form):
        if any("\0" in name or "\0" in value for name, value in values.items(multi=True)):
            abort(400)


def let_caches_keep(answer: ResponseReturnValue) -> Response:
    """Let caches keep a page for whoever is not signed in, and ask after it by its ETag.

    Search engines may show it too, but for what an address asks besides, without end.
    """
    response = make_response(answer)
    if response.status_code < _FIRST_ERROR:
        response.headers["Cache-Control"] = f"public, max-age={_KEPT}"
        response.vary.add("Cookie")
        setattr(g, _SHOWN, not request.query_string and response.status_code == _FOUND)
    if response.status_code == _FOUND and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response


def keep_from_search_engines() -> None:
    """Let no search engine show this page by itself."""
    setattr(g, _HIDDEN, True)


def _add_headers(response: Response) -> Response:
    """Put the headers on every answer; no cache keeps what does not say that it may."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static" and (
        getattr(g, _HIDDEN, False) or not getattr(g, _SHOWN, False)
    ):
        response.headers["X-Robots-Tag"] = "noindex"
    if session.modified:  # its cookie is somebody's own
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def is_from_this_machine() -> bool:
    """Say whether the request comes from a browser on this machine, by the loopback address.

    A request that says that a proxy passed it on is not, whatever address the proxy has; nor
    is one that names another host, as a page elsewhere can make a browser do. A proxy on this
    machine that says nothing of the kind cannot be told from a browser: this keeps mistakes
    out, and only a password keeps people out.
    """
    passed_on = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
    if any(name in request.headers for name in passed_on):
        return False
    address = request.remote_addr or ""
    host = urlsplit(f"//{request.host}").hostname or ""
    local = address.startswith("127.") or address == "::1"
    return local and (host in ("localhost", "::1") or host.startswith("127."))
