"""The letters of a made-up register, and what the machine would see in each."""

import datetime as dt
import hashlib
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from app.domain.papers import Metadata, PaperKind
from app.domain.reading import (
    FulfilmentStatus,
    Made,
    Promise,
    PromiseKind,
    Reading,
    Stance,
    TargetKind,
    Term,
    TermKind,
)
from app.domain.references import ReferenceKind
from app.domain.text import Block, BlockKind, CleanText, Run, Sentence, Span, Zone
from app.services.papers import reading_as_stored
from app.services.senders import sender_key
from app.services.stemming import paper_token
from app.store.documents import (
    CitedPaper,
    Document,
    MentionedMotion,
    MotionMentionRow,
    PaperSender,
    Passage,
    Statement,
)
from scripts.bench.bulk import Row, Writer
from scripts.bench.words import Said, Speech, said

FIRST, LAST = dt.date(2010, 10, 14), dt.date(2026, 11, 20)
READER = "bench"
BODY = 4  # paragraphs of a letter, after its heading
_CLOSED = time(15, 0, tzinfo=UTC)  # when the letter of a day comes in
_STANCES = (*[Stance.MENTIONED] * 5, *[Stance.PROMISED] * 2, Stance.UNDER_WAY, Stance.CARRIED_OUT)
_TERMS = ((60, 200), (30, 90), (100, 300), (80, 95))  # days to the term, of each wording


@dataclass(frozen=True, slots=True)
class NamedMotion:
    """A motion as letters name it."""

    item_id: int
    canonical: str
    printed: str  # "21 501-02, nr. 2433"
    mover: str
    subject: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands in which letter: numbers of promises, motions and statements, by letter."""

    promises: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    motions: defaultdict[int, list[NamedMotion]] = field(default_factory=lambda: defaultdict(list))
    unnumbered: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    statements: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True, slots=True)
class Seen:
    """A promise where it stands: its number in the plan, its letter, and the words."""

    item_id: int
    document_id: int
    promise: Promise
    words: str
    stems: str
    office: str
    day: dt.date


@dataclass(slots=True)
class Draft:
    """A letter as it grows: paragraphs with what was found in them."""

    id: int
    day: dt.date
    office: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    stems: list[list[str]] = field(default_factory=list)

    def begin(self, kind: BlockKind, zone: Zone) -> None:
        """Begin a block."""
        self.text += "\n\n" if self.text else ""
        self.blocks.append(Block(Span(len(self.text), len(self.text)), kind, zone))
        self.stems.append([])

    def say(self, part: Said) -> Span:
        """Add a sentence to the block, and give where it stands."""
        block = self.blocks[-1]
        if block.span.start != len(self.text):
            self.text += " "
        span = Span(len(self.text), len(self.text) + len(part.text))
        self.text += part.text
        self.stems[-1].append(part.stems)
        self.sentences.append(Sentence(span, len(self.blocks) - 1))
        self.blocks[-1] = Block(Span(block.span.start, span.end), block.kind, block.zone)
        return span


class Letters:
    """Makes letters one after the other; `places` keeps where their paragraphs begin and end."""

    def __init__(
        self, speech: Speech, plan: Plan, offices: tuple[str, ...], dossiers: tuple[str, ...]
    ) -> None:
        self.speech, self.plan, self.offices, self.dossiers = speech, plan, offices, dossiers
        self.random = speech.random
        self.places = array("i")  # start and end of each first sentence, BODY for each letter
        self.days: list[dt.date] = []
        self.named: list[
            tuple[int, int, Span]
        ] = []  # motion, letter and place of its first mention
        self.mentions: dict[int, list[int]] = {}  # of each motion, in the order of the letters
        self.canonicals: dict[int, str] = {}
        self._numbers: defaultdict[str, int] = defaultdict(int)
        self._mention_id = 0

    def number_in(self, dossier: str) -> int:
        """Give the next free number in a dossier."""
        self._numbers[dossier] += 1
        return self._numbers[dossier]

    def place(self, document_id: int) -> Span:
        """Draw a passage of a letter that was made."""
        at = ((document_id - 1) * BODY + self.random.randrange(BODY)) * 2
        return Span(self.places[at], self.places[at + 1])

    def write(self, put: Writer, id_: int, total: int) -> list[Seen]:
        """Make one letter with all that stands in it; give the promises."""
        days = (LAST - FIRST).days * id_ // total
        day = min(LAST, FIRST + timedelta(days=days + self.random.randint(-3, 3)))
        self.days.append(day)
        draft = Draft(id_, day, self.random.choice(self.offices))
        title = said(f"Brief over {self.speech.thing()}")
        draft.begin(BlockKind.HEADING, Zone.HEAD)
        draft.say(title)
        events: list[list[tuple[str, object]]] = [[] for _ in range(BODY)]
        for number in self.plan.promises[id_]:
            self.random.choice(events).append(("promise", number))
        for motion in self.plan.motions[id_]:
            self.random.choice(events).append(("motion", motion))
        for _ in range(self.plan.unnumbered[id_]):
            self.random.choice(events).append(("motion", None))
        for _ in range(self.plan.statements[id_]):
            self.random.choice(events).append(("statement", None))
        promises: list[Seen] = []
        later: list[tuple[object, Row]] = []  # rows that refer to the letter
        for paragraph in events:
            draft.begin(BlockKind.PARAGRAPH, Zone.BODY)
            span = draft.say(self.speech.sentence())
            self.places.extend((span.start, span.end))
            for kind, what in paragraph:
                if kind == "promise":
                    assert isinstance(what, int)
                    promises.append(self._promise(draft, what))
                elif kind == "motion":
                    assert what is None or isinstance(what, NamedMotion)
                    later += self._motion(draft, what, len(later))
                else:
                    later.append((Statement, self._statement(draft, len(later))))
        self._put(put, draft, title.text, promises)
        sender = {"document_id": draft.id, "sender": sender_key(draft.office)}
        for table, row in [(PaperSender, sender), *later]:
            put.put(table, row)
        return promises

    def _put(self, put: Writer, draft: Draft, title: str, promises: list[Seen]) -> None:
        """Put down the letter and its passages."""
        dossier = self.random.choice(self.dossiers)
        number = str(self.number_in(dossier))
        runs = (Run(0, 0, len(draft.text)),)
        text = CleanText(
            draft.text, draft.text, runs, (), tuple(draft.blocks), (), tuple(draft.sentences)
        )
        seen = tuple(one.promise for one in promises)
        reading = Reading(READER, text, Metadata(PaperKind.LETTER), (), (), seen, ())
        put.put(
            Document,
            {
                "id": draft.id,
                "key": hashlib.sha256(f"bench {draft.id}".encode()).hexdigest(),
                "name": f"brief-{draft.id}",
                "media": "txt",
                "origin": "bench",
                "reader": READER,
                "imported_at": moment(draft.day),
                "kind": PaperKind.LETTER,
                "date": draft.day if draft.id % 50 else None,
                "not_before": None if draft.id % 50 else draft.day,
                "place": "Den Haag",
                "dossier": dossier,
                "number": number,
                "canonical": f"kst-{dossier}-{number}",
                "title": title,
                "addressee": "Kamer",
                "from_functions": [draft.office],
                "signatories": [],
                "source": draft.text,
                "text": draft.text,
                "reading": reading_as_stored(reading),
            },
        )
        for ordinal, (block, stemmed) in enumerate(zip(draft.blocks, draft.stems, strict=True)):
            put.put(
                Passage,
                {
                    "document_id": draft.id,
                    "ordinal": ordinal,
                    "start": block.span.start,
                    "end": block.span.end,
                    "kind": block.kind,
                    "zone": block.zone,
                    "text": block.span.of(draft.text),
                    "stems": " ".join(stemmed),
                },
            )

    def _promise(self, draft: Draft, item_id: int) -> Seen:
        """Say a promise."""
        subject, wording, term = self.speech.thing(), "", Term()
        if self.random.random() < 0.6:
            which = self.random.randrange(len(_TERMS))
            wording = self.speech.lists["terms"][which]
            days = timedelta(days=self.random.randint(*_TERMS[which]))
            latest = draft.day + days
            term = Term(TermKind.DATE, wording, draft.day, latest, "bench")
            wording += " "
        acts = self.random.random() < 0.3
        deed = self.speech.any("infinitives") if acts else "informeren"
        to = f"{subject} {wording}" if acts else f"uw Kamer {wording}over {subject} "
        sentence = said(f"Ik zal {to}{deed}.")
        span = draft.say(sentence)
        promise = Promise(
            span=span,
            sentence=span,
            kind=PromiseKind.ACT if acts else PromiseKind.INFORM,
            made=Made.HERE,
            actor=draft.office,
            addressee="Kamer",
            subject=subject,
            term=term,
            conditional=False,
            condition=None,
            cue="zal inform",
        )
        return Seen(
            item_id, draft.id, promise, sentence.text, sentence.stems, draft.office, draft.day
        )

    def _motion(
        self, draft: Draft, motion: NamedMotion | None, ordinal: int
    ) -> list[tuple[object, Row]]:
        """Name a motion, with its number or without."""
        mover = motion.mover if motion else self.speech.any("surnames")
        subject = motion.subject if motion else self.speech.thing()
        words = f"De motie van het lid {mover} c.s. over {subject}"
        number = f" (Kamerstuk {motion.printed})" if motion else ""
        end = f"{self.speech.any('verbs')} de {self.speech.any('bodies')}."
        body = said(f"{words} {end}").stems + (
            f" {paper_token(motion.canonical)}" if motion else ""
        )
        span = draft.say(Said(f"{words}{number} {end}", body))
        self._mention_id += 1
        ids = [motion.canonical] if motion else []
        row: Row = {
            "id": self._mention_id,
            "document_id": draft.id,
            "ordinal": ordinal,
            "start": span.start,
            "end": span.start + len(words),
            "sentence_start": span.start,
            "sentence_end": span.end,
            "words": f"{words}{number} {end}",
            "ids": ids,
            "canonical": motion.canonical if motion else None,
            "number": motion.canonical.rpartition("-")[2] if motion else None,
            "movers": [mover],
            "cosigned": True,
            "changed": False,
            "stance": self.random.choice(_STANCES),
            "subject": subject,
        }
        rows: list[tuple[object, Row]] = [(MotionMentionRow, row)]
        if motion is None:
            return rows
        self.mentions.setdefault(motion.item_id, []).append(self._mention_id)
        if motion.item_id not in self.canonicals:
            self.canonicals[motion.item_id] = motion.canonical
            self.named.append((motion.item_id, draft.id, Span(span.start, span.start + len(words))))
        at = Span(span.start + len(words) + 2, span.start + len(words) + len(number) - 1)
        cited = _citation(draft.id, ordinal, at, motion.canonical)
        named = {"mention_id": self._mention_id, "item_id": motion.item_id}
        return [*rows, (MentionedMotion, named), (CitedPaper, cited)]

    def _statement(self, draft: Draft, ordinal: int) -> Row:
        """Say that something earlier is met."""
        subject = self.speech.thing()
        met = f"Met deze brief doe ik de toezegging over {subject} gestand."
        span = draft.say(said(met))
        return {
            "document_id": draft.id,
            "ordinal": ordinal,
            "start": span.start,
            "end": span.end,
            "sentence_start": span.start,
            "sentence_end": span.end,
            "target_kind": TargetKind.PROMISE,
            "target": {"to": "Kamer"},
            "subject": subject,
            "status": self.random.choice(list(FulfilmentStatus)),
            "by_ids": [],
            "cue": "toezegging kept",
            "implicit": False,
        }


def _citation(document_id: int, ordinal: int, at: Span, canonical: str) -> Row:
    """Make the row of a number that a letter cites."""
    return {
        "document_id": document_id,
        "citation": ordinal,
        "ordinal": 0,
        "start": at.start,
        "end": at.end,
        "kind": ReferenceKind.KAMERSTUK,
        "annex": False,
        "canonical": canonical,
    }


def moment(day: dt.date) -> datetime:
    """Give the moment at which the deeds of a day are put down."""
    return datetime.combine(day, _CLOSED)
