"""The text of a drafted brief: what a person goes on from, with the doubtful facts named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from shlex import quote

from reporter.drafts.entries import SOURCE
from reporter.drafts.model import Draft
from reporter.drafts.naming import names_of
from reporter.languages import Language

_PLAIN = re.compile(r"[A-Za-z\u3400-\u9fff][\w\u3400-\u9fff .&-]*(?<! )")
_YES_NO = frozenset("y n yes no on off true false null".split())
_FEWEST_KPIS = 3
_PUBLISHER = {Language.ZH_HANS: "未注明刊发者", Language.EN: "publisher not stated"}


@dataclass(frozen=True, slots=True)
class FileNames:
    """What the files of a draft are called, each without its folder."""

    brief: str
    facts: str
    unbound: str
    text: str


def brief_text(draft: Draft, files: FileNames) -> str:
    """The brief as YAML; `files` are the names of its files."""
    return "".join(f"{line}\n" for line in _lines(draft, files))


def _lines(draft: Draft, files: FileNames) -> Iterator[str]:
    naming = draft.naming
    issuer = naming.entities[naming.issuer]
    yield "# Drafted from an article: look at every figure before it is printed."
    yield "#"
    yield f"#   reporter extract --review {quote(files.brief)}"
    yield f"#   reporter check {quote(files.brief)} --source {quote(files.text)}"
    yield f"#   reporter build {quote(files.brief)}"
    yield "#"
    yield from _count_lines(draft, files)
    yield ""
    yield f"brief: {_brief_id(files.brief)}"
    yield "issuer:"
    yield f"  entity: {scalar(issuer)}"
    yield f"  name: {flow_names(names_of(naming.issuer))}"
    yield f"period: {scalar(str(naming.period))} # that of most figures"
    undated = f" # {draft.undated}; put the day it came out" if draft.undated else ""
    yield f'published: "{draft.published}"{undated}'
    yield f"currency: {draft.currency}"
    yield f"facts: {scalar(files.facts)}"
    if len(draft.kpis) >= _FEWEST_KPIS:
        yield f"kpis: [{', '.join(draft.kpis)}]"
    yield ""
    yield "sources:"
    yield f"  {SOURCE}:"
    yield "    kind: article"
    yield f"    language: {draft.language}"
    yield f"    publisher: {flow_names(_PUBLISHER)}"
    yield f"    sha256: {draft.article.sha256}"
    yield ""
    yield "# A name that stands in one language serves for all: put the others beside it."
    yield "entities:"
    for name, own in naming.entities.items():
        yield f"  {scalar(own)}: {flow_names(names_of(name))}"
    if numbered := [name for name in naming.entities if re.search(r"\d", name)]:
        yield ""
        yield f"names: [{', '.join(map(scalar, numbered))}]"


def _count_lines(draft: Draft, files: FileNames) -> Iterator[str]:
    """What the draft holds, in comments."""
    yield f"# {len(draft.facts)} facts in {files.facts}"
    if doubtful := draft.doubtful:
        yield f"# {len(doubtful)} of them doubtful, their notes say why:"
        yield from (f"#   {entry.id}" for entry in doubtful)
    yield f"# {len(draft.held_back)} figures that are no facts yet in {files.unbound}, with reasons"


def _brief_id(file: str) -> str:
    own = re.sub("[^A-Za-z0-9_.-]+", "-", file.rpartition(".")[0]).strip("-._")
    return scalar(own or "article")


def flow_names(names: Mapping[Language, str]) -> str:
    """Names by language as YAML: {zh-Hans: 快手, en: Kuaishou}."""
    given = ", ".join(f"{language}: {scalar(name)}" for language, name in names.items())
    return f"{{{given}}}"


def scalar(text: str) -> str:
    """A YAML scalar, quoted where it could be read as anything else."""
    if _PLAIN.fullmatch(text) and text.lower() not in _YES_NO:
        return text
    return json.dumps(text, ensure_ascii=False)
