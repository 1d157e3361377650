"""One run of one method in a process of its own: `python -m benchmarks.child`."""

import sys
import traceback
from pathlib import Path

from benchmarks.method import Unavailable
from benchmarks.methods import load
from benchmarks.trace import TraceWriter
from kehou_solver.domain.reading import read_instance


def main(words: list[str]) -> int:
    """Run METHOD on the instance file for SECONDS with SEED, and write the trace."""
    method_name, instance_path, seconds, seed, trace_path = words
    instance = read_instance(Path(instance_path).read_text(encoding="utf-8"))
    trace = TraceWriter(Path(trace_path))
    try:
        method = load(method_name)
        method.prepare()
    except Unavailable as missing:
        trace.note(str(missing))
        trace.end("skipped")
        return 0
    trace.start()
    try:
        method.run(instance, float(seconds), int(seed), trace)
    except Exception as fault:
        traceback.print_exc()
        trace.note(f"{type(fault).__name__}: {fault}"[:500])
        trace.end("crashed")
        return 1
    trace.end("done")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
