"""The tables of offices, holders and dossiers, for an operator: read in, given, followed."""

import sys
from pathlib import Path

import click

from app.cli.reception import ACTOR
from app.cli.register import open_own
from app.clock import now, today
from app.domain.dutch import fault_words
from app.domain.tables import LineFault, Table, read_table
from app.services.following import Following, Move, find_moves, follow_all
from app.services.overview.tables import export_lines
from app.services.tables import put_lines
from app.session import reading, transaction

TABLES = click.Choice([table.value for table in Table])
SHOWN = 20

_dry_run = click.option("--dry-run", is_flag=True, help="Toon wat er verandert; wijzig niets.")


@click.group()
def tables() -> None:
    """Beheer wie welk ambt bekleedt, en welke commissie een dossier behandelt."""


@tables.command("import")
@click.argument("table", type=TABLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_dry_run
def import_(*, table: str, file: Path, dry_run: bool) -> None:
    """Lees een CSV in: nieuwe regels erbij, bestaande gewijzigd; bij één fout niets.

    Wat er daarna verschuift, toont en doet: gestand tables follow.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file.name} is geen leesbare tekst in UTF-8.") from error
    read = read_table(Table(table), text)
    _refuse(read.faults)
    with transaction(open_own(), dry_run=dry_run) as session:
        change = put_lines(session, Table(table), read.lines, actor=ACTOR, at=now())
        _refuse(change.faults)
        moves = len(find_moves(session, today=today()).moves)
    for names, told in ((change.added, "nieuw"), (change.changed, "gewijzigd")):
        for name in names[:SHOWN]:
            click.echo(f"{told}: {name}")
    click.echo(
        f"{len(change.added)} nieuw, {len(change.changed)} gewijzigd, {len(change.same)} gelijk; "
        f"{moves} openstaande toezeggingen verschuiven bij: gestand tables follow"
    )
    if dry_run:
        click.echo("Er is niets gewijzigd (--dry-run).")


@tables.command()
@click.argument("table", type=TABLES)
def export(table: str) -> None:
    """Geef een hele tabel als CSV, zoals die ook weer in te lezen is."""
    with reading(open_own()) as session:
        sys.stdout.write(export_lines(session, Table(table)))


@tables.command()
@click.option("--reason", help="Komt bij elke toezegging in de geschiedenis.")
@_dry_run
def follow(*, reason: str | None, dry_run: bool) -> None:
    """Laat openstaande toezeggingen de tabellen volgen; wat met de hand is gezet, blijft."""
    engine = open_own()
    if dry_run:
        with reading(engine) as session:
            _show(find_moves(session, today=today()))
        click.echo("Er is niets gewijzigd (--dry-run).")
        return
    with transaction(engine) as session:
        done = follow_all(session, actor=ACTOR, at=now(), today=today(), reason=reason)
    _show(done)


def _show(following: Following) -> None:
    """Say what moves, and what a person holds back."""
    for move in following.moves[:SHOWN]:
        click.echo(f"{move.number}: {_side(move)}")
    if len(following.moves) > SHOWN:
        click.echo(f"… en nog {len(following.moves) - SHOWN}")
    click.echo(
        f"{len(following.moves)} toezeggingen volgen de tabellen; "
        f"{len(following.kept)} houden wat met de hand is gezet"
    )


def _side(move: Move) -> str:
    """Say from whom to whom, or that another committee leads."""
    before, after = move.before, move.after
    told = (before.responsible, before.responsible_name)
    if told == (after.responsible, after.responsible_name):
        return "een andere commissie"
    return f"{before.responsible_name or before.responsible} → {after.responsible_name or after.responsible}"


def _refuse(faults: tuple[LineFault, ...]) -> None:
    """End the command with a line for each line that is wrong."""
    if faults:
        lines = (
            f"regel {fault.line}{f', kolom {fault.column}' if fault.column else ''}: "
            f"{fault_words(fault)}"
            for fault in faults
        )
        raise click.ClickException("Er is niets gewijzigd:\n" + "\n".join(lines))
