"""Sends one request to a receiver, and hears no more of the answer than it needs."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from kehou_api.webhooks.addresses import BadAddress, Target, target_of
from kehou_api.webhooks.kinds import Failure

TIMEOUT = 10.0
"""Seconds until there is an answer, however slowly its headers drip in."""

MOST_HEARD, LONGEST_HEARD = 4096, 1.0
"""Bytes and seconds of an answer that are heard, so that most end in peace; none kept.
"""


@dataclass(frozen=True)
class Sent:
    """What came of one request: a status, or the reason that there is none."""

    status: int | None = None
    failure: Failure | None = None

    @property
    def delivered(self) -> bool:
        """Say whether the receiver has heard it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Say whether the receiver wants to hear nothing any more."""
        return self.status == 410


class Sender:
    """Sends to where it may; certificates are checked as the machine is set up to."""

    def __init__(self, *, anywhere: bool, timeout: float = TIMEOUT) -> None:
        self._anywhere, self._timeout = anywhere, timeout
        self._trusted = httpx.create_ssl_context()

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Sent:
        """Post a body. Redirects are not followed: they were not checked."""
        try:
            target = target_of(url, anywhere=self._anywhere)
        except BadAddress:
            return Sent(failure=Failure.ADDRESS)
        return asyncio.run(self._posted(target, headers, body))

    async def _posted(
        self, target: Target, headers: Mapping[str, str], body: bytes
    ) -> Sent:
        until = asyncio.get_running_loop().time() + self._timeout
        sent = Sent(failure=Failure.CONNECTION)
        for address in target.addresses:
            sent = await self._post(target, address, headers, body, until)
            if sent.failure is not Failure.CONNECTION:
                break
        return sent

    async def _post(
        self,
        target: Target,
        address: str,
        headers: Mapping[str, str],
        body: bytes,
        until: float,
    ) -> Sent:
        """Post to one address; the certificate must still be that of the host."""
        url = target.url
        connecting = self._timeout / len(target.addresses)
        async with httpx.AsyncClient(
            verify=self._trusted,
            trust_env=False,
            timeout=httpx.Timeout(self._timeout, connect=connecting),
        ) as client:
            request = client.build_request(
                "POST",
                url.copy_with(host=address),
                content=body,
                headers={**headers, "Host": url.netloc.decode()},
                extensions={"sni_hostname": url.raw_host.decode()},
            )
            try:
                async with asyncio.timeout_at(until):
                    answer = await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                return Sent(failure=Failure.CONNECTION)
            except (httpx.TimeoutException, TimeoutError):
                return Sent(failure=Failure.TIMEOUT)
            except httpx.TransportError:
                return Sent(failure=Failure.ANSWER)
            await _hear_out(answer)
            return Sent(status=answer.status_code)


async def _hear_out(answer: httpx.Response) -> None:
    """Let a short answer end; nothing that goes wrong here changes its status."""
    heard = 0
    with contextlib.suppress(httpx.TransportError, TimeoutError):
        async with asyncio.timeout(LONGEST_HEARD):
            async for part in answer.aiter_raw():
                heard += len(part)
                if heard > MOST_HEARD:
                    break
    await answer.aclose()
