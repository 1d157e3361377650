"""What clubs a primary school may offer, and who tends to lead them."""

from typing import NamedTuple

from kehou_solver.domain import AdultKind, ClubCategory


class Offer(NamedTuple):
    """One line of the catalogue.

    Attributes:
        feature: what its room must have; "" = any room.
        subject: daytime subject whose teachers can lead it; "" = outsiders only.
    """

    id: str
    name: str
    category: ClubCategory
    feature: str
    subject: str


SPORT, ART, SCIENCE = ClubCategory.SPORT_CULTURE, ClubCategory.ART, ClubCategory.SCIENCE
LABOUR, READING = ClubCategory.LABOUR, ClubCategory.READING
INTEREST, SOCIETY = ClubCategory.INTEREST, ClubCategory.SOCIETY

OFFERS: tuple[Offer, ...] = (
    Offer("football", "足球", SPORT, "playground", "pe"),
    Offer("basketball", "篮球", SPORT, "playground", "pe"),
    Offer("volleyball", "软式排球", SPORT, "playground", "pe"),
    Offer("athletics", "田径", SPORT, "playground", "pe"),
    Offer("rope-skipping", "花样跳绳", SPORT, "playground", "pe"),
    Offer("badminton", "羽毛球", SPORT, "gym", "pe"),
    Offer("table-tennis", "乒乓球", SPORT, "gym", "pe"),
    Offer("martial-arts", "武术", SPORT, "gym", "pe"),
    Offer("fencing", "击剑", SPORT, "gym", ""),
    Offer("lion-dance", "舞狮", SPORT, "playground", ""),
    Offer("choir", "合唱", ART, "music_room", "music"),
    Offer("recorder", "竖笛", ART, "music_room", "music"),
    Offer("percussion", "打击乐", ART, "music_room", "music"),
    Offer("ukulele", "尤克里里", ART, "music_room", ""),
    Offer("dong-song", "侗族大歌", ART, "music_room", ""),
    Offer("folk-dance", "民族舞", ART, "dance_room", "music"),
    Offer("street-dance", "街舞", ART, "dance_room", ""),
    Offer("ink-painting", "国画", ART, "art_room", "art"),
    Offer("clay", "陶泥", ART, "art_room", "art"),
    Offer("printmaking", "版画", ART, "art_room", "art"),
    Offer("cartoon", "漫画", ART, "art_room", "art"),
    Offer("brocade", "壮锦", ART, "art_room", ""),
    Offer("brush-writing", "软笔书法", ART, "", "chinese"),
    Offer("drama", "校园戏剧", ART, "", "chinese"),
    Offer("robotics", "机器人", SCIENCE, "lab", ""),
    Offer("experiments", "趣味实验", SCIENCE, "lab", "science"),
    Offer("nature", "自然观察", SCIENCE, "lab", "science"),
    Offer("model-planes", "航模", SCIENCE, "lab", ""),
    Offer("block-coding", "图形化编程", SCIENCE, "computer_room", "it"),
    Offer("ai-taster", "人工智能体验", SCIENCE, "computer_room", "it"),
    Offer("printing-3d", "三维打印", SCIENCE, "computer_room", ""),
    Offer("astronomy", "天文", SCIENCE, "", "science"),
    Offer("building", "搭建", SCIENCE, "", "science"),
    Offer("gardening", "种植", LABOUR, "", "labour"),
    Offer("knitting", "编织", LABOUR, "", "labour"),
    Offer("dough", "面点", LABOUR, "", ""),
    Offer("woodwork", "木工", LABOUR, "lab", ""),
    Offer("paper-cutting", "剪纸", LABOUR, "art_room", "art"),
    Offer("reading-circle", "阅读分享", READING, "reading_room", "chinese"),
    Offer("recital", "经典诵读", READING, "reading_room", "chinese"),
    Offer("storytelling", "讲故事", READING, "reading_room", "chinese"),
    Offer("chess", "国际象棋", INTEREST, "", "mathematics"),
    Offer("go", "围棋", INTEREST, "", "mathematics"),
    Offer("xiangqi", "象棋", INTEREST, "", "mathematics"),
    Offer("cube", "魔方", INTEREST, "", "mathematics"),
    Offer("pen-writing", "硬笔书法", INTEREST, "", "chinese"),
    Offer("radio", "校园广播", SOCIETY, "", "morals"),
    Offer("guides", "小讲解员", SOCIETY, "", "morals"),
    Offer("green", "环保社", SOCIETY, "", "science"),
    Offer("photography", "摄影社", SOCIETY, "computer_room", "it"),
)

VENUE_OFFERS: tuple[Offer, ...] = (
    Offer("science-hall", "科技馆探究", SCIENCE, "", "science"),
    Offer("library-hour", "社区图书馆", READING, "", "chinese"),
)

LEADS_WHAT: dict[AdultKind, frozenset[ClubCategory]] = {
    AdultKind.RETIREE: frozenset({INTEREST, ART, READING}),
    AdultKind.SPORTS_COACH: frozenset({SPORT}),
    AdultKind.ARTS_SCIENCE_WORKER: frozenset({ART, SCIENCE}),
    AdultKind.ARTISAN: frozenset({LABOUR, ART}),
    AdultKind.HERITAGE_BEARER: frozenset({ART, SPORT, LABOUR}),
    AdultKind.VOLUNTEER: frozenset({READING, SOCIETY, INTEREST}),
    AdultKind.VENDOR_INSTRUCTOR: frozenset({SCIENCE, SPORT, ART}),
}

OFFER_OF: dict[str, Offer] = {offer.id: offer for offer in (*OFFERS, *VENUE_OFFERS)}
