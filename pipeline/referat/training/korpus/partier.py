"""Parties of a council: letters and names by the year, local lists, and how many seats each has."""

from __future__ import annotations

from random import Random

PARTIER: tuple[tuple[str, str, float, int, int], ...] = (
    ("A", "Socialdemokratiet", 30, 1900, 2100),
    ("V", "Venstre", 26, 1900, 2100),
    ("C", "Det Konservative Folkeparti", 13, 1915, 2100),
    ("F", "SF", 7, 1959, 2100),
    ("B", "Radikale Venstre", 5, 1905, 2100),
    ("O", "Dansk Folkeparti", 8, 1996, 2100),
    ("Ø", "Enhedslisten", 6, 1989, 2100),
    ("I", "Liberal Alliance", 3, 2008, 2100),
    ("Å", "Alternativet", 2, 2014, 2100),
    ("D", "Nye Borgerlige", 2, 2016, 2024),
    ("D", "Centrum-Demokraterne", 2, 1973, 2007),
    ("M", "Moderaterne", 2, 2022, 2100),
    ("Æ", "Danmarksdemokraterne", 4, 2022, 2100),
    ("K", "Kristendemokraterne", 1, 2003, 2100),
    ("Q", "Kristeligt Folkeparti", 1, 1971, 2003),
    ("Z", "Fremskridtspartiet", 4, 1973, 2001),
    ("K", "Danmarks Kommunistiske Parti", 1, 1920, 1988),
    ("E", "Retsforbundet", 1, 1924, 1985),
    ("S", "Slesvigsk Parti", 1, 1920, 2100),
)
"""Letter, name, seats in proportion, first and last year."""

LOKALE = (
    "Borgerlisten", "Lokallisten", "Fælleslisten", "Tværpolitisk Liste", "Nyt Udspil",
    "Landsbylisten", "Beboerlisten", "Havnelisten", "Upolitisk Liste", "Demokratisk Balance",
    "Den Uafhængige Liste", "Østlisten", "Nordlisten", "Bylisten", "Velfærdslisten", "Øens Liste",
)  # fmt: skip
LOKALE_BOGSTAVER = "EGHJLNPTUWXY"
UDEN_PARTI = ("løsgænger", "UFP", "uden for parti", "UFG")


def draw_parties(rng: Random, n: int, *, aar: int = 2018) -> list[str]:
    """The party of each of ``n`` members: letters, in a few houses names.

    Before 1950 papers print no letters, so names stand there.
    """
    offered = [row for row in PARTIER if row[3] <= aar <= row[4] and _takes_part(rng, row[0])]
    lists = [
        (letter, name, weight * rng.uniform(0.4, 1.8)) for letter, name, weight, _, _ in offered
    ]
    used = {letter for letter, _, _ in lists}
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
        free = [letter for letter in LOKALE_BOGSTAVER if letter not in used]
        letter = rng.choice(free)
        used.add(letter)
        lists.append((letter, rng.choice(LOKALE), rng.uniform(1, 14)))
    names = aar < 1950 or rng.random() < 0.06
    pool = [(name if names else letter) for letter, name, _ in lists]
    members = rng.choices(pool, [weight for _, _, weight in lists], k=n)
    if aar > 1970 and n > 6 and rng.random() < 0.12:
        members[rng.randrange(2, n)] = rng.choice(UDEN_PARTI)
    return members


def _takes_part(rng: Random, letter: str) -> bool:
    if letter in "AV":
        return True
    if letter == "S":
        return rng.random() < 0.03
    return rng.random() < 0.6


def name_of(letter: str, *, aar: int = 2018) -> str:
    """The party's full name; a local list is named by its letter."""
    for candidate, name, _, first, last in PARTIER:
        if candidate == letter and first <= aar <= last:
            return name
    return f"Liste {letter}" if len(letter) == 1 else letter
