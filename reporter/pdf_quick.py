"""The layout engine's busiest functions, written out for the cases that nearly all calls are.

Styles are asked for one property at a time, and lengths resolved one by one, hundreds of thousands
of times a document. What stands here gives the same answers as the engine's own, and leaves to it
whatever is out of the ordinary. tests/test_pdf_quick.py holds the two against each other.
"""

from __future__ import annotations

import sys
from math import inf
from typing import Any

from weasyprint import css
from weasyprint.css import AnonymousStyle, ComputedStyle, functions
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent
from weasyprint.text import line_break

from reporter.pdf_quick_sheets import style_sheet
from reporter.pdf_quick_text import deactivate, reactivate, set_up

_ODD = frozenset(
    name
    for name in INITIAL_VALUES
    if name in ("float", "display", "position", "page") or name.startswith("text_decoration_")
)
"""Properties whose values follow rules of their own."""
_INHERITED = frozenset(INHERITED & INITIAL_VALUES.keys()) - _ODD
_INITIAL = frozenset(INITIAL_VALUES) - INHERITED - INITIAL_NOT_COMPUTED - _ODD
_LOGICAL: dict[str, tuple[str, str]] = {
    name: (logical(block="ttb", inline="ltr"), logical(block="ttb", inline="rtl"))
    for name, logical in PHYSICAL_FUNCTIONS.items()
}
"""The logical properties that a physical one may be set by, in either direction of writing."""
_NEITHER = ("", "")

_compute = ComputedStyle.__missing__
_compute_anonymous = AnonymousStyle.__missing__
_check_math = functions.check_math
_resolve_one = percent.resolve_one_percentage
_resolve = percent.resolve_percentages
_strut = line_break.strut
_lay_backgrounds = background.layout_box_backgrounds


def computed(style: Any, name: str) -> Any:
    """A property that an element's style has not been asked for before."""
    cascaded = style.cascaded
    if name not in cascaded and style.parent_style is not None:
        one, other = _LOGICAL.get(name, _NEITHER)
        if one not in cascaded and other not in cascaded:
            if name in _INHERITED:
                value = style.parent_style[name]
                if not check_math(value):
                    style[name] = value
                    return value
            elif name in _INITIAL:
                value = style[name] = INITIAL_VALUES[name]
                return value
    return _compute(style, name)


def computed_anonymous(style: Any, name: str) -> Any:
    """A property that the style of a box without an element has not been asked for before."""
    if name in _INHERITED:
        value = style[name] = style.parent_style[name]
        return value
    if name in _INITIAL:
        value = style[name] = INITIAL_VALUES[name]
        return value
    return _compute_anonymous(style, name)


_PLAIN = frozenset({str, int, float, bool, type(None), Dimension, list, dict})


def check_math(token: Any) -> bool | None:
    """Whether a value has a mathematical function in it."""
    kind = type(token)
    if kind in _PLAIN:
        return None
    if kind is tuple:
        return any(check_math(item) for item in token)
    found: bool | None = _check_math(token)
    return found


def _used(value: Any, style: Any, whole: float) -> Any:
    if value.__class__ is Dimension:
        number, unit = value
        return whole * number / 100 if unit == "%" else number
    return percent.percentage(value, style, whole)


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the sizes, margins, paddings and borders of a box from those of its style."""
    style = box.style
    if style["box_sizing"] != "content-box" or isinstance(box, boxes.PageBox):
        _resolve(box, containing_block)
        return
    if isinstance(containing_block, boxes.Box):
        width, height = containing_block.width, containing_block.height
    else:
        width, height = containing_block
    box.margin_left = _used(style["margin_left"], style, width)
    box.margin_right = _used(style["margin_right"], style, width)
    box.margin_top = _used(style["margin_top"], style, width)
    box.margin_bottom = _used(style["margin_bottom"], style, width)
    box.padding_left = _used(style["padding_left"], style, width)
    box.padding_right = _used(style["padding_right"], style, width)
    box.padding_top = _used(style["padding_top"], style, width)
    box.padding_bottom = _used(style["padding_bottom"], style, width)
    box.width = _used(style["width"], style, width)
    least = _used(style["min_width"], style, width)
    box.min_width = 0 if least == "auto" else least
    box.max_width = _used(style["max_width"], style, width)
    if height == "auto":
        _resolve_open_height(box, style)
    else:
        box.height = _used(style["height"], style, height)
        least = _used(style["min_height"], style, height)
        box.min_height = 0 if least == "auto" else least
        box.max_height = _used(style["max_height"], style, height)
    _set_borders(box, style)


def _resolve_open_height(box: Any, style: Any) -> None:
    """The heights of a box in one whose own height depends on what is in it."""
    height = style["height"]
    if height == "auto" or check_math(height) or height.unit == "%":
        box.height = "auto"
    else:
        box.height = height.value
    least = _used(style["min_height"], style, 0)
    box.min_height = 0 if least == "auto" else least
    box.max_height = _used(style["max_height"], style, inf)


def _set_borders(box: Any, style: Any) -> None:
    """The widths of the borders, but for those that collapsing has found already."""
    if style["border_collapse"] == "collapse":
        for name in _BORDERS:
            if not hasattr(box, name):
                setattr(box, name, style[name])
        return
    box.border_top_width = style["border_top_width"]
    box.border_right_width = style["border_right_width"]
    box.border_bottom_width = style["border_bottom_width"]
    box.border_left_width = style["border_left_width"]


_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def strut(style: Any) -> tuple[float, float]:
    """The line height of a style and its baseline from the top, remembered with the style."""
    try:
        found: tuple[float, float] = style.strut
    except AttributeError:
        found = style.strut = _strut(style)
    return found


def layout_box_backgrounds(
    page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Find what a box is painted on; nothing, for nearly all."""
    if style is not None or box is page or not _is_bare(box.style):
        _lay_backgrounds(page, box, get_image, layout_children, style)
        return
    box.border_top_left_radius = box.border_top_right_radius = _SQUARE
    box.border_bottom_left_radius = box.border_bottom_right_radius = _SQUARE
    box.background = None
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)


_SQUARE = (0, 0)
_CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)


def _is_bare(style: Any) -> bool:
    """Whether a style has square corners and no background; remembered with it."""
    try:
        found: bool = style.is_bare
    except AttributeError:
        color = style["background_color"]
        found = style.is_bare = (
            all((0, "px") in style[corner] for corner in _CORNERS)
            and style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and color != "currentcolor"
            and color.alpha == 0
        )
    return found


def make_quick() -> None:
    """Put these in place of the engine's own, once and for all."""
    ComputedStyle.__missing__ = computed
    AnonymousStyle.__missing__ = computed_anonymous
    css.CSS = style_sheet
    line_break.Layout.setup = set_up
    line_break.Layout.deactivate = deactivate
    line_break.Layout.reactivate = reactivate
    engine = [module for name, module in sys.modules.items() if name.startswith("weasyprint.")]
    for stock, ours in _INSTEAD.items():
        name = stock.__name__
        for module in engine:
            if getattr(module, name, None) is stock:
                setattr(module, name, ours)


_INSTEAD: dict[Any, Any] = {
    _check_math: check_math,
    _resolve: resolve_percentages,
    _strut: strut,
    _lay_backgrounds: layout_box_backgrounds,
}
