"""Which words of a passage decided that it was suggested."""

import re
from collections.abc import Iterable

from app.domain.matching import Reason
from app.services.search import Piece

_SHORTEST = 3  # letters; a shorter word decides nothing


def deciding_words(reasons: Iterable[Reason], side: str) -> tuple[str, ...]:
    """Give the words on which reasons rest, of the "earlier" or the "later" passage, longest first."""
    found = {
        part.strip()
        for reason in reasons
        if reason.weight > 0
        for part in getattr(reason, side).split(", ")
    }
    return tuple(
        sorted((one for one in found if len(one) >= _SHORTEST), key=lambda w: (-len(w), w))
    )


def mark_words(text: str, words: tuple[str, ...]) -> tuple[Piece, ...]:
    """Cut a text at these words; where one of them stands, `hit` says so."""
    if not words:
        return (Piece(text),)
    known = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    parts = re.split(rf"(?<!\w)({known})(?!\w)", text, flags=re.IGNORECASE)
    return tuple(Piece(part, hit=n % 2 == 1) for n, part in enumerate(parts) if part)
