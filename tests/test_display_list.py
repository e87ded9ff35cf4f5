from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace

import pytest

from reporter.display_list import Drawing, Shape, TextRun, read, written

RUN = TextRun("快手", 10, 10, 8, 400, (0, 0, 0), ("Source Sans 3",), width=16, ascent=7, descent=1)


def drawing(*items: Shape | TextRun) -> Drawing:
    return Drawing(100, 50, items)


def test_a_drawing_survives_pickling() -> None:
    original = drawing(Shape("0 0 m", fill=(1, 0, 0)), RUN)
    assert pickle.loads(pickle.dumps(original)) == original


def test_a_drawing_is_read_as_it_was_written() -> None:
    shape = Shape("0 0 m", stroke=(1, 0.1, 1 / 3), dash=(2.0, 1), clip="0 0 5 5 re")
    original = drawing(shape, RUN, Shape("1 1 m", fill=(0, 0, 0)))
    assert read(written(original)) == original


def test_a_drawing_needs_no_drawing_library() -> None:
    program = "import sys, reporter.display_list; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("angle", "box"),
    [(0, (10, 9, 26, 17)), (90, (3, 10, 11, 26)), (180, (-6, 3, 10, 11))],
)
def test_a_text_box_turns_with_its_text(
    angle: float, box: tuple[float, float, float, float]
) -> None:
    assert replace(RUN, angle=angle).box == pytest.approx(box)


def test_text_over_the_edge_is_a_fault() -> None:
    (fault,) = drawing(replace(RUN, x=90)).faults()
    assert fault == "“快手” is 6.0 pt over the edge"


def test_text_over_text_is_a_fault() -> None:
    assert drawing(RUN, replace(RUN, text="可灵", x=20)).faults() == ("“快手” overlaps “可灵”",)
    assert drawing(RUN, replace(RUN, text="可灵", x=30)).faults() == ()
