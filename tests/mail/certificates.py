"""Certificates of the tests' own: one to be trusted, and those that are not."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import trustme


class Certificates:
    """An authority that is trusted, by a file that says so, and what it certifies."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.ca_file = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.ca_file))

    def good(self) -> ssl.SSLContext:
        return self.of(self._authority.issue_cert("127.0.0.1", "localhost"))

    def of_another_host(self) -> ssl.SSLContext:
        return self.of(self._authority.issue_cert("smtp.example.com"))

    def of_another_authority(self) -> ssl.SSLContext:
        return self.of(trustme.CA().issue_cert("127.0.0.1"))

    def expired(self) -> ssl.SSLContext:
        past = datetime(2020, 1, 1, tzinfo=UTC)
        return self.of(self._authority.issue_cert("127.0.0.1", not_after=past))

    def of(self, certificate: trustme.LeafCert) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        return context

    def as_text(self) -> str:
        """The certificate of a server and its key, as one that is no Python takes them."""
        issued = self._authority.issue_cert("127.0.0.1")
        return issued.private_key_and_cert_chain_pem.bytes().decode()
