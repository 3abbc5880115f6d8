"""The only clock: moments and days in Dutch civil time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Give this moment, aware."""
    return datetime.now(DUTCH_TIME)


def today() -> date:
    """Give the day that it is in the Netherlands."""
    return now().date()
