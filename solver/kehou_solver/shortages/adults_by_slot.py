"""Too few adults at one moment: for care, for pinned clubs, for posts."""

from collections.abc import Iterator
from itertools import islice

from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import Id, Text, Weeks
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.flow import Flow
from kehou_solver.shortages.needs import Need, club_needs, post_needs
from kehou_solver.shortages.words import listed, near_misses, time_words, week_words


def adults_by_slot(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Give needs that fall together each their own adults, as many as possible.

    Necessary: nobody is in two places at once (rule 2, nature), so needs whose spans
    share a minute take different adults. By Hall's theorem a maximum assignment that
    leaves a need open shows a set of needs with too few adults for all of them.
    """
    needs = [*post_needs(week, week.blockers), *week.care]
    for slot in week.instance.slots:
        needs += club_needs(week, week.blockers, slot)
    said: set[tuple[str, ...]] = set()
    # The most needs fall together when one of them begins.
    for weekday, start in sorted({(need.weekday, need.start) for need in needs}):
        now = [n for n in needs if n.weekday == weekday and n.start <= start < n.end]
        short, available = _too_few(now)
        subjects = tuple(sorted(need.about + need.what for need in short))
        if short and subjects not in said:
            said.add(subjects)
            yield _shortage(week, sort, short, available)


def _too_few(needs: list[Need]) -> tuple[list[Need], int]:
    """Return needs that cannot all be met and how many adults there are for them."""
    if _plainly_enough(needs):
        return [], 0
    flow = Flow("source", "sink")
    for position, need in enumerate(needs):
        flow.add(position, "sink", need.adults)
        for adult in need.who:
            flow.add(("adult", adult), position, 1)
    for adult in {adult for need in needs for adult in need.who}:
        flow.add("source", ("adult", adult), 1)
    met = flow.run()
    if met == sum(need.adults for need in needs):
        return [], 0
    starved = flow.starved()
    short = [need for position, need in enumerate(needs) if position in starved]
    elsewhere = sum(need.adults for need in needs) - sum(n.adults for n in short)
    return short, met - elsewhere


def _plainly_enough(needs: list[Need]) -> bool:
    """Say whether serving the needs with the fewest adults first meets them all.

    If so, no flow need be looked for; if not, nothing is said.
    """
    taken: set[Id] = set()
    for need in sorted(needs, key=lambda need: len(need.who)):
        free = need.who - taken
        if len(free) < need.adults:
            return False
        taken.update(islice(free, need.adults))
    return True


def _shortage(week: Facts, sort: Weeks, short: list[Need], available: int) -> Shortage:
    needed = sum(need.adults for need in short)
    first = short[0]
    school = week.index.schools[first.school]
    place = time_words(school, first.weekday, first.start, first.end)
    odd = week_words(sort)
    adults = set().union(*(need.who for need in short))
    near = {name: why for n in short for name, why in n.near().items()}
    held = near_misses(why for name, why in near.items() if name not in adults)
    kind, remedy = _kind(short)
    what = listed(need.what for need in short)
    return Shortage(
        kind=kind,
        about=first.about,
        needed=needed,
        available=available,
        unit="adults",
        zh=(
            f"{place.zh}{odd.zh}：{what} 共需 {needed} 人，最多能安排 {available} 人。"
            f"{held.zh}{remedy.zh}"
        ),
        en=(
            f"{place.en}{odd.en}: {what} need {needed} adults together, at most "
            f"{available} can be there.{held.en} {remedy.en}"
        ),
    )


def _kind(short: list[Need]) -> tuple[str, Text]:
    skills = {need.skill.partition(":")[0] for need in short}
    if skills == {"post"}:
        return "posts", Text(
            "请增加能担任该岗位的人员，或减少岗位人数。",
            "Add adults who take the post, or ask for fewer.",
        )
    if skills == {"club"}:
        return "adults_by_skill", Text(
            "请增加有资格的人员，或取消固定的安排。",
            "Add qualified adults, or lift the pins.",
        )
    return "adults_by_slot", Text(
        "请增加能到场的人员、消除上述原因，或允许更多班合班。",
        "Add adults, mend what holds others back, or let more classes merge.",
    )
