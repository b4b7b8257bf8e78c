"""Spoils sentences the way OCR does, so that the names model learns to read through it.

Letters are taken for others that look like them (å for a, rn for m, l for I, 0 for o), marks are
lost, words are glued together or fall apart. How often which, follows what Tesseract does with
Danish scans: å, ø and é in place of a, o and e are the most common faults, then letters of one
stroke.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from referat.training.ner.saetning import OUTSIDE, Saetning

LEVELS: Mapping[str, float] = {"let": 0.01, "mellem": 0.04, "haard": 0.08}
"""Part of the letters that are spoilt. ``let`` is a scan in bad state (of which Tesseract misreads
1.0–1.5 letters in a hundred), ``mellem`` one word in five, ``haard`` one in three, as in poor
typescript."""

_SWAPS: Mapping[str, tuple[str, ...]] = {
    "a": ("å", "å", "å", "ä", "o", "e", "u"),
    "å": ("a", "a", "ä", "à", "d"),
    "o": ("ø", "ø", "ø", "ö", "0", "e", "c", "a"),
    "ø": ("o", "o", "o", "ö", "e", "6"),
    "æ": ("ae", "ce", "e", "a", "æe", "ee"),
    "e": ("é", "é", "c", "c", "o", "ø", "a"),
    "é": ("e",),
    "i": ("l", "1", "í", "t", "j", "!", "r"),
    "l": ("i", "I", "1", "t", "|", "!"),
    "t": ("f", "l", "r", "i"),
    "f": ("t", "r"),
    "r": ("t", "n", "f", "v"),
    "n": ("u", "h", "ri", "m", "r", "a"),
    "m": ("rn", "nn", "in", "n", "ni"),
    "u": ("n", "ii", "v", "ü"),
    "v": ("y", "w", "u"),
    "y": ("v", "g", "ÿ"),
    "g": ("q", "9", "y", "s"),
    "h": ("b", "n", "li"),
    "b": ("h", "6", "lo"),
    "d": ("cl", "a", "å", "ð"),
    "c": ("e", "o", "("),
    "k": ("h", "lc", "x"),
    "s": ("5", "8", "a", "g", "z"),
    "p": ("o", "n", "þ"),
    "w": ("vv",),
    "A": ("Å", "Å", "4", "Ä"),
    "Å": ("A", "A", "Ä"),
    "Ø": ("O", "0", "Ö", "@"),
    "Æ": ("AE", "E", "Æ"),
    "B": ("8", "R", "E", "3"),
    "C": ("G", "O", "("),
    "D": ("O", "0", "I)"),
    "E": ("F", "B", "É"),
    "F": ("E", "P", "T"),
    "G": ("C", "6", "O"),
    "H": ("N", "II", "K"),
    "I": ("l", "1", "J", "|"),
    "J": ("I", "3", "]", "U"),
    "K": ("H", "R", "X"),
    "L": ("I", "1", "E"),
    "M": ("N", "IVI", "H"),
    "N": ("H", "M", "IV"),
    "O": ("0", "Ø", "Q", "C"),
    "P": ("F", "R", "E"),
    "R": ("B", "K", "P"),
    "S": ("5", "8", "3"),
    "T": ("I", "1", "F", "Y"),
    "U": ("V", "II", "O"),
    "V": ("Y", "U", "W"),
    "0": ("O", "o", "8"),
    "1": ("l", "I", "7", "!"),
    "5": ("S", "8", "6"),
    "8": ("3", "B", "§"),
    ".": (",", "·", ":"),
    ",": (".", "'", ";"),
    "-": ("~", "—", "."),
    "§": ("8", "$", "&", "3"),
}
_STRAY = ("'", ".", ",", "`", "-", "~", "|", "”", "_")


def add_noise(sentence: Saetning, rate: float, rng: random.Random) -> Saetning:
    """A sentence as OCR might read it; its entities keep their marks.

    Args:
        sentence: What is printed.
        rate: Part of the letters that are spoilt, 0–1. Words are glued or split a tenth as often.
        rng: Chance.
    """
    words: list[str] = []
    marks: list[str] = []
    for word, mark in zip(sentence.ord, sentence.maerker, strict=True):
        read = spoil(word, rate, rng)
        glued = (
            words
            and rng.random() < rate / 4
            and (mark.startswith("I-") or (mark == OUTSIDE and marks[-1] == OUTSIDE))
            and words[-1][-1].isalpha()
            and read[0].isalpha()
        )
        if glued:
            words[-1] += read
            continue
        if len(read) > 3 and rng.random() < rate / 4:
            cut = rng.randint(1, len(read) - 1)
            words += [read[:cut], read[cut:]]
            marks += [mark, mark.replace("B-", "I-")]
            continue
        words.append(read)
        marks.append(mark)
    return Saetning(ord=tuple(words), maerker=tuple(marks))


def spoil(word: str, rate: float, rng: random.Random) -> str:
    """A word as OCR might read it; never empty."""
    out: list[str] = []
    for character in word:
        if rng.random() >= rate:
            out.append(character)
            continue
        kind = rng.random()
        if kind < 0.84 and character in _SWAPS:
            out.append(rng.choice(_SWAPS[character]))
        elif kind < 0.90 and len(word) > 1:
            continue  # lost
        elif kind < 0.95:
            out += [character, rng.choice(_STRAY)]
        else:
            out.append(character.swapcase())
    return "".join(out).strip() or word
