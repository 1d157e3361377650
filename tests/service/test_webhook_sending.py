"""What is signed is believed, and nothing is sent to where nothing may be sent."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kehou_api.client import Forged, verified
from kehou_api.problems import Refusal
from kehou_api.settings import ServiceSettings
from kehou_api.webhooks.addresses import BadAddress, is_open, target_of
from kehou_api.webhooks.kinds import Failure
from kehou_api.webhooks.sending import Sender, Sent
from kehou_api.webhooks.service import insist_on_address
from kehou_api.webhooks.signing import new_secret, signature_of, signed_headers
from tests.service.receiver import Receiver


def test_a_signature_is_that_of_the_public_convention() -> None:
    """The example that libraries of Standard Webhooks test themselves with."""
    secret, sent = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 1614265330
    said = b'{"test": 2432232314}'
    right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signature_of(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", sent, said) == right


def test_what_is_signed_is_believed_for_five_minutes() -> None:
    secret, said = new_secret(), b'{"id": "dl_1"}'
    headers = signed_headers(secret, "dl_1", 1000, said)
    assert verified(secret, headers, said, at=1000) == {"id": "dl_1"}
    assert verified(secret, headers, said, at=1300) == {"id": "dl_1"}
    assert verified(secret, headers, said, at=700) == {"id": "dl_1"}
    title = {name.title(): value for name, value in headers.items()}
    assert verified(secret, title, said, at=1000) == {"id": "dl_1"}
    other = signature_of(new_secret(), "dl_1", 1000, said)
    both = headers | {"webhook-signature": f"{other} {headers['webhook-signature']}"}
    assert verified(secret, both, said, at=1000) == {"id": "dl_1"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"at": 1301.0}, id="old"),
        pytest.param({"at": 699.0}, id="from the future"),
        pytest.param({"body": b'{"id": "dl_2"}'}, id="altered"),
        pytest.param({"secret": new_secret()}, id="of another secret"),
        pytest.param({"webhook-id": "dl_2"}, id="under another id"),
        pytest.param({"webhook-timestamp": "1001"}, id="under another moment"),
        pytest.param({"webhook-timestamp": "soon"}, id="at no moment"),
        pytest.param({"webhook-signature": ""}, id="unsigned"),
        pytest.param({"webhook-signature": "v1,é"}, id="signed with nonsense"),
    ],
)
def test_what_is_forged_or_old_is_refused(change: dict[str, Any]) -> None:
    secret, said = new_secret(), b'{"id": "dl_1"}'
    headers = signed_headers(secret, "dl_1", 1000, said)
    headers |= {name: value for name, value in change.items() if name in headers}
    with pytest.raises(Forged):
        verified(
            change.get("secret", secret),
            headers,
            change.get("body", said),
            at=change.get("at", 1000.0),
        )


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_addresses_of_the_open_network_are_open(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3",  # noqa: S104
        "172.16.0.1", "192.168.0.1",
        "100.64.0.1", "169.254.169.254", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "198.18.0.1", "203.0.113.1", "::", "::1", "fe80::1", "fe80::1%lo", "fc00::1",
        "fec0::1", "ff02::1", "2001:db8::1", "::ffff:10.0.0.1", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2001::1",
    ],
)  # fmt: skip
def test_addresses_of_one_network_are_not(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("http://8.8.8.8/", "https"),
        ("ftp://8.8.8.8/", "https"),
        ("https://user:word@8.8.8.8/", "password"),
        ("https://user@8.8.8.8/", "password"),
        ("https://8.8.8.8\\@127.0.0.1/", "password"),
        ("https://127.0.0.1/", "private"),
        ("https://127.1/", "private"),
        ("https://2130706433/", "private"),
        ("https://0x7f000001/", "private"),
        ("https://[::1]/", "private"),
        ("https://[::ffff:127.0.0.1]/", "private"),
        ("https://localhost/", "private"),
        ("https://8.8.8.8:99999/", "URL"),
        ("https://8.8.8.8:0/", "URL"),
        ("https://[::1", "URL"),
        ("https:///path", "URL"),
        ("https://8.8.8.8/\x00", "URL"),
        ("8.8.8.8", "URL"),
        ("https://" + "a" * 300 + "/", "found"),
        ("https://a..b/", "found"),
    ],
)
def test_urls_that_lead_inside_or_nowhere_are_refused(url: str, seen: str) -> None:
    with pytest.raises(BadAddress, match=seen):
        target_of(url, anywhere=False)
    with pytest.raises(Refusal) as refused:
        insist_on_address(url, ServiceSettings())
    assert (refused.value.status, refused.value.code) == (422, "webhook.address")


def test_an_open_address_is_taken_and_the_keeper_may_allow_all() -> None:
    assert target_of("https://8.8.8.8/x", anywhere=False).addresses == ("8.8.8.8",)
    assert target_of("http://127.0.0.1:80/", anywhere=True).addresses == ("127.0.0.1",)
    with pytest.raises(BadAddress):
        target_of("http://user:word@127.0.0.1/", anywhere=True)


def test_one_closed_address_among_open_ones_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leads_to(monkeypatch, "8.8.8.8", "10.0.0.1")
    with pytest.raises(BadAddress, match="private"):
        target_of("https://hook.example/", anywhere=False)


def leads_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Have every name lead there; return the names that were looked up."""
    asked = []

    def looked_up(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return asked


def test_the_address_that_was_checked_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Receiver() as receiver:
        asked = leads_to(monkeypatch, "127.0.0.1")
        url = f"http://hook.example:{receiver.port}/path?of=theirs"
        assert Sender(anywhere=True).send(url, {"X-Of": "ours"}, b"{}").status == 204
        assert asked == ["hook.example"]
    (heard,) = receiver.heard
    assert heard.path == "/path?of=theirs"
    assert heard.headers["Host"] == f"hook.example:{receiver.port}"


def test_a_name_that_leads_inside_later_is_not_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Receiver() as receiver:
        leads_to(monkeypatch, "127.0.0.1")
        url = f"https://hook.example:{receiver.port}/"
        sent = Sender(anywhere=False).send(url, {}, b"{}")
    assert sent == Sent(failure=Failure.ADDRESS)
    assert receiver.heard == []


def test_redirects_are_not_followed() -> None:
    with Receiver(302) as receiver:
        sent = Sender(anywhere=True).send(receiver.url, {}, b"{}")
    assert (sent.status, sent.delivered) == (302, False)
    assert len(receiver.heard) == 1


def test_a_closed_port_is_no_connection_and_the_next_address_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Receiver() as receiver:
        leads_to(monkeypatch, "127.0.0.2", "127.0.0.1")
        url = f"http://hook.example:{receiver.port}/"
        assert Sender(anywhere=True).send(url, {}, b"{}").delivered
    sent = Sender(anywhere=True).send("http://127.0.0.1:9/", {}, b"{}")
    assert sent == Sent(failure=Failure.CONNECTION)


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nX: ", b"a", Sent(failure=Failure.TIMEOUT)),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 50_000, Sent(status=200)),
        (b"no HTTP at all\r\n", b"", Sent(failure=Failure.ANSWER)),
    ],
    ids=["headers that drip", "a body without end", "no HTTP"],
)
def test_answers_take_neither_time_nor_memory(
    first: bytes, then: bytes, expected: Sent
) -> None:
    with answering(first, then) as port:
        sender = Sender(anywhere=True, timeout=0.5)
        assert sender.send(f"http://127.0.0.1:{port}/", {}, b"{}") == expected


@contextlib.contextmanager
def answering(first: bytes, then: bytes) -> Iterator[int]:
    """Answer one request with something, and then something again and again."""
    server = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connection, _ = server.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(4096)
            connection.sendall(first)
            while then:
                time.sleep(0.02)
                connection.sendall(then)

    thread = threading.Thread(target=answer)
    thread.start()
    yield server.getsockname()[1]
    thread.join()
    server.close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate")
def test_a_certificate_must_be_that_of_the_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            shutil.which("openssl") or "",
            *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *(
                "-subj",
                "/CN=hook.example",
                "-addext",
                "subjectAltName=DNS:hook.example",
            ),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    leads_to(monkeypatch, "127.0.0.1")
    receiver = Receiver()
    receiver.speak_tls(context)
    with receiver:
        sender = Sender(anywhere=True)
        right = sender.send(f"https://hook.example:{receiver.port}/", {}, b"{}")
        wrong = sender.send(f"https://other.example:{receiver.port}/", {}, b"{}")
    assert right == Sent(status=204)
    assert wrong == Sent(failure=Failure.CONNECTION)
