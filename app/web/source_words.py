"""The words of other registers: those that nobody mapped yet, and the table."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.domain.accounts import Permission
from app.domain.statuses import Source
from app.services.source_words import find_strange
from app.web.auth import requires
from app.web.context import hall, looking
from app.web.pages import page
from app.web.speaking import later

bp = Blueprint("source_words", __name__, url_prefix="/bureau/statuswoorden")
SOURCES: dict[Source, str] = {
    Source.TWEEDE_KAMER: later("Tweede Kamer"),
    Source.TWEEDE_KAMER_OLD: later("Tweede Kamer, oudere gegevens"),
    Source.EERSTE_KAMER: later("Eerste Kamer"),
}


@bp.get("")
@requires(Permission.JUDGE)
def index() -> ResponseReturnValue:
    """Show the words that the table does not have, and the table."""
    with looking() as session:
        strange = find_strange(session, hall().statuses)
    return page(
        "desk/source_words.html",
        section="bureau",
        strange=strange,
        table=hall().statuses.words,
        sources=SOURCES,
    )
