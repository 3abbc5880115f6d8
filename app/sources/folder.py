"""Papers that lie as files in folders: which there are, and what is in each."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.errors import Unreadable, UnreadableReason
from app.domain.papers import IncomingDocument

MEGABYTE = 1024 * 1024
_LONGEST_NAME = 255  # characters; file systems have as many bytes, but each can become six


class PassedOver(StrEnum):
    """Why something in a folder is not looked into."""

    HIDDEN = "hidden"  # its name begins with a dot
    OTHER_FORMAT = "other_format"
    NO_FILE = "no_file"  # a pipe, a device, a link to a folder or to nothing
    TWICE = "twice"  # named already, by another path


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was come across: a file to read, or one that is passed over.

    A file that was named itself is always to be read; only what a folder holds can be
    passed over. A hidden folder counts as one.
    """

    path: Path
    passed: PassedOver | None = None


def find_files(paths: Iterable[Path], media: frozenset[str]) -> tuple[Found, ...]:
    """Give all that lies under some paths, folders inside out, in the order of their names.

    `media` are the extensions that can be read. Links to folders are not followed. A
    folder that cannot be listed is given as a file, and reading it says why.
    """
    found: list[Found] = []
    seen: set[Path] = set()
    for path in paths:
        here = _walk(path, media) if path.is_dir() else iter((Found(path),))
        for one in here:
            real = _real(one.path)
            twice = one.passed is None and real in seen
            found.append(Found(one.path, PassedOver.TWICE) if twice else one)
            seen.add(real)
    return tuple(found)


def media_of(path: Path) -> str:
    """Give the extension of a file: lower case, without a dot; "" when it has none."""
    return as_text(path.suffix).lower().removeprefix(".")


def as_text(name: str) -> str:
    r"""Give the name of a file as text: bytes that are no UTF-8 become \udcff and the like."""
    return name.encode("utf-8", "backslashreplace").decode()


def read_file(path: Path, limit: int) -> IncomingDocument:
    """Read a file of at most `limit` bytes; raises Unreadable."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unreadable(UnreadableReason.UNAVAILABLE, reason) from error
    if len(content) > limit:
        message = f"the file is larger than {limit // MEGABYTE} megabytes"
        raise Unreadable(UnreadableReason.TOO_LARGE, message)
    return IncomingDocument(
        name=as_text(path.stem)[:_LONGEST_NAME],
        media=media_of(path),
        content=content,
        origin=as_text(os.fspath(path)),
    )


def _real(path: Path) -> Path:
    """Give the file itself, where links lead; the path for links that lead nowhere."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        return path.absolute()


def _walk(folder: Path, media: frozenset[str]) -> Iterator[Found]:
    """Go through one folder and those below it."""
    try:
        entries = sorted(folder.iterdir(), key=lambda one: one.name)
    except OSError:
        yield Found(folder)
        return
    for path in entries:
        if path.name.startswith("."):
            yield Found(path, PassedOver.HIDDEN)
        elif path.is_dir() and not path.is_symlink():
            yield from _walk(path, media)
        else:
            yield Found(path, _why_not(path, media))


def _why_not(path: Path, media: frozenset[str]) -> PassedOver | None:
    """Say why a file in a folder is passed over; None for one to read."""
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except OSError:
        is_file = False
    if not is_file:
        return PassedOver.NO_FILE
    return None if media_of(path) in media else PassedOver.OTHER_FORMAT
