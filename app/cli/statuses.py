"""What other registers call the state of our items, from a CSV."""

from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.register import get_seeds, open_own
from app.clock import now
from app.domain.statuses import COLUMNS, BadStatusRow, Source, StatusFault, read_status_rows
from app.services.source_words import receive_words
from app.session import transaction

SHOWN = 20
_FAULTS = {
    StatusFault.NO_COLUMN: "in de eerste regel ontbreekt: {value}; nodig zijn "
    + ", ".join(COLUMNS),
    StatusFault.NO_SOURCE: "{value!r} is geen bron; kies uit: " + "; ".join(Source),
    StatusFault.EMPTY: "de kolom {value} is leeg",
    StatusFault.TOO_LONG: "in de kolom {value} staan te veel tekens",
    StatusFault.TOO_MANY: "het bestand heeft meer dan {value} regels; splits het",
    StatusFault.BROKEN: "dit is geen CSV",
}


@click.group()
def statuses() -> None:
    """Bewaar hoe andere registers de stand van een toezegging noemen."""


@statuses.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Toon wat er verandert; wijzig niets.")
def import_(*, file: Path, dry_run: bool) -> None:
    """Lees een CSV in met de kolommen bron, kenmerk, status en eventueel nummer (het onze).

    Zonder nummer hoort een regel bij de toezegging die dit kenmerk (zoals TZ202412-116) eerder
    kreeg, of het zelf noemt.

    Het woord van de bron blijft zoals het is; onze status verandert er niet door. Bij één
    fout gebeurt er niets.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file.name} is geen leesbare tekst in UTF-8.") from error
    rows, faults = read_status_rows(text)
    _refuse(faults)
    with transaction(open_own(), dry_run=dry_run) as session:
        done = receive_words(session, rows, get_seeds().statuses, at=now())
    for name in done.unknown[:SHOWN]:
        click.echo(f"niet in het register: {name}")
    for word in done.strange:
        click.echo(f"onbekend woord, niet vertaald: {word}")
    click.echo(
        f"{len(done.told)} bewaard, {len(done.same)} gelijk, "
        f"{len(done.unknown)} niet in het register, {len(done.strange)} onbekende woorden"
    )
    if dry_run:
        click.echo("Er is niets gewijzigd (--dry-run).")


def _refuse(faults: Sequence[BadStatusRow]) -> None:
    """End the command where lines are wrong, and say which."""
    for one in faults[:SHOWN]:
        click.echo(f"regel {one.line}: {_FAULTS[one.fault].format(value=one.value)}", err=True)
    if len(faults) > SHOWN:
        click.echo(f"en nog {len(faults) - SHOWN} regels", err=True)
    if faults:
        raise click.ClickException("Er is niets gewijzigd.")
