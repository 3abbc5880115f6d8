"""Dutch compounds taken apart by the words that the packaged table knows.

One paper writes "vergunningverlening" and another "het verlenen van vergunningen": the
compound shares no root with the phrase, but its two parts do.
"""

from functools import lru_cache

from app.matching.weights import load_weights
from app.matching.words import root_of

_SHORTEST_COMPOUND = 9  # letters; below this a chance split is likelier than a true one
_SHORTEST_PART = 4
_SHORTEST_ROOT = 3
# What Dutch puts between the parts. An "s" there belongs to neither: gezondheid-s-raad.
_LINKS = ("s", "", "en", "n", "e")
# Endings that make a noun or adjective: they look like a second part and tell nothing.
_ENDINGS = frozenset(["achti", "bar", "hei", "heid", "ig", "ing", "lijk", "ling", "loos", "schap"])


@lru_cache(maxsize=200_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Give the roots of the two parts of a folded compound; empty when it is none.

    Both parts must be words that the packaged table knows. Of several splits the one
    with the likeliest glue counts, then the one that leaves most letters in the roots,
    then the one whose rarer part is the most used.
    """
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    best: tuple[int, int, int] | None = None
    parts: tuple[str, ...] = ()
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_ROOT):
        tail = root_of(word[at:])
        share = _share(tail)
        if not share or tail in _ENDINGS:
            continue
        for rank, link in enumerate(_LINKS):
            head = _head(word[:at], link)
            other = _share(head) if head else 0
            key = (-rank, len(head) + len(tail), min(share, other))
            if other and (best is None or key > best):
                best, parts = key, (head, tail)
    return parts


def _head(letters: str, link: str) -> str:
    """Give the root of a first part without what joins it to the second; "" when too short."""
    if not letters.endswith(link):
        return ""
    stem = letters.removesuffix(link)
    return root_of(stem) if len(stem) >= _SHORTEST_PART else ""


def _share(root: str) -> int:
    """Give how much a root is used, 0 when it is unknown or too short to be a part."""
    return load_weights().shares.get(root, 0) if len(root) >= _SHORTEST_ROOT else 0
