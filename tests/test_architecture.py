"""The shape of the package, read off its imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = Path(__file__).parent.parent / "reporter"

# The flow, in one direction: a part imports only from parts before it. A new one is put in by hand.
ORDER = """
    errors heard articles languages paths program template_files stores archive cache fonts periods
    quantity intervals wordlists concepts terms_hans terms formats facts fact_schema related prose
    movement prose_checks brief sources
    issuer_table parameters
    brief_files brief_schema proofing relations extract derive checks check_plan fact_reading
    loading uncovered source_check fact_places source_text comparison fact_sources
    typography speech narrative display_list charts exhibits view exchange comparison_text
    render template_text manifest
    pdf_document pdf_loading pdf_roles pdf_faults pdf_fetch pdf_attachments pdf_drawing pdf_metadata
    pdf_marks pdf_source pdf_streams pdf_tags pdf_layout pdf_quick_sheets pdf_quick_text pdf_quick
    pdf_engine pdf_contents pdf
    setting example drafts review press prepress build verify
    bug_log clock ledger_schema ledger batch_item batch_items engines builds batch mail
    calendars schedule
    cli __main__
""".split()

# One outside library, one part; pdf stands for its fellows pdf_… too.
HOMES = {
    "babel": {"formats"},
    "click": {"cli"},
    "cronsim": {"schedule"},
    "css_inline": {"mail"},
    "distributed": {"engines"},
    "exchange_calendars": {"calendars"},
    "flufl": {"mail"},
    "fontTools": {"verify"},
    "jinja2": {"render"},
    "keyring": {"mail"},
    "lxml": {"articles"},
    "matplotlib": {"charts"},
    "numpy": {"charts"},
    "openpyxl": {"sources"},
    "obstore": {"stores"},
    "opencc": {"terms"},
    "pandas": {"sources"},
    "pikepdf": {"pdf", "verify"},
    "pydantic": {"brief_schema", "fact_schema", "mail", "schedule"},
    "pydyf": {"pdf"},
    "pypdfium2": {"verify"},
    "sqlalchemy": {"sources"},
    "weasyprint": {"pdf"},
    "yaml": {"sources"},
}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def imports(module: str) -> Iterator[str]:
    """Every module that `module` names in an import, wherever in the file it stands."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by a relative name"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield submodule if submodule in MODULES else str(node.module)


def part(module: str) -> str:
    """`charts` for reporter.charts.bars; nothing for the package itself."""
    return module.partition(".")[2].partition(".")[0]


def is_outside(module: str) -> bool:
    library = module.partition(".")[0]
    return library != "reporter" and library not in sys.stdlib_module_names


INSIDE = {
    name: {module for module in imports(name) if module.startswith("reporter")} for name in MODULES
}
OUTSIDE = {
    name: {module.partition(".")[0] for module in imports(name) if is_outside(module)}
    for name in MODULES
}


def test_every_part_stands_in_the_order() -> None:
    assert {part(name) for name in MODULES} - {""} <= set(ORDER)


@pytest.mark.parametrize("module", MODULES)
def test_a_part_imports_only_from_parts_before_it(module: str) -> None:
    before = ORDER[: ORDER.index(part(module))] if part(module) else []
    others = {part(imported) for imported in INSIDE[module]} - {"", part(module)}
    assert others <= set(before)


def test_no_module_imports_itself_through_others() -> None:
    TopologicalSorter(INSIDE).prepare()


@pytest.mark.parametrize("module", MODULES)
def test_an_outside_library_is_imported_only_in_its_home(module: str) -> None:
    home = part(module).partition("_")[0]
    allowed = {name for name, homes in HOMES.items() if homes & {part(module), home}}
    assert OUTSIDE[module] <= allowed


def test_every_outside_library_is_declared() -> None:
    setup = ConfigParser()
    setup.read(PACKAGE.parent / "setup.cfg", "utf-8")
    extras = setup["options.extras_require"].items()
    of_users = (lines for extra, lines in extras if extra not in ("dev", "conformance"))
    declared = [setup["options"]["install_requires"], *of_users]
    needed = {
        canonicalize_name(Requirement(line).name)
        for lines in declared
        for line in lines.strip().splitlines()
        if not line.startswith("#")
    }
    distributions = packages_distributions()
    for library in set().union(*OUTSIDE.values()):
        assert needed & {canonicalize_name(name) for name in distributions[library]}, library


@pytest.mark.parametrize(
    "library", ["pandas", "matplotlib", "weasyprint", "sqlalchemy", "obstore", "pydantic"]
)
def test_help_answers_without_a_heavy_library(library: str) -> None:
    program = (
        "import sys; from reporter.cli import main; sys.argv = ['reporter', '--help']\n"
        "try: main()\n"
        "except SystemExit as done: assert not done.code\n"
        f"assert {library!r} not in sys.modules"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert "build" in answer.stdout


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_read_in_one_sitting(module: str) -> None:
    assert MODULES[module].read_text("utf-8").count("\n") <= 350


@pytest.mark.parametrize("module", MODULES)
def test_a_function_fits_on_a_screen(module: str) -> None:
    long = [
        node.name
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno > 50
    ]
    assert not long
