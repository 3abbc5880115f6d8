"""Values and rows for tests: plain defaults, nothing random, words of our own."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from app.domain.papers import Metadata, PaperKind, Signatory
from app.domain.reading import (
    NO_TERM,
    FulfilmentStatement,
    FulfilmentStatus,
    Made,
    MotionMention,
    Promise,
    PromiseKind,
    Reading,
    Stance,
    StatementTarget,
    TargetKind,
    Term,
    TermKind,
)
from app.domain.references import Reference, ReferenceKind
from app.domain.text import Block, BlockKind, CleanText, Run, Sentence, Span, Zone
from app.services.intake import PreparedDocument, key_of
from app.services.seen import stems_of_blocks

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 3, 14, 0, tzinfo=UTC)
CLERK = "B. Griffioen"

_SENTENCE = re.compile(r"\S.*?(?:[.?!](?=\s|$)|$)")


def make_text(text: str) -> CleanText:
    """Make a clean text that stands in its source as it is: a blank line parts paragraphs."""
    blocks, sentences, at = [], [], 0
    for index, paragraph in enumerate(text.split("\n\n")):
        blocks.append(Block(Span(at, at + len(paragraph)), BlockKind.PARAGRAPH, Zone.BODY))
        sentences += [
            Sentence(Span(at + match.start(), at + match.end()), index)
            for match in _SENTENCE.finditer(paragraph)
        ]
        at += len(paragraph) + 2
    runs = (Run(0, 0, len(text)),) if text else ()
    return CleanText(text, text, runs, (), tuple(blocks), (), tuple(sentences))


@dataclass(frozen=True)
class Letter:
    """A letter in the making: its text, and marks by the words that they stand on."""

    text: str
    day: date | None = date(2024, 2, 1)
    functions: tuple[str, ...] = ("Minister van Havenzaken",)
    dossier: str | None = None
    number: str | None = None
    not_before: date | None = None
    reader: str = "test"
    promises: tuple[Promise, ...] = ()
    motions: tuple[MotionMention, ...] = ()
    statements: tuple[FulfilmentStatement, ...] = ()
    references: tuple[Reference, ...] = ()
    marks: dict[str, object] = field(default_factory=dict)

    def find(self, words: str) -> Span:
        """Give where words stand, the first time."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def sentence(self, words: str) -> Span:
        """Give the sentence around words."""
        span = self.find(words)
        return next(one.span for one in make_text(self.text).sentences if one.span.contains(span))

    def reading(self) -> Reading:
        """Give it as the reader would."""
        metadata = Metadata(
            kind=PaperKind.LETTER,
            date=self.day,
            not_before=self.not_before,
            dossier=self.dossier,
            number=self.number,
            from_functions=self.functions,
            signatories=tuple(Signatory(one, "T. Schipper") for one in self.functions),
        )
        return Reading(
            self.reader,
            make_text(self.text),
            metadata,
            self.references,
            self.motions,
            self.promises,
            self.statements,
        )

    def prepared(self, name: str = "brief") -> PreparedDocument:
        """Give it as intake takes it."""
        reading = self.reading()
        return PreparedDocument(
            name=name,
            media="txt",
            origin=f"{name}.txt",
            key=key_of(self.text),
            reading=reading,
            stems=stems_of_blocks(reading),
            printed=self.day,
            given=None,
            asked=None,
        )


def make_promise(letter: Letter, words: str, **other: object) -> Promise:
    """Make a promise of these words of a letter; `other` are fields that are to differ."""
    fields: dict[str, object] = {
        "span": letter.find(words),
        "sentence": letter.sentence(words),
        "kind": PromiseKind.INFORM,
        "made": Made.HERE,
        "actor": "Minister van Havenzaken",
        "addressee": "Kamer",
        "subject": words,
        "term": NO_TERM,
        "conditional": False,
        "condition": None,
        "cue": "zal informeren",
    }
    return Promise(**(fields | other))  # type: ignore[arg-type]  # a test names real fields


def make_statement(letter: Letter, words: str, **other: object) -> FulfilmentStatement:
    """Make a statement of these words that a promise is met."""
    fields: dict[str, object] = {
        "span": letter.find(words),
        "sentence": letter.sentence(words),
        "target_kind": TargetKind.PROMISE,
        "target": StatementTarget(),
        "subject": words,
        "status": FulfilmentStatus.MET,
        "by_ids": (),
        "cue": "hiermee voldaan",
    }
    return FulfilmentStatement(**(fields | other))  # type: ignore[arg-type]  # a test names real fields


def make_mention(letter: Letter, words: str, *ids: str, **other: object) -> MotionMention:
    """Make a mention of a motion in these words."""
    fields: dict[str, object] = {
        "span": letter.find(words),
        "sentence": letter.sentence(words),
        "movers": ("Zeilmaker",),
        "cosigned": True,
        "ids": ids,
        "stance": Stance.UNDER_WAY,
        "subject": "over de sluisdeuren van Oosterhaven",
    }
    return MotionMention(**(fields | other))  # type: ignore[arg-type]  # a test names real fields


def make_reference(letter: Letter, words: str, *ids: str) -> Reference:
    """Make a citation of these words."""
    return Reference(letter.find(words), ReferenceKind.KAMERSTUK, ids)


def make_term(latest: date) -> Term:
    """Make a term with a day."""
    return Term(TermKind.DATE, "voor die dag", None, latest, "dag")


PROMISING = (
    "Ik zal uw Kamer voor de zomer informeren over de uitkomsten van de proef met de "
    "ventilatie van baggerschepen in de sluizen van Oosterhaven."
)
MEETING = (
    "Hiermee heb ik voldaan aan mijn toezegging om uw Kamer te informeren over de uitkomsten "
    "van de proef met de ventilatie van baggerschepen in de sluizen van Oosterhaven."
)
MENTIONING = "Ik voer de motie van het lid Zeilmaker c.s. (Kamerstuk 39 201, nr. 17) over de sluisdeuren uit."


def make_promising(day: date | None = date(2024, 2, 1), **other: object) -> Letter:
    """Make a letter with one promise and one motion."""
    text = f"Geachte voorzitter,\n\nDe haven groeit snel. {PROMISING}\n\n{MENTIONING}"
    letter = Letter(text, day, **other)  # type: ignore[arg-type]  # a test names real fields
    return Letter(
        text,
        day,
        **other,  # type: ignore[arg-type]  # a test names real fields
        promises=(make_promise(letter, PROMISING, subject="de uitkomsten van de proef"),),
        motions=(make_mention(letter, "motie van het lid Zeilmaker c.s.", "kst-39201-17"),),
        references=(make_reference(letter, "Kamerstuk 39 201, nr. 17", "kst-39201-17"),),
    )


def make_meeting(day: date | None = date(2024, 6, 20), **other: object) -> Letter:
    """Make a later letter that meets the promise, and names the motion."""
    text = f"Geachte voorzitter,\n\n{MEETING} De schepen varen weer.\n\n{MENTIONING}"
    letter = Letter(text, day, **other)  # type: ignore[arg-type]  # a test names real fields
    return Letter(
        text,
        day,
        **other,  # type: ignore[arg-type]  # a test names real fields
        statements=(make_statement(letter, MEETING, subject="de uitkomsten van de proef"),),
        motions=(
            make_mention(
                letter,
                "motie van het lid Zeilmaker c.s.",
                "kst-39201-17",
                stance=Stance.CARRIED_OUT,
            ),
        ),
        references=(make_reference(letter, "Kamerstuk 39 201, nr. 17", "kst-39201-17"),),
    )
