"""The ten districts and counties, and the tiers of schools."""

from collections.abc import Mapping
from typing import Literal

from kehou_solver.domain import SchoolKind, Tier
from kehou_solver.domain.base import Text

CityTier = Literal[
    "urban_primary", "urban_junior", "county_town", "township", "village"
]
"""Tiers of the recipe (domain notes, 4.3)."""

TIERS: tuple[CityTier, ...] = (
    "urban_primary",
    "urban_junior",
    "county_town",
    "township",
    "village",
)
URBAN: tuple[CityTier, ...] = ("urban_primary", "urban_junior")

CommunityKind = Literal[
    "urban_primary_alone",
    "urban_primary_group",
    "urban_junior_alone",
    "urban_junior_group",
    "rural",
]

TIER_OF: Mapping[CityTier, Tier] = {
    "urban_primary": Tier.CITY_DISTRICT,
    "urban_junior": Tier.CITY_DISTRICT,
    "county_town": Tier.COUNTY_TOWN,
    "township": Tier.TOWNSHIP,
    "village": Tier.VILLAGE,
}

DISTRICTS: Mapping[str, Text] = {
    "chengzhong": Text("城中区", "Chengzhong District"),
    "yufeng": Text("鱼峰区", "Yufeng District"),
    "liunan": Text("柳南区", "Liunan District"),
    "liubei": Text("柳北区", "Liubei District"),
    "liujiang": Text("柳江区", "Liujiang District"),
    "liucheng": Text("柳城县", "Liucheng County"),
    "luzhai": Text("鹿寨县", "Luzhai County"),
    "rongan": Text("融安县", "Rong'an County"),
    "rongshui": Text("融水县", "Rongshui County"),
    "sanjiang": Text("三江县", "Sanjiang County"),
}

TIER_WORDS: Mapping[CityTier, Text] = {
    "urban_primary": Text("市区小学", "urban primary"),
    "urban_junior": Text("市区初中", "urban junior"),
    "county_town": Text("县城", "county town"),
    "township": Text("乡镇", "township"),
    "village": Text("村小", "village"),
}

COMMUNITY_WORDS: Mapping[CommunityKind, Text] = {
    "urban_primary_alone": Text("市区小学", "urban primary school"),
    "urban_primary_group": Text("市区小学教育集团", "urban primary group"),
    "urban_junior_alone": Text("市区初中", "urban junior school"),
    "urban_junior_group": Text("市区初中教育集团", "urban junior group"),
    "rural": Text("城乡教育共同体", "rural education community"),
}


def school_words(tier: CityTier, kind: SchoolKind) -> Text:
    """Return what kind of school it is."""
    words = TIER_WORDS[tier]
    if tier in ("county_town", "township"):
        junior = kind is SchoolKind.JUNIOR
        level = Text("初中", "junior") if junior else Text("小学", "primary")
        return Text(words.zh + level.zh, f"{words.en} {level.en}")
    return words
