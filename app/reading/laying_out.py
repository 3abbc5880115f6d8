"""The sentences of a paper in which the government speaks, each laid out for reading."""

import re
from collections.abc import Iterator

from app.domain.text import Block, CleanText, Sentence, Zone
from app.reading.clauses import Said
from app.reading.moments import Moment
from app.reading.wording import make_wording

_ZONES = frozenset((Zone.BODY, Zone.ANSWER, Zone.FOOTNOTE, Zone.ANNEX, Zone.SPEECH))
_GOVERNMENT = re.compile(r"\b(?:minister|staatssecretaris|minister-president)\b", re.IGNORECASE)


def lay_out(text: CleanText, moment: Moment, literals: re.Pattern[str]) -> Iterator[Said]:
    """Lay out every sentence in which the government speaks and one of `literals` stands.

    Questions are left out, whoever asks them.
    """
    previous: Sentence | None = None
    for sentence in text.sentences:
        block = text.blocks[sentence.block]
        same = previous is not None and previous.block == sentence.block
        if _speaks(block) and literals.search(text.text, sentence.span.start, sentence.span.end):
            before = (
                make_wording(text.text, previous.span).text if same and previous is not None else ""
            )
            wording = make_wording(text.text, sentence.span)
            if not wording.text.rstrip().endswith("?"):
                yield Said(text.text, sentence.span, wording, block, before, moment)
        previous = sentence


def _speaks(block: Block) -> bool:
    """Say whether it is the government that speaks in a block."""
    if block.zone is Zone.SPEECH:
        return block.speaker is not None and _GOVERNMENT.search(block.speaker) is not None
    return block.zone in _ZONES
