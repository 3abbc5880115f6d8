"""How many pages strangers open in a minute, counted by each web process for itself.

Not in the database, as the questions to the API are: a page that is only read would then wait
for whoever writes.
"""

import threading
from datetime import datetime, timedelta

from app.services.rates import WINDOW

MOST_CALLERS = 100_000  # counted one by one in a minute; more share one count


class Strangers:
    """Counts the pages of each network address within the minute of the clock, and forgets it after."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._lock = threading.Lock()
        self._began: datetime | None = None
        self._counts: dict[str, int] = {}

    def seconds_to_wait(self, caller: str, *, limit: int, at: datetime) -> int:
        """Count a page, and give how long the caller has to wait; 0 as long as it may go on."""
        began = at.replace(second=0, microsecond=0)
        with self._lock:
            if began != self._began:
                self._began, self._counts = began, {}
            if caller not in self._counts and len(self._counts) >= MOST_CALLERS:
                caller = ""
            asked = self._counts[caller] = self._counts.get(caller, 0) + 1
        if asked <= limit:
            return 0
        return max(1, -(-(began + WINDOW - at) // timedelta(seconds=1)))
