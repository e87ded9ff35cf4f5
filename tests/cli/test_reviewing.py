"""The conversation of a review, answered by a test and in a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporter.cli import cli, reviewing

NEWS = "快手2024年营收1269亿元，同比增长11.8%。大楼里有展品1.5万件，造价3.2亿元。净利润177亿元。\n"


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft with two open figures in the folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text(NEWS, "utf-8")
    assert CliRunner().invoke(cli, ["extract", "news.txt"]).exit_code == 0
    return Path("news.yaml")


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal, as far as the command can tell."""
    monkeypatch.setattr(reviewing, "is_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")


def review(*answers: str) -> Result:
    given = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(cli, ["extract", "--review", "news.yaml"], input=given)


def facts() -> str:
    return Path("news.facts.csv").read_text("utf-8-sig")


@pytest.mark.usefixtures("brief", "answered")
def test_the_sentence_is_shown_and_its_figure_marked() -> None:
    said = review("q").output
    assert "1 of 2: no fact yet\n  大楼里有展品[1.5万件]，造价3.2亿元。\n" in said
    assert "why        nothing in the text says what it measures" in said
    assert "2 left to look at, 0 skipped; every answer is kept" in said


@pytest.mark.usefixtures("brief", "answered")
def test_answers_are_heeded_and_a_second_sitting_goes_on() -> None:
    assert "1 left to look at" in review("a", "q").output
    said = review("e", "c", "资本开支", "", "ignored").output
    assert "1 of 1" not in said  # for one was decided before
    assert "2 of 2: no fact yet" in said
    assert "kept as capex\n" in said
    assert "Next: reporter build news.yaml" in said
    assert "\ncapex,capex,kuaishou," in facts()


@pytest.mark.usefixtures("brief", "answered")
def test_back_takes_an_answer_back() -> None:
    before = facts()
    said = review("b", "e", "c", "stores", "", "back", "q").output
    assert "there is nothing before this" in said
    assert said.count("1 of 2: no fact yet") == 3
    assert facts() == before


@pytest.mark.usefixtures("brief", "answered")
def test_a_correction_that_will_not_do_is_asked_for_again() -> None:
    said = review("e", "", "zzz", "c", "营收", "", "p", "lately", "x", "q").output
    assert "no fact yet: “concept” is missing" in said
    assert "no fact yet: revenue is money, not count" in said
    assert "not a period" in said
    assert "2 left to look at" in said


@pytest.mark.usefixtures("brief", "answered")
def test_what_was_skipped_comes_again_when_nothing_else_is_left() -> None:
    assert "0 left to look at, 2 skipped" in review("s", "skip").output
    assert "1 of 2: no fact yet" in review("q").output


@pytest.mark.usefixtures("brief", "answered")
def test_the_end_of_the_answers_is_no_fault() -> None:
    result = review("s")
    assert result.exit_code == 0
    assert "1 left to look at, 1 skipped" in result.output


@pytest.mark.usefixtures("brief")
def test_without_a_terminal_what_is_open_is_listed() -> None:
    result = review()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "1.5万件: paragraph 1, characters 32 to 37: nothing in the text says what it measures",
        "3.2亿元: paragraph 1, characters 40 to 45: nothing in the text says what it measures",
    ]
    assert result.stderr == "a review asks in a terminal, and this is none\n"


@pytest.mark.usefixtures("brief", "answered")
def test_an_article_is_drafted_and_reviewed_in_one_go() -> None:
    Path("other.txt").write_text(NEWS, "utf-8")
    given = "a\na\n"
    result = CliRunner().invoke(cli, ["extract", "--review", "other.txt"], input=given)
    assert result.exit_code == 0
    assert "0 left to look at" in result.output


# A terminal


class Terminal:
    """A review in a terminal of its own."""

    def __init__(self, **env: str) -> None:
        self.end, other = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reporter", "extract", "--review", "news.yaml"],
            env={**os.environ, "TERM": "xterm", **env},
            stdin=other,
            stdout=other,
            stderr=other,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(other)
        self.said = ""

    def until(self, words: str) -> str:
        """What is said up to some words."""
        while words not in self.said:
            assert select.select([self.end], [], [], 60)[0], self.said
            self.said += os.read(self.end, 4096).decode()
        told, _, self.said = self.said.partition(words)
        return told

    def answer(self, keys: str) -> None:
        os.write(self.end, keys.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C until it is heard: once is lost on a reader that has not begun to wait."""
        while self.process.poll() is None:
            self.answer("\x03")
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5)

    def close(self) -> int:
        """The exit code, once everything has been said."""
        try:
            while os.read(self.end, 4096):
                pass
        except OSError:  # which is how a terminal says that nobody is there
            pass
        os.close(self.end)
        return self.process.wait()


@pytest.fixture
def colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("brief", "colour")
def test_a_terminal_lights_the_figure() -> None:
    terminal = Terminal()
    assert "\x1b[7m1.5万件\x1b[0m" in terminal.until("[q] quit: ")
    terminal.answer("a\n")
    assert "\x1b[7m3.2亿元\x1b[0m" in terminal.until("[q] quit: ")
    terminal.answer("q\n")
    assert terminal.close() == 0


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colour_has_brackets(env: dict[str, str]) -> None:
    terminal = Terminal(**env)
    told = terminal.until("[q] quit: ")
    assert "展品[1.5万件]，" in told
    assert "\x1b" not in told
    terminal.answer("\x04")
    assert "2 left to look at" in terminal.until("Next")
    assert terminal.close() == 0


@pytest.mark.usefixtures("brief")
def test_an_interrupted_review_ends_with_130_and_goes_on_where_it_was() -> None:
    terminal = Terminal()
    terminal.until("[q] quit: ")
    terminal.answer("a\n")
    terminal.until("[q] quit: ")
    terminal.interrupt()
    assert terminal.close() == 130
    again = Terminal()
    assert re.search("2 of 2: no fact yet", again.until("[q] quit: "))
    again.answer("q\n")
    assert again.close() == 0
