"""What a paper goes on to say of a promise just told: "Afgedaan per brief van 3 mei.".

A letter tells what was promised, or lists it under a heading, and says in the sentence
after it what has become of it, without naming it again. The words are those that say it
of a motion (`motion_stance`). Source: docs/reading-promises.md.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from app.domain.reading import FulfilmentStatement, FulfilmentStatus, Stance, StatementTarget
from app.domain.reading import TargetKind as Kind
from app.domain.text import BlockKind, Sentence, Span
from app.reading.clauses import Said
from app.reading.cues import load_cues
from app.reading.earlier import find_earlier
from app.reading.motion_stance import find_later_stance
from app.reading.motion_story import with_reason
from app.reading.outcomes import STATUS, Outcome, find_outcome
from app.reading.statement_parts import Paper, name_topic

CUE = "toezegging after"
_NUMBERED = re.compile(r"\W*Toezegging\s+(?:TZ|T)\d")  # by its number in a list
CUE_OF_REQUEST = "verzoek after"
_ASKED = re.compile(r"\b(?:vroeg|verzocht|gevraagd)\b(?!\s+(?:of|hoe|wanneer|waarom|wat|welke?)\b)")
# The Commission with a capital is that of Europe.
_OF_EUROPE = re.compile(r"\b(?<!vaste )(?<!algemene )(?<!tijdelijke )(?<!uw )Commissie\b(?! voor)")
_AHEAD = Outcome.AHEAD
_REACH = 2  # sentences after the telling; what stands in brackets is none
_WHERE = re.compile(r"\A\s*\([^()]*\)\s*\Z")  # "(Debat 29 juni 2023, lid Jansen.)"
_VERDICT = {
    Stance.CARRIED_OUT: FulfilmentStatus.MET,
    Stance.UNDER_WAY: FulfilmentStatus.UNDER_WAY,
}
_PARTLY = re.compile(r"\W*(?:deels|gedeeltelijk|ten\s+dele)\b", re.IGNORECASE)
_TOLD = ("promised", "promised_thing", "said_to_tell")
_NAMES = re.compile(r"\b(?:toezegging(?:en)?|toegezegd|motie|verzoek)\b", re.IGNORECASE)


def tells_promise(said: Said) -> bool:
    """Say whether a sentence only tells of a promise, by itself or as an item of a list."""
    if said.spoken:
        return False
    earlier = find_earlier(said)
    if earlier is None and _NUMBERED.match(said.text) is not None:
        return True
    return said.item if earlier is None else earlier.cue in _TOLD and earlier.status is None


def tells_request(said: Said) -> bool:
    """Say whether a sentence only tells what somebody of the Chamber asked for: "het lid vroeg om cijfers"."""
    if said.spoken or said.has("here") or "motie" in said.lower:
        return False
    match = load_cues("statements")["asked"].look(said.lower, said.held)
    if match is None or _ASKED.search(match[0]) is None:
        return False
    return _OF_EUROPE.search(said.text, *match.span()) is None


def find_follow_up(
    paper: Paper, said: Said, kind: Kind = Kind.PROMISE
) -> FulfilmentStatement | None:
    """Find the sentence after a promise or request that says what has become of it; None without one."""
    for number, sentence in _after(paper, said.sentence):
        words = sentence.span.of(paper.text.text)
        if _NAMES.search(words) is not None or words.rstrip().endswith("?"):
            return None
        status = _read_status(paper, said, sentence.span, words)
        if status is _AHEAD:
            return None
        if isinstance(status, FulfilmentStatus):
            span = with_reason(paper.text, number)
            ids = tuple(dict.fromkeys(key for ref in paper.cited(span) for key in ref.ids))
            return FulfilmentStatement(
                span=span,
                sentence=span,
                target_kind=kind,
                target=StatementTarget(to="Kamer" if said.has("chamber") else None),
                subject=name_topic(said, 0),
                status=status,
                by_ids=ids if status is FulfilmentStatus.MET else (),
                cue=CUE if kind is Kind.PROMISE else CUE_OF_REQUEST,
            )
    return None


def _read_status(
    paper: Paper, said: Said, span: Span, words: str
) -> FulfilmentStatus | Outcome | None:
    """Read what a sentence after a telling says of it: in the words of a verdict, else by its tense."""
    stance = find_later_stance(paper.text.text, (span.start, span.end))
    if stance in _VERDICT:
        return FulfilmentStatus.PARTLY if _PARTLY.match(words) else _VERDICT[stance]
    outcome = find_outcome(said.text, words)
    return STATUS.get(outcome, outcome) if outcome is not None else None


def _after(paper: Paper, told: Span) -> Iterator[tuple[int, Sentence]]:
    """Give the sentences of the same block after a sentence, with their numbers.

    Under the item of a list they stand in the paragraph after it.
    """
    sentences, blocks = paper.text.sentences, paper.text.blocks
    first = bisect_left(sentences, told.end, key=lambda one: one.span.start)
    block = sentences[first - 1].block
    last = first == len(sentences) or sentences[first].block != block
    if last and blocks[block].kind is BlockKind.LIST_ITEM and block + 1 < len(blocks):
        block += blocks[block + 1].kind is BlockKind.PARAGRAPH
    left = _REACH
    for number, sentence in enumerate(sentences[first : first + 2 * _REACH], first):
        if sentence.block != block or not left:
            return
        if _WHERE.match(sentence.span.of(paper.text.text)) is None:
            left -= 1
            yield number, sentence
