"""Many briefs: what each comes to, what is tried again, and what the ledger knows afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from reporter import batch
from reporter.batch import Outcome, run_batch
from reporter.batch_item import Answer, Built, Failed, Item, Made, Printing
from reporter.builds import Builds
from reporter.clock import SystemClock
from reporter.engines import Ended, Lost
from reporter.languages import Edition
from reporter.ledger import Ledger

DIED = Lost("its process was ended by SIGKILL", is_temporary=True)
SLOW = Lost("it takes more than 300 s", is_temporary=False)
BAD = Failed("brief.yaml:1:1: no", 65)
AWAY = Failed("the database cannot be reached", 69, is_temporary=True)


class Scripted:
    """An engine whose answers are told beforehand, by the name of the item; two at once."""

    def __init__(self, answer: Callable[[Item, int], Answer | Lost]) -> None:
        self.answer = answer
        self.started: list[str] = []
        self._open: list[tuple[int, Item]] = []

    @property
    def free(self) -> int:
        return 2 - len(self._open)

    def start(self, number: int, order: Item) -> None:
        self.started.append(order.path.stem)
        self._open.append((number, order))

    def wait(self, patience: float | None = None) -> Sequence[Ended]:
        if not self._open:
            return []
        number, item = self._open.pop(0)
        return [Ended(number, self.answer(item, self.started.count(item.path.stem)))]

    def close(self) -> None:
        self._open.clear()


class Folder:
    """Briefs on disk, the place of their PDFs, and the ledger."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.out = path / "out"
        self.out.mkdir()

    def items(self, *names: str) -> list[Item]:
        for name in names:
            (self.path / f"{name}.yaml").write_text(f"brief: {name}\n", "utf-8")
        return [Item(self.path / f"{name}.yaml") for name in names]

    def built(self, item: Item, _: int = 1) -> Built:
        """What a build does, without what takes time."""
        pdf = self.out / f"{item.path.stem}.pdf"
        pdf.write_bytes(b"%PDF")
        files = item.files
        files.content(files.name)
        made = Made(str(pdf), pdf.name, "en", "brief", 1, 4, "0" * 64, "1" * 64, cached=False)
        inputs = {name: sha256(content).hexdigest() for name, content in files.contents.items()}
        return Built((made,), inputs)

    def run(
        self, engine: Scripted, *names: str, resume: bool = False, printing: Printing | None = None
    ) -> dict[str, Outcome]:
        printing = printing or Printing((Edition.EN,), "brief", self.out)
        with Ledger(self.path / "ledger.sqlite") as ledger:
            builds = Builds(ledger, printing, SystemClock())
            outcomes = run_batch(self.items(*names), engine, builds, retries=2, resume=resume)
            return {outcome.item.path.stem: outcome for outcome in outcomes}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setattr(batch, "_PAUSE", 0.0)
    return Folder(tmp_path)


def test_a_failure_does_not_stop_the_rest(folder: Folder) -> None:
    engine = Scripted(lambda item, _: BAD if item.path.stem == "b" else folder.built(item))
    ended = folder.run(engine, "a", "b", "c", "d")
    assert {name: outcome.state for name, outcome in ended.items()} == {
        "a": "built",
        "b": "failed",
        "c": "built",
        "d": "built",
    }
    assert ended["b"].answer == BAD


@pytest.mark.parametrize("answer", [DIED, AWAY])
def test_what_may_yet_succeed_is_tried_again(folder: Folder, answer: Lost | Failed) -> None:
    engine = Scripted(lambda item, attempt: answer if attempt < 3 else folder.built(item))
    ended = folder.run(engine, "a")
    assert (ended["a"].state, ended["a"].attempts) == ("built", 3)


@pytest.mark.parametrize("answer", [BAD, SLOW])
def test_what_cannot_succeed_is_tried_once(folder: Folder, answer: Lost | Failed) -> None:
    engine = Scripted(lambda *_: answer)
    ended = folder.run(engine, "a")
    assert (ended["a"].state, engine.started) == ("failed", ["a"])


def test_poison_fails_in_the_end_and_is_named_with_its_reason(folder: Folder) -> None:
    engine = Scripted(lambda item, _: DIED if item.path.stem == "p" else folder.built(item))
    ended = folder.run(engine, "a", "p", "b")
    assert engine.started.count("p") == 3
    assert ended["p"].answer == Failed(f"{DIED.reason}, at each of 3 attempts", 1)
    assert [ended[name].state for name in "ab"] == ["built", "built"]


def test_a_batch_that_is_resumed_goes_on_where_it_was(folder: Folder) -> None:
    first = Scripted(lambda item, _: BAD if item.path.stem == "b" else folder.built(item))
    folder.run(first, "a", "b")
    second = Scripted(folder.built)
    ended = folder.run(second, "a", "b", "c", resume=True)
    assert {name: outcome.state for name, outcome in ended.items()} == {
        "a": "kept",
        "b": "built",
        "c": "built",
    }
    assert second.started == ["b", "c"]


def test_without_resume_everything_is_built_again(folder: Folder) -> None:
    folder.run(Scripted(folder.built), "a")
    again = Scripted(folder.built)
    folder.run(again, "a")
    assert again.started == ["a"]


def interrupted(folder: Folder) -> None:
    engine = Scripted(folder.built)
    printing = Printing((Edition.EN,), "brief", folder.out)
    with Ledger(folder.path / "ledger.sqlite") as ledger:
        builds = Builds(ledger, printing, SystemClock())
        outcomes = run_batch(folder.items("a", "b"), engine, builds, retries=2)
        next(outcomes)


def test_what_was_told_before_an_interruption_is_done(folder: Folder) -> None:
    interrupted(folder)
    ended = folder.run(Scripted(folder.built), "a", "b", resume=True)
    assert [ended[name].state for name in "ab"] == ["kept", "built"]


def remove_pdf(folder: Folder) -> None:
    (folder.out / "a.pdf").unlink()


def cut_pdf(folder: Folder) -> None:
    (folder.out / "a.pdf").write_bytes(b"%P")


@pytest.mark.parametrize("change", [remove_pdf, cut_pdf])
def test_a_pdf_that_is_not_there_whole_is_built_again(
    folder: Folder, change: Callable[[Folder], None]
) -> None:
    folder.run(Scripted(folder.built), "a")
    change(folder)
    assert folder.run(Scripted(folder.built), "a", resume=True)["a"].state == "built"


def test_a_brief_that_has_changed_is_built_again(folder: Folder) -> None:
    engine = Scripted(lambda item, _: Built(folder.built(item).files, {"a.yaml": "0" * 64}))
    folder.run(engine, "a")
    assert folder.run(Scripted(folder.built), "a", resume=True)["a"].state == "built"


@pytest.mark.parametrize(
    "other",
    [
        Printing((Edition.EN, Edition.ZH_HANS), "brief", Path("out")),
        Printing((Edition.EN,), "flash", Path("out")),
        Printing((Edition.EN,), "brief", Path("elsewhere")),
    ],
)
def test_what_is_printed_otherwise_is_not_done(folder: Folder, other: Printing) -> None:
    first = Printing((Edition.EN,), "brief", Path("out"))
    folder.run(Scripted(folder.built), "a", printing=first)
    again = folder.run(Scripted(folder.built), "a", resume=True, printing=first)
    ended = folder.run(Scripted(folder.built), "a", resume=True, printing=other)
    assert [again["a"].state, ended["a"].state] == ["kept", "built"]
