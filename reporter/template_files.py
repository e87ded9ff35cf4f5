"""The files that a template is made of: the user's own first, the built-in ones second."""

from __future__ import annotations

from pathlib import Path

from reporter import paths
from reporter.errors import BadConfiguration

TEMPLATES = ("brief", "flash")
"""The built-in templates of a page."""
MAIL = "mail"
"""The folder of the built-in templates of a message."""


def template_files(template: str) -> dict[str, bytes]:
    """Every file that may shape a page of that template, by its name, for the build key.

    Folders go by their place: a user's may be called as a built-in one is.
    """
    folders = [paths.templates() / "shared", *template_folders(template)]
    return {
        f"{place}/{file.relative_to(folder)}": file.read_bytes()
        for place, folder in enumerate(folders)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def template_folders(template: str) -> list[Path]:
    """Where the files of a template are looked for; raises BadConfiguration for an unknown one."""
    if template in (*TEMPLATES, MAIL):
        return [paths.templates() / template]
    folder = Path(template)
    if not folder.is_dir():
        known = ", ".join(TEMPLATES)
        raise BadConfiguration(f"no template “{template}”: name one of {known}, or a folder")
    return [folder, paths.templates() / TEMPLATES[0]]
