"""What a paper goes on to say of a motion: sentences after it, and its other mentions.

A letter names a motion in a heading or a first sentence and says further on that "de motie"
is carried out. In a debate a minister names a motion and then says what is done with it.
"""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator
from dataclasses import replace

from app.domain.reading import MotionMention, Stance
from app.domain.text import Block, BlockKind, CleanText, Sentence, Span, Zone
from app.reading.motion_names import TRIGGER
from app.reading.motion_recall import Draft
from app.reading.motion_stance import find_later_stance, find_stance
from app.reading.outcomes import Outcome, find_outcome
from app.reading.voices import is_government

# "de motie" said again, without a name: the one named last is meant.
_AGAIN = re.compile(
    r"\b(?:[Dd]e|[Dd]eze|[Dd]ie|[Bb]eide|[Vv]oornoemde|[Gg]enoemde)\s(?:\w+\s)?(?:[Kk]amer)?motie(?P<more>s)?\b(?!-)"
)
_OUTCOME = {
    Outcome.DONE: Stance.CARRIED_OUT,
    Outcome.PARTLY: Stance.UNDER_WAY,
    Outcome.UNDER_WAY: Stance.UNDER_WAY,
    Outcome.AHEAD: Stance.PROMISED,
}
_NEAR = 3  # sentences of the same paragraph that speak of a motion without the word
_LABEL = 12  # characters besides the naming, of what is a heading or a cell and says nothing
_BARE = 3  # words of a verdict without a reason: "Loopt.", "In uitvoering."
_TURN = 12  # the same, and paragraphs, of a turn in a debate or of a letter


def read_on(text: CleanText, drafts: list[Draft], stops: list[int]) -> list[Draft]:
    """Give mentions of which nothing is said what the sentences after them say.

    `stops` are the places, in order, where a motion is named: from there on it is another one
    that the paper speaks of.
    """
    starts = [sentence.span.start for sentence in text.sentences]
    return [
        _read_after(text, draft, starts, stops)
        if _can_tell(text, draft) and (not draft.told or draft.asked or _goes_on(draft))
        else draft
        for draft in drafts
    ]


def _goes_on(draft: Draft) -> bool:
    """Say whether the sentence of a mention tells that the motion is being carried out."""
    return draft.told and not draft.asked and draft.mention.stance is Stance.UNDER_WAY


def _can_tell(text: CleanText, draft: Draft) -> bool:
    """Say whether what is said elsewhere can hold for a mention: not where members ask."""
    asks = draft.mention.sentence.of(text.text).rstrip().endswith("?")
    return not asks and is_government(text.blocks[draft.block])


def _read_after(text: CleanText, draft: Draft, starts: list[int], stops: list[int]) -> Draft:
    """Read the sentences after a mention up to the next motion that is named."""
    mention = draft.mention
    following = bisect_left(stops, mention.span.end)
    stop = stops[following] if following < len(stops) else len(text.text)
    if stop < mention.sentence.end:
        return draft  # the sentence names another motion after it
    first = bisect_left(starts, mention.sentence.end)
    after = [
        sentence for sentence in _same_voice(text, draft.block, first) if sentence.span.end <= stop
    ]
    near = after[: _reach(text, draft.block)]
    for number, sentence in enumerate(after):
        stance = read_again(text, sentence)
        if stance is None and number < len(near) and not _goes_on(draft):
            stance = find_later_stance(text.text, (sentence.span.start, sentence.span.end))
        if _goes_on(draft) and not (stance is Stance.CARRIED_OUT and number < len(near)):
            continue  # only what says that it is done says more
        if stance is not None:
            return _tell(text, draft, stance, first + number)
    if _goes_on(draft):
        return draft
    if text.blocks[draft.block].zone is Zone.SPEECH:
        return draft
    told = mention.sentence.of(text.text)
    for number, sentence in enumerate(near):
        outcome = find_outcome(told, sentence.span.of(text.text))
        if outcome is not None:
            return _tell(text, draft, _OUTCOME[outcome], first + number)
    return draft


def _tell(text: CleanText, draft: Draft, stance: Stance, number: int) -> Draft:
    """Give a mention the stance that a sentence after it tells; what tells of nothing done is no story."""
    words = draft.mention.sentence
    if stance is not Stance.MENTIONED:
        words = with_reason(text, number)
    return replace(draft, mention=replace(draft.mention, stance=stance, sentence=words), told=True)


def with_reason(text: CleanText, number: int) -> Span:
    """Give the sentence that tells; with the next one of its block when it is a bare verdict: "Loopt."."""
    sentence = text.sentences[number]
    following = text.sentences[number + 1 : number + 2]
    bare = len(sentence.span.of(text.text).split()) <= _BARE
    if bare and following and following[0].block == sentence.block:
        return Span(sentence.span.start, following[0].span.end)
    return sentence.span


def _reach(text: CleanText, block: int) -> int:
    """Give how many sentences may speak of a motion without saying the word."""
    return _TURN if text.blocks[block].zone is Zone.SPEECH else _NEAR


def _same_voice(text: CleanText, block: int, first: int) -> Iterator[Sentence]:
    """Give the sentences that follow while the same one speaks under the same heading."""
    begun = text.blocks[block]
    for sentence in text.sentences[first : first + 4 * _TURN]:
        here = text.blocks[sentence.block]
        parted = here.kind is BlockKind.HEADING and sentence.block != block
        if parted or not _is_same_part(begun, here):
            return
        yield sentence


def _is_same_part(begun: Block, here: Block) -> bool:
    """Say whether two blocks are of one voice: zone, speaker and label agree."""
    return (begun.zone, begun.speaker, begun.label) == (here.zone, here.speaker, here.label)


def read_again(text: CleanText, sentence: Sentence) -> Stance | None:
    """Say what a sentence does with "de motie"; None when it does not speak of one."""
    match = _AGAIN.search(text.text, sentence.span.start, sentence.span.end)
    if match is None:
        return None
    word = TRIGGER.search(text.text, match.start(), match.end())
    if word is None:
        return None
    return find_stance(text.text, (sentence.span.start, sentence.span.end), word.span())


def agree(text: CleanText, drafts: list[Draft]) -> list[MotionMention]:
    """Give mentions of which nothing is said what the paper says elsewhere of the same motion.

    Carried out weighs most; of other stances there must be one. What is advised against
    somewhere stays as it is told, mention by mention. For a heading, which says nothing, the
    sentence that tells stands in.
    """
    said: dict[Hashable, list[MotionMention]] = {}
    for draft in drafts:
        key = _key(draft.mention)
        if draft.told and key is not None:
            said.setdefault(key, []).append(draft.mention)
    return [
        draft.mention
        if draft.told or not _can_tell(text, draft)
        else _agree(draft.mention, text.blocks[draft.block], said.get(_key(draft.mention), []))
        for draft in drafts
    ]


def _key(mention: MotionMention) -> Hashable | None:
    """Say which motion a mention is of: its papers, else its movers; None when neither is known."""
    if mention.ids:
        return mention.ids
    return (mention.movers, mention.cosigned) if mention.movers else None


def _agree(mention: MotionMention, block: Block, others: list[MotionMention]) -> MotionMention:
    """Give a mention the stance that the others together have."""
    stances = {other.stance for other in others}
    if not stances or Stance.MENTIONED in stances:
        return mention
    if len(stances) > 1 and Stance.CARRIED_OUT not in stances:
        return mention
    stance = Stance.CARRIED_OUT if Stance.CARRIED_OUT in stances else stances.pop()
    sentence = mention.sentence
    if block.kind is BlockKind.HEADING or len(sentence) - len(mention.span) < _LABEL:
        sentence = next(other.sentence for other in others if other.stance is stance)
    return replace(mention, stance=stance, sentence=sentence)
