"""The result zip: instance, timetable and claims, for whoever trusts only the verifier.

Members: `instance.json`, `timetable.json`, `claims.json`, and `certificate.json` if
there is one; `kehou_verify.py` reads them. The zip holds an entry for every child: hand
it to auditors, do not publish it.
"""

import hashlib
import json
import platform
import zipfile
import zlib
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from kehou_solver.checks import CHECKS, audit, broken
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.answer import Found
from kehou_solver.domain.base import Frozen
from kehou_solver.domain.certificate import Certificate
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Hardship, Pupil
from kehou_solver.domain.school import Tier
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InvalidFile, Problem
from kehou_solver.fairness import is_fair
from kehou_solver.necessity import vendor_necessity
from kehou_solver.policy import Policy

CLAIMS_FORMAT = "kehou-claims/1"
NATURE = ("minimum_enrolment", "one_place_at_a_time", "pins_kept")
CERTIFICATE_FORMAT = "kehou-certificate/1"
MEMBERS = ("instance.json", "timetable.json", "claims.json")
CERTIFICATE = "certificate.json"
"""A fourth member, where something was certified."""

LARGEST_MEMBER = 64 * 1024 * 1024
"""Bytes of one unpacked member; the verifier refuses larger ones too."""

UNREADABLE = (
    zipfile.BadZipFile,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)
"""What a damaged, foreign or encrypted zip raises; RecursionError is a RuntimeError."""

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Result(NamedTuple):
    """What a result zip holds; the claims are as written, not checked."""

    instance: Instance
    timetable: Timetable
    claims: dict[str, Any]


def write_result(path: Path, instance: Instance, policy: Policy, found: Found) -> None:
    """Write the result zip; the same `found` always gives the same bytes.

    Categories of hardship do not leave: a child's is written as "other_hardship",
    which keeps its place in the queue.
    """
    public = without_categories(instance)
    documents = {
        "instance.json": public.model_dump(mode="json"),
        "timetable.json": found.timetable.model_dump(mode="json"),
        "claims.json": claims_of(public, policy, found),
    }
    if found.certificate is not None:
        documents[CERTIFICATE] = certificate_document(found.certificate)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in documents:
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, canonical(documents[name]))
    Path(path).write_bytes(packed.getvalue())


def certificate_document(certificate: Certificate) -> dict[str, Any]:
    """Return a certificate as it is written: multipliers, and no coefficient."""
    return {
        "format": CERTIFICATE_FORMAT,
        "denominator": certificate.denominator,
        "goals": [
            {
                "name": goal.name,
                "value": goal.value,
                "bound": goal.bound,
                "kept": [{"name": name, "value": value} for name, value in goal.kept],
                "multipliers": [
                    {"row": one.row, "of": list(one.of), "times": one.times}
                    for one in goal.multipliers
                ],
            }
            for goal in certificate.goals
        ],
    }


def without_categories(instance: Instance) -> Instance:
    """Return the instance with every kind of hardship replaced by the general one."""

    def hidden(pupil: Pupil) -> Pupil:
        if not pupil.hardship:
            return pupil
        return pupil.model_copy(update={"hardship": (Hardship.OTHER,)})

    pupils = tuple(hidden(pupil) for pupil in instance.pupils)
    return instance.model_copy(update={"pupils": pupils})


def claims_of(instance: Instance, policy: Policy, found: Found) -> dict[str, Any]:
    """Return the claims about an answer: what was asked of it, and how good it is.

    `instance` must be as it is written (see `without_categories`): its digest is here.
    """
    return {
        "format": CLAIMS_FORMAT,
        "instance_sha256": digest(instance),
        "timetable_sha256": digest(found.timetable),
        "policy": policy_claims(instance, policy),
        "fairness": fairness_claims(instance, found.timetable, policy),
        "vendor_necessity": necessity_claims(instance, found.timetable, policy),
        "goals": [
            goal.model_dump(mode="json", exclude={"seconds"}) for goal in found.goals
        ],
        "seed": found.seed,
        "workers": found.workers,
        "seconds": round(found.seconds, 3),
        "versions": {
            "kehou": _version("kehou"),
            "ortools": _version("ortools"),
            "python": platform.python_version(),
        },
    }


def fairness_claims(
    instance: Instance, timetable: Timetable, policy: Policy
) -> dict[str, Any] | None:
    """Return what is claimed about who sits where; None = nothing is claimed.

    Claimed only of a week that keeps every rule, is free of envy and, if there is a
    draw, settled by it: all of it looked at here, whoever made the week.
    """
    if broken(audit(instance, timetable, policy)):
        return None
    if not is_fair(instance, timetable, policy):
        return None
    draw = instance.draw.model_dump(mode="json") if instance.draw else None
    return {"checked": True, "envy": 0, "draw": draw}


def necessity_claims(
    instance: Instance, timetable: Timetable, policy: Policy
) -> list[dict[str, Any]] | None:
    """Return what is proved of each vendor lesson; None for an unlawful week."""
    if broken(audit(instance, timetable, policy)):
        return None
    return [
        lesson.model_dump(mode="json")
        for lesson in vendor_necessity(instance, timetable, policy)
    ]


def policy_claims(instance: Instance, policy: Policy) -> dict[str, Any]:
    """Return what the rulebooks asked for on the day, in plain words and numbers."""
    fees = {tier.value: policy.tier_fee(tier, public=True) for tier in Tier}
    return {
        "rulebooks": [
            {
                "name": book.name,
                "source_sha256": book.source.sha256,
                "status": f"{book.source.status.zh} / {book.source.status.en}",
            }
            for book in policy.rulebooks
        ],
        "day": policy.day.isoformat(),
        "rules": sorted({*policy.rules(), *NATURE}),
        "papers": {
            kind.value: sorted(paper.value for paper in policy.papers(kind))
            for kind in AdultKind
        },
        "tier_fees": {tier: fee for tier, fee in fees.items() if fee is not None},
        "lower_middle_last_grade": policy.number("lower_middle_last_grade"),
        "goal_order": list(instance.goals or policy.goal_order()),
        "waivable": sorted(rule for rule in CHECKS if policy.can_be_waived(rule)),
    }


def canonical(document: Any) -> bytes:
    """Return the bytes that are hashed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return text.encode("utf-8")


def digest(model: Frozen) -> str:
    """Return the sha256 of a model's canonical JSON."""
    return hashlib.sha256(canonical(model.model_dump(mode="json"))).hexdigest()


def read_result(path: Path) -> Result:
    """Read a result zip back. Judges nothing: that is the verifier's work.

    Raises:
        InvalidFile: if it is no result zip.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            data = {name: _unpack(archive, name) for name in MEMBERS}
        instance = Instance.model_validate_json(data["instance.json"])
        timetable = Timetable.model_validate_json(data["timetable.json"])
        claims = json.loads(data["claims.json"])
    except UNREADABLE as error:
        raise _no_result(path, error) from None
    if not isinstance(claims, dict) or claims.get("format") != CLAIMS_FORMAT:
        raise _no_result(path, None)
    return Result(instance, timetable, claims)


def _unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        data = member.read(LARGEST_MEMBER + 1)
    if len(data) > LARGEST_MEMBER:
        raise zipfile.BadZipFile(name)
    return data


def _no_result(path: Path, error: Exception | None) -> InvalidFile:
    seen = "claims.json" if error is None else type(error).__name__
    if isinstance(error, ValidationError):  # where, never what: it may be a child's
        seen = "/" + "/".join(str(step) for step in error.errors()[0]["loc"])
    return InvalidFile(
        [
            Problem(
                where=Path(path).name,
                seen=seen,
                expected_zh=f"应为含 {'、'.join(MEMBERS)} 的结果压缩包",
                expected_en=f"should be a result zip with {', '.join(MEMBERS)}",
            )
        ]
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
