"""Why a job ended without an answer, in words."""

from typing import Any

from kehou_api.jobs.messages import Refused


def defect(error: Exception) -> dict[str, Any]:
    """Say that a mistake of our own broke a job off."""
    name = type(error).__name__
    return {
        "code": "defect.worker",
        "zh": f"程序自身出错（{name}），不是数据的问题；已记入日志。",
        "en": f"Our own mistake ({name}), not your data's; it has been logged.",
        "issues": [],
    }


def said(refused: Refused) -> dict[str, Any]:
    """Say what a child refused."""
    return dict(refused)


def crashed(code: int | None) -> dict[str, Any]:
    """Say that a child ended without a word."""
    how = f"signal {-code}" if code is not None and code < 0 else f"exit {code}"
    return {
        "code": "job.crashed",
        "zh": f"任务进程意外结束（{how}），可能是内存不足；已有的最好课表会保留。",
        "en": f"The job's process ended unexpectedly ({how}), perhaps out of memory; "
        "the best timetable it had is kept.",
        "issues": [],
    }


TOO_LONG = {
    "code": "job.seconds",
    "zh": "任务用时过长，已中止；请按学校拆分后再试。",
    "en": "The job took too long and was ended; split it by school and try again.",
    "issues": [],
}
