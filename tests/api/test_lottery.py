"""`kehou lottery`: the list to publish, then the ranks anybody can work out again."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from kehou_solver.domain.draw import Draw
from kehou_solver.fairness.lottery import list_hash, ranks
from tests.api.conftest import Kehou, put
from tests.solver.worlds import PUPILS, changed, pupil, world

DRAWN = Draw(list_hash=list_hash(PUPILS), seed="06 11 13", seed_from="某日开奖")
SCRIPT = Path(__file__).parents[2] / "kehou_lottery.py"


def test_the_list_is_written_and_its_digest_told(kehou: Kehou, tmp_path: Path) -> None:
    put(tmp_path, "week.json", world())
    said = kehou("lottery", "list", "week.json", "-o", "list.txt")
    assert said.code == 0
    written = Path("list.txt").read_bytes()
    assert hashlib.sha256(written).hexdigest() in said.out
    assert written.splitlines()[0] == b"p1\tchess"


def test_the_list_goes_to_applicants_txt_and_programs_get_json(
    kehou: Kehou, tmp_path: Path
) -> None:
    put(tmp_path, "week.json", world())
    said = kehou("lottery", "list", "week.json", "--json")
    assert said.json == {
        "outcome": "written",
        "list_hash": list_hash(PUPILS),
        "files": ["applicants.txt"],
    }


def test_the_ranks_are_those_of_the_one_file_script(
    kehou: Kehou, tmp_path: Path
) -> None:
    put(tmp_path, "week.json", world(draw=DRAWN))
    said = kehou("lottery", "ranks", "week.json", "--json")
    assert said.code == 0
    assert said.json["ranks"] == ranks(DRAWN.seed, ["p1", "p2", "p4", "p5", "p6"])
    kehou("lottery", "list", "week.json")
    redone = subprocess.run(
        [sys.executable, SCRIPT, "applicants.txt", DRAWN.list_hash, DRAWN.seed],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = kehou("lottery", "ranks", "week.json").out.splitlines()
    assert [line.split() for line in lines[1:]] == [
        line.split() for line in redone.stdout.splitlines()
    ]


def test_without_a_draw_there_are_no_ranks(kehou: Kehou, tmp_path: Path) -> None:
    put(tmp_path, "week.json", world())
    said = kehou("lottery", "ranks", "week.json")
    assert said.code == 2
    assert "还没有抽签" in said.err


def test_a_late_applicant_is_refused_in_words(kehou: Kehou, tmp_path: Path) -> None:
    late = world(pupils=(*PUPILS, pupil("p7", "1-1", "chess")), draw=DRAWN)
    put(tmp_path, "week.json", late)
    said = kehou("--lang", "en", "lottery", "ranks", "week.json")
    assert said.code == 2
    assert "/draw/list_hash" in said.err
    assert "late applicants" in said.err


def test_the_schema_knows_the_draw(kehou: Kehou) -> None:
    described = json.loads(kehou("schema").out)
    assert set(described["$defs"]["Draw"]["required"]) == {
        "list_hash",
        "seed",
        "seed_from",
    }
    assert changed(DRAWN, seed="x").seed == "x"
