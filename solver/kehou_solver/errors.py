"""Every error this package raises on purpose.

KehouError
├── InputError            the data or the rulebook is wrong; the sender can mend it
│   ├── InvalidInstance   data that contradicts itself; carries every problem at once
│   ├── InvalidFile       a file that cannot be read as what it claims to be
│   ├── UnknownClause     a clause or number that no rulebook in force holds
│   └── MissingNumber     a number the law leaves open and nobody supplied
└── DefectError           we are wrong; never show it as the user's mistake
    ├── InvalidModel
    └── AuditDisagreement

"No timetable exists" and "time ran out" are answers, not errors: see `solve.Outcome`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with what somebody sent.

    Attributes:
        where: sheet/row/column of a workbook, or a JSON path such as `/rooms/3/seats`.
        seen: what stands there, shortened.
        expected_zh: what should stand there, and a way out, in Chinese.
        expected_en: the same in English.
        clause: id of the clause that needs it, or "".
    """

    where: str
    seen: str
    expected_zh: str
    expected_en: str
    clause: str = ""

    def line(self, lang: str = "zh") -> str:
        """Return the problem as one line in `lang` ("zh" or "en")."""
        cited = f" [{self.clause}]" if self.clause else ""
        if lang == "zh":
            return f"{self.where}：看到 {self.seen}；{self.expected_zh}{cited}"
        return f"{self.where}: saw {self.seen}; {self.expected_en}{cited}"


class KehouError(Exception):
    """Base class: catch this to catch everything we raise on purpose."""

    code = "kehou"


class InputError(KehouError):
    """The data or the rulebook is wrong; whoever sent it can mend it."""

    code = "input"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(problem.line("en") for problem in problems))
        self.problems = tuple(problems)


class InvalidInstance(InputError):
    """Data that is malformed or contradicts itself; holds all problems of a file."""

    code = "input.instance"


class InvalidFile(InputError):
    """A file that cannot be opened as what it claims to be."""

    code = "input.file"


class UnknownClause(InputError):
    """A rule, waiver or test cites a clause or number that no rulebook holds."""

    code = "input.clause"

    def __init__(self, cited: str) -> None:
        super().__init__(
            [
                Problem(
                    where="rulebook",
                    seen=repr(cited),
                    expected_zh="生效的规则册中没有这一条；请核对条款编号",
                    expected_en="no clause of the rulebooks in force; check the id",
                )
            ]
        )
        self.cited = cited


class MissingNumber(InputError):
    """A number the law does not give and the input did not supply."""

    code = "input.number"


class DefectError(KehouError):
    """Our own mistake. The API answers 500 and somebody is told."""

    code = "defect"


class InvalidModel(DefectError):
    """CP-SAT refused the model (MODEL_INVALID)."""

    code = "defect.model"


class AuditDisagreement(DefectError):
    """The judge rejects a timetable that our own solver made."""

    code = "defect.audit"
