"""The rows of the certificate, and the money for people from outside (LZ-412).

For prices only: certificates do without, so that their verifier stays short.
"""

from collections.abc import Iterator

from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.domain.school import School
from kehou_solver.model.choice import ClubGroup
from kehou_solver.rules.external_labour_cap import monthly_income
from kehou_solver.search.priority.rows import Row, Rows


class RowsWithMoney(Rows):
    """Also says that outside pay stays within the fees and the school's own ceiling.

    Care given by people from outside is paid from the same money and left out, as is
    what somebody is paid once a week: so the rows allow more than the law, never less.
    """

    def _all(self) -> Iterator[Row]:
        yield from super()._all()
        if "external_labour_cap" in self.kept:
            for school in self.world.instance.schools:
                yield from self._money_rows(school)

    def _money_rows(self, school: School) -> Iterator[Row]:
        columns, pays = [], []
        for way, meetings in zip(self.ways, self.leads, strict=True):
            if self.world.clubs[way.club].school != school.id:
                continue
            group = ClubGroup(way.club, 0, school.id, way.slots)
            for slot, leads in zip(way.slots, meetings, strict=True):
                for adult_id, column in leads.items():
                    adult = self.world.adults[adult_id]
                    if adult.kind not in SCHOOL_KINDS:
                        pay, _ = self.world.pay_and_minutes(adult, group, slot)
                        columns.append(column)
                        pays.append(pay)
        month = [school.money.weeks_per_month * pay for pay in pays]
        income = monthly_income(self.world, school)
        yield Row("fees", (school.id,), columns, month, income)
        ceiling = school.money.external_ceiling_fen
        if ceiling is not None:
            yield Row("ceiling", (school.id,), list(columns), pays, ceiling)
