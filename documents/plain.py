"""Bytes → text: UTF-8, UTF-16 and GB18030 told apart, line ends made LF, nothing else changed."""

import codecs
import re

from zhibiao.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
"""So many characters of a decoded text are judged, from its beginning and from its middle."""

_LIKELY = 0.7
"""Share of common characters above which a decoding is taken; wrong decodings of Chinese stay below 0.5."""

_CERTAIN = 0.9
"""Share that real Chinese text reaches in its own encoding, unless it is made of rare names."""

_OTHER_CHINESE = ["big5", "big5hkscs"]
_OTHER = [*_OTHER_CHINESE, "shift_jis", "euc_kr", "cp1252"]
"""What charset-normalizer may propose, as it has a name for almost any bytes; the latter where GB18030 is ruled out."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROLS = 0.01
"""Share of control characters that a text may hold: page marks and leftovers of old programs, no more."""

_TWO_BYTE_UTF8 = re.compile("[\x00-\u07ff]*")


def decode(data: bytes, name: str = "text") -> str:
    """The text of ``data``, without byte-order mark and with LF line ends; ``name`` stands in error messages.

    Byte-order marks are believed; without one, UTF-8 is tried before UTF-16, GB18030 and what charset-normalizer
    proposes, and each must look like text.

    Raises:
        DocumentError: if ``data`` is no text, or broken text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _finish(_strictly(data[len(bom) :], encoding, name), name)
    return _finish(_without_bom(data, name), name)


def normalise(text: str) -> str:
    """``text`` without a leading byte-order mark, CRLF and CR turned into LF."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _finish(text: str, name: str) -> str:
    nulls = text.count("\0")
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if nulls or controls > max(2, _MAX_CONTROLS * len(text)):
        raise _no_text(name)
    return normalise(text)


def _no_text(name: str) -> DocumentError:
    return DocumentError(f"{name}: holds no text (binary data); give a .txt, .md, .html, .docx or .pdf file")


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name}: broken {encoding.upper()} at byte {error.start}; save the file again as UTF-8"
        ) from error


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _without_bom(data: bytes, name: str) -> str:
    utf8 = _attempt(data, "utf-8")
    if utf8 is not None and "\0" not in utf8:
        return _unless_short_gb18030(utf8, data)
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _attempt(data, encoding)
        if text and "\0" not in text and _likelihood(text) >= _LIKELY:
            return text
    if b"\0" in data:
        raise _no_text(name)
    broken = data.decode("utf-8", errors="replace")
    if broken.count("\ufffd") <= max(3, len(broken) // 100) and not broken.isascii() and _likelihood(broken) >= _LIKELY:
        return _strictly(data, "utf-8", name)
    gb18030 = _attempt(data, "gb18030")
    if gb18030 is not None and _likelihood(gb18030) >= _LIKELY:
        return gb18030
    return _proposed(data, gb18030, name)


def _unless_short_gb18030(utf8: str, data: bytes) -> str:
    """Of a few Chinese characters the GB18030 bytes can be sound UTF-8 of Cyrillic, Arabic or accented letters."""
    if utf8.isascii() or not _TWO_BYTE_UTF8.fullmatch(utf8):
        return utf8
    gb18030 = _attempt(data, "gb18030")
    if gb18030 is None or _likelihood(utf8) >= _LIKELY or _likelihood(gb18030) < _CERTAIN:
        return utf8
    return gb18030


def _proposed(data: bytes, gb18030: str | None, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_OTHER if gb18030 is None else _OTHER_CHINESE).best()
    text = _attempt(data, best.encoding) if best is not None else None
    if text is None or (gb18030 is not None and _likelihood(gb18030) >= _likelihood(text)):
        text = gb18030
    if text is None:
        raise DocumentError(f"{name}: the encoding cannot be told (not UTF-8, UTF-16 or GB18030); save it as UTF-8")
    return text


def _likelihood(text: str) -> float:
    """Share of the characters beyond ASCII that a Chinese text commonly holds; 1 where all are ASCII."""
    middle = len(text) // 2
    sample = text[:_SAMPLE] + text[max(_SAMPLE, middle) : max(_SAMPLE, middle) + _SAMPLE]
    judged = [character for character in sample if not character.isascii()]
    return sum(map(_is_common, judged)) / len(judged) if judged else 1.0


def _is_common(character: str) -> bool:
    """Whether GB 2312-1980 holds it among its signs and full-width forms (rows 1–3) or 3,755 commonest characters."""
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return character in "—·‑–€\xa0\u2003\u200b\ufeff"
    return lead <= 0xA3 or 0xB0 <= lead <= 0xD7
