"""A later paper as the matcher sees it: its passages, each ready to be compared."""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.matching import Paper
from app.domain.papers import Signatory
from app.domain.reading import FulfilmentStatement, Promise, TermKind
from app.domain.text import Block, BlockKind, Sentence, Span, Zone
from app.matching.dates import NamedDay, find_days
from app.matching.lexicon import is_product, load_acts
from app.matching.naming import blank_out, without_names
from app.matching.offices import find_offices, read_offices
from app.matching.reported import is_reported
from app.matching.titles import TitleProfile, profile_title
from app.matching.weights import load_weights
from app.matching.words import find_roots, find_words, fold, is_subject, root_of

# How much a word counts that stands in the sentence before, or in the heading above.
BEFORE_POINTED_AT = 0.6  # so much at least is what the sentence itself speaks of
BEFORE = 0.25
HEADING = 0.3

_SILENT = frozenset({Zone.HEAD, Zone.QUESTION, Zone.SIGNATURE})
_GOVERNS = re.compile(r"\b(?:minister|staatssecretaris)", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:hier|daar|er)(?:aan|bij|in|mee|na|om|op|over|toe|van|voor)?\b"
    r"|\b(?:dit|deze|dat|dergelijke|genoemde|voornoemde|bovengenoemde)\b",
    re.IGNORECASE,
)
_LEAST_LOCAL = 0.1
_FEW_PASSAGES = 12  # in a paper this short every word counts whole


class PassageKind(StrEnum):
    """What a later passage is by itself."""

    STATEMENT = "statement"  # says that something is met or under way
    PROMISE = "promise"
    SENTENCE = "sentence"
    TITLE = "title"  # the subject line of the whole paper


@dataclass(frozen=True)
class Passage:
    """A sentence of a later paper. `words` maps each root to how much it counts here.

    `forms` gives for a root of the sentence itself the word as printed. `length` is the
    length of the weighed words as a vector, set when the whole paper is known.
    """

    span: Span
    kind: PassageKind
    text: str
    about: str  # the text without what it only names: offices, persons, papers, terms
    words: dict[str, float]
    length: float
    forms: dict[str, str]
    subject: frozenset[str]  # roots that the sentence uses or points back at
    ids: frozenset[str]
    offices: frozenset[str]
    days: tuple[NamedDay, ...]
    products: frozenset[str]
    acts: dict[str, str]
    is_done: bool
    heading: str = ""
    heading_acts: frozenset[str] = frozenset()
    opens_section: bool = False
    in_footnote: bool = False
    statement: FulfilmentStatement | None = None
    promise: Promise | None = None


@dataclass(frozen=True)
class PaperProfile:
    """A paper taken apart for matching; made once, compared with many items."""

    paper: Paper
    passages: tuple[Passage, ...]
    by_root: dict[str, tuple[int, ...]]  # places in `passages`
    by_id: dict[str, tuple[int, ...]]
    by_heading_act: dict[str, tuple[int, ...]]  # passages that open a section on an act
    local: dict[str, float]  # how well a root tells the passages of this paper apart
    offices: frozenset[str]  # of who signed
    written: date | None
    title: TitleProfile | None


def profile(paper: Paper) -> PaperProfile:
    """Take a paper apart; costs one walk over its text."""
    metadata = paper.reading.metadata
    names = _offices_by_surname(metadata.signatories)
    passages = [*_find_title(paper), *_find_passages(paper, names)]
    counts = Counter(root for passage in passages for root in passage.forms)
    weights = load_weights()
    local = {
        root: _local_weight(count, len(passages)) * weights.of(root)
        for root, count in counts.items()
    }
    by_root: defaultdict[str, list[int]] = defaultdict(list)
    by_id: defaultdict[str, list[int]] = defaultdict(list)
    by_act: defaultdict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        weighed = {root: share * local.get(root, 1.0) for root, share in passage.words.items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values()))
        passages[place] = replace(passage, words=weighed, length=length)
        for root in passage.words:
            by_root[root].append(place)
        for identifier in passage.ids:
            by_id[identifier].append(place)
        for act in passage.heading_acts if passage.opens_section else ():
            by_act[act].append(place)
    return PaperProfile(
        paper,
        tuple(passages),
        _freeze(by_root),
        _freeze(by_id),
        _freeze(by_act),
        {root: _local_weight(count, len(passages)) for root, count in counts.items()},
        read_offices(metadata.from_functions),
        paper.timing.day or paper.timing.not_before or paper.timing.not_after,
        profile_title(paper),
    )


def _freeze(places: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    """Give the same table with tuples."""
    return {key: tuple(value) for key, value in places.items()}


def _local_weight(with_root: int, total: int) -> float:
    """Say how well a root tells the passages of one paper apart, from 0.1 to 1.

    A letter that is about one country names it in every sentence.
    """
    if total < _FEW_PASSAGES:
        return 1.0
    return max(_LEAST_LOCAL, 1 - math.log(with_root) / math.log(total))


def _offices_by_surname(signatories: Iterable[Signatory]) -> dict[str, str]:
    """Give the office of each signatory's surname, folded."""
    names: dict[str, str] = {}
    for signatory in signatories:
        offices = sorted(read_offices([signatory.function]))
        if offices and signatory.name.split():
            names[fold(signatory.name.split()[-1])] = offices[0]
    return names


def _find_title(paper: Paper) -> Iterator[Passage]:
    """Give the subject line of a paper as a passage, where the text has it."""
    title = paper.reading.metadata.title
    text = paper.reading.text.text
    start = text.find(title) if title else -1
    if title and start >= 0:
        span = Span(start, start + len(title))
        block = Block(span, BlockKind.HEADING, Zone.HEAD)
        setting = _Setting(text, "", "", False, block, {}, True)
        yield _make_passage(paper, span, None, None, setting)


def _find_passages(paper: Paper, names: dict[str, str]) -> Iterator[Passage]:
    """Give the passages of a paper in reading order.

    A clause that the reader marked stands for its sentence; the others come whole.
    """
    reading = paper.reading
    text = reading.text
    about = _blank_out_named(paper)
    marks: list[tuple[Span, FulfilmentStatement | None, Promise | None]] = [
        *((mark.span, mark, None) for mark in reading.statements),
        *((mark.span, None, mark) for mark in reading.promises),
    ]
    marks.sort(key=lambda row: row[0])
    starts = [span.start for span, _, _ in marks]
    heading = ""
    for index, sentence in enumerate(text.sentences):
        block = text.blocks[sentence.block]
        if block.kind is BlockKind.HEADING and block.zone not in _SILENT:
            heading = block.span.of(about)
            continue
        first = bisect_left(starts, sentence.span.start)
        last = bisect_left(starts, sentence.span.end)
        mine = marks[first:last]
        if not mine and _is_silent(block):
            continue
        before = _sentence_before(text.sentences, index)
        opens = before is None and _follows_heading(text.blocks, sentence.block)
        told = before.span.of(about) if before else ""
        setting = _Setting(about, told, heading, opens, block, names)
        for span, statement, promise in mine or [(sentence.span, None, None)]:
            yield _make_passage(paper, span, statement, promise, setting)


def _is_silent(block: Block) -> bool:
    """Say whether what stands here is not the government's own report."""
    if block.zone is Zone.SPEECH and block.speaker is not None:
        return _GOVERNS.search(block.speaker) is None
    return block.zone in _SILENT


@dataclass(frozen=True)
class _Setting:
    """What stands round a sentence, and the text of the paper without what it names."""

    about: str
    before: str
    heading: str
    opens_section: bool
    block: Block
    names: dict[str, str]
    is_title: bool = False


def _sentence_before(sentences: tuple[Sentence, ...], index: int) -> Sentence | None:
    """Give the sentence before this one in its block."""
    if index and sentences[index - 1].block == sentences[index].block:
        return sentences[index - 1]
    return None


def _follows_heading(blocks: tuple[Block, ...], index: int) -> bool:
    """Say whether the block stands right under a heading."""
    return index > 0 and blocks[index - 1].kind is BlockKind.HEADING


def _make_passage(
    paper: Paper,
    span: Span,
    statement: FulfilmentStatement | None,
    promise: Promise | None,
    setting: _Setting,
) -> Passage:
    """Weigh the words of one passage and note what it names."""
    words = span.of(paper.reading.text.text)
    subject = without_names(span.of(setting.about))
    kind = PassageKind.TITLE if setting.is_title else PassageKind.SENTENCE
    if statement is not None:
        kind = PassageKind.STATEMENT
    elif promise is not None:
        kind = PassageKind.PROMISE
    forms = find_forms(subject)
    weighed = weigh_words(subject, setting.before, setting.heading)
    return Passage(
        span,
        kind,
        words,
        subject,
        weighed,
        0.0,
        forms,
        find_subject(weighed, forms),
        _ids_of(paper, span, statement, promise),
        find_offices(words, setting.names),
        find_days(words),
        frozenset(word for word in find_words(words) if is_product(word)),
        load_acts().find(subject),
        is_reported(words),
        setting.heading,
        frozenset(load_acts().find(setting.heading)) if setting.heading else frozenset(),
        setting.opens_section,
        setting.block.zone is Zone.FOOTNOTE,
        statement,
        promise,
    )


def find_forms(text: str) -> dict[str, str]:
    """Give each telling root of a text with the first word that has it."""
    forms: dict[str, str] = {}
    for word in find_words(text):
        if is_subject(word):
            forms.setdefault(root_of(word), word)
    return forms


def weigh_words(text: str, before: str, heading: str) -> dict[str, float]:
    """Give each root how much it counts: its own words whole, those around it less.

    A sentence that points back ("hierover", "deze") borrows more from the one before.
    """
    words: dict[str, float] = {}
    share = BEFORE_POINTED_AT if _POINTS_BACK.search(text) else BEFORE
    for share_of, source in ((HEADING, heading), (share, without_names(before)), (1.0, text)):
        for root in find_roots(source):
            words[root] = max(words.get(root, 0.0), share_of)
    return words


def find_subject(words: dict[str, float], own: Collection[str]) -> frozenset[str]:
    """Give the roots that a sentence speaks of itself, or by pointing back.

    `own` are its own roots: a sentence without any speaks of what stands around it.
    """
    if not own:
        return frozenset(words)
    return frozenset(root for root, share in words.items() if share >= BEFORE_POINTED_AT)


def _blank_out_named(paper: Paper) -> str:
    """Give the text of a paper without the papers and motions that it names, and terms.

    A term without a day ("zodra de brug open is") may hold what the promise is about.
    """
    reading = paper.reading
    terms = (one.term.span for one in reading.promises if one.term.kind is TermKind.DATE)
    return blank_out(
        reading.text.text,
        [
            *(one.span for one in reading.references),
            *(one.span for one in reading.motions),
            *(span for span in terms if span is not None),
        ],
    )


def _ids_of(
    paper: Paper, span: Span, statement: FulfilmentStatement | None, promise: Promise | None
) -> frozenset[str]:
    """Give the papers that a passage cites or that the reader resolved for it."""
    ids: set[str] = set()
    for reference in _inside(paper, span):
        ids.update(reference)
    if statement is not None:
        ids.update(statement.target.ids, statement.by_ids)
    if promise is not None:
        ids.update(promise.ids)
    for mention in paper.reading.motions:
        if span.contains(mention.span):
            ids.update(mention.ids)
    return frozenset(ids)


def _inside(paper: Paper, span: Span) -> Iterable[tuple[str, ...]]:
    """Give the ids of the references that stand inside a span."""
    references = paper.reading.references
    first = bisect_left(references, span.start, key=lambda reference: reference.span.start)
    for reference in references[first:]:
        if reference.span.start >= span.end:
            break
        yield reference.ids
