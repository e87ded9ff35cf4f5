"""How long the extractor takes for texts of 7 KB, 100 KB and 1 MB: linear, and how fast.

Seconds are those of this machine's processor; the ratio of one size to the next is that of any.

    python benchmarks/extraction_speed.py tests/corpus/extract [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from time import process_time

from extraction import read_marked

from reporter.extract import extract

SIZES = (7_000, 100_000, 1_000_000)
_RUNS = 3


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """A language and its labelled texts, one behind the other."""
    for language in ("zh-Hans", "zh-Hant", "en"):
        paths = sorted(folder.glob(f"{language}_*.txt"))
        yield language, "\n".join(read_marked(path).text for path in paths)


def of_size(text: str, characters: int) -> str:
    """So many characters of a text, said again and again."""
    pieces = []
    left = characters
    for line in cycle(text.splitlines(keepends=True)):
        pieces.append(line[:left])
        left -= len(pieces[-1])
        if not left:
            return "".join(pieces)
    raise ValueError("an empty text")


def hard(characters: int) -> Iterator[tuple[str, str]]:
    """Texts that are hard on a grammar: one line, nothing but figures, nothing but brackets."""
    yield "one line", of_size("营收增长5%至3亿元，净利润下降2%，", characters).replace("\n", "")
    yield "digits", "1234567890" * (characters // 10)
    yield "brackets", "(" * (characters // 2) + ")" * (characters // 2)
    yield "commas", "1,2," * (characters // 4)
    yield "Han numerals", "一二三四五六七八九十" * (characters // 10)
    yield "spaces", "1 " * (characters // 2)
    yield "names", of_size("Aa Bb Cc Dd Inc. said ", characters)


def seconds(text: str) -> float:
    """The shortest of a few runs."""
    times = []
    for _ in range(_RUNS if len(text) < SIZES[-1] else 1):
        started = process_time()
        extract(text)
        times.append(process_time() - started)
    return min(times)


def report(name: str, times: list[tuple[int, float]]) -> None:
    cells = [f"{size:>9,}: {time:7.3f} s {time / size * 1e6:6.1f} µs/char" for size, time in times]
    per_character = [time / size for size, time in times]
    print(f"{name:14} {'  '.join(cells)}  ×{per_character[-1] / per_character[0]:.2f} per char")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Raw)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    arguments = parser.parse_args()
    extract("营收增长5%")  # which reads the word lists
    for language, text in texts(arguments.corpus):
        report(language, [(size, seconds(of_size(text, size))) for size in SIZES])
        if arguments.profile:
            profiler = cProfile.Profile()
            profiler.runcall(extract, of_size(text, SIZES[1]))
            pstats.Stats(profiler).sort_stats("tottime").print_stats(15)
    for sizes in zip(*(hard(size) for size in SIZES[:2]), strict=True):
        report(sizes[0][0], [(len(text), seconds(text)) for _, text in sizes])


_Raw = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    main()
