"""The journalist's walk and the researcher's, in a real browser, by mouse and by keyboard alone."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest


def words(text):
    return re.findall(r"\w+", text.casefold())


def text_in_box(path: Path, number: int, box: dict[str, float]) -> str:
    """What the original has inside a box, points from the top left."""
    document = pypdfium2.PdfDocument(path)
    sheet = document[number - 1]
    height = sheet.get_height()
    found = sheet.get_textpage().get_text_bounded(
        left=box["x"], right=box["x"] + box["w"],
        top=height - box["y"], bottom=height - box["y"] - box["h"],
    )  # fmt: skip
    document.close()
    return found.replace("\ufffe", "").replace("\u00ad", "")


def test_the_journalists_walk(page, demo, base):
    # Search, from the one box on the front page.
    page.goto("/")
    page.get_by_label("Ord, sagsnummer eller dato").fill("bevilling")
    page.get_by_label("Ord, sagsnummer eller dato").press("Enter")
    assert page.url == f"{base}/soeg?q=bevilling"
    assert page.locator("mark").count() > 0
    # A punkt with a case number and a decision.
    links = page.locator(".item h3 a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    for link in links:
        page.goto(link)
        if page.locator("a[href^='/sag/']").count() and page.locator(".box-main").count():
            break
    decision = page.locator("#beslutning .text").inner_text()
    # The page image is there, and the box stands on the words of the decision.
    image = page.locator("figure.page img").first
    image.scroll_into_view_if_needed()
    src = image.get_attribute("src")
    answer = page.request.get(base + src)
    assert answer.status == 200
    assert answer.headers["content-type"] == "image/webp"
    box = page.locator(".box-main").first.evaluate(
        "r => ({x: r.x.baseVal.value + 2, y: r.y.baseVal.value + 2,"
        " w: r.width.baseVal.value - 4, h: r.height.baseVal.value - 4})"
    )
    shown = page.locator("figure.page:has(.box-main)").first.locator("figcaption").inner_text()
    number = int(re.search(r"Side (\d+)", shown)[1])
    sha = src.split("/")[2]
    import hashlib

    path = next(
        p for p in demo.parent.glob("*.pdf")
        if hashlib.sha256(p.read_bytes()).hexdigest().startswith(sha)
    )  # fmt: skip
    inside = words(text_in_box(path, number, box))
    assert inside, "the box is empty"
    wanted = words(decision)
    assert sum(word in wanted for word in inside) / len(inside) > 0.8, (inside, wanted)
    # On to the case, and to its feed.
    here = page.url
    page.locator("main a[href^='/sag/']").first.click()
    assert page.locator("h1").inner_text()
    assert page.locator(f"a[href='{here.removeprefix(base)}']").count() > 0, "links lead both ways"
    href = page.get_by_role("link", name="Følg sagen som nyhedsstrøm").get_attribute("href")
    feed = ET.fromstring(page.request.get(base + href).text())
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    urls = [e.find("{http://www.w3.org/2005/Atom}link").get("href") for e in entries]
    assert here in urls


def test_the_researchers_walk(page, base):
    page.goto("/data")
    page.get_by_role("link", name="Andel af udsatte beslutninger").click()
    before = page.locator("tbody tr").count()
    choices = page.get_by_label("Kommune (kan være tom)")
    choices.select_option(index=2)
    kommune = choices.input_value()
    page.get_by_role("button", name="Vis").click()
    assert f"kommune={kommune[:3]}" in page.url
    shown = page.locator("tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.cells].map(c => c.innerText.trim()))"
    )
    assert 0 < len(shown) < before
    href = page.get_by_role("link", name="CSV").get_attribute("href")
    rows = list(csv.reader(io.StringIO(page.request.get(base + href).text())))
    assert rows[1:] == shown
    assert all(row[0] == kommune for row in shown)
    # The SQL can be changed and run.
    page.locator("summary", has_text="Se SQL").click()
    page.get_by_role("link", name="Ret i den").click()
    page.get_by_label("Forespørgsel").fill("select 6 * 7 as svar")
    page.get_by_role("button", name="Kør").click()
    assert page.locator("tbody td").inner_text() == "42"


def test_filters_narrow_and_can_be_undone(page):
    page.goto("/soeg?q=bevilling")
    total = page.locator("#antal").inner_text()
    facet = page.locator("details.facet", has=page.locator("summary", has_text="Udfald"))
    link = facet.locator("li a").first
    count = facet.locator("li .count").first.inner_text()
    link.click()
    assert page.locator("#antal").inner_text().split()[0] == count
    page.locator("details.facet a.on").click()
    assert page.locator("#antal").inner_text() == total


def focused(page):
    return page.evaluate(
        "() => { const e = document.activeElement, s = getComputedStyle(e),"
        " r = e.getBoundingClientRect();"
        " return {tag: e.tagName, text: (e.innerText || e.value || '').trim().slice(0, 40),"
        " outline: s.outlineStyle + ' ' + s.outlineWidth, seen: r.width > 0 && r.height > 0,"
        " href: e.getAttribute('href')} }"
    )


def test_by_keyboard_alone(page, base):
    page.goto("/")
    page.keyboard.press("Tab")
    assert focused(page)["text"] == "Gå til indholdet"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if focused(page)["tag"] == "INPUT":
            break
    assert focused(page)["tag"] == "INPUT"
    page.keyboard.type("bevilling")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?q=bevilling")
    # Every stop is seen and marked, and the first result is among them.
    first = page.locator(".item h3 a").first.get_attribute("href")
    for _ in range(120):
        page.keyboard.press("Tab")
        here = focused(page)
        assert here["seen"], here
        assert not here["outline"].startswith("none"), here
        if here["href"] == first:
            break
    assert focused(page)["href"] == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")
    assert page.locator("h1").count() == 1


def test_without_javascript_nothing_is_lost(browser, base, addresses):
    context = browser.new_context(java_script_enabled=False, base_url=base)
    page = context.new_page()
    for name, path in addresses.items():
        page.goto(path)
        assert page.locator("h1").count() == 1, name
        assert page.locator("script").count() == 0, name
    context.close()


def test_nothing_sticks_out_of_a_telephone(page, addresses):
    if page.viewport_size["width"] > 400:
        pytest.skip("for a telephone")
    for name, path in addresses.items():
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{name} is {wide} px too wide"


def test_an_error_report_is_filled_in(page, addresses):
    page.goto(addresses["punkt"])
    href = page.get_by_role("link", name="Meld en fejl").get_attribute("href")
    assert href.startswith("mailto:fejl@example.dk?subject=")
    assert addresses["punkt"].rsplit("/", 1)[0].split("/")[-1] in href
