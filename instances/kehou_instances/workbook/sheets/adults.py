"""人员 and what belongs to them: 资质, 证件, 任教, 日间课表, 报酬; and 机构."""

from kehou_instances.workbook.cells import (
    Choice,
    Day,
    Flag,
    Free,
    Identifier,
    Many,
    Yuan,
    whole,
)
from kehou_instances.workbook.layout import OWNER, Column, Sheet
from kehou_instances.workbook.sheets.common import (
    AFTERNOONS,
    LESSONS,
    MINUTES,
    each_weekday,
    own_id,
    reference,
    references,
    span,
    validity,
    weeks,
)
from kehou_instances.workbook.words import (
    ADULT_KINDS,
    CARE,
    DUTY_KINDS,
    DUTY_ROLES,
    PAPER_KINDS,
)
from kehou_solver.domain import (
    Adult,
    Duty,
    Paper,
    Qualification,
    Teaching,
    Terms,
    Text,
    Vendor,
)

_OWNER = reference(
    OWNER,
    Text("人员编号", "adult"),
    "adults",
    Text("《人员》中的编号", "id on the adults sheet"),
)

ADULTS = Sheet(
    key="adults",
    title=Text("人员", "adults"),
    about=Text(
        "可能参与的每个人一行：教师、校外人员、管理后勤人员",
        "everybody who can take part, one row each",
    ),
    models=(Adult,),
    at=("adults",),
    columns=(
        own_id("人员编号", "id", "T01"),
        Column(
            "name",
            Text("称呼", "name"),
            Free(),
            Text("印在课表上的称呼", "as printed on timetables"),
        ),
        Column(
            "kind",
            Text("类别", "kind"),
            Choice(ADULT_KINDS),
            Text("办法所列的人员类别", "kind of adult as the measures list them"),
            "LZ-313",
            width=18,
        ),
        reference(
            "home",
            Text("所在学校", "home"),
            "schools",
            Text(
                "在编学校；校外人员空白", "school that employs them; outsiders: empty"
            ),
        ),
        references(
            "serves",
            Text("可服务学校", "serves"),
            "schools",
            Text("《学校》中的编号，用顿号分开", "ids on the schools sheet"),
            "LZ-316",
        ),
        reference(
            "vendor",
            Text("派出机构", "vendor"),
            "vendors",
            Text("机构教师必填《机构》中的编号", "needed for vendor instructors"),
            "LZ-319",
        ),
        references(
            "clubs",
            Text("可带社团", "clubs"),
            "clubs",
            Text(
                "空白=有资质的都可带；无=都不带",
                "empty = any he or she is qualified for; none = none",
            ),
            "LZ-317",
        ),
        Column(
            "care",
            Text("作业辅导", "care"),
            Choice(CARE),
            Text(
                "任意班级、任教班级 或 不承担；空白=不承担",
                "any class, classes taught, or none; empty = none",
            ),
            "LZ-313",
        ),
        references(
            "free",
            Text("可用时段", "free"),
            "slots",
            Text(
                "空白=可服务学校的所有时段；无=都不可",
                "empty = every slot of the schools served; none = none",
            ),
        ),
        Column(
            "posts",
            Text("可任岗位", "posts"),
            Many(Choice(DUTY_ROLES)),
            Text("值班领导、巡课、护导；可空白", "duty roles; may be empty"),
            "LZ-418",
            width=18,
        ),
        Column(
            "lessons_week",
            Text("个人周课时上限", "lessons a week"),
            whole(Adult, "lessons_week", LESSONS),
            Text("比学校限额更严时填", "only if stricter than the school's limit"),
            "LZ-305",
        ),
        Column(
            "afternoons_week",
            Text("个人周下午上限", "afternoons a week"),
            whole(Adult, "afternoons_week", AFTERNOONS),
            Text("比学校限额更严时填", "only if stricter than the school's limit"),
            "LZ-305",
        ),
        Column(
            "minutes_week",
            Text("个人周分钟上限", "minutes a week"),
            whole(Adult, "minutes_week", MINUTES),
            Text("课后服务分钟数；可空白", "minutes of lessons; may be empty"),
            "LZ-305",
        ),
        Column(
            "pay_fen_per_lesson",
            Text("课时费（元/课时）", "pay a lesson"),
            Yuan(),
            Text("元/课时；空白=0", "yuan a lesson; empty = 0"),
            "LZ-412",
        ),
        Column(
            "fixed_fen_week",
            Text("固定费（元/周）", "fixed pay a week"),
            Yuan(),
            Text("一周内用到一次就付一次；空白=0", "paid once if used; empty = 0"),
            "LZ-412",
        ),
        Column(
            "past_lessons",
            Text("往期课时", "past lessons"),
            whole(Adult, "past_lessons", LESSONS),
            Text("以前累计，用于均衡；空白=0", "carried over; empty = 0"),
        ),
        Column(
            "time_bank_minutes",
            Text("时间银行余额（分钟）", "time bank minutes"),
            whole(Adult, "time_bank_minutes", MINUTES),
            Text("可为负数；空白=0", "may be negative; empty = 0"),
            "LZ-305",
        ),
    ),
)

QUALIFICATIONS = Sheet(
    key="qualifications",
    title=Text("资质", "qualifications"),
    about=Text("人员的资质和有效期", "proved skills and their days of validity"),
    models=(Qualification,),
    owner="adults",
    at=("qualifications",),
    columns=(
        _OWNER,
        Column(
            "name",
            Text("资质名称", "qualification"),
            Identifier(),
            Text("与《社团》的资质要求写法一致", "as written on the clubs sheet"),
            "LZ-317",
        ),
        *validity(),
    ),
)

PAPERS = Sheet(
    key="papers",
    title=Text("证件", "papers"),
    about=Text("责任书、保险、核查、健康证明及有效期", "dated papers of the adults"),
    models=(Paper,),
    owner="adults",
    at=("papers",),
    columns=(
        _OWNER,
        Column(
            "kind",
            Text("证件类别", "paper"),
            Choice(PAPER_KINDS),
            Text("责任书、人身意外保险、背景核查 或 健康证明", "kind of paper"),
            "LZ-326",
            width=18,
        ),
        *validity(),
    ),
)

TEACHES = Sheet(
    key="teaches",
    title=Text("任教", "teaches"),
    about=Text("日间任教的班级和学科", "classes and subjects taught in the daytime"),
    models=(Teaching,),
    owner="adults",
    at=("teaches",),
    columns=(
        _OWNER,
        reference(
            "class_id",
            Text("班级", "class"),
            "classes",
            Text("《班级》中的编号", "id on the classes sheet"),
        ),
        Column(
            "subject",
            Text("学科", "subject"),
            Free(),
            Text("学科名称", "subject taught"),
        ),
    ),
)

DUTIES = Sheet(
    key="duties",
    title=Text("日间课表", "duties"),
    about=Text(
        "日间课和其他固定任务：这些时间不能安排课后服务",
        "daytime lessons and other fixed duties that occupy the adult",
    ),
    models=(Duty,),
    owner="adults",
    at=("duties",),
    each="weekday",
    columns=(
        _OWNER,
        Column(
            "kind",
            Text("任务类别", "duty"),
            Choice(DUTY_KINDS),
            Text(
                "上课、午休看护、晚自习 或 其他",
                "lesson, lunch rest, evening study, other",
            ),
            "LZ-101",
        ),
        reference(
            "school",
            Text("学校", "school"),
            "schools",
            Text("在哪所学校", "where it is"),
        ),
        each_weekday(),
        *span(),
        weeks(),
    ),
)

TERMS = Sheet(
    key="terms",
    title=Text("报酬", "terms"),
    about=Text(
        "某人带某社团时不同的课时费和时长；社团空白=作业辅导",
        "pay and minutes that differ for one club; club empty = homework care",
    ),
    models=(Terms,),
    owner="adults",
    at=("terms",),
    columns=(
        _OWNER,
        reference(
            "club",
            Text("社团", "club"),
            "clubs",
            Text("《社团》中的编号；空白=作业辅导", "empty = homework care"),
        ),
        Column(
            "pay_fen",
            Text("课时费（元/课时）", "pay a lesson"),
            Yuan(),
            Text("元/课时；空白=按《人员》", "yuan a lesson; empty = as usual"),
            "LZ-412",
        ),
        Column(
            "minutes",
            Text("时长（分钟）", "minutes"),
            whole(Terms, "minutes", MINUTES),
            Text("空白=时段长度", "empty = length of the slot"),
        ),
    ),
)

VENDORS = Sheet(
    key="vendors",
    title=Text("机构", "vendors"),
    about=Text(
        "县区遴选的机构名单；学校不得自行引入",
        "the district's list of vendors; schools may add none of their own",
    ),
    models=(Vendor,),
    at=("vendors",),
    columns=(
        own_id("机构编号", "id", "acme"),
        Column(
            "name",
            Text("名称", "name"),
            Free(),
            Text("机构名称", "name of the vendor"),
            width=20,
        ),
        reference(
            "district",
            Text("县区", "district"),
            "districts",
            Text("由哪个县区遴选", "district that selected it"),
            "LZ-319",
        ),
        Column(
            "listed_from",
            Text("列入日期", "listed from"),
            Day(),
            Text("首日（含）", "first day, included"),
            "LZ-319",
        ),
        Column(
            "listed_until",
            Text("有效至", "listed until"),
            Day(),
            Text("末日（含）", "last day, included"),
            "LZ-319",
        ),
        references(
            "clubs",
            Text("准入社团", "clubs"),
            "clubs",
            Text("《社团》中的编号", "clubs the district admitted it for"),
            "LZ-319",
        ),
        Column(
            "removed_on",
            Text("退出日期", "removed on"),
            Day(),
            Text("从这一天起不能服务；可空白", "no service from then; may be empty"),
            "LZ-320",
        ),
        Column(
            "no_promotion_declared",
            Text("已承诺不推广", "no promotion declared"),
            Flag(),
            Text("是/否；空白=否", "yes/no; empty = no"),
            "LZ-312",
        ),
    ),
)

ADULT_SHEETS = (ADULTS, QUALIFICATIONS, PAPERS, TEACHES, DUTIES, TERMS, VENDORS)
