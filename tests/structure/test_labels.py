"""What a line announces: whole-line labels, labels with their text, dated labels, dividers."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.danish import labels as lexicon
from referat.structure.labels import (
    LabelKind,
    clean_body,
    find_label,
    guess_label,
    label_before_dash,
)
from referat.structure.text import fold_label
from referat.types import AfsnitType


@pytest.mark.parametrize(
    ("text", "kind", "afsnit"),
    [
        ("Indstilling", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("INDSTILLING:", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Dialog med borgerne", LabelKind.SECTION, AfsnitType.HOERING),
        ("Oplysninger om sagen", LabelKind.SECTION, AfsnitType.SAGSFREMSTILLING),
        ("Udvalgsbehandling", LabelKind.EARLIER, None),
        ("Administrationens indstilling", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Indstilling fra formanden:", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Miljøhensyn", LabelKind.SECTION, AfsnitType.KONSEKVENSER),
        ("Anledning til sagen", LabelKind.SECTION, AfsnitType.BAGGRUND),
        ("Her har sagen været før", LabelKind.EARLIER, None),
        ("Resumé:", LabelKind.SECTION, AfsnitType.RESUME),
        ("Sagstema", LabelKind.SECTION, AfsnitType.RESUME),
        ("Beslutningstema:", LabelKind.SECTION, AfsnitType.RESUME),
        ("Redegørelse", LabelKind.SECTION, AfsnitType.SAGSFREMSTILLING),
        ("Løsning", LabelKind.SECTION, AfsnitType.SAGSFREMSTILLING),
        ("Anledning", LabelKind.SECTION, AfsnitType.BAGGRUND),
        ("Problemstilling", LabelKind.SECTION, AfsnitType.BAGGRUND),
        ("Økonomi & finansiering", LabelKind.SECTION, AfsnitType.OEKONOMI),
        ("Bevilling", LabelKind.SECTION, AfsnitType.OEKONOMI),
        ("Vurdering i forhold til økonomi", LabelKind.SECTION, AfsnitType.OEKONOMI),
        ("Vurdering i forhold til borgerne", LabelKind.SECTION, AfsnitType.KONSEKVENSER),
        ("Trafikmæssige konsekvenser", LabelKind.SECTION, AfsnitType.KONSEKVENSER),
        ("CO2-Konsekvensvurdering", LabelKind.SECTION, AfsnitType.KONSEKVENSER),
        ("Lovgrundlag – link", LabelKind.SECTION, AfsnitType.RETSGRUNDLAG),
        ("Høring og sagsgang", LabelKind.SECTION, AfsnitType.HOERING),
        ("Kompetence", LabelKind.SECTION, AfsnitType.SAGSGANG),
        ("Sagen afgøres i", LabelKind.SECTION, AfsnitType.SAGSGANG),
        ("Afgøres af", LabelKind.SECTION, AfsnitType.SAGSGANG),
        ("Indhentede udtalelser", LabelKind.SECTION, AfsnitType.HOERING),
        ("Sagens fremstilling", LabelKind.SECTION, AfsnitType.SAGSFREMSTILLING),
        ("Videre proces", LabelKind.SECTION, AfsnitType.SAGSGANG),
        ("Administrationens vurdering:", LabelKind.SECTION, AfsnitType.VURDERING),
        ("Information til pressen", LabelKind.SECTION, AfsnitType.KOMMUNIKATION),
        ("Tidsplan", LabelKind.SECTION, AfsnitType.ANDET),
        ("Beslutning", LabelKind.DECISION, None),
        ("B E S L U T N I N G", LabelKind.DECISION, None),
        ("Vedtagelse", LabelKind.DECISION, None),
        ("Konklusion:", LabelKind.DECISION, None),
        ("Referat", LabelKind.DECISION, None),
        ("Indstilling og beslutning", LabelKind.PROPOSAL_AND_DECISION, None),
        ("Tidligere besluttet", LabelKind.EARLIER, None),
        ("TidligerePolitiskBehandling", LabelKind.EARLIER, None),
        ("Sagens forløb", LabelKind.EARLIER, None),
        ("Bilag", LabelKind.ATTACHMENTS, None),
        ("Bilagsoversigt", LabelKind.ATTACHMENTS, None),
        ("Sagens bilag", LabelKind.ATTACHMENTS, None),
        ("Bilag i sagen", LabelKind.ATTACHMENTS, None),
        ("Læs også", LabelKind.ATTACHMENTS, None),
        ("Fremlagt:", LabelKind.ATTACHMENTS, None),
        ("Sendt ud med dagsordenen:", LabelKind.ATTACHMENTS, None),
        ("Hvor kan du læse mere?", LabelKind.ATTACHMENTS, None),
        ("Fraværende", LabelKind.ABSENCE, None),
        ("Ikke til stede:", LabelKind.ABSENCE, None),
        ("Ej til stede:", LabelKind.ABSENCE, None),
        ("Ikke til stede under sagen:", LabelKind.ABSENCE, None),
        ("Mødedeltagere", LabelKind.ATTENDANCE, None),
        ("Hvem var der?", LabelKind.ATTENDANCE, None),
        ("Hvem var der ikke?", LabelKind.ABSENCE, None),
        ("Hvem er hørt?", LabelKind.SECTION, AfsnitType.HOERING),
        ("Gik ud under sagen", LabelKind.ABSENCE, None),
        ("Materiale til punktet", LabelKind.ATTACHMENTS, None),
        ("Tilråding", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Referent", LabelKind.CHAIR, None),
        ("Indholdsfortegnelse", LabelKind.TOC, None),
        ("Sag nr. Side", LabelKind.TOC, None),
        ("LUKKET MØDE", LabelKind.GROUP, None),
        ("C. Lukkede sager", LabelKind.GROUP, None),
        ("MØDET FORTSATTE FOR LUKKEDE DØRE", LabelKind.GROUP, None),
        ("Lukket del af mødet", LabelKind.GROUP, None),
        ("Åbne dagsordenspunkter", LabelKind.GROUP, None),
        ("A. Sager til afgørelse i byrådet", LabelKind.GROUP, None),
        ("Til behandling - for lukkede døre", LabelKind.GROUP, None),
        ("Derefter lukkedes Dørene.", LabelKind.GROUP, None),
        ("- - - For lukkede døre - - -", LabelKind.GROUP, None),
        ("(for lukkede døre)", LabelKind.GROUP, None),
        ("Herefter lukkedes dørene.", LabelKind.GROUP, None),
        ("Dørene lukkedes, og udvalget behandlede dernæst:", LabelKind.GROUP, None),
        ("Forvaltningen indstiller", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Magistraten indstiller:", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Teknisk Afdeling foreslår:", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Aftalt:", LabelKind.DECISION, None),
        ("Bestyrelsen vedtog", LabelKind.DECISION, None),
        ("Fakta om sagen", LabelKind.SECTION, AfsnitType.SAGSFREMSTILLING),
        ("Personalemæssige forhold", LabelKind.SECTION, AfsnitType.KONSEKVENSER),
        ("Lovmæssige forhold", LabelKind.SECTION, AfsnitType.RETSGRUNDLAG),
        ("Teknisk Forvaltnings bemærkninger", LabelKind.SECTION, AfsnitType.VURDERING),
        ("Naboernes bemærkninger", LabelKind.SECTION, AfsnitType.HOERING),
        ("Papirer", LabelKind.ATTACHMENTS, None),
        ("Ikke til stede under punktet", LabelKind.ABSENCE, None),
        ("Med til mødet", LabelKind.ATTENDANCE, None),
        ("Underskriftsblad", LabelKind.SIGNATURE, None),
        ("Referatet er digitalt underskrevet af rådet den 3. maj.", LabelKind.SIGNATURE, None),
        ("Til toppen", LabelKind.BUTTON, None),
        ("Om mødet", LabelKind.NOTES, None),
        ("SAGSGENNEMGANG", LabelKind.SECTION, AfsnitType.SAGSFREMSTILLING),
        ("Forvaltningen tilråder", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Det siger reglerne", LabelKind.SECTION, AfsnitType.RETSGRUNDLAG),
        ("Hvorfor?", LabelKind.SECTION, AfsnitType.BAGGRUND),
        ("Hvad har andre sagt?", LabelKind.EARLIER, None),
        ("Hvem deltog ikke?", LabelKind.ABSENCE, None),
        ("Afgjort", LabelKind.DECISION, None),
    ],
)
def test_a_label_is_known(text: str, kind: LabelKind, afsnit: AfsnitType | None) -> None:
    label = find_label(text)
    assert label is not None
    assert (label.kind, label.afsnit) == (kind, afsnit)
    assert label.rest == ""
    assert label.exact


@pytest.mark.parametrize(
    "text",
    [
        "Lokal forankring",
        "Målsætninger",
        "Skatter:",
        "Indstillingen godkendt.",
        "Fremlagt.",
        "Bilag til sagen om åbningstider i svømmehallen",
        "Udvalget anbefaler forvaltningens indstilling.",
        "Beslutningen blev udsat.",
        "Beslutning om ny skolestruktur",
        "Rådet skal træffe beslutning.",
        "Bilag 3 er vedlagt sagen.",
        "Økonomien er sund.",
        "Vurdering i forhold til økonomi og borgerne i hele kommunen, jf. bilag 2.",
        "A. Vandværker",
        "Fraværende var ingen af medlemmerne, og mødet begyndte til tiden",
        "Underskrift af kontrakten er sket",
        "Lukket ejendomssag",
        "LUKKEDE DØRE)",
        "Forvaltningen indstiller,",
        "anbefaling.",
        "Udsendt: 3. maj 2019",
        "Møde den 3. maj 2019",
        "",
        "x" * 500,
    ],
)
def test_a_line_that_announces_nothing_has_no_label(text: str) -> None:
    assert find_label(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "label", "rest"),
    [
        ("Fraværende: Signe Ørnvig", LabelKind.ABSENCE, "Fraværende", "Signe Ørnvig"),
        ("Afbud: Ingen", LabelKind.ABSENCE, "Afbud", "Ingen"),
        (
            "Fraværende i Kulturrådet – 14. marts 2019:",
            LabelKind.ABSENCE,
            "Fraværende i Kulturrådet – 14. marts 2019",
            "",
        ),
        (
            "Fraværende i Kulturrådet - 14. marts 2019: Signe Ørnvig",
            LabelKind.ABSENCE,
            "Fraværende i Kulturrådet - 14. marts 2019",
            "Signe Ørnvig",
        ),
        (
            "Fraværende ved punktet: Signe Ørnvig",
            LabelKind.ABSENCE,
            "Fraværende ved punktet",
            "Signe Ørnvig",
        ),
        (
            "Beslutning 57/11: Sendes i høring.",
            LabelKind.DECISION,
            "Beslutning 57/11",
            "Sendes i høring.",
        ),
        (
            "Økonomiudvalget, 18. september, nr. 171: Anbefales.",
            LabelKind.EARLIER,
            "Økonomiudvalget, 18. september, nr. 171",
            "Anbefales.",
        ),
        ("Havneudvalget 9/3 nr. 8:", LabelKind.EARLIER, "Havneudvalget 9/3 nr. 8", ""),
        ("Økonomiudvalget 9/3, nr. 64:", LabelKind.EARLIER, "Økonomiudvalget 9/3, nr. 64", ""),
        (
            "Økonomiudvalget 12/4: Anbefales.",
            LabelKind.EARLIER,
            "Økonomiudvalget 12/4",
            "Anbefales.",
        ),
        ("Bilag 13.1: Støjkort", LabelKind.ATTACHMENTS, "Bilag 13.1", "Støjkort"),
        ("Fremlagt: Rids; Kort", LabelKind.ATTACHMENTS, "Fremlagt", "Rids; Kort"),
        (
            "Bilag til sag nr. 12/4471: Kort",
            LabelKind.ATTACHMENTS,
            "Bilag til sag nr. 12/4471",
            "Kort",
        ),
        (
            "Intet materiale til sag H21-0311",
            LabelKind.ATTACHMENTS,
            "Intet materiale til sag H21-0311",
            "ingen",
        ),
        ("Sagsforløb: ØK/BY", LabelKind.SECTION, "Sagsforløb", "ØK/BY"),
        ("Manglede: Signe Ørnvig", LabelKind.ABSENCE, "Manglede", "Signe Ørnvig"),
        ("Aktstykker: Kort; Notat", LabelKind.ATTACHMENTS, "Aktstykker", "Kort; Notat"),
        (
            "Før: Havnerådet d. 4. maj 2009 (pkt. 3)",
            LabelKind.EARLIER,
            "Før",
            "Havnerådet d. 4. maj 2009 (pkt. 3)",
        ),
        (
            "Tidligere: Havnerådet 4. maj 2009, punkt (3):",
            LabelKind.EARLIER,
            "Tidligere",
            "Havnerådet 4. maj 2009, punkt (3):",
        ),
        ("Kompetence: Økonomiudvalget", LabelKind.SECTION, "Kompetence", "Økonomiudvalget"),
        ("Beslutning: Vedtaget", LabelKind.DECISION, "Beslutning", "Vedtaget"),
        ("Referent: Jonas Ulvdal", LabelKind.CHAIR, "Referent", "Jonas Ulvdal"),
    ],
)
def test_a_label_may_have_its_text_behind_a_colon(
    text: str, kind: LabelKind, label: str, rest: str
) -> None:
    found = find_label(text)
    assert found is not None
    assert (found.kind, found.text, found.rest) == (kind, label, rest)


@pytest.mark.parametrize(
    ("text", "kind", "body", "date", "punkt"),
    [
        (
            "Beslutning, Teknik- og Planudvalget, 07-02-2006, pkt. 15:",
            LabelKind.DECISION,
            "Teknik- og Planudvalget",
            dt.date(2006, 2, 7),
            "15",
        ),
        (
            "Socialudvalget traf den 15. august 2005 (punkt 94) følgende beslutning:",
            LabelKind.DECISION,
            "Socialudvalget",
            dt.date(2005, 8, 15),
            "94",
        ),
        (
            "Teknisk Udvalg afgav den 18. november 1996 følgende erklæring:",
            LabelKind.DECISION,
            "Teknisk Udvalg",
            dt.date(1996, 11, 18),
            None,
        ),
        (
            "Ældrerådet har den 18. november 1996 afgivet følgende udtalelse:",
            LabelKind.DECISION,
            "Ældrerådet",
            dt.date(1996, 11, 18),
            None,
        ),
        (
            "Kontaktudvalget udtalte den 15. august 2005 under punkt 6:",
            LabelKind.EARLIER,
            "Kontaktudvalget",
            dt.date(2005, 8, 15),
            "6",
        ),
        (
            "I Teknisk Udvalg hed det den 15. august 2005, sag 14:",
            LabelKind.EARLIER,
            "Teknisk Udvalg",
            dt.date(2005, 8, 15),
            "14",
        ),
        (
            "Beslutning, Teknik- og Planudvalget, pkt. 25:",
            LabelKind.DECISION,
            "Teknik- og Planudvalget",
            None,
            "25",
        ),
        (
            "Beslutning i Børneudvalget den 04-12-2013:",
            LabelKind.DECISION,
            "Børneudvalget",
            dt.date(2013, 12, 4),
            None,
        ),
        (
            "Beslutning Udvalget for Kultur & Fritid den 06-03-2013:",
            LabelKind.DECISION,
            "Udvalget for Kultur & Fritid",
            dt.date(2013, 3, 6),
            None,
        ),
        (
            "BESLUTNING I ØKONOMIUDVALGET DEN 10.3.2015",
            LabelKind.DECISION,
            "ØKONOMIUDVALGET",
            dt.date(2015, 3, 10),
            None,
        ),
        ("Beslutning fra Naturudvalget", LabelKind.DECISION, "Naturudvalget", None, None),
        (
            "Besluttet på Integrationsrådet den 02-11-2011 som punkt 1",
            LabelKind.DECISION,
            "Integrationsrådet",
            dt.date(2011, 11, 2),
            "1",
        ),
        (
            "Teknikudvalgets beslutning i mødet den 11. maj 2020",
            LabelKind.DECISION,
            "Teknikudvalget",
            dt.date(2020, 5, 11),
            None,
        ),
        (
            "Byrådets møde den 12. december 2011:",
            LabelKind.DECISION,
            "Byrådet",
            dt.date(2011, 12, 12),
            None,
        ),
        (
            "Kommunalbestyrelsens møde 25. september 2006 Punkt 1:",
            LabelKind.DECISION,
            "Kommunalbestyrelsen",
            dt.date(2006, 9, 25),
            "1",
        ),
        (
            "FORRETNINGSUDVALGETS BESLUTNING",
            LabelKind.DECISION,
            "FORRETNINGSUDVALGET",
            None,
            None,
        ),
        (
            "Social- og Sundhedsudvalget, 12. juni 2018, pkt. 118:",
            LabelKind.EARLIER,
            "Social- og Sundhedsudvalget",
            dt.date(2018, 6, 12),
            "118",
        ),
        (
            "Kommunalbestyrelsen den 20. august 2020:",
            LabelKind.EARLIER,
            "Kommunalbestyrelsen",
            dt.date(2020, 8, 20),
            None,
        ),
        (
            "Økonomiudvalget den 25. oktober 2005, pkt. 3",
            LabelKind.EARLIER,
            "Økonomiudvalget",
            dt.date(2005, 10, 25),
            "3",
        ),
        ("29-04-2019 Magistraten", LabelKind.EARLIER, "Magistraten", dt.date(2019, 4, 29), None),
        (
            "Skoleudvalget 3/5 2004 - Tiltrådt.",
            LabelKind.EARLIER,
            "Skoleudvalget",
            dt.date(2004, 5, 3),
            None,
        ),
        (
            "Kulturudvalget den 7. maj 1981. Udvalget tiltræder",
            LabelKind.EARLIER,
            "Kulturudvalget",
            dt.date(1981, 5, 7),
            None,
        ),
    ],
)
def test_a_dated_label_gives_body_date_and_punkt(
    text: str, kind: LabelKind, body: str, date: dt.date | None, punkt: str | None
) -> None:
    label = find_label(text)
    assert label is not None
    assert (label.kind, label.body, label.date, label.punkt) == (kind, body, date, punkt)


@pytest.mark.parametrize(
    ("text", "afsnit", "rest"),
    [
        ("Sagen - Broen er fra 1911.", AfsnitType.SAGSFREMSTILLING, "Broen er fra 1911."),
        ("Ældrerådets svar – Rådet er imod.", AfsnitType.HOERING, "Rådet er imod."),
        ("Broens økonomi - 4 mio. kr.", AfsnitType.OEKONOMI, "4 mio. kr."),
        ("Lyngby - Taarbæk", None, ""),
        ("Sagen er kort - Broen er fra 1911.", None, ""),
        ("Økonomi -", None, ""),
    ],
)
def test_a_label_may_stand_before_a_dash(text: str, afsnit: AfsnitType | None, rest: str) -> None:
    found = label_before_dash(text)
    assert (found.afsnit if found else None, found.rest if found else "") == (afsnit, rest)
    # where nothing says that a document sets labels so, a title may look like that
    assert find_label("Drøftelse - Ny bro") is None


@pytest.mark.parametrize(
    "text",
    [
        "Beslutning om lukning af skolen",
        "Orientering fra Økonomiudvalget den 3. maj 2019",
        "Udvalget holder næste møde den 3. maj 2019",
        "Rådet blev oprettet den 1. januar 2018:",
        "Sagen behandles i kommunen den 3. maj 2019",
        "Økonomiudvalget 22. maj 2012. Byrådet 29. maj 2012.",
        "Før: 14 timer om ugen",
        "Rådet mødtes sidst 3. maj 2004. Siden er der intet sket",
    ],
)
def test_a_sentence_with_body_and_date_is_no_label(text: str) -> None:
    assert find_label(text) is None


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("LUKKET DAGSORDEN", True),
        ("Lukkede punkter", True),
        ("Til behandling - for lukkede døre", True),
        ("Åbne dagsordenspunkter", False),
        ("C. Sager til drøftelse", False),
    ],
)
def test_a_divider_says_whether_it_opens_the_closed_part(text: str, closed: bool) -> None:
    label = find_label(text)
    assert label is not None
    assert label.kind is LabelKind.GROUP
    assert label.closed is closed


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Sagsfremstillinq", AfsnitType.SAGSFREMSTILLING),
        ("Indstillinq", AfsnitType.INDSTILLING),
        ("0konomiske konsekvenser", None),
    ],
)
def test_misread_letters_are_allowed_in_recognised_text_alone(
    text: str, label: AfsnitType | None
) -> None:
    assert find_label(text) is None
    found = find_label(text, tolerant=True)
    assert (found.afsnit if found else None) == label
    if found:
        assert not found.exact


@pytest.mark.parametrize("text", ["Indstillet", "Bilag", "Økonomi", "Fraværet"])
def test_a_short_word_is_not_bent_into_a_label(text: str) -> None:
    found = find_label(text, tolerant=True)
    assert found is None or found.exact


@pytest.mark.parametrize(
    ("text", "kind", "afsnit"),
    [
        ("Klima- og miljøforhold", LabelKind.SECTION, AfsnitType.KONSEKVENSER),
        ("Forventede økonomiske følger", LabelKind.SECTION, AfsnitType.OEKONOMI),
        ("Rådmandens indstilling", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Kassererens indstilling: At lånet optages", LabelKind.SECTION, AfsnitType.INDSTILLING),
        (
            "Teknisk Forvaltning indstiller: at molen males",
            LabelKind.SECTION,
            AfsnitType.INDSTILLING,
        ),
        ("Vedlagte bilag til læsning", LabelKind.ATTACHMENTS, None),
        ("Aftenens beslutning", LabelKind.DECISION, None),
        ("Økonomiudvalget anbefaler", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Økonomiudvalgets anbefaling", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Kulturforvaltningen foreslår", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Fritidsudvalget besluttede", LabelKind.DECISION, None),
        ("Forudgående beslutninger", LabelKind.EARLIER, None),
    ],
)
def test_a_label_outside_the_lexicon_is_guessed_by_a_word(
    text: str, kind: LabelKind, afsnit: AfsnitType | None
) -> None:
    label = guess_label(text)
    assert label is not None
    assert (label.kind, label.afsnit, label.exact) == (kind, afsnit, False)


@pytest.mark.parametrize(
    "text",
    [
        "Lokal forankring",
        "Økonomien er sund.",
        "økonomi med småt",
        "Økonomi 2019",
        "Forslag til beslutning",
        "Klimaet i hele kommunen skal være meget bedre nu",
        "Kli",
    ],
)
def test_a_sentence_or_a_sub_heading_is_not_guessed(text: str) -> None:
    assert guess_label(text) is None or guess_label(text).kind is not LabelKind.DECISION
    if text not in {"Forslag til beslutning"}:
        assert guess_label(text) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Integrationsrådet 2018 - 2021", "Integrationsrådet"),
        ("i Byrådet den", "Byrådet"),
        ("Byrådet's møde", "Byrådet"),
        ("byrådsmødet", "byrådet"),
        ("  ", None),
    ],
)
def test_a_bodys_name_is_cleaned(text: str, body: str | None) -> None:
    assert clean_body(text) == body


def test_the_lexicon_is_kept_in_folded_form() -> None:
    keys = {
        *lexicon.SECTIONS,
        *lexicon.DECISION,
        *lexicon.EARLIER,
        *lexicon.ATTACHMENTS,
        *lexicon.ABSENCE,
        *lexicon.ATTENDANCE,
        *lexicon.CHAIR_ROLES,
        *lexicon.TOC,
    }
    assert sorted(key for key in keys if fold_label(key) != key) == []


def test_what_is_weak_is_a_label_at_all() -> None:
    known = {*lexicon.SECTIONS, *lexicon.DECISION, *lexicon.ATTACHMENTS, *lexicon.EARLIER}
    assert sorted(lexicon.WEAK - known) == []


@pytest.mark.parametrize(
    ("text", "kind", "afsnit"),
    [
        ("Sagsfremst.", LabelKind.SECTION, AfsnitType.SAGSFREMSTILLING),
        ("Adm. indstilling", LabelKind.SECTION, AfsnitType.INDSTILLING),
        ("Sagsfremst.: Huset er fra 1911", LabelKind.SECTION, AfsnitType.SAGSFREMSTILLING),
    ],
)
def test_a_shortened_label_is_known(text: str, kind: LabelKind, afsnit: AfsnitType) -> None:
    label = find_label(text)
    assert label is not None
    assert (label.kind, label.afsnit) == (kind, afsnit)


@pytest.mark.parametrize("text", ["Adm. leder", "Bil.", "Udvalget. indstilling"])
def test_a_full_stop_alone_shortens_nothing(text: str) -> None:
    assert find_label(text) is None


def test_a_station_may_end_with_its_number_before_the_text() -> None:
    label = find_label("Børne- og Ungdomsudvalget 3. marts 2009, pkt. 44. Anbefales.")
    assert label is not None
    assert (label.body, label.punkt, label.rest) == (
        "Børne- og Ungdomsudvalget",
        "44",
        "Anbefales.",
    )
    run = find_label("Økonomiudvalget den 1. februar 2006, sag nr. 4/06")
    assert run is not None
    assert run.punkt == "4/06"


def test_a_label_may_tell_how_many_follow() -> None:
    label = find_label("Bilag (3)")
    assert label is not None
    assert (label.kind, label.text) == (LabelKind.ATTACHMENTS, "Bilag")


@pytest.mark.parametrize(
    ("text", "afsnit"),
    [
        ("Hvad anbefales", AfsnitType.INDSTILLING),
        ("HVAD SIGER REGLERNE", AfsnitType.RETSGRUNDLAG),
        ("Hvad koster det:", AfsnitType.OEKONOMI),
    ],
)
def test_a_question_without_its_mark_is_a_label_in_the_style_of_labels(
    text: str, afsnit: AfsnitType
) -> None:
    label = find_label(text)
    assert label is not None
    assert (label.afsnit, label.weak) == (afsnit, True)


@pytest.mark.parametrize(
    "text", ["Hvad koster det at leje hallen i 2019", "Hvad angår støjen,", "Hvem betaler Resumé"]
)
def test_what_only_begins_like_a_question_is_no_label(text: str) -> None:
    assert find_label(text) is None


@pytest.mark.parametrize("where", ["på mødet", "i mødet", "ved mødet"])
def test_the_meeting_is_no_body(where: str) -> None:
    label = find_label(f"Besluttet {where} den 3. maj 2019 som punkt 4")
    assert label is not None
    assert (label.body, label.date, label.punkt) == (None, dt.date(2019, 5, 3), "4")
