"""The third witness: `kehou_verify.py` reads again what a method hands over at its end.

A result zip holds the answer, what is claimed of it and the priority certificate; the
verifier, in a process of its own, knows nothing of the project and adds it all up.
"""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from benchmarks.process import ROOT
from benchmarks.results import Verified

VERIFIER = ROOT / "kehou_verify.py"
CERTIFIED = "certified_"
OTHER = "复核的不是最后一份课表 / the zip holds another timetable than was offered last"


def verify(result: Path, offered: str | None) -> Verified:
    """Have a result zip read again.

    Args:
        result: the zip a method handed over.
        offered: the timetable it offered last, as JSON: the zip must hold that one.
    """
    run = subprocess.run(  # noqa: S603
        [sys.executable, str(VERIFIER), str(result), "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    try:
        told = json.loads(run.stdout)
    except json.JSONDecodeError:
        return Verified(accepted=False, complaint=run.stderr[-300:])
    if told["accepted"] is None:
        error = told["error"]
        return Verified(accepted=False, complaint=f"{error['zh']} / {error['en']}")
    lines = told["lines"]
    broken = [_words(one) for one in lines if one["verdict"] == "broken"]
    if not _same(result, offered):
        broken.append(OTHER)
    return Verified(
        accepted=told["accepted"] and not broken,
        certified={
            one["name"].removeprefix(CERTIFIED): one["gap"]
            for one in lines
            if "gap" in one and one["verdict"] == "kept"
        },
        complaint=broken[0] if broken else None,
    )


def _words(line: dict[str, Any]) -> str:
    first = line["findings"][0] if line["findings"] else {"zh": "", "en": ""}
    return f"{line['name']}: {first['zh']} / {first['en']}"


def _same(result: Path, offered: str | None) -> bool:
    with zipfile.ZipFile(result) as archive:
        held = json.loads(archive.read("timetable.json"))
    return offered is not None and json.loads(offered) == held
