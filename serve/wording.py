"""Chinese words for what the output JSON says in codes; what analysts read is in Chinese."""

from zhibiao.linking.facts import Change, Modifier, Source, ValueKind

KINDS = {ValueKind.AMOUNT: "金额", ValueKind.COUNT: "数量", ValueKind.RATE: "比率"}

MODIFIERS = {
    Modifier.EXACT: "",
    Modifier.APPROX: "约",
    Modifier.AT_LEAST: "不低于",
    Modifier.AT_MOST: "不超过",
    Modifier.MORE_THAN: "超过",
    Modifier.LESS_THAN: "不足",
    Modifier.RANGE: "区间",
}

SOURCES = {
    Source.EXPLICIT: "文中写明",
    Source.ANAPHORA: "指代",
    Source.INHERITED: "承上",
    Source.DOCUMENT: "全文",
}

RULES = {
    "sum_of_parts": "分项之和",
    "rate_of_base": "比率核算",
    "change_between_years": "增减核算",
    "duplicate_indicator": "前后不一",
    "year_mismatch": "年份",
    "average_of_total": "平均数核算",
    "target_met": "目标完成",
    "comparison_in_words": "文字比较",
}
"""Names of the rules of the audit; a rule without one goes by its code."""

SEVERITIES = {"error": "错误", "warning": "提示"}


def change_words(change: Change | None) -> str:
    """同比增加, 较上年减少; empty where nothing changed."""
    if change is None:
        return ""
    return (change.against or "") + ("增加" if change.direction == "increase" else "减少")
