"""Signing in at the organisation's own provider, by OpenID Connect (code flow, PKCE, nonce).

The one place of the web that asks the outside something: the provider, when somebody signs in.
"""

import logging
from urllib.parse import urlencode

from authlib.integrations.flask_client import FlaskOAuth2App, OAuth, OAuthError
from flask import Blueprint, Flask, abort, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from app.clock import now
from app.domain.accounts import Permission, Role
from app.services.accounts import Identity, SignInRefused, enter_by_identity
from app.settings import Settings
from app.web.auth import requires
from app.web.context import changing, hall, local_path
from app.web.pages import page
from app.web.signing import let_in
from app.web.speaking import _, later

log = logging.getLogger(__name__)
bp = Blueprint("single_sign_on", __name__)

_KEY = "gestand_oidc"
_STATES = "_state_oidc_"  # in the cookie, by Authlib: state, nonce and code verifier
_WANTED = "wanted"  # in the cookie: the page that was asked for
_PATIENCE = 10  # seconds for each question to the provider
# Signatures that only the provider can make; "none" and those with a shared key are not among them.
_SIGNATURES = frozenset(
    f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)
) | {"EdDSA", "Ed25519"}
_ALGORITHMS = "id_token_signing_alg_values_supported"
_WENT_WRONG = (OAuthError, JoseError, RequestException, RuntimeError, ValueError)

REFUSALS = {
    SignInRefused.UNKNOWN: later(
        "U bent aangemeld bij %(name)s, maar hebt in Gestand nog geen account. "
        "Vraag de beheerder om een uitnodiging."
    ),
    SignInRefused.UNVERIFIED: later(
        "%(name)s heeft uw e-mailadres niet bevestigd. Zonder dat weten wij "
        "niet welk account van u is. Vraag het daar na."
    ),
    SignInRefused.BLOCKED: later(
        "Uw account is geblokkeerd. Vraag de beheerder van dit register waarom."
    ),
}


def prepare_single_sign_on(app: Flask, settings: Settings, *, is_demo: bool) -> None:
    """Make the provider known, where one is set; the demo has accounts of its own."""
    if is_demo or not settings.oidc_issuer:
        return
    provider = OAuth(app).register(
        "oidc",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value() or None,
        server_metadata_url=f"{settings.oidc_issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": _PATIENCE,
        },
    )
    app.extensions[_KEY] = provider


def has_single_sign_on() -> bool:
    """Say whether people can sign in at a provider."""
    return _KEY in current_app.extensions


@bp.get("/aanmelden/organisatie")
@requires(Permission.PUBLIC)
def begin() -> ResponseReturnValue:
    """Send a person to the provider; a link, since a form may lead to this site alone."""
    provider = _provider()
    for key in [one for one in session if one.startswith(_STATES)]:
        del session[key]  # of attempts that were left: a cookie holds only so much
    session[_WANTED] = local_path(request.args.get("verder"), "")
    try:
        answer: ResponseReturnValue = provider.authorize_redirect(_address(".end"))
    except _WENT_WRONG as error:
        return _failed(error)
    return answer


@bp.get("/aanmelden/organisatie/terug")
@requires(Permission.PUBLIC)
def end() -> ResponseReturnValue:
    """Let in whom the provider vouches for, or say why not."""
    provider = _provider()
    try:
        identity = _identity(provider)
    except _WENT_WRONG as error:
        return _failed(error)
    role = hall().settings.oidc_new_role
    with changing() as opened:
        outcome = enter_by_identity(
            opened, identity, new_role=Role(role) if role else None, at=now()
        )
    if isinstance(outcome, SignInRefused):
        sentence = _(REFUSALS[outcome], name=_name())
        return page("account/not_in.html", sentence=sentence), 403
    wanted = local_path(session.get(_WANTED), url_for("register.index"))
    let_in(outcome, by_provider=True)
    return redirect(wanted, 303)


@bp.get("/afgemeld")
@requires(Permission.PUBLIC)
def left() -> ResponseReturnValue:
    """Say that a person is out here, and offer to be out at the provider too."""
    _provider()
    return page("account/left.html", name=_name(), address=leave_address())


def leave_address() -> str | None:
    """Give where a person also signs out at the provider; None where it offers no such page."""
    try:
        known = _provider().load_server_metadata().get("end_session_endpoint")
    except _WENT_WRONG as error:
        log.warning("the provider of single sign-on does not answer: %s", error)
        return None
    if not known:
        return None
    asked = {
        "client_id": hall().settings.oidc_client_id,
        "post_logout_redirect_uri": _address("account.sign_in"),
    }
    return f"{known}{'&' if '?' in known else '?'}{urlencode(asked)}"


def _provider() -> FlaskOAuth2App:
    """Give the provider; without one its pages are not there."""
    if not has_single_sign_on():
        abort(404)
    provider = current_app.extensions[_KEY]
    assert isinstance(provider, FlaskOAuth2App)
    _keep_safe_signatures(provider)
    return provider


def _keep_safe_signatures(provider: FlaskOAuth2App) -> None:
    """Believe no signature but those that only the provider can make, whatever it says it takes."""
    known = provider.server_metadata.get(_ALGORITHMS)
    if known is not None:
        provider.server_metadata[_ALGORITHMS] = [one for one in known if one in _SIGNATURES]


def _identity(provider: FlaskOAuth2App) -> Identity:
    """Ask the provider who came back; raises one of `_WENT_WRONG` for an answer that is none.

    State, code verifier, nonce, signature, times, audience and issuer are all looked at.
    """
    issuer = hall().settings.oidc_issuer
    provider.load_server_metadata()
    _keep_safe_signatures(provider)
    issuers = {"iss": {"essential": True, "values": [issuer]}}
    token = provider.authorize_access_token(claims_options=issuers)
    claims = token.get("userinfo")
    if not claims or not claims.get("sub"):
        raise ValueError("the answer names nobody")
    if not claims.get("email"):  # many providers tell it on a question of its own alone
        asked = provider.userinfo(token=token)
        if asked.get("sub") != claims["sub"]:
            raise ValueError("the provider tells of somebody else")
        claims = {**claims, **asked}
    return Identity(
        issuer=issuer,
        subject=str(claims["sub"])[:255],
        email=str(claims.get("email") or "")[:255],
        email_verified=claims.get("email_verified") is True and bool(claims.get("email")),
        name=str(claims.get("name") or "")[:200],
    )


def _failed(error: Exception) -> ResponseReturnValue:
    """Say that signing in there did not work, and write down why."""
    log.warning("single sign-on failed: %s: %s", type(error).__name__, error)
    sentence = _("Aanmelden via %(name)s lukte niet. Probeer het nog eens.", name=_name())
    return page("account/not_in.html", sentence=sentence), 502


def _address(endpoint: str) -> str:
    """Give the address of a page as the provider knows it."""
    return f"{hall().settings.site_url}{url_for(endpoint)}"


def _name() -> str:
    """Name the provider as people know it."""
    return hall().settings.oidc_name
