"""Letters ranked for motions and promises, as JSON; without a register."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from app.cli.words import printable, refusal
from app.domain.errors import BadLine, LineFault, Unreadable
from app.services.ranking import index_letters, rank_letters
from app.sources.json_lines import read_letters, read_queries

_FAULTS = {
    LineFault.NO_TEXT: "is geen UTF-8-tekst, of het ingepakte bestand is beschadigd",
    LineFault.NO_JSON: "is geen JSON",
    LineFault.NO_OBJECT: "is geen JSON-object",
    LineFault.MISSING: "mist “{field}”",
    LineFault.WRONG: "heeft een “{field}” die niet kan",
    LineFault.TWICE: "heeft een “{field}” die al eerder voorkwam",
}


@click.command()
@click.argument("queries", metavar="VRAGEN", type=click.Path(path_type=Path))
@click.argument("pool", metavar="BRIEVEN", type=click.Path(path_type=Path))
@click.option(
    "--json",
    "file",
    metavar="BESTAND",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Waar de uitkomst komt: per vraag de tien beste [brief, score].",
)
def rank(*, queries: Path, pool: Path, file: Path) -> None:
    """Zoek bij moties en toezeggingen de brieven die erop antwoorden; zonder register.

    VRAGEN en BRIEVEN hebben één JSON-object per regel, en mogen met gzip zijn ingepakt.
    Een vraag heeft id, text en date, en waar bekend actor, ids en dossier; een brief
    heeft id, text, date en dossier_title.
    """
    started = perf_counter()
    with _one_line(queries):
        asked = tuple(read_queries(queries))
    with _one_line(pool), _without_collecting():
        index = index_letters(read_letters(pool))
    indexed = perf_counter()
    found = {
        query.id: [[one.paper, one.score] for one in rank_letters(query, index)] for query in asked
    }
    ranked = perf_counter()
    _write(file, found)
    each = 1000 * (ranked - indexed) / max(len(asked), 1)
    click.echo(f"index: {len(index)} brieven in {_comma(indexed - started)} s", err=True)
    click.echo(f"vragen: {len(asked)}, {_comma(each)} ms per vraag", err=True)
    click.echo(f"{len(found)} vragen beantwoord: {file}")


@contextmanager
def _one_line(path: Path) -> Iterator[None]:
    """End the command with one line when a file or a line of it cannot be read."""
    try:
        yield
    except BadLine as error:
        fault = _FAULTS[error.fault].format(field=error.field)
        name = printable(error.file)
        raise click.ClickException(f"{name}: regel {error.line} {fault}.") from error
    except Unreadable as error:
        raise click.ClickException(refusal(str(path), error)) from error


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage while a large pool comes in: there is none, and looking takes as long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


def _write(file: Path, found: dict[str, Any]) -> None:
    """Write the outcome."""
    try:
        file.write_text(f"{json.dumps(found, ensure_ascii=False, indent=1)}\n", "utf-8")
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "geen geldige tekst"
        raise click.ClickException(f"{file}: schrijven lukt niet ({reason}).") from error


def _comma(number: float) -> str:
    """Print a number with one decimal, as Dutch does."""
    return f"{number:.1f}".replace(".", ",")
