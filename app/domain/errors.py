"""What can go wrong, as facts; each door owns its own sentences."""

from collections.abc import Sequence
from enum import StrEnum


class AppError(Exception):
    """Anything that Gestand itself refuses or cannot do."""


class NotFound(AppError):
    """Nothing is registered under this name or number."""

    def __init__(self, what: str, key: object) -> None:
        """Name the kind of thing and the key that was asked for."""
        super().__init__(f"no {what} {key}")
        self.what = what
        self.key = key


class RefusedAction(AppError):
    """A person asked for something that the rules do not allow now."""


class AlreadyJudged(RefusedAction):
    """Somebody has already decided this."""

    def __init__(self, what: str, judged_by: str) -> None:
        """Name what was decided, and by whom."""
        super().__init__(f"{what} was judged by {judged_by}")
        self.what = what
        self.judged_by = judged_by


class Stale(RefusedAction):
    """It has changed since the person saw it; `seen` and `current` are versions."""

    def __init__(self, what: str, seen: int, current: int) -> None:
        """Name what changed, the version seen and the version now."""
        super().__init__(f"{what} is at version {current}, seen was {seen}")
        self.what = what
        self.seen = seen
        self.current = current


class SomeStale(RefusedAction):
    """Of the items decided on in one go these changed since the person saw them."""

    def __init__(self, items: Sequence[tuple[str, Stale]]) -> None:
        """Give each item's number, with the version seen and the version now."""
        super().__init__(", ".join(f"{number}: {stale}" for number, stale in items))
        self.items = tuple(items)


class AlreadyThere(RefusedAction):
    """What a person enters is in the register already, under `number`."""

    def __init__(self, what: str, number: str) -> None:
        """Name the kind of thing, and the number or name that it has."""
        super().__init__(f"{what} is there already as {number}")
        self.what = what
        self.number = number


class RestsOnIt(RefusedAction):
    """It cannot be undone as long as later decisions rest on it; undo those first."""

    def __init__(self, what: str, later: str) -> None:
        """Name what cannot be undone, and what rests on it."""
        super().__init__(f"{what} cannot be undone: {later} rests on it")
        self.what = what
        self.later = later


class WrongState(RefusedAction):
    """It is not in a state in which this can be done to it."""

    def __init__(self, what: str, state: str) -> None:
        """Name it, and the state that it is in."""
        super().__init__(f"{what} is {state}")
        self.what = what
        self.state = state


class LastAdministrator(RefusedAction):
    """Nobody would be left to manage the register."""


class Invalid(AppError):
    """A value that a person or file gave cannot be right; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        """Name the field and say, in English, what is wrong with it."""
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class UnreadableReason(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    BINARY = "binary"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"  # more pages than a paper has
    TOO_MUCH_TEXT = "too_much_text"  # more characters than a paper has
    TOO_CROWDED = "too_crowded"  # more is drawn on its pages than on those of a paper
    NO_TEXT = "no_text"  # a PDF of pictures
    UNKNOWN_FORMAT = "unknown_format"
    UNFIT = "unfit"  # it holds what the database does not take
    TOO_SLOW = "too_slow"  # for somebody who waits
    UNAVAILABLE = "unavailable"  # the machine does not hand the file over


class Unreadable(AppError):
    """A file that gives no text. The message says what to do about it."""

    def __init__(self, reason: UnreadableReason, message: str) -> None:
        """Give the reason for counting, and a sentence for the person."""
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[UnreadableReason, str]]:
        """Let it cross from one process to another."""
        return type(self), (self.reason, str(self))


class LineFault(StrEnum):
    """What is wrong with a line of a file that has one object a line."""

    NO_TEXT = "no_text"  # not UTF-8, or the packing is damaged
    NO_JSON = "no_json"
    NO_OBJECT = "no_object"
    MISSING = "missing"
    WRONG = "wrong"
    TWICE = "twice"


class BadLine(AppError):
    """A line of a file is not what it must be; `field` names the part, "" the whole."""

    def __init__(self, file: str, line: int, fault: LineFault, field: str = "") -> None:
        """Name the file, the line counted from 1, the fault and the field."""
        super().__init__(f"{file}, line {line}: {fault} {field}".rstrip())
        self.file = file
        self.line = line
        self.fault = fault
        self.field = field
