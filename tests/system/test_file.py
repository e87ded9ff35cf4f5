from __future__ import annotations

import hashlib
import json

import pikepdf
import pytest
from editions import BRIEF, EVERY, Editions, named

from reporter.languages import Edition
from reporter.pdf_contents import read_contents

MOST_BYTES = 400_000
RELATIONSHIPS = {
    "facts.csv": "/Data",
    "facts.json": "/Data",
    "kuaishou-2024q4.facts.csv": "/Source",
    "kuaishou-2024q4.yaml": "/Source",
    "manifest.json": "/Supplement",
}
TITLES = {
    Edition.ZH_HANS: ("zh-Hans", "快手科技"),
    Edition.ZH_HANT: ("zh-Hant", "快手科技"),
    Edition.EN: ("en", "Kuaishou Technology"),
    Edition.BILINGUAL: ("zh-Hans", "快手科技"),
    Edition.BILINGUAL_HANT: ("zh-Hant", "快手科技"),
}

every = pytest.mark.parametrize(("edition", "template"), EVERY, ids=named(EVERY))


@every
def test_it_is_small_enough_to_mail(editions: Editions, edition: Edition, template: str) -> None:
    assert len(editions.get(edition, template).content) < MOST_BYTES


@every
def test_it_carries_its_facts_its_brief_and_its_manifest(
    editions: Editions, edition: Edition, template: str
) -> None:
    with editions.get(edition, template).open() as pdf:
        found = {
            name: str(attached.obj["/AFRelationship"]) for name, attached in pdf.attachments.items()
        }
        listed = [item["/UF"] for item in pdf.Root["/AF"]]
    assert found == RELATIONSHIPS
    assert sorted(map(str, listed)) == sorted(RELATIONSHIPS)


@every
def test_the_manifest_tells_every_file_by_its_digest(
    editions: Editions, edition: Edition, template: str
) -> None:
    contents = read_contents(editions.get(edition, template).content, "x.pdf")
    digests = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in contents.files.items()
        if name != "manifest.json"
    }
    assert contents.manifest["files"] == digests
    assert contents.manifest["edition"] == edition
    assert contents.manifest["template"] == template
    assert contents.files[BRIEF.name] == BRIEF.read_bytes()


@every
def test_the_facts_inside_are_all_of_them(
    editions: Editions, edition: Edition, template: str
) -> None:
    contents = read_contents(editions.get(edition, template).content, "x.pdf")
    stated = [f for f in json.loads(contents.files["facts.json"])["facts"] if not f["derivation"]]
    assert len(stated) == 58
    assert contents.files["facts.csv"].count(b"\r\n") > 58


@every
def test_it_says_its_title_and_its_language(
    editions: Editions, edition: Edition, template: str
) -> None:
    language, issuer = TITLES[edition]
    with editions.get(edition, template).open() as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.Root["/Lang"]) == language
        assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert str(metadata["dc:title"]).startswith(issuer)
        assert str(pdf.docinfo["/Title"]) == metadata["dc:title"]


@every
def test_every_font_travels_with_it(editions: Editions, edition: Edition, template: str) -> None:
    with editions.get(edition, template).open() as pdf:
        programs = {
            str(font["/BaseFont"]): font["/FontDescriptor"]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
            for font in item.get("/DescendantFonts", [item])
        }
        assert programs
        for name, descriptor in programs.items():
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
