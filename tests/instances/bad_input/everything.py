"""One small valid instance in which every sheet of the workbook has at least a row."""

from datetime import date

from kehou_solver.domain import (
    AdultKind,
    Closure,
    DutyRole,
    Hardship,
    Instance,
    MeetingPin,
    Money,
    RoomPin,
    SeatPin,
    StaffPin,
    Teaching,
    Terms,
    Tier,
    TierFee,
    Travel,
    Waiver,
)
from tests.solver.worlds import (
    ADULTS,
    CLASSES,
    CLUBS,
    DISTRICT,
    EAST,
    G1,
    PUPILS,
    ROOMS,
    SLOTS,
    T1,
    WEST,
    WEST_CLASSES,
    WEST_PUPILS,
    WEST_ROOMS,
    WEST_SLOTS,
    adult,
    at,
    changed,
    club,
    lawful_two,
    paper,
    replaced,
    slot,
    vendor,
    venue,
    world,
)


def everything() -> Instance:
    """Build two campuses with every kind of data there is."""
    swim = club(
        "swim", venue="pool", slots=("mon-2",), meetings_per_week=1, adults_per_group=2
    )
    return world(
        id="everything",
        title="两校区：样例 (sample)",
        districts=(
            changed(
                DISTRICT, fees=(TierFee(tier=Tier.COUNTY_TOWN, fee_month_fen=10050),)
            ),
        ),
        schools=(
            changed(
                EAST,
                no_homework_weekdays=(3,),
                money=Money(
                    weeks_per_month=4,
                    fee_month_fen=12000,
                    external_ceiling_fen=100_000,
                    subsidy_week_fen=601,
                ),
            ),
            WEST,
        ),
        slots=(
            *SLOTS,
            *WEST_SLOTS,
            slot("wed-1", 3, "16:30", "17:10", weeks="odd"),
            slot("thu-1", 4, "16:30", "17:10", rotates=True),
        ),
        rooms=(
            *replaced(
                ROOMS,
                changed(
                    ROOMS[2],
                    closed=tuple(
                        Closure(weekday=day, start=at("12:00"), end=at("13:00"))
                        for day in (1, 2, 3)
                    ),
                ),
            ),
            *WEST_ROOMS,
            venue(),
        ),
        classes=tuple(
            changed(
                homeroom,
                lessons_end=tuple(
                    changed(homeroom.lessons_end[0], weekday=day)
                    for day in (1, 2, 3, 4)
                ),
                unlisted=2,
                unlisted_consent=date(2026, 2, 24),
            )
            for homeroom in (*CLASSES, *WEST_CLASSES)
        ),
        pupils=(
            *replaced(
                PUPILS,
                changed(
                    PUPILS[0],
                    skips=("tue-1",),
                    hardship=(Hardship.LEFT_BEHIND, Hardship.LOW_INCOME),
                    wish_points=(120,),
                    fee_waiver_percent=50,
                ),
                changed(PUPILS[2], consent=None, homework=False, clubs_per_week=0),
            ),
            *WEST_PUPILS,
        ),
        clubs=(*CLUBS, changed(swim, family="water")),
        adults=(
            *replaced(
                ADULTS,
                changed(
                    T1,
                    teaches=(Teaching(class_id="1-1", subject="语文"),),
                    terms=(Terms(minutes=45), Terms(club="chess", pay_fen=6250)),
                    free=("mon-1", "mon-2", "tue-1", "tue-2"),
                    posts=(DutyRole.PATROL, DutyRole.DUTY_LEADER),
                    lessons_week=5,
                    afternoons_week=3,
                    minutes_week=300,
                    past_lessons=7,
                    time_bank_minutes=-35,
                ),
            ),
            G1,
            adult(
                "W1",
                AdultKind.VOLUNTEER,
                name="志愿者甲",
                clubs=(),
                free=(),
                papers=(paper(next(iter(T1.papers)).kind),),
                fixed_fen_week=2000,
            ),
        ),
        vendors=(vendor(removed_on=date(2026, 6, 1)),),
        travel=(Travel(school="east", other="west", minutes=15),),
        pins=(
            StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="1-1"),
            RoomPin(kind="room", room="hall", slot="mon-2", club="chess"),
            SeatPin(kind="seat", pupil="p1", club="chess"),
            MeetingPin(kind="meeting", club="robots", slot="tue-2"),
        ),
        waivers=(
            Waiver(
                rule="service_ends_after_work",
                school="west",
                weekdays=(1, 5),
                approved_by="教育局基教科",
                reason="校车 17:20 发车",
                until=date(2026, 7, 10),
            ),
        ),
        goals=("wishes_met_1", "cost_fen"),
        published=lawful_two(),
        notes=("课表来自教务处", "=不是公式"),
    )
