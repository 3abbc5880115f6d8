"""The pages of a paper: where in its clean text each of them begins."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from app.domain.text import PageTurn, Run


def find_pages(source: str, runs: Iterable[Run]) -> Iterator[PageTurn]:
    """Give where in the clean text the page changes; nothing for a source without form feeds.

    `runs` are in the order of the clean text. Footnotes stand at its end, so the page
    may go back there.
    """
    feeds = [feed.start() for feed in re.finditer("\f", source)]
    if not feeds:
        return
    page: int | None = None
    for run in runs:
        now = bisect_left(feeds, run.source) + 1
        if now != page:
            yield PageTurn(run.clean, now)
            page = now
