"""Whether the visitor follows what a page shows already, for its button."""

from app.services.digests.follows import find_follow_of_list
from app.services.digests.shared import ListFilter
from app.web.auth import find_visitor
from app.web.context import Opened


def follow_of_list(session: Opened, wanted: ListFilter) -> int | None:
    """Give the visitor's follow of a list of the register or of letters; None for none, and for nobody."""
    who = find_visitor()
    return None if who is None else find_follow_of_list(session, who.account.id, wanted)
