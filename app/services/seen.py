"""What the reader saw that needs no judgement, as rows: passages, citations, statements."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.domain.reading import FulfilmentStatement, Reading
from app.domain.references import Reference
from app.domain.text import Block
from app.services.stemming import join_tokens, paper_token, stems
from app.services.values import encode
from app.store.documents import CitedPaper, Document, Passage, Statement


def stems_of_blocks(reading: Reading) -> tuple[str, ...]:
    """Give the tokens of each block of a paper, with those of the papers that it cites."""
    return tuple(
        stems_of_block(block, block.span.of(reading.text.text), reading)
        for block in reading.text.blocks
    )


def keep_passages(
    session: Session, document: Document, reading: Reading, stemmed: Sequence[str]
) -> None:
    """Put down each block of a paper with its stems."""
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


def stems_of_block(block: Block, text: str, reading: Reading) -> str:
    """Give the tokens of a block; a paper that is named in a way of its own is added."""
    line = stems(text)
    there = set(line.split())
    named = [
        paper_token(canonical)
        for ids in (
            *(one.ids for one in reading.references if block.span.contains(one.span)),
            *(one.ids for one in reading.motions if block.span.contains(one.span)),
        )
        for canonical in ids
    ]
    added = [token for token in dict.fromkeys(named) if token not in there]
    return join_tokens([line, *added]) if added else line
