"""Bytes to text: which encoding was used is said, and nothing is repaired."""

from __future__ import annotations

import codecs

import pytest

from stemma.reports import decoding

WORDS = "“Café” – the “naïve” one’s 👩‍👩‍👧 e\u0301\r\nEnd\n"
WESTERN = "“Café” – the “naïve” one’s\r\nEnd\n"


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        pytest.param(WORDS.encode(), "utf-8", WORDS, id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + WORDS.encode(), "utf-8-sig", WORDS, id="byte order mark"),
        pytest.param(codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "utf-16-le", WORDS, id="utf-16 little"),
        pytest.param(codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16-be", WORDS, id="utf-16 big"),
        pytest.param(WESTERN.encode("cp1252"), "windows-1252", WESTERN, id="windows-1252"),
        pytest.param(
            b"Caf\xe9 \x81 closed" * 2 + b"." * 300, "latin-1", "Café \x81 closed" * 2 + "." * 300, id="latin-1"
        ),
        pytest.param(b"plain", "utf-8", "plain", id="ascii"),
    ],
)
def test_text(content, encoding, text):
    assert decoding.decode(content) == decoding.Decoded(text, encoding)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary", id="picture"),
        pytest.param(bytes(range(256)), "binary", id="all bytes"),
        pytest.param(codecs.BOM_UTF8 + b"\xff\xfe", "undecodable", id="mark without its encoding"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8a", "undecodable", id="half a pair"),
        pytest.param("каждый охотник".encode("koi8-r") + b"\x81\x8d\x8f\x90\x9d" * 9, "undecodable", id="not western"),
    ],
)
def test_what_is_no_text(content, code):
    found = decoding.decode(content)
    assert isinstance(found, decoding.Undecodable)
    assert found.code == code


@pytest.mark.parametrize(
    ("head", "codec", "encoding"),
    [
        (b'<meta charset="windows-1251">', "cp1251", "cp1251"),
        (b"<META http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "cp1252", "windows-1252"),
        (b'<?xml version="1.0" encoding="shift_jis"?>', "shift_jis", "shift_jis"),
        (b'<meta charset="no-such-thing">', "cp1252", "windows-1252"),
        (b'<meta charset="base64">', "cp1252", "windows-1252"),
    ],
)
def test_a_page_declares_its_charset(head, codec, encoding):
    words = {"cp1251": "Привет", "shift_jis": "こんにちは"}.get(codec, "café’s")
    found = decoding.decode(head + words.encode(codec), html=True)
    assert isinstance(found, decoding.Decoded)
    assert found.encoding == encoding
    assert found.text.endswith(words)


def test_utf8_is_believed_before_a_wrong_declaration():
    found = decoding.decode(b'<meta charset="iso-8859-1">' + "café’s".encode(), html=True)
    assert found == decoding.Decoded('<meta charset="iso-8859-1">café’s', "utf-8")
