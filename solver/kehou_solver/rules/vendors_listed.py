"""Vendor instructors come from the district's whitelist, at its price."""

from kehou_solver.domain.adult import AdultKind
from kehou_solver.model.choice import Choice, ClubGroup, Staffs
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class VendorsListed(Rule):
    """Vendor, club, date and pay are as the district allows."""

    name = "vendors_listed"
    refuses = (Staffs,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse vendor instructors the district does not allow here."""
        if not isinstance(choice, Staffs) or not isinstance(choice.group, ClubGroup):
            return True
        adult, group = world.adults[choice.adult], choice.group
        if adult.kind is not AdultKind.VENDOR_INSTRUCTOR:
            return True
        vendor = world.vendors.get(adult.vendor or "")
        district = world.schools[group.school].district
        if vendor is None or vendor.district != district:
            return False
        if group.club not in vendor.clubs or not vendor.no_promotion_declared:
            return False
        cap = world.districts[district].vendor_rate_cap_fen
        for slot in world.lessons(choice):
            day = world.date_of(world.slots[slot].weekday)
            if not vendor.listed_from <= day <= vendor.listed_until:
                return False
            if vendor.removed_on is not None and day >= vendor.removed_on:
                return False
            if cap is None or world.pay_and_minutes(adult, group, slot)[0] > cap:
                return False
        return True
