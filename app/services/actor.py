"""Who acts, with which roles, and what each role may do (spec 4.7)."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """接待员 办案员 文印员 局长 监督员 管理员."""

    CLERK = "clerk"
    CASE_OFFICER = "case_officer"
    DOCUMENT_STAFF = "document_staff"
    DIRECTOR = "director"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a service's method may declare that it needs."""

    REGISTER = "register"  # register a petition, correct it, ask for its voiding
    READ_REGISTER = "read_register"  # petitions and matters, protected identities masked
    HANDLE_CASES = "handle_cases"  # steps on matters
    KEEP_UNITS = "keep_units"  # units, people, posts
    READ_STANDINGS = "read_standings"
    ENTER_REVIEW = "enter_review"  # 录入项
    CLOSE_YEAR = "close_year"  # close, reopen, readings, scoring sheet, parameters
    DECIDE = "decide"  # findings, lifting of secrecy, need-to-know, accountability
    KEEP_LEDGER = "keep_ledger"
    PRINT = "print"
    EXCHANGE = "exchange"  # import, export
    READ_AUDIT = "read_audit"
    KEEP_ACCOUNTS = "keep_accounts"
    BACK_UP = "back_up"
    CHECK = "check"  # integrity of the store
    OPEN = "open"  # anybody with an account: own password, own drafts, log in and out


RIGHT_WORDS: dict[Right, str] = {
    Right.REGISTER: "登记来信来访",
    Right.READ_REGISTER: "查看登记和案件",
    Right.HANDLE_CASES: "办理案件",
    Right.KEEP_UNITS: "维护单位和人员",
    Right.READ_STANDINGS: "查看年度考评",
    Right.ENTER_REVIEW: "录入考评项",
    Right.CLOSE_YEAR: "年度定案和口径",
    Right.DECIDE: "认定和裁定",
    Right.KEEP_LEDGER: "记台账",
    Right.PRINT: "打印文书",
    Right.EXCHANGE: "导入导出",
    Right.READ_AUDIT: "查看日志",
    Right.KEEP_ACCOUNTS: "管理账号",
    Right.BACK_UP: "备份和恢复",
    Right.CHECK: "检查数据",
    Right.OPEN: "使用本程序",
}
ROLE_WORDS: dict[Role, str] = {
    Role.CLERK: "接待员",
    Role.CASE_OFFICER: "办案员",
    Role.DOCUMENT_STAFF: "文印员",
    Role.DIRECTOR: "局长",
    Role.AUDITOR: "监督员",
    Role.ADMINISTRATOR: "管理员",
}

_EVERYBODY = frozenset({Right.OPEN, Right.CHECK})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: _EVERYBODY | {Right.REGISTER, Right.READ_REGISTER, Right.READ_STANDINGS, Right.PRINT},
    Role.CASE_OFFICER: _EVERYBODY | {Right.READ_REGISTER, Right.HANDLE_CASES, Right.READ_STANDINGS, Right.PRINT},
    Role.DOCUMENT_STAFF: _EVERYBODY | {Right.READ_STANDINGS, Right.PRINT},
    Role.DIRECTOR: _EVERYBODY
    | {
        Right.READ_REGISTER,
        Right.READ_STANDINGS,
        Right.KEEP_UNITS,
        Right.ENTER_REVIEW,
        Right.CLOSE_YEAR,
        Right.DECIDE,
        Right.KEEP_LEDGER,
        Right.EXCHANGE,
        Right.PRINT,
        Right.READ_AUDIT,
        Right.BACK_UP,
    },
    Role.AUDITOR: _EVERYBODY | {Right.READ_AUDIT},
    Role.ADMINISTRATOR: _EVERYBODY | {Right.KEEP_ACCOUNTS, Right.BACK_UP},
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The account that acts. ``name`` is the login name, ``display_name`` what the window shows."""

    account_id: int
    name: str
    display_name: str
    roles: frozenset[Role]

    def may(self, right: Right) -> bool:
        return any(right in RIGHTS[role] for role in self.roles)
