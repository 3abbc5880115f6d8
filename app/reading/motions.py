"""Every mention of a motion: movers, papers, and what is said to be done with it.

A mention takes its papers from its own sentence, from the footnote that it points to, from
its number in the dossier of the paper, or, in a second pass, from another mention of the
same movers. With two possible papers it takes none. Source: docs/reading.md, "Motions".
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from app.domain.papers import Metadata, PaperKind
from app.domain.reading import MotionMention, Stance
from app.domain.references import Reference
from app.domain.text import Block, CleanText, FootnoteMark, Span, Zone
from app.reading.blocks import CELL_MARK
from app.reading.motion_names import TRIGGER_PART, Named, find_named, find_words, is_changed
from app.reading.motion_numbers import PaperNumbers, find_numbers, read_numbers
from app.reading.motion_papers import OTHER_PAPER, PapersBeside
from app.reading.motion_recall import Draft, deal_out, recall
from app.reading.motion_replacing import add_misprints, add_replaced
from app.reading.motion_stance import find_footnote_stance, find_stance, read_subject
from app.reading.motion_story import agree, read_on
from app.reading.voices import is_government

_BESIDE = 6  # characters of a note besides its citation
_NEAR = 220  # characters from the introduction of a motion to its number
_LOST_NOTE = re.compile(r"\s*\d{1,2}\s+(?=Kamerstuk|Tweede Kamer|TK\b)")
# The government writes down what members ask, and answers in the sentences after it.
_MEMBERS_ASK = re.compile(
    r"\b(?:lid|leden|fracties?|heer|mevrouw)\b[^.;]{0,120}?\b(?:vra(?:gen|agt)|vroeg(?:en)?|informe(?:ren|ert)|verwij(?:zen|st)|wijzen|wijst|wensen|lezen|leest)\b"
)
# Before a mention that is of the motion named last: "deze motie van het lid Jansen".
_POINTING = re.compile(
    r"(?:\b(?:[Dd]eze|[Dd]ie)\s|\b[Dd](?:it|at)\s(?:is|was)\s(?:ook\s)?(?:de|een)\s|,\s(?:ook\s)?een\s)$"
)


def find_motions(
    text: CleanText, references: tuple[Reference, ...], metadata: Metadata | None = None
) -> tuple[MotionMention, ...]:
    """Find the motions that a text names, in reading order of the clean text.

    `references` and `metadata` are those of the same text. A bare "deze motie" is no
    mention. Text without motions gives an empty tuple.
    """
    if TRIGGER_PART not in text.text:
        return ()
    finder = _Finder(text, references, metadata)
    drafts = finder.add_footnotes([finder.read(named) for named in finder.named])
    known = recall(deal_out(text.text, drafts))
    mentions = list(agree(text, read_on(text, known, finder.stops)))
    return tuple(add_misprints(text, add_replaced(text, references, mentions)))


class _Finder:
    """Holds what is asked of one text over and over: papers, sentences and marks by place."""

    def __init__(
        self, text: CleanText, references: tuple[Reference, ...], metadata: Metadata | None
    ) -> None:
        self.text = text
        self.numbers = PaperNumbers(text, references, metadata)
        self.moved = metadata is not None and metadata.kind is PaperKind.MOTION
        self.papers = PapersBeside(text.text, references)
        self.sentence_starts = [s.span.start for s in text.sentences]
        self.mark_places = [mark.at for mark in text.marks]
        self.marks = {mark.block: mark for mark in reversed(text.marks)}  # the first of each note
        by_number = self._find_by_number()
        known = [named for named in by_number if self._papers_of(named)]
        self.named = self._merge(find_named(text.text), [*self.papers.find_numbered(), *known])
        self.starts = [named.span.start for named in self.named]
        self.stops = sorted({*self.starts, *(named.span.start for named in by_number)})

    def _merge(self, named: list[Named], numbered: list[Named]) -> list[Named]:
        """Put both kinds in order; a named one wins."""
        taken = {n.span.start for n in named}
        ends = {n.span.start: n.span.end for n in named}
        spans = sorted(ends.items())
        free = [
            n
            for n in numbered
            if n.span.start not in taken
            and not any(start <= n.span.start < end for start, end in _around(spans, n.span.start))
        ]
        return sorted([*named, *free], key=lambda n: n.span.start)

    def _find_by_number(self) -> list[Named]:
        """Find "motie op stuk nr. 12", a motion named by its number in the dossier."""
        found: list[Named] = []
        text = self.text.text
        for word in find_words(text):
            numbered = read_numbers(text, word.end())
            if numbered is not None:
                start, end = word.start(), numbered.end
                changed = is_changed(text, start)
                found.append(Named(Span(start, end), (), cosigned=False, changed=changed))
        return found

    def read(self, named: Named) -> Draft:
        """Make the mention, with the papers that its own sentence gives."""
        text = self.text.text
        sentence = self.sentence_at(named.span.start)
        span = self.text.sentences[sentence].span
        block = self.text.blocks[self.text.sentences[sentence].block]
        stance = None
        if is_government(block) and not self.moved and not _asks(text, span):
            stance = find_stance(text, (span.start, span.end), (named.span.start, named.span.end))
        numbers = find_numbers(text, named.span.start, named.span.end)
        mention = MotionMention(
            span=named.span,
            sentence=span,
            movers=named.movers,
            cosigned=named.cosigned,
            ids=self._ids_of(named, self._row_of(block) or span, numbers),
            stance=stance or Stance.MENTIONED,
            subject=read_subject(text, named.span.end, span.end),
            changed=named.changed,
        )
        block_index = self.text.sentences[sentence].block
        pointing = _POINTING.search(text, max(named.span.start - 24, 0), named.span.start)
        return Draft(
            mention,
            block_index,
            stance is not None,
            numbers,
            named.introduced,
            pointing is not None,
            stance is Stance.MENTIONED and _MEMBERS_ASK.search(span.of(text)) is not None,
        )

    def _row_of(self, block: Block) -> Span | None:
        """Give a row of a table whole, where a cell names the motion and another its paper."""
        return block.span if CELL_MARK in block.span.of(self.text.text) else None

    def _ids_of(self, named: Named, sentence: Span, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """Take the paper beside a mention, else those that its numbers mean.

        A motion just introduced gets its number from the chair: "Zij krijgt nr. 12 (12345)".
        """
        if named.introduced:
            end = min(named.span.end + _NEAR, self._next_mention(named))
            return self.numbers.given_after(named.span.end, end)
        noted = self.text.blocks[self.text.sentences[self.sentence_at(named.span.start)].block]
        beside = self.papers.beside(
            named, sentence, self._next_mention(named), noted=noted.zone is Zone.FOOTNOTE
        )
        if not numbers:
            return beside or self._lost_note(named, sentence)
        if any(one.rsplit("-", 1)[-1] in numbers for one in beside):
            return beside
        return self._papers_of(named)

    def _lost_note(self, named: Named, sentence: Span) -> tuple[str, ...]:
        """Give the paper of a note that a program put right behind the sentence: "aangenomen. 1 Kamerstuk …"."""
        note = _LOST_NOTE.match(self.text.text, sentence.end)
        if note is None or self._next_mention(named) < note.end():
            return ()
        papers = self.papers.within(Span(note.end(), note.end() + 1))
        return papers[0].ids if papers else ()

    def _papers_of(self, named: Named) -> tuple[str, ...]:
        """Give the papers that the numbers of a motion mean, when all of them are known."""
        numbers = find_numbers(self.text.text, named.span.start, named.span.end)
        found = [self.numbers.find(number) for number in numbers]
        return tuple(one for ids in found for one in ids) if all(found) else ()

    def sentence_at(self, at: int) -> int:
        """Give the index of the sentence that a character lies in."""
        return max(bisect_right(self.sentence_starts, at) - 1, 0)

    def _next_mention(self, named: Named) -> int:
        """Give where the next mention begins."""
        index = bisect_right(self.starts, named.span.start)
        return self.starts[index] if index < len(self.starts) else len(self.text.text)

    def add_footnotes(self, drafts: list[Draft]) -> list[Draft]:
        """Join mentions with the footnotes that they point to, both ways."""
        by_block: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_block.setdefault(draft.block, []).append(draft)
        return [
            self._from_sentence(draft)
            if self.text.blocks[draft.block].zone is Zone.FOOTNOTE
            else replace(draft, mention=self._from_note(draft.mention, by_block))
            for draft in drafts
        ]

    def _from_note(self, mention: MotionMention, by_block: dict[int, list[Draft]]) -> MotionMention:
        """Give a mention without papers those of its footnote."""
        mark = None if mention.ids else self._mark_of(mention)
        if mark is None:
            return mention
        twins = [
            d.mention for d in by_block.get(mark.block, []) if d.mention.movers == mention.movers
        ]
        if twins:
            subject = mention.subject or twins[0].subject
            return replace(mention, ids=_only({twin.ids for twin in twins}), subject=subject)
        if by_block.get(mark.block):
            return mention  # the note names other motions
        return replace(mention, ids=self._only_paper(mark, mention))

    def _mark_of(self, mention: MotionMention) -> FootnoteMark | None:
        """Give the first footnote number after a mention, in its sentence."""
        index = bisect_left(self.mark_places, mention.span.end)
        if index == len(self.mark_places):
            return None
        # What only cites may stand behind the next sentence.
        block = self.text.blocks[self.text.sentences[self.sentence_at(mention.span.start)].block]
        last = block.span.end if self._only_cites(self.text.marks[index]) else mention.sentence.end
        if self.mark_places[index] > last:
            return None
        following = bisect_right(self.starts, mention.span.start)
        if following < len(self.starts) and self.starts[following] < self.mark_places[index]:
            return None
        return self.text.marks[index]

    def _only_cites(self, mark: FootnoteMark) -> bool:
        """Say whether a note is one citation and no more."""
        span = self.text.blocks[mark.block].span
        papers = self.papers.within(span)
        return len(papers) == 1 and len(papers[0].span) + _BESIDE >= len(span)

    def _only_paper(self, mark: FootnoteMark, mention: MotionMention) -> tuple[str, ...]:
        """Give the paper of a note, when it has one, and the number stands by the mention."""
        span = self.text.blocks[mark.block].span
        papers = self.papers.within(span)
        between = self.text.text[mention.span.end : mark.at]
        if not papers or OTHER_PAPER.search(between):
            return ()
        return papers[0].ids if mark.at == mention.span.end else _only({p.ids for p in papers})

    def _from_sentence(self, draft: Draft) -> Draft:
        """Give a mention in a footnote the sentence that the footnote belongs to."""
        mark = self.marks.get(draft.block)
        if mark is None or draft.told or self.moved:
            return draft
        index = self.sentence_at(max(mark.at - 1, 0))
        sentence = self.text.sentences[index].span
        if not is_government(self.text.blocks[self.text.sentences[index].block]):
            return draft
        own = [n for n in self.named if sentence.start <= n.span.start < sentence.end]
        where = (sentence.start, sentence.end)
        if own:
            last = own[-1].span
            stance = find_stance(self.text.text, where, (last.start, last.end))
        else:
            stance = find_footnote_stance(self.text.text, where)
        mention = replace(draft.mention, sentence=sentence, stance=stance or Stance.MENTIONED)
        return replace(draft, mention=mention, told=stance is not None)


def _asks(text: str, sentence: Span) -> bool:
    """Say whether a sentence asks something, and so tells nothing."""
    return sentence.of(text).rstrip().endswith("?")


def _only(ids: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the ids when there is one possibility; with two there is none."""
    known = {one for one in ids if one}
    return known.pop() if len(known) == 1 else ()


def _around(spans: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """Give the last stretch that begins at or before a place."""
    index = bisect_right(spans, (at, len(spans) + (1 << 60)))
    return spans[max(index - 1, 0) : index]
