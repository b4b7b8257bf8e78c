"""Motions before the main one: what a decision tells of amendments and procedure, and their votes.

In: the sentences of a decision. Out: those that are the decision's own. Votes on amendments and on
procedure do not count where a main decision stands beside them (interchange format, edge cases).
"""

from __future__ import annotations

from collections.abc import Sequence

from referat.danish import stemmer as words
from referat.structure.beslutninger import find_udfald
from referat.types import Udfald


def without_motions(sentences: Sequence[str]) -> list[str]:
    """The sentences without earlier motions; all of them where nothing else is decided.

    A motion goes from the sentence that puts it to the one that says how it fared, with the counts
    and sides behind that.
    """
    own: list[str] = []
    inside = settled = False
    fell = True
    for place, sentence in enumerate(sentences):
        fared = bool(words.MOTION_FARED.search(sentence))
        if inside and not settled:
            if fared:
                settled, fell = True, fell and _fell(sentence)
            elif words.RESULT.search(sentence) and not words.MOTION.search(sentence):
                inside = False
        elif words.MOTION.search(sentence):
            inside, settled = True, fared
            fell = fell and (not fared or _fell(sentence))
        elif inside:
            inside = _only_votes(sentence) and not words.MAIN_VOTE.search(sentence)
        elif words.MOTION_FELL.search(sentence) and place + 1 < len(sentences):
            inside = settled = True
        if not inside:
            own.append(sentence)
    return own if _decides(own, fell=fell) else list(sentences)


def _fell(sentence: str) -> bool:
    return bool(words.FELL.search(sentence))


def _only_votes(sentence: str) -> bool:
    """Whether a sentence tells who voted how, and no more."""
    return bool(
        words.VOTED.search(sentence)
        and not words.RESULT.search(sentence)
        and find_udfald(sentence) == (Udfald.ANDET,)
    )


def _decides(sentences: Sequence[str], *, fell: bool) -> bool:
    """Whether sentences hold a decision; beside motions that fell, any act but a remark is one."""
    if find_udfald(" ".join(sentences)) != (Udfald.ANDET,):
        return True
    return fell and any(
        not _only_votes(sentence) and not words.REMARK.search(sentence) for sentence in sentences
    )
