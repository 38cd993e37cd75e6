"""Random matters and petitions that are valid under 2.2 and lie on and beside the days at which the clauses turn."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.days import LAST_DAY, beside, beside_a_holiday, later, some_day, within
from tests.oracle.deadlines import asked_for_date, collective_date, ordinary_date
from tests.oracle.rest_days import add_months, off_rest_days

Rows = list[dict[str, Any]]
LEVELS = ("单位", "市", "地区", "省", "京")
HELD = ("无", "单位", "市", "地区", "省")
STRANGE = ("=1+1", "<b>粗</b>", '"引号"', "+甲", "-乙", "@丙")
BELOW, AT = 4, 5

# What a unit's visits are like: weights of the levels 单位 市 地区 省 京, share of collective visits, share of those
# without the reply letter of the level below.
QUIET = ((3, 12, 0, 0, 0), 0.03, 0.2)
TO_BEIJING = ((0, 0, 0, 0, 1), 1.0, 0.5)
TEMPERS = (
    ((1, 14, 1, 0, 0), 0.35, 0.5), ((1, 4, 10, 0, 0), 0.35, 0.5), ((1, 6, 4, 4, 2), 0.02, 0.8),
    ((1, 4, 4, 3, 3), 0.3, 0.3), ((2, 10, 1, 0, 0), 0.0, 0.9), ((6, 6, 1, 0, 0), 0.25, 0.0), QUIET,
)


class Events:
    """Grows the rows of 事项 and 来访来信 for one book."""

    def __init__(self, rng: Random, units: Rows, years: Sequence[int]) -> None:
        self.rng, self.years = rng, years
        self.codes = [unit["代码"] for unit in units]
        skewed = rng.random() < 0.7
        self.weights = [(rng.choice([1, 1, 1, 2, 4, 12]) if rng.random() < 0.6 else 0.3) if skewed else rng.choice([1, 1.2]) for _ in units]
        self.temper = {code: rng.choice(TEMPERS) if weight > 1 else QUIET for code, weight in zip(self.codes, self.weights, strict=True)}
        if not skewed:
            self.let_the_fewest_be_closed_or_vetoed(units)
        self.matters: Rows = []
        self.petitions: Rows = []
        self.numbers = list(range(1, 100_000))
        rng.shuffle(self.numbers)

    def let_the_fewest_be_closed_or_vetoed(self, units: Rows) -> None:
        """The fewest petitions (3.1.2.4) are then those of a unit that is not compared, or that is compared and not rewarded."""
        for index, unit in enumerate(units):
            if unit["停用日期"] is not None:
                self.weights[index] = 0.02
        self.weights[1] = 0.2
        self.temper[self.codes[1]] = TO_BEIJING

    def some_unit(self) -> str:
        code: str = self.rng.choices(self.codes, self.weights)[0]
        return code

    def text(self) -> str:
        return self.rng.choice(STRANGE) if self.rng.random() < 0.1 else "演示内容"

    def yes_or_no(self, share: float) -> str | None:
        return "是" if self.rng.random() < share else self.rng.choice(["否", None])

    # --- matters ----------------------------------------------------------------------------------------------------------------

    def add_matter(self) -> dict[str, Any]:
        rng = self.rng
        accepted = some_day(rng, self.years)
        if rng.random() < 0.1:
            accepted = within(date(rng.choice(self.years), 11, 1) + timedelta(days=rng.randrange(50)))
        row: dict[str, Any] = {
            "事项编号": rng.choice([f"M{self.numbers.pop()}", f"{accepted.year}案{self.numbers.pop():05d}"]),
            "摘要": self.text(), "内容分类": None, "责任单位代码": self.some_unit(), "受理日期": accepted, "集体": self.yes_or_no(0.2),
            "不需答复": self.yes_or_no(0.15), "揭发控告": self.yes_or_no(0.05), "交办文号": None, "办理结果": None, "答复意见书编号": None,
        }
        self.add_assignment(row)
        turns = self.turning_days(row)
        first_collective = beside(rng, [accepted, *turns, within(accepted - timedelta(days=20))])
        turns += [collective_date(first_collective, None), collective_date(first_collective, LAST_DAY), first_collective]
        self.add_course(row, turns)
        if row["办结日期"] is not None:
            first_collective = self.add_things_after_the_conclusion(row, first_collective)
        self.add_reply(row, turns)
        self.refine(row)
        self.matters.append(row)
        self.add_petitions_of(row, first_collective)
        return row

    def after(self, accepted: date, days: Sequence[date], share: float, spread: int = 150) -> date | None:
        """Perhaps a day on or beside one of the days, or any later one; never before the acceptance."""
        if self.rng.random() >= share:
            return None
        day = beside(self.rng, days) if self.rng.random() < 0.65 else later(self.rng, accepted, spread)
        return max(day, accepted)

    def turning_days(self, row: dict[str, Any]) -> list[date]:
        accepted = row["受理日期"]
        turns = [ordinary_date(accepted), collective_date(accepted, None), collective_date(accepted, accepted)]
        if row["交办日期"] is not None:
            turns += [asked_for_date(row["交办日期"]), asked_for_date(row["交办日期"]), row["交办日期"]]
        return turns

    def add_assignment(self, row: dict[str, Any]) -> None:
        rng, accepted = self.rng, row["受理日期"]
        days = [
            within(accepted - timedelta(days=rng.randint(1, 120))), accepted, later(rng, accepted, 28), later(rng, accepted, 120),
            beside(rng, [ordinary_date(accepted), collective_date(accepted, None), collective_date(accepted, LAST_DAY)]),
        ]
        row["交办日期"] = rng.choice(days) if rng.random() < 0.45 else None
        row["交办级别"] = None if row["交办日期"] is None else rng.choice(["市", "地区", "省", "中央"])
        if row["交办日期"] is not None and rng.random() < 0.5:
            row["交办文号"] = "演示交〔1995〕1号"

    def add_course(self, row: dict[str, Any], turns: Sequence[date]) -> None:
        """Extension, conclusion, report, explanation, finding of 老户."""
        rng, accepted = self.rng, row["受理日期"]
        row["复杂延期日期"] = self.after(accepted, turns, 0.3, 60)
        row["延期理由"] = None if row["复杂延期日期"] is None else "演示情况复杂"
        row["办结日期"] = self.after(accepted, turns, 0.7)
        concluded_after = [row["办结日期"]] if row["办结日期"] is not None else []
        row["上报日期"] = self.after(accepted, [*turns, *concluded_after], 0.45)
        row["说明日期"] = self.after(accepted, turns, 0.25)
        row["老户认定日期"] = self.after(accepted, [*turns, *concluded_after], 0.07, 300)
        row["办理结果"] = self.text() if row["办结日期"] is not None and rng.random() < 0.5 else None

    def add_things_after_the_conclusion(self, row: dict[str, Any], first_collective: date) -> date:
        """Sometimes an assignment, an extension or the first collective visit comes soon after the case is concluded."""
        rng, concluded = self.rng, row["办结日期"]
        if row["交办日期"] is not None and rng.random() < 0.15:
            row["交办日期"] = later(rng, concluded, 8)
        if row["复杂延期日期"] is not None and rng.random() < 0.25:
            row["复杂延期日期"] = later(rng, concluded, 12)
        return later(rng, concluded, 8) if rng.random() < 0.2 else first_collective

    def refine(self, row: dict[str, Any]) -> None:
        """Some cases have one limit only, which ends on or beside a holiday, and are concluded on it, just before or just after."""
        rng = self.rng
        if rng.random() > 0.15:
            return
        end = beside_a_holiday(rng, rng.choice(self.years))
        for name in ("交办日期", "交办级别", "交办文号", "集体", "复杂延期日期", "延期理由", "上报日期", "说明日期"):
            row[name] = None
        kind = rng.choice(["ordinary", "collective", "asked for", "extended"])
        row["受理日期"] = end - timedelta(days=30) if kind == "ordinary" else add_months(end, -1 if kind == "collective" else -2)
        row["集体"] = "是" if kind in ("collective", "extended") else None
        if kind == "asked for":
            row["交办日期"], row["交办级别"] = row["受理日期"], "省"
            row["上报日期"] = rng.choice([None, beside(rng, [off_rest_days(end)])])
        if kind == "extended":
            row["复杂延期日期"], row["延期理由"] = row["受理日期"], "演示情况复杂"
        row["办结日期"] = beside(rng, [end, off_rest_days(end), off_rest_days(end)])
        row["答复日期"] = row["办结日期"] if row["答复日期"] is not None else None
        row["老户认定日期"] = None

    def add_reply(self, row: dict[str, Any], turns: Sequence[date]) -> None:
        rng = self.rng
        ends = [row["办结日期"]] if row["办结日期"] is not None else list(turns)
        row["签署"] = rng.choice(["已签", "已签", "已签", "已签", "拒签", "未签", None])
        row["答复日期"] = self.after(row["受理日期"], ends, 1.0) if row["签署"] in ("已签", "拒签") or rng.random() < 0.2 else None
        row["答复意见书编号"] = f"答{row['事项编号']}" if row["答复日期"] is not None and rng.random() < 0.5 else None

    # --- petitions --------------------------------------------------------------------------------------------------------------

    def add_petitions_of(self, matter: dict[str, Any], first_collective: date) -> None:
        """None to many; the first collective one on the day chosen for it; several on one day; some of other units."""
        rng = self.rng
        unit, accepted = matter["责任单位代码"], matter["受理日期"]
        if rng.random() < 0.35:
            self.add_petition(unit, first_collective, matter["事项编号"], collective=True)
        day = accepted
        for _ in range(rng.choice([0, 1, 1, 2, 3, 5])):
            if rng.random() < 0.6:
                before = within(accepted - timedelta(days=rng.randint(0, 15)))
                day = rng.choice([later(rng, day, 60), before, beside(rng, [first_collective])])
            self.add_petition(unit if rng.random() < 0.9 else self.some_unit(), day, matter["事项编号"])

    def add_petition(self, unit: str, day: date, matter: str | None, collective: bool | None = None) -> None:
        rng = self.rng
        levels, share_collective, share_skipping = self.temper[unit]
        visit = collective is True or rng.random() < 0.75
        if collective is None:
            collective = rng.random() < share_collective
        level = rng.choices(range(5), levels)[0]
        people, speak_for = self.head_count(collective)
        held = self.held(level, share_skipping)
        self.petitions.append({
            "登记号": self.register_number(day), "日期": day, "形式": "来访" if visit else "来信", "级别": LEVELS[level],
            "人数": people, "代表人数": speak_for, "姓名": self.text() if rng.random() < 0.1 else "演示来访人",
            "性别": rng.choice(["男", "女", None]), "证件号": None, "电话": "13800000000" if rng.random() < 0.1 else None,
            "住址": self.text() if rng.random() < 0.1 else None, "责任单位代码": unit, "事项编号": matter,
            "持答复级别": held if (visit and level > 0) or rng.random() < 0.1 else None,
            "严重后果": "演示：造成严重恶果" if visit and collective and rng.random() < 0.06 else None, "反映内容": self.text(),
        })

    def head_count(self, collective: bool) -> tuple[int | None, int | None]:
        rng = self.rng
        if not collective:
            return rng.choice([(None, None), (1, None), (BELOW, None), (1, BELOW), (BELOW, BELOW), (None, 3), (2, 0)])
        return rng.choice([(AT, None), (1, AT), (None, AT), (BELOW, AT), (AT, BELOW), (30, 200), (AT, AT)])

    def held(self, level: int, share_skipping: float) -> str:
        """The reply letter shown: none or too low a one, or that of the level below, or a higher one."""
        below = max(level - 1, 0)
        if self.rng.random() < share_skipping:
            return self.rng.choice(["无", *HELD[1 : below + 1]])
        return HELD[self.rng.choice([below + 1, below + 1, self.rng.randint(below + 1, 4)]) if level > 0 else 0]

    def register_number(self, day: date) -> str:
        """Unique; in no order of days, and not all of one width, so that text order is not that of the numbers."""
        number = self.numbers.pop()
        year = day.year if self.rng.random() < 0.97 else day.year - 1
        return f"{year}-{number:05d}" if self.rng.random() < 0.7 else f"{year}-{number}" if self.rng.random() < 0.8 else f"旧{number}"

    def fill(self, petitions: int) -> None:
        """Matters with their petitions, and petitions without a matter, until there are enough."""
        while len(self.petitions) < petitions:
            if self.rng.random() < 0.6:
                self.add_matter()
            else:
                self.add_petition(self.some_unit(), some_day(self.rng, self.years), None)
