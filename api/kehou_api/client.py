"""A thin typed client of the service: `with Client(base, key) as kehou: …`."""

import hmac
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from pydantic import BaseModel

from kehou_api.files.media import XLSX
from kehou_api.instances.schemas import Checked
from kehou_api.jobs.schemas import JobSaid
from kehou_api.pages import Page
from kehou_api.people.schemas import SelfSaid
from kehou_api.problems import ProblemDocument
from kehou_api.register.schemas import Copied
from kehou_api.reports.schemas import DistrictReport, ReportSaid, TimetableReport
from kehou_api.timetables.schemas import (
    Analysis,
    ByHand,
    Compared,
    Run,
    TimetableHead,
    TimetableWhole,
)
from kehou_api.webhooks.schemas import DeliverySaid, WebhookMade, WebhookSaid
from kehou_api.webhooks.signing import ID, SIGNATURE, TIMESTAMP, signature_of

Model = TypeVar("Model", bound=BaseModel)

TOLERANCE = 300
"""Seconds a delivery may be old, or our clocks apart: older ones may be replayed."""


class Refused(Exception):
    """The service refused a request; `problem` says why, in both languages."""

    def __init__(self, problem: ProblemDocument) -> None:
        super().__init__(f"{problem.status} {problem.code}: {problem.detail_en}")
        self.problem = problem


class Forged(Exception):
    """What came in is not from the service, was altered, or is too old."""


def verified(
    secret: str, headers: Mapping[str, str], body: bytes, *, at: float | None = None
) -> dict[str, Any]:
    """Return what a webhook was sent, if it is right to believe it.

    It may come twice: drop what has an `id` you have heard before.

    Args:
        secret: of the webhook, `whsec_…`.
        headers: of the request, in any case.
        body: its bytes, as they came.
        at: when (s since 1970); None = now.

    Raises:
        Forged: if it is not.
    """
    said = {name.lower(): value for name, value in headers.items()}
    sent, timestamp = said.get(ID, ""), said.get(TIMESTAMP, "")
    if not re.fullmatch("[0-9]{1,12}", timestamp):
        raise Forged("no timestamp")
    moment = time.time() if at is None else at
    if abs(moment - int(timestamp)) > TOLERANCE:
        raise Forged("too old, or from the future")
    right = signature_of(secret, sent, int(timestamp), body).encode()
    signatures = said.get(SIGNATURE, "").encode().split()
    if not any(hmac.compare_digest(right, one) for one in signatures):
        raise Forged("no signature of ours")
    told: dict[str, Any] = json.loads(body)
    return told


class Client:
    """One key at one service. Every method returns what the API describes."""

    def __init__(self, base: str, key: str, *, timeout: float = 60.0) -> None:
        """Prepare; nothing is sent yet.

        Args:
            base: such as `http://127.0.0.1:8080`.
            key: the secret, `kh_…`.
            timeout: seconds for one request.
        """
        headers = {"Authorization": f"Bearer {key}"}
        self._http = httpx.Client(base_url=base, headers=headers, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def whoami(self) -> SelfSaid:
        """Say whose key it is, and what it may do."""
        return self._ask(SelfSaid, "GET", "/v1/self")

    def check(self, instance: Mapping[str, Any]) -> Checked:
        """Say what is wrong with an instance; nothing is stored."""
        where = "/v1/instances?operation=NONE"
        return self._ask(Checked, "POST", where, instance)

    def take_over(self, instance_id: str, owner: str | None = None) -> Copied:
        """Make the items of a stored instance records of the register."""
        where = "/v1/register/copies" + (f"?owner={owner}" if owner else "")
        return self._ask(Copied, "POST", where, {"instance": instance_id})

    def assemble(self, week_of: date, term: str | None = None) -> Checked:
        """Make the instance of a week of the register; with a term, by its calendar."""
        asked = {"week_of": week_of.isoformat(), "term": term}
        return self._ask(Checked, "POST", "/v1/register/assembled", asked)

    def solve(
        self,
        instance: Mapping[str, Any],
        run: Run | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> TimetableHead:
        """Have a timetable made; it is there at once and gets better."""
        body = {"config": {"run": _run(run)}, "modelInput": instance}
        return self._ask(TimetableHead, "POST", "/v1/timetables", body, idempotency_key)

    def solve_again(self, timetable: TimetableHead, run: Run) -> TimetableHead:
        """Go on from a timetable, with more time or another seed."""
        body = {
            "config": {"run": _run(run)},
            "instanceId": timetable.instance,
            "startId": timetable.id,
        }
        return self._ask(TimetableHead, "POST", "/v1/timetables", body)

    def metadata(self, timetable_id: str) -> TimetableHead:
        """Say where a timetable stands."""
        where = f"/v1/timetables/{timetable_id}/metadata"
        return self._ask(TimetableHead, "GET", where)

    def timetable(self, timetable_id: str) -> TimetableWhole:
        """Return a timetable with its content."""
        return self._ask(TimetableWhole, "GET", f"/v1/timetables/{timetable_id}")

    def wait(self, timetable_id: str, seconds: float) -> TimetableHead:
        """Wait until a search has ended.

        Raises:
            TimeoutError: if it has not, in so many seconds.
        """
        until = time.monotonic() + seconds
        while (head := self.metadata(timetable_id)).ended_at is None:
            if time.monotonic() > until:
                raise TimeoutError(f"{timetable_id} has not ended in {seconds} s")
            time.sleep(0.3)
        return head

    def events(
        self, timetable_id: str, after: int = 0
    ) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """Yield (number, kind, data) as they come, until the search ends."""
        where = f"/v1/timetables/{timetable_id}/events"
        headers = {"Last-Event-ID": str(after)}
        with self._http.stream("GET", where, headers=headers, timeout=None) as answer:
            if answer.is_error:
                answer.read()
                raise _refused(answer)
            event: dict[str, str] = {}
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                if line:
                    event[name] = value
                elif "id" in event:
                    yield int(event["id"]), event["event"], json.loads(event["data"])
                    event = {}

    def stop(self, timetable_id: str) -> TimetableHead:
        """End a search and keep the best so far."""
        return self._ask(TimetableHead, "POST", f"/v1/timetables/{timetable_id}/stop")

    def cancel(self, timetable_id: str) -> TimetableHead:
        """End a search and throw away what it found."""
        where = f"/v1/timetables/{timetable_id}/cancel"
        return self._ask(TimetableHead, "POST", where)

    def analysis(self, timetable_id: str) -> Analysis:
        """Have the judge's word on a stored timetable."""
        return self._ask(Analysis, "GET", f"/v1/timetables/{timetable_id}/analysis")

    def compare(self, timetable_id: str, other: str) -> Compared:
        """Compare two timetables of one instance."""
        where = f"/v1/timetables/{timetable_id}/compare?other={other}"
        return self._ask(Compared, "GET", where)

    def patched(self, timetable_id: str, patch: list[dict[str, Any]]) -> ByHand:
        """Store a changed copy of a timetable (JSON Patch)."""
        where = f"/v1/timetables/{timetable_id}/from-patch"
        return self._ask(ByHand, "POST", where, {"patch": patch})

    def repair(
        self, timetable_id: str, events: list[dict[str, Any]], run: Run | None = None
    ) -> TimetableHead:
        """Have a timetable mended after events, with the fewest changes."""
        body = {"config": {"run": _run(run)}, "events": events}
        where = f"/v1/timetables/{timetable_id}/repair"
        return self._ask(TimetableHead, "POST", where, body)

    def why_not(
        self, timetable_id: str, question: dict[str, Any], run: Run | None = None
    ) -> JobSaid:
        """Ask why not; the answer is the job's result."""
        body = {"config": {"run": _run(run)}, "question": question}
        where = f"/v1/timetables/{timetable_id}/explanations"
        return self._ask(JobSaid, "POST", where, body)

    def job(self, job_id: str) -> JobSaid:
        """Say where a job stands."""
        return self._ask(JobSaid, "GET", f"/v1/jobs/{job_id}")

    def wait_for_job(self, job_id: str, seconds: float) -> JobSaid:
        """Wait until a job has ended.

        Raises:
            TimeoutError: if it has not, in so many seconds.
        """
        until = time.monotonic() + seconds
        while (job := self.job(job_id)).ended_at is None:
            if time.monotonic() > until:
                raise TimeoutError(f"{job_id} has not ended in {seconds} s")
            time.sleep(0.3)
        return job

    def import_workbook(
        self, workbook: bytes, *, idempotency_key: str | None = None
    ) -> JobSaid:
        """Have an Excel workbook read; the job's `result` names the instance."""
        headers = {"Content-Type": XLSX}
        if idempotency_key is not None:
            headers["Idempotency-Key"] = idempotency_key
        answer = self._http.post("/v1/imports", content=workbook, headers=headers)
        return JobSaid.model_validate_json(_content(answer))

    def workbook(self, instance_id: str) -> bytes:
        """Return an instance as a workbook that can be edited and imported again."""
        return _content(self._http.get(f"/v1/instances/{instance_id}/export/xlsx"))

    def ask_for_report(self, asked: TimetableReport | DistrictReport) -> ReportSaid:
        """Have a report made; its id is also that of its job."""
        body = asked.model_dump()
        return self._ask(ReportSaid, "POST", "/v1/reports", body)

    def report(self, report_id: str) -> ReportSaid:
        """Say where a report stands."""
        return self._ask(ReportSaid, "GET", f"/v1/reports/{report_id}")

    def report_content(self, report_id: str) -> bytes:
        """Return the zip of a report."""
        return _content(self._http.get(f"/v1/reports/{report_id}/content"))

    def make_webhook(
        self,
        url: str,
        kinds: Iterable[str] = ("job.ended", "plan.changed"),
        *,
        idempotency_key: str | None = None,
    ) -> WebhookMade:
        """Have a URL hear what happens; keep the secret, it is said this once."""
        body = {"url": url, "kinds": list(kinds)}
        return self._ask(WebhookMade, "POST", "/v1/webhooks", body, idempotency_key)

    def webhooks(self, after: str | None = None) -> Page[WebhookSaid]:
        """List webhooks, a page at a time."""
        return self._ask(Page[WebhookSaid], "GET", _page("/v1/webhooks", after))

    def end_webhook(self, webhook_id: str) -> WebhookSaid:
        """Have nothing more sent there."""
        return self._ask(WebhookSaid, "DELETE", f"/v1/webhooks/{webhook_id}")

    def ping_webhook(self, webhook_id: str) -> DeliverySaid:
        """Have something sent, to see whether it arrives."""
        return self._ask(DeliverySaid, "POST", f"/v1/webhooks/{webhook_id}/ping")

    def deliveries(
        self, webhook_id: str, after: str | None = None
    ) -> Page[DeliverySaid]:
        """List what a webhook was or is to be sent, a page at a time."""
        where = _page(f"/v1/webhooks/{webhook_id}/deliveries", after)
        return self._ask(Page[DeliverySaid], "GET", where)

    def deliver_again(self, webhook_id: str, delivery_id: str) -> DeliverySaid:
        """Have a delivery sent now, under its old id."""
        where = f"/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/again"
        return self._ask(DeliverySaid, "POST", where)

    def _ask(
        self,
        model: type[Model],
        method: str,
        where: str,
        body: Any = None,
        idempotency_key: str | None = None,
    ) -> Model:
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        answer = self._http.request(method, where, json=body, headers=headers)
        return model.model_validate_json(_content(answer))


def _run(run: Run | None) -> dict[str, Any]:
    return (run or Run()).model_dump(exclude_none=True)


def _content(answer: httpx.Response) -> bytes:
    if answer.is_error:
        raise _refused(answer)
    return answer.content


def _page(where: str, after: str | None) -> str:
    return where if after is None else f"{where}?after={after}"


def _refused(answer: httpx.Response) -> Exception:
    if "problem+json" in answer.headers.get("content-type", ""):
        return Refused(ProblemDocument.model_validate_json(answer.content))
    return httpx.HTTPStatusError(
        f"{answer.status_code}", request=answer.request, response=answer
    )
