"""A report as a table that a person can read."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.verify.report import Check, PageCount, Report

_HEADS = ("page", "numbers", "facts", "furniture", "failures")


def show(report: Report, name: str) -> str:
    """The numbers page by page, the checks with ✓, ✗ or –, and every failure under its check."""
    verdict = "proved" if report.passed else "not proved"
    lines = [
        f"{name}: {verdict}",
        f"  {report.manifest.get('brief')} · {report.manifest.get('edition')}"
        f" · SHA-256 {report.sha256}",
        "",
        *_pages(report),
        "",
    ]
    for check in report.checks:
        lines += _check(check)
    return "\n".join(lines)


def _pages(report: Report) -> Iterator[str]:
    yield "  " + "  ".join(f"{head:>9}" for head in _HEADS)
    for count in report.by_page():
        yield "  " + "  ".join(f"{cell:>9}" for cell in _cells(count))


def _cells(count: PageCount) -> tuple[object, ...]:
    page = count.page or "the file"
    return page, count.numbers, count.facts, count.furniture, count.failures or ""


def _check(check: Check) -> Iterator[str]:
    if check.skipped:
        yield f"  – {check.title}: {check.skipped}"
        return
    said = f" ({check.said})" if check.said else ""
    yield f"  {'✓' if check.passed else '✗'} {check.title}{said}"
    yield from (f"      {failure}" for failure in check.failures)
