"""The items of a made-up register: promises, motions, what later letters say, what people did."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.commitments import CandidateState, Status, Verdict
from app.domain.history import MACHINE, Action
from app.domain.matching import ItemKind, OpenItem, Relation, Timing
from app.domain.reading import TermKind
from app.domain.text import Span
from app.services.lookup import find_terms
from app.services.numbers import number_of_motion
from app.services.stemming import paper_token, stems
from app.services.values import encode
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item, ItemTerm, Motion
from app.store.links import Fulfilment, Suggestion
from scripts.bench.bulk import Row, Writer
from scripts.bench.letters import LAST, READER, Letters, NamedMotion, Seen, moment

_STATUSES = (
    *[Status.SETTLED] * 70,
    *[Status.OPEN] * 20,
    *[Status.PARTLY] * 5,
    *[Status.LAPSED] * 3,
    *[Status.PROPOSED] * 2,
)
_RELATIONS = (*[Relation.SAME] * 12, *[Relation.FULFILS] * 5, *[Relation.FOLLOWS] * 3)
_VERDICTS = {
    Status.SETTLED: Verdict.FULFILS,
    Status.PROPOSED: Verdict.FULFILS,
    Status.PARTLY: Verdict.FULFILS_PARTLY,
}
_LATER = (0, 0, 0, 1, 1, 1, 2, 2, 3, 5)  # how many later letters say something of an item
_WITHIN = 400  # letters of each thousandth in which something later comes


@dataclass(frozen=True, slots=True)
class Followed:
    """An item on which later letters come back: where its own words stand, and what it is now."""

    item_id: int
    document_id: int
    span: Span
    status: Status | None
    is_open: bool


class Items:
    """Makes the rows of items; `followed` keeps those that later letters may come back on."""

    def __init__(
        self, letters: Letters, ministries: dict[str, int | None], committees: dict[str, int]
    ) -> None:
        self.letters, self.speech, self.random = letters, letters.speech, letters.random
        self.ministries, self.committees = ministries, tuple(committees.values())
        self.clerks = tuple(
            f"{name[0]}. {name} (griffier)" for name in self.speech.lists["surnames"]
        )
        self.followed: list[Followed] = []
        self._suggestion_id = 0

    def motion(self, put: Writer, item_id: int, dossier: str) -> NamedMotion:
        """Make a motion, of which letters can speak."""
        number = self.letters.number_in(dossier)
        canonical = f"kst-{dossier}-{number}"
        mover, subject = self.speech.any("surnames"), self.speech.thing()
        words = f"De motie van het lid {mover} c.s. over {subject}"
        put.put(
            Item,
            {
                "id": item_id,
                "number": number_of_motion(canonical),
                "kind": ItemKind.MOTION,
                "words": words,
                "stems": f"{stems(words)} {paper_token(canonical)}",
                "created_at": moment(LAST) - timedelta(minutes=item_id),
            },
        )
        settled = self.random.random() < 0.4
        row: Row = {"item_id": item_id, "canonical": canonical}
        if settled:
            row |= {"settled_by": self.random.choice(self.clerks), "settled_at": moment(LAST)}
        put.put(Motion, row)
        put.put(HistoryEntry, _deed(item_id, Action.MOTION_FOUND, moment(LAST)))
        if settled:
            who = str(row["settled_by"])
            put.put(HistoryEntry, _deed(item_id, Action.MOTION_SETTLED, moment(LAST), who))
        part = f"{dossier[:2]} {dossier[2:5]}{dossier[5:]}"
        return NamedMotion(item_id, canonical, f"{part}, nr. {number}", mover, subject)

    def candidate(self, put: Writer, seen: Seen, state: CandidateState) -> None:
        """Make a promise that the machine saw, and the commitment where it was accepted."""
        accepted = state is CandidateState.ACCEPTED
        judged = state is not CandidateState.WAITING
        at, clerk = moment(min(LAST, seen.day + timedelta(days=7))), self.random.choice(self.clerks)
        self._item(put, seen, ItemKind.COMMITMENT if accepted else ItemKind.CANDIDATE)
        promise, committee = seen.promise, self.random.choice(self.committees)
        put.put(
            Candidate,
            {
                **self._promised(seen),
                "document_id": seen.document_id,
                "sentence_start": promise.sentence.start,
                "sentence_end": promise.sentence.end,
                "committee_id": committee,
                "term_earliest": promise.term.earliest,
                "term_latest": promise.term.latest,
                "cue": promise.cue,
                "promise": encode(promise),
                "reader": READER,
                "state": state,
                "judged_by": clerk if judged else None,
                "judged_at": at if judged else None,
                "reason": self.speech.any("reasons") if judged else None,
            },
        )
        found = _deed(seen.item_id, Action.CANDIDATE_FOUND, moment(seen.day))
        put.put(HistoryEntry, found | {"document_id": seen.document_id})
        if judged:
            action = Action.CANDIDATE_ACCEPTED if accepted else Action.CANDIDATE_DISMISSED
            put.put(HistoryEntry, _deed(seen.item_id, action, at, clerk))
        status = self._commitment(put, seen, committee, clerk) if accepted else None
        if state is not CandidateState.DISMISSED:
            self._follow(seen, status)

    def by_hand(self, put: Writer, seen: Seen) -> None:
        """Make a commitment that a person marked in a letter."""
        clerk = self.random.choice(self.clerks)
        self._item(put, seen, ItemKind.COMMITMENT)
        entered = _deed(seen.item_id, Action.COMMITMENT_ENTERED, moment(seen.day), clerk)
        put.put(HistoryEntry, entered | {"document_id": seen.document_id})
        committee = self.random.choice(self.committees)
        self._follow(seen, self._commitment(put, seen, committee, clerk))

    def later_words(self, put: Writer, one: Followed, total: int) -> None:
        """Let later letters come back on an item, and let people judge of some."""
        answer = _VERDICTS.get(one.status) if one.status else None
        reach = total * _WITHIN / 1000
        steps = {int(reach * self.random.random() ** 3) for _ in range(self.random.choice(_LATER))}
        for later in sorted(one.document_id + 1 + step for step in steps):
            if later > total:
                break
            relation = self.random.choice(_RELATIONS)
            verdict = answer if relation is Relation.FULFILS else None
            if not one.is_open and verdict is None and self.random.random() < 0.7:
                verdict = Verdict.UNRELATED
            self._suggest(put, one, later, relation, verdict)
            answer = None if verdict is answer else answer
        if answer is not None and one.document_id < total:
            self._link(put, one, self.random.randint(one.document_id + 1, total), answer)

    def _suggest(
        self, put: Writer, one: Followed, later: int, relation: Relation, verdict: Verdict | None
    ) -> None:
        """Make a suggestion, and what a person made of it."""
        self._suggestion_id += 1
        span, clerk = self.letters.place(later), self.random.choice(self.clerks)
        day = self.letters.days[later - 1]
        judged = moment(min(LAST, day + timedelta(days=5)))
        put.put(
            Suggestion,
            {
                "id": self._suggestion_id,
                "item_id": one.item_id,
                "from_document_id": one.document_id,
                "from_start": one.span.start,
                "from_end": one.span.end,
                "document_id": later,
                "start": span.start,
                "end": span.end,
                "relation": relation,
                "score": round(0.3 + 0.7 * self.random.random(), 3),
                "reasons": [{"code": "words", "weight": 0.5}],
                "matcher": READER,
                "created_at": moment(day),
                "verdict": verdict,
                "judged_by": clerk if verdict else None,
                "judged_at": judged if verdict else None,
                "version": 2 if verdict else 1,
            },
        )
        if verdict is None:
            return
        put.put(
            HistoryEntry,
            _deed(one.item_id, Action.SUGGESTION_JUDGED, judged, clerk)
            | {"suggestion_id": self._suggestion_id, "after": {"verdict": verdict.value}},
        )
        if verdict is not Verdict.UNRELATED:
            link = self._fulfilment(one.item_id, later, span, verdict)
            judged_by = {"made_by": clerk, "made_at": judged}
            put.put(Fulfilment, link | judged_by | {"suggestion_id": self._suggestion_id})

    def _fulfilment(self, item_id: int, later: int, span: Span, verdict: Verdict) -> Row:
        """Make the row of a passage that a person linked, but who and when."""
        return {
            "item_id": item_id,
            "document_id": later,
            "start": span.start,
            "end": span.end,
            "verdict": verdict,
        }

    def _link(self, put: Writer, one: Followed, later: int, verdict: Verdict) -> None:
        """Let a person link a letter that the machine did not suggest."""
        span, clerk = self.letters.place(later), self.random.choice(self.clerks)
        at = moment(min(LAST, self.letters.days[later - 1] + timedelta(days=5)))
        link = self._fulfilment(one.item_id, later, span, verdict)
        put.put(Fulfilment, link | {"made_by": clerk, "made_at": at})
        linked = _deed(one.item_id, Action.LINK_MADE, at, clerk)
        put.put(HistoryEntry, linked | {"document_id": later})

    def _item(self, put: Writer, seen: Seen, kind: ItemKind) -> None:
        """Make the row that all kinds of item have, and the words to find it by."""
        put.put(
            Item,
            {
                "id": seen.item_id,
                "number": f"G{seen.day.year % 100:02}-{seen.item_id:08}",
                "kind": kind,
                "document_id": seen.document_id,
                "words": seen.words,
                "stems": seen.stems,
                "created_at": moment(seen.day),
            },
        )
        asked = OpenItem("", ItemKind.CANDIDATE, seen.words, seen.words, Timing())
        for term in find_terms(asked):
            put.put(ItemTerm, {"item_id": seen.item_id, "term": term.token, "weight": term.weight})

    def _promised(self, seen: Seen) -> Row:
        """Give what a candidate and a commitment have alike."""
        promise = seen.promise
        return {
            "item_id": seen.item_id,
            "start": promise.span.start,
            "end": promise.span.end,
            "kind": promise.kind,
            "made": promise.made,
            "actor": promise.actor,
            "responsible": seen.office,
            "addressee": promise.addressee,
            "subject": promise.subject,
            "term_kind": promise.term.kind,
            "term_text": promise.term.text,
            "term_rule": promise.term.rule,
            "conditional": False,
        }

    def _commitment(self, put: Writer, seen: Seen, committee: int, clerk: str) -> Status:
        """Make the commitment; the older it is, the likelier it is settled."""
        age = LAST - seen.day
        young = age < timedelta(days=400) and self.random.random() < 0.7
        status = Status.OPEN if young else self.random.choice(_STATUSES)
        latest = seen.promise.term.latest
        moved = latest is not None and self.random.random() < 0.15
        deadline = latest + timedelta(days=90) if latest and moved else latest
        put.put(
            Commitment,
            {
                **self._promised(seen),
                "responsible_name": self.speech.any("surnames"),
                "ministry_id": self.ministries.get(seen.office),
                "committee_id": committee if self.random.random() < 0.95 else None,
                "member": self.speech.any("surnames") if self.random.random() < 0.5 else None,
                "term_kind": TermKind.DATE if deadline else seen.promise.term.kind,
                "deadline": deadline,
                "first_deadline": latest,
                "status": status,
                "status_by_hand": status is Status.LAPSED,
                "entered_by": clerk,
                "entered_at": moment(min(LAST, seen.day + timedelta(days=7))),
            },
        )
        if moved:
            at = moment(min(LAST, seen.day + timedelta(days=60)))
            put.put(HistoryEntry, _deed(seen.item_id, Action.DEADLINE_MOVED, at, clerk))
        return status

    def follow_motions(self) -> None:
        """Let later letters come back on motions too, from where a letter first names them."""
        for item_id, document_id, span in self.letters.named:
            self.followed.append(Followed(item_id, document_id, span, None, is_open=True))

    def _follow(self, seen: Seen, status: Status | None) -> None:
        is_open = status not in (Status.SETTLED, Status.LAPSED)
        self.followed.append(
            Followed(seen.item_id, seen.document_id, seen.promise.span, status, is_open)
        )


def _deed(item_id: int, action: Action, at: object, actor: str = MACHINE) -> Row:
    return {"at": at, "actor": actor, "action": action, "item_id": item_id}
