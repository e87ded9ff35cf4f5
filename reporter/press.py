"""From the files of a brief to the PDF of an edition, one step after the other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from datetime import time as clock
from functools import cached_property
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from reporter import display_list, stores
from reporter.archive import Artifact
from reporter.brief import Brief, ChartPlan
from reporter.brief_files import BriefFiles
from reporter.cache import Cache, digest
from reporter.check_plan import severities
from reporter.checks import Finding, check_facts
from reporter.display_list import Drawing
from reporter.errors import ChecksFailed
from reporter.exchange import facts_csv, facts_json
from reporter.exhibits import Colours, Exhibit, blank_exhibit, draw_exhibit
from reporter.languages import Edition, Language
from reporter.loading import brief_of
from reporter.manifest import manifest, manifest_json
from reporter.narrative import complete
from reporter.pdf import Attachment, Metadata
from reporter.pdf_contents import MANIFEST
from reporter.pdf_document import Relationship
from reporter.render import TEMPLATES, render
from reporter.setting import Copy, set_copy, set_pages
from reporter.speech import Speaker
from reporter.template_text import check_template
from reporter.terms import Glossary, load_glossary
from reporter.view import Desk, chart_names, page_view, rise_and_fall

if TYPE_CHECKING:
    from reporter.pdf_engine import LaidOut

log = logging.getLogger(__name__)

_MIME = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Press:
    """One brief ready to be printed in any edition; what editions share is done once.

    Charts are taken from the cache, if there is one, where nothing that they show has changed.
    """

    def __init__(self, files: BriefFiles, cache: Cache | None = None) -> None:
        self._cache = cache if cache and cache.folder else None
        stated = brief_of(files)
        self.glossary: Glossary = load_glossary(stated.terms)
        self.brief: Brief = complete(stated, self.glossary)
        self.findings: tuple[Finding, ...] = check_facts(
            stated.facts,
            stated.published,
            severities=severities(stated.checks),
            accepted=self._reasons(),
        )

    def _reasons(self) -> Mapping[str, str]:
        """Why findings are accepted, in English, by rule or by id of a fact."""
        speaker = Speaker(self.brief, self.glossary, Language.EN)
        accepted = self.brief.checks.accepted
        return {judged: speaker.tell(reason) for judged, reason in accepted.items()}

    def hold(self) -> None:
        """Stop where a check fails that nobody accepted; raises ChecksFailed."""
        failing = [finding for finding in self.findings if finding.fails]
        if failing:
            raise ChecksFailed([f"{f.rule}: {', '.join(f.facts)}" for f in failing])

    def make(self, edition: Edition, template: str = TEMPLATES[0]) -> Artifact:
        """The PDF of an edition; the same bytes every time."""
        exhibits = self.exhibits(edition, template)
        return set_copy(self.copy(edition, template, exhibits), _drawings(exhibits))

    def lay_out(self, edition: Edition, template: str = TEMPLATES[0]) -> LaidOut:
        """The pages of an edition with everything in its place."""
        exhibits = self.exhibits(edition, template)
        return set_pages(self.copy(edition, template, exhibits), _drawings(exhibits))

    def copy(self, edition: Edition, template: str, exhibits: Mapping[str, Exhibit]) -> Copy:
        """What is set, but for the charts, of which only the sizes are looked at."""
        if template not in TEMPLATES:
            check_template(Path(template), self.brief.names)
        page = page_view(self.brief, self.glossary, edition, exhibits, self.findings)
        attachments, key = self._attachments(edition, template)
        return Copy(
            name=file_name(self.brief, edition, template),
            edition=edition,
            template=template,
            html=render(page, template),
            metadata=self._metadata(page.title, edition),
            attachments=attachments,
            build_key=key,
        )

    def exhibits(self, edition: Edition, template: str) -> Mapping[str, Exhibit]:
        """The charts of an edition by name."""
        desk = Desk.of(self.brief, self.glossary, edition)
        colours = Colours(self.brief.look.accent, *rise_and_fall(self.brief, edition))
        return {
            name: self._exhibit(plan, name, desk, colours)
            for name, plan in chart_names(self.brief, template).items()
        }

    def _exhibit(self, plan: ChartPlan, name: str, desk: Desk, colours: Colours) -> Exhibit:
        if self._cache is None:
            return draw_exhibit(plan, name, desk.speakers, colours)
        languages = [speaker.language for speaker in desk.speakers]
        key = digest(self._cache.program, self._shown, plan, name, languages, colours)
        if kept := self._cache.get("chart", key):
            drawing = display_list.read(kept)
            return Exhibit(name, plan.kind, drawing, drawing.width, drawing.height)
        exhibit = draw_exhibit(plan, name, desk.speakers, colours)
        log.info("%s: drawn in %s", name, ", ".join(languages))
        self._cache.put("chart", key, display_list.written(exhibit.drawing))
        return exhibit

    @cached_property
    def _shown(self) -> str:
        """The digest of what a chart may show besides what its plan says."""
        told = (field.name for field in fields(self.brief) if field.name not in _OUTSIDE_CHARTS)
        return digest(*((name, getattr(self.brief, name)) for name in told))

    def blanks(self, edition: Edition, template: str) -> Mapping[str, Exhibit]:
        """The same with nothing on them yet."""
        return {
            name: blank_exhibit(plan, name, len(edition.languages))
            for name, plan in chart_names(self.brief, template).items()
        }

    def _metadata(self, title: str, edition: Edition) -> Metadata:
        brief, language = self.brief, edition.leading
        return Metadata(
            title=title,
            language=language.value,
            author="reporter",
            subject=Desk.of(brief, self.glossary, edition).leading.tell(brief.headline),
            keywords=(brief.issuer.names[language], *brief.issuer.codes, str(brief.period)),
            created=datetime.combine(brief.published, clock(), UTC),
        )

    def _attachments(self, edition: Edition, template: str) -> tuple[Sequence[Attachment], str]:
        figures = {FACTS_JSON: facts_json(self.brief), FACTS_CSV: facts_csv(self.brief)}
        inputs = names_inside(self.brief.files.contents)
        sources = {inputs[name]: content for name, content in self.brief.files.contents.items()}
        document = manifest(self.brief, edition, template, {**sources, **figures}, inputs)
        attached = [
            *(_attachment(name, content, "Source") for name, content in sources.items()),
            *(_attachment(name, content, "Data") for name, content in figures.items()),
            _attachment(MANIFEST, manifest_json(document), "Supplement"),
        ]
        return attached, document["build_key"]


def _drawings(exhibits: Mapping[str, Exhibit]) -> Mapping[str, Drawing]:
    return {name: exhibit.drawing for name, exhibit in exhibits.items()}


_OUTSIDE_CHARTS = frozenset(
    "headline standfirst key_points kpis hero sections notes disclaimer files".split()
)
"""What a brief says around its charts; the plan of each is looked at by itself."""

FACTS_JSON, FACTS_CSV = "facts.json", "facts.csv"
_DESCRIPTIONS = {
    FACTS_JSON: "Every figure of the brief with its source",
    FACTS_CSV: "The same figures as a table",
    MANIFEST: "What this file was made from, with digests",
}


def names_inside(names: Iterable[str]) -> Mapping[str, str]:
    """What a brief's own files are attached as: names alone, and no two the same.

    One that has the name of what is attached besides gives way to it: source-facts.csv.
    """
    taken, inside = set(_DESCRIPTIONS), dict[str, str]()
    for name in names:
        numbered = (f"source-{number}-" for number in count(2))
        choices = (before + stores.file_name(name) for before in chain(("", "source-"), numbered))
        inside[name] = next(choice for choice in choices if choice not in taken)
        taken.add(inside[name])
    return inside


def _attachment(name: str, content: bytes, relationship: Relationship) -> Attachment:
    mime_type = _MIME.get(Path(name).suffix.lower(), "application/octet-stream")
    return Attachment(name, content, mime_type, relationship, _DESCRIPTIONS.get(name, name))


def file_name(brief: Brief, edition: Edition, template: str) -> str:
    """brief.edition.pdf, and the template's name where it is not the first one."""
    middle = "" if template == TEMPLATES[0] else f".{Path(template).resolve().name}"
    return f"{brief.id}.{edition.value}{middle}.pdf"
