"""The search through commitments, motions and letters in one place."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.domain.accounts import Permission
from app.domain.matching import ItemKind
from app.services.overview.everywhere import find_everywhere
from app.services.overview.named import find_named
from app.services.overview.rows.letters import MOST_FOUND
from app.services.overview.rows.register import RegisterFilter
from app.services.search import Query
from app.web.auth import requires
from app.web.context import looking
from app.web.followed import follow_of_list
from app.web.numbers import read_dossier
from app.web.pages import item_url, page
from app.web.register import KINDS
from app.web.since import all_changes
from app.web.speaking import later, speaker
from app.web.subject_links import links_of_named

bp = Blueprint("search", __name__)
HEADS = {
    ItemKind.COMMITMENT: later("Toezeggingen"),
    ItemKind.CANDIDATE: later("Mogelijke toezeggingen"),
    ItemKind.MOTION: later("Moties"),
}


def dossiers_in(query: Query) -> frozenset[str]:
    """Give the dossiers that a search asks for, or in which the papers are that it asks for."""
    papers = (paper for clause in query.clauses for paper in clause.papers)
    of_papers = {one.removeprefix("kst-").rpartition("-")[0] for one in papers}
    asked = {read_dossier(clause.asked) for clause in query.clauses}
    return frozenset(one for one in asked | of_papers if one)


@bp.get("/zoeken")
@requires(Permission.OPEN)
def index() -> ResponseReturnValue:
    """Show the best of everything that the words find; a number alone leads to its item."""
    typed = request.args.get("q", "").strip()
    with looking() as session:
        found = find_everywhere(session, typed, today=today())
        items = [row.number for one in found.items for row in one.rows]
        follow = follow_of_list(session, RegisterFilter(q=typed)) if items else None
        letters = [row.letter.id for row in found.letters.rows]
        changes, papers = all_changes(session, items, letters)
        named = find_named(session, found.query, dossiers_in(found.query), today=today())
    exact = [number for number in items if number == typed.upper()]
    if exact:
        return redirect(item_url(exact[0]), 302)
    return page(
        "search/index.html",
        section="zoeken",
        found=found,
        most_found=speaker().number(MOST_FOUND),
        typed=typed,
        changes=changes,
        follow=follow,
        paper_changes=papers,
        named=links_of_named(named),
        heads=HEADS,
        kind_words={kind: word for word, kind in KINDS.items()},
    )
