"""Codes for adults: nobody real is meant."""

from kehou_solver.domain import AdultKind

ID_PREFIX = {
    AdultKind.OWN_TEACHER: ("t", "教师"),
    AdultKind.GROUP_TEACHER: ("g", "集团校教师"),
    AdultKind.RETIREE: ("r", "退休教师"),
    AdultKind.SPORTS_COACH: ("k", "教练"),
    AdultKind.ARTS_SCIENCE_WORKER: ("w", "文艺科普工作者"),
    AdultKind.ARTISAN: ("a", "能工巧匠"),
    AdultKind.HERITAGE_BEARER: ("h", "非遗传承人"),
    AdultKind.VOLUNTEER: ("u", "志愿者"),
    AdultKind.VENDOR_INSTRUCTOR: ("v", "机构教师"),
    AdultKind.SUPPORT_STAFF: ("s", "后勤人员"),
}


def named(kind: AdultKind, number: int) -> tuple[str, str]:
    """Return id and name; names are codes, nobody real is meant."""
    prefix, title = ID_PREFIX[kind]
    return f"{prefix}{number:03d}", f"{title}{number:03d}"
