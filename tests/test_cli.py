"""The command line: what is said where, and the code that it ends with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from brief_sample import PATH
from click.testing import CliRunner, Result

from reporter.cli import COMMANDS, cli
from reporter.languages import Edition

FAULTY = "headline: {en: up 5%}\ncolour: red\n"
FLASH = ("--edition", "en", "--template", "flash")


def invoke(*arguments: object) -> Result:
    """A command in this process; errors of the project come back as they are."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def run(
    *arguments: object,
    cwd: Path,
    program: tuple[str, ...] = ("-m", "reporter"),
    env: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    command = [sys.executable, *program, *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=os.environ | env, capture_output=True, text=True, check=False
    )


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """The example brief in a folder of its own."""
    assert invoke("init", tmp_path / "mine").exit_code == 0
    return tmp_path / "mine" / "brief.yaml"


def faulty(brief: Path) -> Path:
    brief.write_text(brief.read_text("utf-8") + FAULTY, "utf-8")
    return brief


def contradictory(brief: Path) -> Path:
    """A year-ago figure that the growth stated beside it rules out."""
    table = brief.with_name("facts.csv")
    row = "revenue_before,revenue,northwharf,FY2024,level,,10亿元,actual,announcement\n"
    table.write_text(table.read_text("utf-8") + row, "utf-8")
    return brief


# Exit codes


def test_a_build_ends_with_0_and_its_path(brief: Path, tmp_path: Path) -> None:
    done = run("build", brief, *FLASH, "--out", "made", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "made/northwharf-2025.en.flash.pdf\n"
    assert (tmp_path / "made/northwharf-2025.en.flash.pdf").read_bytes().startswith(b"%PDF-")


def test_facts_that_contradict_each_other_end_with_1(brief: Path, tmp_path: Path) -> None:
    done = run("build", contradictory(brief), *FLASH, "--out", "made", cwd=tmp_path)
    assert done.returncode == 1
    assert "the facts do not tie out: level_change: " in done.stderr
    assert not (tmp_path / "made").exists()
    assert run("check", brief, cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("build", "no-such-brief.yaml"),
        ("build", "{brief}", "--edition", "fr"),
        ("build", "{brief}", "--colour"),
        ("nonsense",),
    ],
)
def test_a_wrong_use_ends_with_2(brief: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(*(argument.format(brief=brief) for argument in arguments), cwd=tmp_path)
    assert done.returncode == 2
    assert "Usage: " in done.stderr
    assert done.stdout == ""


def test_faults_end_with_65_each_at_its_place_and_nothing_is_written(
    brief: Path, tmp_path: Path
) -> None:
    lines = brief.read_text("utf-8").count("\n")
    done = run("build", faulty(brief), "--out", "made", cwd=tmp_path)
    assert done.returncode == 65
    first, second = done.stderr.splitlines()
    assert first.startswith(f"{brief}:{lines + 1}:19: the numeral 5 is printed from no fact")
    assert second.startswith(f"{brief}:{lines + 2}:9: “colour” is not a key here")
    assert done.stdout == ""
    assert not (tmp_path / "made").exists()


def test_a_pdf_of_somebody_else_ends_with_65(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n")
    done = run("build", "x.pdf", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (65, "")
    assert done.stderr.startswith("x.pdf: ")


def test_a_folder_that_cannot_be_written_ends_with_73(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("build", brief, *FLASH, "--out", "file/made", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (73, "")
    assert done.stderr.startswith("cannot write file/made/northwharf-2025.en.flash.pdf: ")


def test_an_unknown_template_ends_with_78(brief: Path, tmp_path: Path) -> None:
    done = run("build", brief, "--template", "poster", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (78, "")
    assert "poster" in done.stderr


def test_a_bug_ends_with_70_and_a_log_of_it(tmp_path: Path) -> None:
    program = (
        "from reporter import cli; import reporter.cli.terms as terms\n"
        "def crash(**_): raise ZeroDivisionError('of no use')\n"
        "terms.command.callback = crash\n"
        "cli.main(['terms'])"
    )
    done = run(cwd=tmp_path, program=("-c", program), env={"TMPDIR": str(tmp_path)})
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    (log,) = tmp_path.glob("reporter-bug-*.log")
    assert done.stderr.strip().endswith(f"the details are in {log}")
    assert "ZeroDivisionError: of no use" in log.read_text("utf-8")


def test_an_interruption_ends_with_130(tmp_path: Path) -> None:
    program = (
        "from reporter import cli; import reporter.cli.terms as terms\n"
        "def stop(**_): raise KeyboardInterrupt\n"
        "terms.command.callback = stop\n"
        "cli.main(['terms'])"
    )
    assert run(cwd=tmp_path, program=("-c", program)).returncode == 130


def test_a_reader_that_goes_away_is_no_bug(tmp_path: Path) -> None:
    command = f"{sys.executable} -m reporter terms | head -n 1"
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("revenue\t")
    assert "bug" not in done.stderr


# What is said


def test_one_brief_with_faults_does_not_keep_another_from_its_pdf(
    brief: Path, tmp_path: Path
) -> None:
    assert invoke("init", tmp_path / "other").exit_code == 0
    other = faulty(tmp_path / "other" / "brief.yaml")
    other.write_text(other.read_text("utf-8").replace("northwharf-2025", "other"), "utf-8")
    done = run("build", other, brief, *FLASH, "--out", "made", "--json", cwd=tmp_path)
    assert done.returncode == 65
    assert [record["path"] for record in json.loads(done.stdout)] == [
        "made/northwharf-2025.en.flash.pdf"
    ]


def test_json_is_one_document_that_tells_the_file(brief: Path, tmp_path: Path) -> None:
    done = run("build", brief, *FLASH, "--out", "made", "--json", cwd=tmp_path)
    (record,) = json.loads(done.stdout)
    content = (tmp_path / record["path"]).read_bytes()
    assert (record["edition"], record["template"], record["pages"]) == ("en", "flash", 1)
    assert record["bytes"] == len(content)
    assert re.fullmatch("[0-9a-f]{64}", record["build_key"])


def test_verbose_tells_the_steps_and_quiet_only_the_result(brief: Path, tmp_path: Path) -> None:
    told = run("build", brief, *FLASH, "-v", "--out", "made", cwd=tmp_path)
    assert "en: 1 pages laid out" in told.stderr
    quiet = run("build", brief, *FLASH, "-q", "--out", "made", cwd=tmp_path)
    assert quiet.stdout == told.stdout
    assert quiet.stderr == ""


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {}])
def test_nothing_is_coloured_in_a_pipe(brief: Path, tmp_path: Path, env: dict[str, str]) -> None:
    done = run("build", faulty(brief), "--out", "made", cwd=tmp_path, env=env)
    assert "\x1b" not in done.stderr + done.stdout


def test_help_lists_every_command() -> None:
    listed = invoke("--help").output
    for name, line in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line[:20])}", listed, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: cli {name} ")


def test_a_number_in_a_template_of_ones_own_ends_with_65(brief: Path, tmp_path: Path) -> None:
    page = tmp_path / "own" / "page.html.j2"
    page.parent.mkdir()
    page.write_text("<h1>{{ page.title }}</h1>\n<p>Up 12%</p>")
    ended = run("build", brief, "--template", page.parent, cwd=tmp_path)
    assert ended.returncode == 65
    assert f"{page}:2:7: the numeral 12 is printed from no fact" in ended.stderr


def test_check_tells_the_tie_outs(brief: Path) -> None:
    said = invoke("check", brief)
    assert said.exit_code == 0
    assert said.output.startswith("northwharf-2025: 7 facts, ")
    (record,) = json.loads(invoke("check", brief, "--json").stdout)
    assert record["brief"] == "northwharf-2025"
    assert {finding["outcome"] for finding in record["findings"]} == {"holds"}


def test_check_tells_what_follows_from_the_facts() -> None:
    said = invoke("check", PATH).stdout
    for line in (
        "revenue_prior: revenue ÷ (1 + revenue_yoy) (RMB113.5 billion)",
        "adjusted_net_profit_prior: adjusted_net_profit ÷ (1 + adjusted_net_profit_yoy) "
        "(RMB10.26 billion)",
        "dau_mau_ratio: dau ÷ mau (54.5%)",
        "time_per_dau_yoy: (1 + total_time_yoy) ÷ (1 + dau_yoy) − 1 (+1.0%)",
    ):
        assert f"  derived         {line}\n" in said.replace("\u00a0", " ")
    (record,) = json.loads(invoke("check", PATH, "--json").stdout)
    revenue = next(fact for fact in record["derived"] if fact["id"] == "revenue_prior")
    assert revenue["derivation"]["inputs"] == ["revenue", "revenue_yoy"]


def test_the_schema_is_one_for_editors() -> None:
    schema = json.loads(invoke("schema").stdout)
    assert {"brief", "issuer", "period", "facts"} <= set(schema["required"])


def test_terms_are_looked_up_in_any_language() -> None:
    found, *_ = json.loads(invoke("terms", "毛利率", "--json").stdout)
    assert (found["concept"], found["en"]) == ("gross_margin", "gross margin")
    assert invoke("terms", "gross margin").stdout.startswith("gross_margin\t")
    assert invoke("terms", "snark").exit_code == 1


def test_the_doctor_finds_what_a_build_needs() -> None:
    result = invoke("doctor")
    assert result.exit_code == 0
    assert [line[:4] for line in result.output.splitlines()][:4] == ["ok  "] * 4


# A brief of one's own


def test_init_says_what_it_wrote_and_what_to_do_next(tmp_path: Path) -> None:
    done = run("init", "mine", cwd=tmp_path)
    assert done.stdout.splitlines() == ["mine/brief.yaml", "mine/facts.csv"]
    assert done.stderr == "Next: reporter build mine/brief.yaml\n"


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("mine")
    done = run("init", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (73, "")
    assert "facts.csv: it exists already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["facts.csv"]


@pytest.mark.parametrize("template", ["brief", "flash"])
def test_the_example_is_built_without_a_fault_in_every_edition(
    brief: Path, tmp_path: Path, template: str
) -> None:
    wanted = [word for edition in Edition for word in ("--edition", edition)]
    options = (*wanted, "--template", template, "--out", "made", "--json")
    done = run("build", brief, *options, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [record["edition"] for record in json.loads(done.stdout)] == [*Edition]


def test_the_example_is_made_again_from_its_pdf(brief: Path, tmp_path: Path) -> None:
    first = run("build", brief, *FLASH, "--out", "made", cwd=tmp_path).stdout.strip()
    again = run("build", first, "--out", "again", cwd=tmp_path).stdout.strip()
    assert (tmp_path / first).read_bytes() == (tmp_path / again).read_bytes()
