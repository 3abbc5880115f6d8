"""A small register of our own for the tests of pages: a harbour, its promises and motions."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import Status
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.commitments import set_status
from app.services.fields import CommitmentChanges
from app.services.intake import store_prepared
from app.store.documents import Document
from app.store.items import Candidate, Committee, Item, Ministry
from tests.factories import (
    AT,
    CLERK,
    Letter,
    make_meeting,
    make_mention,
    make_promise,
    make_promising,
    make_reference,
    make_term,
)

TODAY = date(2026, 11, 21)

SENTENCES = {
    "kade": "Ik zal uw Kamer informeren over de kade van Westmonde.",
    "kraan": "Ik zal uw Kamer informeren over de kraan aan de noordzijde.",
    "boei": "Ik zal uw Kamer informeren over de boei bij de vaargeul.",
    "loods": "Ik zal uw Kamer informeren over de loodsen in de winter.",
    "veer": "Ik zal uw Kamer informeren over het veer naar het eiland.",
}
TERMS = {
    "kade": date(2026, 1, 1),  # long past
    "kraan": date(2026, 11, 1),  # past
    "boei": date(2026, 11, 21),  # today
    "loods": date(2027, 6, 1),
}


def make_many(day: date | None = date(2026, 5, 6)) -> Letter:
    """Make a letter with five promises that differ in their term, by two actors."""
    text = "Geachte voorzitter,\n\n" + "\n\n".join(
        f"Het volgende. {sentence} De rest volgt." for sentence in SENTENCES.values()
    )
    letter = Letter(text, day, dossier="39201", number="40")
    promises = []
    for name, sentence in SENTENCES.items():
        actor = "de Minister van Visserij" if name in ("kade", "veer") else "ik"
        promise = make_promise(letter, sentence, subject=f"de {name}", actor=actor)
        if name in TERMS:
            promise = replace(promise, term=make_term(TERMS[name]))
        promises.append(promise)
    return replace(letter, promises=tuple(promises))


def make_citing() -> Letter:
    """Make an undated letter that cites the motion and another letter, and names no motion."""
    text = (
        "Geachte voorzitter,\n\n"
        "Zie Kamerstuk 39 201, nr. 17, en mijn brief (Kamerstuk 39 201, nr. 40).\n\n"
        "De motie van het lid Kaper c.s. over het lichten van wrakken wordt bezien."
    )
    letter = Letter(text, None, not_before=date(2024, 9, 9))
    return replace(
        letter,
        references=(
            make_reference(letter, "Kamerstuk 39 201, nr. 17", "kst-39201-17"),
            make_reference(letter, "Kamerstuk 39 201, nr. 40", "kst-39201-40"),
        ),
        motions=(make_mention(letter, "motie van het lid Kaper c.s.", movers=("Kaper",)),),
    )


def fill(session: Session) -> None:
    """Take four letters in, and decide on some of what they promise.

    Of the letter of 2026: the kade is accepted and open, the kraan partly settled, the
    boei settled, the loods dismissed, the veer waits. The proof of 2024 waits too.
    """
    session.add(Ministry(slug="hav", name="Ministerie van Havenzaken"))
    session.add(Committee(slug="haven", name="Commissie voor de Haven"))
    letters = (make_promising(), make_meeting(), make_many(), make_citing())
    for n, letter in enumerate(letters, 1):
        store_prepared(session, letter.prepared(f"brief-{n}"), actor=CLERK, at=AT)
        session.commit()
    ministry = session.scalars(select(Ministry.id)).one()
    committee = session.scalars(select(Committee.id)).one()
    changes = CommitmentChanges(
        responsible="Minister van Havenzaken", ministry_id=ministry, committee_id=committee
    )
    for name in ("kade", "kraan", "boei"):
        number = number_of(session, name)
        accept_candidate(session, number, seen=1, actor=CLERK, at=AT, changes=changes)
    for name, status in (("kraan", Status.PARTLY), ("boei", Status.SETTLED)):
        number = number_of(session, name)
        set_status(session, number, status, seen=2, reason="gezien", actor=CLERK, at=AT)
    loods = number_of(session, "loods")
    dismiss_candidate(session, loods, seen=1, reason="geen toezegging", actor=CLERK, at=AT)
    session.commit()


def number_of(session: Session, name: str) -> str:
    """Give the number of the promise about this thing."""
    query = (
        select(Item.number)
        .join(Candidate, Candidate.item_id == Item.id)
        .where(Candidate.subject == f"de {name}")
    )
    return session.scalars(query).one()


def letter_id(session: Session, name: str) -> int:
    """Give the id of the letter that came in under this name."""
    return session.scalars(select(Document.id).where(Document.name == name)).one()
