"""What each command takes, and which room runs it; the rooms are loaded when their command is called."""

from collections.abc import Callable
from pathlib import Path

from app import __version__
from app.commands.usage import Parser, WrongUsage, a_count, a_day, a_text, a_year

__all__ = ["HANDLERS", "WrongUsage", "build"]

HANDLERS: dict[str, tuple[str, str]] = {
    "init": ("app.commands.keeping", "init"),
    "backup": ("app.commands.keeping", "backup"),
    "verify": ("app.commands.keeping", "verify"),
    "restore": ("app.commands.keeping", "restore"),
    "check": ("app.commands.keeping", "check"),
    "audit": ("app.commands.keeping", "audit"),
    "template": ("app.commands.exchanging", "template"),
    "import": ("app.commands.exchanging", "take_in"),
    "standings": ("app.commands.reviewing", "standings"),
    "explain": ("app.commands.reviewing", "explain"),
    "what-if": ("app.commands.reviewing", "what_if"),
    "close-year": ("app.commands.reviewing", "close_year"),
    "reopen-year": ("app.commands.reviewing", "reopen_year"),
    "due": ("app.commands.casework", "due"),
    "print": ("app.commands.printing", "print_documents"),
    "tour": ("app.commands.showing", "tour"),
    "bench": ("app.commands.showing", "bench"),
}
"""Command -> module and function; the function takes the parsed arguments and gives an exit code."""

Fill = Callable[[Parser], None]


def build() -> Parser:
    """The parser of the whole command line."""
    parser = Parser(
        prog="python -m app",
        description="聊城市信访局 信访工作目标责任制（聊发〔1995〕34号）。不带参数时打开窗口。",
        epilog="各命令的用法：python -m app 命令 --help",
    )
    parser.options.add_argument("--version", action="version", version=f"petition-bureau {__version__}", help="显示版本")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令", title="命令", parser_class=Parser)
    for name, (words, fill) in COMMANDS.items():
        fill(commands.add_parser(name, help=words, description=words, prog=f"python -m app {name}"))
    return parser


def _file(parser: Parser) -> None:
    """The store, and who opens it."""
    parser.given.add_argument("file", metavar="FILE", type=Path, help="本局的数据文件")
    _account(parser)


def _account(parser: Parser) -> None:
    words = "用哪个账号（缺省取环境变量 BUREAU_ACCOUNT；只有一个账号时可省）"
    parser.options.add_argument("--account", metavar="账号", type=a_text, help=words)
    _password(parser)


def _password(parser: Parser) -> None:
    words = "从文件读密码（缺省取环境变量 BUREAU_PASSWORD，再没有就询问）"
    parser.options.add_argument("--password-file", metavar="文件", type=Path, help=words)


def _year(parser: Parser) -> None:
    parser.options.add_argument("--year", metavar="年度", type=a_year, required=True, help="考评年度")


def _unit(parser: Parser) -> None:
    parser.options.add_argument("--unit", metavar="代码", type=a_text, required=True, help="单位代码")


def _as_of(parser: Parser) -> None:
    parser.options.add_argument("--as-of", metavar="日期", type=a_day, help="截至哪一天（含当天），缺省今天，最晚到当年 12 月 31 日")


def _init(parser: Parser) -> None:
    parser.given.add_argument("file", metavar="FILE", type=Path, help="新数据文件，不能已经存在")
    parser.options.add_argument("--sample", action="store_true", help="装入演示数据（1995、1996 两年）")
    _password(parser)


def _template(parser: Parser) -> None:
    parser.given.add_argument("out", metavar="OUT.xlsx", type=Path, help="写到哪个文件")


def _import(parser: Parser) -> None:
    _file(parser)
    parser.given.add_argument("book", metavar="BOOK.xlsx", type=Path, help="要导入的工作簿")
    parser.options.add_argument("--late", action="store_true", help="允许补录已定案年度的新行")
    parser.options.add_argument("--lenient", action="store_true", help="证件号校验码不对时只提示，不算错")


def _standings(parser: Parser) -> None:
    _file(parser)
    _year(parser)
    _as_of(parser)
    words = "格式：table 表格，json，csv，xlsx（缺省 table）"
    parser.options.add_argument("--format", choices=("table", "json", "csv", "xlsx"), default="table", help=words)
    parser.options.add_argument("-o", "--output", metavar="OUT", type=Path, help="写到文件（xlsx 必须给出）")


def _explain(parser: Parser) -> None:
    _file(parser)
    _year(parser)
    _unit(parser)
    _as_of(parser)


def _what_if(parser: Parser) -> None:
    _file(parser)
    _year(parser)
    parser.options.add_argument("--unit", metavar="代码", type=a_text, help="--add 的来访属于哪个单位")
    _as_of(parser)
    for option, form, words in WHAT_IF:
        parser.options.add_argument(option, metavar=form, type=a_text, action="append", default=[], help=f"{words}；可写多次")


WHAT_IF = (
    (
        "--add",
        "级别:人数[:skip]",
        "设想的来访，如 city:5:skip；级别 city prefecture province beijing（或 市 地区 省 京），人数，skip 表示越级",
    ),
    ("--void", "登记号", "设想这件作废"),
    ("--move", "登记号:改成什么", "设想这件改属别的单位（代码）、级别（市…）、日期（1996-05-06）或人数（8人），几项用逗号隔开"),
    ("--entry", "单位代码:项目=数量", "设想录入项是这个数，如 T01:C1=3；数量空着表示未录入"),
    ("--reading", "口径=取值", "设想口径取别的值，如 rank_ties=none"),
    ("--parameter", "参数=数值", "设想参数是别的数，如 veto_city=5；四级的写四个数，如 fine_skipping=0,100,300,500"),
)
"""Options of `what-if`: name, form, words."""


def _close_year(parser: Parser) -> None:
    _file(parser)
    _year(parser)
    parser.options.add_argument("--reason", metavar="理由", type=a_text, help="还有未录入项时必须说明")


def _reopen_year(parser: Parser) -> None:
    _file(parser)
    _year(parser)
    parser.options.add_argument("--reason", metavar="理由", type=a_text, required=True, help="为什么重新打开")


def _due(parser: Parser) -> None:
    _file(parser)
    parser.options.add_argument("--within", metavar="天数", type=a_count, default=7, help="列出几天以内到期的（缺省 7）")
    parser.options.add_argument("--as-of", metavar="日期", type=a_day, help="以哪一天为准（缺省今天）")


def _audit(parser: Parser) -> None:
    _file(parser)
    parser.options.add_argument("--since", metavar="日期", type=a_day, help="从哪一天起")


def _print(parser: Parser) -> None:
    parser.given.add_argument("file", metavar="FILE", type=Path, nargs="?", help="本局的数据文件")
    parser.given.add_argument("kind", metavar="KIND", nargs="?", help="文书种类（用 --list 查看）")
    parser.options.add_argument("--list", action="store_true", dest="kinds", help="列出文书种类")
    parser.options.add_argument("--year", metavar="年度", type=a_year, help="考评年度")
    parser.options.add_argument("--unit", metavar="代码", type=a_text, help="单位代码")
    parser.options.add_argument("--case", metavar="事项编号", type=a_text, help="信访事项")
    parser.options.add_argument("--visit", metavar="登记号", type=a_text, help="来访来信")
    parser.options.add_argument("--text", metavar="文件", type=Path, help="通知、通报（circular）的正文，UTF-8 文本；第一行是题目")
    parser.options.add_argument("--title", metavar="题目", type=a_text, default="", help="通知、通报的题目（缺省取正文第一行）")
    parser.options.add_argument("--to", metavar="主送", type=a_text, default="", help="通知、通报主送哪里（缺省取正文前以冒号结尾的一行）")
    parser.options.add_argument("--layout", choices=("1995", "1995-a4", "2012"), help="版式（缺省按文书日期；1995-a4 印在 A4 上）")
    parser.options.add_argument("-o", "--output", metavar="DIR", type=Path, help="写到哪个文件夹")
    _account(parser)


def _backup(parser: Parser) -> None:
    _file(parser)
    parser.given.add_argument("folder", metavar="DIR", type=Path, help="备份到哪个文件夹")


def _verify(parser: Parser) -> None:
    parser.given.add_argument("backup", metavar="BACKUP", type=Path, help="备份文件")
    _account(parser)


def _restore(parser: Parser) -> None:
    parser.given.add_argument("backup", metavar="BACKUP", type=Path, help="备份文件")
    parser.given.add_argument("file", metavar="FILE", type=Path, help="恢复成哪个新文件")
    _account(parser)


def _tour(parser: Parser) -> None:
    parser.given.add_argument("out", metavar="OUT", type=Path, help="图片、PDF 和摘要放到哪个文件夹")


def _bench(parser: Parser) -> None:
    parser.options.add_argument("--petitions", metavar="起数", type=a_count, help="用多少起信访来量")


COMMANDS: dict[str, tuple[str, Fill]] = {
    "init": ("建立新的数据文件，账号 director，恢复密钥只显示一次", _init),
    "template": ("写出导入用的空白工作簿，每表一行示例", _template),
    "import": ("导入工作簿：要么全部导入，要么一行不导并列出每处错误", _import),
    "standings": ("年度考评名次", _standings),
    "explain": ("一个单位一年的每项结论：条款、原文、依据", _explain),
    "what-if": ("设想多一起、少一起、改一处，名次、否决、罚款会怎样；什么也不写入", _what_if),
    "close-year": ("年度定案：冻结结果，罚款入账", _close_year),
    "reopen-year": ("重新打开已定案的年度，前后结果都保留", _reopen_year),
    "due": ("超期和即将到期的案件，以及为何是这一天", _due),
    "print": ("打印文书为 PDF", _print),
    "backup": ("备份到文件夹，并当场核验", _backup),
    "verify": ("核验一个备份", _verify),
    "restore": ("从备份恢复成新文件", _restore),
    "check": ("检查数据：完整性、引用、日志链、编号", _file),
    "audit": ("谁看过、改过、打印过、导出过什么", _audit),
    "tour": ("不用屏幕走一遍窗口，留下图片、PDF 和摘要", _tour),
    "bench": ("在这台机器上量各项性能", _bench),
}
