"""A source becomes clean text: paragraphs, footnotes apart, and the way back.

The steps: make it NFC without control characters (`preparing`), cut it into printed
lines (`lines`), mark page feet (`furniture`) and footnotes (`footnotes`), group what
is left into blocks (`blocks`), put the words together again (`hyphens`, `assembly`),
say which part of the paper each block is (`zones`) and where sentences end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.text import (
    Block,
    BlockKind,
    CleanText,
    Cut,
    CutKind,
    FootnoteMark,
    Sentence,
    Span,
    Zone,
)
from app.reading.assembly import Assembly, is_tokenised
from app.reading.blocks import DATE, Draft, Print, group_lines
from app.reading.footnotes import Footnotes, Note, find_footnotes, take_inline_notes
from app.reading.furniture import mark_feet
from app.reading.hyphens import LATIN_END, Hyphens
from app.reading.lines import PAGE_BLANKS, Line, is_wrapped, split_lines, usual_width
from app.reading.pages import find_pages
from app.reading.preparing import SOFT_HYPHEN, Prepared, prepare
from app.reading.printed import is_printed, take_printed, without_numbers
from app.reading.sentences import split_sentences
from app.reading.zones import Place, assign_zones

# A tokenised letter has its head on one line; its parts are lines of their own.
_TOKENISED_HEAD = re.compile(
    rf"(Aan de Voorzitter van de (?:Tweede|Eerste) Kamer der Staten-Generaal)\s+"
    rf"((?:Den Haag|[’'‘]?s-Gravenhage)\s?,\s{DATE})\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A footnote's number in the running text; `note` is its place among the notes."""

    start: int
    end: int
    label: str
    note: int | None


def clean_text(source: str) -> CleanText:
    """Clean a paper once: the running text, then its footnotes, with the way back.

    Never raises; a source without words gives an empty text. What is taken out is in
    `cuts`, footnotes stand after the running text. Source: docs/reading.md, "Text".
    """
    prepared = prepare(source)
    lines = split_lines(prepared.text)
    tokenised = is_tokenised(prepared.text)
    printed = is_printed(prepared.text)
    inline: list[Note] = []
    if tokenised:
        lines, inline = take_inline_notes(_split_heads(lines))
    known = take_printed(lines) if printed else Footnotes()
    mark_feet(lines, printed=printed)
    footnotes = find_footnotes([line for line in lines if not line.foot and not line.note])
    footnotes.notes = known.notes + footnotes.notes + inline
    marks = {note.mark for note in footnotes.notes}
    footnotes.orphans += [span for span in known.orphans if span not in marks]
    numbers = _numbers(footnotes)
    body = _running_lines(lines, numbers, printed=printed)
    official = printed or any(line.foot for line in lines)
    wrapped = not tokenised and is_wrapped(body, official=official)
    style = Print(wrapped, usual_width(body), tokenised)
    drafts = group_lines(body, style)
    writer = _Writer(prepared, tokenised=tokenised, numbers=numbers)
    blocks = [
        writer.write(draft, place)
        for draft, place in zip(drafts, assign_zones(drafts), strict=True)
    ]
    blocks += [writer.write_note(note) for note in footnotes.notes]
    return writer.finish(source, blocks, _cut_lines(lines))


def _split_heads(lines: list[Line]) -> list[Line]:
    """Give the address and date of a tokenised letter lines of their own."""
    out: list[Line] = []
    for number, line in enumerate(lines):
        match = _TOKENISED_HEAD.match(line.text) if number < 3 else None
        if match is None:
            out.append(line)
            continue
        for start, end in (match.span(1), match.span(2), (match.end(), len(line.text))):
            text = line.text[start:end].strip()
            out.append(
                Line(line.start + start, line.start + start + len(text), text, 0, 1, line.page)
            )
    return out


def _numbers(footnotes: Footnotes) -> list[_Number]:
    """List the numbers of footnotes in the running text, in reading order."""
    numbers = [
        _Number(*note.mark, note.label, index)
        for index, note in enumerate(footnotes.notes)
        if note.mark is not None
    ]
    numbers += [_Number(start, end, "", None) for start, end in footnotes.orphans]
    return sorted(numbers, key=lambda number: number.start)


def _running_lines(lines: list[Line], numbers: list[_Number], *, printed: bool) -> list[Line]:
    """Give the lines of the running text, without the numbers that head them.

    A line after a note or page foot counts as the first of a page. Where an empty line
    parts it from notes and no page turns, it may begin a paragraph. A `printed` text has
    its notes and feet between paragraphs, or where the page turns; it knows where one
    ended with a page.
    """
    heads = {number.start: number.end for number in numbers}
    body: list[Line] = []
    removed = foot = False
    for line in lines:
        if line.foot or line.note:
            removed, foot = True, foot or line.foot
            continue
        headed = line.start in heads
        while line.start in heads:
            text = line.text[heads[line.start] - line.start :]
            line.start = line.end - len(text.lstrip())
            line.text = text.strip()
        text = without_numbers(line.text).strip()
        if not text:
            continue
        line.text = text
        if headed:
            line.goes_on = bool(body) and line.blanks == 0
        if removed and not printed:
            line.parted = not (foot or line.new_page) and 0 < line.blanks < PAGE_BLANKS
            line.new_page = line.new_page or bool(body)
        elif printed:
            line.parted = line.new_page and line.blanks > 0
        removed = foot = False
        body.append(line)
    return body


def _cut_lines(lines: list[Line]) -> Iterator[tuple[int, int, CutKind]]:
    """Give the stretches of notes and page feet, neighbours together."""
    begin: int | None = None
    end, note = 0, False
    for line in lines:
        gone = line.foot or line.note
        if begin is not None and (not gone or line.note != note):
            yield begin, end, CutKind.NOTE if note else CutKind.FOOT
            begin = None
        if gone:
            begin = line.start if begin is None else begin
            end, note = line.end, line.note
    if begin is not None:
        yield begin, end, CutKind.NOTE if note else CutKind.FOOT


class _Writer:
    """Writes blocks into the clean text and keeps count of what went where."""

    def __init__(self, prepared: Prepared, *, tokenised: bool, numbers: list[_Number]) -> None:
        self.prepared = prepared
        self.out = Assembly(prepared.text, tokenised=tokenised)
        self.hyphens = Hyphens(prepared.text)
        self.numbers = numbers
        self.next_number = 0
        self.marks: list[tuple[int, str, int]] = []
        self.blocks = 0

    def write(self, draft: Draft, place: Place) -> Block:
        """Write one block of the running text."""
        self._flush(draft.lines[0].start)
        start = self._begin()
        for index, line in enumerate(draft.lines):
            if index:
                self._flush(line.start)
                self._join(draft.lines[index - 1], line)
            self._write_line(line.start, self._end(draft.lines, index))
        return self._end_block(start, draft.kind, place)

    def write_note(self, note: Note) -> Block:
        """Write one footnote."""
        start = self._begin()
        for index, line in enumerate(note.lines):
            if index:
                self._join(note.lines[index - 1], line)
            low = line.start + note.body if index == 0 else line.start
            self.out.keep(low, self._end(note.lines, index))
        place = Place(Zone.FOOTNOTE, note.label)
        return self._end_block(start, BlockKind.FOOTNOTE, place)

    def _begin(self) -> int:
        """Part blocks by an empty line."""
        if self.blocks:
            self.out.put("\n\n")
        self.blocks += 1
        return self.out.length

    def _end_block(self, start: int, kind: BlockKind, place: Place) -> Block:
        """Make the block that was written since `start`."""
        return Block(Span(start, self.out.length), kind, place.zone, place.label, place.speaker)

    def _end(self, lines: list[Line], index: int) -> int:
        """Give where a line ends, without a hyphen that the next line takes away."""
        line = lines[index]
        if index + 1 == len(lines):
            return line.end
        if line.text.endswith(SOFT_HYPHEN):
            return line.end - 1
        if line.text.endswith("-") and self.hyphens.join(line.text, lines[index + 1].text) is None:
            return line.end - 1
        return line.end

    def _join(self, before: Line, line: Line) -> None:
        """Write what stands between two lines of a block."""
        if before.text.endswith(SOFT_HYPHEN):
            self.out.cut(before.end - 1, before.end, CutKind.HYPHEN)
            if not line.text[0].isalnum() or line.text[0] >= LATIN_END:
                self.out.put(" ")
            return
        if before.text.endswith("-") and before.text[-2:-1].isalnum():
            joint = self.hyphens.join(before.text, line.text)
            if joint is None:
                self.out.cut(before.end - 1, before.end, CutKind.HYPHEN)
            if joint != "- ":
                return
        if before.text.endswith(("»-", "”-", "’-", ")-")) and line.text[0].isalnum():
            return
        if before.text.endswith("–") and before.text[-2:-1].isdigit() and line.text[0].isdigit():
            return
        if self.out.tokenised and line.text[0] in ",.;:?!)]»”":
            return
        self.out.put(" ")

    def _flush(self, before: int) -> None:
        """Place the numbers that stood at the head of a line, or alone on one."""
        while (
            self.next_number < len(self.numbers) and self.numbers[self.next_number].start < before
        ):
            self._place(self.numbers[self.next_number])

    def _place(self, number: _Number) -> None:
        """Leave a number out, and remember where it stood."""
        self.out.cut(number.start, number.end, CutKind.MARK)
        if number.note is not None:
            self.marks.append((self.out.length, number.label, number.note))
        self.next_number += 1

    def _write_line(self, start: int, end: int) -> None:
        """Write a line without the numbers in it."""
        at = start
        while self.next_number < len(self.numbers) and self.numbers[self.next_number].start < end:
            number = self.numbers[self.next_number]
            self.out.keep(at, number.start)
            self._place(number)
            at = number.end
            if self.prepared.text[at : at + 2].strip() and self.prepared.text[at] == " ":
                at += self.prepared.text[at + 1] in ",.;:?!"
        self.out.keep(at, end)

    def finish(
        self, source: str, blocks: list[Block], gone: Iterator[tuple[int, int, CutKind]]
    ) -> CleanText:
        """Make the value: runs and cuts led back to the source, sentences cut."""
        self._flush(len(self.prepared.text) + 1)
        for start, end, kind in gone:
            self.out.cut(start, end, kind)
        text = "".join(self.out.pieces)
        first_note = sum(block.kind is not BlockKind.FOOTNOTE for block in blocks)
        cuts = [
            Cut(
                Span(self.prepared.offset(cut.span.start), self.prepared.offset(cut.span.end)),
                cut.kind,
            )
            for cut in sorted(self.out.cuts, key=lambda cut: cut.span)
        ]
        runs = self.prepared.back(self.out.runs)
        return CleanText(
            text=text,
            source=source,
            runs=runs,
            cuts=tuple(cuts),
            blocks=tuple(blocks),
            marks=tuple(
                FootnoteMark(at, label, first_note + note) for at, label, note in self.marks
            ),
            sentences=tuple(
                Sentence(span, index)
                for index, block in enumerate(blocks)
                for span in split_sentences(text, block.span.start, block.span.end)
            ),
            pages=tuple(find_pages(source, runs)),
        )
