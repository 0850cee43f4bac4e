"""Print how many injected errors the checker finds and repairs: `.venv/bin/python bench/injected.py [--reports N]`."""

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def table(reports: int) -> None:
    """Print a line for each kind of error in so many reports."""
    from tests.kernel.checks.generated import alarms, measure

    tallies = measure(reports)
    tallies["all"] = sum(tallies.values(), Counter())
    print(f"{'error':<12} {'made':>6} {'findable':>9} {'found':>6} {'found/findable':>15} {'first repair right':>19}")
    for kind, tally in tallies.items():
        found = tally["found"] / tally["findable"] if tally["findable"] else 1
        repaired = f"{tally['repaired'] / tally['repairable']:.2f}" if tally["repairable"] else "-"
        print(f"{kind:<12} {tally['made']:>6} {tally['findable']:>9} {tally['found']:>6} {found:>15.3f} {repaired:>19}")
    print(f"alarms in {reports} sound reports: {len(alarms(reports))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--reports", type=int, default=4, help="reports to make; each gets about 180 errors, one at a time"
    )
    table(parser.parse_args().reports)


if __name__ == "__main__":
    main()
