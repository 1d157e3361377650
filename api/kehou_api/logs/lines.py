"""How the service writes lines: JSON for machines, in colour where somebody watches."""

import logging
import sys
import threading
from typing import Any, Literal

import structlog
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, Processor

from kehou_api.logs.tracebacks import without_data

Form = Literal["auto", "json", "console"]
Level = Literal["debug", "info", "warning", "error"]

FIELDS = (
    "time",
    "level",
    "event",
    "logger",
    "request",
    "method",
    "route",
    "status",
    "milliseconds",
    "asker",
    "job",
    "kind",
    "attempt",
    "executor",
    "job_status",
    "seconds",
    "crash",
    "crashes",
    "code",
    "jobs",
    "webhook",
    "delivery",
    "address",
    "exception",
)
"""All that a line may hold, in this order. What else is given to a logger is dropped:
a pupil, a title or a body that somebody hands over by mistake goes nowhere."""


def logger(name: str) -> BoundLogger:
    """Return a logger of ours; its events are fixed words, all else goes in fields."""
    made: BoundLogger = structlog.wrap_logger(
        logging.getLogger(f"kehou.{name}"),
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=True,
    )
    return made


def set_up(form: Form, level: Level) -> None:
    """Have everything this process logs written to stderr in one form.

    Libraries speak from warnings on, whatever our own level: at a lower one some write
    rows of the database.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(form))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("kehou").setLevel(level.upper())
    logging.captureWarnings(True)
    # A line that cannot be written would else be printed as it was handed over.
    logging.raiseExceptions = False
    engine = logging.getLogger("dbos")  # makes a handler where it finds none
    engine.handlers, engine.propagate = [handler], False
    threading.excepthook = lambda raised: _uncaught(raised.exc_value)


def _formatter(form: Form) -> ProcessorFormatter:
    watched = sys.stderr.isatty()
    renderer: Processor
    if form == "console" or (form == "auto" and watched):
        renderer = structlog.dev.ConsoleRenderer(
            colors=watched,
            timestamp_key="time",
            exception_formatter=structlog.dev.plain_traceback,
        )
    else:
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            _first_line,
        ],
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            structlog.processors.ExceptionRenderer(
                lambda raised: without_data(raised[1])
            ),
            _known_fields,
            renderer,
        ],
    )


def _first_line(_: Any, __: str, told: EventDict) -> EventDict:
    """Cut what others say: statements, rows and refused values come after the first."""
    told["event"] = told["event"].strip().partition("\n")[0].partition("[SQL")[0]
    return told


def _known_fields(_: Any, __: str, told: EventDict) -> EventDict:
    return {
        name: told[name]
        for name in FIELDS
        if isinstance(told.get(name), str | int | float)
    }


def _uncaught(error: BaseException | None) -> None:
    logger("process").critical("uncaught", exc_info=error)
