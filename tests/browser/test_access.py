"""Every kind of page can be used by all, and is valid HTML."""

from __future__ import annotations

import json
import subprocess

import pytest

KINDS = (
    "forside", "soeg", "soeg-alt", "soeg-intet", "sag", "sag-ukendt", "moede", "punkt", "person",
    "organ", "kommune", "kommuner", "emner", "emne", "sammenlign", "daekning", "daekning-kommune",
    "data", "kolonner", "metode", "om", "sql", "spoergsmaal", "tabeller", "tabel", "raekke",
    "ikke-fundet",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_serious_fault(page, addresses, tools, kind):
    page.goto(addresses[kind])
    # The site's own policy lets no script in; the debugger's way of running one is not bound by it.
    source = (tools / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source + ";0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (fault["id"], fault["impact"], [node["html"][:120] for node in fault["nodes"][:3]])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert len(found["violations"]) <= 2, [fault["id"] for fault in found["violations"]]


def test_every_page_is_valid_html(browser, base, addresses, tools, tmp_path):
    context = browser.new_context(base_url=base)
    assert set(KINDS) == set(addresses)
    for name, path in addresses.items():
        (tmp_path / f"{name}.html").write_text(context.request.get(path).text(), encoding="utf-8")
    context.close()
    # What the HTML standard asks for; taste (quotes, blanks, order of attributes) is our own.
    config = {
        "root": True,
        "extends": ["html-validate:standard", "html-validate:a11y"],
        "rules": {
            "no-implicit-button-type": "off",
            "long-title": "off",
            "prefer-native-element": "off",
            "tel-non-breaking": "off",
            # A table that scrolls sideways must be reached by keyboard: a region with a name.
            "no-redundant-role": "off",
        },
    }
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(config))
    answer = subprocess.run(
        ["node", str(tools / "html-validate" / "bin" / "html-validate.mjs"), "--formatter", "text",
         str(tmp_path / "*.html")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout[:4000] + answer.stderr[:2000]
