"""What each doubt of the extractor is worth: log-odds fitted to the labelled texts.

A candidate is right where it agrees with its label in everything. The weights are fitted to both
splits, the scale to the one that rules were not written from, so that a confidence says what may be
hoped for on a text that nobody has seen. Put the figures into reporter/extract/confidence.py when
the extractor has become better; benchmarks/extraction.py --confidence shows what they are worth.

    python benchmarks/confidence.py tests/corpus/extract
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from extraction import LEVELS, measure, read_marked

from reporter.extract.confidence import Doubt

FITTED = [doubt for doubt in Doubt if doubt is not Doubt.NO_CONCEPT]
_CAUTION = 2.0
"""How strongly weights are drawn towards nothing."""
_LEAST = 0.1


def readings(folder: Path) -> Iterator[tuple[bool, frozenset[str], bool]]:
    """Of each candidate with a concept: whether its text is held back, its doubts, its truth."""
    for path in sorted(folder.glob("*_*.txt")):
        text = read_marked(path)
        for outcome in measure(text):
            optional = outcome.label and outcome.label.optional
            if outcome.found and outcome.found.concept and not optional:
                doubts = frozenset(outcome.found.doubts)
                yield text.head["split"] == "held", doubts, outcome.depth == len(LEVELS)


def fit(features: np.ndarray, truth: np.ndarray, free: int) -> np.ndarray:
    """Weights of a logistic regression by Newton's method; the first `free` are not held back."""
    weights = np.zeros(features.shape[1])
    caution = np.r_[np.full(free, 1e-9), np.full(features.shape[1] - free, _CAUTION)]
    for _ in range(50):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chance - truth) + caution * weights
        bend = (features * (chance * (1 - chance))[:, None]).T @ features + np.diag(caution)
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Raw)
    parser.add_argument("corpus", type=Path)
    found = list(readings(parser.parse_args().corpus))
    rows = [[1, held, *(doubt.words in doubts for doubt in FITTED)] for held, doubts, _ in found]
    weights = fit(np.array(rows, float), np.array([right for *_, right in found], float), free=2)
    print(f"_BEST = {weights[0] + weights[1]:.1f}")
    for doubt, weight in zip(FITTED, weights[2:], strict=True):
        times = sum(doubt.words in doubts for _, doubts, _ in found)
        print(f"{doubt.name} = {min(weight, -_LEAST):.1f}  # {times} times")


_Raw = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    main()
