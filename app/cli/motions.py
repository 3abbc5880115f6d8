"""What became of motions, from a CSV: outcome, votes in words, the cabinet's advice."""

from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.reception import ACTOR
from app.cli.register import open_own
from app.clock import now
from app.domain.errors import Invalid
from app.domain.motion_rows import BadRow, RowFault, read_motion_rows
from app.domain.motions import Advice, Outcome
from app.services.motion_facts import import_facts
from app.session import transaction

SHOWN = 20
_FAULTS = {
    RowFault.NO_COLUMN: "de eerste regel moet deze kolommen noemen: {value}",
    RowFault.NO_NUMBER: "{value!r} is geen nummer van een motie, zoals 21 501-02, nr. 2433",
    RowFault.NO_OUTCOME: "{value!r} is geen uitkomst; kies uit: " + "; ".join(Outcome),
    RowFault.NO_DAY: "{value!r} is geen datum, zoals 21-11-2026",
    RowFault.DAY_ALONE: "er staat een datum zonder uitkomst",
    RowFault.NO_ADVICE: "{value!r} is geen appreciatie; kies uit: " + "; ".join(Advice),
    RowFault.TOO_LONG: "de stemmen beslaan te veel tekens",
    RowFault.TOO_MANY: "het bestand heeft meer dan {value} regels; splits het",
    RowFault.TWICE: "deze motie staat er al, op regel {value}",
    RowFault.BROKEN: "dit is geen CSV",
}


@click.group()
def motions() -> None:
    """Leg van moties vast wat de Kamer besloot en wat het kabinet ervan vond."""


@motions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Toon wat er verandert; wijzig niets.")
def import_(*, file: Path, dry_run: bool) -> None:
    """Lees een CSV in met de kolommen nummer, uitkomst, datum, stemmen en appreciatie.

    Een lege cel laat staan wat er stond. Bij één fout gebeurt er niets.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file.name} is geen leesbare tekst in UTF-8.") from error
    rows, faults = read_motion_rows(text)
    _refuse(faults)
    try:
        with transaction(open_own(), dry_run=dry_run) as session:
            done = import_facts(session, rows, actor=ACTOR, at=now())
    except Invalid as error:
        line = error.field.removeprefix("line ")
        raise click.ClickException(
            f"regel {line}: deze dag moet nog komen.\nEr is niets gewijzigd."
        ) from error
    for word, names in (("gewijzigd", done.told), ("niet in het register", done.unknown)):
        for name in names[:SHOWN]:
            click.echo(f"{word}: {name}")
        if len(names) > SHOWN:
            click.echo(f"{word}: en nog {len(names) - SHOWN}")
    click.echo(
        f"{len(done.told)} gewijzigd, {len(done.same)} gelijk, "
        f"{len(done.unknown)} niet in het register"
    )
    if dry_run:
        click.echo("Er is niets gewijzigd (--dry-run).")


def _refuse(faults: Sequence[BadRow]) -> None:
    """End the command where rows are wrong, and say which."""
    if not faults:
        return
    for one in faults[:SHOWN]:
        click.echo(f"regel {one.line}: {_FAULTS[one.fault].format(value=one.value)}", err=True)
    if len(faults) > SHOWN:
        click.echo(f"en nog {len(faults) - SHOWN} regels", err=True)
    raise click.ClickException("Er is niets gewijzigd.")
