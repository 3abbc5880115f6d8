"""The lists that can be followed: what their address asks for, and what they are called."""

from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from app.domain.papers import PaperKind
from app.services.digests.shared import ListFilter
from app.services.overview.register import find_names
from app.services.overview.rows.letters import Held
from app.web.context import Opened
from app.web.letters import HELD, KINDS, wanted_letters
from app.web.register import wanted_items
from app.web.speaking import _, later
from app.web.words import capitalize_first

_PASSING = frozenset({"status", "termijn"})  # how it stands today, which does not count
_KINDS = {
    "toezegging": later("toezeggingen"),
    "mogelijk": later("mogelijke toezeggingen"),
    "motie": later("moties"),
}
_PARTS = {
    "q": later("“%(value)s”"),
    "lid": later("lid %(value)s"),
    "dossier": later("dossier %(value)s"),
    "brief": later("stuk %(value)s"),
    "fractie": later("fractie %(value)s"),
    "van": later("vanaf %(value)s"),
    "tot": later("tot en met %(value)s"),
}
_OF_LETTERS = {
    "soort": {kind.value: KINDS[kind] for kind in PaperKind},
    "met": {held.value: HELD[held] for held in Held},
}
_SLUGS = frozenset({"ministerie", "commissie"})
_LOOKS = frozenset(
    {"pagina", "sorteer", "omgekeerd", "sinds", "lijst"}
)  # of a list: how it looks, not what it is


def list_address(address: str) -> str:
    """Give what an address of a list asks for, without how it is looked at."""
    pairs = parse_qsl(address.lstrip("?"))
    return urlencode([(name, value) for name, value in pairs if name not in _LOOKS])


def wanted_of(address: str, *, letters: bool) -> ListFilter:
    """Give the filter of a list by its address."""
    args: MultiDict[str, str] = MultiDict(parse_qsl(address))
    return wanted_letters(args) if letters else wanted_items(args)


def list_name(session: Opened, address: str, *, letters: bool = False) -> str:
    """Name a list by what its address asks for, ministries and committees by their names."""
    kept = [pair for pair in parse_qsl(address) if pair[0] not in _LOOKS | _PASSING]
    names: dict[str, str] = {}
    if any(name in _SLUGS for name, _value in kept):
        known = find_names(session)
        names = {one.slug: one.name for one in (*known.ministries, *known.committees)}
    words = [
        capitalize_first(names[value])
        if name in _SLUGS and value in names
        else _named(name, value, letters=letters)
        for name, value in kept
    ]
    if not letters:
        return capitalize_first("; ".join(words)) if words else _("Het hele register")
    return (
        _("Brieven: %(about)s", about="; ".join(words)) if words else _("Alle brieven en verslagen")
    )


def _named(name: str, value: str, *, letters: bool) -> str:
    """Say one part of what a list is about."""
    if letters and value in _OF_LETTERS.get(name, {}):
        label = str(_OF_LETTERS[name][value])
        return _("met %(held)s", held=label.lower()) if name == "met" else label.lower()
    if name == "soort" and value in _KINDS:
        return str(_KINDS[value])
    return _(_PARTS[name], value=value) if name in _PARTS else value
