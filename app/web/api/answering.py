"""How the API answers: who asks, how often they may, what is asked, and the answer with its headers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from app.clock import now
from app.domain.accounts import Permission
from app.domain.languages import DUTCH
from app.services.accounts import Bearer, find_bearer, network_of, see_token
from app.services.rates import WINDOW, Rate, count_call
from app.web.api.asked import Question, WrongQuestion, read_question
from app.web.api.shapes import Lijst
from app.web.auth import PERMISSION, find_visitor, is_open
from app.web.context import DatabaseTrouble, changing, hall, looking, visitor_address
from app.web.problems import ROOT, problem
from app.web.security import is_from_this_machine
from app.web.speaking import speaking

bp = Blueprint("api", __name__, url_prefix=ROOT)
P = ParamSpec("P")
OPERATION = "gestand_operation"  # the attribute of a view from which its description is made
ASKED = "gestand_asked"  # in `g`: the question as it was read
RATE = "gestand_rate"  # in `g`: what the caller may still ask
VERSION = "1.0.0"
KEPT = "private, no-cache"  # a cache may keep an answer, and asks each time whether it still holds
_WAIT = 5  # seconds to wait when the register is busy


@dataclass(frozen=True, slots=True)
class Operation:
    """What a route of the API does, in a sentence; what it may be asked, and what it answers."""

    title: str
    asks: type[Question]
    gives: type[BaseModel]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: by what they are counted, how often they may ask, and whether they may read.

    `had_token` says that a token was shown that opens nothing.
    """

    key: str
    limit: int
    may_read: bool
    bearer: Bearer | None = None
    had_token: bool = False


def answers(
    gives: type[BaseModel], title: str, asks: type[Question] = Question
) -> Callable[[Callable[P, BaseModel]], Callable[P, ResponseReturnValue]]:
    """Make a view of the API of a function that gives the shape of its answer.

    A stranger gets 401, who asks too often 429, who asks what cannot be 400.
    """

    def decorate(view: Callable[P, BaseModel]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def answered(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            caller = _find_caller()
            try:
                rate = _count(caller)
            except DatabaseTrouble:
                return problem(503, headers={"Retry-After": str(_WAIT)}, seconds=_WAIT)
            setattr(g, RATE, rate)
            if refused := _refuse(caller, rate):
                return refused
            try:
                setattr(g, ASKED, read_question(asks, request.args))
                with speaking(DUTCH):
                    return _answer(view(*args, **kwargs))
            except WrongQuestion as wrong:
                return problem(400, faults=wrong.faults)

        setattr(answered, PERMISSION, Permission.OPEN)
        setattr(answered, OPERATION, Operation(title, asks, gives))
        return answered

    return decorate


def operation_of(view: Callable[..., object]) -> Operation | None:
    """Give what a view of the API does; None for any other view."""
    found = getattr(view, OPERATION, None)
    return found if isinstance(found, Operation) else None


def asked() -> Any:
    """Give the question of this request, as its model."""
    return getattr(g, ASKED)


def _find_caller() -> Caller:
    """Find who asks: by a token, else by the session of a browser, else by the network address."""
    settings, address = hall().settings, f"address:{network_of(visitor_address())}"
    header = request.headers.get("Authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        with looking() as session:
            bearer = find_bearer(session, token.strip()) if scheme.lower() == "bearer" else None
        if bearer is None or (bearer.account.demo and not is_from_this_machine()):
            return Caller(address, settings.api_calls_per_address, may_read=False, had_token=True)
        key = f"token:{bearer.token_id}"
        return Caller(key, settings.api_calls_per_account, may_read=True, bearer=bearer)
    who = find_visitor()
    if who is not None:
        key = f"account:{who.account.id}"
        return Caller(key, settings.api_calls_per_account, may_read=who.may(Permission.OPEN))
    return Caller(address, settings.api_calls_per_address, may_read=is_open())


def _count(caller: Caller) -> Rate:
    """Count this question, and write down that a token is used."""
    at, bearer = now(), caller.bearer
    with changing() as session:
        if bearer is not None and bearer.used_on != at.date():
            see_token(session, bearer.token_id, on=at.date())
        return count_call(session, caller.key, limit=caller.limit, at=at)


def _refuse(caller: Caller, rate: Rate) -> Response | None:
    """Refuse who asks too often, or may not ask at all."""
    if rate.is_over:
        headers = {"Retry-After": str(rate.seconds)}
        return problem(429, headers=headers, seconds=rate.seconds)
    if not caller.may_read:
        wrong = ', error="invalid_token"' if caller.had_token else ""
        return problem(401, headers={"WWW-Authenticate": f'Bearer realm="Gestand"{wrong}'})
    return None


@bp.after_request
def _add_headers(response: Response) -> Response:
    """Say how often one may ask, and what is left of it (draft-ietf-httpapi-ratelimit-headers)."""
    response.headers["API-Version"] = VERSION
    if is_open():  # a page elsewhere may ask, without its reader's cookie
        response.headers["Access-Control-Allow-Origin"] = "*"
    rate: Rate | None = getattr(g, RATE, None)
    if rate is not None:
        window = int(WINDOW.total_seconds())
        response.headers["RateLimit-Policy"] = f'"minuut";q={rate.limit};w={window}'
        response.headers["RateLimit"] = f'"minuut";r={rate.left};t={rate.seconds}'
    return response


def _answer(body: BaseModel) -> Response:
    """Make the answer: its ETag follows from it, and who has it already gets 304 without it."""
    answer = Response(body.model_dump_json(by_alias=True), content_type="application/json")
    answer.headers["Cache-Control"] = KEPT
    answer.vary.update(("Authorization", "Cookie"))
    if isinstance(body, Lijst):
        answer.headers["Link"] = ", ".join(_links(body))
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _links(body: Lijst) -> list[str]:
    """Give the pages around this one for the header (RFC 8288)."""
    around = {
        "first": body.eerste,
        "prev": body.vorige,
        "next": body.volgende,
        "last": body.laatste,
    }
    return [f'<{address}>; rel="{name}"' for name, address in around.items() if address]
