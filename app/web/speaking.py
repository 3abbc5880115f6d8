"""The words of a page, said in the language of whoever looks at it.

`_` says something now; `later` marks the words of a table or form, which are made before anybody
looks, and says them when they are shown. Templates have `_` and `{% trans %}`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import SupportsIndex

from flask import g, has_request_context, request
from markupsafe import Markup, escape

from app.domain.languages import DUTCH, Language, Translator
from app.languages import translator
from app.web.auth import find_visitor
from app.web.context import DatabaseTrouble

COOKIE = "gestand-taal"
_CHOSEN = "gestand_language"  # in `g`
_set: ContextVar[Translator | None] = ContextVar("gestand_translator", default=None)


def speaker() -> Translator:
    """Give who says things on this page: as set by `speaking`, else as its visitor chose."""
    if (found := _set.get()) is not None:
        return found
    if not has_request_context():
        return DUTCH
    if _CHOSEN not in g:
        setattr(g, _CHOSEN, translator(_chosen()))
    chosen = getattr(g, _CHOSEN)
    assert isinstance(chosen, Translator)
    return chosen


@contextmanager
def speaking(chosen: Translator) -> Iterator[None]:
    """Say everything in one language, whoever looks; for papers that leave the register."""
    token = _set.set(chosen)
    try:
        yield
    finally:
        _set.reset(token)


def _chosen() -> Language:
    """Give the language of a person's account, else the browser's choice, else Dutch."""
    try:
        who = find_visitor()
    except DatabaseTrouble:  # the page of the error is made in the language that is known
        who = None
    if who is not None and who.account.language is not None:
        return who.account.language
    cookie = request.cookies.get(COOKIE)
    return Language(cookie) if cookie in set(Language) else Language.DUTCH


def _(message: str, /, **values: object) -> str:
    """Say a message, with its values put in for `%(name)s`."""
    return speaker().say(str.__str__(message), **values)  # also of words that were marked for later


def counted(one: str, many: str, number: int, /, **values: object) -> str:
    """Say a message about a number of things, which it may name as `%(num)s`."""
    return speaker().count(one, many, number, **values)


def gettext(message: str, /) -> str:
    """Say a message whose values somebody else puts in."""
    return speaker().catalogue.gettext(str.__str__(message))


def ngettext(one: str, many: str, number: int, /) -> str:
    """Say a message about a number of things whose values somebody else puts in."""
    return speaker().catalogue.ngettext(one, many, number)


class Later(str):
    """Words that are said when they are shown; as a key and in comparisons they are Dutch.

    Whatever makes a text of them says them first, but for `join`, which Python does not
    tell the parts about: join what `str` gives.
    """

    __slots__ = ("values",)

    values: dict[str, object]

    def __str__(self) -> str:
        """Say them, in the language of whoever looks now."""
        return gettext(str.__str__(self)) % self.values

    def __html__(self) -> Markup:
        """Say them in a page."""
        return escape(str(self))

    def __format__(self, form: str, /) -> str:
        """Say them within an f-string."""
        return format(str(self), form)

    def __mod__(self, values: object, /) -> str:
        """Say them with values put in."""
        return str(self) % values

    def __add__(self, other: str, /) -> str:
        """Say them, and go on."""
        return str(self) + other

    def __radd__(self, other: str, /) -> str:
        """Say them after something."""
        return other + str(self)

    def __getitem__(self, key: SupportsIndex | slice, /) -> str:
        """Give a part of what is said."""
        return str(self)[key]

    def lower(self) -> str:
        """Say them in small letters."""
        return str(self).lower()

    def lstrip(self, signs: str | None = None, /) -> str:
        """Say them without these signs at the beginning."""
        return str(self).lstrip(signs)


def later(message: str, /, **values: object) -> str:
    """Mark words of a table or form that are made before anybody looks."""
    marked = Later(message)
    marked.values = values
    return marked
