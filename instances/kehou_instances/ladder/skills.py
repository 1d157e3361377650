"""Who can lead which club."""

from collections.abc import Sequence

from kehou_instances.ladder.catalogue import LEADS_WHAT, OFFER_OF
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.shape import Shape
from kehou_solver.domain import Adult, AdultKind, Club


def skills(
    clubs: Sequence[Club],
    own: Sequence[Adult],
    subjects: dict[str, str],
    others: Sequence[Adult],
    shape: Shape,
    draws: Draws,
) -> dict[str, list[str]]:
    """Deal the skills: own teachers by subject, outsiders by kind; no club left out.

    Returns:
        The clubs each adult is qualified for, in the order of `clubs`.
    """
    held: dict[str, set[str]] = {adult.id: set() for adult in (*own, *others)}
    visitors = {visitor.id: visitor.skills for visitor in shape.visitors}
    for adult in own:
        for club in clubs:
            fits = OFFER_OF[club.id].subject == subjects[adult.id]
            common = 0.08 if subjects[adult.id] in ("chinese", "mathematics") else 0.5
            if draws.chance(common if fits else 0.01):
                held[adult.id].add(club.id)
    for adult in others:
        if adult.id in visitors:
            known = visitors[adult.id]
            held[adult.id].update(club.id for club in clubs if club.id in known)
        else:
            mine = outsider_skills(adult, clubs, shape.lent_subjects, draws)
            held[adult.id].update(club.id for club in mine)
    for club in clubs:
        if any(club.id in mine for mine in held.values()):
            continue
        fitting = [a for a in own if subjects[a.id] == OFFER_OF[club.id].subject]
        outside = [
            a
            for a in others
            if club.category in LEADS_WHAT.get(a.kind, frozenset())
            and a.id not in visitors
        ]
        held[draws.pick(fitting or outside or own).id].add(club.id)
    return {
        adult_id: [club.id for club in clubs if club.id in mine]
        for adult_id, mine in held.items()
    }


def left_to_lent(
    held: dict[str, list[str]], lent: Sequence[Adult]
) -> dict[str, list[str]]:
    """Take from everybody else one skill of each lent teacher.

    So a weak campus has clubs that only teachers of a stronger one can lead (LZ-316).
    """
    lent_ids = {adult.id for adult in lent}
    only = {held[adult.id][0] for adult in lent if held[adult.id]}
    return {
        adult_id: mine if adult_id in lent_ids else [c for c in mine if c not in only]
        for adult_id, mine in held.items()
    }


def outsider_skills(
    adult: Adult, clubs: Sequence[Club], lent: Sequence[str], draws: Draws
) -> list[Club]:
    """Draw one to three clubs of the kind, those no subject covers first.

    Args:
        adult: from outside the school.
        clubs: on offer.
        lent: subjects for which teachers are lent first.
        draws: for the choice.
    """
    if adult.kind is AdultKind.GROUP_TEACHER:
        fitting = [c for c in clubs if OFFER_OF[c.id].subject not in ("", "chinese")]
        fitting = [c for c in fitting if OFFER_OF[c.id].subject in lent] or fitting
    else:
        wanted = LEADS_WHAT[adult.kind]
        fitting = [c for c in clubs if c.category in wanted]
        if adult.kind is AdultKind.VENDOR_INSTRUCTOR:
            # LZ-318: vendors are for what the school's own staff cannot give.
            fitting = [c for c in fitting if not OFFER_OF[c.id].subject] or fitting
    rare_first = sorted(
        draws.shuffled(fitting or clubs), key=lambda c: OFFER_OF[c.id].subject != ""
    )
    return rare_first[: draws.whole(1, 3)]
