"""What the attached PDFs are called, in the language of those who open them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reporter.brief import Brief
from reporter.languages import Edition, Language
from reporter.render import TEMPLATES
from reporter.terms import words
from reporter.view.labels import short_period

_VERSIONS: Mapping[Edition, str] = {
    Edition.ZH_HANS: "简体",
    Edition.ZH_HANT: "繁體",
    Edition.EN: "",
    Edition.BILINGUAL: "中英",
    Edition.BILINGUAL_HANT: "中英",
}
"""What tells the editions of a brief apart where they lie in one folder."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029<>:"/\\|?*\s]+')
"""What Windows, macOS or a shell would not have in a name."""


def pdf_name(brief: Brief, edition: Edition, template: str = TEMPLATES[0]) -> str:
    """快手科技_2024年业绩简报_简体.pdf, Kuaishou_FY2024_earnings_brief.pdf."""
    language = edition.leading
    period = short_period(brief.period, language)
    kind = words("earnings_brief", language)
    if language is Language.EN:
        said = [brief.entity(brief.issuer.entity).name(language), period, kind]
    else:
        said = [brief.issuer.names[language], f"{period}{kind}", _VERSIONS[edition]]
    if template != TEMPLATES[0]:
        said.append(re.split(r"[/\\]", template.rstrip("/\\"))[-1])
    return "_".join(_safe(part) for part in said if part) + ".pdf"


def _safe(text: str) -> str:
    return _UNSAFE.sub("_", text).strip("._ ")
