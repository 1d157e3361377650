"""路程, 锁定 and 豁免."""

from kehou_instances.workbook.cells import Choice, Day, Free, whole
from kehou_instances.workbook.layout import Column, Sheet
from kehou_instances.workbook.sheets.common import MINUTES, WEEKDAY_LIST, reference
from kehou_instances.workbook.words import PIN_KINDS, WAIVABLE_RULES
from kehou_solver.domain import (
    MeetingPin,
    RoomPin,
    SeatPin,
    StaffPin,
    Text,
    Travel,
    Waiver,
)

TRAVEL = Sheet(
    key="travel",
    title=Text("路程", "travel"),
    about=Text(
        "两校之间的分钟数，往返相同，只写一行",
        "minutes between campuses, the same both ways",
    ),
    models=(Travel,),
    at=("travel",),
    columns=(
        reference(
            "school",
            Text("学校", "school"),
            "schools",
            Text("《学校》中的编号", "id on the schools sheet"),
        ),
        reference(
            "other",
            Text("另一学校", "other"),
            "schools",
            Text("《学校》中的编号", "id on the schools sheet"),
        ),
        Column(
            "minutes",
            Text("路程（分钟）", "minutes"),
            whole(Travel, "minutes", MINUTES),
            Text("单程分钟数", "minutes one way"),
            "LZ-316",
        ),
    ),
)

PINS = Sheet(
    key="pins",
    title=Text("锁定", "pins"),
    about=Text(
        "必须照办的安排。人员：某人在某时段带某社团或某班；场地：某时段用某教室；"
        "座位：某生在某社团；时段：某社团在某时段至少有一组",
        "what must stay as it is: an adult or a room for a club or class in a slot, a "
        "pupil in a club, or a club in a slot; leave the other columns empty",
    ),
    models=(StaffPin, RoomPin, SeatPin, MeetingPin),
    at=("pins",),
    columns=(
        Column(
            "kind",
            Text("锁定什么", "pin"),
            Choice(PIN_KINDS),
            Text("人员、场地、座位 或 时段", "staff, room, seat or meeting"),
        ),
        reference(
            "adult",
            Text("人员", "adult"),
            "adults",
            Text("锁定人员时填", "for staff pins"),
        ),
        reference(
            "room",
            Text("教室", "room"),
            "rooms",
            Text("锁定场地时填", "for room pins"),
        ),
        reference(
            "pupil",
            Text("学生", "pupil"),
            "pupils",
            Text("锁定座位时填", "for seat pins"),
        ),
        reference(
            "slot",
            Text("时段", "slot"),
            "slots",
            Text("锁定座位以外都要填", "for all but seat pins"),
        ),
        reference(
            "club",
            Text("社团", "club"),
            "clubs",
            Text("社团和班级只填一个", "either a club or a class"),
        ),
        reference(
            "class_id",
            Text("班级", "class"),
            "classes",
            Text("指这个班的作业辅导", "its homework care is meant"),
        ),
    ),
)

WAIVERS = Sheet(
    key="waivers",
    title=Text("豁免", "waivers"),
    about=Text(
        "“原则上”的规定经批准可以不照办",
        'leave to break a rule the law states "in principle"',
    ),
    models=(Waiver,),
    at=("waivers",),
    columns=(
        Column(
            "rule",
            Text("规则", "rule"),
            Choice(WAIVABLE_RULES, open=True),
            Text("哪一条规则", "name of the rule"),
            "LZ-304",
            width=24,
        ),
        reference(
            "school",
            Text("学校", "school"),
            "schools",
            Text("《学校》中的编号", "id on the schools sheet"),
        ),
        Column(
            "weekdays",
            Text("星期", "weekdays"),
            WEEKDAY_LIST,
            Text("如 周五；空白=周一至周五", "empty = Monday to Friday"),
            width=24,
        ),
        Column(
            "approved_by",
            Text("批准部门", "approved by"),
            Free(),
            Text("部门或职务，不写个人姓名", "office or role, never a private name"),
            width=20,
        ),
        Column(
            "reason",
            Text("理由", "reason"),
            Free(),
            Text("会印在结果上", "repeated in the report"),
            width=30,
        ),
        Column(
            "until",
            Text("有效至", "until"),
            Day(),
            Text("末日（含）", "last day, included"),
        ),
    ),
)

ORDER_SHEETS = (TRAVEL, PINS, WAIVERS)
