"""What stands on a page beside its text: running heads and feet, page numbers, letterheads."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.reading.formats.pdf.notes import label_of, raised_in
from app.reading.formats.pdf.print import SAME_ROW, Page, Stretch, group_rows
from app.reading.formats.pdf.typography import Column, Typography, find_column
from app.reading.furniture import is_foot
from app.reading.lines import ends_sentence

_SMALL_RIGHT, _SMALL_LEFT = 0.9, 0.85  # of the size of the text
_ROWS = 6  # at the head and the foot of a page
_PARTED = 2.0  # times the usual distance of lines: more than parts paragraphs
_PARTED_NUMBER = 1.3  # a number alone is no paragraph
_SMALL = 0.93  # of the size of the text
_NUMBER_SIZE = 1.15  # times the size of the text: a larger number is a heading
_NUMBER = re.compile(
    r"[-–]?\s?\d{1,4}\s?[-–]?|\d{1,4}\s?(?:/|van)\s?\d{1,4}"
    r"|(?:Pagina|Blad|Page|P\.)\s\d{1,4}(?:\s?(?:van|/|of)\s?\d{1,4})?",
    re.IGNORECASE,
)
# What the side column of a letter is headed with.
_LETTERHEAD = re.compile(
    r"(?:(?:Ons|Uw|Onze|Mijn)\s(?:kenmerk|referentie|brief)|Kenmerk|Datum|Contactpersoon|Inlichtingen"
    r"|Behandeld\sdoor|Bezoekadres|Postadres|Postbus\s\d+|Bijlagen?(?:\(n\))?|Kopie\saan|Pagina\s\d+\svan\s\d+"
    r"|Ministerie\svan\s.+|Directie\s.+|www\.\S+|T\s[\d\s()+-]{8,})\s?:?"
)


@dataclass(slots=True)
class Parted:
    """A page parted into its text and what stands beside that, both in printed order."""

    text: list[Stretch] = field(default_factory=list)
    heads: list[Stretch] = field(default_factory=list)
    sides: list[Stretch] = field(default_factory=list)
    feet: list[Stretch] = field(default_factory=list)

    @property
    def beside(self) -> list[Stretch]:
        """Give all that stands beside the text, from the head of the page to its foot."""
        return self.heads + self.sides + self.feet


def part_margins(page: Page, typography: Typography) -> Parted:
    """Part the running text of a page from its margins."""
    upright = [stretch for stretch in page.stretches if not stretch.aside]
    column = find_column(upright, typography.body) or typography.column
    sides = _find_sides(upright, column, typography)
    left = [stretch for stretch in upright if id(stretch) not in sides]
    rows = group_rows(left)
    heads = _outer(rows, typography, numbered=False)
    feet = _spare_notes(_outer(rows[len(heads) :][::-1], typography, numbered=True), left)
    out = Parted(sides=[s for s in page.stretches if s.aside or id(s) in sides])
    out.heads = [stretch for row in heads for stretch in row]
    out.feet = [stretch for row in feet[::-1] for stretch in row]
    gone = {id(stretch) for stretch in out.heads + out.feet}
    out.text = [stretch for stretch in left if id(stretch) not in gone]
    return out


def _find_sides(
    stretches: Sequence[Stretch], column: Column, typography: Typography
) -> frozenset[int]:
    """Find the side columns: small print beside the text that does not share its rows.

    To the right also what is headed as letters head it, whatever its size. To the left
    there are labels too, which belong to the text beside them; those share its rows.
    """
    body = typography.body
    right = [s for s in stretches if s.left >= column.right + 0.3 * body]
    left = [s for s in stretches if s.right <= column.left - 0.3 * body]
    small_right = [s for s in right if s.size <= _SMALL_RIGHT * body]
    small_left = [s for s in left if s.size <= _SMALL_LEFT * body]
    inside = [s for s in stretches if s.left < column.right and s.right > column.left]
    sides: list[Stretch] = []
    headed = [s.size for s in right if _LETTERHEAD.fullmatch(s.text.strip())]
    if headed:
        sides += [s for s in right if s.size <= max(*headed, _SMALL_RIGHT * body)]
    elif not _share_rows(small_right, inside):
        sides += small_right
    if not _share_rows(small_left, inside):
        sides += small_left
    return frozenset(id(stretch) for stretch in sides)


def _share_rows(beside: Sequence[Stretch], inside: Sequence[Stretch]) -> bool:
    """Say whether most of what stands beside the text stands on lines of it."""
    bases = sorted(stretch.base for stretch in inside)
    shared = 0
    for stretch in beside:
        near = SAME_ROW * stretch.size
        at = bisect_left(bases, stretch.base - near)
        shared += at < len(bases) and bases[at] <= stretch.base + near
    return shared * 2 > len(beside)


def _outer(
    rows: Sequence[list[Stretch]], typography: Typography, *, numbered: bool
) -> list[list[Stretch]]:
    """Give the rows at an edge of the page, from the outside in, that are no text.

    They are repeated, the foot of an official publication or, where pages are `numbered`
    at this edge, a page number; and space or smaller type sets them apart from the text.
    """
    count = 0
    while count < min(len(rows), _ROWS) and _is_outside(rows[count], typography, numbered=numbered):
        count += 1
    while 0 < count < len(rows) and not _is_apart(rows[count - 1], rows[count], typography):
        count -= 1
    return list(rows[:count])


def _spare_notes(feet: Sequence[list[Stretch]], text: Sequence[Stretch]) -> list[list[Stretch]]:
    """Leave notes out of the feet: papers that cite alike have notes alike on each page.

    From the first row down that begins with a number raised in the text, only what is
    surely no note stays: the foot of an official publication, a page number.
    """
    raised = {label for stretch in text for label in raised_in(stretch.pieces)}
    notes = [at for at, row in enumerate(feet) if label_of(row[0].pieces) in raised]
    first = max(notes, default=-1)
    return [row for at, row in enumerate(feet) if at > first or _is_surely_foot(row)]


def _is_surely_foot(row: Sequence[Stretch]) -> bool:
    """Say whether a row is the foot of an official publication or a page number."""
    words = " ".join(stretch.text.strip() for stretch in row)
    return is_foot(words) or bool(_NUMBER.fullmatch(words))


def _is_outside(row: Sequence[Stretch], typography: Typography, *, numbered: bool) -> bool:
    """Say whether a row can stand outside the text."""
    words = " ".join(stretch.text.strip() for stretch in row)
    if is_foot(words):
        return True
    if numbered and _NUMBER.fullmatch(words):
        return row[0].size <= _NUMBER_SIZE * typography.body
    if words[:1].islower() or (ends_sentence(words) and words.count(" ") > 1):
        return False  # pages may begin or end with the same line of text
    return all(typography.repeats(stretch) for stretch in row)


def _is_apart(outer: Sequence[Stretch], inner: Sequence[Stretch], typography: Typography) -> bool:
    """Say whether a row at the edge is set apart from the row next to it."""
    gap = abs(outer[0].base - inner[0].base) / (typography.leading * typography.body)
    words = " ".join(stretch.text.strip() for stretch in outer)
    if gap >= (_PARTED_NUMBER if _NUMBER.fullmatch(words) else _PARTED):
        return True
    return all(stretch.size <= _SMALL * typography.body for stretch in outer)
