"""Meetings that a paper dates in one place and names in another.

"Tijdens de aankomende conferentie" gets its day from "de conferentie van 12 juli" a page
earlier, when the paper dates one such meeting to come and no other.
"""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from app.reading.deadline_rules import RECENT
from app.reading.moments import MONTHS

_WORD = re.compile(r"[\w-]+\Z")
_SHORT = 4  # letters; "top" names too many meetings
_COUNCIL = "raad"  # of ministers: an agenda names its own by its day
_AHEAD = timedelta(days=366)


@lru_cache(maxsize=256)
def find_meeting_day(text: str, name: str, day: date | None) -> date | None:
    """Find the day of the meeting that `name` ends with, as dated elsewhere in `text`.

    None without a day of the paper, or when the text dates no such meeting to come, or
    two. Accents do not count.
    """
    word = _WORD.search(_plain(name))
    if day is None or word is None:
        return None
    head = word[0].rsplit("-", 1)[-1]
    if len(head) <= _SHORT and head != _COUNCIL:
        return None
    dated = re.compile(
        rf"{re.escape(head)}(?:\s+(?!(?:om|voor|over|met|en|dat|die)\b)[\w-]+){{0,6}}?"
        rf"\s+(?:op|van)\s+(?:\w+dag\s+)?(?P<d>\d{{1,2}})"
        rf"(?:\s*(?:en|[–-])\s*\d{{1,2}})?\s+(?P<m>{'|'.join(MONTHS)})"
        rf"(?:\s+(?:en|tot)\s+\d{{1,2}}\s+\w+)?(?:\s+(?P<y>\d{{4}}))?"
    )
    days = {
        found for match in dated.finditer(_plain(text)) if (found := _read(match, day)) is not None
    }
    return days.pop() if len(days) == 1 else None


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    """Give the text in small letters without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _read(match: re.Match[str], day: date) -> date | None:
    """Read the day of a meeting; None for one that is past or far away."""
    year = int(match["y"]) if match["y"] else day.year
    try:
        found = date(year, MONTHS[match["m"]], int(match["d"]))
        if match["y"] is None and found < day - RECENT:
            found = found.replace(year=year + 1)
    except ValueError:
        return None
    return found if day <= found <= day + _AHEAD else None
