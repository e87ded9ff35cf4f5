"""A report as JSON, and the certificate that stands beside a PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from reporter import __version__
from reporter.verify.report import Check, Report

CERTIFICATE = "reporter/certificate/1"
_READERS = ("pypdfium2", "pikepdf", "fonttools")


def report_record(report: Report, name: str) -> dict[str, Any]:
    """Everything that was found, number by number."""
    return {**certificate(report, name), "numbers": [asdict(number) for number in report.numbers]}


def certificate(report: Report, name: str) -> dict[str, Any]:
    """What was checked of which PDF, with what, and how it came out.

    It depends on the PDF and the versions alone: the same PDF has the same certificate every time.
    """
    manifest = report.manifest
    of_facts = sum(bool(number.facts) for number in report.numbers)
    furniture = sum(bool(number.furniture and not number.facts) for number in report.numbers)
    return {
        "format": CERTIFICATE,
        "pdf": {"name": name, "sha256": report.sha256, "bytes": report.size, "pages": report.pages},
        "passed": report.passed,
        "brief": manifest.get("brief"),
        "edition": manifest.get("edition"),
        "template": manifest.get("template"),
        "build_key": manifest.get("build_key"),
        "attachments": manifest.get("files"),
        "made_with": manifest.get("versions"),
        "checked_with": _versions(),
        "counts": {"numbers": len(report.numbers), "of_facts": of_facts, "furniture": furniture},
        "pages": [asdict(page) for page in report.by_page()],
        "checks": [_check(check) for check in report.checks],
    }


def _versions() -> Mapping[str, str]:
    return {"reporter": __version__, **{name: version(name) for name in _READERS}}


def _check(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "title": check.title,
        "said": check.said,
        "passed": None if check.skipped else check.passed,
        "skipped": check.skipped or None,
        "failures": [asdict(failure) for failure in check.failures],
    }


def as_json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
