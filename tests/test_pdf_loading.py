from __future__ import annotations

import subprocess
import sys

LOADED = (
    "import sys; from reporter import pdf; pdf.get_ready()\n"
    "import ctypes.util, fontTools, weasyprint.pdf.fonts as fonts\n"
)


def answer(program: str, before: str = "") -> str:
    command = [sys.executable, "-c", before + LOADED + program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_no_program_is_started() -> None:
    watched = (
        "import sys\n"
        "def refuse(event, _):\n"
        "    assert event not in ('subprocess.Popen', 'os.posix_spawn', 'os.system'), event\n"
        "sys.addaudithook(refuse)\n"
    )
    assert answer("print(ctypes.util.find_library.__name__)", watched) == "find_library"


def test_what_rewrites_fonts_is_not_loaded() -> None:
    assert answer("print('fontTools.subset' in sys.modules, 'lxml' in sys.modules)") == (
        "False False"
    )


def test_it_is_loaded_when_it_is_used() -> None:
    program = (
        "from reporter.fonts import FACES\n"
        "print(fonts.TTFont(FACES[0].path)['maxp'].numGlyphs, fonts.subset.Options().hinting)"
    )
    glyphs, hinting = answer(program).split()
    assert int(glyphs) > 1000
    assert hinting == "True"


def test_where_a_library_has_no_usual_name_it_is_searched_for() -> None:
    hidden = (
        "import ctypes.util, cffi.api, sys\n"
        "asked = []\n"
        "load = cffi.api._load_backend_lib\n"
        "def strange(backend, name, flags):\n"
        "    asked.append(ctypes.util.find_library.__name__)\n"
        "    if 'pango' in name and asked[-1] != 'find_library':\n"
        "        raise OSError(name)\n"
        "    return load(backend, name, flags)\n"
        "cffi.api._load_backend_lib = strange\n"
    )
    assert answer("print(asked[0], asked[-1])", hidden) == "_unfound find_library"
