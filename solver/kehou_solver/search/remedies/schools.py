"""Changes of a school's own limits: numbers the measures leave to it."""

from collections.abc import Iterator
from typing import Literal

from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Text, Weekday
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import LessonsEnd, Limits
from kehou_solver.model.choice import Choice
from kehou_solver.model.choices import Choices, Var, total
from kehou_solver.search.remedies.base import Frame, Remedy, Sized, swap, the

LimitName = Literal[
    "lessons_week",
    "afternoons_week",
    "away_afternoons_week",
    "merge_classes",
    "vendor_share_percent",
]

LIMITS: dict[str, Text] = {
    "lessons_week": Text(
        "每人每周课时上限提高 {by}", "everybody may take {by} more lesson(s)"
    ),
    "afternoons_week": Text(
        "每人每周下午数上限提高 {by}", "everybody may come on {by} more afternoon(s)"
    ),
    "away_afternoons_week": Text(
        "每人每周外出下午数上限提高 {by}",
        "everybody may serve away on {by} more afternoon(s)",
    ),
    "merge_classes": Text(
        "作业辅导可多合 {by} 个班", "homework groups may hold {by} more class(es)"
    ),
    "vendor_share_percent": Text(
        "机构课时占比上限提高 {by} 个百分点", "the vendor share is {by} points higher"
    ),
}


class SchoolLimit(Sized):
    """A limit the school set itself is higher."""

    kind: Literal["school_limit"] = "school_limit"
    school: Id
    limit: LimitName

    def changed(self, instance: Instance) -> Instance:
        """Raise the limit."""
        limits = the(instance.schools, self.school).limits
        raised = limits.model_copy(
            update={self.limit: getattr(limits, self.limit) + self.by}
        )
        return _with_limits(instance, self.school, raised)

    def says(self, index: Index) -> Text:
        """Say which limit and by how much."""
        words = LIMITS[self.limit]
        return Text(
            f"{self.school}：{words.zh.format(by=self.by)}",
            f"at {self.school} {words.en.format(by=self.by)}",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the limit there was."""
        match self.limit:
            case "lessons_week" | "afternoons_week" | "away_afternoons_week":
                self._restrict_adults(frame)
            case "merge_classes":
                for choices, before in frame.weeks:
                    most = before.schools[self.school].limits.merge_classes
                    for group, opens in choices.care_groups():
                        if group.school == self.school:
                            joins = choices.joins(group=group)
                            joined = total(var for _, var in joins)
                            frame.at_most(joined, most * opens, self.by)
            case "vendor_share_percent":
                frame.unless_taken("vendor_share_cap", f"school:{self.school}")

    def _restrict_adults(self, frame: Frame) -> None:
        for choices, before in frame.weeks:
            for adult in before.instance.adults:
                if (adult.home or adult.serves[0]) != self.school:
                    continue
                cap = getattr(before.schools[self.school].limits, self.limit)
                days = {span[0] for span, _, _ in choices.assignments(adult.id)}
                if self.limit == "lessons_week":
                    frame.at_most(choices.load(adult.id), cap, self.by)
                    continue
                away = self.limit == "away_afternoons_week"
                if adult.home is None and away:
                    continue
                home = adult.home if away else None
                worked = total(choices.works(adult.id, d, home) for d in sorted(days))
                frame.at_most(worked, cap, self.by)


class LargerCare(Sized):
    """Homework groups of a care band may hold more children."""

    kind: Literal["larger_care"] = "larger_care"
    school: Id
    from_grade: int

    def changed(self, instance: Instance) -> Instance:
        """Raise the band's number of children."""
        limits = the(instance.schools, self.school).limits
        bands = tuple(
            band.model_copy(update={"pupils": band.pupils + self.by})
            if band.from_grade == self.from_grade
            else band
            for band in limits.care_bands
        )
        raised = limits.model_copy(update={"care_bands": bands})
        return _with_limits(instance, self.school, raised)

    def says(self, index: Index) -> Text:
        """Say which band and by how many."""
        bands = index.schools[self.school].limits.care_bands
        band = next(b for b in bands if b.from_grade == self.from_grade)
        grades = f"{band.from_grade}–{band.to_grade}"
        return Text(
            f"{self.school}：{grades} 年级作业辅导每组可多 {self.by} 人",
            f"at {self.school} homework groups of grades {grades} may hold "
            f"{self.by} more",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the number there was."""
        for choices, before in frame.weeks:
            bands = before.schools[self.school].limits.care_bands
            band = next(b for b in bands if b.from_grade == self.from_grade)
            for group, _ in choices.care_groups():
                grade = before.classes[group.host].grade
                if (
                    group.school == self.school
                    and band.from_grade <= grade <= band.to_grade
                ):
                    children = choices.children(group, group.slot)
                    frame.at_most(children, band.pupils, self.by)


class LabourCeiling(Sized):
    """The school's own ceiling on outside labour is higher (never the fee rule)."""

    kind: Literal["labour_ceiling"] = "labour_ceiling"
    school: Id

    @property
    def step(self) -> int:
        """Name whole tens of yuan."""
        return 1000

    def changed(self, instance: Instance) -> Instance:
        """Raise the ceiling."""
        money = the(instance.schools, self.school).money
        if money.external_ceiling_fen is None:
            return instance
        raised = money.model_copy(
            update={"external_ceiling_fen": money.external_ceiling_fen + self.by}
        )
        schools = swap(instance.schools, self.school, money=raised)
        return instance.model_copy(update={"schools": schools})

    def says(self, index: Index) -> Text:
        """Say by how much."""
        yuan = f"{self.by // 100}.{self.by % 100:02d}"
        return Text(
            f"{self.school}：每周外聘经费上限提高 {yuan} 元",
            f"at {self.school} the weekly ceiling on outside labour is {yuan} yuan "
            "higher",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the ceiling there was."""
        frame.unless_taken("external_labour_cap", f"school:{self.school}")


class NoHomework(Remedy):
    """A school needs no homework slot on a weekday."""

    kind: Literal["no_homework"] = "no_homework"
    school: Id
    weekday: Weekday

    def changed(self, instance: Instance) -> Instance:
        """Take the weekday off."""
        days = the(instance.schools, self.school).no_homework_weekdays
        if self.weekday in days:
            return instance
        schools = swap(
            instance.schools, self.school, no_homework_weekdays=(*days, self.weekday)
        )
        return instance.model_copy(update={"schools": schools})

    def says(self, index: Index) -> Text:
        """Say which day."""
        day = WEEKDAY_NAMES[self.weekday]
        return Text(
            f"{self.school}：{day.zh}设为无作业日",
            f"at {self.school} {day.en} is a day without homework",
        )

    def restrict(self, frame: Frame) -> None:
        """Leave a homework slot on that day."""
        for choices, before in frame.weeks:
            first = before.policy.number("homework_first_grade")
            for pupil in before.instance.pupils:
                room_class = before.classes[pupil.class_id]
                if (
                    room_class.school != self.school
                    or room_class.grade < first
                    or not pupil.homework
                    or not choices.sits(pupil=pupil.id)
                ):
                    continue
                slots = [
                    slot
                    for slot in before.attended(pupil)
                    if before.slots[slot].weekday == self.weekday
                ]
                if slots:
                    clubs = total(choices.in_club(pupil.id, slot) for slot in slots)
                    frame.at_most(clubs, len(slots) - 1, 1)


class LessonsEndEarlier(Remedy):
    """A class's lessons end in time for its first slot of a weekday."""

    kind: Literal["lessons_end_earlier"] = "lessons_end_earlier"
    class_id: Id
    weekday: Weekday
    end: int

    def changed(self, instance: Instance) -> Instance:
        """Move the end of lessons."""
        ends = tuple(
            LessonsEnd(weekday=one.weekday, end=min(one.end, self.end))
            if one.weekday == self.weekday
            else one
            for one in the(instance.classes, self.class_id).lessons_end
        )
        classes = swap(instance.classes, self.class_id, lessons_end=ends)
        return instance.model_copy(update={"classes": classes})

    def says(self, index: Index) -> Text:
        """Say until when."""
        day, time = WEEKDAY_NAMES[self.weekday], f"{self.end // 60}:{self.end % 60:02d}"
        return Text(
            f"{self.class_id} {day.zh} {time} 前放学",
            f"lessons of {self.class_id} end by {time} on {day.en}",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the end of lessons there was."""
        for _, before in frame.weeks:
            ends = [
                one.end
                for one in before.classes[self.class_id].lessons_end
                if one.weekday == self.weekday
            ]
            for slot in before.instance.slots:
                if (
                    slot.weekday == self.weekday
                    and before.asked.get((self.class_id, slot.id), 0)
                    and slot.start < max(ends, default=0)
                ):
                    frame.model.add(frame.taken == 1)
        frame.only_if_taken(frame.refused("after_last_lesson", self._seats))

    def _seats(self, choices: Choices) -> Iterator[tuple[Choice, Var]]:
        for pupil in choices.world.pupils_of[self.class_id]:
            for sits, var in choices.sits(pupil=pupil.id):
                days = [choices.world.weekday_of[slot] for slot in sits.group.slots]
                if self.weekday in days:
                    yield sits, var


def _with_limits(instance: Instance, school: Id, limits: Limits) -> Instance:
    schools = swap(instance.schools, school, limits=limits)
    return instance.model_copy(update={"schools": schools})
