"""What a person sees when something cannot be done, in sentences that say what to do now."""

import logging
from dataclasses import dataclass

from flask import Flask, g, make_response, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, MethodNotAllowed, TooManyRequests

from app.domain.accounts import Permission
from app.domain.errors import (
    AlreadyJudged,
    AlreadyThere,
    AppError,
    Invalid,
    LastAdministrator,
    NotFound,
    RefusedAction,
    RestsOnIt,
    Stale,
)
from app.web.auth import MISSING
from app.web.context import local_path
from app.web.pages import IN_TROUBLE, page
from app.web.problems import is_for_api, problem
from app.web.speaking import later

log = logging.getLogger(__name__)
_NEVER_SHOWN = ("csrf_token", "seen", "back", "start", "end", "password", "current", "new", "again")


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """One page: its status, heading and what to do."""

    status: int
    heading: str
    advice: str


PAGES: dict[type[AppError], ErrorPage] = {
    NotFound: ErrorPage(
        404,
        later("Dit staat niet in het register"),
        later(
            "Misschien is het nummer verkeerd overgenomen, of is het adres verouderd. "
            "Zoek het op in het register of bij de brieven."
        ),
    ),
    AlreadyJudged: ErrorPage(
        409,
        later("Hierover is al beslist"),
        later(
            "Iemand was u voor. Ga terug om te zien wat er is besloten; u kunt dat besluit "
            "ongedaan maken als het niet klopt."
        ),
    ),
    Stale: ErrorPage(
        409,
        later("Intussen is dit gewijzigd"),
        later(
            "Uw besluit is niet vastgelegd, omdat er iets veranderde nadat u de pagina opende. "
            "Ga terug, kijk hoe het nu is en beslis opnieuw."
        ),
    ),
    AlreadyThere: ErrorPage(
        409,
        later("Dit staat al in het register"),
        later("Deze woorden zijn al als item vastgelegd. Open dat item om het te wijzigen."),
    ),
    RestsOnIt: ErrorPage(
        409,
        later("Dit kan nog niet ongedaan worden gemaakt"),
        later("Een later besluit berust erop. Maak eerst dat besluit ongedaan."),
    ),
    LastAdministrator: ErrorPage(
        409,
        later("Er moet een beheerder overblijven"),
        later(
            "Dit is de enige die het register kan beheren. Maak eerst iemand anders beheerder; "
            "daarna kan het wel."
        ),
    ),
    RefusedAction: ErrorPage(
        409,
        later("Dit kan nu niet"),
        later("De stand van zaken laat dit niet toe. Ga terug en kijk hoe het er nu voor staat."),
    ),
    Invalid: ErrorPage(
        422,
        later("Dit klopt nog niet"),
        later("Een van de ingevulde waarden kan niet juist zijn. Ga terug en kijk ze na."),
    ),
}

HTTP_PAGES: dict[int, ErrorPage] = {
    400: ErrorPage(
        400,
        later("Dit formulier kan niet worden verwerkt"),
        later(
            "Er ontbreekt iets in wat uw browser stuurde, of er staat een teken in dat geen tekst "
            "is. Ga terug, ververs de pagina en probeer het opnieuw."
        ),
    ),
    403: ErrorPage(
        403,
        later("Dit mag alleen een griffier"),
        later(
            "Met uw account kunt u het register lezen en doorzoeken, maar niet beslissen. "
            "Vraag de beheerder als dat niet klopt."
        ),
    ),
    404: ErrorPage(
        404,
        later("Deze pagina bestaat niet"),
        later(
            "Misschien is het adres verkeerd overgenomen. Zoek wat u zocht in het register "
            "of bij de brieven."
        ),
    ),
    405: ErrorPage(
        405,
        later("Zo kan deze pagina niet worden geopend"),
        later("Dit adres hoort bij een knop op een andere pagina. Begin bij het register."),
    ),
    413: ErrorPage(
        413,
        later("Dit is te veel tekst"),
        later("Maak de tekst korter en verstuur het formulier opnieuw."),
    ),
    429: ErrorPage(
        429,
        later("Dit zijn te veel pagina’s in één minuut"),
        later(
            "Wacht tot de volgende minuut en open de pagina dan opnieuw. Wie zich aanmeldt heeft "
            "deze grens niet, en programma’s lezen de API."
        ),
    ),
    500: ErrorPage(
        500,
        later("Er ging iets mis"),
        later(
            "Dit ligt aan Gestand, niet aan u. Er is niets vastgelegd. Probeer het opnieuw; "
            "blijft het misgaan, meld het dan bij de beheerder."
        ),
    ),
}
_TOO_LARGE = ErrorPage(
    413,
    later("Deze bestanden zijn samen te groot"),
    later(
        "Er is niets ingelezen. Kies minder bestanden tegelijk, of vraag de beheerder ze in te lezen."
    ),
)
_FOR_ADMINISTRATORS = ErrorPage(
    403,
    later("Dit mag alleen een beheerder"),
    later(
        "Hier staan de accounts van uw collega's. Uw eigen account vindt u onder uw naam, "
        "boven aan elke pagina."
    ),
)
_EXPIRED = ErrorPage(
    400,
    later("Dit formulier is verlopen"),
    later(
        "Het stond te lang open, of u hebt zich intussen afgemeld. Er is niets vastgelegd. "
        "Ga terug, ververs de pagina en verstuur het opnieuw."
    ),
)


def handle_errors(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(AppError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def page_of(error: AppError) -> ErrorPage:
    """Find the page of an error, or of the nearest kind that has one."""
    found = (PAGES[kind] for kind in type(error).__mro__ if kind in PAGES)
    return next(found, HTTP_PAGES[500])


def _refused(error: AppError) -> ResponseReturnValue:
    """Show what the program itself refuses."""
    found = page_of(error)
    if found.status >= HTTP_PAGES[500].status:
        log.error("unexpected refusal: %s", error, exc_info=error)
    who = error.judged_by if isinstance(error, AlreadyJudged) else None
    number = error.number if isinstance(error, AlreadyThere) else None
    return _show(found, who=who, number=number)


def _http(error: HTTPException) -> ResponseReturnValue:
    """Show what the web itself refuses; a redirect passes."""
    if error.code is None or error.code < 400:
        return error.get_response()
    if error.code == 403 and getattr(g, MISSING, None) is Permission.ADMINISTER:
        return _show(_FOR_ADMINISTRATORS)
    if error.code == _TOO_LARGE.status and request.mimetype == "multipart/form-data":
        return _show(_TOO_LARGE)
    answer = make_response(_show(HTTP_PAGES.get(error.code, HTTP_PAGES[400]), status=error.code))
    if isinstance(error, TooManyRequests) and error.retry_after is not None:
        answer.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.allow.update(error.valid_methods)
    return answer


def _expired(_error: CSRFError) -> ResponseReturnValue:
    """Show that a form carries no valid token."""
    return _show(_EXPIRED)


def _broken(error: Exception) -> ResponseReturnValue:
    """Show that something is wrong with the program, and write down what."""
    log.error("unhandled error on %s %s", request.method, request.path, exc_info=error)
    return _show(HTTP_PAGES[500])


def _show(
    error: ErrorPage,
    *,
    status: int | None = None,
    who: str | None = None,
    number: str | None = None,
) -> ResponseReturnValue:
    """Render the page, with what the person had typed; the API gets no page but a problem."""
    if is_for_api():
        return problem(status or error.status)
    setattr(g, IN_TROUBLE, True)
    sent = _sent()
    body = page(
        "errors/error.html",
        error=error,
        who=who,
        number=number,
        typed=_typed(sent),
        back=local_path(sent.get("back"), ""),
    )
    return body, status or error.status


def _sent() -> MultiDict[str, str]:
    """Give the form that was sent; nothing where there is none, or it cannot be read."""
    if request.method != "POST":
        return MultiDict()
    try:
        return request.form
    except HTTPException:  # too large: reading it again fails again
        return MultiDict()


def _typed(sent: MultiDict[str, str]) -> tuple[str, ...]:
    """Give the texts that were sent with the form, long enough to be worth keeping."""
    values = (value for name, value in sent.items() if name not in _NEVER_SHOWN)
    return tuple(value.replace("\0", "") for value in values if " " in value.strip())
