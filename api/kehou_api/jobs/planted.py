"""Crashes on purpose, so that trials can see what the service makes of them."""

import os
import threading
from typing import Literal

Planted = Literal["exit", "memory", "hang"]

EXIT_CODE = 86


def crash(how: Planted) -> None:
    """Die as a solver might, or grow without an end, or hear nobody."""
    match how:
        case "exit":
            os._exit(EXIT_CODE)
        case "memory":
            hoard = []
            while True:
                hoard.append(bytearray(64 * 1024 * 1024))
        case "hang":
            while True:
                threading.Event().wait(60)  # deaf to a stop, as a presolve may be
