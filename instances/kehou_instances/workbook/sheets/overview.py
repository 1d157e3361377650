"""概况, 假设, 县区 and 收费标准: what holds for the whole file."""

from kehou_instances.workbook.cells import (
    Choice,
    Clock,
    Day,
    Flag,
    Free,
    Many,
    Yuan,
)
from kehou_instances.workbook.layout import OWNER, PUBLISHED, VALUE, Column, Sheet
from kehou_instances.workbook.sheets.common import IDS, own_id, reference
from kehou_instances.workbook.words import TIERS
from kehou_solver.domain import District, Instance, Text, TierFee

OVERVIEW = Sheet(
    key="overview",
    title=Text("概况", "overview"),
    about=Text(
        "只有一行：这份数据的名称、周次和规则册",
        "one row only: name of this data, its week and its rulebooks",
    ),
    models=(Instance,),
    at=(),
    many=False,
    columns=(
        Column(
            "format",
            Text("格式", "format"),
            Free(),
            Text("固定写 kehou-instance/1", "always kehou-instance/1"),
            width=20,
        ),
        own_id("编号", "id", "jiangnan-2026-w11"),
        Column(
            "title",
            Text("名称", "title"),
            Free(),
            Text("给人看的名称", "name for people to read"),
            width=30,
        ),
        Column(
            "zone",
            Text("时区", "zone"),
            Free(),
            Text("IANA 时区，柳州写 Asia/Shanghai", "IANA zone, such as Asia/Shanghai"),
        ),
        Column(
            "week_of",
            Text("周一日期", "week of"),
            Day(),
            Text(
                "这一周星期一的日期；规则册按这一天读",
                "Monday of the week; the rulebooks are read on this day",
            ),
        ),
        Column(
            "rulebooks",
            Text("规则册", "rulebooks"),
            IDS,
            Text(
                "从市到县到校，用顿号分开，如 liuzhou_draft",
                "widest first (city, county, school), such as liuzhou_draft",
            ),
            width=20,
        ),
        Column(
            "goals",
            Text("目标顺序", "goals"),
            Many(Free(None)),
            Text(
                "只在不同于规则册时填，写目标英文名；空白=按规则册",
                "only if it differs from the rulebook's; empty = the rulebook's",
            ),
            width=24,
        ),
        Column(
            PUBLISHED,
            Text("有已公布课表", "published"),
            Flag(),
            Text(
                "是/否；空白=“已公布”各表有行即为是",
                "yes/no; empty = yes if the published sheets have rows",
            ),
        ),
        Column(
            "draw.list_hash",
            Text("抽签名单摘要", "draw list hash"),
            Free(),
            Text(
                "kehou lottery list 给出的摘要；没有抽签就空白",
                "digest given by kehou lottery list; empty without a draw",
            ),
            width=24,
        ),
        Column(
            "draw.seed",
            Text("抽签种子", "draw seed"),
            Free(),
            Text(
                "名单公布后产生的号码，如当天开奖号码",
                "what was drawn after the list was published, such as lottery numbers",
            ),
        ),
        Column(
            "draw.seed_from",
            Text("种子来源", "draw seed from"),
            Free(),
            Text("在何处、何时公布", "where and when it was made public"),
            width=24,
        ),
    ),
)

NOTES = Sheet(
    key="notes",
    title=Text("假设", "notes"),
    about=Text(
        "数据背后的假设，一行一条，会印在每份结果上",
        "assumptions behind the data, one a row, repeated in every output",
    ),
    models=(Instance,),
    at=("notes",),
    columns=(
        Column(
            VALUE,
            Text("内容", "note"),
            Free(None),
            Text("一条假设", "one assumption"),
            width=80,
        ),
    ),
)

DISTRICTS = Sheet(
    key="districts",
    title=Text("县区", "districts"),
    about=Text(
        "县区（新区）：下班时间和须由县区定的数",
        "the jurisdiction: off-work time and numbers a district must set",
    ),
    models=(District,),
    at=("districts",),
    columns=(
        own_id("县区编号", "id", "yufeng"),
        Column(
            "name",
            Text("名称", "name"),
            Free(),
            Text("县区名称", "name of the district"),
        ),
        Column(
            "off_work_time",
            Text("下班时间", "off work time"),
            Clock(),
            Text(
                "当地正常下班时刻，如 17:30", "local end of office hours, such as 17:30"
            ),
            "LZ-304",
        ),
        Column(
            "vendor_rate_cap_fen",
            Text("机构课时费上限（元/课时）", "vendor rate cap"),
            Yuan(),
            Text(
                "元/课时；有机构教师时必填",
                "yuan a lesson; needed as soon as vendor instructors serve",
            ),
            "LZ-320",
        ),
    ),
)

FEES = Sheet(
    key="fees",
    title=Text("收费标准", "fees"),
    about=Text(
        "规则册没有给出的层级的月收费", "monthly fees of tiers the rulebook leaves open"
    ),
    models=(TierFee,),
    owner="districts",
    at=("fees",),
    columns=(
        reference(
            OWNER,
            Text("县区编号", "district"),
            "districts",
            Text("《县区》中的编号", "id on the districts sheet"),
        ),
        Column(
            "tier",
            Text("层级", "tier"),
            Choice(TIERS),
            Text("市区、县城、乡镇 或 村级", "tier of the schools"),
            "LZ-406",
        ),
        Column(
            "fee_month_fen",
            Text("月收费（元/生/月）", "fee a month"),
            Yuan(),
            Text("元/生/月", "yuan per pupil and month"),
            "LZ-406",
        ),
    ),
)

OVERVIEW_SHEETS = (OVERVIEW, NOTES, DISTRICTS, FEES)
