"""What a line announces, if anything: a section, the decision, attachments, absence, a divider.

In: the text of one line. Out: a ``Label``, or ``None`` for a line that announces nothing. A label
is a whole line ("Indstilling", "RESUMÉ:"), or stands before a colon with its text behind it
("Fraværende: Navn"). Labels over decisions may carry body and date; whether that is this meeting
is for ``roles.py`` to say.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from referat.danish import labels as lexicon
from referat.danish.kalender import MONTH_NAMES
from referat.danish.organer import BODY_WORD, PERIOD
from referat.danish.overskrifter import MARK_LINE
from referat.lexicon import lexicon as words_of_danish
from referat.structure.dates import DATE, find_date, find_dates
from referat.structure.text import fold_label, fold_spaces
from referat.types import AfsnitType, LineRole


class LabelKind(StrEnum):
    """What a label opens."""

    SECTION = "afsnit"
    DECISION = "beslutning"
    PROPOSAL_AND_DECISION = "indstilling_og_beslutning"
    EARLIER = "tidligere"
    ATTACHMENTS = "bilag"
    ABSENCE = "fravaer"
    ATTENDANCE = "fremmoede"
    CHAIR = "leder"
    NOTES = "noter"
    TOC = "indhold"
    GROUP = "gruppe"
    SIGNATURE = "underskrift"
    BUTTON = "knap"


SECTION_KINDS = frozenset(
    (
        LabelKind.SECTION,
        LabelKind.DECISION,
        LabelKind.PROPOSAL_AND_DECISION,
        LabelKind.EARLIER,
        LabelKind.ATTACHMENTS,
    )
)
"""What opens a section of a punkt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label as one line prints it."""

    kind: LabelKind
    """What it opens."""
    text: str
    """The label as printed, without a final colon."""
    rest: str = ""
    """Text behind the label on its line."""
    afsnit: AfsnitType | None = None
    """Type of section, where it opens one."""
    body: str | None = None
    """Body that a dated label names."""
    date: dt.date | None = None
    """Date that it gives."""
    punkt: str | None = None
    """Number of the punkt that it gives."""
    closed: bool = False
    """A group label that opens the closed part."""
    exact: bool = True
    """Found as it stands in the lexicon; false where letters were misread or a word was guessed."""
    runin: bool = False
    """Set off from its text by a full stop or a dash: "Indstilling. Forvaltningen …"."""
    weak: bool = False
    """A sub-heading in other house styles: counts only in the style of the sure labels."""


_PLAIN: dict[str, tuple[LabelKind, AfsnitType | None]] = {
    **dict.fromkeys(lexicon.TOC, (LabelKind.TOC, None)),
    **dict.fromkeys(lexicon.FURNITURE, (LabelKind.BUTTON, None)),
    **dict.fromkeys(lexicon.CHAIR_ROLES, (LabelKind.CHAIR, None)),
    **dict.fromkeys(lexicon.ATTENDANCE, (LabelKind.ATTENDANCE, None)),
    **{key: (LabelKind.SECTION, kind) for key, kind in lexicon.SECTIONS.items()},
    **{key: (LabelKind.NOTES, None) for key in lexicon.NOTES if key not in lexicon.SECTIONS},
    **dict.fromkeys(lexicon.ABSENCE, (LabelKind.ABSENCE, None)),
    **dict.fromkeys(lexicon.ATTACHMENTS | lexicon.ATTACHMENT_LISTS, (LabelKind.ATTACHMENTS, None)),
    **dict.fromkeys(lexicon.EARLIER, (LabelKind.EARLIER, None)),
    **dict.fromkeys(lexicon.DECISION_AND_PROPOSAL, (LabelKind.PROPOSAL_AND_DECISION, None)),
    **dict.fromkeys(lexicon.DECISION, (LabelKind.DECISION, None)),
}
# "Indstilling. Forvaltningen …"
_RUNIN = re.compile(
    r"^(?P<label>[A-ZÆØÅ][\wæøåÆØÅ ,/-]{2,45}?)\s*[.–—]\s+(?=[\"“(A-ZÆØÅ0-9]|at\s)"
    r"(?P<rest>.+)$"
)
# "Sagen - Skolen har 61 elever": so do titles ("Beslutning - Ny skole")
_DASH_IN = re.compile(
    r"^(?P<label>[A-ZÆØÅ][\wæøåÆØÅ ,/-]{2,45}?)\s[-–—]\s+(?=[\"“(A-ZÆØÅ0-9])(?P<rest>.+)$"
)
# "RESUMÉ Tre rederier har spurgt": a label in capitals at the head of its text
_CAPITALS = re.compile(
    r"^(?P<label>(?:[A-ZÆØÅÉ]{3,}\s+){1,4})(?P<rest>(?:[A-ZÆØÅ\"“]?[a-zæøå]|\d).+)$"
)
_PROPOSER = re.compile(lexicon.PROPOSER)
_QUESTIONS = [(re.compile(pattern), opens) for pattern, opens in lexicon.QUESTIONS]
_PATTERNS = [(re.compile(pattern), afsnit) for pattern, afsnit in lexicon.PATTERNS]
_LONG_KEYS = [key for key in _PLAIN if len(key) >= 7]
_GROUP = re.compile("|".join(lexicon.GROUPS), re.IGNORECASE)
_CLOSED = re.compile(lexicon.CLOSED_GROUP, re.IGNORECASE)
_SIGNATURE = re.compile("|".join(lexicon.SIGNATURE), re.IGNORECASE)

_RULES = " -–—*=_·•"
"""What rules off a divider: "- - - For lukkede døre - - -"."""
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NR = r"\d+(?:/\d{2,4}\b)?\w?"
"""The number of a punkt, that of the year's run too: "44", "44A", "4/06"."""
_MAX_LABEL = 90
"""Characters: the longest labels are dated ones with a long body's name."""

# "Fraværende i Integrationsrådet – 27. juni 2018:", "Afbud fra:", "Fraværende i mødet:"
_ABSENCE_DATED = re.compile(
    rf"^(?:fraværende|fravær|afbud|ikke til stede)\s+(?:i|fra|ved|under|"
    rf"på)\s+(?P<body>[^:]{{3,70}}?)(?:\s*[-–,]\s*(?P<date>{DATE}))?\s*:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
# "Beslutning 57/11: Budgettet sendes i høring": decisions that a body counts
_NUMBERED = re.compile(
    r"^(?P<label>(?:beslutning|afgørelse|vedtagelse)\s*(?:nr\.?\s*)?\d{1,4}(?:[/-]\d{2,4})?)\s*:"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
# "Fraværende ved punktet:"
_HERE = re.compile(
    r"mødet|(?:^|\s)(?:punktet|sagen|(?:sagens |punktets )?behandling)", re.IGNORECASE
)
# "Beslutning i Børneudvalget den 04-12-2013:", "Beslutning Udvalget for Kultur den 06-03-2013:",
# "BESLUTNING I ØKONOMIUDVALGET DEN 10.3.2015", "Beslutning fra Naturudvalget", "Vedtagelse i …",
# "Besluttet på Rådet den 02-11-2011 som punkt 1", "Beslutning på byrådsmødet den …"; "på mødet"
# names no body
_DECISION_DATED = re.compile(
    rf"^(?:beslutning(?:er)?|vedtagelse|besluttet|afgørelse|referat|behandling|"
    rf"behandlet)(?:\s*[,–-]\s+|\s+)(?:(?:i|fra|på|af|ved|truffet af)\s+)?"
    rf"(?P<body>(?!(?:(?:i|fra|på|af|ved)\s+)?mødet\s+d)[^:]{{2,70}}?)?"
    rf"(?:\s*,?\s*(?:(?:i|på|ved) mødet\s+)?(?:den\s+|"
    rf"d\.\s*)?(?P<date>{DATE}))?(?:\s*,?\s*(?:som\s+)?(?:punkt|pkt\.?|"
    rf"sag(?: nr\.?)?)\s*(?:nr\.?\s*)?(?P<punkt>{_NR}))?\s*[.:]*\s*$",
    re.IGNORECASE,
)
# "Teknikudvalgets beslutning i mødet den 11. maj 2020", "Byrådets møde den 12. december 2011:"
_BODY_DECISION = re.compile(
    rf"^(?P<body>[^:.]{{3,70}}?)['’]?s?['’]?\s+(?:beslutning(?:er)?|møde|vedtagelse|behandling|"
    rf"udtalelse|afgørelse|indstilling)\s*,?\s*(?:(?:i|på|fra) mødet\s+)?(?:den\s+|d\.\s*|"
    rf"af\s+)?(?P<date>{DATE})(?:\s*,?\s*(?:punkt|pkt\.?|"
    rf"sag(?: nr\.?)?)\s*(?:nr\.?\s*)?(?P<punkt>{_NR}))?\s*[.:]*\s*$",
    re.IGNORECASE,
)
# "Økonomiudvalget, 18. september, nr. 171: Anbefales.", "Økonomiudvalget 9/3, nr. 64:",
# "Økonomiudvalget 12/4: Anbefales."
_BODY_YEARLESS = re.compile(
    rf"^(?P<body>[^:.;\d]{{3,75}}?)\s*(?:,\s*(?:den\s+)?\d{{1,2}}\.\s?(?:{'|'.join(MONTH_NAMES)})"
    rf"(?=\s*,)|,?\s*(?:den\s+|d\.\s*)?\d{{1,2}}/\d{{1,2}})"
    rf"(?:(?:\s*,\s*|\s+)(?:punkt|pkt\.?|sag|nr\.?)\s*(?:nr\.?\s*)?(?P<punkt>{_NR}))?\s*:"
    rf"\s*(?P<rest>\S.*)?$",
    re.IGNORECASE,
)
# "Socialudvalget traf den 15. august 2005 (punkt 94) følgende beslutning:", "Teknisk Udvalg afgav
# den 18. november 1996 følgende erklæring:", "… har den … afgivet …", "Kontaktrådet udtalte den
# 3. maj 2012 under punkt 6:", "I Teknisk Udvalg hed det den 3. maj 2012, sag 14:"
BODY_TOOK = re.compile(
    rf"^(?:i\s+)?(?P<body>[^:.]{{3,70}}?)\s+(?:traf|vedtog|afgav|har|udtalte|besluttede|indstillede|"
    rf"anbefalede|hed\s+det|lød\s+det|blev\s+det)\s+(?:(?:i|på)\s+mødet\s+)?(?:den\s+)?"
    rf"(?P<date>{DATE})"
    rf"(?:\s*[,(]?\s*(?:(?:under|som)\s+)?(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?(?P<punkt>{_NR})\)?)?"
    r"\s*,?\s*(?:(?:afgivet|truffet|vedtaget)\s+)?(?P<following>følgende(?:\s+(?:beslutning|afgørelse|"
    r"erklæring|udtalelse|indstilling|svar))?|således|at)?\s*(?P<colon>:)",
    re.IGNORECASE,
)
# "FORRETNINGSUDVALGETS BESLUTNING" (F10)
_BODYS_DECISION = re.compile(
    r"^(?P<body>[^:.,]{3,60}?)['’]?s\s+(?:beslutning|vedtagelse|afgørelse|konklusion)\s*:?$",
    re.IGNORECASE,
)
# "Social- og Sundhedsudvalget, 12. juni 2018, pkt. 118:", "Kommunalbestyrelsen den 20. august
# 2020:", "Økonomiudvalget den 25. oktober 2005, pkt. 3", "29-04-2019 Magistraten",
# "3. juni 2024 · Økonomiudvalget · punkt 7"
_BODY_DATED = re.compile(
    rf"^(?P<body>[^:.;]{{3,75}}?)\s*,?\s*[-–·]?\s*(?P<date>{DATE})(?:\s*[,·]?\s*\(?(?:som\s+)?(?"
    rf":punkt|pkt\.?|sag(?: nr\.?)?|nr\.?)\s*(?:nr\.?\s*)?\(?(?P<punkt>{_NR})\)?)?\s*(?"
    rf"P<colon>[.:]*)\s*$",
    re.IGNORECASE,
)
_DATED_BODY = re.compile(
    rf"^(?P<date>{DATE})\s*[-–,:·]?\s+(?P<body>[A-ZÆØÅ][^:.;,·]{{3,70}}?)(?:\s*[,·]?\s*\(?(?:punkt|"
    rf"pkt\.?)\s*(?P<punkt>{_NR})\)?)?\s*(?P<colon>[.:]*)\s*$",
    re.IGNORECASE,
)
# "Økonomiudvalget 18. marts 2009, pkt. 44. Anbefales.": the number ends the label
_DATED_RUNIN = re.compile(
    rf"^(?P<head>[A-ZÆØÅ§][^:.;]{{3,75}}?\s*,?\s*(?:den\s+|d\.\s*)?{DATE}\s*,?\s*"
    rf"(?:punkt|pkt\.?|sag(?: nr\.?)?)\s*(?:nr\.?\s*)?{_NR})\s*\.\s+(?P<rest>[A-ZÆØÅ0-9].+)$"
)
# "Økonomiudvalget 20/10 2003 - Forslaget anbefales.", "Kulturudvalget (14. februar 2006) – …": a
# dash ends it
_DATED_DASH = re.compile(
    rf"^(?P<head>[A-ZÆØÅ§][^:.;]{{2,75}}?\s*,?\s*(?:{DATE}|\({DATE}\)))\s+[-–—]\s+"
    r"(?P<rest>[\"“(A-ZÆØÅ0-9].*)$",
    re.IGNORECASE,
)
# "Udtalelse fra økonomiudvalget den 26. marts 1979. Udvalget kan anbefale": a full stop ends it
_DATED_STOP = re.compile(
    rf"^(?P<head>(?P<body>[A-ZÆØÅ§][^:.;]{{2,75}}?)\s*,?\s*{DATE})\s*\.\s+(?P<rest>[A-ZÆØÅ0-9].+)$"
)
_MAYBE_DATED = re.compile(
    r"\d.*(?:\d{4}|\d[-./]\d)|^beslut|^vedtag|^referat i|"
    r"s (?:beslutning|vedtagelse|afgørelse|konklusion)\W*$",
    re.IGNORECASE,
)
# Words by which a short line in the style of labels is one although no lexicon has it.
_GUESSES: tuple[tuple[re.Pattern[str], LabelKind, AfsnitType | None], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind, afsnit)
    for pattern, kind, afsnit in (
        (
            r"^(?:tidligere|forudgående|hidtidige?|foregående)\b.*(?:beslut|behand|vedtag|forløb)"
            r"|^sagens (?:tidligere|hidtidige)\b|^behandlet tidligere$",
            LabelKind.EARLIER,
            None,
        ),
        (
            r"^(?!.*(?:forslag|tidligere|forventet)).*(?:beslutning|vedtagelse|afgørelse)(?:en|"
            r"er)?$",
            LabelKind.DECISION,
            None,
        ),
        (
            r"(?:råd|rådet|udvalg|udvalget|bestyrelsen?|nævnet)\s(?:besluttede|vedtog|afgjorde|"
            r"konkluderede)$",
            LabelKind.DECISION,
            None,
        ),
        (
            r"^[^.]{3,40}\s(?:indstiller|anbefaler|foreslår)$|"
            r"^det (?:indstilles|anbefales|foreslås)\b|s (?:indstilling|anbefaling)$",
            LabelKind.SECTION,
            AfsnitType.INDSTILLING,
        ),
        (
            r"^(?:afgjort|bestemt|aftalt|vedtaget|besluttet|udkomme|udfald(?:et)?|konklusion|"
            r"resultat)\b",
            LabelKind.DECISION,
            None,
        ),
        (r"økonomi|bevilling|finansiering|budgetmæssig", LabelKind.SECTION, AfsnitType.OEKONOMI),
        (r"konsekvens|klima|bæredygtig|miljøforhold", LabelKind.SECTION, AfsnitType.KONSEKVENSER),
        (
            r"lovgrundlag|retsgrundlag|hjemmel|juridisk|lovgivning",
            LabelKind.SECTION,
            AfsnitType.RETSGRUNDLAG,
        ),
        (r"høring|inddragelse|udtalelse", LabelKind.SECTION, AfsnitType.HOERING),
        (r"indstill|anbefaling", LabelKind.SECTION, AfsnitType.INDSTILLING),
        (r"^resum|resume$", LabelKind.SECTION, AfsnitType.RESUME),
        (r"kommunikation|presse", LabelKind.SECTION, AfsnitType.KOMMUNIKATION),
        (r"vurdering", LabelKind.SECTION, AfsnitType.VURDERING),
        (r"baggrund", LabelKind.SECTION, AfsnitType.BAGGRUND),
        (
            r"sagsfremstilling|sagsbeskrivelse|sagens (?:indhold|fakta)|\b(?:oplyser|oplysninger)$|"
            r"faktiske forhold|omstændigheder$",
            LabelKind.SECTION,
            AfsnitType.SAGSFREMSTILLING,
        ),
        (r"kompetence|sagsgang|afgøres", LabelKind.SECTION, AfsnitType.SAGSGANG),
        (r"bilag|^papirer|dokumenter|^vedlagt|^medsendt", LabelKind.ATTACHMENTS, None),
    )
)


ARROW = r"(?:[=-]{1,3}>{1,2}|>>|[→⇒➔➜»])"
"""A sign before what came of a punkt: "==> Godkendt."."""


def label_role(role: LineRole) -> LineRole:
    """The role of a line that prints nothing but the label over lines of a role."""
    if role is LineRole.DECISION:
        return LineRole.DECISION_LABEL
    return LineRole.LABEL if role is LineRole.BODY else role


# "Fremlagt." is what was done with a case, "Fremlagt:" a label
_DONE = re.compile(r"(?:fremlagt|udsendt|omdelt)\.", re.IGNORECASE)


def find_label(text: str, *, tolerant: bool = False) -> Label | None:
    """What a line announces, or ``None``.

    Args:
        text: The line.
        tolerant: Letters may be misread (OCR): long labels match with one or two wrong ones.
    """
    if not text or len(text) > _LONGEST_LINE:
        return None
    return _find_label(text, tolerant)


_LONGEST_LINE = 400
"""Letters of the longest line that is looked at."""


@lru_cache(maxsize=20_000)
def _find_label(text: str, tolerant: bool) -> Label | None:
    # what ends with a comma goes on: "Forvaltningen indstiller,"; "anbefaling." ends a sentence
    goes_on = text.endswith(",") or (text.endswith(".") and text[0].islower())
    goes_on = goes_on or _DONE.fullmatch(text) is not None
    head = text if len(text) <= _MAX_LABEL and not goes_on else ""
    if head:
        head = _COUNTED.sub("", head)
        key = fold_label(head)
        if key in _PLAIN:
            return _plain(key, head)
        if whole := _unabbreviated(head):
            return _plain(whole, head)
        if (numbered := _SUBNUMBER.match(head)) and (
            key := fold_label(head[numbered.end() :])
        ) in _PLAIN:
            return _plain(key, head)
        pattern = _by_pattern(key)
        if pattern is None and head.rstrip().endswith(":") and _PROPOSER.fullmatch(key):
            pattern = AfsnitType.INDSTILLING
        if pattern is not None:
            return Label(
                kind=LabelKind.SECTION, text=fold_spaces(head).rstrip(" :"), afsnit=pattern
            )
        if (asked := _by_question(key, head)) is not None:
            return asked
        bare = _unspread(_IN_BRACKETS.sub(r"\1", head) if _IN_BRACKETS.fullmatch(head) else head)
        if _GROUP.match(bare.strip(_RULES)):
            return Label(kind=LabelKind.GROUP, text=head, closed=bool(_CLOSED.search(head)))
    found = _ABSENCE_DATED.match(text)
    if found and (found["date"] or BODY_WORD.search(found["body"]) or _HERE.search(found["body"])):
        return Label(
            kind=LabelKind.ABSENCE,
            text=text[: found.start("rest")].rstrip(" :"),
            rest=found["rest"].strip(),
        )
    if _SIGNATURE.match(text):
        return Label(kind=LabelKind.SIGNATURE, text=text)
    if told := lexicon.ATTACHMENT_LINE.match(text):
        return Label(
            kind=LabelKind.ATTACHMENTS,
            text=told["label"] or told["of"],
            rest=told["rest"] or told["list"] or ("ingen" if told["none"] else ""),
        )
    if one := _ATTACHMENT.match(text):
        return Label(kind=LabelKind.ATTACHMENTS, text=one["label"], rest=one["rest"])
    if head and _MAYBE_DATED.search(head):
        dated = _find_dated(fold_spaces(head))
        if dated:
            return dated
    place = text.find(":", 0, _MAX_LABEL)
    if place > 0:
        key = fold_label(text[:place])
        whole = key if key in _PLAIN else _unabbreviated(text[:place])
        rest = text[place + 1 :].strip()
        if whole is not None and not (key == "udsendt" and find_date(rest)):
            return _plain(whole, text[:place], rest=rest)
        afsnit = _by_pattern(key) if rest else None
        if rest and afsnit is None and _PROPOSER.fullmatch(key):
            afsnit = AfsnitType.INDSTILLING
        if afsnit is not None:
            return Label(
                kind=LabelKind.SECTION, text=fold_spaces(text[:place]), rest=rest, afsnit=afsnit
            )
        if key in lexicon.EARLIER_DAY and (dated := _find_dated(fold_spaces(rest))):
            return dataclasses.replace(
                dated, kind=LabelKind.EARLIER, text=fold_spaces(text[:place]), rest=rest
            )
        if _MAYBE_DATED.search(text[:place]) and text[place + 1 :].strip():
            dated = _find_dated(fold_spaces(text[:place]) + ":")
            if dated:
                return _with_rest(dated, text[place + 1 :].strip())
    if (found := _BODY_YEARLESS.match(text)) and _is_body(found["body"]):
        return Label(
            kind=LabelKind.EARLIER,
            text=text[: found.start("rest")].rstrip(" :") if found["rest"] else text.rstrip(" :"),
            rest=found["rest"] or "",
            body=clean_body(found["body"]),
            punkt=found["punkt"],
        )
    if numbered := _NUMBERED.match(text):
        return Label(
            kind=LabelKind.DECISION, text=numbered["label"], rest=(numbered["rest"] or "").strip()
        )
    if (told := _DATED_RUNIN.match(text)) and (dated := _find_dated(f"{told['head']}:")):
        return _with_rest(dated, told["rest"].strip())
    if dated := _runin_station(text):
        return dated
    runin = _RUNIN.match(text)
    if runin:
        key = fold_label(runin["label"])
        if key in _PLAIN and _PLAIN[key][0] in SECTION_KINDS:
            return dataclasses.replace(_plain(key, runin["label"], rest=runin["rest"]), runin=True)
    capitals = _CAPITALS.match(text)
    if capitals:
        key = fold_label(capitals["label"])
        if key in _PLAIN and _PLAIN[key][0] in SECTION_KINDS:
            return dataclasses.replace(
                _plain(key, capitals["label"], rest=capitals["rest"]), runin=True
            )
    if tolerant and head and 7 <= len(head) <= 60 and head[0].isupper() and not head.endswith(","):
        near = process.extractOne(
            fold_label(head),
            _LONG_KEYS,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=0.84,
        )
        if near:
            label = _plain(near[0], head)
            return Label(kind=label.kind, text=head, afsnit=label.afsnit, exact=False)
    return None


def label_before_dash(text: str) -> Label | None:
    """The label of a section that a dash parts from its text, or ``None``.

    For documents that are known to set labels so; a word of a label is enough for them.
    """
    found = _DASH_IN.match(text) if len(text) <= _LONGEST_LINE else None
    if found is None:
        return None
    label = _find_label(found["label"], False) or guess_label(found["label"])
    if label is None or label.kind not in SECTION_KINDS or label.rest:
        return None
    return dataclasses.replace(label, rest=found["rest"], runin=True)


# "Bilag 13.1: Analyse af madservice": an attachment by its punkt's number and its own
_ATTACHMENT = re.compile(
    r"^(?P<label>bilag\s*(?:nr\.?\s*)?\d{1,3}\.\d{1,2})\s*[:.–-]\s+(?P<rest>\S.*)$", re.IGNORECASE
)
# "Heref ter lukkedes dørene": a blank where letters were set apart
_SPREAD_WORD = re.compile(r"^(heref|deref|her|der)\s(ter|efter)\b", re.IGNORECASE)


def _unspread(text: str) -> str:
    return _SPREAD_WORD.sub(r"\1\2", text)


# "2.1 Kort om sagen": the sections of a punkt, numbered below its own number
_SUBNUMBER = re.compile(r"^\d{1,3}\.(?:\d|1[0-5])\.?\s+(?=[A-ZÆØÅ])")
# "Bilag (3)": how many follow
_COUNTED = re.compile(r"\s*\(\d{1,3}\)(?=\s*:?\s*$)")
# "Sagsfremst.", "Adm. indstilling"
_SHORTENED = re.compile(r"(?P<part>[^\W\d_]{3,})\.")
_SHORT = 40
"""Letters of the longest label with a shortened word."""


def _unabbreviated(text: str) -> str | None:
    """The key of a label with shortened words: "Adm. indstilling" is one label and no other."""
    if len(text) > _SHORT or not _SHORTENED.search(text):
        return None
    words = text.casefold().split()
    parts = [_SHORTENED.fullmatch(word) for word in words]
    if not any(parts) or any(part and words_of_danish().has(part["part"]) for part in parts):
        return None
    pattern = re.compile(
        " ".join(
            rf"{re.escape(part['part'])}\w+" if part else re.escape(fold_label(word))
            for word, part in zip(words, parts, strict=True)
        )
    )
    keys = [key for key in _PLAIN if _PLAIN[key][0] in SECTION_KINDS and pattern.fullmatch(key)]
    return keys[0] if len({_PLAIN[key] for key in keys}) == 1 else None


# "Hvad anbefales", "HVAD SIGER REGLERNE:"; not "Hvad angår støjen," or "Hvem beslutter Resumé"
_ASKED = re.compile(r"(?:H[a-zæøå]+(?:\s[a-zæøå]+){1,4}|H[A-ZÆØÅ]+(?:\s[A-ZÆØÅ]+){1,4})\s*:?")


def _by_question(key: str, text: str) -> Label | None:
    """A label that asks: "Hvad koster det?", and in the style of labels "Hvad anbefales"."""
    if not key.startswith(("hv", "her har ")):
        return None
    if (known := key.rstrip("? ")) in _PLAIN:
        return _plain(known, text)  # "Hvem deltog ikke?"
    asks = text.rstrip().endswith("?")
    if not asks and not _ASKED.fullmatch(text.strip()):
        return None
    opens = next((opens for pattern, opens in _QUESTIONS if pattern.match(key)), None)
    if opens is None:
        return None
    weak = not asks
    kinds = {
        "beslutning": LabelKind.DECISION,
        "bilag": LabelKind.ATTACHMENTS,
        "tidligere": LabelKind.EARLIER,
        "fremmoede": LabelKind.ATTENDANCE,
        "fravaer": LabelKind.ABSENCE,
    }
    if opens in kinds:
        return Label(kind=kinds[opens], text=fold_spaces(text).rstrip(" :"), weak=weak)
    return Label(
        kind=LabelKind.SECTION,
        text=fold_spaces(text).rstrip(" :"),
        afsnit=AfsnitType(opens),
        weak=weak,
    )


# "Ingen bevillingsmæssige konsekvenser": the text of a section, and no label
_SAYS_NONE = re.compile(r"(?:ingen|intet|ikke|der er (?:ingen|ikke))\b")


def _by_pattern(key: str) -> AfsnitType | None:
    if len(key) > 60 or _SAYS_NONE.match(key):
        return None
    return next((afsnit for pattern, afsnit in _PATTERNS if pattern.match(key)), None)


def _plain(key: str, text: str, *, rest: str = "") -> Label:
    kind, afsnit = _PLAIN[key]
    return Label(
        kind=kind,
        text=fold_spaces(text).rstrip(" :"),
        rest=rest,
        afsnit=afsnit,
        weak=key in lexicon.WEAK,
    )


def _with_rest(label: Label, rest: str) -> Label:
    return Label(
        kind=label.kind,
        text=label.text,
        rest=rest,
        body=label.body,
        date=label.date,
        punkt=label.punkt,
    )


def _runin_station(text: str) -> Label | None:
    """The body and the day that a line opens with, set off from what was decided.

    A dash says so by itself ("Byrådet 29/10 2003 - Vedtaget."); a full stop does where labels
    stand in the line of their text, and a body's name ends before the day.
    """
    if not _OPENS_DATED.search(text):
        return None
    if (told := _DATED_DASH.match(text)) and (
        dated := _find_dated(f"{told['head'].translate(_BRACKETS)}:")
    ):
        return _with_rest(dated, told["rest"].strip())
    told = _DATED_STOP.match(text)
    if told is None or not BODY_WORD.fullmatch(told["body"].split()[-1]):
        return None
    if _LISTED_BODY.match(told["rest"]):
        return None  # "Økonomiudvalget 3. maj 2012. Byrådet 10. maj 2012.": where a case goes
    dated = _find_dated(f"{told['head']}:")
    return dataclasses.replace(dated, rest=told["rest"].strip(), runin=True) if dated else None


_BRACKETS = str.maketrans("", "", "()")
_LISTED_BODY = re.compile(rf"[^.:;]{{3,75}}?\s{DATE}\W*(?:$|[A-ZÆØÅ])")
# a day's year before a dash or a full stop that text follows
_OPENS_DATED = re.compile(r"^.{6,110}?\d\d(?:\)?\s[-–—]|\.)\s+\S")


def _find_dated(text: str) -> Label | None:
    """A label that names a body or a date: over a decision of this meeting or of another."""
    found = _DECISION_DATED.match(text)
    if found and (found["date"] or (found["body"] and BODY_WORD.search(found["body"]))):
        body = found["body"] or ""
        if not re.search(r"\b(?:om|at|vedrørende|vedr)\b", body) or found["date"]:
            return _dated(LabelKind.DECISION, text, found)
    found = _BODY_DECISION.match(text)
    if found and _is_body(found["body"]):
        return _dated(LabelKind.DECISION, text, found)
    found = BODY_TOOK.fullmatch(text)
    if found and _is_body(found["body"]):
        # "udtalte den …:" quotes another body in the account
        own = found["following"] is not None
        return _dated(LabelKind.DECISION if own else LabelKind.EARLIER, text, found)
    found = _BODYS_DECISION.match(text)
    if found and BODY_WORD.fullmatch(found["body"].split()[-1]):
        return Label(
            kind=LabelKind.DECISION, text=text.rstrip(" :"), body=clean_body(found["body"])
        )
    for pattern in (_BODY_DATED, _DATED_BODY):
        found = pattern.match(text)
        if found and len(found["body"]) < 76 and _is_body(found["body"]):
            # A body and a date alone are an entry of the case's history; roles.py reads them
            # only where such entries stand.
            return _dated(LabelKind.EARLIER, text, found)
    return None


def _is_body(text: str) -> bool:
    text = re.sub(r"\s+(?:den|d\.|-|–|møde|mødet)$", "", text.strip(" ,-–"), flags=re.IGNORECASE)
    words = text.split()
    if not words or len(words) > 9 or not (text[0].isupper() or text[0] == "§"):
        return False
    return bool(BODY_WORD.search(words[-1]) or BODY_WORD.match(words[0])) and not re.search(
        r"(?i)\b(?:har|blev|er|skal|holde[rs]|afholde[rs]|holdt|næste|sidste|orientering|"
        r"referat|dagsorden|godkendte|"
        r"møde i|høring)\b",
        text,
    )


def _dated(kind: LabelKind, text: str, found: re.Match[str]) -> Label:
    return Label(
        kind=kind,
        text=text.rstrip(" :"),
        body=clean_body(found["body"]) if found["body"] else None,
        date=find_date(found["date"]) if found["date"] else None,
        punkt=found["punkt"],
    )


_PUNKT_NUMBER = re.compile(
    r"\(?\b(?:som\s+)?(?:punkt|pkt\.?|sag(?: nr\.?)?|nr\.?)\s*(?:nr\.?\s*)?"
    rf"(?P<punkt>{_NR})\)?",
    re.IGNORECASE,
)


# "§ 17, stk. 4-udvalget": the comma is the body's own
_PARAGRAPH_BODY = re.compile(r"§\s*\d+\s*,\s*stk", re.IGNORECASE)
# "Beslutning i Byrådet": what stands before the body
_ABOUT = re.compile(
    r"^(?:tidligere\s+)?(?:beslutning(?:er)?|behandling|behandlet|referat|vedtagelse|indstilling)"
    r"\s*(?:i|fra|på|af)?\s+",
    re.IGNORECASE,
)


def dated_label(kind: LabelKind, text: str, rest: str = "") -> Label:
    """A label that is known to be over a decision, with whatever body, day and number it names."""
    dates = find_dates(text)
    left = text
    for found in reversed(dates):
        left = f"{left[: found.start]} , {left[found.end :]}"
    punkt = _PUNKT_NUMBER.search(left)
    if punkt:
        left = left.replace(punkt[0], " ")
    left = _PARAGRAPH_BODY.sub(lambda found: found[0].replace(",", "\0"), left)
    parts = (
        _ABOUT.sub("", re.sub(r"(?i)s\s+(?:møde|beslutning|behandling)\s*$", "", part.strip()))
        for part in re.split(r"\s[-–|]\s|[,:;()]|\b(?:den|d\.)\s", left)
    )
    body = next(
        (clean_body(part.replace("\0", ",")) for part in parts if BODY_WORD.search(part)), None
    )
    return Label(
        kind=kind,
        text=text.rstrip(" :"),
        rest=rest,
        body=body,
        date=dates[0].date if dates else None,
        punkt=punkt["punkt"] if punkt else None,
    )


# "i det sociale udvalg", "Den faste byggekomité"; not "Det Lokale Beskæftigelsesråd"
_BEFORE_BODY = re.compile(r"^(?:(?i:i|fra|på|af)|den|det|De[nt](?=\s+[^A-ZÆØÅ]))\s+")


def clean_body(text: str) -> str | None:
    """Name of a body without election period, genitive and the words around it."""
    text = PERIOD.sub(" ", fold_spaces(text))
    text = _BEFORE_BODY.sub("", text.strip(" ,.:;-–"))
    text = re.sub(r"(?i)\s+(?:den|d\.|d|møde|mødet|i mødet|på mødet|behandling)$", "", text).strip(
        " ,.:;-–"
    )
    text = re.sub(r"(?i)['’]s$|['’]$", "", text)
    text = (
        re.sub(r"(?i)smødet$|smøde$", "et", text) if text.casefold().startswith("byråds") else text
    )
    return text or None


# "Ad 3", and an arrow that says that what follows came of it
_ANSWER = re.compile(rf"ad\.?\s*(?:pkt\.?\s*|punkt\s*)?\d|{ARROW}", re.IGNORECASE)


def is_answer(label: Label | None) -> bool:
    """Whether a label says that what follows answers a punkt of the agenda: "Ad 3", "==>"."""
    return label is not None and _ANSWER.match(label.text) is not None


def is_unfinished(text: str, label: Label | None) -> bool:
    """Whether a text opens a sentence and no section: "Forvaltningen indstiller,".

    "Afgørelse. Der ydes, som før," has both: the label, and its text behind it.
    """
    return text.endswith(",") and not (label is not None and label.rest)


def is_button(label: Label | None, text: str) -> bool:
    """Whether a line is a web page's button, and not "Åben" beside a heading."""
    return label is not None and label.kind is LabelKind.BUTTON and not MARK_LINE.match(text)


# a year, a number of a list or of a case: "Agenda 21-konsekvenser" has none
_COUNTS = re.compile(r"^\d|\d[.,/:]|\d{3}|\d\W*$")


def guess_label(text: str) -> Label | None:
    """A label that no lexicon has, by a word of it, for lines in the style of the labels.

    "Klima- og miljøforhold" and "Forventede økonomiske følger" are such; a sentence is none.
    """
    text = fold_spaces(text)
    if not 4 <= len(text) <= 60 or text[-1] in ".,;?!" or len(text.split()) > 6:
        return None
    if _COUNTS.search(text) or not text[0].isupper():
        return None
    for pattern, kind, afsnit in _GUESSES:
        if pattern.search(text):
            return Label(kind=kind, text=text.rstrip(" :"), afsnit=afsnit, exact=False)
    return None
