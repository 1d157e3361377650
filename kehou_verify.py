#!/usr/bin/env python3
"""Re-check a kehou result without kehou: one file, only Python's standard library.

    python3 kehou_verify.py result.zip [--json] [--lang zh|en]

The zip holds instance.json (what was asked for), timetable.json (the answer),
claims.json (what is said about it) and, maybe, certificate.json (multipliers). Every
rule is a function `rule_<name>`, every goal a function `goal_<name>`, every other claim
a function `claim_<name>`; what they mean is written in docs/rules-and-goals.md. Nothing
here is shared with the program that made the result. Exit code: 0 accepted, 1 rejected,
2 the file cannot be read.

What it cannot know: a proven bound is a claim, unless the zip has a certificate.json
for it (docs/priority-certificate.md). We check that the value is what the timetable
gives and that the bound lies on the right side of it, not that nothing lies between.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import hmac
import io
import itertools
import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Record = dict[str, Any]  # one JSON object, times as minutes and days as dates
Findings = Iterator[Record]

MEMBERS = ("instance.json", "timetable.json", "claims.json")
CERTIFICATE = "certificate.json"  # a fourth member, if something is certified
LARGEST_MEMBER = (
    64 * 1024 * 1024
)  # bytes unpacked; the largest school group needs 8 MiB
SCHOOL_KINDS = ("own_teacher", "group_teacher", "support_staff")
TEACHERS = ("own_teacher", "group_teacher")
VENDOR = "vendor_instructor"  # every other kind is a specialist
NATURE = ("one_place_at_a_time", "minimum_enrolment", "pins_kept")
DAY = 24 * 60


# ---- 1. Opening the zip --------------------------------------------------------------


class Unreadable(Exception):
    """The file is not a result we can judge; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def open_zip(path: Path) -> dict[str, Any]:
    """Return the three JSON documents of a result; refuse an odd zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(info.filename for info in archive.infolist())
            if names not in (sorted(MEMBERS), sorted((*MEMBERS, CERTIFICATE))):
                wanted = ", ".join(MEMBERS)
                raise Unreadable(
                    f"压缩包里应恰好有 {wanted} 各一个",
                    f"the zip must hold exactly one each of {wanted}",
                )
            return {name: parse(unpack(archive, name), name) for name in names}
    except FileNotFoundError:
        raise Unreadable("没有这个文件", "no such file") from None
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError) as error:
        what = type(error).__name__
        raise Unreadable(
            f"不是完好的 zip 文件（{what}）", f"not a sound zip file ({what})"
        ) from None


def unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one member, never more than LARGEST_MEMBER, whatever the zip declares."""
    info = archive.getinfo(name)
    if info.flag_bits & 1 or info.compress_type not in (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    ):
        raise Unreadable(
            f"{name} 加密或压缩方式不认识", f"{name} is encrypted or packed unusually"
        )
    try:
        with archive.open(info) as member:
            data = member.read(LARGEST_MEMBER + 1)
    except Exception as error:  # a damaged zip fails in many ways; all mean the same
        what = type(error).__name__
        raise Unreadable(
            f"{name} 已损坏（{what}）", f"{name} is damaged ({what})"
        ) from None
    if len(data) > LARGEST_MEMBER:
        raise Unreadable(
            f"{name} 解压后超过 {LARGEST_MEMBER} 字节",
            f"{name} unpacks to more than {LARGEST_MEMBER} bytes",
        )
    return data


def parse(data: bytes, name: str) -> Any:
    """Parse strict JSON: UTF-8, no NaN, no key twice."""

    def once(pairs: list[tuple[str, Any]]) -> Record:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key stands twice in one object")
        return dict(pairs)

    def number(text: str) -> float:
        value = float(text)
        if value - value != 0:  # infinity or not a number
            raise ValueError("a number is out of range")
        return value

    try:
        document = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=once,
            parse_float=number,
            parse_constant=number,
        )
        canonical(document)
    except (ValueError, RecursionError) as error:
        why = str(error) if type(error) is ValueError else type(error).__name__
        raise Unreadable(
            f"{name} 不是合格的 JSON（{why}）", f"{name} is not sound JSON ({why})"
        ) from None
    return document


def canonical(document: Any) -> bytes:
    """Return the bytes that are hashed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return text.encode("utf-8")


# ---- 2. The shape of the documents ---------------------------------------------------

WORDS = {
    "id": r"[^\s|/\\,;+]{1,64}",
    "text": r"(?s).*",
    "sha": r"[0-9a-f]{64}",
    "clock": "([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00",
    "day": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "weeks": "every|odd|even",
    "role": "duty_leader|patrol|gate_duty",
    "tier": "city_district|county_town|township|village",
    "paper": "responsibility_letter|accident_insurance|background_check|health_check",
    "care": "any|taught|none",
    "kind": "own_teacher|group_teacher|support_staff|retiree|sports_coach|artisan"
    "|arts_science_worker|heritage_bearer|volunteer|vendor_instructor",
}
NOTHING = "(?!)"  # matches no word
NUMBERS = {
    "count": (0, 10**12),
    "integer": (-(10**15), 10**15),
    "grade": (1, 9),
    "weekday": (1, 7),
    "percent": (0, 100),
    "times": (-(10**30), 10**30),
}
# One object a line, `field:shape`. `?`: may be null or missing; `[x]`: list of x (`+`:
# not empty); `{x>y}`: table; `=`: the value if missing; `!x`: the id of a new x; `@x`:
# the id of an x given elsewhere. Fields not named here are refused.
SHAPES = """
instance format:'kehou-instance/1' id:id title:text zone:text week_of:day
  rulebooks:[id]+ districts:[district]+ schools:[school]+ slots:[slot]+ rooms:[room]=[]
  classes:[class]=[] pupils:[pupil]=[] clubs:[club]=[] adults:[adult]=[]
  vendors:[vendor]=[] travel:[travel]=[] pins:[pin]=[] waivers:[waiver]=[] goals:[id]?
  published:timetable? draw:draw? notes:[text]=[]
draw list_hash:sha seed:text seed_from:text
district id:!district name:text off_work_time:clock vendor_rate_cap_fen:count?
  fees:[tier_fee]=[]
tier_fee tier:tier fee_month_fen:count
school id:!school name:text district:@district group:id? kind:text tier:tier
  public:flag=true boarding:flag=false weak:flag=false limits:limits money:money
  posts:[post_need]=[] no_homework_weekdays:[weekday]=[]
limits care_bands:[care_band]+ merge_classes:count lessons_week:count
  afternoons_week:count duty_minutes_day:count duty_minutes_week:count
  rest_minutes:count noon_start:clock noon_end:clock late_from:clock late_start:clock
  away_afternoons_week:count travel_buffer_minutes:count lending_reserve_percent:percent
  vendor_share_percent:percent vendor_accompanied:flag time_bank_credit_minutes:count
  time_bank_ceiling_minutes:count
care_band from_grade:grade to_grade:grade pupils:count
money fee_month_fen:count? weeks_per_month:count external_ceiling_fen:count?
  subsidy_week_fen:count=0
post_need role:role weekday:weekday start:clock end:clock adults:count
slot id:!slot school:@school weekday:weekday start:clock end:clock weeks:weeks="every"
  rotates:flag=false
room id:!room school:@school name:text seats:count features:[id]=[] closed:[closure]=[]
  offsite:flag=false pupils_per_escort:count? travel_minutes:count=0
closure weekday:weekday start:clock end:clock weeks:weeks="every"
class id:!class school:@school grade:grade homeroom_teacher:@adult? room:@room?
  lessons_end:[lessons_end]=[] unlisted:count=0 unlisted_consent:day?
lessons_end weekday:weekday end:clock
pupil id:!pupil class_id:@class consent:day? weekdays:[weekday]=[1,2,3,4,5]
  skips:[@slot]=[] hardship:[text]=[] wishes:[@club]=[] wish_points:[count]?
  clubs_per_week:count=1 homework:flag=true fee_waiver_percent:percent=0
club id:!club school:@school name:text category:text from_grade:grade to_grade:grade
  seats:count min_enrolment:count meetings_per_week:count=1 parallel_groups:count=1
  slots:[@slot]? room_features:[id]=[] qualifications:[id]=[] adults_per_group:count=1
  venue:@room? family:id?
adult id:!adult name:text kind:kind home:@school? serves:[@school] vendor:@vendor?
  qualifications:[skill]=[] papers:[dated_paper]=[] clubs:[@club]? care:care="none"
  teaches:[teaching]=[] duties:[duty]=[] free:[@slot]? posts:[role]=[]
  lessons_week:count? afternoons_week:count? minutes_week:count?
  pay_fen_per_lesson:count=0 fixed_fen_week:count=0 terms:[terms]=[]
  past_lessons:count=0 time_bank_minutes:integer=0
skill name:id valid_from:day valid_until:day
dated_paper kind:paper valid_from:day valid_until:day
teaching class_id:@class subject:text
duty kind:text school:@school weekday:weekday start:clock end:clock weeks:weeks="every"
terms club:@club? pay_fen:count? minutes:count?
vendor id:!vendor name:text district:@district listed_from:day listed_until:day
  clubs:[@club]=[] removed_on:day? no_promotion_declared:flag=false
travel school:@school other:@school minutes:count
staff_pin kind:'staff' adult:@adult slot:@slot club:@club? class_id:@class?
room_pin kind:'room' room:@room slot:@slot club:@club? class_id:@class?
seat_pin kind:'seat' pupil:@pupil club:@club
meeting_pin kind:'meeting' club:@club slot:@slot
waiver rule:id school:@school weekdays:[weekday]=[1,2,3,4,5] approved_by:text
  reason:text until:day
timetable format:'kehou-timetable/1' groups:[group]=[] staff:[staff]=[] posts:[post]=[]
  seats:[seat]=[]
group id:!group school:@school kind:'homework|club' club:@club? classes:[@class]=[]
  slots:[@slot]+ room:@room
staff adult:@adult group:@group role:'lead|assistant'="lead" weeks:weeks="every"
  slots:[@slot]+?
post adult:@adult school:@school weekday:weekday role:role weeks:weeks="every"
seat pupil:@pupil group:@group
claims format:'kehou-claims/1' instance_sha256:sha timetable_sha256:sha policy:policy
  fairness:fairness? vendor_necessity:[vendor_lesson]? goals:[goal] seed:integer
  workers:count seconds:seconds
  versions:{text>text?}
fairness checked:flag envy:count draw:draw?
vendor_lesson week:weeks adult:id group:id slot:id role:'lead|assistant'
  verdict:'necessary|convenience' sessions:[session] givers:[giver] needed:count
  available:count
session group:id slot:id role:'lead|assistant' place:count
giver adult:id most:count
policy rulebooks:[rulebook]+ day:day rules:[id] papers:{kind>[paper]}
  tier_fees:{tier>count} lower_middle_last_grade:count goal_order:[id] waivable:[id]
rulebook name:id source_sha256:sha? status:text
goal name:id value:integer bound:integer? proved:flag
  holds:'everywhere|club_groups_fixed'
certificate format:'kehou-certificate/1' denominator:count goals:[certified]
certified name:id value:integer bound:integer kept:[kept] multipliers:[multiplier]
kept name:id value:integer
multiplier row:id of:[text] times:times
"""


def objects() -> dict[str, dict[str, tuple[str, str]]]:
    """Return field -> (shape, default as JSON or "") of every object in SHAPES."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for line in SHAPES.replace("\n  ", " ").strip().splitlines():
        name, *fields = line.split()
        found[name] = {}
        for field in fields:
            key, _, rest = field.partition(":")
            shape, _, default = rest.partition("=")
            found[name][key] = (shape, "null" if shape.endswith("?") else default)
    return found


OBJECTS = objects()


class Shaped:
    """Reads JSON values of a shape, and remembers every id met: (shape, id, path).

    Clock times become minutes since midnight, days become dates. Complaints give the
    path, never the value: it may be a child's.
    """

    def __init__(self) -> None:
        self.names: list[tuple[str, str, str]] = []

    def read(self, shape: str, value: Any, path: str) -> Any:
        """Read one value."""
        if shape.endswith("?"):
            return None if value is None else self.read(shape[:-1], value, path)
        if shape[0] == "[" and isinstance(value, list) and (value or shape[-1] == "]"):
            item = shape.strip("[]+")
            return [self.read(item, x, f"{path}/{at}") for at, x in enumerate(value)]
        if isinstance(value, dict):
            if shape[0] == "{":
                key, _, item = shape[1:-1].partition(">")
                return {
                    self.read(key, k, path): self.read(item, v, f"{path}/…")
                    for k, v in value.items()
                }
            named = f"{value.get('kind')}_pin" if shape == "pin" else shape
            if named in OBJECTS:
                return self.read_object(OBJECTS[named], value, path)
        if shape in NUMBERS and type(value) is int:
            low, high = NUMBERS[shape]
            if low <= value <= high:
                return value
        if shape == "flag" and isinstance(value, bool):
            return value
        if shape == "seconds" and type(value) in (int, float) and value >= 0:
            return value
        if isinstance(value, str) and re.fullmatch(form_of(shape), value):
            return self.read_word(shape, value, path)
        raise Unreadable(f"{path}：应为 {shape}", f"{path}: expected {shape}")

    def read_object(
        self, fields: dict[str, tuple[str, str]], value: Record, path: str
    ) -> Record:
        """Read an object of these fields."""
        if not set(value) <= set(fields):
            known = " ".join(fields)
            raise Unreadable(
                f"{path}：有不认识的字段；只认 {known}",
                f"{path}: unknown fields; known are {known}",
            )
        out = {}
        for name, (shape, default) in fields.items():
            if name not in value and not default:
                raise Unreadable(f"{path}：缺少 {name}", f"{path}: {name} is missing")
            part = value[name] if name in value else json.loads(default)
            out[name] = self.read(shape, part, f"{path}/{name}")
        return out

    def read_word(self, shape: str, value: str, path: str) -> Any:
        """Turn clock times into minutes and days into dates; remember ids."""
        if shape[0] in "!@" and "/published/" not in path:
            self.names.append((shape, value, path))
        if shape == "clock":
            hours, minutes = value.split(":")
            return int(hours) * 60 + int(minutes)
        if shape == "day":
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise Unreadable(
                    f"{path}：没有这一天", f"{path}: no such day"
                ) from None
        return value


def form_of(shape: str) -> str:
    """Return the regular expression of a word; `'a|b'` is its own."""
    if shape[0] in "'!@":
        return shape.strip("'") if shape[0] == "'" else WORDS["id"]
    return WORDS.get(shape, NOTHING)


# ---- 3. Structure: nothing can be judged if the data do not fit together -------------


def finding(about: str, zh: str, en: str, span: Record | None = None) -> Record:
    """One thing wrong; the span says where and when, which decides about waivers."""
    at = f"{span['at']}：" if span else ""
    school, weekday = (span["school"], span["weekday"]) if span else (None, None)
    place = {"school": school, "weekday": weekday}
    return {"about": about, "zh": at + zh, "en": at + en, **place}


def over(
    about: str,
    zh: str,
    en: str,
    seen: int,
    most: int | None,
    span: Record | None = None,
) -> Findings:
    """Complain if there is more than there may be; None = no cap."""
    if most is not None and seen > most:
        yield finding(about, f"{zh} {seen} > {most}", f"{en} {seen} > {most}", span)


def group_id(group: Record) -> str:
    """Name a group as a subject."""
    return f"group:{group['id']}"


def known_ids(names: list[tuple[str, str, str]], timetable: Record) -> Findings:
    """Every id is given once, and every id that is used is given."""
    given = Counter((shape[1:], name) for shape, name, _ in names if shape[0] == "!")
    for (kind, name), times in sorted(given.items()):
        if times > 1:
            yield finding(f"{kind}:{name}", "编号重复", "the id is given twice")
    for shape, name, path in names:
        if shape[0] == "@" and (shape[1:], name) not in given:
            about = f"{shape[1:]}:{name}"
            yield finding(about, f"{path} 编号不存在", f"unknown at {path}")
    for group in timetable["groups"]:
        if group["kind"] == "homework" and group["club"] is not None:
            yield finding(group_id(group), "作业组不应有社团", "homework with a club")
        if len(set(group["classes"])) < len(group["classes"]):
            yield finding(group_id(group), "同一班写了两次", "a class is named twice")
    met = {group["id"]: group["slots"] for group in timetable["groups"]}
    for row in timetable["staff"]:
        slots, about = row["slots"] or [], f"adult:{row['adult']}"
        if not set(slots) <= set(met.get(row["group"], slots)):
            yield finding(about, "所写时段本组不上课", "the group does not meet then")
        if len(set(slots)) < len(slots):
            yield finding(about, "同一时段写了两次", "a slot is named twice")


def valid_instance(instance: Record, policy: Record) -> Findings:
    """What the rules take for granted about the data (part 3 of the page)."""
    monday, adults = instance["week_of"], instance["adults"]
    if monday.weekday() != 0:
        yield finding("instance", "week_of 不是周一", "week_of is no Monday")
    spans = [(f"slot:{slot['id']}", slot) for slot in instance["slots"]]
    for kind, shelf, field in (
        ("room", "rooms", "closed"),
        ("adult", "adults", "duties"),
        ("school", "schools", "posts"),
    ):
        for thing in instance[shelf]:
            spans += [(f"{kind}:{thing['id']}", span) for span in thing[field]]
    for about, span in spans:
        if span["start"] >= span["end"]:
            yield finding(about, "开始不早于结束", "a span ends before it starts")
    for room in instance["rooms"]:
        if room["offsite"] and not room["pupils_per_escort"]:
            yield finding(f"room:{room['id']}", "缺少护送比", "no pupils_per_escort")
    for school in instance["schools"]:
        yield from valid_school(school, instance)
    ways = {frozenset((way["school"], way["other"])) for way in instance["travel"]}
    for adult in adults:
        home, about = adult["home"], f"adult:{adult['id']}"
        if home is None and not adult["serves"]:
            yield finding(about, "没有学校", "belongs to no school")
        for other in adult["serves"] if home else []:
            if other != home and frozenset((home, other)) not in ways:
                yield finding(about, "缺少路程", f"no travel minutes to {other}")
    dated = [(f"pupil:{x['id']}", x["consent"]) for x in instance["pupils"]]
    dated += [(f"class:{x['id']}", x["unlisted_consent"]) for x in instance["classes"]]
    for about, consent in dated:
        if consent is not None and consent > monday:
            yield finding(about, "同意书晚于本周", "consent after the week began")
    for at, pin in enumerate(instance["pins"]):
        if "class_id" in pin and (pin["club"] is None) == (pin["class_id"] is None):
            yield finding(f"pin:{at}", "社团和班级须二选一", "name a club or a class")
    for waiver in instance["waivers"]:
        if waiver["rule"] not in policy["waivable"]:
            yield finding(f"waiver:{waiver['rule']}", "不可豁免", "cannot be waived")


def valid_school(school: Record, instance: Record) -> Findings:
    """Care bands and lesson ends cover the classes; slots of a school lie apart."""
    about, limits = f"school:{school['id']}", school["limits"]
    bands = sorted((x["from_grade"], x["to_grade"]) for x in limits["care_bands"])
    if any(low <= 2 < high or low > high for low, high in bands):
        yield finding(
            about, "年级段混合或颠倒", "a care band mixes grades 1–2 with 3–9"
        )
    if any(before[1] >= after[0] for before, after in itertools.pairwise(bands)):
        yield finding(about, "年级段重叠", "care bands overlap")
    classes = [x for x in instance["classes"] if x["school"] == school["id"]]
    slots = [x for x in instance["slots"] if x["school"] == school["id"]]
    full = {pupil["class_id"] for pupil in instance["pupils"]}
    for each in classes:
        name, grade = f"class:{each['id']}", each["grade"]
        has_children = each["unlisted"] > 0 or each["id"] in full
        if has_children and not any(low <= grade <= high for low, high in bands):
            yield finding(name, "没有看护年级段", "in no care band")
        ends = {end["weekday"] for end in each["lessons_end"]}
        if {slot["weekday"] for slot in slots} - ends:
            yield finding(name, "缺少放学时间", "lessons_end is missing")
    for one, other in itertools.combinations(slots, 2) if classes else ():
        if {one["weeks"], other["weeks"]} != {"odd", "even"} and overlaps(one, other):
            yield finding(about, "时段重叠", f"{one['id']} and {other['id']} overlap")


# ---- 4. One week ---------------------------------------------------------------------


def overlaps(
    one: Record, other: Record, start: str = "start", end: str = "end"
) -> bool:
    """Say whether two half-open spans of a weekday share a minute."""
    if one["weekday"] != other["weekday"]:
        return False
    begin: list[int] = [x[start] if start in x else x["start"] for x in (one, other)]
    finish: list[int] = [x[end] if end in x else x["end"] for x in (one, other)]
    return max(begin) < min(finish)


def by_id(things: Iterable[Record]) -> dict[str, Record]:
    """Return things by their id."""
    return {thing["id"]: thing for thing in things}


def is_vendor(adult: Record) -> bool:
    """Say whether a vendor sends this adult."""
    return bool(adult["kind"] == VENDOR)


def valid_on(papers: Iterable[Record], key: str, name: str, when: date) -> bool:
    """Say whether one of the papers of this name is valid on a day."""
    return any(
        paper[key] == name and paper["valid_from"] <= when <= paper["valid_until"]
        for paper in papers
    )


def sorts_of_week(instance: Record, timetable: Record) -> list[str]:
    """Return the sorts of week to judge: one, or the odd and the even."""
    rows = instance["slots"] + timetable["staff"] + timetable["posts"]
    rows += [x for room in instance["rooms"] for x in room["closed"]]
    rows += [x for adult in instance["adults"] for x in adult["duties"]]
    rotates = any(slot["rotates"] for slot in instance["slots"])
    alike = {row["weeks"] for row in rows} <= {"every"} and not rotates
    return ["every"] if alike else ["odd", "even"]


class Week:
    """Instance and timetable as they are in one sort of week: look-ups and counts.

    Everything in time is a span: weekday, start, end; `leave` and `back` are start and
    end with the way to a venue. A meeting is a group in one slot; an assignment is a
    meeting or a post of an adult; a lesson is a meeting, counted once for each adult.
    """

    def __init__(
        self, instance: Record, timetable: Record, policy: Record, sort: str
    ) -> None:
        self.instance, self.timetable = instance, timetable
        self.policy, self.sort = policy, sort
        self.districts = by_id(instance["districts"])
        self.schools, self.rooms = by_id(instance["schools"]), by_id(instance["rooms"])
        self.classes, self.pupils = (
            by_id(instance["classes"]),
            by_id(instance["pupils"]),
        )
        self.clubs, self.vendors = by_id(instance["clubs"]), by_id(instance["vendors"])
        self.adults = by_id(instance["adults"])
        self.slots = by_id(self.held(instance["slots"]))
        self.slots_of: dict[str, list[Record]] = {name: [] for name in self.schools}
        for slot in self.slots.values():
            self.slots_of[slot["school"]].append(slot)
        self.closed = {x["id"]: self.held(x["closed"]) for x in self.rooms.values()}
        self.duties = {x["id"]: self.held(x["duties"]) for x in self.adults.values()}
        self.ways: dict[frozenset[str], int] = {}
        for way in instance["travel"]:
            ends = frozenset((way["school"], way["other"]))
            self.ways[ends] = max(way["minutes"], self.ways.get(ends, 0))
        self.read_groups()
        self.read_adults()
        self.read_children()

    def held(self, rows: Iterable[Record]) -> list[Record]:
        """Return the rows that hold in this week."""
        return [row for row in rows if {row["weeks"], self.sort} != {"odd", "even"}]

    def read_groups(self) -> None:
        """List the groups of this week and their meetings."""
        self.groups: dict[str, Record] = {}
        self.meetings: dict[str, list[Record]] = {}
        for group in self.timetable["groups"]:
            kept = [name for name in group["slots"] if name in self.slots]
            if kept:
                self.groups[group["id"]] = group = {**group, "slots": kept}
                self.meetings[group["id"]] = [self.span(x, group) for x in kept]
        self.care_groups = [x for x in self.groups.values() if x["kind"] == "homework"]
        self.club_groups = [x for x in self.groups.values() if x["kind"] == "club"]

    def span(self, slot_id: str, group: Record | None = None) -> Record:
        """Return a slot, or a group's meeting in it, as a span."""
        slot, venue = self.slots[slot_id], self.venue(group) if group else None
        way = venue["travel_minutes"] if venue else 0
        school = group["school"] if group else slot["school"]
        way_out = {"leave": slot["start"] - way, "back": slot["end"] + way}
        about = {"at": slot_id, "slot": slot_id, "post": None, "group": group}
        return {**slot, **way_out, **about, "school": school}

    def club(self, group: Record) -> Record | None:
        """Return the club of a club group."""
        return self.clubs[group["club"]] if group["club"] is not None else None

    def venue(self, group: Record) -> Record | None:
        """Return the venue the group's club meets in, if any."""
        club = self.club(group)
        return self.rooms[club["venue"]] if club and club["venue"] else None

    def read_adults(self) -> None:
        """List who is with every group; assignments and lessons of every adult."""
        met = [(name, slot) for name, x in self.groups.items() for slot in x["slots"]]
        self.staff: dict[tuple[str, str], list[tuple[str, Record]]]
        self.staff = {meeting: [] for meeting in met}
        self.leads: dict[tuple[str, str], list[Record]] = {x: [] for x in met}
        self.assignments: dict[str, list[Record]] = {x: [] for x in self.adults}
        self.lessons: dict[str, list[Record]] = {x: [] for x in self.adults}
        self.posts = self.held(self.timetable["posts"])
        for row in self.held(self.timetable["staff"]):
            name, group, adult = row["adult"], row["group"], self.adults[row["adult"]]
            for meeting in self.meetings.get(group, []):
                if row["slots"] is not None and meeting["slot"] not in row["slots"]:
                    continue
                there = self.staff[group, meeting["slot"]]
                if all(adult is not other for _, other in there):
                    self.lessons[name].append(meeting)
                self.assignments[name].append(meeting)
                there.append((row["role"], adult))
                leads = self.leads[group, meeting["slot"]]
                leads += [adult] if row["role"] == "lead" else []
        for post in self.posts:
            role, day, school = post["role"], post["weekday"], post["school"]
            needs = self.schools[school]["posts"]
            need = [x for x in needs if (x["role"], x["weekday"]) == (role, day)]
            if need:  # without a need it has no span; posts_filled rejects it
                about = {
                    "at": f"{role}@{day}",
                    "slot": None,
                    "post": role,
                    "group": None,
                }
                self.assignments[post["adult"]] += [
                    {**need[0], **about, "school": school}
                ]

    def read_children(self) -> None:
        """Count who asked for each slot, who has a seat and who stays in care."""
        self.seats: dict[str, list[str]] = {name: [] for name in self.groups}
        self.seats_of: dict[str, list[Record]] = {name: [] for name in self.pupils}
        seated = set()
        for seat in self.timetable["seats"]:
            pupil, group = seat["pupil"], self.groups.get(seat["group"])
            if group:
                self.seats[group["id"]].append(pupil)
                self.seats_of[pupil].append(group)
                seated |= {(pupil, slot) for slot in group["slots"]}
        self.asked, self.care = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for name, each in self.classes.items():
            children = each["unlisted"] if each["unlisted_consent"] else 0
            for slot in self.slots_of[each["school"]]:
                self.asked[name, slot["id"]] += children
                self.care[name, slot["id"]] += children
        self.attended: dict[str, list[Record]] = {}
        self.stays: dict[str, list[str]] = {}
        for name, pupil in self.pupils.items():
            own_class = pupil["class_id"]
            slots = self.slots_of[self.classes[own_class]["school"]]
            self.attended[name] = [
                slot
                for slot in (slots if pupil["consent"] else ())
                if slot["weekday"] in pupil["weekdays"]
                if slot["id"] not in pupil["skips"]
            ]
            asked = [slot["id"] for slot in self.attended[name]]
            self.stays[name] = [slot for slot in asked if (name, slot) not in seated]
            self.asked.update((own_class, slot) for slot in asked)
            self.care.update((own_class, slot) for slot in self.stays[name])

    def children(self, meeting: Record) -> int:
        """Count the children of a meeting."""
        group = meeting["group"]
        if group["kind"] == "club":
            return len(self.seats[group["id"]])
        return sum(self.care[name, meeting["slot"]] for name in group["classes"])

    def limits(self, adult: Record) -> Record:
        """Return the limits that bind an adult."""
        found: Record = self.schools[adult["home"] or adult["serves"][0]]["limits"]
        return found

    def date_of(self, weekday: int) -> date:
        """Return the day a weekday falls on."""
        monday: date = self.instance["week_of"]
        return monday + timedelta(days=weekday - 1)

    def terms(self, adult: Record, meeting: Record, what: str, usual: int) -> int:
        """Return pay or minutes of a lesson: agreed for its club, or the usual."""
        for terms in adult["terms"]:
            if terms["club"] == meeting["group"]["club"] and terms[what] is not None:
                return int(terms[what])
        return usual

    def pay(self, adult: Record, meeting: Record) -> int:
        """Return the pay of a lesson (fen)."""
        return self.terms(adult, meeting, "pay_fen", adult["pay_fen_per_lesson"])

    def duty_span(self, adult: Record, weekday: int, fixed_only: bool = False) -> int:
        """Return minutes from the first to the last duty, less the noon break."""
        things = list(self.duties[adult["id"]])
        things += [] if fixed_only else self.assignments[adult["id"]]
        things = [x for x in things if x["weekday"] == weekday]
        if not things:
            return 0
        start, end = min(x["start"] for x in things), max(x["end"] for x in things)
        limits = self.limits(adult)
        noon = min(end, limits["noon_end"]) - max(start, limits["noon_start"])
        return int(end - start - max(0, noon))

    def week_span(self, adult: Record, fixed_only: bool = False) -> int:
        """Return the duty minutes of the week."""
        return sum(self.duty_span(adult, day, fixed_only) for day in range(1, 8))

    def sharers(self, school: str) -> list[Record]:
        """Return the own teachers of a school who share its after-school lessons."""
        return [
            adult
            for adult in self.adults.values()
            if adult["kind"] == "own_teacher" and adult["home"] == school
            if adult["care"] != "none" or adult["clubs"] != []
        ]

    def teachers_of(self, school: str) -> list[str]:
        """Return the own and group teachers whose home a school is."""
        adults = self.adults.items()
        return [x for x, y in adults if y["kind"] in TEACHERS and y["home"] == school]

    def could_serve(self, name: str, slot: Record) -> bool:
        """Say whether an adult may serve in a slot and no fixed duty is in the way."""
        adult = self.adults[name]
        asked = adult["free"] is None or slot["id"] in adult["free"]
        busy = any(overlaps(slot, duty) for duty in self.duties[name])
        return slot["school"] in adult["serves"] and asked and not busy

    def all_lessons(self) -> Iterator[tuple[Record, Record]]:
        """Yield every (adult, meeting)."""
        for name, meetings in self.lessons.items():
            yield from ((self.adults[name], meeting) for meeting in meetings)

    def all_assignments(self) -> Iterator[tuple[Record, Record]]:
        """Yield every (adult, span)."""
        for name, spans in self.assignments.items():
            yield from ((self.adults[name], span) for span in spans)

    def all_meetings(self) -> Iterator[Record]:
        """Yield every meeting of every group."""
        return itertools.chain.from_iterable(self.meetings.values())


# ---- 5. The rules, each in one week --------------------------------------------------


def rule_everyone_in_care(w: Week) -> Findings:
    """人人有看护 / A class with children in care in a slot is in a homework group."""
    covered = {(c, x) for g in w.care_groups for c in g["classes"] for x in g["slots"]}
    for (name, slot), children in sorted(w.care.items()):
        most = None if (name, slot) in covered else 0
        about, span = f"class:{name}", w.span(slot)
        yield from over(about, "无人看护学生", "children alone", children, most, span)


def rule_one_place_at_a_time(w: Week) -> Findings:
    """同一时间只在一处 / Pupils, classes, adults and rooms are never in two places."""
    for name in w.pupils:
        groups = {group["id"] for group in w.seats_of[name]}
        spans = [m for group in sorted(groups) for m in w.meetings[group]]
        yield from clashes(f"pupil:{name}", spans + [w.span(x) for x in w.stays[name]])
    used: dict[str, list[Record]] = defaultdict(list)  # neither class nor room travels
    for meeting in w.all_meetings():
        span = {**meeting, "leave": meeting["start"], "back": meeting["end"]}
        used[f"room:{meeting['group']['room']}"].append(span)
        if meeting["group"]["kind"] == "homework":
            for name in meeting["group"]["classes"]:
                used[f"class:{name}"].append(span)
    for about, spans in used.items():
        yield from clashes(about, spans)
    for name, spans in w.assignments.items():
        yield from clashes(f"adult:{name}", spans, even_in_one_group=True)


def clashes(
    about: str, spans: list[Record], even_in_one_group: bool = False
) -> Findings:
    """Complain about every two spans that overlap."""
    for one, other in itertools.combinations(spans, 2):
        apart = one["group"] is None or one["group"] is not other["group"]
        if (apart or even_in_one_group) and overlaps(one, other, "leave", "back"):
            yield finding(
                about, f"与 {other['at']} 冲突", f"and {other['at']} clash", one
            )


def rule_room_seats(w: Week) -> Findings:
    """场地坐得下 / A room seats the children of its group."""
    for meeting in w.all_meetings():
        room = w.rooms[meeting["group"]["room"]]
        children, about = w.children(meeting), f"room:{room['id']}"
        yield from over(about, "人数", "children", children, room["seats"], meeting)


def rule_room_suits(w: Week) -> Findings:
    """场地合适 / The room is the school's, has what the club needs, is its venue."""
    for group in w.groups.values():
        club, room, about = w.club(group), w.rooms[group["room"]], group_id(group)
        venue = club["venue"] if club else None
        if room["school"] != group["school"]:
            yield finding(about, "场地属于另一学校", "the room is another school's")
        if club and not set(club["room_features"]) <= set(room["features"]):
            yield finding(about, "场地缺少设施", "the room lacks a feature")
        if (room["offsite"] or venue) and venue != room["id"]:
            yield finding(about, "校外场地不符", "not the club's own venue")


def rule_room_open(w: Week) -> Findings:
    """场地开放 / No meeting while the room is closed."""
    for meeting in w.all_meetings():
        room = meeting["group"]["room"]
        if any(overlaps(meeting, closure) for closure in w.closed[room]):
            yield finding(f"room:{room}", "场地关闭", "the room is closed", meeting)


def rule_club_seats(w: Week) -> Findings:
    """社团不超员 / No more seats than the club offers, or its escorts can take."""
    for group in w.club_groups:
        club, venue, taken = w.club(group), w.venue(group), len(w.seats[group["id"]])
        if club:
            yield from over(group_id(group), "座位", "seats", taken, club["seats"])
        if club and venue and venue["pupils_per_escort"]:
            most = venue["pupils_per_escort"] * club["adults_per_group"]
            yield from over(group_id(group), "护送人数", "escorted", taken, most)


def rule_merged_care(w: Week) -> Findings:
    """合班看护合规 / A homework group merges few classes of one school and band."""
    for group in w.care_groups:
        limits, about = w.schools[group["school"]]["limits"], group_id(group)
        classes = [w.classes[name] for name in group["classes"]]
        merged, most = len(classes), limits["merge_classes"]
        yield from over(about, "合并班数", "classes merged", merged, most)
        if not classes or any(each["school"] != group["school"] for each in classes):
            yield finding(about, "无班级或有外校班级", "no class, or another school's")
        fitting = [
            band
            for band in limits["care_bands"]
            if all(
                band["from_grade"] <= x["grade"] <= band["to_grade"] for x in classes
            )
        ]
        if not fitting:
            yield finding(about, "班级不在同一年级段", "classes not of one care band")
        for meeting in w.meetings[group["id"]] if fitting else ():
            children, most = w.children(meeting), fitting[0]["pupils"]
            yield from over(about, "看护人数", "children", children, most, meeting)


def rule_minimum_enrolment(w: Week) -> Findings:
    """达到开班人数 / A club group opens only with enough children."""
    for group in w.club_groups:
        club, taken = w.club(group), len(w.seats[group["id"]])
        if club and taken < club["min_enrolment"]:
            seen = f"{taken} < {club['min_enrolment']}"
            yield finding(group_id(group), f"人数 {seen}", f"children {seen}")


def rule_meetings_as_offered(w: Week) -> Findings:
    """按开设方式上课 / Groups meet as often, when and where offered (all weeks)."""
    slots, parallel = by_id(w.instance["slots"]), Counter[str]()
    for group in w.timetable["groups"]:
        club, about = w.club(group), group_id(group)
        held = [slots[name] for name in group["slots"]]
        if any(slot["school"] != group["school"] for slot in held):
            yield finding(about, "时段属于另一学校", "a slot of another school")
        if group["kind"] == "homework":
            if len(held) != 1:
                yield finding(about, "作业组应只有一个时段", "not exactly one slot")
            continue
        if club is None or club["school"] != group["school"]:
            yield finding(about, "社团不属于本校", "no club of this school")
            continue
        parallel[club["id"]] += 1
        if len(held) != club["meetings_per_week"]:
            yield finding(about, "每周次数不符", "not as many meetings as offered")
        if len({slot["weekday"] for slot in held}) < len(held):
            yield finding(about, "同日两次", "two meetings on one weekday")
        if club["slots"] is not None and not set(group["slots"]) <= set(club["slots"]):
            yield finding(about, "时段不在社团范围", "a slot the club does not offer")
    for name, groups in sorted(parallel.items()):
        most = w.clubs[name]["parallel_groups"]
        yield from over(f"club:{name}", "平行班", "parallel groups", groups, most)


def rule_seats_as_asked(w: Week) -> Findings:
    """座位合乎志愿 / Every seat was wished for, can be attended, is not too many."""
    for name, groups in w.seats_of.items():
        pupil, about = w.pupils[name], f"pupil:{name}"
        own_class = w.classes[pupil["class_id"]]
        attended = {slot["id"] for slot in w.attended[name]}
        for group in groups:
            club, at = w.club(group), group["id"]
            if not set(group["slots"]) <= attended:
                yield finding(
                    about, f"{at}：不在校", f"{at}: does not attend every slot"
                )
            if club is None or club["id"] not in pupil["wishes"]:
                yield finding(about, f"{at}：非其志愿", f"{at}: not a wish")
                continue
            if club["school"] != own_class["school"]:
                yield finding(about, f"{at}：外校社团", f"{at}: another school's club")
            if not club["from_grade"] <= own_class["grade"] <= club["to_grade"]:
                yield finding(about, f"{at}：年级不符", f"{at}: not for this grade")
        clubs, most = [group["club"] for group in groups], pupil["clubs_per_week"]
        if len(set(clubs)) < len(clubs):
            yield finding(about, "同一社团两个座位", "two seats in one club")
        sections = [w.clubs[x]["family"] for x in set(clubs) if w.clubs.get(x)]
        families = [family for family in sections if family is not None]
        if len(set(families)) < len(families):
            yield finding(about, "同一课程两个座位", "two seats in one family")
        yield from over(about, "社团数", "clubs", len(groups), most)


def rule_adults_per_group(w: Week) -> Findings:
    """每组人员齐备 / One lead; the assistants the club needs, one beside a vendor."""
    for meeting in w.all_meetings():
        group = meeting["group"]
        at, club = (group["id"], meeting["slot"]), w.club(group)
        leads = w.leads[at]
        limits = w.schools[group["school"]]["limits"]
        beside_vendor = limits["vendor_accompanied"] and any(map(is_vendor, leads))
        needed = 0
        if group["kind"] == "club" and club:
            needed = max(club["adults_per_group"] - 1, int(beside_vendor))
        seen = (len(leads), len(w.staff[at]) - len(leads))
        if seen != (1, needed):
            zh, en = (
                f"主讲、助教 {seen}，应为 (1, {needed})",
                f"not 1 lead, {needed} more",
            )
            yield finding(group_id(group), zh, f"{seen}: {en}", meeting)


def rule_qualified(w: Week) -> Findings:
    """主讲有资格 / Leads hold what the club asks on the day, or may give the care."""
    for meeting in w.all_meetings():
        group = meeting["group"]
        club, when = w.club(group), w.date_of(meeting["weekday"])
        for role, adult in w.staff[group["id"], meeting["slot"]]:
            about = f"adult:{adult['id']}"
            if adult["kind"] == "support_staff":
                yield finding(
                    about, "后勤不带班", "support staff with a group", meeting
                )
            if role != "lead":
                continue
            if group["kind"] == "homework":
                taught = any(teaches(w, adult, each) for each in group["classes"])
                if adult["care"] == "none" or not (adult["care"] == "any" or taught):
                    yield finding(
                        about, "不能看护此组", "may not give this care", meeting
                    )
                continue
            for skill in club["qualifications"] if club else ():
                if not valid_on(adult["qualifications"], "name", skill, when):
                    yield finding(about, f"无资格 {skill}", f"lacks {skill}", meeting)
            if adult["clubs"] is not None and group["club"] not in adult["clubs"]:
                yield finding(about, "不任此社团", "not a club of his or hers", meeting)


def teaches(w: Week, adult: Record, class_id: str) -> bool:
    """Say whether an adult teaches a class or is its homeroom teacher."""
    return w.classes[class_id]["homeroom_teacher"] == adult["id"] or any(
        teaching["class_id"] == class_id for teaching in adult["teaches"]
    )


def rule_free_when_asked(w: Week) -> Findings:
    """安排时有空 / Adults are asked where and when they may be, for their posts."""
    for adult, span in w.all_assignments():
        about, slot = f"adult:{adult['id']}", span["slot"]
        if span["school"] not in adult["serves"]:
            yield finding(about, "不在此校服务", "does not serve this school", span)
        if span["post"] and span["post"] not in adult["posts"]:
            yield finding(about, "不任此岗", "does not take this post", span)
        if slot and adult["free"] is not None and slot not in adult["free"]:
            yield finding(about, "此时段没空", "is not free", span)
        if any(overlaps(span, duty, "leave", "back") for duty in w.duties[adult["id"]]):
            yield finding(about, "与固定任务冲突", "overlaps a fixed duty", span)


def rule_papers_valid(w: Week) -> Findings:
    """证件在有效期 / Every paper the rulebook asks of the kind is valid on the day."""
    for adult, span in w.all_assignments():
        when, about = w.date_of(span["weekday"]), f"adult:{adult['id']}"
        for paper in w.policy["papers"].get(adult["kind"], []):
            if not valid_on(adult["papers"], "kind", paper, when):
                yield finding(about, f"无有效 {paper}", f"no valid {paper}", span)


def rule_vendors_listed(w: Week) -> Findings:
    """机构在名单内 / The district lists the vendor for the club; the rate is kept."""
    for adult, meeting in w.all_lessons():
        if not is_vendor(adult) or meeting["group"]["kind"] != "club":
            continue
        about, vendor = f"adult:{adult['id']}", w.vendors.get(adult["vendor"])
        district = w.districts[w.schools[meeting["school"]]["district"]]
        if vendor is None or vendor["district"] != district["id"]:
            yield finding(about, "机构不属本区县", "no vendor of the district", meeting)
            continue
        when, removed = w.date_of(meeting["weekday"]), vendor["removed_on"]
        listed = vendor["listed_from"] <= when <= vendor["listed_until"]
        if not listed or (removed is not None and when >= removed):
            yield finding(about, "机构不在名单", "the vendor is not listed", meeting)
        if meeting["group"]["club"] not in vendor["clubs"]:
            yield finding(
                about, "机构未获准此社团", "not admitted for the club", meeting
            )
        if not vendor["no_promotion_declared"]:
            yield finding(about, "未承诺不推销", "no promotion declaration", meeting)
        cap = district["vendor_rate_cap_fen"] or 0
        yield from over(about, "课酬", "pay", w.pay(adult, meeting), cap, meeting)


def rule_vendors_only_clubs(w: Week) -> Findings:
    """机构只带社团 / Vendor instructors give no homework care and take no post."""
    for adult, span in w.all_assignments():
        in_club = span["group"] is not None and span["group"]["kind"] == "club"
        if is_vendor(adult) and not in_club:
            yield finding(f"adult:{adult['id']}", "不是社团", "outside clubs", span)


def rule_vendor_accompanied(w: Week) -> Findings:
    """机构课有教师陪同 / A teacher of the school or group sits in with a vendor."""
    for meeting in w.all_meetings():
        group = meeting["group"]
        at = group["id"], meeting["slot"]
        accompanied = any(
            role == "assistant" and adult["kind"] in TEACHERS
            for role, adult in w.staff[at]
        )
        asked = w.schools[group["school"]]["limits"]["vendor_accompanied"]
        if asked and any(map(is_vendor, w.leads[at])) and not accompanied:
            yield finding(group_id(group), "无教师陪同", "no teacher sits in", meeting)


def rule_vendor_share_cap(w: Week) -> Findings:
    """机构课时占比 / Vendors give no more than their share of a school's lessons."""
    given, by_vendors = Counter[str](), Counter[str]()
    for adult, meeting in w.all_lessons():
        given[meeting["school"]] += 1
        by_vendors[meeting["school"]] += is_vendor(adult)
    for name, school in w.schools.items():
        seen = 100 * by_vendors[name]
        most = school["limits"]["vendor_share_percent"] * given[name]
        yield from over(f"school:{name}", "百分点", "hundredths", seen, most)


def rule_lending_inside_group(w: Week) -> Findings:
    """只在集团内调配 / Own teachers and support staff stay; group teachers in group."""
    for adult, span in w.all_assignments():
        if adult["kind"] not in SCHOOL_KINDS or span["school"] == adult["home"]:
            continue
        home = w.schools[adult["home"]]["group"] if adult["home"] else None
        inside = home is not None and home == w.schools[span["school"]]["group"]
        if adult["kind"] != "group_teacher" or not inside:
            about = f"adult:{adult['id']}"
            yield finding(about, "超出可调配范围", "lent outside the group", span)


def rule_one_campus_an_afternoon(w: Week) -> Findings:
    """一个下午一个校区 / Nobody changes campus within an afternoon."""
    for name, spans in w.assignments.items():
        for one, other in itertools.combinations(spans, 2):
            same_day = one["weekday"] == other["weekday"]
            if same_day and one["school"] != other["school"]:
                zh, en = f"与 {other['at']} 两校", f"and {other['at']}: two campuses"
                yield finding(f"adult:{name}", zh, en, one)


def rule_travel_time(w: Week) -> Findings:
    """路上时间够 / There is time to travel between a fixed duty and a job elsewhere."""
    for adult, span in w.all_assignments():
        for duty in w.duties[adult["id"]]:
            if duty["weekday"] != span["weekday"] or duty["school"] == span["school"]:
                continue
            way = w.ways.get(frozenset((duty["school"], span["school"])), 0)
            least = max(way, w.limits(adult)["travel_buffer_minutes"])
            gap = max(span["start"] - duty["end"], duty["start"] - span["end"])
            if gap < least:
                zh, en = f"路上 {gap} < {least}", f"travel minutes {gap} < {least}"
                yield finding(f"adult:{adult['id']}", zh, en, span)


def rule_away_afternoons_cap(w: Week) -> Findings:
    """外出下午不过多 / Nobody is away from home on too many afternoons."""
    for name, adult in w.adults.items():
        spans = w.assignments[name] if adult["home"] else []
        away = len({x["weekday"] for x in spans if x["school"] != adult["home"]})
        most = w.limits(adult)["away_afternoons_week"]
        yield from over(f"adult:{name}", "外出下午", "afternoons away", away, most)


def rule_lender_keeps_cover(w: Week) -> Findings:
    """派出学校留足人手 / A school that lends teachers in a slot keeps enough."""
    for name, school in w.schools.items():
        share = school["limits"]["lending_reserve_percent"]
        teachers = w.teachers_of(name)
        for slot in w.slots_of[name]:
            spans = {
                who: [x for x in w.assignments[who] if overlaps(slot, x)]
                for who in teachers
            }
            lent = any(
                x["group"] is not None and x["school"] != name
                for who in teachers
                for x in spans[who]
            )
            free = [who for who in teachers if w.could_serve(who, slot)]
            left = [who for who in free if not spans[who]]
            if lent and len(left) * 100 < share * len(free):
                seen = f"{len(left)} / {len(free)} < {share} %"
                about, span = f"school:{name}", w.span(slot["id"])
                yield finding(about, f"留守 {seen}", f"left at home {seen}", span)


def rule_weekly_lessons_cap(w: Week) -> Findings:
    """每周课时上限 / Nobody gives more lessons, or minutes of them, than allowed."""
    for name, adult in w.adults.items():
        about, lessons = f"adult:{name}", w.lessons[name]
        minutes = sum(
            w.terms(adult, x, "minutes", x["end"] - x["start"]) for x in lessons
        )
        for most in (w.limits(adult)["lessons_week"], adult["lessons_week"]):
            yield from over(about, "课时", "lessons", len(lessons), most)
        yield from over(about, "分钟", "minutes", minutes, adult["minutes_week"])


def rule_afternoons_cap(w: Week) -> Findings:
    """每周下午上限 / Nobody is needed on too many afternoons."""
    for name, adult in w.adults.items():
        used = len({span["weekday"] for span in w.assignments[name]})
        for most in (w.limits(adult)["afternoons_week"], adult["afternoons_week"]):
            yield from over(f"adult:{name}", "下午", "afternoons", used, most)


def rule_duty_minutes_day_cap(w: Week) -> Findings:
    """每日在岗上限 / After-school service makes no day longer than the cap."""
    for adult, span in w.all_assignments():
        seen, fixed = (w.duty_span(adult, span["weekday"], x) for x in (False, True))
        most = max(w.limits(adult)["duty_minutes_day"], fixed)
        yield from over(f"adult:{adult['id']}", "分钟", "minutes", seen, most, span)


def rule_duty_minutes_week_cap(w: Week) -> Findings:
    """每周在岗上限 / After-school service makes no week longer than the cap."""
    for name, adult in w.adults.items():
        most = max(w.limits(adult)["duty_minutes_week"], w.week_span(adult, True))
        seen = w.week_span(adult)
        yield from over(f"adult:{name}", "在岗分钟", "duty minutes", seen, most)


def rule_rest_between_days(w: Week) -> Findings:
    """两日之间有休息 / There is rest between an evening and the next fixed duty."""
    for adult, span in w.all_assignments():
        least = w.limits(adult)["rest_minutes"]
        for duty in w.duties[adult["id"]]:
            rest = DAY - span["end"] + duty["start"]
            if duty["weekday"] == span["weekday"] + 1 and rest < least:
                zh, en = f"休息 {rest} < {least}", f"rest minutes {rest} < {least}"
                yield finding(f"adult:{adult['id']}", zh, en, span)


def rule_homework_every_day(w: Week) -> Findings:
    """每天有作业时间 / From grade 3, homework gets a slot on every afternoon."""
    for name, pupil in w.pupils.items():
        own_class = w.classes[pupil["class_id"]]
        exempt = w.schools[own_class["school"]]["no_homework_weekdays"]
        if own_class["grade"] < 3 or not pupil["homework"]:
            continue
        stays = {slot["weekday"] for slot in map(w.span, w.stays[name])}
        for slot in w.attended[name]:
            if slot["weekday"] not in (*exempt, *stays):
                span = w.span(slot["id"])
                yield finding(f"pupil:{name}", "没有作业时间", "no homework time", span)


def rule_external_labour_cap(w: Week) -> Findings:
    """校外劳务不超收入 / Outsiders are paid from the fees, within the ceiling."""
    paid = Counter[str]()
    outsiders = [x for x in w.adults.values() if x["kind"] not in SCHOOL_KINDS]
    for adult in outsiders:
        for meeting in w.lessons[adult["id"]]:
            paid[meeting["school"]] += w.pay(adult, meeting)
        if w.assignments[adult["id"]] and adult["serves"]:
            paid[adult["serves"][0]] += adult["fixed_fen_week"]
    for name, school in w.schools.items():
        money, about, week = school["money"], f"school:{name}", paid[name]
        month, income = week * money["weeks_per_month"], fee_income(w, school)
        yield from over(about, "月劳务分", "fen a month", month, income)
        yield from over(about, "周劳务分", "fen", week, money["external_ceiling_fen"])


def fee_income(w: Week, school: Record) -> int:
    """Return a school's monthly fee income (fen); 0 if nobody set a fee."""
    fees = [school["money"]["fee_month_fen"]]
    fees += [w.policy["tier_fees"].get(school["tier"])] if school["public"] else []
    for given in w.districts[school["district"]]["fees"]:
        fees += [given["fee_month_fen"]] if given["tier"] == school["tier"] else []
    fee = next((fee for fee in fees if fee is not None), 0)
    income = 0
    for each in w.classes.values():
        if each["school"] == school["id"] and each["unlisted_consent"]:
            income += each["unlisted"] * fee
    for pupil in w.pupils.values():
        if w.classes[pupil["class_id"]]["school"] == school["id"] and pupil["consent"]:
            income += fee * (100 - pupil["fee_waiver_percent"]) // 100
    return int(income)


def rule_posts_filled(w: Week) -> Findings:
    """岗位到人 / Every post has exactly the adults it needs, and there is no other."""
    taken: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for post in w.posts:
        taken[post["school"], post["weekday"], post["role"]].append(post["adult"])
    needed = {
        (name, need["weekday"], need["role"]): need["adults"]
        for name, school in w.schools.items()
        for need in school["posts"]
    }
    for key in sorted({*taken, *needed}):
        adults, (school_id, weekday, role) = taken[key], key
        seen, need = len(set(adults)), needed.get(key, 0)
        if seen != need or seen < len(adults):
            span = {"at": f"{role}@{weekday}", "school": school_id, "weekday": weekday}
            zh, en = f"{adults} ≠ {need} 人", f"{adults} are not {need} adults"
            yield finding(f"school:{school_id}", zh, en, span)


def rule_pins_kept(w: Week) -> Findings:
    """固定安排不变 / What was fixed beforehand is so."""
    for at, pin in enumerate(w.instance["pins"]):
        this_week = pin["kind"] == "seat" or pin["slot"] in w.slots
        if this_week and not pin_kept(w, pin):
            kind = pin["kind"]
            yield finding(f"pin:{at}", f"未遵守（{kind}）", f"{kind} pin not kept")


def pin_kept(w: Week, pin: Record) -> bool:
    """Say whether some group keeps a pin; seats are looked for in all weeks."""
    if pin["kind"] == "seat":
        clubs = {x["id"]: x["club"] for x in w.timetable["groups"]}
        seats = {(x["pupil"], clubs[x["group"]]) for x in w.timetable["seats"]}
        return (pin["pupil"], pin["club"]) in seats
    for meeting in w.all_meetings():
        group = meeting["group"]
        of_club = pin["club"] is not None and group["club"] == pin["club"]
        of_class = (
            group["kind"] == "homework" and pin.get("class_id") in group["classes"]
        )
        leads = [adult["id"] for adult in w.leads[group["id"], meeting["slot"]]]
        if meeting["slot"] == pin["slot"] and (of_club or of_class):
            if pin["kind"] == "meeting" or pin.get("room") == group["room"]:
                return True
            if pin["kind"] == "staff" and pin["adult"] in leads:
                return True
    return False


def rule_service_ends_after_work(w: Week) -> Findings:
    """服务不早于下班结束 / Where service is required, the last slot ends after work."""
    for name, school in w.schools.items():
        if school["tier"] == "village" or school["boarding"]:
            continue
        off_work = w.districts[school["district"]]["off_work_time"]
        last = {slot["weekday"]: slot for slot in sorted(w.slots_of[name], key=end_of)}
        for slot in last.values():
            early, span = off_work - slot["end"], w.span(slot["id"])
            yield from over(f"school:{name}", "早结束分钟", "min early", early, 0, span)


def end_of(span: Record) -> int:
    """Return when a span ends."""
    return int(span["end"])


def rule_after_last_lesson(w: Week) -> Findings:
    """放学后才开始 / Care begins after the last lesson; a venue needs the way too."""
    ends = {
        (name, end["weekday"]): end["end"]
        for name, each in w.classes.items()
        for end in each["lessons_end"]
    }
    begins = [(name, w.span(slot)) for (name, slot), n in w.asked.items() if n > 0]
    for meeting in w.all_meetings():
        if w.venue(meeting["group"]):
            seated = w.seats[meeting["group"]["id"]]
            begins += [(w.pupils[pupil]["class_id"], meeting) for pupil in seated]
    for name, span in begins:
        early = ends.get((name, span["weekday"]), DAY) - span["leave"]
        yield from over(f"class:{name}", "早于放学", "minutes early", early, 0, span)


# ---- 6. The goals, measured over all weeks -------------------------------------------

Weeks = list[Week]


def wishes_met(weeks: Weeks, wanted: int) -> int:
    """Count children of a tier with a seat."""
    return sum(
        bool(pupil["consent"] and w.seats_of[name] and tier(w, pupil) == wanted)
        for w in weeks
        for name, pupil in w.pupils.items()
    )


def wish_ranks(weeks: Weeks, wanted: int) -> int:
    """Add up the wish points of the seats of a tier."""
    longest = max((len(x["wishes"]) for x in weeks[0].pupils.values()), default=0)
    return sum(
        wish_points(pupil, group["club"], longest)
        for w in weeks
        for name, pupil in w.pupils.items()
        for group in w.seats_of[name]
        if tier(w, pupil) == wanted and group["club"] in pupil["wishes"]
    )


def wish_points(pupil: Record, club: str, longest: int) -> int:
    """Return the points of a seat: those given, or better the earlier the wish."""
    place = pupil["wishes"].index(club)
    given = pupil["wish_points"]
    return longest - place if given is None else int(given[place])


def tier(w: Week, pupil: Record) -> int:
    """Say who comes first: 1 hardship, 2 lower and middle grades, 3 everybody else."""
    grade = w.classes[pupil["class_id"]]["grade"]
    later = 2 if grade <= w.policy["lower_middle_last_grade"] else 3
    return 1 if pupil["hardship"] else later


def goal_wishes_met_1(weeks: Weeks) -> int:
    """第一档有社团 / Children in hardship with a seat."""
    return wishes_met(weeks, 1)


def goal_wish_ranks_1(weeks: Weeks) -> int:
    """第一档志愿分 / Wish points of children in hardship."""
    return wish_ranks(weeks, 1)


def goal_wishes_met_2(weeks: Weeks) -> int:
    """第二档有社团 / Children of lower and middle grades with a seat."""
    return wishes_met(weeks, 2)


def goal_wish_ranks_2(weeks: Weeks) -> int:
    """第二档志愿分 / Wish points of children of lower and middle grades."""
    return wish_ranks(weeks, 2)


def goal_wishes_met_3(weeks: Weeks) -> int:
    """第三档有社团 / Other children with a seat."""
    return wishes_met(weeks, 3)


def goal_wish_ranks_3(weeks: Weeks) -> int:
    """第三档志愿分 / Wish points of other children."""
    return wish_ranks(weeks, 3)


def goal_vendor_lessons(weeks: Weeks) -> int:
    """机构课时 / Lessons of vendor instructors."""
    return sum(is_vendor(adult) for w in weeks for adult, _ in w.all_lessons())


def goal_specialist_lessons(weeks: Weeks) -> int:
    """校外专业人员课时 / Lessons of outsiders that no vendor sends."""
    others = (*SCHOOL_KINDS, VENDOR)
    return sum(x["kind"] not in others for w in weeks for x, _ in w.all_lessons())


def goal_group_teacher_lessons(weeks: Weeks) -> int:
    """集团教师外出课时 / Lessons of group teachers away from home."""
    return sum(
        adult["kind"] == "group_teacher" and meeting["school"] != adult["home"]
        for w in weeks
        for adult, meeting in w.all_lessons()
    )


def goal_cost_fen(weeks: Weeks) -> int:
    """费用 / Pay of all lessons, and what is due once a week to whoever gives one."""
    pay = 0
    for w in weeks:
        pay += sum(w.pay(adult, meeting) for adult, meeting in w.all_lessons())
        pay += sum(w.adults[x]["fixed_fen_week"] for x in w.lessons if w.lessons[x])
    return int(pay)


def loads(weeks: Weeks, school: str) -> list[int]:
    """Return the load of every sharer: lessons of earlier and of these weeks."""
    return [
        adult["past_lessons"] + sum(len(w.lessons[adult["id"]]) for w in weeks)
        for adult in weeks[0].sharers(school)
    ]


def goal_load_range(weeks: Weeks) -> int:
    """课时差距 / Largest less smallest load, school by school."""
    found = [loads(weeks, school) for school in weeks[0].schools]
    return sum(max(load) - min(load) for load in found if load)


def goal_load_squares(weeks: Weeks) -> int:
    """课时平方和 / Squares of all loads."""
    return sum(x * x for school in weeks[0].schools for x in loads(weeks, school))


def late(weeks: Weeks) -> Iterator[tuple[int, list[Record], Record]]:
    """Yield (weekday, fixed duties, limits) of adults' evenings that end late."""
    for w in weeks:
        found = {
            (adult["id"], span["weekday"])
            for adult, span in w.all_assignments()
            if span["end"] >= w.limits(adult)["late_from"]
        }
        for name, weekday in found:
            yield weekday, w.duties[name], w.limits(w.adults[name])


def goal_late_evenings(weeks: Weeks) -> int:
    """晚归次数 / Late evenings that no fixed duty makes late anyway."""
    return sum(
        all(x["weekday"] != day or x["end"] < limits["late_from"] for x in duties)
        for day, duties, limits in late(weeks)
    )


def goal_late_starts_denied(weeks: Weeks) -> int:
    """晚归后早到 / Early mornings after late evenings."""
    return sum(
        any(
            x["weekday"] == day + 1 and x["start"] < limits["late_start"]
            for x in duties
        )
        for day, duties, limits in late(weeks)
    )


def goal_time_bank_over(weeks: Weeks) -> int:
    """时间银行超额 / Minutes above the ceiling; two weeks count as their mean."""
    over_all = 0
    for name, adult in weeks[0].adults.items():
        if adult["kind"] in TEACHERS:
            limits = weeks[0].limits(adult)
            lessons = -(-sum(len(w.lessons[name]) for w in weeks) // len(weeks))
            credit = limits["time_bank_credit_minutes"] * lessons
            balance = adult["time_bank_minutes"] + credit
            over_all += max(0, balance - limits["time_bank_ceiling_minutes"])
    return over_all


def goal_duty_minutes_peak(weeks: Weeks) -> int:
    """最长在岗 / The longest week of duty among the sharers, school by school."""
    return sum(
        max((w.week_span(adult) for adult in w.sharers(school)), default=0)
        for w in weeks
        for school in w.schools
    )


def care_led(weeks: Weeks) -> Iterator[tuple[Week, Record, str]]:
    """Yield (week, lead, class) of all homework care."""
    for w in weeks:
        for group, slot in ((x, slot) for x in w.care_groups for slot in x["slots"]):
            leads = w.leads[group["id"], slot]
            for lead, name in itertools.product(leads, group["classes"]):
                yield w, lead, name


def goal_homeroom_care(weeks: Weeks) -> int:
    """班主任看护本班 / Homework care led by the class's own homeroom teacher."""
    told = care_led(weeks)
    return sum(w.classes[x]["homeroom_teacher"] == lead["id"] for w, lead, x in told)


def goal_taught_care(weeks: Weeks) -> int:
    """任课教师看护 / Homework care led by somebody who teaches the class."""
    return sum(teaches(w, lead, name) for w, lead, name in care_led(weeks))


def goal_afternoon_gaps(weeks: Weeks) -> int:
    """空档 / Idle slots between the lessons of an adult."""
    gaps = 0
    for w, name in itertools.product(weeks, weeks[0].adults):
        starts: dict[tuple[str, int], list[int]] = defaultdict(list)
        for meeting in w.lessons[name]:
            starts[meeting["school"], meeting["weekday"]].append(meeting["start"])
        given = {meeting["slot"] for meeting in w.lessons[name]}
        for (school, weekday), times in starts.items():
            for slot in w.slots_of[school]:
                between = min(times) < slot["start"] < max(times)
                idle = slot["id"] not in given and slot["weekday"] == weekday
                gaps += between and idle
    return gaps


def goal_room_moves(weeks: Weeks) -> int:
    """换教室 / Homework care outside a class's own room."""
    return sum(
        w.classes[name]["room"] not in (None, group["room"])
        for w in weeks
        for group in w.care_groups
        for name in group["classes"]
    )


def cells(timetable: Record, w: Week) -> set[tuple[Any, ...]]:
    """Return what people see of a timetable in one week, cell by cell."""
    found: set[tuple[Any, ...]] = set()
    slots = {
        x["id"]: [s for s in x["slots"] if w.sort == "every" or s in w.slots]
        for x in timetable["groups"]
    }
    groups = {x["id"]: x for x in timetable["groups"] if slots[x["id"]]}
    for staff in w.held(timetable["staff"]):
        group = groups.get(staff["group"])
        if group:
            club = [("club", group["club"])] if group["kind"] == "club" else []
            whom = club or [("class", name) for name in group["classes"]]
            there = [x for x in slots[group["id"]] if x in (staff["slots"] or [x])]
            for slot, what in itertools.product(there, whom):
                found.add((staff["adult"], slot, what, staff["role"]))
    for x in w.held(timetable["posts"]):
        found.add((x["adult"], x["school"], x["weekday"], x["role"]))
    for seat in timetable["seats"]:
        if seat["group"] in groups:
            found.add((seat["pupil"], groups[seat["group"]]["club"]))
    return found


def goal_changes(weeks: Weeks) -> int:
    """与已公布课表的差异 / Cells that differ from the published timetable."""
    published = weeks[0].instance["published"]
    if published is None:
        return 0
    first = weeks[0]
    sorts = sorts_of_week(first.instance, published)
    if len(sorts) > len(weeks):  # only the published people differ between weeks
        given = (first.instance, first.timetable, first.policy)
        weeks = [Week(*given, sort) for sort in sorts]
    return sum(len(cells(w.timetable, w) ^ cells(published, w)) for w in weeks)


def goal_seats_given(weeks: Weeks) -> int:
    """社团座位数 / Club seats held: a child in two clubs counts twice."""
    return sum(
        group["kind"] == "club"
        for w in weeks
        for groups in w.seats_of.values()
        for group in groups
    )


# ---- 7. The lists: every rule and every goal once ------------------------------------

RULES: dict[str, Callable[[Week], Findings]] = {
    rule.__name__[len("rule_") :]: rule
    for rule in (
        rule_everyone_in_care,
        rule_one_place_at_a_time,
        rule_room_seats,
        rule_room_suits,
        rule_room_open,
        rule_club_seats,
        rule_merged_care,
        rule_minimum_enrolment,
        rule_meetings_as_offered,
        rule_seats_as_asked,
        rule_adults_per_group,
        rule_qualified,
        rule_free_when_asked,
        rule_papers_valid,
        rule_vendors_listed,
        rule_vendors_only_clubs,
        rule_vendor_accompanied,
        rule_vendor_share_cap,
        rule_lending_inside_group,
        rule_one_campus_an_afternoon,
        rule_travel_time,
        rule_away_afternoons_cap,
        rule_lender_keeps_cover,
        rule_weekly_lessons_cap,
        rule_afternoons_cap,
        rule_duty_minutes_day_cap,
        rule_duty_minutes_week_cap,
        rule_rest_between_days,
        rule_homework_every_day,
        rule_external_labour_cap,
        rule_posts_filled,
        rule_pins_kept,
        rule_service_ends_after_work,
        rule_after_last_lesson,
    )
}
GOALS: dict[str, tuple[Callable[[Weeks], int], str, str]] = {
    goal.__name__[len("goal_") :]: (goal, seek, unit)
    for goal, seek, unit in (
        (goal_wishes_met_1, "max", "children"),
        (goal_wish_ranks_1, "max", "points"),
        (goal_wishes_met_2, "max", "children"),
        (goal_wish_ranks_2, "max", "points"),
        (goal_wishes_met_3, "max", "children"),
        (goal_wish_ranks_3, "max", "points"),
        (goal_vendor_lessons, "min", "lessons"),
        (goal_specialist_lessons, "min", "lessons"),
        (goal_group_teacher_lessons, "min", "lessons"),
        (goal_cost_fen, "min", "fen"),
        (goal_load_range, "min", "lessons"),
        (goal_load_squares, "min", "lessons²"),
        (goal_late_evenings, "min", "evenings"),
        (goal_late_starts_denied, "min", "mornings"),
        (goal_time_bank_over, "min", "minutes"),
        (goal_duty_minutes_peak, "min", "minutes"),
        (goal_homeroom_care, "max", "class-slots"),
        (goal_taught_care, "max", "class-slots"),
        (goal_afternoon_gaps, "min", "slots"),
        (goal_room_moves, "min", "class-slots"),
        (goal_changes, "min", "cells"),
        (goal_seats_given, "max", "seats"),
    )
}


# ---- 8. Fairness: who sits where, with the groups as they are ------------------------

CHILD_RULES = (
    rule_seats_as_asked,
    rule_one_place_at_a_time,
    rule_homework_every_day,
    rule_after_last_lesson,
)
CROWD_RULES = (
    rule_everyone_in_care,
    rule_room_seats,
    rule_club_seats,
    rule_merged_care,
    rule_minimum_enrolment,
)
WISH_GOALS = tuple(name for name in GOALS if name.startswith("wish"))
MOST_TOLD = 20  # of envied places, and of ties against the draw
Places = dict[str, frozenset[str]]  # pupil -> club groups after an exchange


class Seats:
    """Tries exchanges of seats (part 4 of the page) with the rules themselves.

    An exchange touches few things. The rules are asked about a week that is narrowed to
    those: what they find there is what they would find in the whole week.
    """

    def __init__(self, weeks: Weeks) -> None:
        self.weeks, self.policy = weeks, weeks[0].policy
        instance, timetable = weeks[0].instance, weeks[0].timetable
        order = self.policy["goal_order"]
        self.order = [*order, *(goal for goal in WISH_GOALS if goal not in order)]
        self.pupils = weeks[0].pupils
        self.longest = max((len(x["wishes"]) for x in self.pupils.values()), default=0)
        self.tiers = {name: tier(weeks[0], x) for name, x in self.pupils.items()}
        groups = [x for x in timetable["groups"] if x["kind"] == "club"]
        self.clubs = {group["id"]: group["club"] for group in groups}
        self.groups_of: dict[str, list[str]] = defaultdict(list)
        for group in groups:
            self.groups_of[group["club"]].append(group["id"])
        self.children: dict[str, list[str]] = defaultdict(list)
        held: dict[str, set[str]] = {name: set() for name in self.pupils}
        for seat in timetable["seats"]:
            self.children[seat["group"]].append(seat["pupil"])
            held[seat["pupil"]].add(seat["group"])
        self.held = {name: frozenset(groups) for name, groups in held.items()}
        self.pinned: dict[str, set[str]] = defaultdict(set)
        for pin in instance["pins"]:
            if pin["kind"] == "seat":
                self.pinned[pin["pupil"]].add(pin["club"])
        self.homes: dict[tuple[str, tuple[str, str]], list[Record]] = defaultdict(list)
        for w in weeks:
            for group in w.care_groups:
                for cell in itertools.product(group["classes"], group["slots"]):
                    self.homes[w.sort, cell].append(group)
        self.read_published()
        draw = instance["draw"]
        self.rank = ranks(draw["seed"], applicants(instance)) if draw else {}
        self.known: dict[tuple[str, frozenset[str]], bool] = {}
        self.weighed: dict[tuple[str, frozenset[str]], list[int]] = {}

    def read_published(self) -> None:
        """Note the published seats of every child, in every week that is compared."""
        first, self.compared = self.weeks[0], list(self.weeks)
        self.published: list[dict[str, set[str]]] = []
        published = first.instance["published"]
        if published is None or "changes" not in self.order:
            self.compared = []
            return
        sorts = sorts_of_week(first.instance, published)
        if len(sorts) > len(self.weeks):
            given = (first.instance, first.timetable, first.policy)
            self.compared = [Week(*given, sort) for sort in sorts]
        for w in self.compared:
            seats: dict[str, set[str]] = defaultdict(set)
            for cell in cells(published, w):
                if len(cell) == 2:
                    seats[cell[0]].add(cell[1])
            self.published.append(seats)

    def points(self, name: str, group: str) -> int:
        """Return the wish points of a seat for a child, in one week."""
        pupil, club = self.pupils[name], self.clubs[group]
        wished = club in pupil["wishes"]
        return wish_points(pupil, club, self.longest) if wished else 0

    def well_off(self, name: str, groups: Iterable[str]) -> tuple[int, int]:
        """Return the weeks with a seat and the points of all seats."""
        seats = [(w.sort, x) for w in self.weeks for x in groups if x in w.groups]
        return len({sort for sort, _ in seats}), sum(
            self.points(name, x) for _, x in seats
        )

    def worth(self, name: str, groups: frozenset[str]) -> list[int]:
        """Return what a child with these seats adds to every goal; more is better."""
        if (name, groups) not in self.weighed:
            met, points = self.well_off(name, groups)
            seats = sum(x in w.groups for w in self.weeks for x in groups)
            moved = 0
            for at, w in enumerate(self.compared):
                now = {self.clubs[x] for x in groups if x in w.groups}
                moved += len(now ^ self.published[at].get(name, set()))
            adds = {
                f"wishes_met_{self.tiers[name]}": met if self.consents(name) else 0,
                f"wish_ranks_{self.tiers[name]}": points,
                "seats_given": seats,
                "changes": -moved,
            }
            self.weighed[name, groups] = [adds.get(goal, 0) for goal in self.order]
        return self.weighed[name, groups]

    def gain(self, after: Places) -> list[int]:
        """Return how much better every goal gets, in order."""
        gains = [0] * len(self.order)
        for name, groups in after.items():
            now, then = self.worth(name, self.held[name]), self.worth(name, groups)
            gains = [x + then[at] - now[at] for at, x in enumerate(gains)]
        return gains

    def consents(self, name: str) -> bool:
        """Say whether a child takes part."""
        return self.pupils[name]["consent"] is not None

    def touched(self, w: Week, after: Places, alone: bool) -> Week:
        """Return a week narrowed to what an exchange touches, as it is after it.

        Alone: the other children of the groups are left out too.
        """
        view = copy.copy(w)
        view.pupils = {name: self.pupils[name] for name in after}
        view.seats_of, view.stays = {}, {}
        view.asked, view.assignments = Counter(), {}
        moved, around = Counter[tuple[str, str]](), set[str]()
        seats: dict[str, list[str]] = {}
        for name, groups in after.items():
            held = [x for x in groups if x in w.groups]
            view.seats_of[name] = [w.groups[x] for x in held]
            taken = {slot for x in held for slot in w.groups[x]["slots"]}
            asked = [slot["id"] for slot in w.attended[name]]
            view.stays[name] = [slot for slot in asked if slot not in taken]
            own_class = self.pupils[name]["class_id"]
            moved.update((own_class, slot) for slot in view.stays[name])
            moved.subtract((own_class, slot) for slot in w.stays[name])
            around |= {x for x in self.held[name] | groups if x in w.groups}
        for group in around:
            stay = [x for x in w.seats[group] if x not in after and not alone]
            seats[group] = stay + [x for x, now in after.items() if group in now]
        changed = {cell for cell, n in moved.items() if n and not alone}
        homes = [x for cell in sorted(changed) for x in self.homes[w.sort, cell]]
        changed |= {(c, x) for g in homes for c in g["classes"] for x in g["slots"]}
        view.care = Counter({cell: w.care[cell] + moved[cell] for cell in changed})
        view.care_groups = homes
        differ = [x for x in around if set(seats[x]) != set(w.seats[x])]
        view.club_groups = [w.groups[x] for x in differ]
        view.groups = {x["id"]: x for x in (*view.club_groups, *homes)}
        view.meetings = {x: w.meetings[x] for x in (*around, *view.groups)}
        view.seats = seats
        return view

    def in_force(self, rule: Callable[[Week], Findings]) -> bool:
        """Say whether a rule is asked for."""
        name = rule.__name__[len("rule_") :]
        return name in NATURE or name in self.policy["rules"]

    def kept(self, rules: Iterable[Callable[[Week], Findings]], after: Places) -> bool:
        """Say whether rules find nothing in what an exchange touches."""
        asked = [rule for rule in rules if self.in_force(rule)]
        return not any(
            next(iter(rule(view)), None)
            for w in self.weeks
            for view in [self.touched(w, after, rules is CHILD_RULES)]
            for rule in asked
        )

    def may_hold(self, name: str, groups: frozenset[str]) -> bool:
        """Say whether the rules about one child, and its pins, allow these seats."""
        if (name, groups) not in self.known:
            clubs = {self.clubs[group] for group in groups}
            self.known[name, groups] = self.pinned[name] <= clubs and self.kept(
                CHILD_RULES, {name: groups}
            )
        return self.known[name, groups]

    def lawful(self, after: Places) -> bool:
        """Say whether an exchange keeps the rules."""
        return all(self.may_hold(*x) for x in after.items()) and self.kept(
            CROWD_RULES, after
        )

    def wishes(self, name: str) -> Iterator[str]:
        """Yield the groups a child may want a seat in."""
        mine = {self.clubs[group] for group in self.held[name]}
        attended = {x["id"] for w in self.weeks for x in w.attended[name]}
        for club in self.pupils[name]["wishes"] if self.consents(name) else ():
            for group in self.groups_of[club] if club not in mine else ():
                held = [w.groups[group] for w in self.weeks if group in w.groups]
                slots = {slot for one in held for slot in one["slots"]}
                if slots <= attended or not self.in_force(rule_seats_as_asked):
                    yield group

    def envied(self) -> Iterator[Record]:
        """Yield every place a child has the first claim to, free or taken."""
        for name in self.pupils:
            for group in self.wishes(name):
                told = next(self.claims(name, group), None)
                if told is not None:
                    of, zh, en = told, "有空位应给该生", "a free seat is the pupil's"
                    if of:
                        zh, en = f"{of} 的座位应先给该生", f"the seat of {of} is due"
                    about = f"pupil:{name}"
                    yield finding(about, f"{group}：{zh}", f"{group}: {en}")

    def claims(self, name: str, group: str) -> Iterator[str]:
        """Yield whose seat a child has a claim to; "" for a free one."""
        mine, points = self.held[name], self.points(name, group)
        last = sorted(self.children[group], key=lambda x: -self.tiers[x])
        later = [x for x in last if self.tiers[x] > self.tiers[name]]
        lower = [x for x in sorted(mine) if self.points(name, x) < points]
        for given_up in ("", *lower):
            then = mine - {given_up} | {group}
            if not self.may_hold(name, then):
                continue
            for of in ("", *later):
                after = {name: then}
                if of:
                    after[of] = self.held[of] - {group}
                if self.gain(after) > [0] * len(self.order) and self.lawful(after):
                    yield of

    def against_the_draw(self) -> Iterator[Record]:
        """Yield every place that a tie should have given to a child."""
        for name in sorted(self.rank, key=self.rank.__getitem__):
            for group in self.wishes(name):
                of = next(self.ties(name, group), None)
                if of is not None:
                    seen = f"{self.rank[name]} < {self.rank[of]}"
                    zh, en = f"签号在 {of} 之前", f"drew better than {of}"
                    about = f"pupil:{name}"
                    yield finding(
                        about, f"{group}：{zh} {seen}", f"{group}: {en} {seen}"
                    )

    def ties(self, name: str, group: str) -> Iterator[str]:
        """Yield whose seat is a child's by the draw."""
        mine, rank = self.held[name], self.rank
        tied = [
            x
            for x in self.children[group]
            if self.tiers[x] == self.tiers[name] and rank.get(x, 0) > rank[name]
        ]
        now = self.well_off(name, mine)
        for given_up in ("", *sorted(mine)):
            then = mine - {given_up} | {group}
            if self.well_off(name, then) <= now or not self.may_hold(name, then):
                continue
            for of, back in itertools.product(tied, (False, True)):
                if back and (not given_up or given_up in self.held[of]):
                    continue
                others = self.held[of] - {group}
                after = {name: then, of: others | {given_up} if back else others}
                if not any(self.gain(after)) and self.lawful(after):
                    yield of


def applicants(instance: Record) -> dict[str, str]:
    """Return who takes part in a draw, with the line of each in the list."""
    return {
        pupil["id"]: f"{pupil['id']}\t{','.join(pupil['wishes'])}\n"
        for pupil in instance["pupils"]
        if pupil["consent"] is not None and pupil["wishes"]
    }


def ranks(seed: str, codes: Iterable[str]) -> dict[str, int]:
    """Return the rank of every pupil code in a draw; 1 is the best."""

    def drawn(code: str) -> str:
        return hmac.new(seed.encode(), code.encode(), hashlib.sha256).hexdigest()

    return {code: rank for rank, code in enumerate(sorted(codes, key=drawn), start=1)}


def claim_free_of_envy(seats: Seats, result: Record) -> Findings:
    """次序在前者先得 / No child has a claim to a free seat or to a later child's."""
    claimed = result["claims"]["fairness"]
    if not claimed["checked"] or claimed["envy"] != 0:
        yield finding("claims", "未称无嫉妒", "not claimed to be free of envy")
    yield from itertools.islice(seats.envied(), MOST_TOLD)


def claim_settled_by_draw(seats: Seats, result: Record) -> Findings:
    """同等者按抽签 / Ties inside a tier fell by the draw that the instance holds."""
    if result["claims"]["fairness"]["draw"] != result["instance"]["draw"]:
        yield finding("draw", "与需求中的抽签不同", "not the draw of the instance")
    yield from itertools.islice(seats.against_the_draw(), MOST_TOLD)


FAIR = (claim_free_of_envy, claim_settled_by_draw)


def judge_fairness(weeks: Weeks, result: Record, lawful: bool) -> list[Record]:
    """Judge who sits where, if it is claimed to be fair and all rules are kept."""
    claimed = result["claims"]["fairness"]
    if claimed is None or not lawful:
        return [{**line(one, []), "verdict": "not_asked"} for one in FAIR]
    seats = Seats(weeks)
    envy, draw = (line(one, one(seats, result)) for one in FAIR)
    if claimed["draw"] is None and result["instance"]["draw"] is None:
        draw["verdict"] = "not_asked"
    return [envy, draw]


# ---- 8b. Was the vendor needed? ------------------------------------------------------
# A set of lessons, and the most that all other adults together can give of them: if
# that is less, a vendor is needed for one of them, whoever else gives what.

ONE_BY_ONE = (  # rules that may keep one adult from one lesson
    rule_qualified,
    rule_free_when_asked,
    rule_papers_valid,
    rule_lending_inside_group,
    rule_travel_time,
    rule_rest_between_days,
)
Session = tuple[str, str, str, int]  # group, slot, role, place among those of the role


def sessions_of(w: Week) -> dict[Session, Record | None]:
    """Return every adult's place that a week needs filled, with who fills it."""
    places: dict[Session, Record | None] = {}
    for meeting in w.all_meetings():
        group, slot, club = meeting["group"], meeting["slot"], w.club(meeting["group"])
        there = w.staff[group["id"], slot]
        for role, count in (
            ("lead", 1),
            ("assistant", club["adults_per_group"] - 1 if club else 0),
        ):
            names = [adult for named, adult in there if named == role]
            names.sort(key=lambda adult: (is_vendor(adult), adult["id"]))
            for place in range(count):
                filled = names[place] if place < len(names) else None
                places[group["id"], slot, role, place] = filled
    return places


def can_give(w: Week, adult: Record, session: Session) -> bool:
    """Say whether no rule finds fault with an adult who has this lesson only."""
    group, slot, role, _ = session
    meeting = next(x for x in w.meetings[group] if x["slot"] == slot)
    alone = copy.copy(w)
    alone.meetings = {group: [meeting]}
    alone.staff = {(group, slot): [(role, adult)]}
    alone.leads = {(group, slot): [adult] if role == "lead" else []}
    alone.assignments = {adult["id"]: [meeting]}
    alone.lessons = {adult["id"]: [meeting]}
    return not any(
        next(rule(alone), None)
        for rule in ONE_BY_ONE
        if rule.__name__.removeprefix("rule_") in w.policy["rules"]
    )


def most_lessons(w: Week, adult: Record, sessions: Iterable[Session]) -> int:
    """Return the most of the lessons an adult can give: caps, one place at a time."""
    days: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for session in sessions:
        if can_give(w, adult, session):
            meeting = next(x for x in w.meetings[session[0]] if x["slot"] == session[1])
            days[meeting["weekday"]].append((meeting["back"], meeting["leave"]))
    counts = []
    for spans in days.values():
        count, free = 0, -DAY
        for end, start in sorted(spans):
            if start >= free:
                count, free = count + 1, end
        counts.append(count)
    limits, rules = w.limits(adult), w.policy["rules"]

    def cap(name: str, rule: str) -> int:
        own = adult[name]
        given = limits[name] if own is None else min(limits[name], own)
        return int(given) if rule in rules else 10**6

    afternoons = cap("afternoons_week", "afternoons_cap")
    few = sum(sorted(counts, reverse=True)[:afternoons])
    return min(few, cap("lessons_week", "weekly_lessons_cap"))


def claim_vendor_necessity(weeks: Weeks, result: Record) -> Findings:
    """机构必需与否 / Each vendor lesson called necessary is so, by counting."""
    there: Counter[tuple[str, ...]] = Counter()
    by_sort = {w.sort: (w, sessions_of(w)) for w in weeks}
    for w, places in by_sort.values():
        for session, adult in places.items():
            if adult is not None and is_vendor(adult):
                there[w.sort, adult["id"], *session[:3]] += 1
    told: Counter[tuple[str, ...]] = Counter()
    for one in result["claims"]["vendor_necessity"]:
        key = tuple(one[x] for x in ("week", "adult", "group", "slot", "role"))
        told[key] += 1
        if key in there and one["verdict"] == "necessary":
            yield from uncounted(*by_sort[one["week"]], one)
    for key in sorted({*there, *told}):
        if there[key] != told[key]:
            zh, en = f"所称 {told[key]} 次", f"told {told[key]} times"
            yield finding(
                f"adult:{key[1]}",
                f"{' '.join(key)}：{zh}，实有 {there[key]} 节",
                f"{' '.join(key)}: {en}, there are {there[key]}",
            )


def uncounted(w: Week, places: dict[Session, Record | None], one: Record) -> Findings:
    """Count the set of one vendor lesson again."""
    about = f"adult:{one['adult']}"
    listed = [(x["group"], x["slot"], x["role"], x["place"]) for x in one["sessions"]]
    if len(set(listed)) < len(listed) or not set(listed) <= set(places):
        yield finding(about, "岗位重复或不存在", "sessions twice or not there")
        return
    vendors = [(x, y) for x in listed if (y := places[x]) and is_vendor(y)]
    own = (one["adult"], one["group"], one["slot"], one["role"])
    if [(y["id"], *x[:3]) for x, y in vendors] != [own]:
        yield finding(about, "须恰含此课", "must hold this vendor lesson alone")
        return
    counted = {
        adult["id"]: most
        for adult in w.adults.values()
        if not is_vendor(adult) and (most := most_lessons(w, adult, listed))
    }
    if counted != {x["adult"]: x["most"] for x in one["givers"]}:
        yield finding(about, "可承担者不符", "those who could are miscounted")
    available = sum(counted.values())
    if (one["needed"], one["available"]) != (len(listed), available):
        seen = f"{len(listed)}, {available}"
        yield finding(about, f"应为 {seen}", f"the numbers are {seen}")
    if available >= len(listed):
        seen = f"{available} ≥ {len(listed)}"
        yield finding(about, f"不能证明：{seen}", f"proves nothing: {seen}")


def judge_necessity(weeks: Weeks, result: Record) -> Record:
    """Judge what is claimed of vendor lessons, if anything is."""
    if result["claims"]["vendor_necessity"] is None:
        return {**line(claim_vendor_necessity, []), "verdict": "not_asked"}
    return line(claim_vendor_necessity, claim_vendor_necessity(weeks, result))


# ---- 8c. Could anybody have got more? The priority certificate -----------------------
# Written from docs/priority-certificate.md. The file gives multipliers only; what each
# row says is worked out here from the instance. Rows taken so often are added up in
# whole numbers; what a column gains beyond that is paid in full: a true bound.

NEEDED = (  # without these rules the rows would say too much
    "meetings_as_offered",
    "seats_as_asked",
    "adults_per_group",
    "club_seats",
    "room_seats",
    "room_suits",
    "qualified",
    "free_when_asked",
    "weekly_lessons_cap",
)
SEAT_GOALS = re.compile("(wishes_met|wish_ranks)_[123]|seats_given")


class Row:
    """One row: columns with their coefficients, and the most they add up to."""

    def __init__(
        self, terms: Iterable[tuple[int, int]], high: int, equal: bool = False
    ) -> None:
        self.terms, self.high, self.equal = list(terms), high, equal


class Rows:
    """The columns of an instance, and its rows by name.

    A way is a club with the slots of one of its groups. Columns: how many groups meet
    in a way, which child sits in it, who leads which meeting, which child of those who
    may have several clubs has one at all.
    """

    def __init__(self, w: Week) -> None:
        self.w = w
        self.ways: dict[tuple[str, ...], Record] = {}
        self.upper: list[int] = []
        self.by_club: dict[str, list[Record]] = defaultdict(list)
        self.by_slot: dict[str, list[Record]] = defaultdict(list)
        self.mine: dict[str, list[tuple[Record, int]]] = defaultdict(list)
        self.leading: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.longest = max((len(x["wishes"]) for x in w.pupils.values()), default=0)
        attended = {
            name: {x["id"] for x in slots} for name, slots in w.attended.items()
        }
        wishing: dict[str, list[str]] = defaultdict(list)
        for name, pupil in w.pupils.items():
            for club in set(pupil["wishes"]) if pupil["consent"] else ():
                wishing[club].append(name)
        for club in w.clubs.values():
            self.read_club(club, wishing[club["id"]], attended)
        self.met = {
            name: self.column(1)
            for name in self.mine
            if w.pupils[name]["clubs_per_week"] > 1
        }

    def kept(self, rule: str) -> bool:
        """Say whether a rule is in force and nobody can waive it."""
        policy = self.w.policy
        return rule in policy["rules"] and rule not in policy["waivable"]

    def column(self, upper: int) -> int:
        """Add a column and return its number."""
        self.upper.append(upper)
        return len(self.upper) - 1

    def read_club(
        self, club: Record, wishing: list[str], attended: dict[str, set[str]]
    ) -> None:
        """Add every way of a club in which a group could open."""
        w, least = self.w, club["min_enrolment"]
        slots = [
            slot
            for slot in w.slots_of[club["school"]]
            if club["slots"] is None or slot["id"] in club["slots"]
        ]
        slots.sort(key=lambda x: (x["weekday"], x["start"], x["id"]))
        leads = {x["id"]: self.leads(club, x) for x in slots}
        rooms = [
            room
            for room in w.rooms.values()
            if room["school"] == club["school"] and room["seats"] >= least
            if not (room["offsite"] or club["venue"]) or room["id"] == club["venue"]
            if set(club["room_features"]) <= set(room["features"])
        ]
        pupils = [name for name in wishing if self.fits(club, name)]
        for met in itertools.combinations(slots, club["meetings_per_week"]):
            if len({slot["weekday"] for slot in met}) < len(met):
                continue
            there = [room for room in rooms if self.open(room, met)]
            ids = {slot["id"] for slot in met}
            sitting = [
                name
                for name in pupils
                if ids <= attended[name] and self.out_of_lessons(club, name, met)
            ]
            sizes = [club["parallel_groups"], len(there)]
            most = min(sizes + [len(leads[slot["id"]]) for slot in met])
            if most < 1 or len(sitting) < least:
                continue
            seats = min(club["seats"], max(room["seats"] for room in there))
            if club["venue"]:
                escorts = w.rooms[club["venue"]]["pupils_per_escort"]
                if escorts is not None:
                    seats = min(seats, escorts * club["adults_per_group"])
            if seats >= least:
                self.add_way(club, met, most, seats, sitting, there, leads)

    def add_way(
        self,
        club: Record,
        met: tuple[Record, ...],
        most: int,
        seats: int,
        sitting: list[str],
        rooms: list[Record],
        leads: dict[str, list[str]],
    ) -> None:
        """Add one way with its columns."""
        slots = [slot["id"] for slot in met]
        way = {
            "club": club,
            "most": most,
            "seats": seats,
            "slots": slots,
            "rooms": {room["id"] for room in rooms},
            "groups": self.column(most),
            "sits": {name: self.column(1) for name in sitting},
            "leads": {x: {name: self.column(1) for name in leads[x]} for x in slots},
        }
        self.ways[club["id"], *slots] = way
        self.by_club[club["id"]].append(way)
        for slot in slots:
            self.by_slot[slot].append(way)
            for name, column in way["leads"][slot].items():
                self.leading[name].append((slot, column))
        for name, column in way["sits"].items():
            self.mine[name].append((way, column))

    def leads(self, club: Record, slot: Record) -> list[str]:
        """Return who could lead a meeting of a club in a slot."""
        venue = self.w.rooms[club["venue"]] if club["venue"] else None
        way = venue["travel_minutes"] if venue else 0
        span = {**slot, "start": slot["start"] - way, "end": slot["end"] + way}
        adults = self.w.adults.items()
        return [name for name, x in adults if self.may_lead(x, club, slot, span)]

    def may_lead(self, adult: Record, club: Record, slot: Record, span: Record) -> bool:
        """Say whether no rule by itself keeps an adult from leading a meeting."""
        w, school = self.w, club["school"]
        when = w.date_of(slot["weekday"])
        if school not in adult["serves"] or adult["kind"] == "support_staff":
            return False
        if adult["clubs"] is not None and club["id"] not in adult["clubs"]:
            return False
        if adult["free"] is not None and slot["id"] not in adult["free"]:
            return False
        if any(overlaps(span, duty) for duty in w.duties[adult["id"]]):
            return False
        papers = w.policy["papers"].get(adult["kind"], [])
        return (
            all(
                valid_on(adult["qualifications"], "name", skill, when)
                for skill in club["qualifications"]
            )
            and (
                not self.kept("papers_valid")
                or all(valid_on(adult["papers"], "kind", x, when) for x in papers)
            )
            and (
                not self.kept("lending_inside_group")
                or self.lent_inside(adult, w.schools[school])
            )
            and (
                not self.kept("vendors_listed")
                or not is_vendor(adult)
                or self.listed(adult, club, when)
            )
        )

    def lent_inside(self, adult: Record, school: Record) -> bool:
        """Say whether an adult may be asked at a school."""
        if adult["kind"] not in SCHOOL_KINDS or school["id"] == adult["home"]:
            return True
        home = self.w.schools[adult["home"]]["group"] if adult["home"] else None
        lent = adult["kind"] == "group_teacher"
        return lent and home is not None and home == school["group"]

    def listed(self, adult: Record, club: Record, when: date) -> bool:
        """Say whether the district lists an instructor's vendor for a club."""
        vendor = self.w.vendors.get(adult["vendor"])
        district = self.w.districts[self.w.schools[club["school"]]["district"]]
        cap = district["vendor_rate_cap_fen"]
        if vendor is None or vendor["district"] != district["id"] or cap is None:
            return False
        removed = vendor["removed_on"]
        return bool(
            vendor["listed_from"] <= when <= vendor["listed_until"]
            and (removed is None or when < removed)
            and club["id"] in vendor["clubs"]
            and vendor["no_promotion_declared"]
            and self.w.pay(adult, {"group": {"club": club["id"]}}) <= cap
        )

    def fits(self, club: Record, name: str) -> bool:
        """Say whether a child is of the club's school and grades."""
        own_class = self.w.classes[self.w.pupils[name]["class_id"]]
        right = club["from_grade"] <= own_class["grade"] <= club["to_grade"]
        return right and own_class["school"] == club["school"]

    def open(self, room: Record, met: Iterable[Record]) -> bool:
        """Say whether a room is open at all meetings."""
        shut = self.w.closed[room["id"]] if self.kept("room_open") else []
        return not any(overlaps(slot, closure) for slot in met for closure in shut)

    def out_of_lessons(self, club: Record, name: str, met: Iterable[Record]) -> bool:
        """Say whether lessons leave a child time for the way to a venue."""
        if not club["venue"] or not self.kept("after_last_lesson"):
            return True
        way = self.w.rooms[club["venue"]]["travel_minutes"]
        ends = self.w.classes[self.w.pupils[name]["class_id"]]["lessons_end"]
        return all(
            end["end"] <= slot["start"] - way
            for slot in met
            for end in ends
            if end["weekday"] == slot["weekday"]
        )

    # Rows by name; a name that fits nothing raises KeyError, IndexError or ValueError.

    def named(self, name: str, of: list[str]) -> Row:
        """Return the row of a name."""
        rows: dict[str, Callable[..., Row]] = {
            "seats": self.row_seats,
            "least": self.row_least,
            "parallel": self.row_parallel,
            "week": self.row_week,
            "club": self.row_club,
            "family": self.row_family,
            "slot": self.row_slot,
            "met": self.row_met,
            "homework": self.row_homework,
            "lead": self.row_lead,
            "one_group": self.row_one_group,
            "lessons": self.row_lessons,
            "rooms": self.row_rooms,
            "staff": self.row_staff,
            "pin": self.row_pin,
        }
        try:
            return rows[name](*of)
        except TypeError:  # too many or too few words
            raise KeyError(name) from None

    def row_seats(self, *of: str) -> Row:
        """Children in a way are at most the seats of its groups."""
        way = self.ways[of]
        sits = [(x, 1) for x in way["sits"].values()]
        return Row([*sits, (way["groups"], -way["seats"])], 0)

    def row_least(self, *of: str) -> Row:
        """The groups of a way have their fewest children each."""
        way = self.ways[of]
        sits = [(x, -1) for x in way["sits"].values()]
        return Row([*sits, (way["groups"], way["club"]["min_enrolment"])], 0)

    def row_parallel(self, club: str) -> Row:
        """A club opens no more groups than it offers."""
        groups = [(way["groups"], 1) for way in self.by_club[club]]
        return Row(groups, self.w.clubs[club]["parallel_groups"])

    def row_week(self, name: str) -> Row:
        """A child has no more clubs than it may."""
        most = self.w.pupils[name]["clubs_per_week"]
        return Row([(x, 1) for _, x in self.mine[name]], most)

    def row_club(self, name: str, club: str) -> Row:
        """A child has one seat in a club."""
        mine = self.mine[self.w.pupils[name]["id"]]
        return Row([(x, 1) for way, x in mine if way["club"]["id"] == club], 1)

    def row_family(self, name: str, family: str) -> Row:
        """A child has one seat among the clubs of a family."""
        mine = self.mine[self.w.pupils[name]["id"]]
        return Row([(x, 1) for way, x in mine if way["club"]["family"] == family], 1)

    def row_slot(self, name: str, slot: str) -> Row:
        """A child is in one club at a time."""
        mine = self.mine[self.w.pupils[name]["id"]]
        return Row([(x, 1) for way, x in mine if slot in way["slots"]], 1)

    def row_met(self, name: str) -> Row:
        """A child has a club only with a seat in one."""
        sits = [(x, -1) for _, x in self.mine[name]]
        return Row([*sits, (self.met[name], 1)], 0)

    def row_homework(self, name: str, weekday: str) -> Row:
        """From grade 3, one attended slot of the day stays for homework."""
        day, pupil = int(weekday), self.w.pupils[name]
        own_class = self.w.classes[pupil["class_id"]]
        exempt = self.w.schools[own_class["school"]]["no_homework_weekdays"]
        slots = {x["id"] for x in self.w.attended[name] if x["weekday"] == day}
        if own_class["grade"] < 3 or not pupil["homework"] or day in exempt:
            raise KeyError(name)
        if not slots or not self.kept("homework_every_day"):
            raise KeyError(name)
        sits = ((x, len(slots & set(way["slots"]))) for way, x in self.mine[name])
        return Row([(x, times) for x, times in sits if times], len(slots) - 1)

    def row_lead(self, *of: str) -> Row:
        """Every meeting has exactly one lead."""
        *key, at, slot = of
        if at != "at":
            raise KeyError(at)
        way = self.ways[tuple(key)]
        leads = [(x, 1) for x in way["leads"][slot].values()]
        return Row([*leads, (way["groups"], -1)], 0, equal=True)

    def row_one_group(self, name: str, slot: str) -> Row:
        """An adult leads one group at a time."""
        columns = self.leading[self.w.adults[name]["id"]]
        return Row([(x, 1) for at, x in columns if at == slot], 1)

    def row_lessons(self, name: str) -> Row:
        """An adult has no more lessons than allowed."""
        adult = self.w.adults[name]
        most, own = self.w.limits(adult)["lessons_week"], adult["lessons_week"]
        cap = most if own is None else min(most, own)
        return Row([(x, 1) for _, x in self.leading[name]], cap)

    def row_rooms(self, slot: str, *rooms: str) -> Row:
        """Groups that only these rooms suit are no more than the rooms."""
        listed = {self.w.rooms[x]["id"] for x in rooms}
        if slot not in self.w.slots:
            raise KeyError(slot)
        inside = [way for way in self.by_slot[slot] if way["rooms"] <= listed]
        return Row([(way["groups"], 1) for way in inside], len(listed))

    def row_staff(self, name: str) -> Row:
        """Adults there are enough for clubs, posts and homework care in full groups."""
        if not (self.kept("everyone_in_care") and self.kept("merged_care")):
            raise KeyError(name)
        slot = self.w.slots[name]
        school = self.w.schools[slot["school"]]
        posts = school["posts"] if self.kept("posts_filled") else []
        needs = [need for need in posts if overlaps(need, slot)]
        roles = {need["role"] for need in needs}
        there = sum(
            slot["school"] in x["serves"]
            and (
                x["free"] is None or name in x["free"] or bool(roles & set(x["posts"]))
            )
            for x in self.w.adults.values()
        )
        busiest = 0
        for moment in {max(need["start"], slot["start"]) for need in needs}:
            held = [x for x in needs if x["start"] <= moment < x["end"]]
            busiest = max(busiest, sum(need["adults"] for need in held))
        bands = school["limits"]["care_bands"]
        largest = max([1] + [band["pupils"] for band in bands])
        asked = sum(n for (_, at), n in self.w.asked.items() if at == name)
        terms = []
        for way in self.by_slot[name]:
            terms += [(way["groups"], largest * way["club"]["adults_per_group"])]
            terms += [(x, -1) for x in way["sits"].values()]
        return Row(terms, largest * (there - busiest) - asked)

    def row_pin(self, place: str) -> Row:
        """What is pinned is there."""
        pin = self.w.instance["pins"][int(place)]
        if int(place) < 0 or pin["kind"] == "room" or pin["club"] is None:
            raise KeyError(place)
        ways = self.by_club[pin["club"]]
        if pin["kind"] == "seat":
            mine = [way["sits"].get(pin["pupil"]) for way in ways]
            return Row([(x, -1) for x in mine if x is not None], -1)
        there = [way["groups"] for way in ways if pin["slot"] in way["slots"]]
        return Row([(x, -1) for x in there], -1)

    def goal(self, name: str) -> dict[int, int]:
        """Return the coefficients of a seat goal."""
        if name == "seats_given":
            return {x: 1 for mine in self.mine.values() for _, x in mine}
        kind, _, wanted = name.rpartition("_")
        terms: dict[int, int] = {}
        for child, mine in self.mine.items():
            pupil = self.w.pupils[child]
            if tier(self.w, pupil) != int(wanted):
                continue
            for way, x in mine:
                if kind == "wish_ranks":
                    points = wish_points(pupil, way["club"]["id"], self.longest)
                    terms[x] = points
                elif child not in self.met:
                    terms[x] = 1
            if kind == "wishes_met" and child in self.met:
                terms[self.met[child]] = 1
        return terms


def added_up(rows: Rows, one: Record, denominator: int) -> int:
    """Return the bound that a goal's multipliers prove.

    Raises:
        ValueError: two texts, if a row is unknown or taken a negative number of times.
    """
    left = [0] * len(rows.upper)
    for column, gain in rows.goal(one["name"]).items():
        left[column] = gain * denominator
    kept = {x["name"]: x["value"] for x in one["kept"]}
    total = 0
    for each in one["multipliers"]:
        words = " ".join([each["row"], *each["of"]])
        try:
            if each["row"] == "kept":
                (name,) = each["of"]
                goal = rows.goal(name) if name in kept else {}
                row = Row(((x, -gain) for x, gain in goal.items()), -kept[name])
            else:
                row = rows.named(each["row"], each["of"])
        except (KeyError, IndexError, ValueError):
            raise ValueError(f"没有这一行：{words}", f"no such row: {words}") from None
        times = each["times"]
        if times < 0 and not row.equal:
            raise ValueError(f"乘数不应为负：{words}", f"negative: {words}")
        total += times * row.high
        for column, value in row.terms:
            left[column] -= times * value
    both_sides = zip(left, rows.upper, strict=True)
    total += sum(x * most for x, most in both_sides if x > 0)
    return total // denominator


def claim_certified(
    rows: Rows | None, one: Record, measured: dict[str, int], result: Record
) -> Findings:
    """上限可重算 / The multipliers prove the bound of this goal again."""
    claims, name = result["claims"], one["name"]
    goals = {goal["name"]: goal for goal in claims["goals"]}
    if not SEAT_GOALS.fullmatch(name) or name not in goals:
        yield finding(name, "不是所称的名额目标", "not a claimed goal about seats")
        return
    if rows is None:
        zh, en = "单双周不同或缺少规则", "odd and even weeks differ, or a rule lacks"
        yield finding(name, f"不能这样证明：{zh}", f"cannot be proved so: {en}")
        return
    seats = [x for x in claims["policy"]["goal_order"] if SEAT_GOALS.fullmatch(x)]
    before = {x: measured[x] for x in seats[: seats.index(name)] if x in measured}
    kept = [(x["name"], x["value"]) for x in one["kept"]]
    if kept != list(before.items()):
        yield finding(name, "在前目标的数值不符", "the goals kept are not as they are")
        return
    if one["value"] != measured[name]:
        seen = f"{one['value']} ≠ {measured[name]}"
        yield finding(name, f"数值不符 {seen}", f"not the value {seen}")
    denominator = result["certificate"]["denominator"]
    if denominator < 1:
        yield finding(name, "分母须为正", "the denominator is not positive")
        return
    try:
        bound = added_up(rows, one, denominator)
    except ValueError as error:
        yield finding(name, *error.args)
        return
    if bound != one["bound"]:
        seen = f"{one['bound']} ≠ {bound}"
        yield finding(name, f"所称上限、重算 {seen}", f"claimed, added up {seen}")
    if bound < measured[name]:
        seen = f"{bound} < {measured[name]}"
        yield finding(name, f"上限低于数值 {seen}", f"below the value {seen}")
    claimed = goals[name]["bound"]
    if goals[name]["holds"] == "everywhere" and claimed is not None and claimed > bound:
        seen = f"{claimed} > {bound}"
        yield finding(name, f"所称界可更紧 {seen}", f"the claim is looser {seen}")


def judge_certificate(
    weeks: Weeks, result: Record, goals: list[Record]
) -> list[Record]:
    """Judge the certificate, goal by goal; one line alone if there is none."""
    if result["certificate"] is None:
        return [{**line(claim_certified, []), "verdict": "not_asked"}]
    measured = {goal["name"]: goal["measured"] for goal in goals}
    policy = result["claims"]["policy"]
    asked = set(policy["rules"]) - set(policy["waivable"])
    possible = [w.sort for w in weeks] == ["every"] and set(NEEDED) <= asked
    rows = Rows(weeks[0]) if possible else None
    judged = []
    for one in result["certificate"]["goals"]:
        told = line(claim_certified, claim_certified(rows, one, measured, result))
        told |= {"name": f"certified_{one['name']}", "bound": one["bound"]}
        judged.append({**told, "gap": one["bound"] - one["value"]})
    names = Counter(one["name"] for one in judged)
    for one in judged:
        if names[one["name"]] > 1:
            zh, en = "同一目标证明了两次", "a goal is certified twice"
            one |= {
                "verdict": "broken",
                "findings": [tell(finding(one["name"], zh, en))],
            }
    return judged or [{**line(claim_certified, []), "verdict": "not_asked"}]


# ---- 9. What else is claimed ---------------------------------------------------------


def claim_known_ids(result: Record) -> Findings:
    """编号都认识 / Every id is given once, and every id that is used is given."""
    return known_ids(result["names"], result["timetable"])


def claim_instance_sha256(result: Record) -> Findings:
    """需求未被改动 / The claims speak of this very instance."""
    return same_digest(result, "instance")


def claim_timetable_sha256(result: Record) -> Findings:
    """课表未被改动 / The claims speak of this very timetable."""
    return same_digest(result, "timetable")


def same_digest(result: Record, name: str) -> Findings:
    """Complain if the digest of a document is not the one claimed."""
    seen = hashlib.sha256(canonical(result["raw"][f"{name}.json"])).hexdigest()
    if seen != result["claims"][f"{name}_sha256"]:
        yield finding(f"{name}.json", f"摘要是 {seen}", f"the digest is {seen}")


def claim_valid_instance(result: Record) -> Findings:
    """数据自洽 / The data keep what the rules take for granted."""
    return valid_instance(result["instance"], result["claims"]["policy"])


def claim_rulebooks(result: Record) -> Findings:
    """规则册相符 / The rulebooks are those the instance names, read on its day."""
    policy, instance = result["claims"]["policy"], result["instance"]
    if [book["name"] for book in policy["rulebooks"]] != instance["rulebooks"]:
        yield finding("rulebooks", "与所要求的不同", "not those the instance names")
    if policy["day"] != instance["week_of"]:
        yield finding("day", "不是本周周一", "not the Monday of the week")


def claim_rules(result: Record) -> Findings:
    """规则都认识 / The rules in force are known; no rule of nature is waivable."""
    policy = result["claims"]["policy"]
    for name in policy["rules"] + policy["waivable"]:
        if name not in RULES:
            yield finding(f"rule:{name}", "不认识的规则", "unknown rule")
    for name in NATURE:
        if name in policy["waivable"]:
            yield finding(f"rule:{name}", "不可豁免", "cannot be waived")


def claim_goal_order(result: Record) -> Findings:
    """目标顺序相符 / The goals stand in the order of the policy, or as asked for."""
    order = result["claims"]["policy"]["goal_order"]
    if [goal["name"] for goal in result["claims"]["goals"]] != order:
        yield finding("goals", "与规则册的顺序不同", "not in the order of the policy")
    if result["instance"]["goals"] not in (None, order):
        yield finding("goals", "与所要求的顺序不同", "not in the order asked for")
    for name in order:
        if name not in GOALS or order.count(name) > 1:
            yield finding(f"goal:{name}", "不认识或重复", "unknown or named twice")


def claim_list_hash(result: Record) -> Findings:
    """抽签名单未变 / The draw was held over the applicants of this very instance."""
    draw, listed = result["instance"]["draw"], applicants(result["instance"])
    text = "".join(listed[name] for name in sorted(listed))
    seen = hashlib.sha256(text.encode()).hexdigest()
    if draw is not None and draw["list_hash"] != seen:
        zh, en = f"现在的名单摘要是 {seen}", f"the list now has the digest {seen}"
        yield finding("draw", zh, en)


CLAIMS: tuple[Callable[[Record], Findings], ...] = (
    claim_known_ids,
    claim_valid_instance,
    claim_instance_sha256,
    claim_timetable_sha256,
    claim_rulebooks,
    claim_rules,
    claim_goal_order,
    claim_list_hash,
)


# ---- 10. The verdict -----------------------------------------------------------------


def line(judge: Callable[..., Any], found: Iterable[Record]) -> Record:
    """One line of the report: name and title of a judge, its verdict, its findings."""
    part, _, name = judge.__name__.partition("_")
    zh, _, en = str(judge.__doc__).splitlines()[0].rstrip(".").partition(" / ")
    told = [tell(x) for x in found]
    broken = any(x["waived"] is None for x in told)
    verdict = "broken" if broken else "waived" if told else "kept"
    about = {"part": part, "name": name, "zh": zh, "en": en}
    return {**about, "verdict": verdict, "findings": told}


def tell(found: Record) -> Record:
    """Return what is said about a finding, fit to be printed."""
    waived, waiver = None, found.get("waiver")
    if waiver is not None:
        waived = {key: shown(waiver[key]) for key in ("approved_by", "reason", "until")}
    return {
        **{key: shown(found[key]) for key in ("about", "zh", "en")},
        "waived": waived,
    }


def shown(text: Any) -> str:
    """Return text that cannot forge a line or move the cursor of a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in str(text))[:300]


def judge_rule(name: str, weeks: Weeks, result: Record) -> Record:
    """Judge one rule in every week; a rule nobody asked for is never shown as kept."""
    policy, found = result["claims"]["policy"], {}
    for w in weeks:
        for one in RULES[name](w):
            fitting = [x for x in w.instance["waivers"] if waiver_fits(x, name, one, w)]
            one["waiver"] = fitting[0] if fitting else None
            found[one["about"], one["zh"]] = one
    judged = line(RULES[name], found.values())
    if name not in (*policy["rules"], *NATURE):
        judged["verdict"] = "not_asked"
    return judged


def waiver_fits(waiver: Record, rule: str, found: Record, w: Week) -> bool:
    """Say whether a waiver allows a finding of a rule that can be waived."""
    return bool(
        waiver["rule"] == rule
        and rule in w.policy["waivable"]
        and found["school"] == waiver["school"]
        and found["weekday"] in waiver["weekdays"]
        and w.date_of(found["weekday"]) <= waiver["until"]
    )


def judge_goal(goal: Record, weeks: Weeks) -> Record:
    """Measure one goal and compare it with what is claimed."""
    measure, seek, unit = GOALS[goal["name"]]
    value, bound = measure(weeks), goal["bound"]
    found: list[Record] = []
    if value != goal["value"]:
        seen = f"{goal['value']} ≠ {value}"
        found.append(
            finding("value", f"所称、实测 {seen}", f"claimed, measured {seen}")
        )
    if bound is not None and (bound < value if seek == "max" else bound > value):
        seen = f"{bound}, {value} ({seek})"
        found.append(
            finding("bound", f"界在错误一侧 {seen}", f"on the wrong side {seen}")
        )
    everywhere = goal["holds"] == "everywhere"
    if goal["proved"] != (bound == value and everywhere):
        found.append(finding("proved", "已证与否不符", "proved or not does not fit"))
    extra = {"measured": value, "unit": unit, "seek": seek}
    return {**line(measure, found), **goal, **extra}


def measure_only(name: str, weeks: Weeks) -> Record:
    """Measure a goal nobody claims anything about: it is shown, never as kept."""
    measure, seek, unit = GOALS[name]
    claimed = {"value": None, "bound": None, "proved": False, "holds": "everywhere"}
    extra = {"measured": measure(weeks), "unit": unit, "seek": seek}
    return {**line(measure, []), "verdict": "not_asked", **claimed, **extra}


def judge(raw: dict[str, Any]) -> list[Record]:
    """Return every line of the report on the three JSON documents."""
    shaped = Shaped()
    result: Record = {"raw": raw}
    for name in ("instance", "timetable", "claims"):
        result[name] = shaped.read(name, raw[f"{name}.json"], f"{name}.json")
    certificate = raw.get(CERTIFICATE)
    result["certificate"] = shaped.read("certificate?", certificate, CERTIFICATE)
    result["names"] = shaped.names
    lines = []
    for claim in CLAIMS:
        lines.append(line(claim, claim(result)))
        if claim in (claim_known_ids, claim_valid_instance) and lines[-1]["findings"]:
            return lines  # nothing else can be judged
    instance, timetable = result["instance"], result["timetable"]
    policy, goals = result["claims"]["policy"], result["claims"]["goals"]
    sorts = sorts_of_week(instance, timetable)
    weeks = [Week(instance, timetable, policy, sort) for sort in sorts]
    lines += [judge_rule(name, weeks, result) for name in RULES]
    lawful = all(x["verdict"] != "broken" for x in lines if x["part"] == "rule")
    lines += judge_fairness(weeks, result, lawful)
    lines.append(judge_necessity(weeks, result))
    told = [judge_goal(goal, weeks) for goal in goals if goal["name"] in GOALS]
    lines += judge_certificate(weeks, result, told) + told
    left_out = [name for name in GOALS if name not in {x["name"] for x in goals}]
    return lines + [measure_only(name, weeks) for name in left_out]


def accepted(lines: list[Record]) -> bool:
    """Say whether the result stands: everything was judged and nothing is broken."""
    judged = len([one for one in lines if one["part"] == "rule"]) == len(RULES)
    return judged and all(one["verdict"] != "broken" for one in lines)


# ---- 11. Saying it -------------------------------------------------------------------

SIGNS = {"kept": "✓", "broken": "✗", "waived": "≈", "not_asked": "–"}
NOTES = {
    "waived": ("已豁免，不算遵守", "waived, not kept"),
    "not_asked": ("未要求，不算遵守", "not asked for, not kept"),
}


def both(zh: str, en: str, lang: str) -> str:
    """Return a text in one language, or in both."""
    return {"zh": zh, "en": en}.get(lang, f"{zh} / {en}")


def say(lines: list[Record], claims: Record, lang: str) -> Iterator[str]:
    """Yield the report, line by line."""
    for book in claims["policy"]["rulebooks"]:
        told = f"{book['name']}（{book['status']}）sha256 {book['source_sha256']}"
        yield f"{both('规则册', 'rulebook', lang)} {shown(told)}"
    for one in lines:
        words = [SIGNS[one["verdict"]], one["name"], both(one["zh"], one["en"], lang)]
        if one["verdict"] in NOTES:
            words.append(f"[{both(*NOTES[one['verdict']], lang)}]")
        words += [standing(one, lang)] if one["part"] == "goal" else []
        words += [proved_again(one, lang)] if "gap" in one else []
        yield " ".join(words)
        for found in one["findings"]:
            yield f"    {found['about']} {both(found['zh'], found['en'], lang)}"
            if found["waived"]:
                yield "      ≈ {approved_by}：{reason} (→ {until})".format(
                    **found["waived"]
                )
    yield summary(lines, lang)


def standing(goal: Record, lang: str) -> str:
    """Say where a goal stands: value, bound, and what is claimed to be proved."""
    words = [f"= {goal['measured']} {goal['unit']}"]
    if goal["bound"] is not None:
        words.append(f"{both('所称界', 'claimed bound', lang)} {goal['bound']}")
    words += [both("所称最优", "claimed best", lang)] * goal["proved"]
    if goal["holds"] == "club_groups_fixed":
        words.append(both("仅限社团班不变", "only with these club groups", lang))
    return ", ".join(words)


def proved_again(one: Record, lang: str) -> str:
    """Say what a certified bound comes to."""
    if one["verdict"] == "broken":
        return both("不成立", "does not hold", lang)
    if one["gap"] == 0:
        return both("已重新证明最优", "proved best again", lang)
    zh, en = f"最多再多 {one['gap']}", f"proved within {one['gap']}"
    return both(zh, en, lang)


def summary(lines: list[Record], lang: str) -> str:
    """Return the verdict in one line."""
    n, yes = Counter(one["verdict"] for one in lines), accepted(lines)
    zh = f"{'通过' if yes else '不通过'}：{n['kept']} 项相符，{n['broken']} 项不符，"
    zh += f"{n['waived']} 项豁免，{n['not_asked']} 项未要求；其余所称的界没有重新证明"
    en = (
        f"{'ACCEPTED' if yes else 'REJECTED'}: {n['kept']} right, {n['broken']} wrong, "
    )
    en += f"{n['waived']} waived, {n['not_asked']} not asked for; "
    en += "other bounds not proved again"
    return both(zh, en, lang)


def arguments(given: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description="独立复核课后服务排班结果 / Re-check a kehou result without kehou."
    )
    parser.add_argument("result", type=Path, help="结果压缩包 / result zip")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    parser.add_argument(
        "--lang", choices=("zh", "en"), default="both", help="语言 / language"
    )
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    """Judge a result; return 0 accepted, 1 rejected, 2 unreadable."""
    asked = arguments(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        raw = open_zip(asked.result)
        lines = judge(raw)
    except Unreadable as error:
        zh, en = shown(error.zh), shown(error.en)
        if asked.json:
            write_json({"accepted": None, "error": {"zh": zh, "en": en}})
        text = both(f"无法读取：{zh}", f"cannot read: {en}", asked.lang)
        sys.stderr.write(text + "\n")
        return 2
    if asked.json:
        write_json({"accepted": accepted(lines), "lines": lines})
    else:
        for text in say(lines, raw["claims.json"], asked.lang):
            sys.stdout.write(text + "\n")
    return 0 if accepted(lines) else 1


def write_json(document: Record) -> None:
    """Print a report as JSON."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
