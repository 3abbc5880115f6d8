"""Public numbers of items: the same for the same words, in whatever order papers come in."""

import datetime as dt
import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.items import Item

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_LENGTH = 8  # 40 bits: among 40,000 items of one year, less than one chance in 1,000 of a double
_LONGEST = 24


def number_of_promise(
    session: Session, key: str, place: str, printed: dt.date | None, taken: frozenset[str]
) -> str:
    """Give the number of a promise: "G22-7KQ2M9XA".

    The year is that of the date which the paper prints, XX where it prints none; the rest
    is made of the paper's key and the place in it. Should two ever be the same, the
    second gets a longer one. `taken` are numbers given out in this transaction.
    """
    year = f"{printed.year % 100:02}" if printed is not None else "XX"
    code = _code(f"{key}:{place}")
    for length in range(_LENGTH, _LONGEST):
        number = f"G{year}-{code[:length]}"
        if number not in taken and not _is_given(session, number):
            return number
    raise RuntimeError(f"no number left for {key}:{place}")


def number_of_motion(canonical: str) -> str:
    """Give the number of a motion by its paper: "kst-21501-02-2433" is "M-21501-02-2433"."""
    return f"M-{canonical.removeprefix('kst-')}"


def _is_given(session: Session, number: str) -> bool:
    """Say whether the register holds this number."""
    return session.scalar(select(Item.id).where(Item.number == number)) is not None


def _code(text: str) -> str:
    """Write the hash of a text in base 32."""
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest())
    return "".join(_LETTERS[(bits >> shift) & 31] for shift in range(251, 0, -5))
