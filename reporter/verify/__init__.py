"""Proof from the finished PDF: every number, both languages, fonts, tags and attachments."""

from reporter.verify.proof import verify_pdf
from reporter.verify.records import as_json, certificate, report_record
from reporter.verify.report import Check, Failure, Number, PageCount, Report
from reporter.verify.show import show

__all__ = [
    "Check",
    "Failure",
    "Number",
    "PageCount",
    "Report",
    "as_json",
    "certificate",
    "report_record",
    "show",
    "verify_pdf",
]
