"""Too few lessons in the week, under the caps on lessons and afternoons."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import Id, Weeks
from kehou_solver.shortages.blockers import (
    lesson_minutes,
    most_afternoons,
    most_lessons,
)
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.flow import Flow
from kehou_solver.shortages.needs import Need
from kehou_solver.shortages.words import listed, week_words


def lessons_week(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Share the care of the whole week among the adults, as much as possible.

    Necessary: each group of a slot takes one lesson of one adult, one at a time (rules
    2, 11); an adult gives at most `most_of_week` lessons. What ties the lessons of one
    adult together otherwise is left out, which only makes more possible.
    """
    needs = week.care
    flow = shared_out(week, needs, lambda adult: True)
    met = flow.run()
    total = sum(need.adults for need in needs)
    if met == total:
        return
    starved = flow.starved()
    short = [need for position, need in enumerate(needs) if position in starved]
    needed = sum(need.adults for need in short)
    available = met - (total - needed)
    adults = [a for a in week.instance.adults if ("adult", a.id) in starved]
    schools = sorted({need.school for need in short})
    what = listed(f"{need.what}@{need.about.removeprefix('slot:')}" for need in short)
    odd = week_words(sort)
    names = listed(week.index.schools[school].name for school in schools)
    yield Shortage(
        kind="lessons_week",
        about=f"school:{schools[0]}",
        needed=needed,
        available=available,
        unit="lessons",
        zh=(
            f"{names}{odd.zh}：作业辅导（{what}）一周至少需要 {needed} 课时，能带的人"
            f"（其中 {len(adults)} 人已到上限）最多只能带 {available} 课时。"
            "请增加人员、提高课时或下午数上限，或允许更多班合班。"
        ),
        en=(
            f"{names}{odd.en}: homework care ({what}) takes at least {needed} lessons "
            f"a week; those who can lead it ({len(adults)} of them up to their caps) "
            f"can give {available}. Add adults, raise the caps on lessons or "
            "afternoons, or let more classes merge."
        ),
    )


def shared_out(
    week: Facts, needs: Sequence[Need], asked: Callable[[Adult], bool]
) -> Flow:
    """Lay out who can give which lesson, among the adults asked.

    Nodes: ("adult", id), (id, slot) for a lesson of somebody, the position of a need.
    """
    flow = Flow("source", "sink")
    possible: dict[Id, dict[str, int]] = {}
    allowed = {adult.id for adult in week.instance.adults if asked(adult)}
    for position, need in enumerate(needs):
        flow.add(position, "sink", need.adults)
        for adult in need.who & allowed:
            flow.add((adult, need.about), position, 1)
            possible.setdefault(adult, {})[need.about] = need.weekday
    for adult, slots in possible.items():
        most = most_of_week(week, week.index.adults[adult], slots)
        flow.add("source", ("adult", adult), most)
        for slot in slots:
            flow.add(("adult", adult), (adult, slot), 1)
    return flow


def most_of_week(week: Facts, adult: Adult, slots: dict[str, int]) -> int:
    """Return the most lessons an adult can give in these slots (with weekdays).

    Necessary: rule 24 caps lessons and minutes, rule 25 caps afternoons; on so many
    afternoons nobody gives more lessons than the fullest ones have slots.
    """
    caps = [len(slots)]
    if week.on("weekly_lessons_cap"):
        caps.append(most_lessons(week, adult))
        least = min(
            lesson_minutes(adult, None, week.index.slots[about.removeprefix("slot:")])
            for about in slots
        )
        if adult.minutes_week is not None and least > 0:
            caps.append(adult.minutes_week // least)
    if week.on("afternoons_cap"):
        days = sorted(Counter(slots.values()).values(), reverse=True)
        caps.append(sum(days[: most_afternoons(week, adult)]))
    return min(caps)
