"""Which office answers for a promise, in one spelling, and to which ministry it belongs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.items import Ministry

_TITLE = re.compile(
    r"\b(?:minister-?\s?president|ministers?|staatssecretaris(?:sen)?)\b", re.IGNORECASE
)
_ARTICLE = re.compile(rf"^(?:de|het)\s+(?={_TITLE.pattern})", re.IGNORECASE)
_SMALL = frozenset({"van", "voor", "en", "de", "het", "der"})
_OF = "ministerie "


@dataclass(frozen=True, slots=True)
class Ministries:
    """The ministries, loaded once: what each is of, in every spelling, and their ids.

    `portfolios` are folded and without accents too, the longest first; `ids` are by what
    the ministry is of, `slugs` by its slug.
    """

    portfolios: Mapping[str, str]
    ids: Mapping[str, int]
    slugs: Mapping[str, int]


def load_ministries(session: Session) -> Ministries:
    """Load the ministries, in one statement."""
    query = select(Ministry.id, Ministry.slug, Ministry.name, Ministry.abbreviation)
    return ministries_of(session.execute(query))


def ministries_of(rows: Iterable[Any]) -> Ministries:
    """Lay out ministries of which the id, slug, name and abbreviation are known."""
    found: dict[str, str] = {}
    ids: dict[str, int] = {}
    slugs: dict[str, int] = {}
    for row in rows:
        spelled = _portfolio(row.name)
        ids[spelled] = slugs[row.slug] = row.id
        for printed in (spelled, f"van {row.abbreviation}" if row.abbreviation else spelled):
            found[printed.casefold()] = spelled
            found[printed.casefold().replace("ë", "e")] = spelled
    return Ministries(
        dict(sorted(found.items(), key=lambda one: (-len(one[0]), one[0]))), ids, slugs
    )


def answering(ministries: Ministries, actor: str, signed: Sequence[Any]) -> str | None:
    """Give the office that answers for a promise: the one that it names, else who signed alone.

    A title alone ("de staatssecretaris") is that of the one who signed with it. None
    when the words name no office ("ik", "het kabinet", "de ministerraad") and not exactly
    one office signed.
    """
    bare = _ARTICLE.sub("", actor.strip()).casefold()
    if _TITLE.fullmatch(bare):
        signed_so = [one for one in signed if str(one).casefold().startswith(f"{bare} ")]
        return spell_office(ministries, str(signed_so[0]) if len(signed_so) == 1 else actor)
    if _TITLE.search(actor):
        return spell_office(ministries, actor)
    return spell_office(ministries, str(signed[0])) if len(signed) == 1 else None


def spell_office(ministries: Ministries, office: str) -> str:
    """Give an office in the one spelling that the register has for it.

    "de MINISTER van financien" and "Minister van Financiën" are one, an abbreviated
    ministry is written out, and what is no office only gets a capital.
    """
    text = _ARTICLE.sub("", " ".join(office.split()).rstrip(".,;:"))
    shouted = text.isupper()
    title = _TITLE.match(text)
    folded = text.casefold()
    for printed, spelled in ministries.portfolios.items():
        if folded.endswith(f" {printed}"):
            text = f"{text[: len(text) - len(printed)].rstrip()} {spelled}"
            break
    else:
        if shouted and title is not None:
            text = text[: title.end()] + _unshout(text[title.end() :])
    if title is not None:
        text = text[: title.end()].lower() + text[title.end() :]
    return text[:1].upper() + text[1:]


def find_ministry(ministries: Ministries, office: str | None) -> int | None:
    """Give the id of the ministry that an office belongs to by its name, if there is one.

    "Minister van Defensie" and "Staatssecretaris van Defensie" belong to "Ministerie van
    Defensie". An office without a ministry of its own name belongs to none.
    """
    if office is None:
        return None
    named = spell_office(ministries, office)
    fitting = [(len(of), id_) for of, id_ in ministries.ids.items() if named.endswith(f" {of}")]
    return max(fitting)[1] if fitting else None


def _portfolio(ministry: str) -> str:
    """Give what a ministry is of: "van Defensie"."""
    return ministry[len(_OF) :] if ministry.casefold().startswith(_OF) else ministry


def _unshout(text: str) -> str:
    """Give words in capitals as names are written."""
    return re.sub(
        r"\w+",
        lambda word: word[0].lower() if word[0].lower() in _SMALL else word[0].capitalize(),
        text,
    )
