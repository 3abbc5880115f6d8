"""Where sentences end in the Dutch of letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.domain.text import Span
from app.reading.words import load_lexicon

# A closing mark with the quotes and brackets after it; then space, or, where a program
# lost the line end, at once a capital and a small letter. A bracket glued to a word is a slip.
# One class of characters comes first, so that the search for it is quick.
_END = re.compile(
    r"[.?!…()\[\]|]"
    r"(?:(?<=[.?!…])(?<![.?!…].)[.?!…]*[)»”’\"'\]]*(?:(?=\s)|(?<=[a-zà-ÿ0-9)»”’]{2}[.?!])(?=[A-ZÀ-Ý][a-zà-ÿ]))"
    r"|(?P<bracket>(?<=[(\[])(?<![^\W\d_].))|(?P<close>(?<=[)\]]))|(?P<cell>(?<=\s\|)(?=\s)))"
)
_NEXT = re.compile(r"\s*(\S{1,60})")
_OPENING = "(«“‘\"'["
_INITIALS = re.compile(r"[(«“‘\"']*(?:[A-Z][a-z]?\.)*[A-Z]\.?")
_LISTED = re.compile(r"[(]?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]+")
_CITES = re.compile(
    r"\s*\((?:bijlage\s|zie\s(?:ook\s)?)?(?:Kamerst|Handelingen|Aanhangsel|TK\s|EK\s|\d{2}\s?\d{3}[\s,-]|\d{4}[DZ]\d)"
)
_BRACKET = 400  # characters after which an open bracket was a slip


@cache
def _words(name: str) -> frozenset[str]:
    """Give a list of the lexicon of sentences."""
    return frozenset(load_lexicon("sentences")[name])


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """Cut `text[start:end]`, one block, into its sentences.

    No sentence ends inside brackets, after an abbreviation or initials, or in a
    number or address. A citation in brackets after the full stop belongs to the
    sentence before it. The cells of a table's row, parted by " | ", are sentences of their
    own. Spaces and marks between sentences belong to none.
    """
    spans: list[Span] = []
    state = _State(start)
    for match in _END.finditer(text, start, end):
        if match.lastgroup == "cell":
            spans.extend(_before_cell(text, state.begin, match.start()))
            state.start(_skip(text, match.end(), end))
        elif state.ends(text, match, end):
            spans.append(Span(state.begin, match.end()))
            state.start(_skip(text, match.end(), end))
    if state.begin < end:
        spans.append(Span(state.begin, end))
    return spans


@dataclass(slots=True)
class _State:
    """A sentence being read: where it began, the bracket open in it, a full stop seen."""

    begin: int
    opened: int = -1
    stopped: bool = False

    def start(self, begin: int) -> None:
        """Go on with the next sentence."""
        self.begin, self.opened, self.stopped = begin, -1, False

    def ends(self, text: str, match: re.Match[str], end: int) -> bool:
        """Say whether the sentence ends with this mark, and remember what it changes."""
        if match.lastgroup == "bracket":
            self.opened = match.start() if self.opened < 0 else self.opened
            return False
        mark = match[0]
        if ")" in mark or "]" in mark:
            return self._ends_with_bracket(text, match, end)
        if self.opened >= 0 and match.start() - self.opened < _BRACKET:
            return False
        if _CITES.match(text, match.end(), end):
            self.stopped = True
            return False
        return _is_end(text, self.begin, match, end)

    def _ends_with_bracket(self, text: str, match: re.Match[str], end: int) -> bool:
        """Decide where a bracket closes, with or without a full stop in it.

        A sentence goes on after its bracket, but not before a word that has a capital
        only at the head of a sentence, or when the full stop stood before the bracket.
        """
        opened, self.opened = self.opened, -1
        if opened < 0:
            return match.lastgroup is None and _is_end(text, self.begin, match, end)
        if opened == self.begin and match.lastgroup is None:
            return True
        after = _NEXT.match(text, match.end(), end)
        if after is None or not after[1][0].isupper():
            return False
        return self.stopped or after[1].lower().strip(",") in _words("starters")


def _before_cell(text: str, begin: int, end: int) -> Iterator[Span]:
    """Give what stands in a cell before the mark that ends it, if anything."""
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        yield Span(begin, end)


def _skip(text: str, at: int, end: int) -> int:
    """Pass over spaces."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _is_end(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Say whether a sentence ends with this mark."""
    after = _NEXT.match(text, match.end(), end)
    if after is None:
        return True
    following = after[1].lstrip(_OPENING)
    if not following:
        return False
    if following[0].islower():
        return False
    if match[0][0] != ".":
        return True
    words = text[max(begin, match.start() - 40) : match.start()]
    token = "" if words[-1:].isspace() else words.rsplit(None, 1)[-1] if words else ""
    glued = match.end() == after.start(1)
    return _ends_at_dot(token, following, glued=glued, first=begin + len(token) >= match.start())


def _ends_at_dot(token: str, following: str, *, glued: bool, first: bool) -> bool:
    """Say whether a dot after `token` ends a sentence, by the word that follows."""
    if "://" in token or "www." in token or "@" in token:
        return not glued
    if first and _LISTED.fullmatch(token + "."):
        return False
    bare = token.strip("(«“‘\"'[)]»”’").lower()
    if bare in _words("abbreviations"):
        return False
    if not token[-1:].islower() and _INITIALS.fullmatch(token):
        return following.lower().strip(",.") in _words("starters") and following[1:2] != "."
    return True
