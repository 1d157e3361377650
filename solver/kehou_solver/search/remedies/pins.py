"""Taking one's own pin back."""

from typing import Literal

from kehou_solver.domain.base import Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance, Pin
from kehou_solver.search.remedies.base import Frame, Remedy
from kehou_solver.search.subjects import in_words


class Unpin(Remedy):
    """A pin is taken back. Offered only for impossible weeks, to whoever pinned."""

    kind: Literal["unpin"] = "unpin"
    number: int
    pin: Pin

    def changed(self, instance: Instance) -> Instance:
        """Drop the pin."""
        pins = tuple(pin for pin in instance.pins if pin != self.pin)
        return instance.model_copy(update={"pins": pins})

    def says(self, index: Index) -> Text:
        """Name the pin."""
        pin = in_words(index, f"pin:{self.number}")
        return Text(f"取消{pin.zh}", f"{pin.en} is taken back")

    def restrict(self, frame: Frame) -> None:
        """Keep the pin."""
        frame.unless_taken("pins_kept", f"pin:{self.number}")
