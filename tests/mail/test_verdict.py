from __future__ import annotations

import pytest

from reporter.mail.session import Reply, SessionFault, Stage
from reporter.mail.verdict import Verdict, ends_connection, judge

S, V = Stage, Verdict


@pytest.mark.parametrize(
    ("stage", "code", "verdict"),
    [
        *((stage, code, V.ELSEWHERE) for stage in (S.CONNECT, S.EHLO, S.STARTTLS, S.AUTH)
          for code in (0, 421, 454, 535, 554)),
        *((stage, code, V.DEFER) for stage in (S.MAIL, S.RCPT, S.DATA, S.BODY, S.DOT)
          for code in (421, 450, 451, 452)),
        *((stage, 0, V.DEFER) for stage in (S.MAIL, S.RCPT, S.DATA, S.BODY)),
        (S.DOT, 0, V.DOUBT),
        *((stage, code, V.FAIL) for stage in (S.RCPT, S.DATA, S.BODY, S.DOT)
          for code in (500, 550, 553, 554)),
        (S.MAIL, 550, V.ELSEWHERE),
        (S.MAIL, 552, V.FAIL),
        (S.RCPT, 552, V.DEFER),
        (S.DATA, 552, V.FAIL),
        (S.DOT, 552, V.FAIL),
        (S.MAIL, 530, V.ELSEWHERE),
        (S.RCPT, 530, V.ELSEWHERE),
    ],
)  # fmt: skip
def test_an_answer_means_what_its_stage_and_code_say(
    stage: Stage, code: int, verdict: Verdict
) -> None:
    assert judge(SessionFault(stage, Reply(code, "so it is")), reused=False) is verdict


@pytest.mark.parametrize(("code", "verdict"), [(0, V.ANEW), (421, V.ANEW), (451, V.DEFER)])
def test_a_connection_that_had_served_may_end_for_no_fault_of_the_message(
    code: int, verdict: Verdict
) -> None:
    assert judge(SessionFault(S.MAIL, Reply(code, "bye")), reused=True) is verdict
    assert judge(SessionFault(S.RCPT, Reply(code, "bye")), reused=True) is V.DEFER


@pytest.mark.parametrize(("code", "ends"), [(0, True), (421, True), (451, False), (550, False)])
def test_a_connection_ends_with_421_or_without_an_answer(code: int, ends: bool) -> None:
    assert ends_connection(SessionFault(S.RCPT, Reply(code, "so it is"))) is ends
