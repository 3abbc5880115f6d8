"""Who speaks in a block: the government, or somebody else."""

import re
from functools import lru_cache

from app.domain.text import Block, Zone

_ZONES = frozenset((Zone.BODY, Zone.ANSWER, Zone.FOOTNOTE, Zone.ANNEX))
_GOVERNMENT = re.compile(r"\b(?:minister|staatssecretaris|minister-president)\b", re.IGNORECASE)
_CHAIR = re.compile(r"\bvoorzitter\b", re.IGNORECASE)
_SPEAKERS = 1024  # of the turns of a debate, the same few each time


def is_government(block: Block) -> bool:
    """Say whether it is the government that speaks in a block.

    In a debate that is the turn of a minister or state secretary; in a letter all but the
    questions of members, the letterhead and the signature.
    """
    if block.zone is Zone.SPEECH:
        return block.speaker is not None and _is_of_government(block.speaker)
    return block.zone in _ZONES


def is_chair(block: Block) -> bool:
    """Say whether the chair of a debate speaks in a block."""
    return block.zone is Zone.SPEECH and block.speaker is not None and _presides(block.speaker)


@lru_cache(maxsize=_SPEAKERS)
def _is_of_government(speaker: str) -> bool:
    return _GOVERNMENT.search(speaker) is not None


@lru_cache(maxsize=_SPEAKERS)
def _presides(speaker: str) -> bool:
    return _CHAIR.search(speaker) is not None
