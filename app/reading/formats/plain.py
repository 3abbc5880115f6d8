"""Plain text: which encoding it is in, and whether it is text at all."""

import codecs
import re

from app.domain.errors import Unreadable, UnreadableReason

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The bytes that windows-1252 prints where ISO 8859-1 has control characters.
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("windows-1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_CONTROLS_PER_THOUSAND = 20


def read_plain(content: bytes) -> str:
    """Decode a text: byte order mark, else strict UTF-8, else windows-1252.

    The byte order mark stays in the text. Raises Unreadable for text that is only
    space, and for bytes that are no text: a NUL, or too many control characters.
    """
    text = _decode(content)
    if "\x00" in text:
        raise Unreadable(UnreadableReason.BINARY, "the file is not text: it has NUL bytes in it")
    if 1000 * len(_CONTROL.findall(text)) > _CONTROLS_PER_THOUSAND * len(text):
        raise Unreadable(
            UnreadableReason.BINARY, "the file is not text: it has many control characters in it"
        )
    if not text.lstrip("\ufeff").strip():
        raise Unreadable(UnreadableReason.EMPTY, "the file has no words in it")
    return text


def _decode(content: bytes) -> str:
    """Decode by the first rule that fits; windows-1252 always does."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(
                    UnreadableReason.BROKEN, f"the file says that it is {encoding}, and is not"
                ) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1").translate(_WINDOWS_1252)
