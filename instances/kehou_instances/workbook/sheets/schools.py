"""学校, 限额, 托管年级段 and 值守需求."""

from kehou_instances.workbook.cells import (
    Choice,
    Clock,
    Flag,
    Free,
    Identifier,
    Yuan,
    whole,
)
from kehou_instances.workbook.layout import OWNER, Column, Sheet
from kehou_instances.workbook.sheets.common import (
    ADULTS,
    AFTERNOONS,
    CHILDREN,
    LESSONS,
    MINUTES,
    PERCENT,
    WEEKDAY_LIST,
    each_weekday,
    grade,
    own_id,
    reference,
    span,
)
from kehou_instances.workbook.words import DUTY_ROLES, SCHOOL_KINDS, TIERS
from kehou_solver.domain import CareBand, Limits, Money, PostNeed, School, Text

_OWNER = reference(
    OWNER,
    Text("学校编号", "school"),
    "schools",
    Text("《学校》中的编号", "id on the schools sheet"),
)

SCHOOLS = Sheet(
    key="schools",
    title=Text("学校", "schools"),
    about=Text("每个校区一行", "one row for each campus"),
    models=(School,),
    at=("schools",),
    columns=(
        own_id("学校编号", "id", "east"),
        Column(
            "name",
            Text("名称", "name"),
            Free(),
            Text("校区名称", "name of the campus"),
            width=24,
        ),
        reference(
            "district",
            Text("县区", "district"),
            "districts",
            Text("《县区》中的编号", "id on the districts sheet"),
        ),
        Column(
            "group",
            Text("教育集团", "group"),
            Identifier(),
            Text(
                "同一集团写同一编号；空白=不在集团内",
                "the same id for one group; empty = in no group",
            ),
            "LZ-316",
        ),
        Column(
            "kind",
            Text("学校类别", "kind"),
            Choice(SCHOOL_KINDS),
            Text("附则所列的学校类别", "kind of school as the measures list them"),
            "LZ-501",
            width=18,
        ),
        Column(
            "tier",
            Text("层级", "tier"),
            Choice(TIERS),
            Text("决定收费和是否必须开展", "decides fee and duty to serve"),
            "LZ-406",
        ),
        Column(
            "public",
            Text("公办", "public"),
            Flag(),
            Text("是/否；空白=是", "yes/no; empty = yes"),
        ),
        Column(
            "boarding",
            Text("寄宿制", "boarding"),
            Flag(),
            Text("是/否；空白=否", "yes/no; empty = no"),
            "LZ-205",
        ),
        Column(
            "weak",
            Text("薄弱学校", "weak"),
            Flag(),
            Text("是/否；空白=否", "yes/no; empty = no"),
            "LZ-316",
        ),
        Column(
            "no_homework_weekdays",
            Text("无作业日", "no homework weekdays"),
            WEEKDAY_LIST,
            Text("这些天不要求作业时段，如 周三", "weekdays without homework"),
            "LZ-308",
        ),
        Column(
            "money.fee_month_fen",
            Text("月收费（元/生/月）", "fee a month"),
            Yuan(),
            Text(
                "元/生/月；空白=按规则册或县区标准",
                "yuan per pupil and month; empty = the rulebook's or the district's",
            ),
            "LZ-406",
        ),
        Column(
            "money.weeks_per_month",
            Text("每月服务周数", "weeks per month"),
            whole(Money, "weeks_per_month", Text("周", "weeks")),
            Text(
                "一个月的收费对应几个服务周，如 4", "service weeks one month's fee pays"
            ),
            "LZ-405",
        ),
        Column(
            "money.external_ceiling_fen",
            Text("校外劳务上限（元/周）", "external ceiling"),
            Yuan(),
            Text(
                "元/周；空白=只按收费收入限制",
                "yuan a week; empty = only the fee income limits it",
            ),
            "LZ-412",
        ),
        Column(
            "money.subsidy_week_fen",
            Text("专项补助（元/周）", "subsidy a week"),
            Yuan(),
            Text(
                "元/周；只登记，不用于劳务；空白=0",
                "yuan a week; recorded, never spent on labour; empty = 0",
            ),
            "LZ-403",
        ),
    ),
)


def _limit(
    field: str, title: Text, unit: Text, note: Text, clause: str = "LZ-305"
) -> Column:
    return Column(field, title, whole(Limits, field, unit), note, clause)


def _limit_time(field: str, title: Text, note: Text) -> Column:
    return Column(field, title, Clock(), note, "LZ-305")


LIMITS = Sheet(
    key="limits",
    title=Text("限额", "limits"),
    about=Text(
        "每所学校恰好一行：办法没有给数的地方，学校自己的限额",
        "exactly one row for each school: its own limits where the measures give none",
    ),
    models=(Limits,),
    owner="schools",
    at=("limits",),
    many=False,
    columns=(
        _OWNER,
        _limit(
            "merge_classes",
            Text("合班上限（班）", "merge classes"),
            Text("班", "classes"),
            Text("一个辅导组最多几个班", "most classes in one homework group"),
            "LZ-309",
        ),
        _limit(
            "lessons_week",
            Text("周课时上限", "lessons a week"),
            LESSONS,
            Text("每人每周最多带几个课后时段", "most lessons of an adult in a week"),
        ),
        _limit(
            "afternoons_week",
            Text("周下午数上限", "afternoons a week"),
            AFTERNOONS,
            Text("每人每周最多几个下午", "most afternoons of an adult in a week"),
        ),
        _limit(
            "duty_minutes_day",
            Text("日在岗上限（分钟）", "duty minutes a day"),
            MINUTES,
            Text("从第一项到最后一项工作，扣午休", "first to last duty, less noon"),
        ),
        _limit(
            "duty_minutes_week",
            Text("周在岗上限（分钟）", "duty minutes a week"),
            MINUTES,
            Text("每人每周在岗分钟数", "duty minutes of an adult in a week"),
        ),
        _limit(
            "rest_minutes",
            Text("隔夜休息（分钟）", "rest minutes"),
            MINUTES,
            Text("课后服务结束到次日第一项工作", "from service to the next duty"),
        ),
        _limit_time(
            "noon_start", Text("午休开始", "noon start"), Text("如 12:00", "as 12:00")
        ),
        _limit_time(
            "noon_end", Text("午休结束", "noon end"), Text("如 14:00", "as 14:00")
        ),
        _limit_time(
            "late_from",
            Text("晚归起算", "late from"),
            Text("此刻及以后结束算晚归，如 18:00", "ending then or later is late"),
        ),
        _limit_time(
            "late_start",
            Text("晚到时刻", "late start"),
            Text(
                "晚归次日最早的上班时刻，如 08:30", "earliest duty after a late evening"
            ),
        ),
        _limit(
            "away_afternoons_week",
            Text("外校下午上限", "away afternoons a week"),
            AFTERNOONS,
            Text("每人每周在外校的下午数", "afternoons away from home in a week"),
            "LZ-316",
        ),
        _limit(
            "travel_buffer_minutes",
            Text("校际预留（分钟）", "travel buffer"),
            MINUTES,
            Text(
                "两校之间至少留出的分钟数", "minutes at least between duties of schools"
            ),
            "LZ-316",
        ),
        _limit(
            "lending_reserve_percent",
            Text("留校比例（%）", "lending reserve"),
            PERCENT,
            Text("借出时本校须留下的空闲教师，写 25，不写 25%", "write 25, not 25%"),
            "LZ-316",
        ),
        _limit(
            "vendor_share_percent",
            Text("机构比例上限（%）", "vendor share"),
            PERCENT,
            Text("机构课时占全部课时，写 25，不写 25%", "write 25, not 25%"),
            "LZ-318",
        ),
        Column(
            "vendor_accompanied",
            Text("机构课须陪同", "vendor accompanied"),
            Flag(),
            Text(
                "是/否：机构教师带组须有教师陪同",
                "yes/no: a teacher assists vendor instructors",
            ),
            "LZ-419",
        ),
        _limit(
            "time_bank_credit_minutes",
            Text("时间银行入账（分钟/课时）", "time bank credit"),
            MINUTES,
            Text("每个课时记入的分钟数", "minutes credited for a lesson"),
        ),
        _limit(
            "time_bank_ceiling_minutes",
            Text("时间银行上限（分钟）", "time bank ceiling"),
            MINUTES,
            Text("余额超过它算超额", "balances above it count as over"),
        ),
    ),
)

CARE_BANDS = Sheet(
    key="care_bands",
    title=Text("托管年级段", "care bands"),
    about=Text(
        "可以合班辅导的年级段和一组人数上限；一、二年级不与三至九年级合班",
        "grades that may be merged for homework care, and the largest group",
    ),
    models=(CareBand,),
    owner="schools",
    at=("limits", "care_bands"),
    columns=(
        _OWNER,
        Column(
            "from_grade",
            Text("起始年级", "from grade"),
            grade(CareBand, "from_grade"),
            Text("1 到 9", "1 to 9"),
            "LZ-307",
        ),
        Column(
            "to_grade",
            Text("结束年级", "to grade"),
            grade(CareBand, "to_grade"),
            Text("1 到 9（含）", "1 to 9, included"),
            "LZ-307",
        ),
        Column(
            "pupils",
            Text("一组人数上限", "pupils"),
            whole(CareBand, "pupils", CHILDREN),
            Text("一个辅导组最多几人", "most children in one homework group"),
            "LZ-309",
        ),
    ),
)

POST_NEEDS = Sheet(
    key="post_needs",
    title=Text("值守需求", "post needs"),
    about=Text("每天须有人的岗位", "duty roles that must be filled"),
    models=(PostNeed,),
    owner="schools",
    at=("posts",),
    each="weekday",
    columns=(
        _OWNER,
        Column(
            "role",
            Text("岗位", "role"),
            Choice(DUTY_ROLES),
            Text("值班领导、巡课 或 护导", "duty leader, patrol or gate duty"),
            "LZ-418",
        ),
        each_weekday(),
        *span(),
        Column(
            "adults",
            Text("人数", "adults"),
            whole(PostNeed, "adults", ADULTS),
            Text("需要几人", "adults needed"),
            "LZ-418",
        ),
    ),
)

SCHOOL_SHEETS = (SCHOOLS, LIMITS, CARE_BANDS, POST_NEEDS)
