"""Changes of people: one more, or more that somebody can or may do."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from kehou_solver.domain.adult import Adult, AdultKind, Paper, PaperKind, Qualification
from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Text, Weekday
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import DutyRole
from kehou_solver.model.choice import CareGroup, Choice, ClubGroup
from kehou_solver.model.choices import Choices, Var, total
from kehou_solver.search.remedies.base import Frame, Remedy, Sized, swap, the
from kehou_solver.search.subjects import when

ROLES = {
    DutyRole.DUTY_LEADER: Text("带班领导", "duty leader"),
    DutyRole.PATROL: Text("巡查", "patrol"),
    DutyRole.GATE_DUTY: Text("校门值守", "gate duty"),
}


def _week(instance: Instance) -> tuple[date, date]:
    return instance.week_of, instance.week_of + timedelta(days=6)


def _papers(instance: Instance) -> tuple[Paper, ...]:
    first, last = _week(instance)
    return tuple(
        Paper(kind=kind, valid_from=first, valid_until=last) for kind in PaperKind
    )


def _skills(instance: Instance, names: Sequence[Id]) -> tuple[Qualification, ...]:
    first, last = _week(instance)
    return tuple(
        Qualification(name=name, valid_from=first, valid_until=last) for name in names
    )


class ExtraAdult(Remedy):
    """One more own teacher, for one club (None = homework care), in some slots."""

    kind: Literal["extra_adult"] = "extra_adult"
    id: Id
    school: Id
    club: Id | None
    skills: tuple[Id, ...]
    slots: tuple[Id, ...]

    def changed(self, instance: Instance) -> Instance:
        """Add the adult, with every paper, without pay."""
        somebody = Adult(
            id=self.id,
            name=self.id,
            kind=AdultKind.OWN_TEACHER,
            home=self.school,
            serves=(self.school,),
            qualifications=_skills(instance, self.skills),
            papers=_papers(instance),
            clubs=(self.club,) if self.club else (),
            care="none" if self.club else "any",
            free=self.slots,
        )
        return instance.model_copy(update={"adults": (*instance.adults, somebody)})

    def says(self, index: Index) -> Text:
        """Say what he or she can do, and when."""
        times = [when(index, slot) for slot in self.slots]
        zh, en = "、".join(t.zh for t in times), ", ".join(t.en for t in times)
        if self.club is None:
            return Text(
                f"{zh} 多一名可带作业辅导的成人",
                f"one more adult for homework care is free on {en}",
            )
        skill = f"（资质：{'、'.join(self.skills)}）" if self.skills else ""
        skilled = f" (with {', '.join(self.skills)})" if self.skills else ""
        return Text(
            f"{zh} 多一名可带社团 {self.club} 的成人{skill}",
            f"one more adult for {self.club}{skilled} is free on {en}",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the adult away."""
        for choices, _ in frame.weeks:
            frame.only_if_taken(var for _, var in choices.staffs(adult=self.id))


class ExtraPost(Remedy):
    """One more member of staff who takes a duty role on a weekday."""

    kind: Literal["extra_post"] = "extra_post"
    id: Id
    school: Id
    role: DutyRole
    weekday: Weekday

    def changed(self, instance: Instance) -> Instance:
        """Add somebody who takes only this role."""
        somebody = Adult(
            id=self.id,
            name=self.id,
            kind=AdultKind.SUPPORT_STAFF,
            home=self.school,
            serves=(self.school,),
            papers=_papers(instance),
            posts=(self.role,),
        )
        return instance.model_copy(update={"adults": (*instance.adults, somebody)})

    def says(self, index: Index) -> Text:
        """Say which role and day."""
        role, day = ROLES[self.role], WEEKDAY_NAMES[self.weekday]
        return Text(
            f"{day.zh} 多一名可担任{role.zh}的人员",
            f"one more adult takes {role.en} on {day.en}",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the adult away."""
        for choices, _ in frame.weeks:
            frame.only_if_taken(var for _, var in choices.posts(adult=self.id))


class CanLead(Remedy):
    """An adult holds what a club asks of its lead, and is willing."""

    kind: Literal["can_lead"] = "can_lead"
    adult: Id
    club: Id
    skills: tuple[Id, ...]

    def changed(self, instance: Instance) -> Instance:
        """Add the qualifications and the club."""
        who = the(instance.adults, self.adult)
        clubs = who.clubs
        if clubs is not None and self.club not in clubs:
            clubs = (*clubs, self.club)
        adults = swap(
            instance.adults,
            self.adult,
            qualifications=who.qualifications + _skills(instance, self.skills),
            clubs=clubs,
        )
        return instance.model_copy(update={"adults": adults})

    def says(self, index: Index) -> Text:
        """Say who can lead what."""
        skill = f"（取得 {'、'.join(self.skills)}）" if self.skills else ""
        skilled = f" (holding {', '.join(self.skills)})" if self.skills else ""
        return Text(
            f"{self.adult} 可带社团 {self.club}{skill}",
            f"{self.adult} can lead {self.club}{skilled}",
        )

    def restrict(self, frame: Frame) -> None:
        """Refuse what the adult could not lead."""
        frame.only_if_taken(frame.refused("qualified", self._led))

    def _led(self, choices: Choices) -> Iterator[tuple[Choice, Var]]:
        for staffs, var in choices.staffs(adult=self.adult):
            group = staffs.group
            if isinstance(group, ClubGroup) and group.club == self.club:
                yield staffs, var


class GivesCare(Remedy):
    """An adult leads homework care of any class."""

    kind: Literal["gives_care"] = "gives_care"
    adult: Id

    def changed(self, instance: Instance) -> Instance:
        """Let the adult care for any class."""
        adults = swap(instance.adults, self.adult, care="any")
        return instance.model_copy(update={"adults": adults})

    def says(self, index: Index) -> Text:
        """Say who."""
        return Text(
            f"{self.adult} 可带任何班的作业辅导",
            f"{self.adult} can give homework care to any class",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the adult to the classes he or she knew."""
        for choices, before in frame.weeks:
            for staffs, var in choices.staffs(adult=self.adult):
                if not isinstance(staffs.group, CareGroup):
                    continue
                known = total(
                    joins
                    for join, joins in choices.joins(group=staffs.group)
                    if before.adults[self.adult].care == "taught"
                    and (self.adult, join.class_id) in before.teaches
                )
                frame.at_most(var, known, 1)


class FreeIn(Remedy):
    """An adult may be asked in one more slot."""

    kind: Literal["free_in"] = "free_in"
    adult: Id
    slot: Id

    def changed(self, instance: Instance) -> Instance:
        """Add the slot."""
        free = the(instance.adults, self.adult).free
        if free is None or self.slot in free:
            return instance
        adults = swap(instance.adults, self.adult, free=(*free, self.slot))
        return instance.model_copy(update={"adults": adults})

    def says(self, index: Index) -> Text:
        """Say who and when."""
        time = when(index, self.slot)
        return Text(
            f"{self.adult} 在 {time.zh} 有空", f"{self.adult} is free on {time.en}"
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the adult out of the slot."""
        for choices, _ in frame.weeks:
            for staffs, var in choices.staffs(adult=self.adult):
                if self.slot in staffs.group.slots:
                    frame.only_if_taken([var])


class MoreLessons(Sized):
    """An adult's own weekly cap is higher."""

    kind: Literal["more_lessons"] = "more_lessons"
    adult: Id

    def changed(self, instance: Instance) -> Instance:
        """Raise the cap."""
        cap = the(instance.adults, self.adult).lessons_week
        if cap is None:
            return instance
        adults = swap(instance.adults, self.adult, lessons_week=cap + self.by)
        return instance.model_copy(update={"adults": adults})

    def says(self, index: Index) -> Text:
        """Say by how much."""
        return Text(
            f"{self.adult} 每周可多上 {self.by} 课时",
            f"{self.adult} may take {self.by} more lesson(s) a week",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the cap there was."""
        for choices, before in frame.weeks:
            cap = before.adults[self.adult].lessons_week
            if cap is not None:
                frame.at_most(choices.load(self.adult), cap, self.by)


class MoreAfternoons(Sized):
    """An adult's own cap of afternoons is higher."""

    kind: Literal["more_afternoons"] = "more_afternoons"
    adult: Id

    def changed(self, instance: Instance) -> Instance:
        """Raise the cap."""
        cap = the(instance.adults, self.adult).afternoons_week
        if cap is None:
            return instance
        adults = swap(instance.adults, self.adult, afternoons_week=cap + self.by)
        return instance.model_copy(update={"adults": adults})

    def says(self, index: Index) -> Text:
        """Say by how much."""
        return Text(
            f"{self.adult} 每周可多来 {self.by} 个下午",
            f"{self.adult} may come on {self.by} more afternoon(s) a week",
        )

    def restrict(self, frame: Frame) -> None:
        """Keep the cap there was."""
        for choices, before in frame.weeks:
            cap = before.adults[self.adult].afternoons_week
            days = {span[0] for span, _, _ in choices.assignments(self.adult)}
            if cap is not None and len(days) > cap:
                worked = total(choices.works(self.adult, day) for day in sorted(days))
                frame.at_most(worked, cap, self.by)


class PapersRenewed(Remedy):
    """An adult's papers are in order for the whole week."""

    kind: Literal["papers_renewed"] = "papers_renewed"
    adult: Id

    def changed(self, instance: Instance) -> Instance:
        """Add papers of every kind for the week."""
        papers = the(instance.adults, self.adult).papers + _papers(instance)
        return instance.model_copy(
            update={"adults": swap(instance.adults, self.adult, papers=papers)}
        )

    def says(self, index: Index) -> Text:
        """Say whose."""
        return Text(
            f"{self.adult} 补齐本周有效的证件",
            f"{self.adult} holds valid papers for the week",
        )

    def restrict(self, frame: Frame) -> None:
        """Refuse days without papers."""
        frame.only_if_taken(
            frame.refused("papers_valid", lambda c: c.staffs(adult=self.adult))
        )
        frame.only_if_taken(
            frame.refused("papers_valid", lambda c: c.posts(adult=self.adult))
        )


class TakesPost(Remedy):
    """An adult takes a duty role."""

    kind: Literal["takes_post"] = "takes_post"
    adult: Id
    role: DutyRole

    def changed(self, instance: Instance) -> Instance:
        """Add the role."""
        posts = the(instance.adults, self.adult).posts
        if self.role in posts:
            return instance
        adults = swap(instance.adults, self.adult, posts=(*posts, self.role))
        return instance.model_copy(update={"adults": adults})

    def says(self, index: Index) -> Text:
        """Say who takes what."""
        role = ROLES[self.role]
        return Text(f"{self.adult} 可担任{role.zh}", f"{self.adult} takes {role.en}")

    def restrict(self, frame: Frame) -> None:
        """Refuse the role."""
        frame.only_if_taken(
            var
            for choices, _ in frame.weeks
            for post, var in choices.posts(adult=self.adult)
            if post.role == self.role
        )
