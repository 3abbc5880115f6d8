"""Whether a sentence tells of something done by the government."""

import re

_LOOK_AT = 600  # characters of a sentence in which its verb is looked for

_PARTICIPLE = (
    r"\b(?:(?!(?:be|ver|ont|her|over|onder|door|vol|voor)?(?:heid|land|dat|niet)\b)"
    r"(?:\w*ge\w{3,}|(?:be|ver|ont|her|over|onder|door|vol|voor)\w{3,})[dt]"
    r"|\w*(?:boden|broken|dragen|gaan|gegeven|houden|komen|kozen|laten|lezen|lopen|nomen|rezen"
    r"|schreven|sloten|sproken|streken|trokken|vangen|vonden|worden|wezen|zonden)(?<!te\s\w{4}))\b"
)
_IS_DONE = re.compile(
    rf"\b(?:heeft|hebben|is|zijn|werd|werden|was|waren|heb)\b(?=.*{_PARTICIPLE})"
    r"|\b(?:bezocht|bezochten|boden|bracht|brachten|gaf|gaven|ging|gingen|hield|hielden|kwam"
    r"|kwamen|nam|namen|ontving|ontvingen|ontmoette|schreef|sloot|sloten|sprak|spraken|stelde"
    r"|stuurde|stuurden|verscheen|verschenen|vond|vonden|zond|zonden|leverde|leverden"
    r"|organiseerde|organiseerden|reisde|reisden|tekende|tekenden)\b",
    re.IGNORECASE | re.DOTALL,
)
# A sentence that denies, or looks ahead, reports nothing; nor does what others did.
_NOT_DONE = re.compile(
    r"\b(?:niet|geen|nooit|zal|zullen|wordt\s\w+\snog|nog\sniet|om\s\w+\ste)\b", re.IGNORECASE
)
_GOVERNMENT = re.compile(
    r"\b(?:Nederlandse?|kabinet|regering|minister(?:ie|s|-president)?|staatssecretaris(?:sen)?|rijk"
    r"|wij|we|ik|bewinds\w+|heb|Rijks\w+)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b(?:is|zijn|werd|werden|vond|vonden)\b(?=.*(?:{_PARTICIPLE}|\bplaats\b))",
    re.IGNORECASE | re.DOTALL,
)
_BY_OTHERS = re.compile(r"\bdoor\s(?:de|het|een)?\s?[A-Z]")


def is_reported(words: str) -> bool:
    """Say whether a sentence tells of something that the government did, or that was done.

    A perfect, a passive or a past that letters use; not what is denied or still to come,
    nor what others did.
    """
    head = words[:_LOOK_AT]
    if _IS_DONE.search(head) is None or _NOT_DONE.search(head) is not None:
        return False
    if _GOVERNMENT.search(head) is not None:
        return True
    return _PASSIVE.search(head) is not None and _BY_OTHERS.search(head) is None
