"""Pay of outsiders stays within the fee income (LZ-412)."""

from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.domain.school import School
from kehou_solver.model.choices import Choices, Expr, total
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class ExternalLabourCap(Rule):
    """The week's outside labour against the week's share of the fees.

        weeks_per_month * outside pay  <=  monthly fee income
        outside pay                    <=  external_ceiling_fen, where given

    Units: fen. At most two constraints per school that outsiders may serve.
    """

    name = "external_labour_cap"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Cap the outside pay of each school."""
        world = choices.world
        for school in world.instance.schools:
            terms = _outside_pay(choices, school.id)
            if not terms:
                continue
            pay = total(terms)
            about = f"school:{school.id}"
            income = monthly_income(world, school)
            scope.require(school.money.weeks_per_month * pay <= income, about=about)
            if school.money.external_ceiling_fen is not None:
                scope.require(pay <= school.money.external_ceiling_fen, about=about)


def _outside_pay(choices: Choices, school: str) -> list[Expr]:
    """Return the terms of the pay of outsiders at a school."""
    world = choices.world
    terms: list[Expr] = []
    for adult in world.instance.adults:
        if adult.kind in SCHOOL_KINDS:
            continue
        for staffs, slot, var in choices.lessons(adult.id):
            if staffs.group.school == school:
                terms.append(world.pay_and_minutes(adult, staffs.group, slot)[0] * var)
        if adult.serves[:1] == (school,) and adult.fixed_fen_week:
            terms.append(adult.fixed_fen_week * choices.used(adult.id, posts=True))
    return terms


def monthly_income(world: World, school: School) -> int:
    """Return the fees of a month in fen, waivers taken off pupil by pupil."""
    fee = world.fee_month(school) or 0
    income = 0
    for room_class in world.instance.classes:
        if room_class.school != school.id:
            continue
        if room_class.unlisted_consent is not None:
            income += fee * room_class.unlisted
        for pupil in world.pupils_of[room_class.id]:
            if pupil.consent is not None:
                income += fee * (100 - pupil.fee_waiver_percent) // 100
    return income
