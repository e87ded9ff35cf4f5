from __future__ import annotations

import os
import subprocess
import sys

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle

from reporter import fonts
from reporter.charts.drawing import RecordingCanvas, record
from reporter.display_list import Drawing, Shape
from reporter.errors import ChartFault
from reporter.languages import Language

STACK = list(fonts.families(Language.ZH_HANS))


def figure(width: float = 200, height: float = 100, dpi: float = 100) -> Figure:
    return Figure(figsize=(width / 72, height / 72), dpi=dpi, frameon=False)


def shapes(drawing: Drawing) -> list[Shape]:
    return [item for item in drawing.items if isinstance(item, Shape)]


def chart() -> Figure:
    """A figure with a bar, a dashed line, a dot and words."""
    made = figure()
    axes = made.add_axes((0.1, 0.2, 0.8, 0.7))
    axes.bar([1, 2], [3, 2], color="#cc3333")
    axes.plot([1, 2], [1, 3], linestyle="--", alpha=0.5)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontfamily(STACK)
    made.text(0.5, 0.95, "收入 US$4–US$6", family=STACK, size=7, weight=600, ha="right")
    return made


def test_a_drawing_is_as_large_as_its_figure_at_any_resolution() -> None:
    for dpi in (72, 100, 300):
        drawing = record(figure(200, 100, dpi))
        assert (drawing.width, drawing.height) == (200, 100)


def test_the_figure_is_left_as_it_was() -> None:
    made = chart()
    canvas = made.canvas
    record(made)
    assert made.dpi == 100
    assert made.canvas is canvas


def test_two_recordings_are_equal() -> None:
    made = chart()
    assert record(made) == record(made) == record(chart())


def test_recordings_are_equal_in_another_process() -> None:
    program = "import test_drawing as t; print(t.record(t.chart()))"
    here = os.path.dirname(__file__)  # noqa: PTH120
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": here},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1


def test_shapes_keep_fill_stroke_dash_and_opacity() -> None:
    made = figure()
    made.add_artist(Rectangle((0.1, 0.1), 0.5, 0.5, facecolor=(1, 0, 0, 0.5), edgecolor="none"))
    line = Line2D([0, 1], [0.5, 0.5], color="#336699", linewidth=2, dashes=(3, 1))
    made.add_artist(line)
    rectangle, rule = shapes(record(made))
    assert (rectangle.fill, rectangle.fill_alpha, rectangle.stroke) == ((1, 0, 0), 0.5, None)
    assert rectangle.path == "20 10 m\n120 10 l\n120 60 l\n20 60 l\nh"
    assert (rule.stroke, rule.line_width, rule.dash) == ((0.2, 0.4, 0.6), 2, (6, 2))
    assert rule.fill is None


def test_curves_are_curves() -> None:
    made = figure()
    made.add_artist(Circle((0.5, 0.5), 0.1))
    (circle,) = shapes(record(made))
    assert circle.path.count(" c") == 8


def test_text_keeps_its_weight_place_and_language() -> None:
    made = figure()
    made.text(0.5, 0.5, "可灵", family=STACK, size=8, weight=600, language="zh-Hans", rotation=90)
    (run,) = record(made).texts
    assert (run.text, run.size, run.weight, run.language) == ("可灵", 8, 600, "zh-Hans")
    assert run.families == tuple(STACK)
    assert run.angle == 90


def test_right_aligned_text_ends_where_it_should() -> None:
    made = figure()
    made.text(0.5, 0.5, "1,269", family=STACK, size=8, ha="right", va="baseline")
    (run,) = record(made).texts
    assert run.x + run.width == pytest.approx(100, abs=0.02)
    assert run.y == pytest.approx(50)


def test_figures_are_as_wide_as_the_face_says() -> None:
    made = figure()
    made.text(0, 0.5, "1111111111", family=STACK, size=10)
    made.text(0, 0.2, "0000000000", family=STACK, size=10)
    ones, zeros = record(made).texts
    assert ones.width == pytest.approx(49.7, abs=0.5)  # ten figures of 497/1000 em, less bearings
    assert zeros.width == pytest.approx(ones.width, abs=0.5)


def test_a_dollar_sign_is_no_formula() -> None:
    made = figure()
    made.text(0, 0.5, "US$4 to US$6", family=STACK)
    assert [run.text for run in record(made).texts] == ["US$4 to US$6"]


def test_extents_can_be_asked_for_before_recording() -> None:
    made = figure(dpi=72)
    text = made.text(0.1, 0.5, "收入", family=STACK, size=10)
    box = text.get_window_extent(RecordingCanvas(made).get_renderer())
    assert box.width == pytest.approx(20, abs=0.5)


def test_a_missing_glyph_is_a_fault() -> None:
    made = figure()
    made.text(0, 0.5, "𠮷", family=STACK)
    with pytest.raises(ChartFault, match="𠮷"):
        record(made)


def test_hatching_is_refused() -> None:
    made = figure()
    made.add_artist(Rectangle((0, 0), 1, 1, hatch="//"))
    with pytest.raises(ChartFault, match="hatching"):
        record(made)


def test_pictures_are_refused() -> None:
    made = figure()
    made.add_axes((0, 0, 1, 1)).imshow([[0, 1], [1, 0]])
    with pytest.raises(ChartFault, match="pixels"):
        record(made)
