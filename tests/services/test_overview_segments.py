"""A block is cut so that its pieces joined are the block, and each knows what covers it."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import Block, BlockKind, FootnoteMark, Sentence, Span, Zone
from app.services.overview.rows.letters import Mark, MarkKind
from app.services.overview.segments import Layout, lay_out

TEXT = "De eerste alinea.\n\nDe tweede alinea hier.\n\nEen voetnoot."
BLOCKS = (
    Block(Span(0, 17), BlockKind.PARAGRAPH, Zone.BODY),
    Block(Span(19, 41), BlockKind.PARAGRAPH, Zone.BODY),
    Block(Span(43, 57), BlockKind.FOOTNOTE, Zone.FOOTNOTE, "1"),
)
NUMBERS = (FootnoteMark(9, "1", 2), FootnoteMark(41, "1", 2))
SENTENCES = (Sentence(Span(0, 17), 0), Sentence(Span(19, 41), 1))
LAYOUT = Layout(TEXT, BLOCKS, NUMBERS, SENTENCES)


def make_marks(*spans: tuple[int, int]) -> list[Mark]:
    return [
        Mark(f"vondst-{n}", MarkKind.PROMISE, start, end, TEXT[start:end])
        for n, (start, end) in enumerate(spans)
    ]


def test_overlapping_marks_are_cut_where_either_begins_or_ends() -> None:
    running, _ = lay_out(LAYOUT, make_marks((3, 9), (6, 17)))
    cut = [(one.text, [mark.anchor for mark in one.marks]) for one in running[0].segments]
    assert cut == [
        ("De ", []),
        ("eer", ["vondst-0"]),
        ("ste", ["vondst-1", "vondst-0"]),
        ("", []),
        (" alinea.", ["vondst-1"]),
    ]


def test_a_footnotes_number_stands_between_and_leads_there_and_back() -> None:
    running, notes = lay_out(LAYOUT, [])
    number = running[0].segments[1]
    assert number.note is not None
    assert (number.note.label, number.note.note_anchor) == ("1", notes[0].anchor)
    assert notes[0].callers == (number.note.anchor, running[1].segments[-1].note.anchor)  # type: ignore[union-attr]  # the number at the end
    assert notes[0].label == "1"


def test_a_mark_over_two_blocks_begins_once() -> None:
    running, _ = lay_out(LAYOUT, make_marks((3, 25)))
    begun = [name for block in running for segment in block.segments for name in segment.begins]
    assert begun == ["vondst-0"]
    assert running[1].segments[0].marks[0].anchor == "vondst-0"


def test_sentences_stand_with_their_block() -> None:
    running, _ = lay_out(LAYOUT, [])
    assert [one.text for one in running[1].sentences] == ["De tweede alinea hier."]


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(st.lists(SPANS.map(tuple), max_size=8))
def test_pieces_joined_are_the_block_and_know_their_marks(spans: list[tuple[int, int]]) -> None:
    marks = make_marks(*spans)
    running, notes = lay_out(LAYOUT, marks)
    begun: list[str] = []
    for block in (*running, *notes):
        assert "".join(one.text for one in block.segments) == TEXT[block.start : block.end]
        at = block.start
        for segment in block.segments:
            assert segment.start == at
            at += len(segment.text)
            begun += segment.begins
            if segment.note is not None:
                continue
            covering = {one.anchor for one in marks if one.start < at and one.end > segment.start}
            assert {one.anchor for one in segment.marks} == covering
            widths = [one.end - one.start for one in segment.marks]
            assert widths == sorted(widths, reverse=True)
    assert len(begun) == len(set(begun))
