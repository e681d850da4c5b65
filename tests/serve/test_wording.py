"""Names that analysts read."""

from zhibiao.linking.audit import RULES as AUDIT_RULES
from zhibiao.serve.wording import RULES


def test_every_rule_of_the_audit_has_a_name() -> None:
    assert set(RULES) == set(AUDIT_RULES)
