"""The Chinese and English words that stand in cells for the values of the model.

Each table: value of the model -> word. What schools often write instead is in `OFTEN`.
"""

from collections.abc import Mapping

from kehou_solver.domain import (
    AdultKind,
    ClubCategory,
    DutyRole,
    Hardship,
    PaperKind,
    SchoolKind,
    Text,
    Tier,
)
from kehou_solver.domain.base import WEEKDAY_NAMES

Words = Mapping[str, Text]

YES_NO: Words = {"true": Text("是", "yes"), "false": Text("否", "no")}

ADULT_KINDS: Words = {
    AdultKind.OWN_TEACHER: Text("本校教师", "own teacher"),
    AdultKind.GROUP_TEACHER: Text("集团校教师", "group teacher"),
    AdultKind.RETIREE: Text("退休教师", "retiree"),
    AdultKind.SPORTS_COACH: Text("体育教练", "sports coach"),
    AdultKind.ARTS_SCIENCE_WORKER: Text("文艺科普工作者", "arts science worker"),
    AdultKind.ARTISAN: Text("能工巧匠", "artisan"),
    AdultKind.HERITAGE_BEARER: Text("非遗传承人", "heritage bearer"),
    AdultKind.VOLUNTEER: Text("志愿者", "volunteer"),
    AdultKind.VENDOR_INSTRUCTOR: Text("机构教师", "vendor instructor"),
    AdultKind.SUPPORT_STAFF: Text("管理后勤人员", "support staff"),
}

PAPER_KINDS: Words = {
    PaperKind.LETTER: Text("责任书", "responsibility letter"),
    PaperKind.INSURANCE: Text("人身意外保险", "accident insurance"),
    PaperKind.BACKGROUND: Text("背景核查", "background check"),
    PaperKind.HEALTH: Text("健康证明", "health check"),
}

DUTY_KINDS: Words = {
    "lesson": Text("上课", "lesson"),
    "lunch_rest": Text("午休看护", "lunch rest"),
    "evening_study": Text("晚自习", "evening study"),
    "other": Text("其他", "other"),
}

DUTY_ROLES: Words = {
    DutyRole.DUTY_LEADER: Text("值班领导", "duty leader"),
    DutyRole.PATROL: Text("巡课", "patrol"),
    DutyRole.GATE_DUTY: Text("护导", "gate duty"),
}

CARE: Words = {
    "any": Text("任意班级", "any"),
    "taught": Text("任教班级", "taught"),
    "none": Text("不承担", "none"),
}

HARDSHIPS: Words = {
    Hardship.DISABLED: Text("残疾儿童", "disabled child"),
    Hardship.MIGRANT: Text("随迁子女", "migrant child"),
    Hardship.LEFT_BEHIND: Text("留守儿童", "left behind child"),
    Hardship.LOW_INCOME: Text("家庭经济困难", "low income child"),
    Hardship.OTHER: Text("其他困境", "other hardship"),
}

CLUB_CATEGORIES: Words = {
    ClubCategory.SCIENCE: Text("科普", "science"),
    ClubCategory.SPORT_CULTURE: Text("文体", "sport culture"),
    ClubCategory.ART: Text("艺术", "art"),
    ClubCategory.LABOUR: Text("劳动", "labour"),
    ClubCategory.READING: Text("阅读", "reading"),
    ClubCategory.INTEREST: Text("兴趣小组", "interest group"),
    ClubCategory.SOCIETY: Text("社团", "society"),
}

SCHOOL_KINDS: Words = {
    SchoolKind.PRIMARY: Text("小学", "primary"),
    SchoolKind.JUNIOR: Text("初级中学", "junior"),
    SchoolKind.NINE_YEAR: Text("九年一贯制学校", "nine year"),
    SchoolKind.COMPLETE_SECONDARY: Text("完全中学", "complete secondary"),
    SchoolKind.TWELVE_YEAR: Text("十二年一贯制学校", "twelve year"),
}

TIERS: Words = {
    Tier.CITY_DISTRICT: Text("市区", "city district"),
    Tier.COUNTY_TOWN: Text("县城", "county town"),
    Tier.TOWNSHIP: Text("乡镇", "township"),
    Tier.VILLAGE: Text("村级", "village"),
}

WEEKS: Words = {
    "every": Text("每周", "every"),
    "odd": Text("单周", "odd"),
    "even": Text("双周", "even"),
}

WEEKDAYS: Words = {str(day): name for day, name in WEEKDAY_NAMES.items()}

PIN_KINDS: Words = {
    "staff": Text("人员", "staff"),
    "room": Text("场地", "room"),
    "seat": Text("座位", "seat"),
    "meeting": Text("时段", "meeting"),
}

GROUP_KINDS: Words = {
    "homework": Text("作业辅导", "homework"),
    "club": Text("社团", "club"),
}

STAFF_ROLES: Words = {
    "lead": Text("主班", "lead"),
    "assistant": Text("副班", "assistant"),
}

WAIVABLE_RULES: Words = {
    "service_ends_after_work": Text("结束不早于下班时间", "service ends after work"),
}
"""Words for the drop-down only; any rule name is read (the rulebook decides)."""

OFTEN: Mapping[str, str] = {
    "初中": SchoolKind.JUNIOR,
    "九年一贯制": SchoolKind.NINE_YEAR,
    "十二年一贯制": SchoolKind.TWELVE_YEAR,
    "进城务工人员随迁子女": Hardship.MIGRANT,
    "家庭经济困难儿童": Hardship.LOW_INCOME,
    "家庭经济困难学生": Hardship.LOW_INCOME,
    "其他困境儿童": Hardship.OTHER,
    "文艺科技工作者": AdultKind.ARTS_SCIENCE_WORKER,
    "非物质文化遗产传承人": AdultKind.HERITAGE_BEARER,
    "单": "odd",
    "双": "even",
    "√": "true",
    "✓": "true",
    "y": "true",
    "1": "true",
    "×": "false",
    "n": "false",
    "0": "false",
    **{
        f"{prefix}{digit}": str(day)
        for prefix in ("星期", "礼拜")
        for day, digit in enumerate("一二三四五六日", 1)
    },
    "周天": "7",
    "星期天": "7",
    "礼拜天": "7",
    **{
        name: str(day)
        for day, name in enumerate(
            (
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            ),
            1,
        )
    },
}
"""Unmistakable other spellings; used only where the value is among the choices."""
