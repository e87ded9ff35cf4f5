from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from certificates import Certificates
from faulty_server import Fault, Plan, running
from mail_sample import SENDER, composed, secured, server

from reporter.errors import BadConfiguration
from reporter.mail.session import Session, SessionFault, Stage
from reporter.mail.settings import Security, Server

ONE = composed(1, size=200_000)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path)


def send(to: Server, message: bytes = ONE.raw) -> str:
    with closing(Session(to, "example.com")) as session:
        session.offer(SENDER, ONE.address, len(message))
        session.write(message)
        return str(session.finish())


def refusal(to: Server) -> SessionFault:
    with pytest.raises(SessionFault) as caught:
        Session(to, "example.com")
    return caught.value


@contextmanager
def saying(*lines: bytes) -> Iterator[int]:
    """The port of a server that says what it is told to, one text for each line that it reads."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, connection.makefile("rb") as reading:
                for line in lines:
                    connection.sendall(line)
                    if not reading.readline():
                        break

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_a_message_arrives_byte_by_byte(plan: Plan) -> None:
    with running(plan) as port:
        assert send(server(port)) == "250 2.0.0 OK"
    assert plan.received() == [ONE.raw]
    assert plan.senders == [SENDER]


def test_it_arrives_over_tls_by_somebody_with_a_password(
    plan: Plan, certificates: Certificates
) -> None:
    with running(plan, certificates.good()) as port:
        send(secured(port, certificates.ca_file))
    assert plan.received() == [ONE.raw]
    assert plan.verbs[:4] == ["EHLO", "STARTTLS", "EHLO in TLS", "AUTH"]


def test_it_arrives_over_a_connection_that_is_tls_from_the_start(
    plan: Plan, certificates: Certificates
) -> None:
    with running(plan, certificates.good(), implicit=True) as port:
        send(secured(port, certificates.ca_file, security=Security.TLS))
    assert plan.received() == [ONE.raw]


def test_a_server_that_only_knows_login_is_logged_in_to(
    plan: Plan, certificates: Certificates
) -> None:
    with running(plan, certificates.good(), auth_exclude_mechanism=["PLAIN"]) as port:
        send(secured(port, certificates.ca_file))
    assert plan.received() == [ONE.raw]


def test_a_server_that_knows_no_way_to_log_in_is_not_told_the_password(
    plan: Plan, certificates: Certificates
) -> None:
    ways = ["PLAIN", "LOGIN"]
    with running(plan, certificates.good(), auth_exclude_mechanism=ways) as port:
        fault = refusal(secured(port, certificates.ca_file))
    assert (fault.stage, fault.reply.text) == (Stage.AUTH, "it offers neither PLAIN nor LOGIN")
    assert "AUTH" not in plan.verbs


def test_a_wrong_password_is_told_as_such(
    plan: Plan, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTER_TEST_PASSWORD", "wrong")
    with running(plan, certificates.good()) as port:
        fault = refusal(secured(port, certificates.ca_file))
    assert (fault.stage, fault.reply.code) == (Stage.AUTH, 535)
    assert "wrong" not in str(fault)


def test_without_a_password_nobody_is_spoken_to(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPORTER_TEST_PASSWORD")
    with pytest.raises(BadConfiguration, match="REPORTER_TEST_PASSWORD has none"):
        Session(secured(1, certificates.ca_file), "example.com")


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("of_another_host", "IP address mismatch"),
        ("of_another_authority", "unable to get local issuer certificate|self.signed"),
        ("expired", "certificate has expired"),
    ],
)
def test_a_wrong_certificate_gets_nothing(
    kind: str, said: str, security: Security, plan: Plan, certificates: Certificates
) -> None:
    context: ssl.SSLContext = getattr(certificates, kind)()
    with running(plan, context, implicit=security is Security.TLS) as port:
        fault = refusal(secured(port, certificates.ca_file, security=security))
    assert fault.stage in (Stage.CONNECT, Stage.STARTTLS)
    assert "not to be trusted" in str(fault)
    assert re.search(said, str(fault))
    assert set(plan.verbs) <= {"EHLO", "STARTTLS"}


def test_a_certificate_that_the_system_does_not_know_gets_nothing(
    plan: Plan, certificates: Certificates
) -> None:
    with running(plan, certificates.good()) as port:
        fault = refusal(secured(port, None))
    assert "not to be trusted" in str(fault)
    assert plan.verbs == ["EHLO", "STARTTLS"]


def test_a_server_without_starttls_gets_nothing(plan: Plan, certificates: Certificates) -> None:
    with running(plan, auth_require_tls=False) as port:
        fault = refusal(secured(port, certificates.ca_file))
    assert fault.stage is Stage.STARTTLS
    assert plan.verbs == ["EHLO"]


@pytest.mark.parametrize("fault", [Fault.LATER, Fault.NEVER, Fault.DROP, Fault.GARBAGE])
def test_a_server_that_goes_back_on_starttls_gets_nothing(
    fault: Fault, plan: Plan, certificates: Certificates
) -> None:
    plan.faults["STARTTLS"] = fault
    with running(plan, certificates.good()) as port:
        assert refusal(secured(port, certificates.ca_file)).stage is Stage.STARTTLS
    assert plan.verbs == ["EHLO", "STARTTLS"]


def test_what_is_put_in_before_tls_begins_is_not_taken_for_an_answer(
    plan: Plan, certificates: Certificates
) -> None:
    plan.faults["STARTTLS"] = Fault.CHATTER
    with running(plan, certificates.good()) as port:
        refusal(secured(port, certificates.ca_file))
    assert plan.verbs == ["EHLO", "STARTTLS"]


def test_old_tls_is_not_spoken(plan: Plan, certificates: Certificates) -> None:
    context = certificates.good()
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with running(plan, context) as port:
        assert refusal(secured(port, certificates.ca_file)).stage is Stage.STARTTLS


def test_without_tls_only_this_machine_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    with saying(b"220 mail.example.com\r\n") as port:
        monkeypatch.setattr("reporter.mail.session._peer", lambda _: "192.0.2.1")
        fault = refusal(server(port))
    assert "192.0.2.1" in str(fault)


@pytest.mark.parametrize(
    "said",
    [
        b"220\xa0odd\r\n",
        b"22O mail\r\n",
        b" 220 mail\r\n",
        b"+22 mail\r\n",
        b"1220 mail\r\n",
        b"220-first\r\n250 second\r\n",
        b"220-first\r\nsecond\r\n",
        b"120 wait\r\n",
        b"\r\n",
        b"220" + b" " * 5000 + b"\r\n",
        b"220-more\r\n" * 200 + b"220 end\r\n",
        b"220 no end of line",
        b"",
    ],
)
def test_what_is_no_reply_is_not_taken_for_one(said: bytes) -> None:
    with saying(said) as port:
        fault = refusal(server(port, timeout=0.5))
    assert (fault.stage, fault.reply.code) == (Stage.CONNECT, 0)


def test_a_server_that_speaks_a_byte_at_a_time_has_no_longer_than_one_that_is_silent() -> None:
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                while not done.wait(0.05):
                    connection.sendall(b"2")

        thread = threading.Thread(target=drip)
        thread.start()
        fault = refusal(server(listening.getsockname()[1], timeout=0.5))
        done.set()
        thread.join()
    assert fault.reply.text == "no answer in time"


def test_a_second_answer_to_one_command_is_not_taken_for_that_to_the_next(plan: Plan) -> None:
    plan.faults["RCPT"] = Fault.CHATTER
    with running(plan) as port, pytest.raises(SessionFault) as caught:
        send(server(port))
    assert (caught.value.stage, caught.value.reply.code) == (Stage.DATA, 0)
    assert plan.received() == []


def test_a_server_that_ends_it_while_nobody_speaks_is_listened_to(plan: Plan) -> None:
    lines = (b"220 hello\r\n", b"250 hello\r\n421 4.3.2 enough\r\n")
    with saying(*lines) as port, closing(Session(server(port), "example.com")) as session:
        with pytest.raises(SessionFault) as caught:
            session.offer(SENDER, ONE.address, 1)
        assert (caught.value.stage, caught.value.reply.code) == (Stage.MAIL, 421)


def test_a_message_that_is_larger_than_a_server_takes_is_not_offered(plan: Plan) -> None:
    with running(plan, data_size_limit=1000) as port, pytest.raises(SessionFault) as caught:
        send(server(port))
    assert (caught.value.stage, caught.value.reply.code) == (Stage.MAIL, 552)
    assert "1000" in str(caught.value)
    assert plan.verbs == ["EHLO"]


def test_what_a_server_says_is_kept_fit_to_be_printed() -> None:
    with saying(b"554-\x1b[31mno\r\n554 never\x07 " + b"x" * 1000 + b"\r\n") as port:
        text = refusal(server(port)).reply.text
    assert text.startswith("[31mno never xxx")
    assert text.isprintable()
    assert len(text) == 300


def test_nobody_there_is_told_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert str(refusal(server(port))) == "connecting: Connection refused"
