"""What the audit's records say in words: each action by what a person did, in groups one looks for; details in a line."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from app import lazy
from app.regulation.terms import UnitKind
from app.services import rules
from app.services.actor import ROLE_WORDS, Role


class Group(StrEnum):
    """What one looks for in the audit; the value is its word."""

    PROTECTED = "保密件"
    REGISTER = "登记"
    CASES = "案件"
    DOCUMENTS = "文书"
    UNITS = "单位和台账"
    YEAR = "考评和口径"
    EXCHANGE = "导入导出"
    ACCOUNTS = "账号和登录"
    STORE = "备份、检查和设置"


_BY_GROUP: dict[Group, dict[str, str]] = {
    Group.PROTECTED: {
        "view_protected": "查看保密件",
        "reveal_identity": "查看保密来访人",
        "view_attachment": "打开附件",
        "grant_access": "指定查看人",
        "lift_secrecy": "解除保密",
    },
    Group.REGISTER: {
        "register": "登记",
        "search_register": "查找登记",
        "correct": "更正登记",
        "attach": "添加附件",
        "ask_void": "提请作废",
        "void": "作废登记",
    },
    Group.CASES: {
        "assign": "交办",
        "transfer": "改交责任单位",
        "acknowledge": "签收交办",
        "refuse": "拒收交办",
        "urge": "催办",
        "extend": "延期",
        "explain": "说明过程",
        "report": "上报结果",
        "conclude": "办结",
        "reply": "答复意见书",
        "find_long_standing": "认定信访老户",
        "withdraw_long_standing": "撤销老户认定",
        "higher_opinion": "记上级意见",
        "not_carried_out": "记上级意见未落实",
        "serious_finding": "认定严重恶果",
        "withdraw_serious_finding": "撤销严重恶果认定",
        "accountability": "责任查究决定",
    },
    Group.DOCUMENTS: {
        "print": "打印文书",
        "reprint": "重印文书",
        "call_for": "要接访通知",
        "view_document": "查看已发文书",
        "void_document": "作废发文字号",
        "drop_circular": "丢弃通知草稿",
        "letterhead": "改版头和字号",
        "wording_kept": "改文书文字",
        "wording_restored": "恢复文书原文",
    },
    Group.UNITS: {
        "create_unit": "新建单位",
        "change_unit": "修改单位",
        "close_unit": "停用单位",
        "resume_unit": "恢复单位",
        "merge_unit": "合并单位",
        "appoint": "任职",
        "end_post": "离任",
        "deposit_standard": "定保证金标准",
        "deposit_paid": "收保证金",
        "deposit_returned": "退保证金",
        "deposit_carried_over": "结转保证金",
        "fine_paid": "收罚款欠款",
        "fine_refunded": "退罚款",
        "ledger_counter": "台账冲销",
    },
    Group.YEAR: {
        "entry": "录入考评项",
        "close_year": "年度定案",
        "reopen_year": "重新打开年度",
        "rule_change": "改参数或口径",
        "scoring_sheet": "颁行计分标准",
        "scoring_sheet_draft": "改计分标准草稿",
        "scoring_sheet_draft_discarded": "丢弃计分标准草稿",
        "objection": "记单位异议",
        "objection_ruling": "裁定异议",
        "objection_mended": "补正异议",
        "rest_day": "改休息日",
        "subject_class": "改内容分类",
    },
    Group.EXCHANGE: {
        "import": "导入",
        "export_standings": "导出考评",
        "export_register": "导出登记簿",
        "export_cases": "导出案件",
        "audit_export": "导出日志",
    },
    Group.ACCOUNTS: {
        "store_created": "建立数据文件",
        "login": "登录",
        "logout": "退出",
        "locked": "锁屏",
        "unlocked": "解锁",
        "unlock_refused": "解锁密码不对",
        "recovery_key_used": "用恢复密钥打开",
        "account_created": "新建账号",
        "account_renamed": "改账号姓名",
        "account_removed": "停用账号",
        "roles_changed": "改岗位",
        "password_reset": "重设密码",
        "password_changed": "改本人密码",
        "store_key_changed": "更换数据密钥",
    },
    Group.STORE: {
        "backup": "备份",
        "backup_on_leaving": "退出时备份",
        "backup_folder": "设备份文件夹",
        "backup_verified": "核验备份",
        "backups_thinned": "清理旧备份",
        "restored": "从备份恢复",
        "check": "检查数据",
        "audit_read": "查看日志",
        "audit_verified": "核对日志",
        "audit_sealed": "打印日志封存页",
        "bureau_named": "改局名",
        "idle_lock": "设锁屏时间",
    },
}

WORDS: dict[str, str] = {action: words for group in _BY_GROUP.values() for action, words in group.items()}
"""Every action anything of the program records, as people read it."""

VIEWS = frozenset({"view_protected", "reveal_identity", "view_attachment", "print", "reprint", "view_document"})
"""The actions by which somebody saw something of a record."""

_DETAILS = {
    "reason": "理由",
    "account": "账号",
    "kind": "种类",
    "number": "号",
    "copies": "份数",
    "roles": "岗位",
    "taken": "收回",
    "administrator_taken_from": "管理员岗位交自",
    "since": "自",
    "until": "至",
    "value": "值",
    "former": "原为",
    "name": "名称",
    "folder": "文件夹",
    "file": "文件",
    "format": "格式",
    "records": "条数",
    "findings": "问题",
    "on": "日期",
    "amount": "金额（元）",
    "matter": "事项",
    "year": "年度",
    "before": "早于第几条",
    "subject": "找",
    "actions": "只看",
    "backup": "备份",
    "minutes": "分钟",
    "removed": "清理份数",
    "what": "做了什么",
    "decided_by": "认定机关",
    "matches_shown": "登记时显示的相近登记",
    "kept": "照旧保留的",
    "fields": "改动项",
    "rests": "休息",
    "withheld": "隐去来访人",
    "protected": "保密",
    "opened": "新立事项",
    "late": "补录",
    "closed": "已定案",
    "alone": "一人作废",
    "again": "原件重取",
    "seals_verified": "核对签封",
    "set_aside": "不予采纳",
    "as_of": "截至",
    "files": "文件数",
    "clock": "时钟",
    "from": "自",
    "post": "职务",
    "original": "第几份",
    "asked_by": "提请人",
    "last_day": "最后一日",
    "successor": "接续单位",
}
_SHORT = 90


def words_of(action: str) -> str:
    """The action in words; an older or newer program's action as it was noted."""
    return WORDS.get(action, action)


def group_of(action: str) -> Group | None:
    return next((group for group, actions in _BY_GROUP.items() if action in actions), None)


def actions_of(group: Group) -> frozenset[str]:
    return frozenset(_BY_GROUP[group])


def subject_words(action: str, subject: str | None) -> str:
    """What a record is about: a number or a code as it is, a rule by what people call it."""
    return rules.named(subject) if action == "rule_change" and subject else subject or ""


def detail_words(detail: Mapping[str, Any]) -> str:
    """What an action noted, on one line."""
    parts = (f"{_DETAILS.get(name, name)}：{_value(name, value)}" for name, value in detail.items() if value not in (None, "", [], False))
    return "　".join(parts)


def _value(name: str, value: Any) -> str:
    if value is True:
        return "是"
    word = _WORDS_OF.get(name, str)
    said = "、".join(map(word, value)) if isinstance(value, list) else word(value)
    return said if len(said) <= _SHORT else f"{said[:_SHORT]}…"


def _kind(value: str) -> str:
    """A kind of document or of unit; loaded when one is first read."""
    if value in set(UnitKind):
        return str(lazy.attribute("app.services.unit_values", "KIND_WORDS")[UnitKind(value)])
    source = lazy.attribute("app.services.documents.kinds", "SOURCES").get(value)
    return value if source is None else str(source.title)


def _role(value: Any) -> str:
    return ROLE_WORDS[Role(value)] if value in set(Role) else str(value)


_WORDS_OF: dict[str, Callable[[Any], str]] = {"roles": _role, "taken": _role, "actions": words_of, "kind": _kind}
