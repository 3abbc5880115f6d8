"""What the reader saw that needs no judgement, as rows: passages, citations, statements."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.domain.reading import FulfilmentStatement, Reading
from app.domain.references import Reference
from app.services.stemming import join_tokens, paper_token, stems
from app.services.values import encode
from app.services.vocabulary import keep_words
from app.store.documents import CitedPaper, Document, Passage, Statement


def stems_of_blocks(reading: Reading) -> tuple[str, ...]:
    """Give the tokens of each block of a paper, with those of the papers that it cites."""
    blocks = reading.text.blocks
    cited: dict[int, list[str]] = {}
    starts = [block.span.start for block in blocks]
    named = [(one.span, one.ids) for one in reading.references]
    named += [(one.span, one.ids) for one in reading.motions]
    for span, ids in named:
        index = bisect_right(starts, span.start) - 1
        if blocks[index].span.contains(span):
            cited.setdefault(index, []).extend(ids)
    text = reading.text.text
    return tuple(
        _stems_of_block(block.span.of(text), cited.get(index, ()))
        for index, block in enumerate(blocks)
    )


def keep_passages(
    session: Session, document: Document, reading: Reading, stemmed: Sequence[str]
) -> None:
    """Put down each block of a paper with its stems, and the words that are new to search."""
    keep_words(session, [reading.text.text])
    for ordinal, (block, line) in enumerate(zip(reading.text.blocks, stemmed, strict=True)):
        text = block.span.of(reading.text.text)
        session.add(
            Passage(
                document_id=document.id,
                ordinal=ordinal,
                start=block.span.start,
                end=block.span.end,
                kind=block.kind,
                zone=block.zone,
                label=block.label,
                text=text,
                stems=line,
            )
        )


def keep_citations(session: Session, document: Document, references: Iterable[Reference]) -> int:
    """Put down each paper that a citation names; give the number of citations."""
    count = 0
    for citation, reference in enumerate(references):
        count += 1
        for ordinal, canonical in enumerate(reference.ids):
            session.add(
                CitedPaper(
                    document_id=document.id,
                    citation=citation,
                    ordinal=ordinal,
                    start=reference.span.start,
                    end=reference.span.end,
                    kind=reference.kind,
                    annex=reference.annex,
                    canonical=canonical,
                )
            )
    return count


def keep_statements(
    session: Session, document: Document, statements: Iterable[FulfilmentStatement]
) -> int:
    """Put down each statement that something earlier is met; give their number."""
    count = 0
    for ordinal, one in enumerate(statements):
        count += 1
        session.add(
            Statement(
                document_id=document.id,
                ordinal=ordinal,
                start=one.span.start,
                end=one.span.end,
                sentence_start=one.sentence.start,
                sentence_end=one.sentence.end,
                target_kind=one.target_kind,
                target=encode(one.target),
                subject=one.subject,
                status=one.status,
                by_ids=list(one.by_ids),
                cue=one.cue,
                implicit=one.implicit,
            )
        )
    return count


def _stems_of_block(text: str, cited: Iterable[str]) -> str:
    """Give the tokens of a block; a paper that is named in a way of its own is added."""
    line = stems(text)
    named = dict.fromkeys(map(paper_token, cited))
    there = set(line.split()) if named else set()
    added = [token for token in named if token not in there]
    return join_tokens([line, *added]) if added else line
