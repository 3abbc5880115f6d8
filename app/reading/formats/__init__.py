"""Files become text: one reader per format, and the limits that hold for all of them."""

from app.domain.errors import Unreadable, UnreadableReason
from app.reading.formats.pdf import PDF_LIMITS, read_pdf
from app.reading.formats.plain import read_plain

__all__ = ["MEDIA", "PDF_LIMITS", "SIZE_LIMIT", "extract_text"]

SIZE_LIMIT = 40 * 1024 * 1024
"""The largest file, in bytes, that is read; a letter with its annexes stays far below it."""

_READERS = {"txt": read_plain, "pdf": read_pdf}

MEDIA = frozenset(_READERS)
"""The extensions that can be read, lower case and without a dot."""


def extract_text(content: bytes, media: str) -> str:
    """Give the text of a file, with its own line ends and byte order mark.

    `media` is the extension ("txt", "pdf"). Pages of a PDF are parted by a form feed.
    Every span that the reader gives indexes this text. Raises Unreadable, with the
    reason, for a file that is too large, empty, broken, binary, encrypted or of a
    format that is not read.
    """
    reader = _READERS.get(media)
    if reader is None:
        raise Unreadable(
            UnreadableReason.UNKNOWN_FORMAT,
            f"files of the kind {media or '(none)'!r} are not read; give txt or pdf",
        )
    if len(content) > SIZE_LIMIT:
        raise Unreadable(
            UnreadableReason.TOO_LARGE,
            f"the file has {len(content)} bytes; at most {SIZE_LIMIT} are read",
        )
    if not content:
        raise Unreadable(UnreadableReason.EMPTY, "the file is empty")
    return reader(content)
