"""Headers on every answer, a limit on requests, and doors that stay closed."""

from __future__ import annotations

import asyncio

import pytest

from referat.errors import PublishError
from referat.publish.guard import CONTENT_POLICY, Bucket, guard
from referat.publish.options import SiteOptions, load_options, make_options


def ask(app, path="/", *, method="GET", client=("203.0.113.7", 5), headers=(), raw=None, query=b""):
    sent = []

    async def send(message):
        sent.append(message)

    async def go():
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": raw or path.encode(),
            "query_string": query, "headers": list(headers), "client": client, "scheme": "http",
        }  # fmt: skip
        await app(scope, None, send)

    asyncio.run(go())
    return sent[0]["status"], {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}


async def ok(scope, receive, send):
    assert scope["raw_path"].isascii()
    assert scope["query_string"].isascii()
    headers = [(b"Set-Cookie", b"a=b"), (b"X-Frame-Options", b"ALLOW"), (b"etag", b"x")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


SITE = guard(ok, SiteOptions(requests_a_minute=0))


def test_every_answer_has_the_headers_and_no_cookie():
    status, headers = ask(SITE)
    assert status == 200
    assert headers["content-security-policy"] == CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["etag"] == "x"
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", ["/-/databases", "/-/settings.json", "/-/threads", "/-/plugins",
                                  "/-/permissions", "/-/metadata", "/-/"])  # fmt: skip
def test_datasettes_own_doors_are_closed(path):
    status, headers = ask(SITE, path)
    assert status == 404
    assert "content-security-policy" in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_is_written(method):
    assert ask(SITE, method=method)[0] == 405


def test_a_huge_address_is_refused():
    assert ask(SITE, query=b"q=" + b"x" * 9000)[0] == 414


def test_bytes_that_are_no_ascii_are_forgiven():
    assert ask(SITE, raw=b"/s\xf8g/\xff", query=b"q=\xe5")[0] == 200


def test_open_data_may_be_read_by_other_sites_and_pages_not():
    assert ask(SITE, "/aendringer.json")[1]["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in ask(SITE, "/soeg")[1]
    assert ask(SITE, "/person/a/b")[1]["x-robots-tag"] == "noindex"


def test_too_many_requests_wait():
    site = guard(ok, SiteOptions(requests_a_minute=60))
    statuses = [ask(site)[0] for _ in range(40)]
    assert statuses[:30] == [200] * 30
    assert 429 in statuses
    status, headers = ask(site)
    assert status == 429
    assert int(headers["retry-after"]) >= 1
    assert ask(site, client=("203.0.113.8", 5))[0] == 200, "another address is another reader"
    assert ask(site, client=("127.0.0.1", 5))[0] == 200


def test_behind_a_proxy_the_readers_address_counts():
    site = guard(ok, SiteOptions(requests_a_minute=2, behind_proxy=True))

    def from_(address):
        headers = [(b"x-forwarded-for", f"198.51.100.1, {address}".encode())]
        return ask(site, client=("127.0.0.1", 5), headers=headers)[0]

    assert [from_("203.0.113.7"), from_("203.0.113.7")] == [200, 429]
    assert from_("203.0.113.9") == 200


def test_an_ipv6_reader_is_their_network():
    site = guard(ok, SiteOptions(requests_a_minute=2))
    assert ask(site, client=("2001:db8:1:2::1", 5))[0] == 200
    assert ask(site, client=("2001:db8:1:2:ffff::9", 5))[0] == 429
    assert ask(site, client=("2001:db8:1:3::1", 5))[0] == 200


async def tell(scope, receive, send):
    """Answers with the host and the scheme that the site believes in."""
    host = dict(scope["headers"]).get(b"host", b"")
    headers = [
        (b"X-Host", host), (b"X-Scheme", scope["scheme"].encode()), (b"Vary", b"Cookie"),
        (b"Link", b"http://" + host), (b"cache-control", b"public, max-age=60"),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def test_the_sites_own_address_counts_and_not_what_a_request_names():
    site = guard(tell, SiteOptions(base_url="https://referat.example"))
    headers = ask(site, headers=[(b"host", b"evil.example")])[1]
    assert (headers["x-host"], headers["x-scheme"]) == ("referat.example", "https")
    assert headers["cache-control"] == "public, max-age=60"
    assert not {"vary", "link"} & headers.keys()


def test_without_an_address_of_its_own_nothing_is_kept_for_others():
    headers = ask(guard(tell, SiteOptions()), headers=[(b"host", b"evil.example")])[1]
    assert headers["cache-control"] == "private, max-age=60"


def test_tables_are_not_for_search_engines():
    site = guard(ok, SiteOptions(), tables=lambda: "arkiv")
    for path in ("/arkiv", "/arkiv/personer", "/arkiv.json"):
        assert ask(site, path)[1]["x-robots-tag"] == "noindex", path
    assert "x-robots-tag" not in ask(site, "/moede/arkiv/a")[1]


def test_a_backslash_is_no_address():
    assert ask(SITE, raw=b"/\\evil.example/")[0] == 404


def test_a_bucket_fills_again():
    now = [0.0]
    bucket = Bucket(60, clock=lambda: now[0])
    assert [bucket.wait("a", 10) for _ in range(4)] == [0, 0, 0, 10]
    now[0] += 10
    assert bucket.wait("a", 10) == 0
    assert Bucket(0).wait("a", 10_000) == 0


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("base_url = 3", r'site\.toml: base_url is 3, a whole number\. Write base_url = "3"'),
        ("nothing = 1", "unknown setting 'nothing'"),
        ("sql_row = 1", "unknown setting 'sql_row'. Is it 'sql_rows'"),
        ("sql_rows = -1", r"site\.toml: sql_rows is -1"),
        ("sql_rows = true", "sql_rows is true, a switch. Give a whole number"),
        ("sql_seconds = nan", "sql_seconds is nan, no number"),
        ('behind_proxy = "no"', 'behind_proxy is "no", text. Write behind_proxy = false'),
        ("a =", "not valid TOML"),
        ('base_url = "referat.example"', "base_url is 'referat.example'"),
        ('base_url = "https://referat.example/site"', "base_url is"),
        ('licence = "CC-BY-4.0"', "licence is 'CC-BY-4.0', and licence_url ''.*both"),
        ('licence_url = "https://example.dk/x"', "Give both, or neither"),
        ('licence = "X"\nlicence_url = "javascript:alert(1)"', "licence_url is 'javascript"),
        ('licence = "X"\nlicence_url = "example.dk"', "licence_url is 'example.dk'"),
        ("licence = 4", "licence is 4"),
    ],
)
def test_wrong_settings_are_named(tmp_path, toml, message):
    path = tmp_path / "site.toml"
    path.write_text(toml)
    with pytest.raises(PublishError, match=message):
        load_options(path)


def test_settings_are_read(tmp_path):
    path = tmp_path / "site.toml"
    path.write_text('base_url = "https://referat.example"\nsql_seconds = 2\n')
    assert load_options(path).base_url == "https://referat.example"
    assert load_options(None) == SiteOptions() == make_options({})
    with pytest.raises(PublishError, match="cannot be read"):
        load_options(tmp_path / "none.toml")
