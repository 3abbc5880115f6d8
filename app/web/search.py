"""The search through commitments, motions and letters in one place."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.domain.accounts import Permission
from app.domain.matching import ItemKind
from app.services.overview.everywhere import find_everywhere
from app.services.overview.rows.letters import MOST_FOUND
from app.services.overview.rows.register import RegisterFilter
from app.web.auth import requires
from app.web.context import looking
from app.web.followed import follow_of_list
from app.web.pages import item_url, page
from app.web.register import KINDS
from app.web.since import item_changes, paper_changes
from app.web.speaking import later, speaker

bp = Blueprint("search", __name__)
HEADS = {
    ItemKind.COMMITMENT: later("Toezeggingen"),
    ItemKind.CANDIDATE: later("Mogelijke toezeggingen"),
    ItemKind.MOTION: later("Moties"),
}


@bp.get("/zoeken")
@requires(Permission.OPEN)
def index() -> ResponseReturnValue:
    """Show the best of everything that the words find; a number alone leads to its item."""
    typed = request.args.get("q", "").strip()
    with looking() as session:
        found = find_everywhere(session, typed, today=today())
        items = [row.number for one in found.items for row in one.rows]
        changes = item_changes(session, items)
        follow = follow_of_list(session, RegisterFilter(q=typed)) if items else None
        papers = paper_changes(session, [row.letter.id for row in found.letters.rows])
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
        heads=HEADS,
        kind_words={kind: word for word, kind in KINDS.items()},
    )
