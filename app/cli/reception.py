"""Where papers that were read are handed over: the register of one's own, or a rehearsal."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import click
from sqlalchemy import Engine, inspect

from app.cli.register import open_choice, open_url, refuse_demo
from app.clock import now
from app.services.accounts import has_administrator
from app.services.intake import ImportResult, PreparedDocument
from app.services.lookup import Shelf
from app.services.receiving import receive
from app.services.rehearsal import Rehearsal
from app.session import reading, transaction
from app.settings import RegisterChoice

ACTOR = "beheerder (opdrachtregel)"


@dataclass(slots=True)
class Reception:
    """The register of one's own: opened, and made, when the first paper comes."""

    choice: RegisterChoice
    is_rehearsal: bool
    _engine: Engine | None = None
    _is_opened: bool = False
    _shelf: Shelf = field(default_factory=Shelf)
    _rehearsal: Rehearsal = field(default_factory=Rehearsal)

    def store(self, prepared: PreparedDocument) -> ImportResult:
        """Put a paper down in a transaction of its own, or say what would become of it.

        Raises Unreadable for a paper that the database does not take.
        """
        if not self._is_opened:
            self._engine = self._look() if self.is_rehearsal else self._open()
            self._is_opened = True
        if self._engine is None:
            return self._rehearsal.store(None, prepared)
        if self.is_rehearsal:
            with reading(self._engine) as session:
                return self._rehearsal.store(session, prepared)
        try:
            with transaction(self._engine) as session:
                return receive(session, prepared, actor=ACTOR, at=now(), shelf=self._shelf)
        except Exception:
            self._shelf = Shelf()  # it may hold the paper that is not there now
            raise

    def next_steps(self) -> Iterator[str]:
        """Say what is next as long as the register has no administrator."""
        if self._engine is None or self.is_rehearsal:
            return
        with reading(self._engine) as session:
            if has_administrator(session):
                return
        yield "Hierna: ./run gestand user add   de eerste beheerder van dit register"
        yield "        ./run serve              de website, voortaan met dit register"

    def _open(self) -> Engine:
        """Open the register, in its newest form."""
        if not self.choice.exists:
            click.echo(f"Een eigen register wordt gemaakt: {self.choice.file}", err=True)
        engine = open_choice(self.choice)
        refuse_demo(engine)
        return engine

    def _look(self) -> Engine | None:
        """Open the register to look in, as it is; None when there is none yet."""
        if not self.choice.exists:
            return None
        engine = open_url(self.choice.url)
        if not inspect(engine).has_table("documents"):
            return None
        refuse_demo(engine)
        return engine
