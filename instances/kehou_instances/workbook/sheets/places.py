"""时段, 教室 and 教室停用: when and where."""

from kehou_instances.workbook.cells import Flag, Free, whole
from kehou_instances.workbook.layout import OWNER, Column, Sheet
from kehou_instances.workbook.sheets.common import (
    CHILDREN,
    IDS,
    MINUTES,
    each_weekday,
    one_weekday,
    own_id,
    reference,
    span,
    weeks,
)
from kehou_solver.domain import Closure, Room, Slot, Text

_SCHOOL = reference(
    "school",
    Text("学校", "school"),
    "schools",
    Text("《学校》中的编号", "id on the schools sheet"),
)

SLOTS = Sheet(
    key="slots",
    title=Text("时段", "slots"),
    about=Text("每所学校每天的课后服务时段", "time blocks of the afternoons"),
    models=(Slot,),
    at=("slots",),
    columns=(
        own_id("时段编号", "id", "mon-1"),
        _SCHOOL,
        one_weekday(),
        *span(),
        weeks(),
        Column(
            "rotates",
            Text("单双周轮换", "rotates"),
            Flag(),
            Text(
                "是=单双周可排不同的人；空白=否",
                "yes = odd and even weeks may have different adults; empty = no",
            ),
        ),
    ),
)

ROOMS = Sheet(
    key="rooms",
    title=Text("教室", "rooms"),
    about=Text("教室、场地和校外场所", "rooms and off-site venues"),
    models=(Room,),
    at=("rooms",),
    columns=(
        own_id("教室编号", "id", "r1"),
        _SCHOOL,
        Column(
            "name",
            Text("名称", "name"),
            Free(),
            Text("教室名称", "name of the room"),
            width=20,
        ),
        Column(
            "seats",
            Text("座位数（人）", "seats"),
            whole(Room, "seats", CHILDREN),
            Text("能坐几名学生", "children it holds"),
            "LZ-418",
        ),
        Column(
            "features",
            Text("设施", "features"),
            IDS,
            Text("用顿号分开，如 琴、镜", "such as piano、mirror"),
            "LZ-303",
            width=20,
        ),
        Column(
            "offsite",
            Text("校外", "offsite"),
            Flag(),
            Text("是/否；空白=否", "yes/no; empty = no"),
            "LZ-315",
        ),
        Column(
            "pupils_per_escort",
            Text("每名带队人员学生数", "pupils per escort"),
            whole(Room, "pupils_per_escort", CHILDREN),
            Text("校外场地必填", "needed for off-site venues"),
            "LZ-315",
        ),
        Column(
            "travel_minutes",
            Text("单程（分钟）", "travel minutes"),
            whole(Room, "travel_minutes", MINUTES),
            Text("学校到校外场地；空白=0", "school to venue, one way; empty = 0"),
            "LZ-315",
        ),
    ),
)

CLOSURES = Sheet(
    key="closures",
    title=Text("教室停用", "closures"),
    about=Text("教室不能使用的时间", "times at which a room cannot be used"),
    models=(Closure,),
    owner="rooms",
    at=("closed",),
    each="weekday",
    columns=(
        reference(
            OWNER,
            Text("教室编号", "room"),
            "rooms",
            Text("《教室》中的编号", "id on the rooms sheet"),
        ),
        each_weekday(),
        *span(),
        weeks(),
    ),
)

PLACE_SHEETS = (SLOTS, ROOMS, CLOSURES)
