"""The Excel workbook that schools fill in: template, reader and writer.

`read_workbook(path)` after `write_workbook(instance, path)` gives the same instance.
"""

from kehou_instances.workbook.reading import read_workbook, workbook_in
from kehou_instances.workbook.writing import (
    workbook_of,
    write_template,
    write_workbook,
)

__all__ = [
    "read_workbook",
    "workbook_in",
    "workbook_of",
    "write_template",
    "write_workbook",
]
