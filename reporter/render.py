"""A page view into HTML, by the user's template first and the built-in one second.

Templates run in a sandbox: autoescape on, an undefined name an error, nothing but the page to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from traceback import walk_tb
from types import FrameType

from jinja2 import (
    ChoiceLoader,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reporter import paths, program
from reporter.errors import BadConfiguration, TemplateFault
from reporter.template_files import MAIL, TEMPLATES, template_folders
from reporter.typography import Html
from reporter.view import PageView
from reporter.view.model import FigureView

__all__ = ["MAIL", "TEMPLATES", "css_text", "figure_rows", "fill", "render"]

_PAGE = "page.html.j2"


def render(page: PageView, template: str) -> str:
    """The HTML of a page; `template` is one of TEMPLATES or a folder that overrides the first.

    Raises BadConfiguration for a template that is not there, TemplateFault for one that fails.
    """
    return fill(template, _PAGE, page=page)


def fill(template: str, name: str, **views: object) -> str:
    """A file of a template with these views in it; raises as render does."""
    environment = _environment(template)
    try:
        return environment.get_template(name).render(views)
    except TemplateNotFound as error:
        raise BadConfiguration(f"the template {template} has no {error.name}") from error
    except _FAILURES as error:
        raise TemplateFault(template, _line(error), str(error)) from error


_FAILURES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, TypeError),
    *(ValueError, RecursionError),
)
"""What a template can do wrong; its code is as good as any other's."""


def _line(error: BaseException) -> int | None:
    """The line of the template that failed: the engine keeps it in the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [line for frame, line in walk_tb(error.__traceback__) if _is_template(frame)]
    return lines[-1] if lines else None


def _is_template(frame: FrameType) -> bool:
    return frame.f_code.co_filename.endswith(".j2")


@cache
def _environment(template: str) -> ImmutableSandboxedEnvironment:
    folders = (*template_folders(template), paths.templates())
    loaders = [FileSystemLoader(folder) for folder in folders]
    compiled = paths.cache(f"templates-{program.versions()['Jinja2']}")
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=FileSystemBytecodeCache(str(compiled)),
    )
    environment.filters["css"] = css_text
    environment.filters["rows"] = figure_rows
    return environment


def css_text(text: str) -> Html:
    """The text as the inside of a CSS string: every character that could end it is escaped."""
    return Html(
        "".join(
            character if character.isalnum() or character == " " else f"\\{ord(character):x} "
            for character in text
        )
    )


def figure_rows(figures: Iterable[FigureView]) -> Iterator[tuple[FigureView, ...]]:
    """Charts as they stand in rows: two halves or three thirds beside each other."""
    row: list[FigureView] = []
    room = {"half": 2, "third": 3}
    for figure in figures:
        if row and (row[0].slot != figure.slot or len(row) == room.get(figure.slot, 1)):
            yield tuple(row)
            row = []
        row.append(figure)
    if row:
        yield tuple(row)
