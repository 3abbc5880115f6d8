"""The weekly digest from the command line: look at one, and run what goes by the clock."""

import logging
import signal
from pathlib import Path

import click

from app.cli.register import open_current
from app.clock import now, today
from app.domain.digest import DigestBasis, Week
from app.domain.errors import Invalid
from app.jobs import Context, mail_server, make_scheduler
from app.mail.render import render_digest
from app.services.digests import preview_digest
from app.services.outbox import retry_failed
from app.session import transaction
from app.settings import get_settings


@click.command()
@click.option("--preview", is_flag=True, help="Schrijf het bericht in MAP; verstuur niets.")
@click.option("--retry", is_flag=True, help="Zet berichten die niet aankwamen terug.")
@click.option(
    "--week", "week_text", metavar="WEEK", help="Week, zoals 2022-W07; anders de week die nu loopt."
)
@click.option("--dry-run", is_flag=True, help="Bij --retry: tel alleen; wijzig niets.")
@click.argument(
    "folder", metavar="[MAP]", required=False, type=click.Path(file_okay=False, path_type=Path)
)
def digest(
    *, preview: bool, retry: bool, week_text: str | None, dry_run: bool, folder: Path | None
) -> None:
    """Bekijk het weekbericht, of zet wat niet aankwam terug.

    Met --preview komen in MAP digest.html en digest.txt. De week die nu loopt gaat uit van wat nog niet verteld is; een week die
    voorbij is, van de datum van de stukken.

    Met --retry probeert de planner opnieuw wat de mailserver had geweigerd.
    """
    if retry and not preview and week_text is None and folder is None:
        _retry(dry_run=dry_run)
    elif preview and not retry and not dry_run and folder is not None:
        _preview(_read_week(week_text), folder)
    else:
        raise click.UsageError("Kies een van beide: --preview MAP of --retry.")


def _retry(*, dry_run: bool) -> None:
    """Put back what failed."""
    _, engine = open_current()
    with transaction(engine, dry_run=dry_run) as session:
        count = retry_failed(session, at=now())
    done = f"{count} {'bericht staat' if count == 1 else 'berichten staan'} weer klaar."
    click.echo(f"Proef, er is niets gewijzigd: {done}" if dry_run else done)


def _preview(week: Week, folder: Path) -> None:
    """Write a week's digest as two files."""
    basis = DigestBasis.REGISTER if week >= Week.of(today()) else DigestBasis.PAPERS
    choice, engine = open_current()
    with transaction(engine, dry_run=True) as session:
        composed = preview_digest(
            session, week, basis=basis, today=today(), at=now(), demo=choice.is_demo
        )
    site = get_settings().site_url
    rendered = render_digest(composed, base_url=site, unsubscribe_url=None)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "digest.html").write_text(rendered.html, "utf-8")
    (folder / "digest.txt").write_text(f"{rendered.subject}\n\n{rendered.text}", "utf-8")
    click.echo(rendered.subject)
    click.echo(f"Geschreven: {folder / 'digest.html'} en {folder / 'digest.txt'}")


@click.command()
def scheduler() -> None:
    """Verstuur het weekbericht op de klok; stop met Ctrl-C.

    Ook SIGTERM stopt het; een bericht dat onderweg is, gaat eerst de deur uit.
    """
    settings = get_settings()
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    if settings.log_level != "DEBUG":  # jobs that find nothing to do are no news
        for name in ("apscheduler", "alembic"):
            logging.getLogger(name).setLevel(logging.WARNING)
    choice, engine = open_current()
    if mail_server(settings) is None:
        click.echo("Er is geen mailserver ingesteld (smtp_host): berichten blijven klaarstaan.")
    context = Context(engine, settings, choice.is_demo)
    process = make_scheduler(context)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C
    try:
        process.start()
    except KeyboardInterrupt:
        context.stopping.set()
        if process.running:
            process.shutdown()
        click.echo("Gestopt.")


def _read_week(text: str | None) -> Week:
    """Read the week asked for; this week when none was."""
    if text is None:
        return Week.of(today())
    try:
        return Week.parse(text)
    except Invalid as error:
        raise click.BadParameter(
            f"{text!r} is geen week; schrijf bijvoorbeeld 2022-W07", param_hint="--week"
        ) from error
