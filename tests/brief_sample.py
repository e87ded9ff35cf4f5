"""The Kuaishou brief as it is shipped, and as facts alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from reporter.brief import Brief
from reporter.languages import Edition, Language
from reporter.loading import load_brief
from reporter.speech import Speaker
from reporter.terms import Glossary, load_glossary

PATH = Path(__file__).parent.parent / "data" / "kuaishou-2024q4.yaml"


@cache
def brief() -> Brief:
    return load_brief(PATH)


@cache
def facts_alone() -> Brief:
    """The same with every word, chart and section taken out."""
    return replace(
        brief(),
        headline={},
        standfirst={},
        key_points=(),
        kpis=(),
        hero=None,
        sections=(),
        notes=(),
        disclaimer={},
    )


@cache
def glossary() -> Glossary:
    return load_glossary(brief().terms)


def speaker(language: Language) -> Speaker:
    return Speaker(brief(), glossary(), language)


def speakers(edition: Edition) -> Sequence[Speaker]:
    return tuple(map(speaker, edition.languages))
