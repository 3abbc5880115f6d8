"""The weekly digest from the command line: look at one, and run what goes by the clock."""

import logging
import signal
from pathlib import Path

import click

from app.cli.register import open_current
from app.clock import today
from app.domain.digest import DigestBasis, Week
from app.domain.errors import Invalid
from app.jobs import Context, mail_server, make_scheduler
from app.mail.render import render_digest
from app.services.digests import compose_digest
from app.session import reading
from app.settings import get_settings


@click.command()
@click.option("--preview", is_flag=True, required=True, help="Schrijf het bericht; verstuur niets.")
@click.option(
    "--week", "week_text", metavar="WEEK", help="Week, zoals 2022-W07; anders de week die nu loopt."
)
@click.argument("folder", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
def digest(*, preview: bool, week_text: str | None, folder: Path) -> None:  # noqa: ARG001 (the flag says that nothing is sent)
    """Schrijf het weekbericht in een map, om het te bekijken.

    In MAP komen digest.html en digest.txt. De week die nu loopt gaat uit van wat nog niet verteld is; een week die voorbij is, van
    de datum van de stukken.
    """
    week = _read_week(week_text)
    basis = DigestBasis.REGISTER if week >= Week.of(today()) else DigestBasis.PAPERS
    choice, engine = open_current()
    with reading(engine) as session:
        composed = compose_digest(session, week, basis=basis, today=today(), demo=choice.is_demo)
    rendered = render_digest(composed, base_url=get_settings().site_url, unsubscribe_url=None)
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
