"""Papers that came in: which are new, and how a digest tells of them."""

from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.digest import DigestKind, DigestLine
from app.domain.papers import PaperName
from app.services.digests.pieces import Piece
from app.services.digests.scope import NEVER, Scope
from app.services.overview.papers import LISTED_ONE_BY_ONE
from app.store.among import among
from app.store.digests import PaperNews
from app.store.documents import Document


def select_new(scope: Scope) -> Select[int]:
    """Select the papers that are new in a scope: noted in its rounds, dated in its days, or not noted."""
    query = select(Document.id).where(LISTED_ONE_BY_ONE)
    if scope.rounds is not None:
        first, last = scope.rounds
        query = query.join(PaperNews, PaperNews.document_id == Document.id)
        return query.where(PaperNews.round > first, PaperNews.round <= last)
    if scope.days is not None:
        return query.where(Document.date.between(*scope.days))
    return query.where(Document.id.not_in(select(PaperNews.document_id)))


def find_paper_lines(session: Session, scope: Scope) -> Iterator[Piece]:
    """Give the new papers that are told, the newest first."""
    if scope.papers == NEVER:
        return
    columns = (
        Document.id,
        Document.kind,
        Document.date,
        Document.not_before,
        Document.canonical,
        Document.title,
        Document.name,
        Document.from_functions,
    )
    query = select_new(scope).with_only_columns(*columns, maintain_column_froms=True)
    if scope.papers is not None:
        query = query.where(among(Document.id, scope.papers))
    newest = (Document.date.is_(None), Document.date.desc(), Document.id.desc())
    for row in session.execute(query.order_by(*newest)):
        line = DigestLine(
            subject=f"paper:{row.id}",
            number="",
            words=row.title or row.name,
            who=", ".join(row.from_functions),
            term_text=None,
            term_latest=None,
            source=PaperName(row.kind, row.date, row.not_before, row.canonical, row.title),
            judged=True,
            day=row.date,
            paper_id=row.id,
        )
        yield Piece(DigestKind.PAPERS, row.id, line)
