"""What may be sent again follows from its outcome."""

import pytest

from gopax_ext.outcome import may_repeat


@pytest.mark.parametrize("retry", ["safe", "verify", "never"])
def test_only_what_cannot_have_acted_is_repeated(retry: str) -> None:
    """A rejected call is never repeated; an unknown one only where it merely reads."""
    assert may_repeat("not_sent", retry)
    assert may_repeat("unknown", retry) is (retry == "safe")
    assert not may_repeat("rejected", retry)
