"""The command line's grammar: commands, options and exit codes."""

from __future__ import annotations

import argparse
from typing import Any

from qa.cli.arguments import Parser, to_count, to_day, to_name, to_path, to_setting, to_text

OK, ERROR, USAGE, NOT_FOUND, DISAGREES = 0, 1, 2, 3, 4
INTERRUPTED = 130
_GENERATOR = "本次使用的生成器：embedded、extractive、gguf:路径、hf:名称、openai:模型"


def parser() -> Parser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="python -m qa",
        description="政策文件问答：每一句都有原文依据，没有依据的数字不会出现。",
        epilog="退出码：0 已回答或一致；1 出错；2 用法有误；3 未找到；4 数字不一致。",
    )
    _common(top, index=None, json=False, debug=False)
    commands = top.add_subparsers(
        dest="command", title="可用的命令", metavar="命令", required=True, parser_class=Parser
    )

    def command(name: str, text: str) -> Parser:
        added = commands.add_parser(name, help=text, description=text)
        # An option may stand before the command or after it: not given here leaves what was given there.
        _common(added, **dict.fromkeys(("index", "json", "debug"), argparse.SUPPRESS))
        return added

    _adding(command("add", "把文件或文件夹加入索引（内容未变的跳过，变了的替换）"))
    remove = command("remove", "从索引中删除文件")
    remove.add_argument("refs", nargs="+", type=to_text, metavar="ID|PATH", help="编号、路径或标题")
    _filters(command("list", "列出索引中的文件：文号、机关、日期、效力"))
    _showing(command("show", "看一份文件是怎样切分和修复的，元数据出自哪里"))
    search = command("search", "只检索，不作答")
    _searching(search)
    ask = command("ask", "问一个问题")
    _asking(ask)
    verify = command("verify", "核对一句话或一篇稿件里的数字")
    _verifying(verify)
    _citing(command("cite", "复核引用是否仍然成立，或打成证据包"))
    chat = command("chat", "连续对话，可以追问")
    _matching(command("match", "按企业情况找出可能享受的扶持措施，逐条核对条件"))
    _measures(command("measures", "列出全部扶持措施，或写成表格、日历"))
    evaluate = command("eval", "用问题文件评测")
    _evaluating(evaluate)
    command("doctor", "检查运行环境，逐项说明如何修复")
    _models(command("models", "列出、准备或校验内置模型"))
    serve = command("serve", "启动网页问答")
    _serving(serve)
    for sub in (search, ask, verify, chat, evaluate):
        _filters(sub)
    _accounts(command("users", "管理网页和接口的用户：密码、密钥和角色"))
    for sub in (ask, chat, evaluate, serve):
        sub.add_argument(
            "--generator", type=to_setting("generator"), metavar="NAME", help=_GENERATOR
        )
    command("schema", "输出各命令 JSON 结果的 JSON Schema")
    return top


def _filters(to: argparse.ArgumentParser, *, day: bool = True) -> None:
    """Add the filters that act inside the search."""
    to.add_argument(
        "--region",
        type=to_name,
        metavar="地区",
        help="只用这个地区（含下辖）的文件；全国指中央机关",
    )
    to.add_argument("--issuer", type=to_name, metavar="机关", help="只用这个机关的文件，可用简称")
    if day:
        to.add_argument(
            "--as-of",
            type=to_day,
            metavar="YYYY-MM-DD",
            help="按这一天判断效力，并排除那天已失效、已废止或尚未施行的（默认今天，只标注不排除）",
        )
    to.add_argument(
        "--in-force", action="store_true", help="只用能确认现行有效的文件（效力不明的也排除）"
    )


def _adding(to: argparse.ArgumentParser) -> None:
    to.add_argument("paths", nargs="+", type=to_path, metavar="PATH", help="文件或文件夹")
    to.add_argument(
        "--report", type=to_path, metavar="FILE", help="把每个文件的结果逐行写入 FILE（制表符分隔）"
    )


def _searching(to: argparse.ArgumentParser) -> None:
    to.add_argument("query", type=to_text, metavar="检索词", help="要检索的词句")
    to.add_argument("-k", type=to_count, default=8, metavar="N", help="返回几段（默认 8）")


def _showing(to: argparse.ArgumentParser) -> None:
    to.add_argument("ref", type=to_text, metavar="DOC", help="编号、路径，或标题的开头")
    to.add_argument("--html", type=to_path, metavar="FILE", help="写成一个网页文件，在原文上着色")


def _asking(to: argparse.ArgumentParser) -> None:
    to.add_argument("question", nargs="?", type=to_text, metavar="问题", help="要问的话")
    to.add_argument(
        "--batch",
        type=to_path,
        metavar="FILE.jsonl",
        help="逐行回答文件中的问题，输出 NDJSON；- 为标准输入",
    )
    to.add_argument("--markdown", action="store_true", help="以 Markdown 输出结果")


def _evaluating(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "file", nargs="?", type=to_path, metavar="FILE.jsonl", help="问题文件，或公开题集的文件夹"
    )
    to.add_argument("--format", metavar="NAME", help="题集的格式（默认按文件名识别）")
    to.add_argument("--sample", type=to_count, metavar="N", help="只问其中固定的 N 道题")
    to.add_argument(
        "--documents",
        type=to_path,
        metavar="DIR",
        help="不评测，把题集附带的文件写到 DIR，供 add 收录",
    )
    to.add_argument("--html", type=to_path, metavar="FILE", help="另存网页报告，含图表和每一道错题")
    to.add_argument(
        "--compare",
        nargs=2,
        type=to_path,
        metavar=("A.json", "B.json"),
        help="比较两次 eval --json 的结果",
    )


def _verifying(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "claim", nargs="?", type=to_text, metavar="文字", help="要核对的话；- 为标准输入"
    )
    to.add_argument("--file", type=to_path, metavar="FILE", help="要核对的稿件（txt、md、docx）")
    to.add_argument(
        "--batch",
        type=to_path,
        metavar="FILE.jsonl",
        help="逐行核对文件中的句子（id 和 claim），输出 NDJSON；- 为标准输入",
    )
    to.add_argument(
        "--date",
        type=to_day,
        metavar="YYYY-MM-DD",
        help="稿件的日期，“去年”“今年”按它计算（默认用稿件自己写明的日期）",
    )
    to.add_argument("--markdown", action="store_true", help="输出标注过的稿件（Markdown）")
    to.add_argument("--html", action="store_true", help="输出标注过的稿件（网页）")
    to.add_argument("--csv", action="store_true", help="以 CSV 表格输出")
    to.add_argument(
        "--docx", type=to_path, metavar="OUT.docx", help="另存标注过的稿件（Word，脚注为出处）"
    )


def _citing(to: argparse.ArgumentParser) -> None:
    to.add_argument("action", choices=("verify", "bundle"), metavar="操作", help="verify 或 bundle")
    to.add_argument(
        "file", type=to_path, metavar="FILE", help="ask 或 verify 的 --json 输出；或证据包"
    )
    to.add_argument("out", nargs="?", type=to_path, metavar="OUT.zip", help="bundle 写入的证据包")


def _matching(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "profile_text", nargs="?", type=to_text, metavar="企业情况", help="一句或几句话"
    )
    to.add_argument(
        "--profile", type=to_path, metavar="FILE", help="企业情况文件（.yaml 或 .json）"
    )
    to.add_argument(
        "--batch",
        type=to_path,
        metavar="FILE.jsonl",
        help="逐行处理文件中的 id 和 profile，输出 NDJSON",
    )
    to.add_argument(
        "--date", "--as-of", type=to_day, metavar="YYYY-MM-DD", help="按哪一天判断（默认今天）"
    )
    _filters(to, day=False)
    to.add_argument("-k", type=to_count, default=10, metavar="N", help="最多列出几项（默认 10）")


def _measures(to: argparse.ArgumentParser) -> None:
    for kind, text in (("csv", "CSV 表格"), ("xlsx", "Excel 表格"), ("ics", "申报日历")):
        to.add_argument(f"--{kind}", type=to_path, metavar="FILE", help=f"写成{text}")


def _models(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "action",
        nargs="?",
        choices=("list", "prepare", "verify"),
        default="list",
        metavar="操作",
        help="list（默认）、prepare 或 verify",
    )


def _serving(to: argparse.ArgumentParser) -> None:
    to.add_argument("--host", type=to_setting("host"), help="监听地址（默认 127.0.0.1）")
    to.add_argument("--port", type=to_setting("port", int), help="监听端口（默认 7860）")
    to.add_argument(
        "--api-only", action="store_true", help="只提供接口（/v1、/api、/mcp），不提供网页"
    )


def _accounts(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "action",
        choices=("add", "list", "remove", "key"),
        metavar="操作",
        help="add（密码从键盘或标准输入读；已有的换密码）、list、remove 或 key（新发一个密钥）",
    )
    to.add_argument("name", nargs="?", type=to_text, metavar="用户名", help="用户名")
    to.add_argument(
        "--role",
        choices=("reader", "editor"),
        help="reader（新用户的默认，只能查）或 editor（还能增删文件）；不写则老用户的角色不变",
    )
    to.add_argument("--generate", action="store_true", help="生成一个密码并显示")
    to.add_argument(
        "--revoke", type=to_text, metavar="ID", help="与 key 合用：作废这个编号的密钥，不新发"
    )


def _common(to: argparse.ArgumentParser, *, index: Any, json: Any, debug: Any) -> None:
    to.add_argument(
        "--index", type=to_path, metavar="DIR", default=index, help="索引所在文件夹（默认 data）"
    )
    to.add_argument("--json", action="store_true", default=json, help="以 JSON 输出结果")
    to.add_argument("--debug", action="store_true", default=debug, help="出错时显示完整的调用过程")
