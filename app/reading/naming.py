"""How a part of the government is named: as the paper prints it, or by who signed."""

import re

from app.domain.papers import Metadata
from app.reading.clauses import Said
from app.reading.subjects import Subject, SubjectClass


def name_actor(subject: Subject | None, metadata: Metadata, said: Said) -> str:
    """Give the normal name of a part of the government in a paper of `metadata`."""
    if subject is None or subject.kind is SubjectClass.CABINET:
        return "kabinet"
    if subject.kind in (SubjectClass.SPEAKER, SubjectClass.SPEAKERS):
        if said.spoken and said.block.speaker is not None:
            return said.block.speaker
        functions = metadata.from_functions or tuple(
            signer.function for signer in metadata.signatories
        )
        if not functions:
            return "kabinet"
        return functions[0] if subject.kind is SubjectClass.SPEAKER else " en ".join(functions)
    if subject.kind is SubjectClass.STATE:
        return "Nederland"
    return re.sub(r"^(?:de|het)\s+", "", " ".join(subject.text.split()), flags=re.IGNORECASE)
