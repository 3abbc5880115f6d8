"""Where the publisher of official papers has the edition that counts."""

from app.web.context import hall
from app.web.pages import MOTION_PREFIX

PUBLISHER = "https://zoek.officielebekendmakingen.nl"
_PUBLISHED = ("kst-", "h-tk-", "ah-tk-")


def published(canonical: str | None) -> str | None:
    """Give where the official edition of a paper stands; the demo's papers have none."""
    if canonical is None or hall().is_demo or not canonical.startswith(_PUBLISHED):
        return None
    return f"{PUBLISHER}/{canonical}.html"


def motion_canonical(number: str) -> str:
    """Give the identifier of a motion's own paper, by its number in the register."""
    return f"kst-{number.removeprefix(MOTION_PREFIX)}"
