"""Who already has a feed, and in which form: RFC 9110, rule by rule. No database."""

import gzip
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compression import chosen_encoding
from schedule.feeds.conditional import Asked, Served, answer
from tests.schedule import plans

ETAG = "0f1e2d3c"
BODY = "Caravane numérique\r\n".encode() * 40
CHANGED = "Tue, 24 Nov 2026 09:30:00 GMT"


def served(body: bytes | None = BODY, etag: str = ETAG) -> Served:
    changed = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    return Served(etag, changed, "text/calendar; charset=utf-8", "permanences.ics", body)


def asked(method: str = "GET", **headers: str) -> Asked:
    """`asked(if_none_match="*")`."""
    return Asked.of({"REQUEST_METHOD": method} | {f"HTTP_{k.upper()}": v for k, v in headers.items()})


def status(**headers: str) -> int:
    return answer(served(), asked(**headers))[0].value


@pytest.mark.parametrize(
    "tags",
    [
        f'"{ETAG}"',
        f'W/"{ETAG}"',
        ETAG,  # some applications lose the quotes
        f"W/{ETAG}",
        f'"{ETAG}-gzip"',  # what was fetched compressed once is still the same feed
        f'"{ETAG}-br"',
        f'W/"{ETAG}-br"',
        f'"another", "{ETAG}"',
        f'"another",W/"{ETAG}-gzip","yet another"',
        f'  "{ETAG}"  ',
        f',, "{ETAG}"',
        "*",
        '"another", *',
    ],
)
def test_whoever_names_the_tag_in_any_form_has_it(tags):
    assert status(if_none_match=tags) == 304


@pytest.mark.parametrize(
    "tags",
    [
        '"another"',
        f'"{ETAG}0"',
        f'"{ETAG.upper()}"',
        f'"{ETAG}-zstd"',
        f'"{ETAG}-br-br"',
        f'"{ETAG}" "another"',
        '""',
        " ",
        ",",
        'W/"',
        '"*"',  # a tag that is called so, and not the star
    ],
)
def test_whoever_names_another_tag_gets_it_again(tags):
    assert status(if_none_match=tags) == 200


@pytest.mark.parametrize(
    "since",
    [
        CHANGED,
        "Tue, 24 Nov 2026 09:30:01 GMT",
        "Wed, 25 Nov 2026 00:00:00 GMT",
        "Tue, 24 Nov 2026 10:30:00 +0100",
        "Tue, 24 Nov 2026 09:30:00",  # without a zone, and with the unknown one: taken as UTC
        "Tue, 24 Nov 2026 09:30:00 -0000",
        "Tuesday, 24-Nov-26 09:30:00 GMT",  # the two old forms that RFC 9110 §5.6.7 still asks for
        "Tue Nov 24 09:30:00 2026",
    ],
)
def test_nothing_changed_since_the_last_change_or_later(since):
    assert status(if_modified_since=since) == 304


@pytest.mark.parametrize(
    "since",
    [
        "Tue, 24 Nov 2026 09:29:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Tue, 24 Nov 2026 10:29:59 +0100",
        "yesterday",
        "Tue, 32 Nov 2026 09:30:00 GMT",
        "Tue, 24 Nov 99999999999 09:30:00 GMT",
        "Tue, 24 Nov 2026 09:30:00 +99999999",
        "0",
        "é",
    ],
)
def test_a_date_before_the_change_or_no_date_at_all_fetches_it(since):
    assert status(if_modified_since=since) == 200


def test_the_tag_goes_before_the_date():
    assert status(if_none_match='"another"', if_modified_since=CHANGED) == 200
    assert status(if_none_match=f'"{ETAG}"', if_modified_since="Thu, 01 Jan 1970 00:00:00 GMT") == 304


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
@plans.law(200)
def test_no_header_is_strange_enough_to_make_it_fail(tags, since, codings):
    assert status(if_none_match=tags, if_modified_since=since, accept_encoding=codings) in (200, 304)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZip , BR", "br"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br ; q=0.9 , gzip; q=0.5", "br"),
        ("gzip;q=1.0, br;q=1.0", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0.000", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *;q=0.5", "gzip"),
        ("gzip;q=0.2, *;q=0.1", "gzip"),
        ("identity", ""),
        ("identity;q=0, gzip", "gzip"),
        ("identity, gzip;q=0.5", ""),  # as it is, before compressed
        ("identity;q=0.5, gzip", "gzip"),
        ("identity, gzip", "gzip"),
        ("deflate", ""),
        ("gzip;q=many", ""),
        ("gzip;q=nan, br", "br"),
        ("br;q=nan, gzip", "gzip"),
        ("gzip;q=-1", ""),
        (";;;,,,=", ""),
        ("brotli, gzipped", ""),
    ],
)
def test_the_best_coding_that_is_accepted_is_chosen(accepted, coding):
    assert chosen_encoding(accepted) == coding


@pytest.mark.parametrize(
    ("accepted", "tag", "open_"),
    [
        ("", f'"{ETAG}"', bytes),
        ("gzip", f'"{ETAG}-gzip"', gzip.decompress),
        ("br", f'"{ETAG}-br"', brotli.decompress),
    ],
)
def test_each_coding_has_its_own_tag_and_the_same_content(accepted, tag, open_):
    code, headers, body = answer(served(), asked(accept_encoding=accepted))
    said = dict(headers)

    assert code == 200
    assert open_(body) == BODY
    assert said == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="permanences.ics"',
        "Content-Length": str(len(body)),
        "ETag": tag,
        "Last-Modified": CHANGED,
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
    } | ({"Content-Encoding": accepted} if accepted else {})
    assert len(said) == len(headers)


@pytest.mark.parametrize("accepted", ["", "gzip", "br"])
def test_head_is_get_without_the_body(accepted):
    get = answer(served(), asked(accept_encoding=accepted))
    head = answer(served(), asked("HEAD", accept_encoding=accepted))

    assert head == (*get[:2], b"")


@pytest.mark.parametrize("accepted", ["", "gzip", "br"])
def test_a_304_says_what_a_200_says_of_the_feed_but_nothing_of_a_body(accepted):
    full = dict(answer(served(), asked(accept_encoding=accepted))[1])
    code, headers, body = answer(served(), asked(accept_encoding=accepted, if_none_match="*"))

    of_a_body = {"Content-Type", "Content-Disposition", "Content-Length", "Content-Encoding"}
    assert (code, body) == (304, b"")
    assert dict(headers) == {name: value for name, value in full.items() if name not in of_a_body}


def test_the_same_bytes_are_compressed_to_the_same_bytes():
    for coding in ("gzip", "br"):
        assert served().body(coding) == served().body(coding)


def test_a_tag_names_one_feed_in_one_coding():
    tags = {served(etag=etag).tag(coding) for etag in ("a", "b") for coding in ("", "gzip", "br")}

    assert len(tags) == 6
    assert not [tag for tag in tags if tag.startswith("W/")]


def test_one_answer_never_leaks_into_the_next():
    feed = served()
    first = answer(feed, asked(if_none_match="*"))[1]
    first.append(("X-Added", "by a server in front"))

    assert ("X-Added", "by a server in front") not in answer(feed, asked(if_none_match="*"))[1]


def test_a_feed_that_is_only_known_by_its_tag_answers_those_who_have_it_and_no_one_else():
    known = served(body=None)

    assert answer(known, asked(if_none_match=f'"{ETAG}"'))[0] == 304
    with pytest.raises(LookupError):
        answer(known, asked())
