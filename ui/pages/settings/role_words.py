"""What each role may do, in the words of the bureau: for who gives roles, and for who holds them."""

from app.services.actor import ROLE_WORDS, Role

MAY = {
    Role.CLERK: "登记来信来访、更正、提请作废，打印文书；保密件的来访人看不到。",
    Role.CASE_OFFICER: "交办、催办、延期、办结、答复；查看登记，保密件的来访人看不到。",
    Role.DOCUMENT_STAFF: "打印和登记文书，修改文书文字；看年度考评，不看登记。",
    Role.DIRECTOR: "年度定案、认定和裁定、口径、单位和台账、导入导出；指定谁能看保密件；看日志，做备份。",
    Role.AUDITOR: "只看日志：谁看过、改过、打印过什么；不看登记。",
    Role.ADMINISTRATOR: "管账号、密码、局名、锁屏和备份；不看登记。有专职管理员时，别人不兼这个岗位。",
}


def said_of(role: Role) -> str:
    """The role and what it may do."""
    return f"{ROLE_WORDS[role]}：{MAY[role]}"
