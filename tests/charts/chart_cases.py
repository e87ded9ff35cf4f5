"""What the chart tests share: the editions, a canvas for each, and labels in their languages."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from matplotlib.text import Text

from reporter.charts import plot
from reporter.charts.drawing import record
from reporter.charts.marks import Label
from reporter.charts.style import Canvas
from reporter.languages import Edition, Language

EDITIONS = tuple(Edition)


def canvas(width: float, height: float, edition: Edition = Edition.BILINGUAL) -> Canvas:
    """A canvas in the colours of the first brief."""
    return Canvas(width, height, edition.languages, "#c9470b", "#c4161c", "#1b7a4b")


def say(edition: Edition, hans: str, hant: str, en: str) -> Label:
    """The label of an edition."""
    words = {Language.ZH_HANS: hans, Language.ZH_HANT: hant, Language.EN: en}
    return tuple(words[language] for language in edition.languages)


def lead(edition: Edition, hans: str, hant: str, en: str) -> Label:
    """The label in the leading language alone, as figures are set where room is short."""
    return say(edition, hans, hant, en)[:1]


def draws_cleanly(spec: object, on: Canvas) -> Figure:
    """The figure, once its own check and that of its recording have found nothing."""
    figure = plot(spec, on)
    assert record(figure).faults() == ()
    return figure


def words(figure: Figure) -> list[str]:
    """Every text, without the thin spaces between scripts."""
    return [
        artist.get_text().replace("\u2009", "")
        for artist in figure.artists
        if isinstance(artist, Text)
    ]


def roles(figure: Figure) -> list[str]:
    """What each shape of the figure is, in the order drawn."""
    return [str(artist.get_gid()) for artist in figure.artists if artist.get_gid()]


def dots(figure: Figure, role: str = "dot") -> list[tuple[float, float]]:
    """The centres of the dots in that role, in points."""
    return [
        (float(artist.center[0]), float(artist.center[1]))
        for artist in figure.artists
        if isinstance(artist, Circle) and artist.get_gid() == role
    ]


def curves(figure: Figure, role: str = "curve") -> list[Line2D]:
    """The lines in that role."""
    return [
        artist
        for artist in figure.artists
        if isinstance(artist, Line2D) and artist.get_gid() == role
    ]
