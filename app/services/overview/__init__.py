"""What pages show: each function selects exactly the columns shown into frozen rows.

The rows stand in `rows`, a module for each family of pages.
"""

from app.services.overview.conflicts import find_conflict_views
from app.services.overview.desk import find_desk
from app.services.overview.keys import (
    get_number_of_fulfilment,
    get_number_of_suggestion,
)
from app.services.overview.letter_page import get_letter
from app.services.overview.letters import find_letters
from app.services.overview.register import (
    find_committees,
    find_ministries,
    find_register_items,
)
from app.services.overview.stories import get_item_story

__all__ = [
    "find_committees",
    "find_conflict_views",
    "find_desk",
    "find_letters",
    "find_ministries",
    "find_register_items",
    "get_item_story",
    "get_letter",
    "get_number_of_fulfilment",
    "get_number_of_suggestion",
]
