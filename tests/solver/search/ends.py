"""When moves end, in tests: after so many questions, on any machine."""


class Ends:
    """Says "over" after a number of questions."""

    def __init__(self, questions: int) -> None:
        self.left = questions

    def __call__(self) -> bool:
        """Count one question."""
        self.left -= 1
        return self.left < 0
