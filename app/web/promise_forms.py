"""Forms about a promise: filled from the rows that pages show, read as what is to change."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.reading import Made, PromiseKind, Term, TermKind
from app.domain.statuses import read_official
from app.domain.text import Span
from app.services.fields import CommitmentChanges, CommitmentFields
from app.services.overview.rows.common import Choice, PromiseView
from app.services.overview.rows.stories import CommitmentView
from app.web.forms import MET_ITSELF, AmendForm, CandidateForm, EnterForm, PromiseForm


@dataclass(frozen=True, slots=True)
class NewWords:
    """Words that a clerk chose for a new commitment, and who seems to say them."""

    actor: str
    quoted: str
    span: Span


def fill_candidate(
    promise: PromiseView,
    version: int,
    committees: Iterable[Choice],
    *,
    back: str,
    is_met: bool = False,
) -> CandidateForm:
    """Fill the form of a candidate with what the machine saw; `is_met` proposes the reason."""
    more = {"seen": version, "back": back} | ({"dismiss_reason": MET_ITSELF} if is_met else {})
    form = CandidateForm(data=_fields(promise) | more)
    form.offer(committees)
    return form


def fill_commitment(
    registered: CommitmentView, version: int, committees: Iterable[Choice]
) -> AmendForm:
    """Fill the form of a commitment with what is registered."""
    more = {
        "responsible": registered.responsible,
        "responsible_name": registered.responsible_name,
        "committee": registered.committee_id or 0,
        "official_number": registered.official_number,
        "seen": version,
    }
    form = AmendForm(data=_fields(registered.promise) | more)
    form.offer(committees)
    return form


def fill_new(words: NewWords, term: Term, committees: Iterable[Choice]) -> EnterForm:
    """Fill the form of a commitment that is made by hand with what the letter tells."""
    data = {
        "actor": words.actor,
        "subject": words.quoted,
        "start": words.span.start,
        "end": words.span.end,
        "term_text": term.text,
        "term_latest": term.latest,
    }
    form = EnterForm(data=data)
    form.offer(committees)
    return form


def fields_of(form: EnterForm) -> CommitmentFields:
    """Read a commitment that is made by hand."""
    actor, made = form.actor.data or "", form.made.data
    assert isinstance(made, Made)
    return CommitmentFields(
        actor=actor,
        subject=form.subject.data or "",
        kind=_kind(form),
        made=made,
        term=_term(form),
        addressee=form.addressee.data or None,
        member=form.member.data or None,
        committee_id=form.committee.data or None,
        conditional=bool(form.condition.data),
        condition=form.condition.data or None,
    )


def changes_to(
    promise: PromiseView, form: PromiseForm, registered: CommitmentView | None = None
) -> CommitmentChanges | None:
    """Read what a form makes otherwise; None when it leaves everything as it is.

    `registered` is what stands beside the promise, for a commitment.
    """
    changed = {
        name: value
        for name, value, old in (
            ("actor", form.actor.data, promise.actor),
            ("subject", form.subject.data, promise.subject),
            ("addressee", form.addressee.data, promise.addressee),
            ("condition", form.condition.data, promise.condition),
            ("member", form.member.data, promise.member),
        )
        if not _same(value, old)
    }
    made: dict[str, Any] = {name: value or "" for name, value in changed.items()}
    if "condition" in made:
        made["conditional"] = bool(made["condition"])
    if _kind(form) is not promise.kind:
        made["kind"] = _kind(form)
    if not _same_term(form, promise.term.text, promise.term.latest):
        made["term"] = _term(form)
    led_by = registered.committee_id if registered else promise.committee_id
    if (form.committee.data or 0) != (led_by or 0):
        made["committee_id"] = form.committee.data or 0
    if registered and isinstance(form, AmendForm):
        made |= _answering(form, registered)
        official = read_official(form.official_number.data or "")
        if official != registered.official_number:
            made["official_number"] = official or ""
    return CommitmentChanges(**made) if made else None


def _answering(form: AmendForm, registered: CommitmentView) -> dict[str, str]:
    """Read who answers now; another office with the old name left standing has its own holder."""
    office, name = form.responsible.data or "", form.responsible_name.data or ""
    made = {}
    if not _same(office, registered.responsible):
        made["responsible"] = office
    if office and not _same(name, registered.responsible_name):
        made["responsible_name"] = name
    return made


def _fields(promise: PromiseView) -> dict[str, object]:
    """Give the fields that all forms about a promise share."""
    return {
        "actor": promise.actor,
        "subject": promise.subject,
        "kind": promise.kind,
        "addressee": promise.addressee,
        "member": promise.member,
        "committee": promise.committee_id or 0,
        "term_text": promise.term.text,
        "term_latest": promise.term.latest,
        "condition": promise.condition,
    }


def _same(new: str | None, old: str | None) -> bool:
    """Say whether two texts are the same, but for white space."""
    return (new or "").split() == (old or "").split()


def _same_term(form: PromiseForm, text: str | None, latest: dt.date | None) -> bool:
    """Say whether the form leaves the term as it is."""
    return _same(form.term_text.data, text) and form.term_latest.day == latest


def _kind(form: PromiseForm) -> PromiseKind:
    """Give the kind that was chosen."""
    kind = form.kind.data
    assert isinstance(kind, PromiseKind)
    return kind


def _term(form: PromiseForm) -> Term:
    """Read a term that a person typed: it rests on no rule."""
    return typed_term(form.term_text.data, form.term_latest.day)


def typed_term(text: str | None, latest: dt.date | None) -> Term:
    """Make a term of words and a last day, either of which may be missing."""
    words = (text or "").strip() or None
    if latest is not None:
        return Term(TermKind.DATE, words, None, latest)
    return Term(TermKind.VAGUE, words) if words else Term()
