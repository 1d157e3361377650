"""A draw anybody can redo, over a list nobody can change afterwards."""

import hashlib
import hmac
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kehou_solver.domain import Draw, Hardship, Instance
from kehou_solver.domain.reading import read_instance, write_json
from kehou_solver.domain.validity import problems
from kehou_solver.errors import InvalidInstance
from kehou_solver.fairness import applicant_list, list_hash, ranks, ranks_of
from tests.solver import worlds as small
from tests.solver.fairness.planted import drawn, school

SCRIPT = Path(__file__).parents[3] / "kehou_lottery.py"


def script(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the one-file draw with nothing of ours in reach."""
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
    )


def test_the_list_holds_codes_and_wishes_and_nothing_else() -> None:
    instance = small.world(
        pupils=(
            small.pupil("p9", "1-1", "chess", hardship=(Hardship.DISABLED,)),
            small.pupil("p10", "3-1", "robots", "chess"),
            small.pupil("a", "3-1", "robots", consent=None),
            small.pupil("b", "3-1"),
            small.pupil("学1", "1-1", "chess"),
        )
    )
    listed = applicant_list(instance.pupils)
    assert listed.decode() == "p10\trobots,chess\np9\tchess\n学1\tchess\n"
    assert list_hash(instance.pupils) == hashlib.sha256(listed).hexdigest()


def test_nobody_applied() -> None:
    assert applicant_list(()) == b""
    assert ranks("seed", ()) == {}


def test_the_order_of_the_file_does_not_matter() -> None:
    pupils = school(0)[0].pupils
    assert applicant_list(pupils) == applicant_list(pupils[::-1])


def test_ranks_are_by_the_hmac_of_the_code() -> None:
    ranked = ranks("2026003", ["x", "y", "z", "学1"])
    digests = [
        hmac.digest(b"2026003", code.encode(), "sha256").hex() for code in ranked
    ]
    assert digests == sorted(digests)
    assert list(ranked.values()) == [1, 2, 3, 4]


def test_known_ranks_never_change() -> None:
    assert ranks("06 11 13", ["S1", "S2", "S3", "S4", "S5"]) == KNOWN


KNOWN = {"S5": 1, "S3": 2, "S2": 3, "S1": 4, "S4": 5}


@pytest.mark.parametrize("seed", ["2026003", "双色球 06 11 13", " a "])
def test_the_one_file_script_draws_the_same_ranks(tmp_path: Path, seed: str) -> None:
    instance = drawn(school(1)[0], seed)
    path = tmp_path / "applicants.txt"
    path.write_bytes(applicant_list(instance.pupils))
    digest = list_hash(instance.pupils)
    assert script(path).stdout == f"{digest}\n"
    told = script(path, digest, seed)
    assert told.returncode == 0
    lines = [line.split("\t") for line in told.stdout.splitlines()]
    assert {code: int(rank) for rank, code in lines} == ranks_of(instance)
    assert len(lines) > 20


def test_the_script_rejects_a_late_applicant_and_a_changed_wish(tmp_path: Path) -> None:
    pupils = school(1)[0].pupils
    published = list_hash(pupils)
    path = tmp_path / "applicants.txt"
    for change in (b"zz\tchess\n", b""):
        listed = applicant_list(pupils)
        path.write_bytes(listed + change if change else listed.replace(b",", b";", 1))
        told = script(path, published, "2026003")
        assert (told.returncode, told.stdout) == (1, "")
        assert "不符" in told.stderr


def test_the_script_explains_itself_and_needs_the_standard_library_only() -> None:
    assert script().returncode == 2
    assert "applicants.txt" in script().stderr
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60
    imported = {x.split()[1] for x in lines if x.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


# The draw in an instance


def late(instance: Instance, **changes: Any) -> Instance:
    child = small.pupil("zz", instance.classes[0].id, "chess")
    child = small.changed(child, **changes)
    return small.changed(instance, pupils=(*instance.pupils, child))


def test_a_draw_over_the_list_is_sound() -> None:
    assert problems(drawn(small.world())) == []


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(late, id="a late applicant"),
        pytest.param(
            lambda one: small.changed(one, pupils=one.pupils[1:]), id="one left"
        ),
        pytest.param(
            lambda one: small.changed(
                one,
                pupils=small.replaced(
                    one.pupils, small.pupil("p4", "3-1", "chess", "robots")
                ),
            ),
            id="a wish changed",
        ),
    ],
)
def test_a_draw_over_another_list_is_refused(changed: Any) -> None:
    instance = changed(drawn(small.world()))
    (problem,) = problems(instance)
    assert problem.where == "/draw/list_hash"
    assert list_hash(instance.pupils) in problem.expected_zh
    assert list_hash(instance.pupils) in problem.expected_en
    with pytest.raises(InvalidInstance):
        read_instance(write_json(instance))


def test_who_did_not_apply_does_not_touch_the_draw() -> None:
    instance = drawn(small.world())
    assert problems(late(instance, wishes=())) == []
    assert problems(late(instance, consent=None)) == []


@pytest.mark.parametrize("field", ["seed", "seed_from"])
def test_a_seed_from_nowhere_is_refused(field: str) -> None:
    instance = drawn(small.world())
    assert instance.draw is not None
    blank = small.changed(instance.draw, **{field: " "})
    (problem,) = problems(small.changed(instance, draw=blank))
    assert problem.where == f"/draw/{field}"


def test_a_digest_that_is_none_is_refused_with_its_place() -> None:
    text = write_json(drawn(small.world()))
    digest = list_hash(small.PUPILS)
    for wrong in (digest.upper(), digest[:-1], "latest"):
        with pytest.raises(InvalidInstance) as refused:
            read_instance(text.replace(digest, wrong))
        assert [p.where for p in refused.value.problems] == ["/draw/list_hash"]


def test_a_drawn_instance_reads_back_as_it_was_written() -> None:
    instance = drawn(small.world())
    assert isinstance(instance.draw, Draw)
    assert read_instance(write_json(instance)) == instance
