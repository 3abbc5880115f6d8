"""Papers come in from files and folders, each in a transaction of its own."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy.exc import DBAPIError

from app.cli.reception import Reception
from app.cli.register import get_seeds
from app.cli.reporting import Report
from app.cli.words import printable, refusal
from app.domain.dutch import long_date
from app.domain.errors import Unreadable
from app.domain.papers import IncomingDocument
from app.services.preparing import READABLE, prepare_many
from app.settings import get_settings, real_register
from app.sources.folder import MEGABYTE, find_files, read_file

STOPPED = 130  # the exit status after Ctrl-C, as shells have it
GOES_ON = "Wat is ingelezen, blijft; dezelfde opdracht gaat verder waar het ophield."
_FEW = 8  # fewer papers are read sooner than other processes begin

Refuse = Callable[[str, Unreadable], None]


@click.command("import")
@click.argument("paths", metavar="PAD…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--date",
    "asked",
    metavar="JJJJ-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="De datum van stukken die er zelf geen noemen.",
)
@click.option("--dry-run", is_flag=True, help="Lees en tel; wijzig niets.")
@click.pass_context
def import_(
    context: click.Context, *, paths: tuple[Path, ...], asked: datetime | None, dry_run: bool
) -> None:
    """Lees stukken in: bestanden en hele mappen.

    Wat al bekend is, blijft zoals het is; wie dezelfde opdracht opnieuw geeft, verliest of
    verdubbelt niets. De afloop is 1 als er iets geweigerd is.
    """
    reception = Reception(real_register(get_settings()), is_rehearsal=dry_run)
    report = Report(is_rehearsal=dry_run)
    try:
        _take_in(paths, asked.date() if asked is not None else None, reception, report)
    except KeyboardInterrupt:
        _tell(report)
        click.echo(f"Gestopt. {GOES_ON}", err=True)
        context.exit(STOPPED)
    except DBAPIError as error:
        _tell(report)
        raise click.ClickException(f"Het register gaf een fout: {error.orig}\n{GOES_ON}") from error
    _tell(report)
    for line in reception.next_steps():
        click.echo(line)
    if report.refused:
        context.exit(1)


@dataclass(frozen=True, slots=True)
class _Counter:
    """Where people see the import go on: a bar on a terminal, lines for what needs a word."""

    progress: Progress
    report: Report

    def begin(self, total: int) -> None:
        """Show that nothing has been read yet."""
        self.progress.add_task("inlezen", total=total)

    def refuse(self, name: str, error: Unreadable) -> None:
        """Count and tell a file that gave no text."""
        self.report.refuse()
        self.say(refusal(name, error))
        self.advance()

    def advance(self) -> None:
        """Show that one more file is done."""
        for task in self.progress.task_ids:
            self.progress.advance(task)

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


def _take_in(paths: Iterable[Path], day: date | None, reception: Reception, report: Report) -> None:
    """Read everything, put it down, and count."""
    found = find_files(paths, READABLE)
    report.see(found)
    files = [one.path for one in found if one.passed is None]
    calendar = get_seeds().calendar
    with _make_progress() as progress:
        counter = _Counter(progress, report)
        counter.begin(len(files))
        papers = read_files(files, counter.refuse)
        for one in prepare_many(papers, calendar, date=day, processes=processes_for(len(files))):
            if isinstance(one.result, Unreadable):
                counter.refuse(one.incoming.origin, one.result)
                continue
            try:
                result = reception.store(one.result)
            except Unreadable as error:
                counter.refuse(one.incoming.origin, error)
                continue
            report.add(result)
            if result.printed is not None and day is not None:
                counter.say(
                    f"{printable(one.incoming.origin)}: het stuk noemt zelf "
                    f"{long_date(result.printed)}; {long_date(day)} is niet gebruikt."
                )
            counter.advance()


def read_files(files: Iterable[Path], refuse: Refuse) -> Iterator[IncomingDocument]:
    """Give the files one by one, as they are asked for; what does not open is refused."""
    limit = get_settings().max_file_megabytes * MEGABYTE
    for file in files:
        try:
            incoming = read_file(file, limit)
        except Unreadable as error:
            refuse(os.fspath(file), error)
        else:
            yield incoming


def processes_for(count: int) -> int:
    """Say how many processes are to read so many papers."""
    if count < _FEW:
        return 1
    return get_settings().read_processes or os.cpu_count() or 1


def _make_progress() -> Progress:
    """Make a bar on standard error, where that is a terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _tell(report: Report) -> None:
    """Print the report."""
    for line in report.lines():
        click.echo(line)
