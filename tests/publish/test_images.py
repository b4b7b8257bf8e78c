"""Pages are drawn from the file that was read, and what may not be shown is not drawn."""

from __future__ import annotations

import hashlib
import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from referat.publish.data.punkt import is_public
from referat.publish.images import PageImages
from referat.publish.options import SiteOptions
from referat.publish.pageimage import WIDTH, draw


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "minutes" / "a.pdf"
    path.parent.mkdir()
    sheet = canvas.Canvas(str(path), pagesize=(595, 842))
    for text in ("Side et", "Side to"):
        sheet.drawString(72, 700, text)
        sheet.showPage()
    sheet.save()
    return path


def point_at(database: Path, original: Path, **columns: object) -> str:
    """Let the database's first document be this file; the beginning of its hash."""
    sha = hashlib.sha256(original.read_bytes()).hexdigest()
    with closing(sqlite3.connect(database)) as conn:
        conn.execute(
            "UPDATE dokumenter SET sha256 = ?, sti = ?, offentlig_sti = ?"
            " WHERE sti = 'minutes/a.pdf'",
            (sha, str(original), str(original)),
        )
        for name, value in columns.items():
            conn.execute(f"UPDATE dokumenter SET {name} = ? WHERE sha256 = ?", (value, sha))
        # The fixture's second meeting shares the pages: one of the first is made whole.
        conn.execute("UPDATE sider SET tekst = 'a' || char(10) || 'b'")
        conn.commit()
    return sha[:16]


def size(answer):
    return Image.open(io.BytesIO(answer.content)).size


def test_a_page_is_drawn_and_kept(own_database, original, browse):
    sha = point_at(own_database, original)
    ask = browse(own_database)
    answer = ask(f"/side/{sha}/1.webp")
    assert answer.headers["content-type"] == "image/webp"
    # What is covered or taken down later must not stay in anybody's cache.
    assert answer.headers["cache-control"].endswith("max-age=3600")
    width, height = size(answer)
    assert width == WIDTH
    assert abs(height / width - 842 / 595) < 0.01
    kept = list((own_database.parent / ".sidebilleder").rglob("*.webp"))
    assert len(kept) == 1
    assert kept[0].read_bytes() == answer.content
    assert ask(f"/side/{sha}/1.webp").content == answer.content
    assert ask(f"/side/{sha}/2.webp").content != answer.content
    ask(f"/side/{sha}/3.webp", status=404)
    ask("/side/0000000000000000/1.webp", status=404)


def test_a_scan_is_drawn_too(tmp_path):
    pages = [Image.new("L", (1700, 2200), shade) for shade in (255, 0)]
    pages[0].save(tmp_path / "scan.tiff", save_all=True, append_images=pages[1:])
    light, dark = (Image.open(io.BytesIO(draw(tmp_path / "scan.tiff", n))) for n in (1, 2))
    assert light.size == dark.size == (WIDTH, round(2200 * WIDTH / 1700))
    assert light.getpixel((5, 5))[0] > 250
    assert dark.getpixel((5, 5))[0] < 5
    with pytest.raises(ValueError, match="no page 3"):
        draw(tmp_path / "scan.tiff", 3)


def test_another_file_at_the_path_is_not_shown(own_database, original, browse):
    sha = point_at(own_database, original)
    original.write_bytes(original.read_bytes() + b"\n%changed\n")
    browse(own_database)(f"/side/{sha}/1.webp", status=404)


def test_a_public_original_must_be_what_was_read_whatever_its_path(own_database, original, browse):
    sha = point_at(own_database, original, sti="minutes/a.pdf")
    ask = browse(own_database)
    ask(f"/side/{sha}/1.webp")
    original.write_bytes(original.read_bytes() + b"\n%changed\n")
    ask(f"/side/{sha}/2.webp", status=404)


def test_a_missing_or_broken_file_is_no_fault(own_database, original, browse):
    sha = point_at(own_database, original)
    ask = browse(own_database)
    original.unlink()
    ask(f"/side/{sha}/1.webp", status=404)
    original.write_bytes(b"%PDF-1.4 broken")
    with closing(sqlite3.connect(own_database)) as conn:
        digest = hashlib.sha256(original.read_bytes()).hexdigest()
        conn.execute("UPDATE dokumenter SET sha256 = ? WHERE sti = ?", (digest, str(original)))
        conn.commit()
    ask(f"/side/{digest[:16]}/1.webp", status=404)


def test_a_page_that_lines_were_left_out_of_is_not_shown(own_database, original, browse):
    sha = point_at(own_database, original)
    with closing(sqlite3.connect(own_database)) as conn:
        conn.execute("UPDATE sider SET tekst = 'a' || char(10) || '' WHERE nummer = 2")
        conn.commit()
    ask = browse(own_database)
    ask(f"/side/{sha}/1.webp")
    ask(f"/side/{sha}/2.webp", status=404)
    page = ask("/punkt/viborg/teknikudvalget/2021-04-06/1").text
    assert f"/side/{sha}/1.webp" in page
    assert f"/side/{sha}/2.webp" not in page
    assert "som ikke er offentligt" in page


@pytest.mark.parametrize(
    ("text", "expected"), [("", True), ("a\nb", True), ("a\n\nb", False), ("a\n", False)]
)
def test_what_was_left_out_is_an_empty_line(text, expected):
    assert is_public(text) is expected


def test_the_stores_word_on_what_is_public_counts(own_database, original, tmp_path, browse):
    """``offentlig_sti``: the covered copy is shown, and without one nothing is."""
    sha256 = hashlib.sha256(original.read_bytes()).hexdigest()
    covered = tmp_path / "public" / sha256[:2] / f"{sha256}.pdf"
    covered.parent.mkdir(parents=True)
    sheet = canvas.Canvas(str(covered), pagesize=(842, 595))
    for _ in range(2):
        sheet.rect(0, 0, 842, 595, fill=1)
        sheet.showPage()
    sheet.save()
    sha = point_at(own_database, original, offentlig_sti=str(covered), umaskeret=0)
    with closing(sqlite3.connect(own_database)) as conn:
        conn.execute("UPDATE sider SET tekst = 'a' || char(10) || '' || char(10)")
        conn.commit()
    ask = browse(own_database)
    assert f"/side/{sha}/2.webp" in ask("/punkt/viborg/teknikudvalget/2021-04-06/1").text
    width, height = size(ask(f"/side/{sha}/1.webp"))
    assert width > height
    for column, value in (("umaskeret", 1), ("offentlig_sti", None)):
        with closing(sqlite3.connect(own_database)) as conn:
            conn.execute(f"UPDATE dokumenter SET {column} = ?", (value,))
            conn.commit()
        ask(f"/side/{sha}/1.webp", status=404)


def test_the_folder_stays_within_its_limit(tmp_path):
    folder = tmp_path / "billeder"
    images = PageImages(tmp_path / "a.db", originals="", folder=str(folder), megabytes=0)
    for number in range(5):
        images._keep(folder / "ab" / f"{number}.webp", b"x" * 100)
    images.sweep()
    assert list(folder.rglob("*.webp")) == []


def test_originals_may_lie_elsewhere(own_database, original, tmp_path, browse):
    sha = point_at(own_database, original)
    moved = tmp_path / "archive"
    moved.mkdir()
    shutil.move(original, moved / "a.pdf")
    with closing(sqlite3.connect(own_database)) as conn:
        conn.execute(
            "UPDATE dokumenter SET sti = 'a.pdf', offentlig_sti = 'a.pdf' WHERE sti = ?",
            (str(original),),
        )
        conn.commit()
    browse(own_database, SiteOptions(originals=str(moved)))(f"/side/{sha}/1.webp")
