"""HTML → text: the main part of a page, a line a block, a line a table row."""

import re

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag

from zhibiao.documents import plain
from zhibiao.documents.html_lines import element_lines
from zhibiao.documents.limits import MAX_HTML_TAGS
from zhibiao.errors import DocumentError

_HEAD_BYTES = 4096
_TITLE_LINES = 5
# XHTML is read as HTML.
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}>")
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
# GB2312 in practice means its superset, as browsers read it.
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}

_INVISIBLE = (
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "math", "iframe", "object",
    "embed", "canvas", "audio", "video", "map", "select", "button", "input", "textarea", "datalist", "dialog", "rt",
    "rp",
)  # fmt: skip
_MENUS = frozenset({
    "nav", "header", "footer", "aside", "menu", "role=navigation", "role=banner", "role=contentinfo", "role=search",
    "role=complementary", ".nav", ".navbar", ".menu", ".breadcrumb", ".crumb", ".crumbs", ".position", ".header",
    ".footer", ".sidebar", ".share", ".copyright", "#nav", "#header", "#footer", "#menu", "#sidebar", "#breadcrumb",
})  # fmt: skip
_MAIN = (
    "main", "role=main", "article", "#UCAP-CONTENT", ".TRS_UEDITOR", ".TRS_Editor", "#zoom", "#Zoom", "#vsb_content",
    ".v_news_content", ".article-content", ".article_content", ".pages_content", "#article", ".article", "#content",
    ".content",
)  # fmt: skip
"""Marks of the main part, the surest first: HTML's own, then those of the editors that government sites use."""

_MAIN_SHARE = 0.5
"""A part is the main part if it holds so much of the page's text, menus left out."""


def read_html(data: bytes, name: str) -> str:
    """The text of the page's main part.

    Menus, headers and footers are left out, unless they hold the page's heading or most of its text; so is what stands
    beside the main part, where one can be told. How blocks, tables and lists become lines:
    :func:`~zhibiao.documents.html_lines.element_lines`.

    Raises:
        DocumentError: if ``data`` is no text, or has too many tags.
    """
    source = _decode(data, name)
    if (tags := source.count("<")) > MAX_HTML_TAGS:
        raise DocumentError(f"{name}: {tags:,} tags; the limit is {MAX_HTML_TAGS:,}; split the page")
    soup = BeautifulSoup(_XML_DECLARATION.sub("", source, count=1), "lxml")
    stated = soup.find("meta", attrs={"name": "ArticleTitle"})
    for string in soup.find_all(string=lambda string: isinstance(string, PreformattedString)):
        string.extract()
    for tag in soup.find_all([*_INVISIBLE]):
        tag.extract()
    body = soup.body or soup
    main = _main_part(body)
    lines = element_lines(main)
    if main is not body:
        lines = [*_heading_outside(main, body, lines, stated), *lines]
    return "\n".join(lines)


def _decode(data: bytes, name: str) -> str:
    """As :func:`plain.decode`, but the page's own word counts where the bytes are not UTF-8."""
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    if declared is None or _is_utf8(data):
        return plain.decode(data, name)
    encoding = declared[1].decode("ascii").lower()
    try:
        return plain.decode(data.decode(_ALIASES.get(encoding, encoding)).encode(), name)
    except (UnicodeError, LookupError):
        return plain.decode(data, name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _heading_outside(main: Tag, body: Tag, lines: list[str], stated: Tag | None) -> list[str]:
    """The lines of the page's heading where ``main``, which has the given ``lines``, does not hold it.

    It is the only <h1>, or the ``ArticleTitle`` that government sites owe each page (政府网站发展指引, 2017).
    """
    if main.find("h1") is not None:
        return []
    headings = body.find_all("h1")
    if len(headings) == 1:
        heading = element_lines(headings[0])
    else:
        heading = [str(content).strip() for content in (stated.get_attribute_list("content") if stated else [])]
    beginning = "".join("".join(lines[:_TITLE_LINES]).split())
    return [] if "".join("".join(heading).split()) in beginning else heading


def _main_part(body: Tag) -> Tag:
    """The element that holds the report; the whole body, less its menus, where none can be told."""
    lengths = _text_lengths(body)
    _drop_menus(body, lengths)
    candidates: dict[str, Tag] = {}
    for tag in body.find_all(True):
        for label in _labels(tag).intersection(_MAIN):
            longest = candidates.setdefault(label, tag)
            if lengths.get(id(tag), 0) > lengths.get(id(longest), 0):
                candidates[label] = tag
    for label in _MAIN:
        main = candidates.get(label)
        if main is not None and lengths.get(id(main), 0) >= max(1, _MAIN_SHARE * lengths[id(body)]):
            return main
    return body


def _text_lengths(body: Tag) -> dict[int, int]:
    """Characters of text in each element, blanks not counted, by ``id`` of the element."""
    lengths = {id(body): 0}
    for string in body.strings:
        length = len("".join(string.split()))
        for parent in string.parents if length else ():
            lengths[id(parent)] = lengths.get(id(parent), 0) + length
    return lengths


def _drop_menus(body: Tag, lengths: dict[int, int]) -> None:
    dropped: set[int] = set()
    for tag in body.find_all(True):
        if tag.parent is not None and id(tag.parent) in dropped:
            dropped.add(id(tag))
        elif _is_menu(tag, lengths[id(body)], lengths):
            dropped.add(id(tag))
            for parent in tag.parents:
                lengths[id(parent)] = lengths.get(id(parent), 0) - lengths.get(id(tag), 0)
            tag.extract()


def _is_menu(tag: Tag, whole: int, lengths: dict[int, int]) -> bool:
    if _labels(tag).isdisjoint(_MENUS) or lengths.get(id(tag), 0) >= whole / 2:
        return False
    return tag.find(["main", "article", "h1"]) is None and tag.find_parent(["main", "article"]) is None


def _labels(tag: Tag) -> set[str]:
    """The element's name, role, id and classes, written as in ``_MAIN`` and ``_MENUS``."""
    return {
        tag.name,
        f"role={tag.get('role')}",
        f"#{tag.get('id')}",
        *(f".{name}" for name in tag.get_attribute_list("class")),
    }
