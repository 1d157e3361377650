"""Every sheet of the workbook, in the order in which a school fills them in."""

from kehou_instances.workbook.layout import Sheet
from kehou_instances.workbook.sheets.adults import ADULT_SHEETS
from kehou_instances.workbook.sheets.children import CHILD_SHEETS
from kehou_instances.workbook.sheets.orders import ORDER_SHEETS
from kehou_instances.workbook.sheets.overview import OVERVIEW_SHEETS
from kehou_instances.workbook.sheets.places import PLACE_SHEETS
from kehou_instances.workbook.sheets.published import PUBLISHED_SHEETS
from kehou_instances.workbook.sheets.schools import SCHOOL_SHEETS

SHEETS: tuple[Sheet, ...] = (
    *OVERVIEW_SHEETS,
    *SCHOOL_SHEETS,
    *PLACE_SHEETS,
    *CHILD_SHEETS,
    *ADULT_SHEETS,
    *ORDER_SHEETS,
    *PUBLISHED_SHEETS,
)

BY_KEY: dict[str, Sheet] = {sheet.key: sheet for sheet in SHEETS}

__all__ = ["BY_KEY", "SHEETS"]
