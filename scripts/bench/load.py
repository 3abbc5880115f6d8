"""Let clerks decide at once over real HTTP, kill the server in the middle, and look what is left.

    ./run bench load [--clerks 20] [--seconds 120] [--database postgresql sqlite]

On PostgreSQL 20 clerks and on SQLite 4, at a made-up register of a hundred times the demo, served
by gunicorn with several workers. They choose among the same cards, so that they meet: one decides,
the other is told. After the first half the server and its workers are killed (SIGKILL) and started
again. In the end every confirmed decision must stand in the history exactly once, and nothing half.
Ends with 1 where something is wrong.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from app.store.connect import make_engine
from scripts.bench.clerks import Clerk, Office, find_problems, last_entry
from scripts.bench.databases import DATABASES, opened
from scripts.bench.fill import SIZES, fill
from scripts.bench.serving import find_port, serving

CLERKS = {"postgresql": 20, "sqlite": 4}
_WORKERS = 3


def work(url: str, folder: Path, clerks: int, seconds: float) -> Office:
    """Let clerks decide for so long, with a kill in the middle."""
    ends = time.monotonic() + seconds
    office = Office(find_port(), lambda _done: time.monotonic() > ends)
    people = [Clerk(office, number) for number in range(1, clerks + 1)]
    with serving(url, folder, workers=_WORKERS, port=office.port) as served:
        for clerk in people:
            clerk.start()
        time.sleep(seconds / 2)
        served.kill()
    with serving(url, folder, workers=_WORKERS, port=office.port):
        for clerk in people:
            clerk.join()
    return office


def tell(database: str, clerks: int, seconds: float, office: Office) -> None:
    """Print what was done and how long it took."""
    confirmed = office.confirmed()
    broken = sum(deed.status is None for deed in office.deeds)
    decided = sorted(deed.seconds * 1000 for deed in confirmed)
    pages = sorted(one * 1000 for one in office.page_seconds)
    print(
        f"{database}: {clerks} clerks, {seconds:g} s, {len(confirmed)} decisions confirmed, "
        f"{len(office.refused())} refused as another was first, {broken} broken off by the kill"
    )
    for name, values in (("decision", decided), ("page", pages)):
        p95 = values[int(0.95 * (len(values) - 1))]
        print(f"  {name}: median {statistics.median(values):.0f} ms, p95 {p95:.0f} ms")


def main() -> int:
    """Read the command line, let the clerks work, and say what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clerks", type=int, help="instead of 20 and 4")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--scale", choices=SIZES, default="100")
    parser.add_argument("--database", choices=DATABASES, nargs="+", default=list(DATABASES))
    asked = parser.parse_args()
    wrong = 0
    for database in asked.database:
        clerks = asked.clerks or CLERKS[database]
        with tempfile.TemporaryDirectory() as folder, opened(database, Path(folder)) as url:
            engine = make_engine(url)
            fill(engine, SIZES[asked.scale])
            since = last_entry(engine)
            office = work(url, Path(folder) / "server", clerks, asked.seconds)
            tell(database, clerks, asked.seconds, office)
            problems = find_problems(engine, office, since)
            engine.dispose()
        for problem in problems:
            print(f"  WRONG: {problem}")
        wrong += len(problems)
        if not problems:
            print("  nothing lost, nothing double, nothing half")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
