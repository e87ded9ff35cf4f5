from __future__ import annotations

import pytest

from reporter.mail.address import domain_of, fault_of


@pytest.mark.parametrize(
    "address",
    ["a@b", "first.last+tag@sub.example.com", "o'neil@xn--fiqs8s.cn", f"{'a' * 64}@example.com"],
)
def test_an_address_is_one(address: str) -> None:
    assert not fault_of(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@example.com",
        "a@",
        "a@b@c",
        "a..b@example.com",
        ".a@example.com",
        "a@-example.com",
        "a@example..com",
        "a b@example.com",
        '"a b"@example.com',
        "<a@example.com>",
        "a@example.com>",
        "a@example.com\r\nRCPT TO:<b@example.com>",
        "a@example.com\n",
        "张三@example.com",
        "a@例子.中国",
        f"{'a' * 65}@example.com",
        f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 20}",
    ],
)
def test_what_could_be_more_or_less_than_an_address_is_none(address: str) -> None:
    assert fault_of(address)


def test_its_domain_is_what_limits_go_by() -> None:
    assert domain_of("A@Example.COM") == "example.com"
