"""Who speaks in a block: the government, or somebody else."""

import re

from app.domain.text import Block, Zone

_ZONES = frozenset((Zone.BODY, Zone.ANSWER, Zone.FOOTNOTE, Zone.ANNEX))
_GOVERNMENT = re.compile(r"\b(?:minister|staatssecretaris|minister-president)\b", re.IGNORECASE)


def is_government(block: Block) -> bool:
    """Say whether it is the government that speaks in a block.

    In a debate that is the turn of a minister or state secretary; in a letter all but the
    questions of members, the letterhead and the signature.
    """
    if block.zone is Zone.SPEECH:
        return block.speaker is not None and _GOVERNMENT.search(block.speaker) is not None
    return block.zone in _ZONES
