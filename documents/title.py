"""The title of a report: its first lines, where they read as one."""

import re
from collections.abc import Sequence

from zhibiao.documents.joints import join
from zhibiao.documents.numbering import find_numbering

MAX_TITLE_LINES = 4
MAX_PREFACE_LINES = 4
MAX_LINE_LENGTH = 60
"""Code points; a longer line is a paragraph."""

# What stands above a title: attachment marks, document numbers, secrecy and urgency.
_PREFACE = re.compile(
    r"附件?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：]?|.{0,30}[〔\[【(（](?:19|20)\d{2}[〕\]】)）]\s*第?\s*\d{1,5}\s*号|"
    r"(?:机密|秘密|特急|加急|急件|内部资料).{0,8}"
)
_SENTENCE = re.compile(r"[。；;！!？?，,：:|\t]|、$")
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_DATE = re.compile(r"(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日")
# Words that only a title ends with, and words that headings end with too.
_TITLE_END = re.compile(
    r"(?:报告|公报|条例|办法|规定|规则|细则|决定|决议|通知|通告|公告|公示|意见|批复|纲要|白皮书|年鉴|自评)书?$"
)
_WEAK_END = re.compile(
    r"(?:总结|情况|说明|计划|规划|方案|要点|预算|决算|表|汇报|材料|讲话|述职|台账|简报|通报|措施|目标|公开|(?<![做方办])法)$"
)
_ABOUT_A_BODY = re.compile(
    r"(?:19|20)[0-9]{2}年|20[×xX]{2}年|[二一][〇零○九]..年|^关于|^中华人民共和国|"
    r"(?:局|厅|委员会|委|政府|办公室|中心|大队|支队|医院|学校|大学|学院|公司|街道|镇|乡|省|市|县|区)(?=.)"
)
_TAIL = re.compile(r"\s*[（(《〈\[【][^（）()]{0,20}[）)》〉\]】]\s*$")
_YEAR_LINE = re.compile(r"[（(]?\s*(?:19|20)[0-9]{2}\s*年?(?:度|[0-9]{1,2}月)?\s*[）)]?")


def find_title(lines: Sequence[str]) -> tuple[int, int]:
    """The range of ``lines`` (the first lines of a text, stripped) that is its title; an empty range where none is.

    A title may span lines (year, body, kind of report). A text that begins in the midst of a report has none.
    """
    first = 0
    while first < min(len(lines), MAX_PREFACE_LINES) and _PREFACE.fullmatch(lines[first]):
        first += 1
    last = first
    for index in range(first, min(len(lines), first + MAX_TITLE_LINES)):
        if not _may_belong(lines[index]):
            break
        if _reads_as_title(join(lines[first : index + 1])):
            last = index + 1
    if first < last < len(lines) and _YEAR_LINE.fullmatch(lines[last]):
        last += 1
    return first, last


def _may_belong(line: str) -> bool:
    if len(line) > MAX_LINE_LENGTH or find_numbering(line) or _DATE.match(line):
        return False
    return _SENTENCE.search(line) is None or _IN_BRACKETS.fullmatch(line) is not None


def _reads_as_title(text: str) -> bool:
    bare = _TAIL.sub("", text).rstrip("》〉”")
    if _TITLE_END.search(bare):
        return True
    return _WEAK_END.search(bare) is not None and _ABOUT_A_BODY.search(bare) is not None
