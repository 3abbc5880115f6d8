"""Fill an empty register with made-up papers and items, to measure pages on a large one.

    .venv/bin/python -m scripts.fill_register sqlite:///large.sqlite --letters 5000 --items 20000

The words are drawn from a list of our own with a fixed seed: the same call makes the same
register. Nothing in it means anything.
"""

import argparse
import hashlib
import random
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from app.domain.commitments import CandidateState, Status
from app.domain.history import MACHINE, Action
from app.domain.matching import ItemKind, Relation
from app.domain.papers import PaperKind
from app.domain.reading import Made, PromiseKind, Stance, TermKind
from app.domain.references import ReferenceKind
from app.domain.text import Block, BlockKind, Sentence, Span, Zone
from app.services.registers import upgrade_register
from app.services.stemming import paper_token, stems
from app.services.values import encode
from app.store.connect import make_engine
from app.store.documents import (
    CitedPaper,
    Document,
    MentionedMotion,
    MotionMentionRow,
    Passage,
)
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Committee, Item, Ministry, Motion
from app.store.links import Suggestion

_LISTS = tomllib.loads(Path(__file__).with_name("fill_register.toml").read_text(encoding="utf-8"))
_COMMON, _ROOTS, _ENDINGS = (str(_LISTS[name]).split() for name in ("common", "roots", "endings"))
_MOVERS = tuple(f"{root}{tail}".capitalize() for root in _ROOTS for tail in ("man", "stra"))
_OFFICES = tuple(f"Minister van {root.capitalize()}" for root in _ROOTS[:16])
_TODAY = date(2026, 11, 21)
_NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_CHUNK = 2000
_PASSAGES = 24  # blocks of a letter; about three kilobytes of text


class Filler:
    """Makes the rows of one register, kind by kind, each with its own ids."""

    def __init__(self, letters: int, items: int) -> None:
        self.letters = letters
        self.items = items
        self.random = random.Random(20261121)  # noqa: S311 (made-up words, no secret)
        self.words = [f"{root}{ending}" for root in _ROOTS for ending in _ENDINGS]
        self.stems: dict[str, str] = {word: stems(word) for word in [*self.words, *_COMMON]}
        self.blocks: list[list[tuple[int, int]]] = []  # start and end, a list for each letter

    def sentence(self, length: int) -> tuple[str, str]:
        """Make a sentence and its stems: four in ten words are common ones."""
        picks = [
            self.random.choice(_COMMON) if self.random.random() < 0.4 else self._word()
            for _ in range(length)
        ]
        return " ".join(picks).capitalize() + ".", " ".join(self.stems[pick] for pick in picks)

    def _word(self) -> str:
        """Draw a word; the first of the list are drawn most, as in any language."""
        at = int(len(self.words) * self.random.random() ** 1.6)
        return self.words[at]

    def documents(self) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """Make each letter and its passages."""
        for id_ in range(1, self.letters + 1):
            passages: list[dict[str, Any]] = []
            blocks: list[tuple[int, int]] = []
            at = 0
            for ordinal in range(_PASSAGES):
                text, stemmed = self.sentence(self.random.randint(12, 40))
                blocks.append((at, at + len(text)))
                passages.append(
                    {"document_id": id_, "ordinal": ordinal, "start": at, "end": at + len(text),
                     "kind": BlockKind.PARAGRAPH, "zone": Zone.BODY, "label": None,
                     "text": text, "stems": stemmed}
                )  # fmt: skip
                at += len(text) + 2
            self.blocks.append(blocks)
            text = "\n\n".join(passage["text"] for passage in passages)
            yield self._document(id_, text, blocks), passages

    def _document(self, id_: int, text: str, blocks: list[tuple[int, int]]) -> dict[str, Any]:
        day = _TODAY - timedelta(days=self.random.randint(0, 2500))
        number = str(id_)
        laid_out = [Block(Span(*ends), BlockKind.PARAGRAPH, Zone.BODY) for ends in blocks]
        sentences = [Sentence(Span(*ends), index) for index, ends in enumerate(blocks)]
        reading = {
            "text": {"blocks": encode(laid_out), "marks": [], "sentences": encode(sentences)}
        }
        return {
            "id": id_, "key": hashlib.sha256(number.encode()).hexdigest(), "name": f"brief-{id_}",
            "media": "txt", "origin": "fill_register", "source": text, "text": text,
            "reading": reading, "reader": "0", "imported_at": _NOW, "kind": PaperKind.LETTER,
            "date": day, "not_before": None, "not_after": None, "place": "Den Haag",
            "dossier": "21501-02", "number": number, "canonical": f"kst-21501-02-{number}",
            "title": None, "addressee": None, "from_functions": [self.random.choice(_OFFICES)],
            "signatories": [], "version": 1,
        }  # fmt: skip

    def place(self) -> tuple[int, int, int]:
        """Draw a passage of some letter."""
        document = self.random.randint(1, self.letters)
        return (document, *self.random.choice(self.blocks[document - 1]))

    def promise(self, id_: int) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None]:
        """Make an item with its candidate and, for half of them, a commitment."""
        document, start, end = self.place()
        accepted = self.random.random() < 0.5
        state = CandidateState.ACCEPTED if accepted else CandidateState.WAITING
        latest = (
            _TODAY + timedelta(days=self.random.randint(-900, 300))
            if self.random.random() < 0.6
            else None
        )
        item = self._item(id_, f"G22-{id_:06d}", document, 24)
        item["kind"] = ItemKind.COMMITMENT if accepted else ItemKind.CANDIDATE
        shared = {
            "item_id": id_, "start": start, "end": end, "kind": PromiseKind.INFORM,
            "made": Made.HERE, "actor": self.random.choice([*_OFFICES[:8], "het kabinet", "ik"]),
            "addressee": "de Kamer", "subject": item["words"][:60],
            "term_kind": TermKind.DATE if latest else TermKind.NONE,
            "term_text": "voor de zomer" if latest else None, "term_rule": None,
            "conditional": False, "condition": None,
        }  # fmt: skip
        judged = {"judged_by": "K. Lerk", "judged_at": _NOW} if accepted else {}
        candidate = {
            **shared, "document_id": document, "sentence_start": start, "sentence_end": end,
            "term_earliest": None, "term_latest": latest, "cue": "zal", "promise": {},
            "reader": "0", "state": state, "judged_by": None, "judged_at": None, "reason": None,
            **judged,
        }  # fmt: skip
        office = self.random.randrange(len(_OFFICES))  # has one ministry and three committees
        commitment = {
            **shared, "responsible": _OFFICES[office], "ministry_id": office % 14 + 1,
            "committee_id": (office + self.random.randrange(3)) % 20 + 1,
            "deadline": latest, "first_deadline": latest,
            "status": self.random.choice(list(Status)), "status_by_hand": False,
            "entered_by": "K. Lerk", "entered_at": _NOW, "withdrawn_at": None,
        }  # fmt: skip
        return item, candidate, commitment if accepted else None

    def motion(self, id_: int) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
        """Make a motion and the places where letters mention it."""
        item = self._item(id_, f"M-21501-02-{id_}", None, 10)
        item["kind"] = ItemKind.MOTION
        canonical = f"kst-21501-02-{90000 + id_}"
        item["stems"] += f" {paper_token(canonical)}"
        motion = {
            "item_id": id_,
            "canonical": canonical,
            "settled_by": None,
            "settled_at": None,
        }
        mentions = []
        mover, subject = self.random.choice(_MOVERS), self.sentence(8)[0]
        for _ in range(self.random.randint(1, 4)):
            document, start, end = self.place()
            mentions.append(
                {"document_id": document, "start": start, "end": end,
                 "sentence_start": start, "sentence_end": end, "words": item["words"],
                 "ids": [motion["canonical"]], "canonical": motion["canonical"],
                 "number": str(90000 + id_), "movers": [mover], "cosigned": True,
                 "changed": False, "stance": self.random.choice(list(Stance)), "subject": subject}
            )  # fmt: skip
        return item, motion, mentions

    def suggestion(self) -> dict[str, Any]:
        """Make a suggestion from some item to some passage."""
        earlier, later = self.place(), self.place()
        return {
            "item_id": self.random.randint(1, self.items), "from_document_id": earlier[0],
            "from_start": earlier[1], "from_end": earlier[2], "document_id": later[0],
            "start": later[1], "end": later[2], "relation": self.random.choice(list(Relation)),
            "score": round(self.random.random(), 3), "reasons": [], "matcher": "0",
            "created_at": _NOW, "version": 1,
        }  # fmt: skip

    def _item(self, id_: int, number: str, document: int | None, length: int) -> dict[str, Any]:
        words, stemmed = self.sentence(length)
        return {"id": id_, "number": number, "document_id": document, "words": words,
                "stems": stemmed, "created_at": _NOW - timedelta(minutes=self.items - id_),
                "version": 1}  # fmt: skip


def fill(engine: Engine, letters: int, items: int) -> None:
    """Fill the register: letters with passages, items (a third motions), twice as many suggestions."""
    filler = Filler(letters, items)
    put = _Putter(engine)
    for table, count in ((Ministry, 14), (Committee, 20)):
        names = [(f"{table.__tablename__}-{n}", f"Naam {n}") for n in range(1, count + 1)]
        put.all(table, ({"slug": slug, "name": name} for slug, name in names))
    for document, passages in filler.documents():
        put.one(Document, document)
        for passage in passages:
            put.one(Passage, passage)
    put.rest()
    mention_id = 0
    ordinals: dict[int, int] = {}
    for id_ in range(1, items + 1):
        if id_ % 3:
            item, candidate, commitment = filler.promise(id_)
            put.one(Item, item)
            put.one(Candidate, candidate)
            if commitment:
                put.one(Commitment, commitment)
            put.one(HistoryEntry, _deed(id_, Action.CANDIDATE_FOUND))
            continue
        item, motion, mentions = filler.motion(id_)
        put.one(Item, item)
        put.one(Motion, motion)
        put.one(HistoryEntry, _deed(id_, Action.MOTION_FOUND))
        for mention in mentions:
            mention_id += 1
            document_id = mention["document_id"]
            ordinal = ordinals[document_id] = ordinals.get(document_id, -1) + 1
            put.one(MotionMentionRow, {**mention, "id": mention_id, "ordinal": ordinal})
            put.one(MentionedMotion, {"mention_id": mention_id, "item_id": id_})
            put.one(
                CitedPaper,
                {"document_id": document_id, "citation": ordinal, "ordinal": 0,
                 "start": mention["start"], "end": mention["end"], "annex": False,
                 "kind": ReferenceKind.KAMERSTUK, "canonical": motion["canonical"]},
            )  # fmt: skip
    put.rest()
    suggestions = (filler.suggestion() for _ in range(2 * items))
    put.all(Suggestion, _unlike(suggestions))


def _unlike(suggestions: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out a suggestion that was drawn twice."""
    seen = set()
    for one in suggestions:
        key = (one["item_id"], one["from_document_id"], one["from_start"], one["document_id"],
               one["start"])  # fmt: skip
        if key not in seen:
            seen.add(key)
            yield one


def _deed(item_id: int, action: Action) -> dict[str, Any]:
    return {"at": _NOW, "actor": MACHINE, "action": action, "item_id": item_id}


class _Putter:
    """Collects rows and inserts them in large lots, tables in the order first used."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.rows: dict[Any, list[dict[str, Any]]] = {}

    def one(self, table: Any, row: dict[str, Any]) -> None:
        """Put down one row."""
        self.rows.setdefault(table, []).append(row)
        if len(self.rows[table]) >= _CHUNK:
            self.rest()

    def all(self, table: Any, rows: Iterator[dict[str, Any]] | Any) -> None:
        """Put down many rows, and see that they stand."""
        for row in rows:
            self.one(table, row)
        self.rest()

    def rest(self) -> None:
        """Insert what is collected, in one transaction."""
        with self.engine.begin() as connection:
            for table, rows in self.rows.items():
                if rows:
                    connection.execute(insert(table), rows)
                    rows.clear()


def main() -> None:
    """Read the command line and fill the register that it names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="SQLAlchemy URL of an empty register")
    parser.add_argument("--letters", type=int, default=5000)
    parser.add_argument("--items", type=int, default=20000)
    asked = parser.parse_args()
    engine = make_engine(asked.url)
    upgrade_register(engine)
    fill(engine, asked.letters, asked.items)
    print(f"{asked.letters} letters and {asked.items} items in {asked.url}")


if __name__ == "__main__":
    main()
