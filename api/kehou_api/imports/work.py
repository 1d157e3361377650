"""Reads a workbook, as a function a child process calls. No database, no web here."""

import threading

from kehou_api.documents.shortages import shortage_documents
from kehou_api.instances.packing import pack
from kehou_api.jobs.messages import Done, Order, Voice, answered
from kehou_instances.workbook import workbook_in
from kehou_solver.domain.instance import Instance
from kehou_solver.errors import Problem
from kehou_solver.policy import Policy
from kehou_solver.shortages.readiness import readiness_problems

NAME = "工作簿 / workbook"
"""What messages about the file as a whole call it: its own name is not sent."""


def do_import(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Read an instance from a workbook; it is checked like one that was sent as JSON.

    Raises:
        InputError: with everything that is wrong, by sheet, row and column.
    """
    instance = workbook_in(order["material"]["workbook"], NAME, _unready)
    done = answered({"shortages": shortage_documents(instance)})
    done["made"] = pack(instance)
    return done


def _unready(instance: Instance) -> list[Problem]:
    return readiness_problems(instance, Policy.of(instance))
