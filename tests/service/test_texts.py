"""Control characters are refused: one database cannot keep them, the other would."""

import pytest

from kehou_api.people.roles import Role
from tests.service.bodies import body
from tests.service.running import Service

NUL = "a\x00b"


@pytest.mark.parametrize(
    "where",
    [
        "/v1/timetables/%00",
        "/v1/timetables?instance=%00",
        "/v1/plans/%00",
        "/v1/jobs/%00",
    ],
)
def test_an_id_with_nul_is_nobodys(service: Service, where: str) -> None:
    """A server answered with a defect: it cannot even be asked for such an id."""
    answer = service.client().get(where)
    assert answer.status_code in (200, 404, 422)
    assert answer.json().get("code") in (None, "unknown", "request.characters")


def test_texts_are_refused_with_their_place(service: Service) -> None:
    named = body() | {"config": {"run": {"name": NUL}}}
    client, keeper = service.client(), service.client("", Role.KEEPER)
    told = [
        client.post("/v1/timetables", json=named),
        client.post("/v1/plans", json={"title": NUL, "timetable": "tt_0"}),
        keeper.post("/v1/keys", json={"name": NUL, "role": "keeper"}),
        keeper.post(
            "/v1/owners", json={"kind": "district", "code": "nul", "title": NUL}
        ),
    ]
    assert [answer.status_code for answer in told] == [422] * 4
    assert [answer.json()["issues"][0]["pointer"] for answer in told] == [
        "/config/run/name",
        "/title",
        "/name",
        "/title",
    ]
