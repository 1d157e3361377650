"""What to do about a rule that stands in the way, in words."""

from kehou_solver.domain.base import Text

ADVICE: dict[str, Text] = {
    "everyone_in_care": Text(
        "为该班增加可带作业辅导的人员或允许合班",
        "find one more adult for its homework care, or allow merging",
    ),
    "one_place_at_a_time": Text(
        "让其中一项换时段、换人或换教室",
        "move one of the two to another slot, adult or room",
    ),
    "room_seats": Text(
        "换座位更多的教室，或把人分到两间",
        "use a larger room, or split the children over two",
    ),
    "room_suits": Text(
        "为社团提供符合要求的场地，或修改场地要求",
        "offer a room with what is needed, or change the need",
    ),
    "room_open": Text("开放该教室，或换时段", "open the room, or use another slot"),
    "club_seats": Text("增加社团名额或平行班", "add seats or a parallel group"),
    "merged_care": Text(
        "提高作业辅导每组人数上限或允许更多班合班",
        "raise the size of homework groups, or let more classes merge",
    ),
    "minimum_enrolment": Text(
        "降低最低开班人数，或不开此社团",
        "lower the minimum enrolment, or do not open the club",
    ),
    "meetings_as_offered": Text(
        "修改社团的次数、时段或平行班数",
        "change the club's meetings, slots or parallel groups",
    ),
    "seats_as_asked": Text(
        "核对学生的志愿、出勤日与社团年级",
        "check the child's wishes, attended days and the club's grades",
    ),
    "adults_per_group": Text(
        "增加一名可到场的成人", "find one more adult who can be there"
    ),
    "qualified": Text(
        "聘请有资质的人员，或补充资质证明",
        "find a qualified adult, or file the missing qualification",
    ),
    "free_when_asked": Text(
        "调整其空闲时段或日间任务",
        "free the adult in that slot, or move a daytime duty",
    ),
    "papers_valid": Text("补办或续办证件", "renew the papers"),
    "vendors_listed": Text(
        "请县区把该机构及课程列入白名单，或降低报酬",
        "have the district list the vendor and the club, or lower the pay",
    ),
    "vendors_only_clubs": Text(
        "作业辅导改由校内人员承担", "give homework care to school staff"
    ),
    "vendor_accompanied": Text(
        "安排一名教师陪同", "let a teacher accompany the vendor instructor"
    ),
    "vendor_share_cap": Text(
        "由校内人员多承担，或提高机构占比上限",
        "give more lessons to school staff, or raise the vendor share",
    ),
    "lending_inside_group": Text(
        "只在同一集团校内调剂", "lend only inside the school group"
    ),
    "one_campus_an_afternoon": Text(
        "分到不同的下午", "put the two campuses on different afternoons"
    ),
    "travel_time": Text(
        "换较晚的时段、就近的校区，或调整上一节课",
        "use a later slot, a nearer campus, or move the lesson before",
    ),
    "away_afternoons_cap": Text(
        "提高外出下午数上限或换人",
        "allow one more afternoon away, or ask somebody else",
    ),
    "lender_keeps_cover": Text(
        "减少外派人数或降低留校比例", "lend fewer teachers, or keep a smaller reserve"
    ),
    "weekly_lessons_cap": Text(
        "提高每周课时上限或增加人手", "raise the weekly cap, or add staff"
    ),
    "afternoons_cap": Text(
        "提高每周下午数上限或增加人手", "allow one more afternoon, or add staff"
    ),
    "duty_minutes_day_cap": Text(
        "错峰到校，或换人", "let the adult start later, or ask somebody else"
    ),
    "duty_minutes_week_cap": Text(
        "减少在校时间，或换人", "shorten the adult's week, or ask somebody else"
    ),
    "rest_between_days": Text(
        "次日首节调后，或换人", "start later the next day, or ask somebody else"
    ),
    "homework_every_day": Text(
        "为该日留出作业时段，或设为无作业日",
        "leave a homework slot, or make it a no-homework day",
    ),
    "external_labour_cap": Text(
        "提高收入、降低外聘报酬，或减少外聘课时",
        "raise the income, lower outside pay, or use fewer outside lessons",
    ),
    "posts_filled": Text(
        "增加可担任该职责的人员", "name more adults who can take the role"
    ),
    "pins_kept": Text("取消其中一个锁定", "take one of the pins back"),
    "service_ends_after_work": Text(
        "延后结束时间，或经批准后登记豁免",
        "end the service later, or record an approved waiver",
    ),
    "after_last_lesson": Text(
        "推迟时段开始，或提前放学", "start the slot later, or end lessons earlier"
    ),
}
