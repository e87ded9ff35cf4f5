from __future__ import annotations

import csv
import re
from collections import Counter

from reporter import paths
from reporter.extract.gazetteer import COLUMNS, gazetteer
from reporter.extract.prepared import prepare

KINDS = frozenset("company broker agency index market commodity currency product place".split())
CODE = re.compile(
    r"\d{1,5}\.HK|\d{6}\.(?:SS|SZ|BJ|KS)|\d{4}\.(?:TW|SR)|\d{3}[\dA]\.T"
    r"|[A-Z][A-Z\d]{0,9}(?:\.[A-Z]{1,2})?"
)


def rows() -> list[dict[str, str]]:
    path = paths.assets() / "entities.csv"
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def spellings(row: dict[str, str]) -> set[str]:
    written = (row["name"], row["zh_hant"], row["en"], *row["aliases"].split("|"))
    return {prepare(word.rstrip("?")).text for word in written if word}


def test_each_row_has_every_column_and_a_kind() -> None:
    for row in rows():
        assert tuple(row) == COLUMNS
        assert row["kind"] in KINDS
        assert row["name"]
        assert row["zh_hant"]


def test_no_spelling_stands_for_two() -> None:
    owners = Counter(spelling for row in rows() for spelling in spellings(row))
    assert [spelling for spelling, count in owners.items() if count > 1] == []


def test_codes_are_well_formed_and_one_company_s_own() -> None:
    codes = [code for row in rows() for code in row["codes"].split("|") if code]
    assert [code for code in codes if not CODE.fullmatch(code)] == []
    assert len(codes) == len(set(codes))


def test_a_name_is_found_in_any_script() -> None:
    found = [
        hit.meaning.known.names[2] for hit in gazetteer().find(prepare("騰訊和腾讯, Tencent").text)
    ]
    assert found == ["Tencent"] * 3


def test_a_common_word_is_marked_as_one() -> None:
    (hit,) = gazetteer().find("理想")
    assert hit.meaning.weak
