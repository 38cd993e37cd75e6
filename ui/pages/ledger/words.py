"""What the page of the ledger says: its keys, its help, its sums in plain sentences."""

from app.services.ledger_values import Books, UnitBook, yuan

HINTS = "↑↓ 换单位　Enter 看账　F2 交保证金　F3 收罚款　F7 冲销　F9 对账　F1 帮助　Ctrl+/ 按键表"

KEYS = (
    ("↑ ↓", "换一个单位，右边是它这一年的账"),
    ("Enter", "到右边的账里；再按 Enter 到凭证的依据"),
    ("Esc", "回到左边的表"),
    ("F2", "乡镇交保证金"),
    ("F3", "收欠缴的罚款"),
    ("F4", "退还定案后余下的保证金"),
    ("F6", "余下的保证金结转下年，记在下年 1 月 1 日"),
    ("F7", "冲销光标所在的凭证，要写理由"),
    ("F8", "退还多缴的罚款"),
    ("Ctrl+P", "打印乡镇的保证金对账单，编号记入发文登记簿"),
    ("F9", "对账：应当相等的数一一列出"),
)

HELP = (
    "左边是这一年交保证金的乡镇和有账的单位，右边是选中单位的账，一张凭证几行，借方合计等于贷方合计。\n"
    "罚款在年度定案时自动入账：乡镇的先从保证金里扣，不够的记欠缴；其他单位的都记欠缴。\n"
    "保证金一年一清：定案以后退还，或用下年 1 月 1 日的凭证结转。\n"
    "台账只记不改。记错了用冲销凭证冲回再重记；定案入账的罚款随年度重新打开一并冲销。\n"
    "F9 对账列出应当相等的数；“检查数据”也会核对它们。"
)

EMPTY = "这一年还没有账，也没有要交保证金的乡镇。"
NO_VOUCHERS = "这个单位这一年还没有凭证。"


def sums(book: UnitBook) -> tuple[str, str]:
    """How the deposit and what is owed come about."""
    away = "".join(f" − {what} {yuan(amount)}" for what, amount in (("退还", book.returned), ("结转下年", book.carried)) if amount)
    deposit = f"保证金：交入 {yuan(book.paid)} − 扣缴 {yuan(book.drawn)}{away} = 余 {yuan(book.deposit)} 元"
    if not (book.fined or book.settled or book.owed):
        return deposit, "罚款：这一年没有入账的罚款"
    what = "欠" if book.owed >= 0 else "多缴"
    owed = f"罚款：{yuan(book.fined)} − 扣缴 {yuan(book.drawn)} − 已缴 {yuan(book.settled)} = {what} {yuan(abs(book.owed))} 元"
    return deposit, owed


def agreement(books: Books) -> tuple[str, str]:
    """Whether the sums agree, and the tone of the chip that says so."""
    wrong = sum(not each.agrees for each in books.agreements)
    return (f"{wrong} 处不符", "accent") if wrong else ("账相符", "good")
