"""Generated documents: every family, their gold, their lines, and chance that is the seed's."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from referat.cli import main
from referat.errors import SettingsError
from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.settings import Settings
from referat.training.korpus import guld, lav
from referat.training.korpus.familier import FAMILIER
from referat.training.korpus.tryk import LinjeRolle
from referat.types import Page

pytest.importorskip("typst")

FAMILIES = (*FAMILIER, "fri", "andet")


def _rules_of_gold() -> ModuleType:
    """The checks that the hand-made corpus' gold is held to."""
    path = Path(__file__).parents[1] / "test_corpus_gold.py"
    spec = importlib.util.spec_from_file_location("corpus_gold_rules", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RULES = _rules_of_gold()


def opgave(ud: Path, *, antal: int = 2, familie: str = "fri", tegning: str = "text") -> lav.Opgave:
    return lav.Opgave(
        ud=ud, antal=antal, seed=11, split="dev", tegning=tegning, familier=(familie,)
    )


def pages_of(path: Path) -> tuple[Page, ...]:
    return read_pages(open_source(path, kommune=None, max_bytes=10**9), Settings()).pages


def gold_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module", params=FAMILIES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two documents of a family."""
    folder = tmp_path_factory.mktemp(request.param)
    return list(lav.make_corpus(opgave(folder, familie=request.param)))


def test_every_family_makes_documents(made: list[Path]) -> None:
    assert len(made) == 2
    assert {path.name.split("-")[0] for path in made} <= set(FAMILIES)


def test_gold_has_the_form_of_the_interchange(made: list[Path]) -> None:
    for path in made:
        RULES.test_gold_has_the_form_of_the_interchange(path.with_suffix(".json"))


def test_gold_is_printed(made: list[Path]) -> None:
    for path in made:
        printed = guld.read_dokument(path.with_suffix(".linjer.json"))
        whole = " ".join((*(blok["tekst"] for blok in printed.blokke), *printed.inventar))
        text = RULES.fold(whole)
        missing = [v for v in RULES.texts(gold_of(path)) if not RULES.is_printed(v, text)]
        assert missing == []


def test_nearly_every_line_gets_its_tag_and_every_title_its_lines(made: list[Path]) -> None:
    for path in made:
        printed = guld.read_dokument(path.with_suffix(".linjer.json"))
        pages = pages_of(path)
        tags = guld.label_lines(printed, pages)
        lines = [line for page in pages for line in page.lines]
        assert len(tags) == len(lines)
        agenda = "".join(guld.fold(b["tekst"]) for b in printed.blokke if b["rolle"] == "toc")
        assert sum(tag is None for tag in tags) <= 0.005 * len(tags) + 0.5
        for ordinal, punkt in enumerate(gold_of(path)["punkter"], start=1):
            heading = "".join(
                guld.fold(line.text)
                for line, tag in zip(lines, tags, strict=True)
                if tag and tag.rolle is LinjeRolle.HEADING and tag.punkt == ordinal
            )
            # Minutes of answers ("Ad. 1) Godkendt.") have their titles in the agenda alone.
            assert guld.fold(punkt["titel"]) in (heading or agenda)


def test_same_seed_gives_same_files_whatever_the_number_of_processes(tmp_path: Path) -> None:
    one = [p.name for p in lav.make_corpus(opgave(tmp_path / "a", antal=6))]
    two = [p.name for p in lav.make_corpus(opgave(tmp_path / "b", antal=6), workers=2)]
    assert one == two
    for path in sorted((tmp_path / "a").iterdir()):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_other_seed_gives_other_documents(tmp_path: Path) -> None:
    task = opgave(tmp_path)
    other = lav.Opgave(ud=tmp_path, antal=2, seed=12, split="dev", familier=("fri",))
    assert lav.make_document(task, 0).facit != lav.make_document(other, 0).facit


def test_without_leaves_a_family_out(tmp_path: Path) -> None:
    left = lav.choose_families(without=("F01", "andet"))
    task = lav.Opgave(ud=tmp_path, antal=1, familier=left)
    drawn = {lav.make_document(task, number).familie for number in range(0, 240, 2)}
    assert drawn.isdisjoint({"F01", "andet"})
    assert "fri" in drawn
    assert len(drawn) > 12


def test_only_keeps_to_it(tmp_path: Path) -> None:
    task = lav.Opgave(ud=tmp_path, antal=1, familier=lav.choose_families(only=("F09", "F13")))
    assert {lav.make_document(task, n).familie for n in range(0, 40, 2)} == {"F09", "F13"}


@pytest.mark.parametrize("wrong", [{"only": ("F99",)}, {"only": ("F01",), "without": ("F01",)}])
def test_families_that_make_no_sense_are_refused(wrong: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(SettingsError):
        lav.choose_families(**wrong)


def test_agendas_record_no_decision(tmp_path: Path) -> None:
    task = lav.Opgave(ud=tmp_path, antal=1, familier=("fri",))
    agendas = [
        gold
        for number in range(120)
        if (gold := lav.make_document(task, number).facit)["dokumenttype"] == "dagsorden"
    ]
    assert agendas
    for gold in agendas:
        assert gold["fremmoede"] == []
        assert all(p["beslutning"] is None and not p["fravaerende"] for p in gold["punkter"])


def test_other_documents_are_text_alone(tmp_path: Path) -> None:
    for path in lav.make_corpus(opgave(tmp_path, familie="andet", antal=4)):
        printed = guld.read_dokument(path.with_suffix(".linjer.json"))
        assert {(b["rolle"], b["punkt"]) for b in printed.blokke} == {("text", 0)}
        assert gold_of(path)["dokumenttype"] == "andet"


def test_other_documents_are_of_the_kommune_that_they_name(tmp_path: Path) -> None:
    task = replace(opgave(tmp_path, familie="andet"), split="test")
    said = 0
    for number in range(120):
        dokument = lav.make_document(task, number)
        text = json.dumps(guld.blocks(dokument), ensure_ascii=False)
        named = set(re.findall(r"([A-ZÆØÅ][\w-]+) Kommune\b", text))
        gold = guld.to_gold(dokument)["kommune"]
        assert gold is None or gold in text
        if len(named) == 1:
            assert gold is not None
            assert named.pop().removesuffix("s") in gold
            said += 1
    assert said > 10


@pytest.mark.parametrize(("tegning", "ending"), [("konverter", ".txt"), ("html", ".html")])
def test_forms_without_a_page_are_tagged_too(tmp_path: Path, tegning: str, ending: str) -> None:
    total = missed = 0
    for path in lav.make_corpus(opgave(tmp_path, antal=6, tegning=tegning)):
        assert path.suffix == ending
        tags = guld.label_lines(
            guld.read_dokument(path.with_suffix(".linjer.json")), pages_of(path)
        )
        total, missed = total + len(tags), missed + sum(tag is None for tag in tags)
    # A web page's name of the kommune above the minutes is nobody's line.
    assert missed <= 0.01 * total


def test_command_writes_what_it_says(tmp_path: Path) -> None:
    arguments = [
        "corpus",
        "make",
        str(tmp_path),
        "--documents",
        "3",
        "--only",
        "F03",
        "--seed",
        "4",
    ]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 9
    assert names[0] == "F03-train-4-00000.json"
    assert "documents  3" in result.stdout


def test_command_names_a_family_that_is_none(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["corpus", "make", str(tmp_path), "--without", "F77"])
    assert result.exit_code == 2
    assert "F77" in result.stderr
