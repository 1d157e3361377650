"""班级, 放学时间, 学生 and 社团."""

from kehou_instances.workbook.cells import (
    Choice,
    Clock,
    Day,
    Flag,
    Free,
    Identifier,
    Many,
    Whole,
    whole,
)
from kehou_instances.workbook.layout import OWNER, Column, Sheet
from kehou_instances.workbook.sheets.common import (
    ADULTS,
    CHILDREN,
    IDS,
    PERCENT,
    WEEKDAY_LIST,
    each_weekday,
    grade,
    own_id,
    reference,
    references,
)
from kehou_instances.workbook.words import CLUB_CATEGORIES, HARDSHIPS
from kehou_solver.domain import Club, HomeroomClass, LessonsEnd, Pupil, Text
from kehou_solver.domain.base import MOST_POINTS

CLASSES = Sheet(
    key="classes",
    title=Text("班级", "classes"),
    about=Text("行政班，每班一行", "homeroom classes, one row each"),
    models=(HomeroomClass,),
    at=("classes",),
    columns=(
        own_id("班级编号", "id", "3-1"),
        reference(
            "school",
            Text("学校", "school"),
            "schools",
            Text("《学校》中的编号", "id on the schools sheet"),
        ),
        Column(
            "grade",
            Text("年级", "grade"),
            grade(HomeroomClass, "grade"),
            Text("1 到 9；初一写 7", "1 to 9"),
            "LZ-501",
        ),
        reference(
            "homeroom_teacher",
            Text("班主任", "homeroom teacher"),
            "adults",
            Text("《人员》中的编号；可空白", "id on the adults sheet; may be empty"),
        ),
        reference(
            "room",
            Text("本班教室", "room"),
            "rooms",
            Text("《教室》中的编号；可空白", "id on the rooms sheet; may be empty"),
        ),
        Column(
            "unlisted",
            Text("未逐名登记人数", "unlisted"),
            whole(HomeroomClass, "unlisted", CHILDREN),
            Text(
                "每个时段都留校、没有逐名列出的学生；空白=0",
                "children in care in every slot who are not listed; empty = 0",
            ),
            "LZ-204",
        ),
        Column(
            "unlisted_consent",
            Text("其同意书日期", "unlisted consent"),
            Day(),
            Text(
                "上一列学生的书面同意归档日；空白=未同意，不计入",
                "day their written consent was filed; empty = none, not counted",
            ),
            "LZ-404",
        ),
    ),
)

LESSONS_END = Sheet(
    key="lessons_end",
    title=Text("放学时间", "lessons end"),
    about=Text(
        "各班每天最后一节课何时结束；有课后时段的每一天都要写",
        "when the last lesson ends, for every weekday with slots",
    ),
    models=(LessonsEnd,),
    owner="classes",
    at=("lessons_end",),
    each="weekday",
    columns=(
        reference(
            OWNER,
            Text("班级编号", "class"),
            "classes",
            Text("《班级》中的编号", "id on the classes sheet"),
        ),
        each_weekday(),
        Column(
            "end",
            Text("最后一节课结束", "end"),
            Clock(),
            Text("如 15:30", "such as 15:30"),
            "LZ-101",
        ),
    ),
)

PUPILS = Sheet(
    key="pupils",
    title=Text("学生", "pupils"),
    about=Text(
        "可能参加的学生，每人一行；用编号，不写姓名",
        "children who may take part, one row each; codes, no names",
    ),
    models=(Pupil,),
    at=("pupils",),
    columns=(
        own_id("学生编号", "id", "p001"),
        reference(
            "class_id",
            Text("班级", "class"),
            "classes",
            Text("《班级》中的编号", "id on the classes sheet"),
        ),
        Column(
            "consent",
            Text("同意书日期", "consent"),
            Day(),
            Text(
                "家长书面同意归档日；空白=不参加",
                "day the written consent was filed; empty = does not take part",
            ),
            "LZ-206",
        ),
        Column(
            "weekdays",
            Text("参加星期", "weekdays"),
            WEEKDAY_LIST,
            Text("如 周一、周三；空白=周一至周五", "empty = Monday to Friday"),
            "LZ-204",
            width=24,
        ),
        references(
            "skips",
            Text("不参加的时段", "skips"),
            "slots",
            Text("《时段》中的编号；可空白", "ids on the slots sheet; may be empty"),
        ),
        Column(
            "hardship",
            Text("优先类别", "hardship"),
            Many(Choice(HARDSHIPS)),
            Text(
                "可多项，用顿号分开；敏感信息，只用于排序，不会输出",
                "may be several; sensitive: used for priority, never shown",
            ),
            "LZ-302",
            private=True,
            width=18,
        ),
        references(
            "wishes",
            Text("社团志愿", "wishes"),
            "clubs",
            Text(
                "《社团》中的编号，按志愿先后，用顿号分开",
                "ids on the clubs sheet, first wish first",
            ),
            "LZ-206",
        ),
        Column(
            "wish_points",
            Text("志愿分数", "wish points"),
            Many(Whole(0, MOST_POINTS, Text("分", "points"))),
            Text(
                "每个志愿的分数，次序同“社团志愿”，可并列；空白=按志愿先后计分",
                "one number per wish, in the same order, ties allowed; empty = by the "
                "place of the wish",
            ),
        ),
        Column(
            "clubs_per_week",
            Text("最多社团数", "clubs per week"),
            whole(Pupil, "clubs_per_week", Text("个", "clubs")),
            Text("同时最多参加几个社团；空白=1", "most clubs at once; empty = 1"),
        ),
        Column(
            "homework",
            Text("需要作业时段", "homework"),
            Flag(),
            Text("是/否；空白=是", "yes/no; empty = yes"),
            "LZ-308",
        ),
        Column(
            "fee_waiver_percent",
            Text("减免（%）", "fee waiver"),
            whole(Pupil, "fee_waiver_percent", PERCENT),
            Text("写 50，不写 50%；空白=0", "write 50, not 50%; empty = 0"),
            "LZ-409",
        ),
    ),
)

CLUBS = Sheet(
    key="clubs",
    title=Text("社团", "clubs"),
    about=Text("可能开设的社团", "clubs that may open"),
    models=(Club,),
    at=("clubs",),
    columns=(
        own_id("社团编号", "id", "chess"),
        reference(
            "school",
            Text("学校", "school"),
            "schools",
            Text("《学校》中的编号", "id on the schools sheet"),
        ),
        Column(
            "name",
            Text("名称", "name"),
            Free(),
            Text("社团名称", "name of the club"),
            width=20,
        ),
        Column(
            "category",
            Text("类别", "category"),
            Choice(CLUB_CATEGORIES),
            Text("“1+N”的 N；没有学科教学", "the N of 1+N; never academic teaching"),
            "LZ-309",
        ),
        Column(
            "from_grade",
            Text("起始年级", "from grade"),
            grade(Club, "from_grade"),
            Text("1 到 9", "1 to 9"),
        ),
        Column(
            "to_grade",
            Text("结束年级", "to grade"),
            grade(Club, "to_grade"),
            Text("1 到 9（含）", "1 to 9, included"),
        ),
        Column(
            "seats",
            Text("一组名额（人）", "seats"),
            whole(Club, "seats", CHILDREN),
            Text("一组最多几人", "most children in one group"),
            "LZ-418",
        ),
        Column(
            "min_enrolment",
            Text("最低开班人数", "min enrolment"),
            whole(Club, "min_enrolment", CHILDREN),
            Text("少于此数不开班", "fewest children for a group to open"),
        ),
        Column(
            "meetings_per_week",
            Text("每周次数", "meetings per week"),
            whole(Club, "meetings_per_week", Text("次", "meetings")),
            Text("每周几次，各在不同的日子；空白=1", "each on another day; empty = 1"),
        ),
        Column(
            "parallel_groups",
            Text("平行组上限", "parallel groups"),
            whole(Club, "parallel_groups", Text("组", "groups")),
            Text("最多同时开几组；空白=1", "most groups; empty = 1"),
        ),
        references(
            "slots",
            Text("可用时段", "slots"),
            "slots",
            Text(
                "《时段》中的编号；空白=本校所有时段",
                "ids on the slots sheet; empty = every slot of the school",
            ),
        ),
        Column(
            "room_features",
            Text("场地要求", "room features"),
            IDS,
            Text("教室必须有的设施", "features its room must have"),
            "LZ-303",
            width=20,
        ),
        Column(
            "qualifications",
            Text("资质要求", "qualifications"),
            IDS,
            Text("主班当天须持有的资质", "what its lead must hold on the day"),
            "LZ-317",
            width=20,
        ),
        Column(
            "adults_per_group",
            Text("每组人数（教师）", "adults per group"),
            whole(Club, "adults_per_group", ADULTS),
            Text("主班加副班；空白=1", "lead and assistants together; empty = 1"),
            "LZ-418",
        ),
        reference(
            "venue",
            Text("校外场地", "venue"),
            "rooms",
            Text(
                "《教室》中的校外场地；空白=在校内",
                "an off-site room; empty = at school",
            ),
            "LZ-315",
        ),
        Column(
            "family",
            Text("同门课程", "family"),
            Identifier(),
            Text(
                "同一门课的几个社团写同一代号，一名学生只能上其中一个；空白=无",
                "one label for sections of one course: a child sits in one of them at "
                "most; empty = none",
            ),
        ),
    ),
)

CHILD_SHEETS = (CLASSES, LESSONS_END, PUPILS, CLUBS)
