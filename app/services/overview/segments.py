"""A letter's blocks cut at every mark, so that each stretch knows all marks that cover it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain.text import Block, BlockKind, FootnoteMark, PageTurn, Sentence
from app.services.overview.papers import anchor_of
from app.services.overview.rows.letters import (
    LetterBlock,
    Mark,
    NoteLink,
    Segment,
    SentenceView,
)
from app.services.search import Query, highlight


@dataclass(frozen=True, slots=True)
class Layout:
    """A paper's clean text, and how it falls into blocks, footnote numbers, sentences, pages."""

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[FootnoteMark, ...]
    sentences: tuple[Sentence, ...]
    pages: tuple[PageTurn, ...] = ()


def lay_out(
    layout: Layout, marks: Sequence[Mark]
) -> tuple[tuple[LetterBlock, ...], tuple[LetterBlock, ...]]:
    """Give the running text and the footnotes as blocks of segments.

    The texts of a block's segments joined are the block. Marks may overlap, nest, and run
    on into a next block; one that begins between two blocks begins in the next.
    """
    notes = [
        NoteLink(one.label, f"noot-{n}", anchor_of(one.block))
        for n, one in enumerate(layout.marks, 1)
    ]
    callers: defaultdict[int, list[str]] = defaultdict(list)
    for footnote, link in zip(layout.marks, notes, strict=True):
        callers[footnote.block].append(link.anchor)
    sentences: defaultdict[int, list[SentenceView]] = defaultdict(list)
    for one in layout.sentences:
        text = one.span.of(layout.text)
        sentences[one.block].append(SentenceView(one.span.start, one.span.end, text))
    begun: set[str] = set()
    turns = _turns(layout)
    shown = []
    for ordinal, block in enumerate(layout.blocks):
        inside = [
            mark for mark in marks if mark.start < block.span.end and mark.end > block.span.start
        ]
        numbers = [
            (footnote.at, link)
            for footnote, link in zip(layout.marks, notes, strict=True)
            if block.span.start <= footnote.at <= block.span.end
        ]
        empty = [Segment(at, "", note=link) for at, link in numbers]
        empty += [turn for turn in turns if block.span.start <= turn.start < block.span.end]
        shown.append(
            LetterBlock(
                anchor=anchor_of(ordinal),
                kind=block.kind,
                zone=block.zone,
                label=block.label,
                speaker=block.speaker,
                start=block.span.start,
                end=block.span.end,
                segments=_cut(layout.text, block, inside, empty, begun),
                sentences=tuple(sentences[ordinal]),
                callers=tuple(callers[ordinal]),
            )
        )
    running = tuple(block for block in shown if block.kind is not BlockKind.FOOTNOTE)
    return running, tuple(block for block in shown if block.kind is BlockKind.FOOTNOTE)


def _turns(layout: Layout) -> list[Segment]:
    """Give the places in the running text where a page begins, the first left out.

    A page that begins in the middle of a word is shown before the next one.
    """
    running = [block.span.end for block in layout.blocks if block.kind is not BlockKind.FOOTNOTE]
    end = max(running, default=0)
    turns: list[Segment] = []
    for before, turn in pairwise(layout.pages):
        if turn.at < end and turn.page > before.page:
            at = turn.at
            while at < end and (_in_word(layout.text, at) or layout.text[at] == "\n"):
                at += 1
            turns.append(Segment(at, "", page=turn.page))
    return turns


def _in_word(text: str, at: int) -> bool:
    """Say whether a place lies inside a word."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()


def _cut(
    text: str,
    block: Block,
    marks: Sequence[Mark],
    empty: Sequence[Segment],
    begun: set[str],
) -> tuple[Segment, ...]:
    """Cut one block; `empty` are the segments without text, `begun` the marks that began before."""
    start, end = block.span.start, block.span.end
    cuts = {start, end, *(segment.start for segment in empty)}
    for mark in marks:
        cuts |= {max(start, mark.start), min(end, mark.end)}
    widest_first = sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start, mark.anchor))
    segments: list[Segment] = []
    places = sorted(cuts)
    for at, following in zip(places, [*places[1:], None], strict=True):
        segments += [segment for segment in empty if segment.start == at]
        if following is None:
            break
        covering = tuple(
            mark for mark in widest_first if mark.start <= at and mark.end >= following
        )
        begins = tuple(mark.anchor for mark in covering if mark.anchor not in begun)
        begun.update(begins)
        segments.append(Segment(at, text[at:following], covering, begins))
    return tuple(segments)


def light(blocks: Iterable[LetterBlock], query: Query) -> tuple[LetterBlock, ...]:
    """Cut the segments of blocks where the searched words stand, and say which hold them."""
    return tuple(_light_block(block, query) for block in blocks)


def _light_block(block: LetterBlock, query: Query) -> LetterBlock:
    """Mark the searched words of one block, also where they run on into a next segment."""
    text = "".join(segment.text for segment in block.segments)
    hits, at = [], 0
    for piece in highlight(text, query):
        if piece.hit:
            hits.append((at, at + len(piece.text)))
        at += len(piece.text)
    if not hits:
        return block
    lit: list[Segment] = []
    at = 0
    for segment in block.segments:
        end = at + len(segment.text)
        cuts = {at, end, *(cut for hit in hits for cut in hit if at < cut < end)}
        edges = sorted(cuts)
        lit += (
            [segment]
            if at == end
            else [
                replace(
                    segment,
                    start=segment.start + first - at,
                    text=segment.text[first - at : last - at],
                    begins=segment.begins if first == at else (),
                    hit=any(one <= first < other for one, other in hits),
                )
                for first, last in pairwise(edges)
            ]
        )
        at = end
    return replace(block, segments=tuple(lit))
