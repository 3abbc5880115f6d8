"""Measure lists as files: how long, how large, and how much memory they take on the way.

    python -m scripts.measure_exports REGISTER.sqlite

The register is one that `scripts.bench.fill` made. Each file is asked for once by a clerk who signs
in, taken part by part and thrown away, by the one process that makes it.
"""

import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from app import create_app
from app.clock import now
from app.services.accounts import begin_session
from app.session import open_register, transaction
from app.settings import RegisterChoice, Settings
from app.store.accounts import Account
from scripts.bench.fill import email_of

FILES = ("/leden.csv", "/register.csv", "/register.json", "/register.xlsx", "/brieven.csv")
PAGES = 256  # of memory in a megabyte
LOOK_EVERY = 50  # parts of a file


def sign_in(client: FlaskClient, engine: Engine) -> None:
    """Let the first clerk of the register in."""
    with transaction(engine) as session:
        clerk = session.scalars(select(Account.id).where(Account.email == email_of(1))).one()
        begun = begin_session(
            session, clerk, device="measure", at=now(), lifetime=timedelta(hours=12)
        )
    with client.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"] = begun.token, True


def held() -> int:
    """Give how many megabytes of memory this process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) // PAGES


def measure(client: FlaskClient, address: str) -> str:
    """Take one file and say what it took."""
    begun, before, size = perf_counter(), held(), 0
    most = before
    with client.get(address, buffered=False) as answer:
        for at, part in enumerate(answer.response):
            size += len(part)
            if at % LOOK_EVERY == 0:
                most = max(most, held())
    took = perf_counter() - begun
    return f"{address:16}{size / 1e6:8.1f} MB{took:6.0f} s   memory {before} MB, at most {most} MB"


def main() -> int:
    """Measure every file."""
    file = Path(sys.argv[1]).resolve()
    url = f"sqlite:///{file}"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_folder=Path(folder), secret_key="m" * 40)  # type: ignore[arg-type, call-arg]  # the rest comes from the defaults
        app = create_app(settings, RegisterChoice(url, is_demo=False, file=file))
        client = app.test_client()
        sign_in(client, open_register(url))
        for address in FILES:
            print(measure(client, address), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
