"""A message's HTML: filled from its template, its styles written into the elements."""

from __future__ import annotations

from collections.abc import Mapping

from reporter.errors import BadConfiguration
from reporter.languages import Language
from reporter.mail.colours import INVERSION
from reporter.mail.view import MessageView
from reporter.render import MAIL, fill
from reporter.typography import Html

_LATIN = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial'
_HAN: Mapping[Language, str] = {
    Language.ZH_HANS: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"',
    Language.ZH_HANT: '"PingFang HK", "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK HK"',
}
"""What phones and Windows have; Android's own comes with sans-serif."""
_OFFICE: Mapping[Language, str] = {
    Language.ZH_HANS: "Microsoft YaHei",
    Language.ZH_HANT: "Microsoft JhengHei",
    Language.EN: "Calibri",
}


def html_of(view: MessageView) -> str:
    """The HTML as it is sent; raises BadConfiguration where css-inline is not installed."""
    language = Language(view.page.lang)
    han = _HAN.get(language, _HAN[Language.ZH_HANS])
    sans = f"{_LATIN}, {han}, sans-serif"
    fonts = {
        "all": sans,
        "han": f"{han}, sans-serif",
        "heads": sans if language.is_chinese else 'Georgia, "Times New Roman", serif',
        "office": f'"{_OFFICE[language]}"',
    }
    views = {
        "page": view.page,
        "mail": view,
        "inversion": INVERSION,
        "fonts": {use: Html(names) for use, names in fonts.items()},
    }
    return _inlined(fill(MAIL, "message.html.j2", **views), fill(MAIL, "message.css", **views))


def _inlined(html: str, css: str) -> str:
    """The HTML with that CSS in its elements; nothing is fetched or opened on the way."""
    try:
        from css_inline import CSSInliner
    except ImportError:
        raise BadConfiguration("composing mail needs reporter[mail]") from None
    inliner = CSSInliner(
        load_remote_stylesheets=False,  # files of this machine are among them
        inline_style_tags=False,
        keep_style_tags=True,
        extra_css=css,
    )
    return inliner.inline(html)
