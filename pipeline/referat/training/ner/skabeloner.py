"""Invented sentences of minutes with their entities, for training and testing the names model.

A template is a sentence with slots; each slot is filled with an invented name of its kind, which is
thereby known to be an entity. ``TRAIN`` and ``DEV`` have no sentence in common, and no surname.
Slots: P person, PA person with party, PS several people, PSA the same with parties, F first name,
E surname, U body, A party's letter, AS several parties, AN party's name, O organisation, L place,
V street; without label: N number, KL time, D date, R role, S subject, NR number of votes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache

from spacy.tokens import Doc

from referat.danish.kalender import MONTH_NAMES
from referat.training.ner import navne
from referat.training.ner.saetning import LABELS, Saetning, marks_of

Piece = tuple[str, str]
"""Text and label; the label is empty outside entities."""

TRAIN: tuple[str, ...] = (
    # attendance in sentences
    "Afbud fra {PS}.",
    "Afbud: {PSA}",
    "Afbud {P}",
    "Afbud fra {PA}. I stedet mødte {PA}.",
    "I stedet for {P} deltog {P}, der forlod mødet kl. {KL}.",
    "I stedet for {PA} mødte {PA}.",
    "I {P}s sted mødte {P}.",
    "{P} var fraværende under punktet.",
    "{PA} var fraværende.",
    "{PS} var fraværende med afbud.",
    "{P} og {P} havde meldt forfald.",
    "{PSA} havde meldt afbud. Som stedfortrædere deltog {PS}.",
    "Fraværende: {PS}",
    "Fraværende i {U} – {D}: {PS}",
    "Fraværende i {U} - {D}: {P}",
    "{P} deltog ikke i behandlingen af punkt {N}.",
    "{P} forlod mødet kl. {KL} og deltog ikke i behandlingen af de følgende punkter.",
    "{R} {P} deltog i punkt {N}.",
    "Udvalgsmedlem {P} ankom kl. {KL}.",
    "{P} ankom til mødet kl. {KL} under behandlingen af sag nr. {N}.",
    "{P} erklærede sig inhabil og forlod lokalet.",
    "{P} og {P} erklærede sig inhabile i sagen og deltog ikke i behandlingen.",
    "Til stede var {PS}.",
    "Alle medlemmer var til stede, bortset fra {P}, der havde meldt afbud.",
    "Mødt var alle undtagen {PS}.",
    "Deltagere: {PS}",
    "Medlemmer: {PSA}",
    "Desuden deltog {R} {P} og {R} {P}.",
    "Fra forvaltningen deltog {PS}.",
    "Mødeleder var {P}, og referent var {P}.",
    "Referent: {P}",
    "Ordstyrer: {P}, {R}",
    "{P}, {R}",
    "{P} ({A}), {R}",
    "{P} ({A})",
    "{P}",
    "{PS}",
    "{PSA}",
    "{P} ({A}) (Fravær)",
    "{P} – afbud",
    "{P} som stedfortræder for {P}",
    "{P} (stedfortræder: {P})",
    "Stedfortræder {P} mødte for {P}.",
    "{P} er indkaldt som suppleant for {P}, der har orlov.",
    "Suppleanten {P} deltog fra kl. {KL} til kl. {KL} i stedet for {P}.",
    "{U} meddeler, at {P} udtræder, og at {P} indtræder i stedet.",
    "{F} og {F} kunne ikke deltage.",
    "{F} bød velkommen til mødet, og {F} orienterede om {S}.",
    "{P} havde foretræde for {U}.",
    "Fratrådte kl. {KL}: {P} ({A}). Tiltrådte kl. {KL}: {P} ({A}).",
    "Under punkt {N} var {P} erstattet af {P}.",
    # votes
    "For stemte {PS}.",
    "For stemte {PSA}. Imod stemte {PA}.",
    "For stemte {AS}. Imod stemte {AS}.",
    "Imod stemte {P} og {P}.",
    "Imod stemte {NR}: {PSA}",
    "For: {PS}. Imod: {PS}. Undlod: {P}.",
    "For: {AS}. Imod: {AS}.",
    "{P} stemte imod.",
    "{PA} og {PA} stemte imod, mens {P} undlod at stemme.",
    "{E} stemte imod, idet han ønskede sagen udsat.",
    "{E} og {E} undlod at stemme.",
    "Mindretallet, {P}, ønskede sin stemme imod ført til protokols.",
    "Et flertal bestående af {AS} godkendte indstillingen.",
    "Et mindretal ({PS}) stemte imod.",
    "Indstillingen blev godkendt med {NR} stemmer imod {NR}. For stemte {AS}. Imod stemte {AS}.",
    "Forslaget blev forkastet med {NR} stemmer for ({AS}) og {NR} imod ({AS}).",
    "{AN} stemte imod indstillingen.",
    "{AN} og {AN} undlod at stemme.",
    "{AN} stiller følgende ændringsforslag: at {S} udgår.",
    "{P} ({A}) stillede på vegne af {AN} forslag om, at {S} udsættes.",
    "{A} stemte imod.",
    "{AS} kan ikke tiltræde indstillingen.",
    "{AN} tager forbehold.",
    "{P} ({AN}) tager forbehold for sagen.",
    "{PA} begærede sagen i {U}.",
    "Løsgænger {P} stemte hverken for eller imod.",
    "{AN}s gruppe stemte for.",
    "{P} afgav følgende protokolbemærkning: {S} bør prioriteres.",
    "Ja sagde {PS}. Nej sagde {PS}.",
    "Som formand valgtes {P} med {NR} stemmer. {P} fik {NR} stemmer.",
    "{U} valgte {P} som formand og {P} som næstformand.",
    "{U} udpegede {P} til bestyrelsen for {O}.",
    # decisions and cases
    "{U} godkendte indstillingen.",
    "{U} anbefaler over for {U}, at {S} godkendes.",
    "{U} besluttede {D} at sende {S} i høring.",
    "Sagen oversendes til {U}.",
    "Indstillingen tiltrådt. {P} deltog ikke.",
    "Godkendt. {P} og {P} var ikke til stede.",
    "Drøftet. {P} fremlagde {S}.",
    "{R} {P} orienterede om {S}.",
    "Orientering ved {P}",
    "{R}en orienterede om {S} på {V} i {L}.",
    "{O} har ansøgt om tilskud til {S}.",
    "{O} og {O} har indgået aftale om {S}.",
    "{O} har den {D} sendt bemærkninger til {S} på {V}.",
    "Der er modtaget høringssvar fra {O}, {O} og {P}.",
    "{L} har gennem mange år haft {S}.",
    "Ejendommen {V} {N} i {L} ønskes udstykket.",
    "Lokalplan nr. {N} for et område ved {V} i {L} vedtages endeligt.",
    "Vejen fra {L} til {L} renoveres for {N}.000 kr.",
    "{P}, {V} {N}, {L}, har klaget over {S}.",
    "{P} fra {O} fortalte om {S}.",
    "{U} i {L} holdt møde den {D} kl. {KL}.",
    "Referat af møde i {U} {D}",
    "{U}, {D}, pkt. {N}: Godkendt.",
    "{U} den {D}: Sagen udsat. {P} fraværende.",
    "Beslutning i {U} den {D}",
    "{O} indstiller til {U}, at {S} godkendes.",
    "{R} {E} svarede på spørgsmål om {S}.",
    "{R} {P} foreslog, at {S} drøftes på næste møde.",
    "Spørgsmål fra {PA} om {S}",
    "Forslag fra {AN} om {S}",
    "Sagsbehandler: {P}",
    "Kontaktperson: {P}, {O}",
    "Formanden, {P}, åbnede mødet og konstaterede, at {U} var beslutningsdygtigt.",
    "{E} spurgte til {S}. {E} svarede.",
    "{F} følger op på {S}.",
    "Brev fra {P}, {L}, vedrørende {S}.",
    "Hr. {E} foreslog {S}. Fru {E} støttede forslaget.",
    "Gårdejer {P} i {L} androg om {S}.",
    # without any entity
    "Indstillingen blev godkendt.",
    "Godkendt.",
    "Taget til efterretning.",
    "Udsat.",
    "Sagsfremstilling",
    "Økonomiske konsekvenser",
    "Indstilling",
    "Beslutning",
    "Bilag",
    "Punkt {N}: Godkendelse af dagsorden",
    "Punkt {N}: Orientering om {S}",
    "{N}. Budget og regnskab",
    "Åbent punkt",
    "Sagsnr.: 27.15.12-Ø40-{N}-16",
    "Forvaltningen indstiller, at {S} godkendes, og at udgiften på {N}.000 kr. finansieres "
    "af kassen.",
    "Ingen bemærkninger.",
    "Der er ingen økonomiske konsekvenser.",
    "Sagen afgøres efter planlovens § {N}, stk. {N}.",
    "Næste møde holdes {D} kl. {KL}.",
    "Mødet sluttede kl. {KL}.",
    "Alle medlemmer var til stede.",
    "Enstemmigt vedtaget.",
    "Administrationen fremlægger {S} på mødet.",
    "Formanden orienterede om {S}.",
    "Borgmesteren indstiller, at {S} udsættes.",
    "Ældre, Handicap og Psykiatri",
    "Anlægsbevilling til {S}",
    "Meddelelser",
    "Eventuelt",
    "Fraværende: Ingen",
    "Afbud: Ingen",
)

DEV: tuple[str, ...] = (
    "Der var afbud fra {PSA}.",
    "I stedet for {PA} deltog {PA} i mødet.",
    "{P} gik fra mødet kl. {KL}, og {P} kom kl. {KL}.",
    "Ikke til stede: {PS}",
    "{PS} deltog ikke under dette punkt.",
    "Som suppleant for {P} var {P} indkaldt.",
    "{PA} måtte forlade mødet under punkt {N} på grund af inhabilitet.",
    "Mødedeltagere: {PSA}",
    "Fravær: {P}",
    "Forfald: {PSA}",
    "Endvidere deltog {R} {P} fra {O}.",
    "{PA} stemte for, {PA} stemte imod.",
    "Imod forslaget stemte {PS}, for stemte de øvrige.",
    "{AS} stemte for indstillingen, mens {AS} undlod.",
    "{AN} kunne ikke støtte forslaget.",
    "På vegne af {AN} ønskede {P} tilført protokollen, at {S} bør genovervejes.",
    "{E} tog forbehold, og {E} bad om en ny sag.",
    "{U} vedtog forslaget efter indstilling fra {U}.",
    "Oversendt til behandling i {U}.",
    "{O} ønsker at bygge ved {V} i {L}.",
    "{O} søger om støtte til {S} i {L}.",
    "{R} {P} redegjorde for {S}.",
    "Oplæg ved {P} og {P}, {O}",
    "{U}s møde den {D} i {L}",
    "Borgerne i {L} og {L} har rejst ønske om {S}.",
    "{P} blev valgt til formand for {U}.",
    "{P} ({A}) rejste sagen om {S}.",
    "Valgt blev {PS}.",
    "Indstillingen følges, idet {P} dog stemte imod.",
    "Sagen blev rejst af {AN} og drøftet i {U}.",
    "{F} sender en invitation ud, og {F} bestiller lokale.",
    "{F} deltog.",
    "Vedtaget uden afstemning.",
    "Dagsorden for det kommende møde blev drøftet.",
    "Punkt {N}: Status på {S}",
    "Bevillingen på {N}.000 kr. frigives.",
    "Økonomi og Planlægning",
    "Forvaltningen oplyser, at {S} følger tidsplanen.",
)

_BODIES = (
    "Byrådet byrådet Kommunalbestyrelsen kommunalbestyrelsen Økonomiudvalget Teknisk_Udvalg "
    "Socialudvalget Kultur-_og_Fritidsudvalget Børne-_og_Ungdomsudvalget "
    "Børne-_og_Skoleudvalget Plan-_og_Miljøudvalget Teknik-_og_Miljøudvalget Sundhedsudvalget "
    "Beskæftigelsesudvalget Integrationsrådet Ældrerådet Seniorrådet Handicaprådet "
    "Landdistriktsrådet Ungerådet Udvalget_for_Klima_og_Natur Udvalget_for_Børn_og_Unge "
    "Social-_og_Sundhedsudvalget Arbejdsmarkedsudvalget Erhvervsudvalget Magistraten "
    "Økonomi-_og_Erhvervsudvalget Hovedudvalget Borgerrepræsentationen Regionsrådet "
    "Forretningsudvalget Trafikudvalget Folkeoplysningsudvalget By-_og_Havneudvalget "
    "Omsorgsudvalget Det_lokale_beskæftigelsesråd Huslejenævnet Sogneraadet Skolebestyrelsen "
    "Kulturudvalget Miljøudvalget Ejendomsudvalget Unge-_og_Uddannelsesudvalget udvalget "
    "Udvalget Økonomiudvalg Byråd"
).split()
_LETTERS = "A A A A B C C C D F F I K L M N O O V V V V Æ Ø Ø Å SF EL LA KD NB DF RV".split()
_PARTIES = (
    "Socialdemokratiet Socialdemokraterne Venstre Konservative Det_Konservative_Folkeparti SF "
    "Socialistisk_Folkeparti Enhedslisten Radikale_Venstre Dansk_Folkeparti Liberal_Alliance "
    "Alternativet Nye_Borgerlige Moderaterne Danmarksdemokraterne Kristendemokraterne "
    "Borgerlisten Lokallisten Bylisten De_Radikale Slesvigsk_Parti"
).split()
_ORGS = (
    "Teknik-_og_Miljøforvaltningen Kulturforvaltningen Børne-_og_Ungeforvaltningen Movia KL "
    "Realdania Danmarks_Naturfredningsforening Dansk_Byggeri Ældre_Sagen Energinet "
    "Banedanmark Vejdirektoratet Kystdirektoratet Miljøstyrelsen Erhvervsstyrelsen "
    "Social-_og_Indenrigsministeriet Danske_Handicaporganisationer Dansk_Flygtningehjælp "
    "Røde_Kors Lokale_og_Anlægsfonden Midttrafik Naturstyrelsen Ankestyrelsen "
    "Beredskabsstyrelsen Sydtrafik Nordjyllands_Trafikselskab Dansk_Industri 3F FOA BUPL DGI "
    "BDO Teknisk_Forvaltning Sundhedsstyrelsen Slots-_og_Kulturstyrelsen Nordea Dansk_Metal "
    "Rigspolitiet"
).split()
_ORG_ENDS = (
    "{L} Skole|{L} Idrætsforening|{L} Kommune|{L} Havn|{L} Forsyning A/S|{L} Boldklub|{L} Museum|"
    "{L} Vandværk|{L} Borgerforening|{L} Bibliotek|{L} Menighedsråd|{L} Varmeværk A.m.b.A.|"
    "{E} & Søn ApS|{E} Byg A/S|{E} Ejendomme A/S|Region {L}|Grundejerforeningen {V}|"
    "Plejehjemmet {V}|{L} Erhvervsråd|{L} Gymnasium|Boligforeningen {L}|{L} Sejlklub|"
    "Spejderne i {L}"
).split("|")
_STREETS = (
    "vej gade allé stræde vænget parken stien torvet haven engen bakken marken vangen skrænten"
).split()
_STREET_STEMS = (
    "Birke Sol Bøge Kirke Skole Strand Møllebæks Ny Vester Øster Sønder Nørre Kastanie Havne Bane "
    "Ravnsborg Elme Lærke Fasan Industri Eng Skov Egebjerg Rosen Tjørne Hvede"
).split()
_ROLES = (
    "borgmester viceborgmester rådmand formand næstformand direktør kommunaldirektør afdelingschef "
    "centerchef skoleleder konsulent udvalgsformand økonomichef sekretær projektleder planlægger "
    "Borgmester Rådmand Direktør Formand Kommunaldirektør Centerchef"
).split()
_SUBJECTS = (
    "budgettet|den nye svømmehal|cykelstien|lokalplanen|helhedsplanen for havnen|skolestrukturen|"
    "frikommuneforsøget|støjmålingerne|trafiksikkerheden|tilskud til foreninger|årsregnskabet|"
    "ventetiden i hjemmeplejen|klimaplanen|udbuddet af rengøring|renovering af taget|ferieplanen|"
    "den lille bro|spildevandsplanen|takster for dagtilbud|kvalitetsrapporten|boligplaceringen|"
    "rammeaftalen|indkøb af it|det grønne råd|legepladsen|belysningen|sommerens arrangementer|"
    "vinduerne på rådhuset|en ny struktur|ansøgningen om dispensation|puljen til landsbyer"
).split("|")


def _plain(words: list[str]) -> Callable[[random.Random], str]:
    return lambda rng: rng.choice(words).replace("_", " ")


def _date(rng: random.Random) -> str:
    day, month, year = rng.randint(1, 28), rng.randint(0, 11), rng.randint(1995, 2025)
    if rng.random() < 0.3:
        return f"{day:02d}-{month + 1:02d}-{year}"
    return f"{day}. {MONTH_NAMES[month]} {year}"


class Digter:
    """Makes sentences of one split.

    Args:
        split: "train" or "dev".
        rng: Chance; the same gives the same sentences.
    """

    def __init__(self, split: str, rng: random.Random) -> None:
        self.split = split
        self.rng = rng
        self.templates = TRAIN if split == "train" else DEV

    def pieces(self) -> list[Piece]:
        """One sentence, or two or three in a row, as text with labels."""
        out: list[Piece] = []
        for place in range(self.rng.choice((1, 1, 1, 2, 2, 3))):
            if place:
                out.append((" ", ""))
            out += self._fill(self.rng.choice(self.templates))
        return out

    def _fill(self, template: str) -> list[Piece]:
        out: list[Piece] = []
        for place, part in enumerate(template.replace("}", "{").split("{")):
            if place % 2 == 0:
                if part:
                    out.append((part, ""))
            else:
                out += self._slot(part)
        return out

    def _slot(self, name: str) -> list[Piece]:
        rng, split = self.rng, self.split
        match name:
            case "P":
                return [(navne.invent_person(rng, split), "PER")]
            case "PA":
                return self._person(with_party=rng.random() < 0.7)
            case "PS":
                return self._several(with_party=False)
            case "PSA":
                return self._several(with_party=True)
            case "F":
                return [(navne.invent_first(rng, split), "PER")]
            case "E":
                return [(navne.invent_last(rng, split), "PER")]
            case "U":
                return [(_plain(_BODIES)(rng), "UDVALG")]
            case "A":
                return [(rng.choice(_LETTERS), "PARTI")]
            case "AN":
                return [(_plain(_PARTIES)(rng), "PARTI")]
            case "AS":
                word = rng.random() < 0.25
                names = [
                    _plain(_PARTIES)(rng) if word else rng.choice(_LETTERS)
                    for _ in range(rng.randint(1, 5))
                ]
                return _listed([[(party, "PARTI")] for party in names], rng)
            case "O":
                return self._organisation()
            case "L":
                return [(navne.invent_place(rng, split), "LOC")]
            case "V":
                return [(rng.choice(_STREET_STEMS) + rng.choice(_STREETS), "LOC")]
            case "R":
                return [(rng.choice(_ROLES), "")]
            case "S":
                return [(rng.choice(_SUBJECTS), "")]
            case "D":
                return [(_date(rng), "")]
            case "KL":
                return [(f"{rng.randint(8, 23)}{rng.choice('.:')}{rng.randint(0, 59):02d}", "")]
            case "NR":
                return [(str(rng.randint(1, 31)), "")]
            case _:
                return [(str(rng.randint(1, 240)), "")]

    def _person(self, *, with_party: bool) -> list[Piece]:
        person: list[Piece] = [(navne.invent_person(self.rng, self.split), "PER")]
        if with_party:
            person += [(" (", ""), (self.rng.choice(_LETTERS), "PARTI"), (")", "")]
        return person

    def _several(self, *, with_party: bool) -> list[Piece]:
        count = self.rng.choice((1, 2, 2, 3, 3, 4, 6))
        if self.rng.random() < 0.08:
            people = [[(navne.invent_first(self.rng, self.split), "PER")] for _ in range(count)]
        elif self.rng.random() < 0.08:
            people = [[(navne.invent_last(self.rng, self.split), "PER")] for _ in range(count)]
        else:
            people = [self._person(with_party=with_party) for _ in range(count)]
        return _listed(people, self.rng)

    def _organisation(self) -> list[Piece]:
        if self.rng.random() < 0.5:
            return [(_plain(_ORGS)(self.rng), "ORG")]
        text = "".join(piece for piece, _ in self._fill(self.rng.choice(_ORG_ENDS)))
        return [(text, "ORG")]


def _listed(items: list[list[Piece]], rng: random.Random) -> list[Piece]:
    last = rng.choice((" og ", " og ", " samt ", ", "))
    between = rng.choice((", ", ", ", ", ", "; ", " "))
    if between == " " and not any(len(item) > 1 for item in items):
        between = ", "
    out: list[Piece] = []
    for place, item in enumerate(items):
        if place:
            out.append((last if place == len(items) - 1 else between, ""))
        out += item
    return out


@lru_cache(maxsize=1)
def _tokenizer() -> Callable[[str], Doc]:
    import spacy

    tokenizer: Callable[[str], Doc] = spacy.blank("da").tokenizer
    return tokenizer


def make_sentences(split: str, count: int, seed: int) -> tuple[Saetning, ...]:
    """Invented sentences of a split; the same seed gives the same."""
    poet = Digter(split, random.Random(seed))
    return tuple(to_sentence(poet.pieces()) for _ in range(count))


def to_sentence(pieces: list[Piece]) -> Saetning:
    """Text with labels as words with marks, parted by spaCy's Danish tokenizer.

    A name of which a word is glued to what stands around it ("Holms") takes that word whole.
    """
    text = ""
    spans: list[tuple[int, int, str]] = []
    for piece, label in pieces:
        if label:
            if label not in LABELS:
                raise ValueError(f"no such label: {label}")
            spans.append((len(text), len(text) + len(piece), label))
        text += piece
    doc = _tokenizer()(text)
    found: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and (not found or span.start >= found[-1][1]):
            found.append((span.start, span.end, label))
    kept = [place for place, token in enumerate(doc) if not token.is_space]
    marks = marks_of(len(doc), found)
    return Saetning(
        ord=tuple(doc[place].text for place in kept),
        maerker=tuple(marks[place] for place in kept),
    )
