"""Sample values for the documents' tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from reports.documents.veto import VetoClause, VetoNotice

MEASURES = (
    "因信访工作被“一票否决”的单位取消年度各项工作评先选模的资格，取消该单位的党政领导、分管领导和专职信访干部年度评选先进个人的资格，"
    "并给予一定的经济处罚；列入重点管理单位的党政主要领导，未跳出重点管理范围之前不能提拔、调动。"
)
PREFECTURE = VetoClause(
    "三（二）1（2）", "全年发生到地区集体上访3次以上（含重访）；", ("1996-00120", "1996-00304", "1996-00655"), "到地区集体上访3次"
)
LOW_SCORE = VetoClause("三（二）1（4）", "信访工作考核总分低于60分的（百计分）；", (), "考评总分55.00分")
NOTICE = VetoNotice(
    unit_name="侯营镇",
    unit_full_name="侯营镇人民政府",
    superior_name="聊城市人民政府",
    original="unit",
    year=1996,
    day=date(1997, 1, 8),
    number="聊信发〔1997〕12号",
    organ="聊城市信访局",
    clauses=(PREFECTURE, LOW_SCORE),
    score="55.00",
    key_list_year=1997,
    fines_total=2300,
    measures=MEASURES,
    sample=True,
)


def notice(**changes: Any) -> VetoNotice:
    """The sample notice with some values changed."""
    return replace(NOTICE, **changes)
