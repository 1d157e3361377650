"""Where answers lead, for the API's description: which requests take their ids.

People read there what can be done next; `tests/service/schema_walk.py` goes the ways.
"""

from typing import Any

Responses = dict[int | str, dict[str, Any]]


def link(door: str, *, body: Any = None, **places: str) -> dict[str, Any]:
    """Return a link.

    Args:
        door: where it leads, such as "GET /v1/timetables/{timetable_id}".
        body: what is to be sent there.
        places: parameters of the door; where in the answer each is, such as
            "$response.body#/id", or a value that fits.
    """
    method, path = door.split(" ")
    pointer = path.replace("~", "~0").replace("/", "~1")
    made: dict[str, Any] = {"operationRef": f"#/paths/{pointer}/{method.lower()}"}
    if places:
        made["parameters"] = places
    if body is not None:
        made["requestBody"] = body
    return made


def leads(status: int, links: dict[str, dict[str, Any]]) -> Responses:
    """Return how an answer leads on, for the description of a route."""
    return {status: {"links": links}}


def to_instance(at: str) -> dict[str, dict[str, Any]]:
    """Return links to what can be done with an instance.

    Args:
        at: where its id is in the answer.
    """
    doors = {
        "instance": "GET /v1/instances/{instance_id}",
        "content": "GET /v1/instances/{instance_id}/content",
    }
    solve = link("POST /v1/timetables", body={"instanceId": at})
    return _all(doors, instance_id=at) | {"solve": solve}


def to_timetable(at: str) -> dict[str, dict[str, Any]]:
    """Return links to what can be done with a timetable, as `to_instance`."""
    place = "/v1/timetables/{timetable_id}"
    doors = {
        "timetable": f"GET {place}",
        "metadata": f"GET {place}/metadata",
        "events": f"GET {place}/events",
        "stop": f"POST {place}/stop",
        "cancel": f"POST {place}/cancel",
        "analysis": f"GET {place}/analysis",
        "clauses": f"GET {place}/clauses",
        "certificate": f"GET {place}/certificate",
        "change": f"POST {place}/from-patch",
        "repair": f"POST {place}/repair",
        "explain": f"POST {place}/explanations",
        "xlsx": f"GET {place}/export/xlsx",
        "html": f"GET {place}/export/html",
        "ics": f"GET {place}/export/ics",
        "zip": f"GET {place}/export/zip",
    }
    return _all(doors, timetable_id=at) | {
        "compare": link(f"GET {place}/compare", timetable_id=at, other=at),
        "plan": link("POST /v1/plans", body={"timetable": at}),
    }


def onward() -> dict[str, dict[str, Any]]:
    """Return links to what is done with a timetable's content, once it was read."""
    row, instance = "$response.body#/metadata/id", "$response.body#/metadata/instance"
    whole = {"timetable": "$response.body#/modelOutput", "instanceId": instance}
    adult = "$response.body#/modelOutput/staff/0/adult"
    away = {"kind": "adult_away", "adult": adult, "weekdays": [2]}
    return {
        "judge": link("POST /v1/analysis", body=whole),
        "keep": link("POST /v1/timetables/by-hand", body=whole),
        "goOn": link(
            "POST /v1/timetables", body={"instanceId": instance, "startId": row}
        ),
        "mend": link(
            "POST /v1/timetables/{timetable_id}/repair",
            timetable_id=row,
            body={"events": [away]},
        ),
        "calendar": link(
            "GET /v1/timetables/{timetable_id}/export/ics",
            timetable_id=row,
            of="adult",
            id=adult,
        ),
    }


def to_job(at: str) -> dict[str, dict[str, Any]]:
    """Return links to what can be done with a job, as `to_instance`."""
    doors = {
        "job": "GET /v1/jobs/{job_id}",
        "stop": "POST /v1/jobs/{job_id}/stop",
        "cancel": "POST /v1/jobs/{job_id}/cancel",
    }
    return _all(doors, job_id=at)


def to_plan(at: str) -> dict[str, dict[str, Any]]:
    """Return links to what can be done with a plan, as `to_instance`."""
    steps = ("consult", "submit", "return", "approve", "publish")
    doors = {
        "plan": "GET /v1/plans/{plan_id}",
        "change": "PATCH /v1/plans/{plan_id}",
        **{step: f"POST /v1/plans/{{plan_id}}/{step}" for step in steps},
    }
    return _all(doors, plan_id=at)


def _all(doors: dict[str, str], **places: str) -> dict[str, dict[str, Any]]:
    return {name: link(door, **places) for name, door in doors.items()}
