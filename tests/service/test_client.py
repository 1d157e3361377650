"""The typed client does a scheduler's Monday morning."""

import pytest

from kehou_api.client import Client, Refused
from kehou_api.jobs.status import JobStatus, SolutionStatus
from kehou_api.people.roles import Role
from kehou_api.timetables.schemas import Run
from kehou_instances.ladder import generate
from tests.service.running import Service


def test_a_week_is_checked_solved_followed_changed_and_mended(
    service: Service,
) -> None:
    school = generate("XS", 3).instance.model_dump(mode="json")
    key = service.people.keys["east-1", Role.SCHEDULER]
    with Client(service.base, key) as kehou:
        assert "timetables.write" in kehou.whoami().rights
        assert kehou.check(school).valid
        asked = kehou.solve(school, Run(seconds=20), idempotency_key="client")
        assert kehou.solve(school, Run(seconds=20), idempotency_key="client").id == (
            asked.id
        )
        kinds = [kind for _, kind, _ in kehou.events(asked.id)]
        assert kinds[-1] == "end"
        ended = kehou.wait(asked.id, 60)
        assert ended.status is JobStatus.COMPLETED
        assert ended.solution_status is SolutionStatus.PROVED_OPTIMAL
        whole = kehou.timetable(asked.id)
        assert whole.modelOutput is not None
        assert kehou.analysis(asked.id).lawful
        changed = kehou.patched(asked.id, [{"op": "remove", "path": "/staff/0"}])
        assert kehou.compare(asked.id, changed.metadata.id).changed["staff"] == 1
        away = whole.modelOutput["staff"][0]["adult"]
        event = {"kind": "adult_away", "adult": away, "weekdays": [3]}
        mended = kehou.repair(asked.id, [event], Run(seconds=20))
        assert kehou.wait(mended.id, 60).parent == asked.id
        with pytest.raises(Refused, match=r"timetable\.ended"):
            kehou.stop(asked.id)
        with pytest.raises(Refused, match="unknown"):
            kehou.timetable("tt_nothing")
