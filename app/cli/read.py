"""What the machine sees in papers, as JSON; without a register."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from app.cli.intake import processes_for, read_files
from app.cli.register import get_seeds
from app.cli.words import refusal
from app.domain.errors import Unreadable
from app.services.intake import PreparedDocument
from app.services.preparing import READABLE, prepare_many
from app.services.readings import reading_as_json
from app.sources.folder import media_of

_PAGED = "pdf"  # has pages, also where it has only one
_TEXT = "txt"  # its spans index the file itself; any other gets its text beside it


@click.command()
@click.argument(
    "files", metavar="BESTAND…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--json",
    "folder",
    metavar="MAP",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Waar de uitkomsten komen: x.json bij x.txt; x.pdf.json en x.pdf.txt bij x.pdf.",
)
@click.pass_context
def read(context: click.Context, *, files: tuple[Path, ...], folder: Path) -> None:
    """Schrijf als JSON wat in bestanden te zien is.

    Dat gaat zonder register. De afloop is 1 als een bestand niet te lezen is; de andere worden wel geschreven.
    """
    _refuse_collisions(files)
    refused = 0

    def refuse(name: str, error: Unreadable) -> None:
        nonlocal refused
        refused += 1
        click.echo(refusal(name, error), err=True)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        calendar = get_seeds().calendar
        papers = read_files(files, refuse)
        for one in prepare_many(papers, calendar, processes=processes_for(len(files))):
            if isinstance(one.result, Unreadable):
                refuse(one.incoming.origin, one.result)
            else:
                _write(folder, one.result)
    except OSError as error:
        raise click.ClickException(
            f"{error.filename}: schrijven lukt niet ({error.strerror})."
        ) from error
    if refused:
        context.exit(1)


def _output_name(name: str, media: str) -> str:
    """Give the name of an output without `.json`."""
    return name if media == _TEXT else f"{name}.{media}"


def _refuse_collisions(files: Iterable[Path]) -> None:
    """Refuse two inputs that would be written under one name."""
    taken: dict[str, Path] = {}
    for file in files:
        media = media_of(file)
        if media not in READABLE:
            continue  # nothing is written for it
        name = _output_name(file.stem, media)
        if name in taken:
            raise click.UsageError(
                f"{taken[name]} en {file} geven allebei {name}.json; lees ze naar twee mappen."
            )
        taken[name] = file


def _write(folder: Path, prepared: PreparedDocument) -> None:
    """Write one reading, and the text that it indexes where that is not the file itself."""
    name = _output_name(prepared.name, prepared.media)
    reading = reading_as_json(name, prepared.reading, paged=prepared.media == _PAGED)
    seen = json.dumps(reading, ensure_ascii=False, indent=1)
    if prepared.media != _TEXT:
        source = prepared.reading.text.source
        (folder / f"{name}.txt").write_bytes(source.encode("utf-8", "surrogatepass"))
    (folder / f"{name}.json").write_bytes(f"{seen}\n".encode("utf-8", "surrogatepass"))
