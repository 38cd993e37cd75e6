"""An invented city of any size, always the same: units, people, matters and petitions as rows of the import workbook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.regulation.terms import NO_REPLY_LETTER, AskingLevel, Form, Level, Post, Signature, UnitKind
from app.services import id_number
from app.store.bulk_values import DepositRow, EntryRow, MatterRow, PersonRow, PetitionRow, UnitRow

SEED = 34
UNITS = 300
FIRST_YEAR, YEARS = 2005, 20
KINDS = (UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT, UnitKind.DEPARTMENT)
POSTS = (Post.HEAD, Post.DEPUTY, Post.LEADER_IN_CHARGE, Post.ASSISTANT, Post.OFFICER)
DEPOSIT = 200_000
ITEMS = ("C1", "C3", "D1", "D2", "D3", "D4")
WITH_A_CASE = 0.6
OF_THESE_AGAIN = 0.2  # come back on a matter of the year
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "建国明华秀英桂兰志强玉珍淑芬文军海燕春梅立新东升永福庆丰瑞祥德生"
ABOUT = ("村务公开", "宅基地划界", "拖欠工资", "征地补偿", "改制安置", "下水道淤塞", "供暖不足", "道路失修", "医疗费报销", "排水纠纷")
WANTED = ("要求查清并答复", "请求尽快解决", "对处理结果不服", "要求公开账目", "请求协调", "反映久拖不决")


@dataclass(frozen=True, slots=True)
class YearRows:
    """What one year brought."""

    year: int
    matters: list[MatterRow]
    petitions: list[PetitionRow]
    entries: list[EntryRow]
    deposits: list[DepositRow]


def code(number: int) -> str:
    return f"YS{number:03}"


def units(count: int = UNITS) -> list[UnitRow]:
    """Assessed units of the three kinds in turn; townships pay a deposit of 2,000 元."""
    made = []
    for number in range(1, count + 1):
        kind = KINDS[number % len(KINDS)]
        standard = DEPOSIT if kind is UnitKind.TOWNSHIP else None
        made.append(UnitRow(code(number), f"演示单位{number}", None, kind, None, "市委、市政府", standard, None, None))
    return made


def people(count: int = UNITS) -> list[PersonRow]:
    """Every post of every unit, held all the time."""
    dice = Random(SEED)
    return [
        PersonRow(code(number), f"{_name(dice)}{post[:1].upper()}{number}", post, None, None, None)
        for number in range(1, count + 1)
        for post in POSTS
    ]


def years(petitions: int, count: int = UNITS, places: Iterable[int] = range(YEARS)) -> Iterator[YearRows]:
    """The petitions spread evenly over the years, so that a year of the middle is one of twenty; ``places``: these years alone."""
    for place in places:
        share = petitions * (place + 1) // YEARS - petitions * place // YEARS
        yield one_year(FIRST_YEAR + place, share, count)


def one_year(year: int, petitions: int, count: int = UNITS) -> YearRows:
    """One year's rows; they refer to one another and to units alone."""
    dice = Random(SEED * 10_000 + year)
    rows = YearRows(year, [], [], [], [])
    for number in range(1, petitions + 1):
        received = date(year, 1, 1) + timedelta(days=dice.randrange(365))
        unit = code(1 + int(count * dice.random() ** 1.5))
        matter = None
        if dice.random() < WITH_A_CASE:
            if rows.matters and dice.random() < OF_THESE_AGAIN:
                matter = dice.choice(rows.matters[-300:]).number
            else:
                rows.matters.append(_matter(dice, len(rows.matters) + 1, received, unit))
                matter = rows.matters[-1].number
        rows.petitions.append(_petition(dice, f"{year}-{number:05}", received, unit, matter))
    for number in range(1, count + 1):
        rows.entries.extend(EntryRow(year, code(number), item, dice.randrange(3), None) for item in ITEMS)
        if KINDS[number % len(KINDS)] is UnitKind.TOWNSHIP:
            rows.deposits.append(DepositRow(f"YS{year}-{number:03}", date(year, 1, 10), code(number), DEPOSIT, "演示：交纳保证金"))
    return rows


def _matter(dice: Random, number: int, accepted: date, unit: str) -> MatterRow:
    row = MatterRow(
        number=f"YS{accepted.year}-{number:06}",
        gist=_gist(dice),
        subject_class=dice.choice(ABOUT),
        unit=unit,
        accepted_on=accepted,
        assigned_on=None,
        assigned_level=None,
        assigned_document=None,
        marked_collective=dice.random() < 0.02,
        extended_on=None,
        extension_reason=None,
        reported_on=None,
        explained_on=None,
        concluded_on=None,
        outcome=None,
        reply_number=None,
        replied_on=None,
        signature=None,
        no_reply_needed=False,
        long_standing_on=accepted + timedelta(days=20) if dice.random() < 0.005 else None,
        accusation=dice.random() < 0.02,
    )
    asked = dice.random() < 0.2
    if asked:
        row = row._replace(
            assigned_on=accepted, assigned_level=dice.choice(tuple(AskingLevel)), assigned_document=f"演示交〔{accepted.year}〕{number}号"
        )
    return _concluded(dice, row, asked) if dice.random() < 0.995 else row


def _concluded(dice: Random, row: MatterRow, asked: bool) -> MatterRow:
    """How it ended: mostly in time, mostly with a reply letter that was signed."""
    day = row.accepted_on + timedelta(days=dice.choice((5, 10, 20, 25, 28, 28, 40, 70, 100)))
    row = row._replace(concluded_on=day, outcome="演示：已办结")
    if asked and dice.random() < 0.9:
        row = row._replace(reported_on=day)
    if dice.random() < 0.9:
        signature = Signature.REFUSED if dice.random() < 0.02 else Signature.SIGNED
        row = row._replace(replied_on=day, signature=signature, reply_number=f"演示答〔{day.year}〕{row.number[2:]}号")
    return row


def _petition(dice: Random, number: str, received: date, unit: str, matter: str | None) -> PetitionRow:
    visit = dice.random() < 0.6
    level = dice.choices(tuple(Level), (15, 70, 10, 3, 2))[0]
    shown = NO_REPLY_LETTER if level is Level.UNIT or dice.random() < 0.4 else int(level) - 1
    people_came = dice.choices((1, 2, 3, 4, 8, 20), (60, 15, 8, 5, 8, 4))[0] if visit else 1
    return PetitionRow(
        number=number,
        received_on=received,
        form=Form.VISIT if visit else Form.LETTER,
        level=int(level),
        people=people_came,
        represented=dice.randrange(5, 60) if people_came > 4 else None,
        name=_name(dice),
        sex=dice.choice("男女"),
        paper=_paper(dice) if dice.random() < 0.5 else None,
        phone=f"0635-{dice.randrange(10_000_000):07}",
        address=f"演示镇演示{dice.randrange(1, 200)}村",
        unit=unit,
        matter=matter,
        shown_level=shown,
        serious=None,
        gist=_gist(dice),
    )


def _name(dice: Random) -> str:
    return dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2))))


def _paper(dice: Random) -> str:
    born = date(1930, 1, 1) + timedelta(days=dice.randrange(20_000))
    front = f"372501{born:%Y%m%d}{dice.randrange(1000):03}"
    return front + id_number.check_digit(front)


def _gist(dice: Random) -> str:
    return f"演示：反映{dice.choice(ABOUT)}问题，{dice.choice(WANTED)}；另提到{dice.choice(ABOUT)}，共{dice.randrange(1, 90)}户。"
