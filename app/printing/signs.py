"""Text of letters as a file takes it: without control and bidirectional signs."""

import unicodedata

_KEPT = "\n\t"
_PLAIN = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "ı": "i", "−": "-", "→": ">"}


def printable(text: str) -> str:
    """Leave out what no file format takes and what turns the order of print around."""
    return "".join(sign for sign in text if sign in _KEPT or _is_printed(sign))


def in_few_signs(text: str) -> str:
    """Write a text in the signs of Windows-1252, for a PDF without a font of its own.

    A letter with a mark that is not among them loses its mark; any other sign becomes "?".
    """
    return "".join(_few(sign) for sign in text)


def _is_printed(sign: str) -> bool:
    """Say whether a sign may stand in a file: no control, format, surrogate or unassigned one."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Cn", "Co")


def _few(sign: str) -> str:
    """Give one sign, or the nearest."""
    for some in (sign, unicodedata.normalize("NFKD", sign)[:1], _PLAIN.get(sign, "?")):
        try:
            some.encode("cp1252")
        except UnicodeEncodeError:
            continue
        return some
    return "?"
