"""One search over passages and items, on both databases: parsed once, rendered twice.

A person types words (found in all their forms), "words next to each other", -words that
must not stand there, beg* for all that begins so, and numbers of papers in any spelling.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from app.services.stemming import Located, fold, locate_tokens, paper_token, tokens
from app.store import fts
from app.store.fts import Searched, contains, select_hits

MAX_TEXT = 300  # characters of a query that are looked at
MAX_CLAUSES = 24


FEW = 5000  # known rows whose words are looked at one by one


class Problem(StrEnum):
    """Why a query finds nothing by itself; the web room owns the sentence."""

    NOTHING_LEFT = "nothing_left"  # signs only: no word or number to look for
    ONLY_EXCLUDED = "only_excluded"  # everything is left out with a minus, nothing is asked


@dataclass(frozen=True, slots=True)
class Option:
    """Tokens that stand next to each other, as `stems` columns hold them.

    With `prefix` the last of them may go on.
    """

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that must, or must not, stand in the text: one of its options.

    `asked` is what the person typed. `papers` are the canonical ids of the papers that
    may be meant, where a paper's number is asked. `also` names what is searched beside
    the words themselves (services/widening.py).
    """

    asked: str
    options: tuple[Option, ...]
    excluded: bool = False
    papers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What a person searched for. All clauses must hold.

    `is_empty` says that nothing was asked at all; `problem` that something was, but
    nothing can be looked for. `passed_over` are the parts that hold no word or number,
    and those beyond what one query can bear.
    """

    text: str
    clauses: tuple[Clause, ...]
    passed_over: tuple[str, ...] = ()
    problem: Problem | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to search for, and nothing wrong with that."""
        return not self.clauses and self.problem is None

    @property
    def is_of_one_word(self) -> bool:
        """Say whether one word is asked, or one of several: it matters nowhere what stands beside it."""
        if len(self.clauses) != 1 or self.clauses[0].excluded:
            return False
        return all(len(option.tokens) == 1 for option in self.clauses[0].options)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of shown text; `hit` says that the searched words stand in it."""

    text: str
    hit: bool = False


_PAPER = r"""
    (?:kamerstuk(?:ken)?\s+(?:i{1,2}\s*,?\s+)?(?:\d{4}\s?[/–-]\s?\d{2,4}\s*,?\s+)? # series, year
      |kst[\s.-]*)?
    (?P<dossier>\d{2}[\s.]?\d{3})(?!\d)
    (?:\s?\(r\s?\d+\))?                             # Kingdom number
    (?:[-–](?P<part>\d{2,3})(?!\d))?                # sub-dossier, or the number itself
    (?:[\s-]?(?P<chapter>[ivx]+|[a-z])(?!\w))?      # budget chapter
    (?:(?:\s*,?\s*nrs?\.?\s*|\s*,\s*|\s?[-–]\s?|\s+)(?P<number>\d{1,5})(?!\w)
      |\s*,\s*(?P<letters>[a-z]{1,2})(?!\w))?       # Eerste Kamer: 33 328, AI
"""
_PART = re.compile(
    rf"""
    (?P<minus>-)?
    (?:"(?P<phrase>[^"]*)"
      |(?P<paper>{_PAPER})(?P<more>\*)?(?=[\s,.;)]|$)
      |(?P<document>(?:19|20)\d\d\s?[dz]\s?\d{{4,5}})(?!\w)
      |(?P<word>[^\s"]+)
      |(?P<stray>")
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))


def parse_query(text: str) -> Query:
    """Read what a person typed; nothing that they type makes this raise."""
    clauses: list[Clause] = []
    passed_over: list[str] = []
    for match in _PART.finditer(text[:MAX_TEXT].translate(_QUOTES)):
        options = _options(match)
        if options and len(clauses) < MAX_CLAUSES:
            asked = match[0].removeprefix("-")
            excluded = match["minus"] is not None
            clauses.append(Clause(asked, options, excluded, _papers(match)))
        else:
            passed_over.append(match[0])
    if text[MAX_TEXT:].strip():
        passed_over.append(text[MAX_TEXT:])
    problem = None
    if not clauses and passed_over:
        problem = Problem.NOTHING_LEFT
    elif clauses and all(clause.excluded for clause in clauses):
        problem = Problem.ONLY_EXCLUDED
    return Query(text.strip(), tuple(clauses), tuple(passed_over), problem)


def select_found(
    session: Session, searched: Searched, query: Query, among: Select[int] | None = None
) -> Select[tuple[int, float]]:
    """Select (id, score) of the passages or items that a query finds; a higher score is better.

    `among` keeps to a few of them, by their ids.

    The query must have something to look for (not empty, no problem). Both databases
    find the same ids; their scores differ.
    """
    dialect = session.get_bind().dialect.name
    render = _render_tsquery if dialect == "postgresql" else _render_fts5
    return select_hits(dialect, searched, render(query.clauses), among)


def holds(session: Session, stems: Any, query: Query) -> ColumnElement[bool]:
    """Say whether a `stems` column holds what a query asks: the same rows as `select_found` gives.

    For rows that are known by their ids, of which there are few: each of them is read.
    """
    dialect = session.get_bind().dialect.name

    def option(one: Option) -> ColumnElement[bool]:
        words = f" {' '.join(one.tokens)}" + ("" if one.prefix else " ")
        return contains(dialect, stems, words)

    wanted, excluded = _by_sign(query.clauses)
    return and_(
        *(or_(*(option(each) for each in one.options)) for one in wanted),
        *(not_(or_(*(option(each) for each in one.options))) for one in excluded),
    )


def holds_word(session: Session, stems: Any, query: Query) -> ColumnElement[bool]:
    """Say the same of the words of `item_words`, for a query `is_of_one_word`."""
    if session.get_bind().dialect.name == "postgresql":
        return fts.matches(stems, _render_tsquery(query.clauses))
    return holds(session, stems, query)


def select_led_to(
    session: Session, searched: Literal["passages", "item_passages"], query: Query
) -> Select[tuple[int, float]]:
    """Select (id, score) of the papers or items of found passages, as often as those lead there."""
    dialect = session.get_bind().dialect.name
    render = _render_tsquery if dialect == "postgresql" else _render_fts5
    return fts.select_led_to(dialect, searched, render(query.clauses))


def count_found(session: Session, searched: Searched, query: Query, most: int) -> int:
    """Count what a query finds, up to one more than `most`; nothing for one that asks nothing."""
    if query.is_empty or query.problem:
        return 0
    found = select_found(session, searched, query)
    some = found.with_only_columns(found.selected_columns.id).limit(most + 1).subquery()
    return session.scalars(select(func.count()).select_from(some)).one()


def _options(match: re.Match[str]) -> tuple[Option, ...]:
    """Give what one part of a query may stand for; nothing when it holds no token."""
    if match["paper"]:
        return _paper_options(match)
    if match["document"]:
        return _plain(re.sub(r"\s", "", match["document"]).upper())
    if match["phrase"] is not None:
        return _plain(match["phrase"])
    word = match["word"] or ""
    exact = _plain(word)
    if not exact or not word.endswith("*"):
        return exact
    begin = _last_word(word)
    if not begin:
        return exact
    return _unique([*exact, Option((*exact[0].tokens[:-1], begin), prefix=True)])


def _plain(text: str) -> tuple[Option, ...]:
    found = tokens(text)
    return (Option(found),) if found else ()


def _last_word(word: str) -> str:
    """Give the last word as typed, folded but not cut to its stem; empty without a letter."""
    pieces = [folded for piece in re.split(r"[\W_]+", word) if (folded := fold(piece))]
    last = pieces[-1] if pieces else ""
    return tokens(last)[-1] if last[:1].isdigit() else last


def _papers(match: re.Match[str]) -> tuple[str, ...]:
    """Give the canonical ids of the papers that may be meant; none for a dossier as a whole.

    "28 676-382" may be paper 382 or a sub-dossier.
    """
    if match["document"]:
        return (re.sub(r"\s", "", match["document"]).upper(),)
    number = match["number"] or (match["letters"] or "").upper()
    part = match["part"]
    if number:
        return (f"{_dossier(match)}-{number}",)
    if part and not match["chapter"]:
        return (f"kst-{re.sub(r'[^0-9]', '', match['dossier'])}-{part}",)
    return ()


def _dossier(match: re.Match[str]) -> str:
    """Give the head of the canonical ids of a dossier, with its part and chapter."""
    digits = re.sub(r"\D", "", match["dossier"])
    pieces = ("kst", digits, match["part"], (match["chapter"] or "").upper())
    return "-".join(piece for piece in pieces if piece)


def _paper_options(match: re.Match[str]) -> tuple[Option, ...]:
    """Give the tokens of a paper's number, or of all papers of a dossier.

    The words as typed are an option too, for texts that name a dossier alone.
    """
    options = [Option((paper_token(canonical),)) for canonical in _papers(match)]
    number = match["number"] or match["letters"] or ""
    if not number:
        begin = _dossier(match).replace("-", "").lower()
        options.insert(0, Option((begin + ("n" if match["chapter"] else ""),), prefix=True))
    digits = re.sub(r"\D", "", match["dossier"])
    rest = f"{match['part'] or ''} {match['chapter'] or ''} {number}"
    options += _plain(f"{match['dossier']} {rest}")
    options += _plain(f"{digits[:2]} {digits[2:]} {rest}")
    return _unique(options)


def _unique(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(dict.fromkeys(options))


def _render_fts5(clauses: Iterable[Clause]) -> str:
    """Render as an expression of SQLite's FTS5; tokens are a-z and 0-9 only."""

    def option(one: Option) -> str:
        return f'"{" ".join(one.tokens)}"' + (" *" if one.prefix else "")

    def clause(one: Clause) -> str:
        return f"({' OR '.join(option(each) for each in one.options)})"

    wanted, excluded = _by_sign(clauses)
    asked = " AND ".join(clause(one) for one in wanted)
    return f"({asked})" + "".join(f" NOT {clause(one)}" for one in excluded)


def _render_tsquery(clauses: Iterable[Clause]) -> str:
    """Render as a tsquery of PostgreSQL; tokens are a-z and 0-9 only."""

    def option(one: Option) -> str:
        phrase = " <-> ".join(f"'{token}'" for token in one.tokens)
        return f"({phrase}{':*' if one.prefix else ''})"

    def clause(one: Clause) -> str:
        return f"({' | '.join(option(each) for each in one.options)})"

    wanted, excluded = _by_sign(clauses)
    return " & ".join([*map(clause, wanted), *(f"!{clause(one)}" for one in excluded)])


def _by_sign(clauses: Iterable[Clause]) -> tuple[list[Clause], list[Clause]]:
    """Part what must stand in the text from what must not."""
    known = list(clauses)
    return [one for one in known if not one.excluded], [one for one in known if one.excluded]


def highlight(text: str, query: Query) -> tuple[Piece, ...]:
    """Cut a text into stretches with and without the searched words; joined they are the text."""
    return _cut(text, _found_in(text, query))


def find_excerpt(text: str, query: Query, width: int = 280) -> tuple[Piece, ...]:
    """Give about `width` characters around the first searched words, highlighted.

    The beginning of the text when none stand in it; an ellipsis on a side where it goes on.
    """
    found = _found_in(text, query)
    first = found[0][0] if found else 0
    start, end = _window(text, first, width)
    shown = [
        (max(a, start) - start, min(b, end) - start) for a, b in found if a < end and b > start
    ]
    pieces = _cut(text[start:end], shown)
    before = (Piece("…"),) if start else ()
    after = (Piece("…"),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _window(text: str, first: int, width: int) -> tuple[int, int]:
    """Give the ends of a stretch of whole words around `first`, a third of it before."""
    if len(text) <= width:
        return 0, len(text)
    start = max(0, min(first - width // 3, len(text) - width))
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + width)
    if end < len(text):
        space = text.rfind(" ", first + 1, end)
        end = space if space > first else end
    return start, end


def _found_in(text: str, query: Query) -> list[tuple[int, int]]:
    """Give the stretches of a text that a query asks for, in order and apart from each other."""
    located = tuple(locate_tokens(text))
    wanted = [option for one in query.clauses if not one.excluded for option in one.options]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(s for option in wanted for s in _stretches(located, option)):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _stretches(located: tuple[Located, ...], option: Option) -> Iterator[tuple[int, int]]:
    """Give where the tokens of an option stand next to each other."""
    *head, last = option.tokens
    size = len(option.tokens)
    for at in range(len(located) - size + 1):
        window = located[at : at + size]
        final = window[-1].token
        fits = final.startswith(last) if option.prefix else final == last
        if fits and all(one.token == token for one, token in zip(window, head, strict=False)):
            yield window[0].start, window[-1].end


def _cut(text: str, found: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut a text at stretches that are in order and apart."""
    pieces: list[Piece] = []
    at = 0
    for start, end in found:
        if at < start:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], hit=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)
