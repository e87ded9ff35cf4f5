"""What the documents say is there: the files they link to, the commands they show."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from reporter.cli import cli

CHECKOUT = Path(__file__).parent.parent
DOCUMENTS = sorted([*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md")])
MAKE_TARGETS = set(
    re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
)


def anchors(document: Path) -> set[str]:
    """The headings of a document as a link names them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def dead_links(document: Path) -> list[str]:
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    return dead


def code_lines(document: Path) -> list[str]:
    """Lines of indented or fenced blocks, and code within a line."""
    text = document.read_text("utf-8")
    fenced = [
        line
        for block in re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    indented = re.findall(r"^ {4}(.+)$", text, re.MULTILINE)
    inline = re.findall(r"`([^`\n]+)`", text)
    return [line.removeprefix("$ ").strip() for line in (*fenced, *indented, *inline)]


def shown(program: str) -> list[list[str]]:
    """The arguments of each use of `program` in the documents."""
    return [
        shlex.split(line, comments=True)[1:]
        for document in DOCUMENTS
        for line in code_lines(document)
        if line.startswith(f"{program} ")
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    assert not dead_links(document)


def test_every_make_target_shown_exists() -> None:
    targets = {words[0] for words in shown("make")}
    assert {"brief", "test"} <= targets <= MAKE_TARGETS


def test_every_command_shown_exists_with_its_options() -> None:
    shown_commands = [words for words in shown("reporter") if not words[0].startswith("-")]
    assert shown_commands
    for name, *words in shown_commands:
        command = cli.get_command(click.Context(cli), name)
        assert command, name
        if isinstance(command, click.Group) and words:
            assert words[0] in command.commands, f"reporter {name} has no {words[0]}"
            command = command.commands[words[0]]
        options = {flag for option in command.params for flag in option.opts}
        used = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert used <= options, f"reporter {name} has no {used - options}"


def test_every_brief_shown_is_in_the_repository() -> None:
    briefs = {word for words in shown("reporter") for word in words if word.startswith("data/")}
    assert briefs
    assert all((CHECKOUT / brief).is_file() for brief in briefs)


def test_the_fonts_weigh_what_is_said() -> None:
    said = (CHECKOUT / "docs" / "fonts.md").read_text("utf-8")
    files = list((CHECKOUT / "assets" / "fonts").glob("*.ttf"))
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    assert f"the same {len(files)} files" in said
    assert f"Together {megabytes:.1f} MB on disk" in said


def test_kubernetes_takes_what_the_documents_show() -> None:
    validate = pytest.importorskip("kubernetes_validate")
    text = (CHECKOUT / "docs" / "scale.md").read_text("utf-8")
    (block,) = re.findall(r"^```yaml\n(apiVersion: .*?)^```", text, re.MULTILINE | re.DOTALL)
    kinds = []
    for document in yaml.safe_load_all(block):
        validate.validate(document, "1.31", strict=True)
        kinds.append(document["kind"])
    assert kinds == ["Service", "Deployment", "Deployment"]
