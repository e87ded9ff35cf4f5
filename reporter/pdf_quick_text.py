"""Texts shaped once: what the shaping library needs to know of a style is kept with the style, and
a text that was laid out is kept until it is painted.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text import fonts
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout

_set_up = Layout.setup
_reactivate = Layout.reactivate
_deactivate = Layout.deactivate


def set_up(layout: Any, style: Any) -> None:
    """An empty line of text in a style, whose description for the shaping library is kept."""
    if style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
        _set_up(layout, style)
        return
    try:
        context, language, description, features = style.shaping
    except AttributeError:
        context, language, description, features = style.shaping = _shaping(style)
    layout.style = style
    layout.first_line_direction = 0
    layout.language = language
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, description)
    if features is not None:
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, features)
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _shaping(style: Any) -> tuple[Any, Any, Any, Any]:
    """The context, language, font and features that texts of a style are shaped with."""
    font_config = style.font_config
    context = ffi.gc(
        pango.pango_font_map_create_context(font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    if style["lang"]:
        pointer, _kept = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    asked = fonts.font_features(*(style[name] for name in _FEATURES))
    features = None
    if asked:
        text = ",".join(f"{key} {value}" for key, value in asked.items()).encode()
        features = font_config.font_features.get(text)
        if features is None:
            features = pango.pango_attr_font_features_new(text)
            font_config.font_features[text] = features
    return context, language, fonts.get_font_description(style), features


_FEATURES = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    "font_feature_settings",
)

_KEPT = 4_000
"""How many shaped texts of a document are kept from when they are laid out to when painted."""


def deactivate(layout: Any) -> None:
    """Let go of a shaped text, but not before it is painted where there are few."""
    font_config = layout.style.font_config
    shaped = font_config.shaped = getattr(font_config, "shaped", 0) + 1
    if layout.justification_spacing or hasattr(layout, "is_painted") or shaped > _KEPT:
        _deactivate(layout)


def reactivate(layout: Any, style: Any) -> None:
    """Have a text shaped for painting."""
    layout.is_painted = True
    if getattr(layout, "style", None) is not style:
        _reactivate(layout, style)
