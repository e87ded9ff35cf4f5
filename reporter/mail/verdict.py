"""What an answer means for a message: by the stage it was given at, and its code."""

from __future__ import annotations

from enum import StrEnum

from reporter.mail.session import SessionFault, Stage


class Verdict(StrEnum):
    """What becomes of the message after a fault."""

    DEFER = "try it later"
    FAIL = "give it up"
    DOUBT = "nobody knows"
    ANEW = "try it at once on a new connection"
    ELSEWHERE = "the server is of no use, for this message and the others"


_MAILBOX_FULL = 552
_OWN = frozenset({530, 534, 535, 538})
"""Codes that ask for authentication or TLS: about who sends, whatever they answer."""
_CLOSING = 421


def judge(fault: SessionFault, reused: bool) -> Verdict:
    """The verdict on the message that was under way; `reused` says it was not the first on the
    connection, which a server may have ended for no fault of the message."""
    stage, code = fault.stage, fault.reply.code
    if stage is Stage.DOT:
        return {4: Verdict.DEFER, 5: Verdict.FAIL}.get(code // 100, Verdict.DOUBT)
    if stage in (Stage.CONNECT, Stage.EHLO, Stage.STARTTLS, Stage.AUTH) or code in _OWN:
        return Verdict.ELSEWHERE
    if stage is Stage.MAIL and reused and code in (0, _CLOSING):
        return Verdict.ANEW
    if code < 500 or (stage is Stage.RCPT and code == _MAILBOX_FULL):
        return Verdict.DEFER
    if stage is Stage.MAIL and code != _MAILBOX_FULL:
        return Verdict.ELSEWHERE  # it is the sender that is refused, not the message
    return Verdict.FAIL


def ends_connection(fault: SessionFault) -> bool:
    """Whether nothing more can be said on the connection that a fault came over."""
    return fault.reply.code in (0, _CLOSING)
