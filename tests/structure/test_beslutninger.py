"""Classes of udfald by the phrases of a decision, and the absence printed inside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure.beslutninger import find_udfald, split_absence
from referat.types import Udfald

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Godkendt.", "godkendt"),
        ("Godkendes.", "godkendt"),
        ("Indstillingen blev godkendt.", "godkendt"),
        ("Godkendt som indstillet.", "godkendt"),
        ("Som tilrådet", "godkendt"),
        ("Godkendt inkl. tillægsdagsorden.", "godkendt"),
        ("Indstillingen følges.", "godkendt"),
        ("Teknisk Udvalg oversendte forslaget til administrationen.", "oversendt"),
        ("Spørgsmålet om investeringerne udsattes til mødet i august.", "udsat"),
        ("Anbefales ikke.", "afvist"),
        ("Udvalget giver afslag på dispensation.", "afvist"),
        ("Til dækning af underskuddet ydes intet.", "afvist"),
        ("Et flertal (A og B) indstiller til Amtsrådet, at tillægget vedtages.", "anbefalet"),
        ("Tilladelse meddeles på vilkår af, at skuret fjernes.", "godkendt_med_aendringer"),
        ("Blev godkendt, idet planen også skal omfatte 10. klasse.", "godkendt_med_aendringer"),
        (
            "Vedtoges med den af udvalget anførte forudsætning om læhegn.",
            "godkendt_med_aendringer",
        ),
        ("Vedtaget enstemmigt.", "godkendt"),
        ("Vedtoges.", "godkendt"),
        ("Indstillingen tiltrådt.", "godkendt"),
        ("Indstillingen tiltraadtes.", "godkendt"),
        ("Udvalget besluttede at godkende planen.", "godkendt"),
        ("Der afsættes 8.000 kr. til julefrokosten.", "godkendt"),
        ("Bevilgedes.", "godkendt"),
        ("Imødekommet.", "godkendt"),
        ("Rådet tilslutter sig oplægget og bemærker, at stien mangler lys.", "godkendt"),
        ("Ja.", "godkendt"),
        ("Godkendt med den ændring, at fristen bliver 1. maj.", "godkendt_med_aendringer"),
        ("Godkendt, dog således at prisen fastsættes af udvalget.", "godkendt_med_aendringer"),
        ("Tiltrådt med den tilføjelse, at sagen følges.", "godkendt_med_aendringer"),
        ("Godkendt med undtagelse af punkt 3.", "godkendt_med_aendringer"),
        ("Delvist imødekommet.", "godkendt_med_aendringer"),
        ("Dagsorden godkendt, idet pkt. 17 udgik.", "godkendt_med_aendringer"),
        ("Indstilles godkendt.", "anbefalet"),
        ("Indstilles til Byrådets godkendelse.", "anbefalet"),
        ("Anbefales.", "anbefalet"),
        ("Tiltrådtes at indstille til byrådet, at planen fremlægges offentligt.", "anbefalet"),
        ("Indstillingen anbefales.", "anbefalet"),
        ("Indstillingspunkt 1-2 anbefales.", "anbefalet"),
        ("Udvalget anbefaler, at indstillingen godkendes.", "anbefalet"),
        ("Taget til efterretning.", "taget_til_efterretning"),
        ("Til Efterretning.", "taget_til_efterretning"),
        ("Orienteringen blev taget til efterretning.", "taget_til_efterretning"),
        ("Taget til orientering.", "taget_til_efterretning"),
        ("Drøftet.", "droeftet"),
        ("Rådet drøftede forslaget.", "droeftet"),
        ("Temadrøftelse gennemført.", "droeftet"),
        ("Formanden orienterede om mødet med naboerne.", "orienteret"),
        ("Foretoges.", "orienteret"),
        ("Spørgsmålet blev besvaret.", "orienteret"),
        ("Valgt blev Signe Ørnvig.", "valgt"),
        ("Signe Ørnvig blev valgt til formand.", "valgt"),
        ("Udvalget udpegede Jonas Ulvdal.", "valgt"),
        ("Sendes i høring.", "sendt_i_hoering"),
        ("Forslaget sendes i offentlig høring i 8 uger.", "sendt_i_hoering"),
        ("Fremlægges offentligt.", "sendt_i_hoering"),
        ("Oversendes til Økonomiudvalget.", "oversendt"),
        ("Henvistes til Skoleudvalget.", "oversendt"),
        ("Tilbagesendes til fornyet behandling.", "oversendt"),
        ("Udsat.", "udsat"),
        ("Sagen udsættes til mødet i maj.", "udsat"),
        ("Sagen genoptages.", "udsat"),
        ("Punktet rykkes til næste møde.", "udsat"),
        ("Stilles i Bero.", "udsat"),
        ("Afvist.", "afvist"),
        ("Forslaget blev forkastet.", "afvist"),
        ("Ansøgningen kan ikke imødekommes.", "afvist"),
        ("Forslaget blev ikke vedtaget.", "afvist"),
        ("Der gives afslag.", "afvist"),
        ("Nægtes.", "afvist"),
        ("Vi opgiver broen.", "afvist"),
        ("Forslaget er dermed bortfaldet.", "afvist"),
        ("Udgår.", "udgaaet"),
        ("Punktet udgik.", "udgaaet"),
        ("Sagen blev taget af dagsordenen.", "udgaaet"),
        ("Henlagdes.", "udgaaet"),
        ("Næste møde holdes i Kornby.", "andet"),
        ("Ingen fremmødte.", "andet"),
    ],
)
def test_a_phrase_tells_one_class(text: str, expected: str) -> None:
    assert [str(udfald) for udfald in find_udfald(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Taget til efterretning.\n2. Procesplan godkendt.", "taget_til_efterretning godkendt"),
        ("At 1: Godkendt.\nAt 2: Udsat.", "godkendt udsat"),
        ("At 1: Godkendt.\nAt 2: Godkendt.", "godkendt"),
        ("Drøftet. Sagen genoptages.", "droeftet udsat"),
        ("Drøftet og godkendt.", "godkendt"),
        # what was told is no class of its own beside a decision
        ("Formanden orienterede om byggeriet. Indstillingen blev godkendt.", "godkendt"),
    ],
)
def test_parts_give_their_classes_in_order_each_once(text: str, expected: str) -> None:
    assert " ".join(find_udfald(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tilbagesendes Fritidsforvaltningen med bemærkning, at byrådet i sit møde den 8. maj "
            "2019 har vedtaget Magistratens forslag.",
            "godkendt",
        ),
        (
            "Fremsendes til Byrådet med bemærkning, at Magistraten anbefaler indstillingen.",
            "anbefalet",
        ),
        ("Fremsendes til Teknisk Udvalg til behandling.", "oversendt"),
    ],
)
def test_routing_language_is_read_by_its_remark(text: str, expected: str) -> None:
    assert [str(udfald) for udfald in find_udfald(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what others proposed, or what failed before, is not what was decided
        (
            "Abdi Nur foreslog, at mulighed 3 vælges. Forslaget bortfaldt. Indstillingen godkendt.",
            "godkendt",
        ),
        (
            "Forslag fra Venstre om at udskyde arbejdet forkastedes med 9 stemmer mod 5. "
            "Indstillingen vedtoges herefter.",
            "godkendt",
        ),
        (
            "Venstre stillede ændringsforslag om, at sagen udsættes.\n"
            "Ændringsforslaget blev forkastet med 29 stemmer imod 11.\n"
            "Indstillingen blev herefter godkendt.",
            "godkendt",
        ),
        ("Godkendt.\nEnhedslisten tog forbehold.", "godkendt"),
        ("Godkendt.\nA ønsker ført til protokols, at forslaget burde afvises.", "godkendt"),
        ("Udvalget vedtog enstemmigt at oversende forslaget til Byrådet.", "oversendt"),
        ("Det blev besluttet at udsætte sagen.", "udsat"),
        ("Udvalget besluttede at sende planen i offentlig høring.", "sendt_i_hoering"),
        # another punkt's fate
        ("Dagsordenen godkendt, idet pkt. 9 udsættes.", "godkendt_med_aendringer"),
    ],
)
def test_only_what_the_meeting_did_counts(text: str, expected: str) -> None:
    assert [str(udfald) for udfald in find_udfald(text)] == [expected]


def test_no_decision_is_without_a_class() -> None:
    assert find_udfald("") == (Udfald.ANDET,)


@pytest.mark.parametrize(
    ("text", "kept", "names"),
    [
        (
            "Godkendt. Palle Vindskov og Nanna Sejrkær var fraværende.",
            "Godkendt.",
            ["Palle Vindskov", "Nanna Sejrkær"],
        ),
        ("Godkendt.\nFraværende: Nanna Sejrkær (I).", "Godkendt.", ["Nanna Sejrkær"]),
        ("Godkendt.\nAfbud: Nanna Sejrkær (F)", "Godkendt.", ["Nanna Sejrkær"]),
        (
            "Indstilles godkendt. Merete Fladmose deltog ikke i sagens behandling.",
            "Indstilles godkendt.",
            ["Merete Fladmose"],
        ),
        ("Merete Fladmose var fraværende. Godkendt.", "Godkendt.", ["Merete Fladmose"]),
        (
            "Merete Fladmose var fraværende under punktet.\nUdsat.",
            "Udsat.",
            ["Merete Fladmose"],
        ),
        ("Nanna Sejrkær havde meldt afbud.\nGodkendt.", "Godkendt.", ["Nanna Sejrkær"]),
        (
            "Afbud: Nanna Sejrkær, Ole Rudbæk. Godkendt. Udsat.",
            "Godkendt. Udsat.",
            ["Nanna Sejrkær", "Ole Rudbæk"],
        ),
        ("Godkendt.\nNanna Sejrkær var gået.", "Godkendt.", ["Nanna Sejrkær"]),
        (
            "Udsat.\nOle Rudbæk var ude af lokalet under punktet, da han selv har søgt.",
            "Udsat.",
            ["Ole Rudbæk"],
        ),
        ("Udsat.\n(Ole Rudbæk var ikke til stede.)", "Udsat.", ["Ole Rudbæk"]),
        ("Udsat. Ole Rudbæk havde forladt mødet.", "Udsat.", ["Ole Rudbæk"]),
        ("Imod stemte Ole Rudbæk ().", "Imod stemte Ole Rudbæk ().", []),
        ("Tiden var gået. Udsat.", "Tiden var gået. Udsat.", []),
        ("Udsat.\nIkke til stede under punktet: Ole Rudbæk.", "Udsat.", ["Ole Rudbæk"]),
        ("Fravær: Nanna J. Sejrkær. Godkendt.", "Godkendt.", ["Nanna J. Sejrkær"]),
        # a sentence that names nobody stays
        ("Ingen var fraværende. Godkendt.", "Ingen var fraværende. Godkendt.", []),
        ("Forvaltningen deltog ikke. Godkendt.", "Forvaltningen deltog ikke. Godkendt.", []),
        ("Godkendt.", "Godkendt.", []),
        ("", "", []),
    ],
)
def test_absence_inside_a_decision_is_taken_out(text: str, kept: str, names: list[str]) -> None:
    assert split_absence(text) == (kept, names)


def test_who_sat_out_may_be_known_by_first_name() -> None:
    kept, names = split_absence("Vi sælger marken.\n(Signe sad over, da den er hendes brors.)")
    assert (kept, names) == ("Vi sælger marken.", ["Signe"])
    assert split_absence("Toget sad over tid fast.")[1] == []


def test_who_was_barred_is_absent_and_the_sentence_stays() -> None:
    text = "Holger Rudbæk erklærede sig inhabil og forlod lokalet. Godkendt."
    kept, names = split_absence(text)
    assert names == ["Holger Rudbæk"]
    assert "Godkendt." in kept


@FEW
@given(text=st.text(max_size=120))
def test_any_text_has_at_least_one_class(text: str) -> None:
    found = find_udfald(text)
    assert len(found) >= 1
    assert len(set(found)) == len(found)
    split_absence(text)


def test_what_two_moved_together_and_lost_is_not_decided() -> None:
    text = (
        "Kornlisten og Havnelisten foreslog i fællesskab, at sagen sendes tilbage til "
        "Havneudvalget. Det blev nedstemt. Byrådet vedtog planen, idet det tilføjes, at den ses "
        "efter i 2027."
    )
    assert Udfald.OVERSENDT not in find_udfald(text)
    assert Udfald.GODKENDT_MED_AENDRINGER in find_udfald(text)
