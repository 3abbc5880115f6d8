"""Make a register of any size from grammar and word lists, to measure on.

    .venv/bin/python -m scripts.bench.fill DATABASE-URL [--scale full]

Nothing in it means anything, and nobody in it exists. The same size and seed give the same
register, but for its accounts. The proportions are those of the demo, the sizes 1, 10 and 100
times the demo, and `full`: all that a parliament has.
"""

import argparse
import sys
import time
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Engine, select

from app.clock import now
from app.domain.accounts import Role
from app.domain.commitments import CandidateState
from app.domain.history import MACHINE, Action
from app.seeds import read_seeds
from app.services.accounts import add_account
from app.services.motion_identity import gather_movers
from app.services.registers import prepare_register, upgrade_register
from app.session import reading, transaction
from app.settings import HOME
from app.store.connect import make_engine
from app.store.documents import (
    CitedPaper,
    Document,
    MentionedMotion,
    MotionMentionRow,
    PaperSender,
    Passage,
    Statement,
)
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item, ItemTerm, Motion
from app.store.links import Fulfilment, Suggestion
from app.store.offices import DossierRow, OfficeRow
from scripts.bench.bulk import Row, Writer
from scripts.bench.extras import CONFLICTS, add_conflicts, add_meetings, seat_members
from scripts.bench.items import Items
from scripts.bench.letters import Letters, NamedMotion, Plan, Seen, moment
from scripts.bench.words import Speech

SEED = 20261121
CLERKS = 20
PASSWORD = "een lange zin om mee te meten"  # noqa: S105 (of a register that means nothing)
_ORDER = (
    *(Document, PaperSender, Passage, Item, Motion, Candidate, Commitment, ItemTerm, Statement),
    *(MotionMentionRow, MentionedMotion, CitedPaper, Suggestion, Fulfilment, HistoryEntry),
    *CONFLICTS,
)
_UNNUMBERED = 0.02  # of the mentions of motions
_BY_HAND = 0.05  # of the commitments
_WAITING, _DISMISSED = 1.3, 0.3  # candidates for each commitment


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    letters: int
    commitments: int
    motions: int


SIZES = {
    "1": Size(15, 34, 15),
    "10": Size(150, 340, 150),
    "100": Size(1_500, 3_400, 1_500),
    "full": Size(200_000, 20_000, 75_000),
}


def email_of(clerk: int) -> str:
    """Give the address of a clerk of the made-up register, from 1."""
    return f"griffier{clerk}@gestand.example"


def name_of(clerk: int) -> str:
    """Give the name of that clerk."""
    return f"Griffier {clerk}"


def fill(engine: Engine, size: Size, seed: int = SEED) -> dict[str, int]:
    """Fill an empty register; give the number of rows of each table. One that is full stays."""
    upgrade_register(engine)
    with reading(engine) as session:
        if session.scalar(select(Document.id).limit(1)) is not None:
            return {}
    seeds = read_seeds(HOME / "seeds")
    with transaction(engine) as session:
        prepare_register(session, seeds.ministries, seeds.committees, seeds.tables, seeds.finding)
        for clerk in range(1, CLERKS + 1):
            add_account(
                session,
                email=email_of(clerk),
                name=name_of(clerk),
                role=Role.ADMINISTRATOR if clerk == 1 else Role.CLERK,
                password=PASSWORD,
                actor="bench",
                at=now(),
            )
    with reading(engine) as session:
        offices = session.execute(select(OfficeRow.name, OfficeRow.ministry_id)).all()
        ministries = {row.name: row.ministry_id for row in offices if row.name.startswith("Min")}
        lines = session.execute(select(DossierRow.dossier, DossierRow.committee_id)).all()
        committees = {row.dossier: row.committee_id for row in lines if row.dossier.isdigit()}
    return _Filler(size, Speech(seed, pool=20 * size.letters), ministries, committees).fill(engine)


class _Filler:
    """Makes one register."""

    def __init__(
        self,
        size: Size,
        speech: Speech,
        ministries: dict[str, int | None],
        committees: dict[str, int],
    ) -> None:
        self.size, self.random = size, speech.random
        self.plan = Plan()
        self.dossiers = tuple(committees)
        self.letters = Letters(speech, self.plan, tuple(ministries), self.dossiers)
        self.items = Items(self.letters, ministries, committees)
        self.states = self._draw_states()

    def fill(self, engine: Engine) -> dict[str, int]:
        """Make the rows and write them."""
        put = Writer(engine, _ORDER)
        total = self.size.letters
        for motion in range(1, self.size.motions + 1):
            named = self.items.motion(put, motion, self.random.choice(self.dossiers))
            self._mention(named)
        for number in range(len(self.states)):
            self.plan.promises[self.random.randint(1, total)].append(number)
        for _ in range(total // 2):
            self.plan.statements[self.random.randint(1, total)] += 1
        for _ in range(int(self.size.motions * _UNNUMBERED)):
            self.plan.unnumbered[self.random.randint(1, total)] += 1
        for letter in range(1, total + 1):
            for seen in self.letters.write(put, letter, total):
                self._promise(put, seen)
            put.put(HistoryEntry, _import_of(letter, self.letters.days[-1]))
        self.items.follow_motions()
        for one in self.items.followed:
            self.items.later_words(put, one, total)
        add_conflicts(put, self.letters)
        put.finish()
        with transaction(engine) as session:
            gather_movers(session)
            seat_members(session)
        add_meetings(engine)
        return put.counts

    def _draw_states(self) -> list[CandidateState | None]:
        """Draw what becomes of each promise; None is one that a person marked."""
        accepted = self.size.commitments
        by_hand = int(accepted * _BY_HAND)
        states = [
            *[None] * by_hand,
            *[CandidateState.ACCEPTED] * (accepted - by_hand),
            *[CandidateState.WAITING] * int(accepted * _WAITING),
            *[CandidateState.DISMISSED] * int(accepted * _DISMISSED),
        ]
        self.random.shuffle(states)
        return states

    def _mention(self, motion: NamedMotion) -> None:
        """Choose the letters that speak of a motion: one, and some of those after it."""
        letter = self.random.randint(1, self.size.letters)
        for _ in range(self.random.choice((1, 1, 2, 2, 3, 4))):
            self.plan.motions[letter].append(motion)
            letter += 1 + int(self.size.letters * self.random.random() ** 4 / 10)
            if letter > self.size.letters:
                break

    def _promise(self, put: Writer, seen: Seen) -> None:
        """Make the item of a promise; motions have the first numbers."""
        state = self.states[seen.item_id]
        mine = replace(seen, item_id=self.size.motions + 1 + seen.item_id)
        if state is None:
            self.items.by_hand(put, mine)
        else:
            self.items.candidate(put, mine, state)


def _import_of(letter: int, day: date) -> Row:
    """Make the line of history of a letter that came in."""
    return {
        "at": moment(day),
        "actor": MACHINE,
        "action": Action.DOCUMENT_IMPORTED,
        "document_id": letter,
        "after": {"name": f"brief-{letter}", "origin": "bench"},
    }


def main() -> int:
    """Read the command line and fill the register that it names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("url", help="SQLAlchemy URL of an empty register")
    parser.add_argument("--scale", choices=SIZES, default="full")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    begun = time.monotonic()
    counts = fill(make_engine(asked.url), SIZES[asked.scale], asked.seed)
    for name, count in counts.items():
        print(f"{name:20}{count:>10}")
    print(f"made in {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
