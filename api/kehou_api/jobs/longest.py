"""How long a search may be asked to take: what the keeper of the service allows."""

from kehou_api.problems import Refusal
from kehou_api.settings import ServiceSettings
from kehou_solver.domain.base import Text


def insist_on_time(settings: ServiceSettings, seconds: float) -> None:
    """Refuse a search that may take longer.

    Raises:
        Refusal: 422.
    """
    if seconds > settings.most_seconds:
        most = f"{settings.most_seconds:g}"
        raise Refusal(
            422,
            "run.seconds",
            Text(f"求解时限最多 {most} 秒。", f"At most {most} seconds may be asked."),
        )
