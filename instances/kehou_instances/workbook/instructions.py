"""说明: the first sheet, for whoever fills in the workbook."""

import xlsxwriter

from kehou_instances.workbook.layout import Column, Sheet
from kehou_instances.workbook.sheets import SHEETS
from kehou_solver.domain import Text

TITLE = "说明"

_HOW = (
    Text(
        "课后服务排课数据工作簿：一张表填一类内容，第一行是列名，一行填一条。",
        "Data for after-school scheduling: one sheet for each kind, one row for each.",
    ),
    Text(
        "橙色列必填，绿色列可空白；鼠标停在列名上可看含义、单位和条款。",
        "Orange columns are required, green ones optional; comments on the headings "
        "explain them.",
    ),
    Text(
        "不要改表名和列名；列的顺序可以变；没有内容的表也请保留。",
        "Keep the names of sheets and columns; the order of columns is free; keep "
        "empty sheets.",
    ),
    Text(
        "自己的记录写在“备注”列，或写在名称以“备注”开头的表里，都不会被读取。",
        "Your own notes go into a column 备注 or a sheet whose name begins with 备注.",
    ),
    Text(
        "一格填多个时用顿号“、”分开；空白表示没有说明，“无”表示一个也没有。",
        "Separate several values by 、; an empty cell says nothing, 无 means none.",
    ),
    Text(
        "上下合并的单元格视为每行都是同一个值；左右合并的不能读取。",
        "Cells merged downwards hold for every row; cells merged across are refused.",
    ),
    Text(
        "编号形如 3-1 时请保持“文本”格式，否则电子表格会改成日期。",
        "Keep ids such as 3-1 formatted as text, or they are turned into dates.",
    ),
    Text(
        "百分比写整数 25，不写 25%；金额单位是元；时间写 16:30。",
        "Percentages as 25, not 25%; money in yuan; times as 16:30.",
    ),
    Text(
        "“优先类别”是敏感信息：只用于排序，不会出现在结果和提示里；请妥善保管。",
        "优先类别 is sensitive: used for priority only and never shown again; keep "
        "this file safe.",
    ),
)

_HEADINGS = ("表 / sheet", "列 / column", "必填", "填什么", "含义", "meaning", "条款")


def write_instructions(book: xlsxwriter.Workbook) -> None:
    """Add the sheet with instructions and a list of all columns."""
    page = book.add_worksheet(TITLE)
    page.set_column(0, 1, 22)
    page.set_column(2, 2, 6)
    page.set_column(3, 5, 44)
    bold = book.add_format({"bold": True})
    row = 0
    for how in _HOW:
        page.write_string(row, 0, how.zh)
        page.write_string(row + 1, 0, how.en)
        row += 2
    row += 1
    for place, heading in enumerate(_HEADINGS):
        page.write_string(row, place, heading, bold)
    for sheet in SHEETS:
        row += 1
        page.write_string(row, 0, f"{sheet.title.zh} / {sheet.title.en}", bold)
        page.write_string(row, 4, sheet.about.zh, bold)
        page.write_string(row, 5, sheet.about.en, bold)
        for column in sheet.columns:
            row += 1
            for place, text in enumerate(_line(sheet, column), 1):
                page.write_string(row, place, text)


def _line(sheet: Sheet, column: Column) -> tuple[str, ...]:
    return (
        f"{column.title.zh} / {column.title.en}",
        "是" if sheet.needed(column) else "",
        column.cell.expected.zh,
        column.note.zh,
        column.note.en,
        column.clause,
    )
