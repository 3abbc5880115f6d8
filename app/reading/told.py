"""Statements that only report that the Chamber was told, by a paper that they cite or date."""

import re
from collections.abc import Iterator

from app.domain.reading import FulfilmentStatement, FulfilmentStatus, StatementTarget, TargetKind
from app.reading.clauses import Said
from app.reading.cues import load_cues
from app.reading.moments import past_day
from app.reading.statement_parts import Paper, name_topic
from app.reading.subjects import find_subject

# An aside, or what only says which paper is meant: "…, zoals eerder gemeld, …", "waarvan u …".
_BESIDE = re.compile(
    r"(?:.,\s(?:\w+\s){0,2}|\b(?:waarvan|waarover|die|dat|welke|wanneer|indien|zodra|nadat)\s[^;:.]{0,80})$"
)
_INSIDE = re.compile(r",\s(?:zo)?als\s|\bwaarvan\s")
# Who has told, must be of the government: "de Rekenkamer heeft de Kamer geïnformeerd" is none.
_HAVE = re.compile(r"he(?:b|bt|eft|bben)\b", re.IGNORECASE)


def find_telling(paper: Paper, said: Said) -> Iterator[FulfilmentStatement]:
    """Read that the Chamber was told by a paper that is cited, or by a letter of a day."""
    match = load_cues("statements")["told_chamber"].search(said.text)
    if match is None or said.has("not", match.start(), match.end()):
        return
    by_ids = tuple(dict.fromkeys(key for ref in paper.cited(said.sentence) for key in ref.ids))
    if not by_ids and not _is_dated(paper, said, match):
        return
    colon = re.compile(r":\s").search(said.text, match.end())
    end = colon.start() if colon is not None else len(said.text)
    yield FulfilmentStatement(
        span=said.wording.to_clean(0, end) if colon is not None else said.sentence,
        sentence=said.sentence,
        target_kind=TargetKind.PROMISE,
        target=StatementTarget(to="Kamer", date=past_day(said.text, 0, paper.day)),
        subject=name_topic(said, 0),
        status=FulfilmentStatus.MET,
        by_ids=by_ids,
        cue="kamer geïnformeerd",
        implicit=True,
    )


def _is_dated(paper: Paper, said: Said, match: re.Match[str]) -> bool:
    """Say whether the sentence itself tells on which past day the Chamber was told."""
    head = said.text[: match.start()]
    told = past_day(said.text, 0, paper.day)
    if told is None or (paper.day is not None and told > paper.day):
        return False
    if _BESIDE.search(head) or _INSIDE.search(match[0]):
        return False
    have = _HAVE.match(match[0])
    if have is None:
        return True
    return find_subject(said.text, match.start(), match.start() + have.end()) is not None
