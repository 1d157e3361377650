"""What is assumed about the township school beyond what it published."""

NOTES: tuple[str, ...] = (
    "数据来自一所真实乡镇中心小学公布的课表和课后服务安排，人名和校名已换成代号。 / "
    "The data are the published timetable and after-school roster of a real township "
    "primary school; names of people and of the school were replaced by codes.",
    "每班参加人数不在数据中：假定每班 36 人，全部时段参加，"
    "书面同意已于 2026-02-24 备齐。 / "
    "Children per class are not in the data: 36 in each class, in every slot, with "
    "written consent filed on 2026-02-24, are assumed.",
    "教室不在数据中：假定每班有自己的教室，45 座。 / "
    "Rooms are not in the data: each class is given a room of its own with 45 seats.",
    "谁同意参加不在数据中：假定学校自己排入课后服务的 51 人参加，其余教师不参加。 / "
    "Who agreed to take part is not in the data: the 51 people whom the school itself "
    "rostered take part, the other teachers do not.",
    "假定教师只看护自己任教（或任班主任）的班；学校自己的安排处处如此。 / "
    "Teachers are assumed to take only classes they teach (or head); the school's own "
    "roster does so throughout.",
    "责任书、意外保险、背景审查和体检不在数据中：假定全学期有效。 / "
    "Letters, insurance, background and health checks are not in the data: assumed "
    "valid all term.",
    "值班、巡课和护导岗位不在数据中：未设岗位。 / "
    "Duty leaders, patrols and gate duty are not in the data: no posts are set.",
    "社团和学生志愿不在数据中：只有作业辅导，不合班。 / "
    "Clubs and wishes are not in the data: homework care only, classes not merged.",
    "公布的作息自相矛盾：周五第 6 节（14:50–15:30，全部 21 个班）与课后服务"
    "（14:40–15:20）重叠。学生按课后服务安排，周五课程在 14:40 结束；教师按课表，"
    "周五有第 6 节课的人 14:40 不排服务。学校自己的安排有 13 格共 15 人次"
    "与第 6 节课冲突。 / "
    "The published bell times contradict each other: lesson 6 on Friday (14:50–15:30, "
    "all 21 classes) overlaps the service (14:40–15:20). For children the roster is "
    "believed: Friday lessons end at 14:40. For teachers every printed lesson is "
    "respected: whoever gives lesson 6 on Friday does not serve at 14:40. The school's "
    "own roster clashes with lesson 6 there 15 times, in 13 cells.",
    "两人同格（A+B）：公布的课后服务按前者单周、后者双周理解；午休和晚自习为稳妥起见"
    "每周都占用两人。 / "
    "Two names in one cell (A+B): in the published service the first serves odd weeks, "
    "the second even weeks; lunch rest and evening study block both in every week, to "
    "be safe in either reading.",
    "每周至多 8 课时、每日在岗跨度至多 11 小时、两日之间休息 12 小时、17:30 起算晚归、"
    "9:00 前算早到，均为本项目的默认假定。 / "
    "At most 8 lessons a week, 11 hours of presence a day, 12 hours of rest, late from "
    "17:30 and early before 09:00 are default assumptions of this project.",
    "学校自己的安排有人一周 5 个下午、在岗 46.5 小时（扣除 12:00–13:00），所以上限假定"
    "为 5 个下午和 47 小时，而不是通常的 4 个下午和 44 小时。 / "
    "The school's own roster has people with 5 afternoons and 46.5 hours of presence a "
    "week (less 12:00–13:00), so the caps are assumed at 5 afternoons and 47 hours "
    "instead of the usual 4 and 44.",
    "每课时记入时间银行 60 分钟，结余从零开始、上限 480 分钟：假定。以前各周的课时"
    "不在数据中，按 0 计。 / "
    "The time bank credits 60 minutes a lesson, starts at zero and holds 480: assumed. "
    "Lessons of earlier weeks are not in the data and count as 0.",
    "服务止于 17:50（周五 15:20），早于 18:00 下班：假定县教育行政部门已批准。 / "
    "The service ends at 17:50 (Friday 15:20), before offices close at 18:00: leave of "
    "the county education authority is assumed.",
    "教师报酬不在数据中：按 0 计，收费按乡镇公办标准。 / "
    "Teachers' pay is not in the data and counts as 0; the fee is the township tier's.",
)
"""Chinese / English in one line each; every output repeats them."""
