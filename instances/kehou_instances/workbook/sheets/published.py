"""已公布 …: the timetable that families already know, if there is one."""

from kehou_instances.workbook.cells import Choice, Identifier
from kehou_instances.workbook.layout import Column, Sheet
from kehou_instances.workbook.sheets.common import (
    one_weekday,
    own_id,
    reference,
    references,
    weeks,
)
from kehou_instances.workbook.words import DUTY_ROLES, GROUP_KINDS, STAFF_ROLES
from kehou_solver.domain import Group, Post, Seat, Staff, Text

_SCHOOL = reference(
    "school",
    Text("学校", "school"),
    "schools",
    Text("《学校》中的编号", "id on the schools sheet"),
)
_ADULT = reference(
    "adult",
    Text("人员", "adult"),
    "adults",
    Text("《人员》中的编号", "id on the adults sheet"),
)
_GROUP = reference(
    "group",
    Text("组编号", "group"),
    "published_groups",
    Text("《已公布小组》中的编号", "id on the published groups sheet"),
)

PUBLISHED_GROUPS = Sheet(
    key="published_groups",
    title=Text("已公布小组", "published groups"),
    about=Text(
        "已公布课表中的辅导组和社团组", "homework and club groups already published"
    ),
    models=(Group,),
    at=("published", "groups"),
    columns=(
        own_id("组编号", "id", "chess-1"),
        _SCHOOL,
        Column(
            "kind",
            Text("类别", "kind"),
            Choice(GROUP_KINDS),
            Text("作业辅导 或 社团", "homework or club"),
        ),
        reference(
            "club",
            Text("社团", "club"),
            "clubs",
            Text("社团组填", "for club groups"),
        ),
        references(
            "classes",
            Text("班级", "classes"),
            "classes",
            Text("辅导组填，可多个", "for homework groups"),
        ),
        references(
            "slots",
            Text("时段", "slots"),
            "slots",
            Text("《时段》中的编号", "ids on the slots sheet"),
        ),
        reference(
            "room",
            Text("教室", "room"),
            "rooms",
            Text("《教室》中的编号", "id on the rooms sheet"),
        ),
    ),
)

PUBLISHED_STAFF = Sheet(
    key="published_staff",
    title=Text("已公布人员", "published staff"),
    about=Text("谁带哪一组", "who is with which group"),
    models=(Staff,),
    at=("published", "staff"),
    columns=(
        _ADULT,
        _GROUP,
        Column(
            "role",
            Text("角色", "role"),
            Choice(STAFF_ROLES),
            Text("主班 或 副班；空白=主班", "lead or assistant; empty = lead"),
        ),
        weeks(),
        references(
            "slots",
            Text("时段", "slots"),
            "slots",
            Text("只在部分时段时填；空白=全部", "if not in all; empty = all"),
        ),
    ),
)

PUBLISHED_POSTS = Sheet(
    key="published_posts",
    title=Text("已公布值守", "published posts"),
    about=Text("谁在哪天值守", "who has which duty role on which day"),
    models=(Post,),
    at=("published", "posts"),
    columns=(
        _ADULT,
        _SCHOOL,
        one_weekday(),
        Column(
            "role",
            Text("岗位", "role"),
            Choice(DUTY_ROLES),
            Text("值班领导、巡课 或 护导", "duty leader, patrol or gate duty"),
        ),
        weeks(),
    ),
)

PUBLISHED_SEATS = Sheet(
    key="published_seats",
    title=Text("已公布座位", "published seats"),
    about=Text("哪名学生在哪一个社团组", "which child sits in which club group"),
    models=(Seat,),
    at=("published", "seats"),
    columns=(
        Column(
            "pupil",
            Text("学生", "pupil"),
            Identifier(),
            Text("《学生》中的编号", "id on the pupils sheet"),
            refers="pupils",
        ),
        _GROUP,
    ),
)

PUBLISHED_SHEETS = (
    PUBLISHED_GROUPS,
    PUBLISHED_STAFF,
    PUBLISHED_POSTS,
    PUBLISHED_SEATS,
)
