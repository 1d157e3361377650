"""Vendor necessity: for every vendor lesson a set that can be counted, or none."""

from kehou_solver.necessity.certificate import Giver, Session, VendorLesson
from kehou_solver.necessity.find import vendor_necessity
from kehou_solver.necessity.proof import faults

__all__ = ["Giver", "Session", "VendorLesson", "faults", "vendor_necessity"]
