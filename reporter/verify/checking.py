"""The checks of a PDF, one function each: what was looked at, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reporter.exchange import facts_csv, facts_json
from reporter.manifest import FORMAT, manifest, sha256
from reporter.pdf_contents import MANIFEST
from reporter.template_files import TEMPLATES
from reporter.verify.about import Told
from reporter.verify.attached import FACTS, Attached, differing
from reporter.verify.fonts import UsedFont, font_failures
from reporter.verify.inventory import Counted
from reporter.verify.layer import PageLayer
from reporter.verify.pairs import is_chinese, pairs, told_twice, unequal
from reporter.verify.promises import last_parts, promised, unprinted
from reporter.verify.report import Check, Failure, Number
from reporter.verify.shapes import shape_failures
from reporter.verify.structure import Tagged

_PDFA, _PDFUA = "3a", "1"
_CSV = "facts.csv"


def numbers_check(numbers: Sequence[Number]) -> Check:
    """Every number belongs to a fact or to what is no figure."""
    failures = tuple(
        Failure(number.page, number.text, f"{number.fault}; in “{number.context.strip()}”")
        for number in numbers
        if number.fault
    )
    of_facts = sum(bool(number.facts) for number in numbers)
    said = f"{len(numbers)} numbers, {of_facts} of facts"
    return Check(
        "numbers", "every number belongs to an attached fact, date or name", said, failures
    )


def pairs_check(counted: Sequence[Counted], languages: Sequence[str]) -> Check:
    """What is said in two languages says the same."""
    title = "both languages say the same"
    if len(languages) < 2:
        return Check("pairs", title, "", skipped="the edition has one language")
    found = [*pairs(counted), *told_twice(counted, is_chinese(languages))]
    failures = tuple(failure for pair in found for failure in unequal(pair))
    return Check("pairs", title, f"{len(found)} pairs", failures)


def promises_check(attached: Attached, numbers: Iterable[Number]) -> Check:
    """Every promised fact is printed."""
    ids = promised(attached)
    failures = tuple(unprinted(ids, numbers, attached.languages, last_parts(attached)))
    return Check("promises", "every promised fact is printed", f"{len(ids)} facts", failures)


def manifest_check(attached: Attached) -> Check:
    """The attachments are those that the manifest lists, byte for byte."""
    files, document = attached.contents.files, attached.contents.manifest
    listed = document.get("files")
    listed = listed if isinstance(listed, dict) else {}
    failures = []
    if document.get("format") != FORMAT:
        failures.append(Failure(0, MANIFEST, f"is not in the format {FORMAT}"))
    if attached.edition is None:
        failures.append(Failure(0, MANIFEST, "names no edition"))
    for name in sorted({*files, *listed} - {MANIFEST}):
        if name not in listed:
            failures.append(Failure(0, name, "is attached, and the manifest does not list it"))
        elif name not in files:
            failures.append(Failure(0, name, "is listed in the manifest, and not attached"))
        elif sha256(files[name]) != listed[name]:
            failures.append(Failure(0, name, "is not the file that the manifest has the digest of"))
    failures += [
        Failure(0, MANIFEST, f"says another “{key}” than follows from what is attached")
        for key in _untrue(attached)
    ]
    said = f"{len(listed)} files by SHA-256"
    return Check("manifest", "the attachments are those of the manifest", said, tuple(failures))


def _untrue(attached: Attached) -> Iterator[str]:
    """The parts of a manifest that the brief itself says otherwise; the key of a build where the
    versions are those of this machine."""
    if attached.press is None or attached.edition is None or attached.template not in TEMPLATES:
        return
    files, said = attached.contents.files, attached.contents.manifest
    inputs = said.get("inputs")
    whole = {name: content for name, content in files.items() if name != MANIFEST}
    meant = manifest(
        attached.press.brief,
        attached.edition,
        attached.template,
        whole,
        inputs if isinstance(inputs, dict) else {},
    )
    alike = said.get("versions") == meant["versions"]
    for key in ("brief", "sources", "inputs", *(["build_key"] if alike else [])):
        if said.get(key) != meant[key]:
            yield key


def facts_check(attached: Attached) -> Check:
    """The attached facts are those that the attached brief states, and what follows from them."""
    title = "the attached facts are those of the attached brief"
    if attached.facts_fault:
        return Check("facts", title, "", (Failure(0, FACTS, attached.facts_fault),))
    if attached.press is None:
        return Check("facts", title, "", (Failure(0, "the brief", attached.press_fault),))
    files, brief = attached.contents.files, attached.press.brief
    failures = [
        Failure(0, fact_id, f"is not in {FACTS} as it follows from the brief")
        for fact_id in differing(files[FACTS], facts_json(brief))
    ]
    if not failures and files[FACTS] != facts_json(brief):
        failures.append(Failure(0, FACTS, "names another issuer, period, date or source"))
    if _CSV in files and files[_CSV] != facts_csv(brief):
        failures.append(Failure(0, _CSV, f"says something else than {FACTS}"))
    failing = [finding for finding in attached.press.findings if finding.fails]
    failures += [Failure(0, ", ".join(f.facts), f"{f.rule} does not hold") for f in failing]
    derived = sum(fact.is_derived for fact in attached.facts)
    said = f"{len(attached.facts) - derived} stated, {derived} derived again"
    return Check("facts", title, said, tuple(failures))


def fonts_check(fonts: Sequence[UsedFont], layers: Iterable[PageLayer]) -> Check:
    """Every glyph exists, is embedded and is read as a character."""
    failures = tuple(font_failures(fonts, layers))
    title = "fonts embedded, no missing glyph, every glyph readable"
    return Check("fonts", title, f"{len(fonts)} fonts", failures)


def shapes_check(fonts: Sequence[UsedFont], attached: Attached) -> Check:
    """Every glyph is drawn as the character it is read as."""
    title = "every glyph is drawn as the character that it is read as"
    if other := attached.other_version:
        return Check("shapes", title, "", skipped=other)
    count = sum(len(font.used) for font in fonts)
    return Check("shapes", title, f"{count} glyphs", tuple(shape_failures(fonts)))


def tags_check(
    told: Told, tagged: Tagged, layers: Iterable[PageLayer], attached: Attached
) -> Check:
    """Standards, language, tags and alt texts are there, and no text is outside of the tags."""
    failures = tuple(_tag_failures(told, tagged, layers, attached))
    title = "PDF/A-3a, PDF/UA-1, tags, languages and alt texts"
    return Check("tags", title, f"{len(tagged.blocks)} blocks", failures)


def _tag_failures(
    told: Told, tagged: Tagged, layers: Iterable[PageLayer], attached: Attached
) -> Iterator[Failure]:
    claims = (
        (told.pdfa == _PDFA, "does not say that it is PDF/A-3a"),
        (told.pdfua == _PDFUA, "does not say that it is PDF/UA-1"),
        (told.is_marked and bool(tagged.blocks), "is not tagged"),
        (told.shows_title and bool(told.title), "has no title to show"),
        (told.language in attached.languages[:1], f"says its language is “{told.language}”"),
    )
    yield from (Failure(0, "", f"the file {reason}") for holds, reason in claims if not holds)
    for act in told.acts:
        yield Failure(0, act, "could change the page when it is read")
    for text in tagged.replacements:
        yield Failure(0, text, "is told to a reader instead of what the page shows")
    for block in tagged.blocks:
        if block.kind == "Figure" and not block.alt:
            yield Failure(block.page, block.kind, "a chart without an alt text")
        for segment in block.segments:
            if segment.lang not in attached.languages:
                yield Failure(block.page, segment.text, f"is in “{segment.lang}”")
    for piece in tagged.orphans:
        yield Failure(piece.page, f"marked content {piece.number}", "belongs to no tag")
    for layer in layers:
        if layer.stray:
            text = "".join(glyph.text for glyph in layer.stray)
            yield Failure(layer.number, text[:60], "is neither tagged nor a margin")
