"""A small bilingual document with one of everything, for the tests of the PDF writer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from io import BytesIO

import pikepdf

from reporter.display_list import Drawing, Shape, TextRun
from reporter.pdf import Attachment, Metadata, write_pdf

METADATA = Metadata(
    title="快手2024年业绩简报",
    language="zh-Hans",
    author="Investor relations",
    subject="Results of the year 2024",
    keywords=("快手", "1024.HK"),
    created=datetime(2025, 3, 25, 18, 30, tzinfo=timezone(timedelta(hours=8))),
)

STYLE = """
@page { size: A4; margin: 20mm 18mm; @top-left { content: "快手科技 1024.HK" }
        @bottom-right { content: counter(page) " / " counter(pages) } }
html { font-family: "Source Sans 3", "Noto Sans SC", "Noto Sans HK"; font-size: 9pt;
       line-height: 13.5pt }
p { margin: 0 }
.pair { display: table; table-layout: fixed; width: 100% }
.pair > p { display: table-cell; vertical-align: baseline }
img { display: block; width: 200pt; height: 80pt }
tr { break-inside: avoid }
"""

BODY = """
<main>
<h1>收入同比增长11.8% <span lang="en">Revenue up 11.8%</span></h1>
<div class="pair"><p>全年收入<b>1269亿元</b>。<a href="#note">注</a></p>
<p lang="en">Revenue of RMB126.9 billion; <span lang="zh-Hans">可灵</span> and a
<a href="https://example.com/report">link to <b>the report</b></a>.</p></div>
<h2 id="results">业绩</h2>
<figure><figcaption>收入连续增长</figcaption>
<img src="chart:revenue" alt="柱状图：收入1269亿元"></figure>
<ul><li>甲<ul><li>乙</li></ul></li></ul>
<dl><dt>DAU</dt><dd>4.01亿</dd><dt>MAU</dt><dd>7.36亿</dd></dl>
<table><caption>表1</caption>
<thead><tr><th>项目</th><th colspan="2">本期</th></tr></thead>
<tbody><tr><th scope="row">收入</th><td>1269亿元</td><td></td></tr></tbody></table>
<div>散文 <em lang="en">loose</em></div>
<p aria-hidden="true">＊＊＊</p>
<p role="doc-footnote" id="note">见公告。</p>
</main>
"""

DRAWING = Drawing(
    width=200.0,
    height=80.0,
    items=(
        Shape("10 10 m\n40 10 l\n40 60 l\n10 60 l\nh", fill=(0.8, 0.2, 0.2), clip="0 0 200 80 re"),
        Shape("0 10 m\n200 10 l", stroke=(0.5, 0.5, 0.5), line_width=0.35, dash=(2.0, 1.0)),
        TextRun("图中1269亿元", 50, 40, 9, 400, (0, 0, 0), ("Source Sans 3", "Noto Sans SC")),
        TextRun("Upright", 190, 12, 7, 600, (0, 0, 0), ("Source Sans 3",), angle=90, alpha=0.9),
    ),
)

ATTACHMENTS = (
    Attachment("facts.json", b'{"revenue": "126900000000"}', "application/json", "Data", "Facts"),
    Attachment("brief.yaml", "标题: 快手\n".encode(), "application/yaml", "Source", "The brief"),
    Attachment("copy.yaml", "标题: 快手\n".encode(), "application/yaml", "Supplement", "A copy"),
)


def page(body: str, style: str = STYLE, language: str = "zh-Hans") -> str:
    """An HTML document around `body`."""
    head = f"<head><title>t</title><style>{style}</style></head>"
    return f'<!doctype html><html lang="{language}">{head}<body>{body}</body></html>'


def write_sample() -> bytes:
    """The PDF of the whole sample."""
    return write_pdf(
        page(BODY), metadata=METADATA, drawings={"revenue": DRAWING}, attachments=ATTACHMENTS
    )


@cache
def sample() -> bytes:
    """The PDF of the whole sample, written once."""
    return write_sample()


def open_sample() -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(sample()))
