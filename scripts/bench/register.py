"""Measure every page, search and decision of made-up registers, over HTTP.

    ./run bench register [--scale full] [--database postgresql sqlite] [--folder FOLDER]

Makes a register of each size (see fill.py) on each database, serves it with gunicorn as operators
do, by one process, signs in, and asks for every kind of page: each address once to warm up and
`--rounds` times to measure. A decision is the form that is sent and the page that comes after it.
Printed are the median and the 95th percentile in milliseconds on the clock, the median of what
the web process itself worked (on SQLite that is all the work there is, whatever else the machine
does), and the most statements of any such page. Last come pages that a stranger has already and
asks for again by their ETag: the register is open. `!` marks what misses a goal.
PostgreSQL is started from the machine's own binaries, on disk, with its usual settings for safety.
With `--folder` the SQLite registers stay, and a next run finds them there.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.store.connect import make_engine
from scripts.bench.databases import DATABASES, opened
from scripts.bench.fill import PASSWORD, SIZES, email_of, fill
from scripts.bench.pages import list_known, list_pages
from scripts.bench.serving import COUNTED, Answer, Browser, find_forms, serving

PAGE_MEDIAN, PAGE_P95, DECISION_MEDIAN, MOST_QUERIES = 100, 300, 200, 15  # the goals
NOT_CHANGED = 304
_DECISIONS = 30
_DISMISSAL = {"decision": "dismiss", "dismiss_reason": "Verkeerd gelezen"}
_DEEDS = (
    ("aanvaarden", "/bureau", r"/beoordelen$", {"decision": "accept"}),
    ("afwijzen", "/bureau", r"/beoordelen$", _DISMISSAL),
    ("suggestie voldaan", "/bureau/suggesties", r"/oordeel$", {"verdict": "voldaan"}),
    ("suggestie niet", "/bureau/suggesties", r"/oordeel$", {"verdict": "niet"}),
)


@dataclass(slots=True)
class Times:
    """What was measured of one kind of page; a decision has a goal of its own, and no p95."""

    name: str
    is_deed: bool = False
    clock: list[float] = field(default_factory=list)  # milliseconds
    worked: list[float] = field(default_factory=list)
    queries: int = 0

    def add(self, *answers: Answer) -> None:
        """Keep one measurement, of one page or of several that belong together."""
        self.clock.append(sum(one.seconds for one in answers) * 1000)
        self.worked.append(sum(one.worked for one in answers))
        if answers[-1].status in (
            200,
            NOT_CHANGED,
        ):  # a page; what comes before it is a form that was sent
            self.queries = max(self.queries, answers[-1].queries)

    def line(self) -> str:
        """Print it."""
        median, ordered = statistics.median(self.clock), sorted(self.clock)
        p95 = ordered[int(0.95 * (len(ordered) - 1))]
        goal = DECISION_MEDIAN if self.is_deed else PAGE_MEDIAN
        slow = median > goal or (not self.is_deed and p95 > PAGE_P95)
        mark = "!" if slow or self.queries > MOST_QUERIES else ""
        worked = statistics.median(self.worked)
        return f"{self.name:34}{median:8.0f}{p95:8.0f}{worked:8.0f}{self.queries:8}  {mark}"


def measure_pages(port: int, url: str, rounds: int) -> Iterator[Times]:
    """Measure each kind of page; raises RuntimeError for one that is not there."""
    engine = make_engine(url)
    pages = list_pages(engine)
    engine.dispose()
    browser = Browser(port)
    browser.sign_in(email_of(1), PASSWORD)
    for page in pages:
        times = Times(page.name)
        for address in page.addresses:
            browser.get(address)
            for _ in range(rounds):
                answer = browser.get(address)
                if answer.status != 200:
                    raise RuntimeError(f"{address} answers {answer.status}")
                times.add(answer)
        yield times
    browser.close()


def measure_known(port: int, url: str, rounds: int) -> Iterator[Times]:
    """Measure what a stranger asks for who has it already; raises RuntimeError for one that changed."""
    engine = make_engine(url)
    pages = list_known(engine)
    engine.dispose()
    browser = Browser(port)
    for page in pages:
        times = Times(page.name)
        for address in page.addresses:
            known = browser.get(address).headers["etag"]
            for _ in range(rounds):
                answer = browser.get(address, known)
                if answer.status != NOT_CHANGED:
                    raise RuntimeError(f"{address} answers {answer.status}")
                times.add(answer)
        yield times
    browser.close()


def measure_decisions(port: int) -> Iterator[Times]:
    """Decide the first that waits on the desk again and again, and follow to the next page."""
    browser = Browser(port)
    browser.sign_in(email_of(2), PASSWORD)
    for name, path, action, fields in _DEEDS:
        times = Times(f"beslissen: {name}", is_deed=True)
        page = browser.get(path)
        for _ in range(_DECISIONS):
            forms = find_forms(page.text, action)
            if not forms:
                break
            sent = browser.post(forms[0].action, forms[0].fields | fields)
            if sent.status != 303:
                raise RuntimeError(f"{forms[0].action} answers {sent.status}")
            page = browser.get(sent.headers["location"])
            times.add(sent, page)
        if times.clock:
            yield times
    browser.close()


def measure(url: str, folder: Path, rounds: int) -> None:
    """Serve a register and print a line for each kind of page."""
    print(f"{'':34}{'median':>8}{'p95':>8}{'worked':>8}{'queries':>8}")
    with serving(url, folder, site=COUNTED, is_open=True) as served:
        for times in measure_decisions(served.port):
            print(times.line(), flush=True)
        for times in measure_pages(served.port, url, rounds):
            print(times.line(), flush=True)
        for times in measure_known(served.port, url, rounds):
            print(times.line(), flush=True)


def main() -> int:
    """Read the command line, make what is to be measured, and measure it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scale", choices=SIZES, nargs="+", default=["full"])
    parser.add_argument("--database", choices=DATABASES, nargs="+", default=list(DATABASES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where SQLite registers stay")
    asked = parser.parse_args()
    for database in asked.database:
        for scale in asked.scale:
            with (
                tempfile.TemporaryDirectory() as folder,
                opened(database, asked.folder or Path(folder), scale) as url,
            ):
                engine = make_engine(url)
                begun = time.monotonic()
                made = fill(engine, SIZES[scale])
                engine.dispose()
                took = f"made in {time.monotonic() - begun:.0f} s" if made else "made before"
                print(f"\n{database}, {scale}: {SIZES[scale]}, {took}")
                measure(url, Path(folder) / "server", asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
