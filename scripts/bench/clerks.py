"""Clerks who decide at once over HTTP, and what must be true of the register afterwards."""

import http.client
import random
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Engine, func, select, text

from app.domain.commitments import CandidateState, Verdict
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.session import reading
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item
from app.store.links import Fulfilment, Suggestion
from app.store.listed import compare_kept
from scripts.bench.fill import PASSWORD, email_of, name_of
from scripts.bench.serving import Answer, Browser, Form, find_forms

_DEEDS = (Action.CANDIDATE_ACCEPTED, Action.CANDIDATE_DISMISSED, Action.SUGGESTION_JUDGED)
_PAGES = 6  # pages of a list among which clerks choose, so that they meet now and then
_FORM = re.compile(r'<form [^>]*action="(/register/[^"]+/beoordelen|/suggesties/\d+/oordeel)".*?</form>', re.DOTALL)  # fmt: skip
_BROKEN = (OSError, http.client.HTTPException)
_PAUSE = 0.2  # seconds between two looks at a server that is away


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision that a clerk sent: on what, which, and what the server said of it.

    `status` is None where the connection broke before the whole answer was there.
    """

    clerk: str
    subject: str  # number of an item, or id of a suggestion
    action: Action
    status: int | None
    seconds: float


@dataclass(slots=True)
class Office:
    """Where clerks work: the server's port, when they stop, and what they did."""

    port: int
    is_over: Callable[[int], bool]
    deeds: list[Deed] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    page_seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def confirmed(self) -> list[Deed]:
        """Give the decisions that the server confirmed so far."""
        with self.lock:
            return [deed for deed in self.deeds if deed.status == 303]

    def refused(self) -> list[Deed]:
        """Give those that it refused, because another was first."""
        with self.lock:
            return [deed for deed in self.deeds if deed.status == 409]


class Clerk(threading.Thread):
    """A clerk who opens a list, decides on one card of it, and goes on to the next."""

    def __init__(self, office: Office, number: int) -> None:
        super().__init__(daemon=True)
        self.office = office
        self.number = number
        self.called = name_of(number)
        self.random = random.Random(number)  # noqa: S311 (which card comes next is no secret)
        self.browser = Browser(office.port)

    def run(self) -> None:
        """Decide until it is over."""
        try:
            self._work()
        finally:
            self.browser.close()

    def _work(self) -> None:
        self._until_it_works(lambda: self.browser.sign_in(email_of(self.number), PASSWORD))
        done = 0
        while not self.office.is_over(done):
            page = self._look()
            found = list(_FORM.finditer(page.text)) if page is not None else []
            if found:
                (form,) = find_forms(self.random.choice(found)[0], "")
                done += self._decide(form)

    def _look(self) -> Answer | None:
        """Open a page of one of the two lists; None when the server is away."""
        path = self.random.choice(("/bureau", "/bureau/suggesties"))
        try:
            page = self.browser.get(f"{path}?pagina={self.random.randint(1, _PAGES)}")
        except _BROKEN:
            self._begin_anew()
            return None
        with self.office.lock:
            self.office.answers[page.status] += 1
            self.office.page_seconds.append(page.seconds)
        return page

    def _decide(self, form: Form) -> bool:
        """Send a decision, and keep what became of it; say whether the server confirmed it."""
        subject, action, fields = self._choose(form)
        begun = time.perf_counter()
        status: int | None = None
        try:
            status = self.browser.post(form.action, {**form.fields, **fields}).status
        except _BROKEN:
            self._begin_anew()
        deed = Deed(self.called, subject, action, status, time.perf_counter() - begun)
        with self.office.lock:
            self.office.deeds.append(deed)
            self.office.answers[status or 0] += 1
        return status == 303

    def _choose(self, form: Form) -> tuple[str, Action, dict[str, str]]:
        """Make up one's mind."""
        _, kind, subject, _ = form.action.split("/")
        if kind == "suggesties":
            verdict = self.random.choice(list(Verdict))
            return subject, Action.SUGGESTION_JUDGED, {"verdict": verdict.value}
        if self.random.random() < 0.6:
            return subject, Action.CANDIDATE_ACCEPTED, {"decision": "accept"}
        why = {"decision": "dismiss", "dismiss_reason": "Verkeerd gelezen"}
        return subject, Action.CANDIDATE_DISMISSED, why

    def _begin_anew(self) -> None:
        """Open a new connection; the cookies stay."""
        self.browser.close()
        time.sleep(_PAUSE)

    def _until_it_works(self, work: Callable[[], None]) -> None:
        """Try until the server answers."""
        while True:
            try:
                work()
            except _BROKEN:
                self._begin_anew()
            else:
                return


def find_problems(engine: Engine, office: Office, since: int) -> list[str]:
    """Say what is wrong in the register after the clerks have gone; `since` as `last_entry` gave.

    What was confirmed is in the history, once; nothing else is, but what may have been done
    before a connection broke; nothing is half; and lists show what the tables say.
    """
    told = _told(engine, since)
    problems = [f"{who} of {len(done)} deeds" for who, done in told.items() if len(done) > 1]
    confirmed = {
        (deed.clerk, deed.subject, deed.action) for deed in office.deeds if deed.status == 303
    }
    unknown = {
        (deed.clerk, deed.subject, deed.action) for deed in office.deeds if deed.status is None
    }
    kept = {(actor, subject, action) for subject, done in told.items() for actor, action in done}
    problems += [f"lost: {one}" for one in sorted(confirmed - kept)]
    problems += [f"never confirmed: {one}" for one in sorted(kept - confirmed - unknown)]
    if len(office.confirmed()) != len(confirmed):
        problems.append("one decision was confirmed twice")
    strange = {
        status: n for status, n in office.answers.items() if status not in (0, 200, 303, 409)
    }
    problems += [f"{n} answers of status {status}" for status, n in strange.items()]
    return [*problems, *_find_halves(engine), *_find_unlisted(engine)]


def last_entry(engine: Engine) -> int:
    """Give the newest line of the history."""
    with reading(engine) as session:
        return session.scalar(select(func.max(HistoryEntry.id))) or 0


def _told(engine: Engine, since: int) -> dict[str, list[tuple[str, Action]]]:
    """Give for each item or suggestion who decided what on it, as the history tells.

    A verdict on a suggestion of a candidate accepts the candidate too: that is one decision.
    """
    query = (
        select(
            HistoryEntry.actor,
            HistoryEntry.action,
            HistoryEntry.at,
            Item.number,
            HistoryEntry.suggestion_id,
        )
        .join(Item, Item.id == HistoryEntry.item_id)
        .where(HistoryEntry.id > since, HistoryEntry.action.in_(_DEEDS))
    )
    with reading(engine) as session:
        rows = session.execute(query).all()
    judged = {(row.number, row.at) for row in rows if row.action is Action.SUGGESTION_JUDGED}
    told: defaultdict[str, list[tuple[str, Action]]] = defaultdict(list)
    for row in rows:
        if row.action is Action.SUGGESTION_JUDGED:
            told[str(row.suggestion_id)].append((row.actor, row.action))
        elif (row.number, row.at) not in judged:
            told[row.number].append((row.actor, row.action))
    return told


def _find_halves(engine: Engine) -> Iterable[str]:
    """Name what is decided in one table and not in another."""
    accepted = Candidate.state == CandidateState.ACCEPTED
    linked = select(Fulfilment.suggestion_id).where(Fulfilment.suggestion_id.is_not(None))
    judged = select(HistoryEntry.suggestion_id).where(
        HistoryEntry.action == Action.SUGGESTION_JUDGED
    )
    decided = select(HistoryEntry.item_id).where(HistoryEntry.action.in_(_DEEDS[:2]))
    checks = {
        "accepted without a commitment": select(Candidate.item_id).where(
            accepted, Candidate.item_id.not_in(select(Commitment.item_id))
        ),
        "accepted and still a candidate": select(Item.id)
        .join(Candidate, Candidate.item_id == Item.id)
        .where(accepted, Item.kind != ItemKind.COMMITMENT),
        "judged without a line of history": select(Candidate.item_id).where(
            Candidate.state != CandidateState.WAITING, Candidate.item_id.not_in(decided)
        ),
        "met without a link": select(Suggestion.id).where(
            Suggestion.verdict.is_not(None),
            Suggestion.verdict != Verdict.UNRELATED,
            Suggestion.id.not_in(linked),
        ),
        "a verdict without a line of history": select(Suggestion.id).where(
            Suggestion.verdict.is_not(None), Suggestion.id.not_in(judged)
        ),
    }
    with reading(engine) as session:
        for name, query in checks.items():
            found = session.scalars(query).all()
            if found:
                yield f"{name}: {found[:5]}"


def _find_unlisted(engine: Engine) -> Iterable[str]:
    """Name the lists that do not show what the tables say."""
    with reading(engine) as session:
        for compared, query in compare_kept():
            if found := session.execute(text(query)).all():
                yield f"{compared}: {found[:3]}"
