"""People who are with a group in some of its meetings: judge and verifier agree."""

from copy import deepcopy
from random import Random

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance, Timetable
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from tests.verifier.loaded import verifier
from tests.verifier.weeks import Documents, alternating, full, raw

SEEDS = range(60)


def partly_staffed(chance: Random, told: Documents) -> None:
    """Let clubs meet twice and share their meetings out among adults."""
    instance, timetable = told["instance"], told["timetable"]
    if chance.random() < 0.5:
        instance["published"] = deepcopy(timetable)
    slots = [slot["id"] for slot in instance["slots"]]
    adults = [adult["id"] for adult in instance["adults"]]
    rows = []
    for group in timetable["groups"]:
        if group["kind"] == "club" and chance.random() < 0.8:
            group["slots"] = sorted({*group["slots"], chance.choice(slots)})
    met = {group["id"]: group["slots"] for group in timetable["groups"]}
    for row in timetable["staff"]:
        mine = met[row["group"]]
        if len(mine) < 2 or chance.random() < 0.3:
            rows.append(row)
            continue
        cut = chance.randint(0, len(mine) - 1)
        rows.append({**row, "slots": mine[cut:]})
        other = chance.choice([a for a in adults if a != row["adult"]])
        if cut and chance.random() < 0.8:
            rows.append({**row, "adult": other, "slots": mine[:cut]})
    timetable["staff"] = rows


def test_judge_and_verifier_agree_on_people_of_single_meetings() -> None:
    verdicts = set()
    for seed in SEEDS:
        chance = Random(seed)  # noqa: S311 - a test, no secret
        told = deepcopy(chance.choice([full, alternating])())
        partly_staffed(chance, told)
        instance = Instance.model_validate_json(verifier.canonical(told["instance"]))
        timetable = Timetable.model_validate_json(verifier.canonical(told["timetable"]))
        policy = Policy.of(instance)
        judged = {f.rule for f in broken(audit(instance, timetable, policy))}
        lines = verifier.judge(raw(told))
        verified = {
            line["name"]
            for line in lines
            if line["part"] == "rule" and line["verdict"] == "broken"
        }
        assert verified == judged, f"seed {seed}"
        verdicts |= judged
        rows = timetable.staff
        at = [(s.adult, s.group, s.slots) for s in rows]
        if len({(a, g) for a, g, _ in at}) == len(at):
            measured = {x["name"]: x["measured"] for x in lines if x["part"] == "goal"}
            for name, value in measure_all(instance, timetable, policy).items():
                assert measured[name] == value, f"seed {seed}: {name}"
    assert {"adults_per_group", "qualified"} <= verdicts


def test_slots_of_another_group_are_refused() -> None:
    for slots in (["never"], ["mon-1", "mon-1"]):
        told = deepcopy(full())
        row = told["timetable"]["staff"][0]
        row["slots"] = slots
        lines = verifier.judge(raw(told))
        verdict = {line["name"]: line["verdict"] for line in lines}
        assert verdict["known_ids"] == "broken"
