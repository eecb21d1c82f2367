"""Hostile and clumsy texts by the hundred thousand, read by the real readers: `python -m tests.fuzz --cases 100000`.

Whatever is written, reading it ends without a traceback and in bounded time, nothing active comes out, every link
leads somewhere, and every word is on the page or in a problem. What breaks that is shown as small as it can be made.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from tests import fuzz_texts
from tests.fuzz_readers import (
    MESSAGES,
    RECORDS,
    Broken,
    po_header,
    read_catalogue,
    read_markdown,
    read_names,
    read_record,
    read_transcript,
)
from tests.fuzz_site import build_site, site_case
from tests.fuzz_texts import WORD, Writer

MOST_SECONDS = 5.0
"""Of processor time for one case."""


def _record_case(w: Writer) -> bytes:
    kind = w.random.choice(list(RECORDS))
    return kind.encode() + b"\n" + w.encoded(fuzz_texts.record(w, RECORDS[kind][1]))


Read = Callable[[bytes], bool]
"""Reads a case; returns whether it is sound, so that there is no problem to tell."""

Kind = tuple[Callable[[Writer], bytes], Read, float]

KINDS: dict[str, Kind] = {
    "markdown": (lambda w: w.encoded(fuzz_texts.markdown(w)), read_markdown, 0.4),
    "record": (_record_case, read_record, 0.25),
    "vtt": (lambda w: w.encoded(fuzz_texts.transcript(w)), read_transcript, 0.15),
    "po": (lambda w: w.encoded(fuzz_texts.catalogue(w, po_header(), list(MESSAGES))), read_catalogue, 0.1),
    "names": (lambda w: "\0".join(fuzz_texts.names(w)).encode("utf-8", "surrogateescape"), read_names, 0.05),
}
"""How a case of each kind is made, how it is read, and its share of all cases; the rest are built into sites."""

SITE = 250
"""Records that are tried for one site."""

SHOWN = 20
"""So many faults of a kind are shown, those alike once."""


def fault_of(read: Read, case: bytes) -> tuple[str, bool]:
    """What does not hold for a case, nothing where all does; and whether the case is sound."""
    began = time.process_time()
    try:
        sound = read(case)
    except Broken as broken:
        return str(broken), False
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        return traceback.format_exc(), False
    took = time.process_time() - began
    return (f"took {took:.1f} s" if took > MOST_SECONDS else ""), sound


def shrunk(read: Read, case: bytes) -> bytes:
    """A small case at fault as this one is."""
    kind, size = fault_of(read, case)[0][:5], len(case) // 2
    while size:
        at = 0
        while at < len(case):
            smaller = case[:at] + case[at + size :]
            if fault_of(read, smaller)[0][:5] == kind:
                case = smaller
            else:
                at += size
        size //= 2
    return case


def run(cases: int, seed: int, only: Sequence[str]) -> int:
    """Try so many cases; returns how many were at fault, after showing the first of each kind of fault."""
    bad = 0
    for name, (make, read, share) in KINDS.items():
        if not only or name in only:
            bad += _kind(name, make, read, range(seed * 1_000_003, seed * 1_000_003 + int(cases * share)))
    if not only or "site" in only:
        records = cases * (1 - sum(share for *_, share in KINDS.values()))
        bad += _sites(range(seed * 1_000_003, seed * 1_000_003 + math.ceil(records / SITE)))
    return bad


def _kind(name: str, make: Callable[[Writer], bytes], read: Read, seeds: range) -> int:
    bad = sound = 0
    seen, began, worst = set[str](), time.process_time(), 0.0
    for seed in seeds:
        case, start = make(Writer(seed)), time.process_time()
        fault, is_sound = fault_of(read, case)
        worst, sound, bad = max(worst, time.process_time() - start), sound + is_sound, bad + bool(fault)
        sign = WORD.sub("", fault.strip().rpartition("\n")[2])
        if fault and sign not in seen and len(seen) < SHOWN:
            seen.add(sign)
            small = shrunk(read, case)
            print(f"{name} {seed}: {fault}\n    {small!r}\n{small.decode(errors='replace')}", flush=True)
    took = time.process_time() - began
    found = f"{sound} of them sound, {bad} at fault"
    print(f"{name}: {len(seeds)} cases, {found}, in {took:.0f} s, at most {worst:.2f} s for one")
    return bad


def _sites(seeds: range) -> int:
    bad = records = pages = 0
    began = time.process_time()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            case = site_case(Writer(seed, odd=15), SITE)
            records += len(case.words)
            try:
                pages += build_site(case, Path(folder))
            except Exception as error:  # noqa: BLE001 - as above
                bad += 1
                print(f"site {seed}: {error if isinstance(error, Broken) else traceback.format_exc()}", flush=True)
    took = time.process_time() - began
    print(f"site: {len(seeds)} sites of {records} texts and {pages} pages, {bad} at fault, in {took:.0f} s")
    return bad


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 1 where something does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=[*KINDS, "site"], default=[])
    asked = parser.parse_args(argv)
    return 1 if run(asked.cases, asked.seed, asked.kind) else 0


if __name__ == "__main__":
    sys.exit(main())
