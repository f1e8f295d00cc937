"""The shape of the code, read from its syntax: who may import whom, where heavy libraries and the environment stand."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.syntax import PACKAGES, ROOT, Import, all_imports, imports_of, sources

MAY_IMPORT = {
    "index": {"index"},
    "prompts": {"prompts"},
    "qa": {"qa", "index", "prompts"},
    "ui": {"ui", "qa", "index"},
}
# Library -> the modules that own it. A prefix ending in "." or "_" stands for a package or a family of files.
HEAVY = {
    "torch": ("index.embedder", "qa.generator", "qa.models", "qa.relevance.cross", "qa.training"),
    "transformers": ("index.embedder", "qa.generator", "qa.models", "qa.training"),
    "sentence_transformers": ("index.embedder", "qa.models", "qa.relevance.cross"),
    "onnx": ("qa.relevance.graph", "qa.relevance.chooser_graph", "qa.relevance.nodes"),
    "onnxruntime": ("qa.relevance",),
    "xllamacpp": ("qa.generator",),
    "faiss": ("index.vectors",),
    "pymilvus": ("index.milvus",),
    "gradio": ("ui",),
    "pypdfium2": ("index.readers.pdf",),
    "docx": ("index.readers.docx",),
    "openpyxl": ("index.readers.xlsx",),
    "pptx": ("index.readers.pptx",),
    "lxml": (
        "index.readers.markup",
        "index.readers.epub",
        "index.readers.docx",
        "index.readers.page",
    ),
    "rapidocr": ("index.readers.ocr",),
    "PIL": ("index.readers.image",),
}


def room(module: str, path: Path) -> str:
    """The package that a module lives in; a module beside the packages is one of its own."""
    above = module.rpartition(".")[0]
    return module if path.name == "__init__.py" or "." not in above else above


def links(top: str) -> dict[str, set[str]]:
    """Which packages under `top` each package imports, be it in a function or for its types only."""
    files = sources()
    rooms = {name: room(name, path) for name, path in files.items() if name.startswith(f"{top}.")}
    found: dict[str, set[str]] = {}
    for module, home in rooms.items():
        tree = ast.parse(files[module].read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                targets = [f"{node.module}.{alias.name}" for alias in node.names] + [
                    node.module or ""
                ]
            elif isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            else:
                continue
            known = {rooms[target] for target in targets if target in rooms}
            found.setdefault(home, set()).update(known - {home})
    return found


def circles(links: dict[str, set[str]]) -> set[str]:
    """What reaches itself by one link or more."""

    def reached(start: str) -> set[str]:
        seen, todo = set(), [start]
        while todo:
            new = links.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        return seen

    return {start for start in links if start in reached(start)}


@pytest.mark.parametrize("top", ["index", "qa", "ui"])
def test_no_packages_import_each_other(top: str) -> None:
    """Whoever opens a package can read it with what it imports, and need not know who uses it."""
    assert circles(links(top)) == set()


def test_the_overview_names_every_package_below_what_it_imports() -> None:
    text = ast.get_docstring(ast.parse(sources()["qa"].read_text(encoding="utf-8"))) or ""
    listed = [line.split()[0].rstrip("/") for line in text.splitlines() if line.startswith("    ")]
    rooms = {room(name, path)[3:] for name, path in sources().items() if name.startswith("qa.")}
    assert sorted(listed) == sorted(rooms - {"__main__"})
    place = {name: at for at, name in enumerate(listed)}
    wrong = [
        f"{home} stands above {other}"
        for home, others in links("qa").items()
        for other in others
        if home != "qa.__main__" and place[home[3:]] < place[other[3:]]
    ]
    assert wrong == []


def test_circles_are_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}) == {"a", "b", "c"}
    assert circles({"a": {"b"}, "b": {"c"}}) == set()


def owns(module: str, owners: tuple[str, ...]) -> bool:
    """`qa.generator` owns qa.generator, qa.generators.llama and qa.generator_openai alike."""
    return any(module == owner or module.startswith(owner) for owner in owners)


def test_imports_run_one_way() -> None:
    wrong = [
        f"{i.module}:{i.line} imports {i.target}"
        for found in all_imports().values()
        for i in found
        if (top := i.target.split(".")[0]) in PACKAGES
        and top not in MAY_IMPORT[i.module.split(".")[0]]
        and not (i.module.startswith("qa.") and top == "ui")
    ]
    assert wrong == []


def test_one_command_starts_the_ui_and_only_when_asked() -> None:
    """`serve` has to name the ui somewhere: in one module of qa, inside a function."""
    upward = [
        i
        for found in all_imports().values()
        for i in found
        if i.module.startswith("qa") and i.target.split(".")[0] == "ui"
    ]
    assert len({i.module for i in upward}) <= 1, upward
    assert not [i for i in upward if i.at_import_time], upward


def test_heavy_libraries_stand_only_in_their_modules() -> None:
    wrong = [
        f"{i.module}:{i.line} imports {i.target}"
        for found in all_imports().values()
        for i in found
        if (top := i.target.split(".")[0]) in HEAVY and not owns(i.module, HEAVY[top])
    ]
    assert wrong == []


def reached_at_import(start: str, imports: dict[str, list[Import]]) -> set[str]:
    """The project's modules that run when `start` is imported, parents included."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        module = todo.pop()
        if module in seen or module not in imports:
            continue
        seen.add(module)
        todo.append(module.rpartition(".")[0])
        todo += [i.target for i in imports[module] if i.at_import_time]
    return seen


def test_the_command_line_reaches_no_heavy_library_at_import_time() -> None:
    imports = all_imports()
    reached = reached_at_import("qa.__main__", imports)
    assert "qa" in reached
    wrong = [
        f"{i.module}:{i.line} imports {i.target}"
        for module in sorted(reached)
        for i in imports[module]
        if i.at_import_time and i.target.split(".")[0] in HEAVY
    ]
    assert wrong == []


def test_help_loads_no_heavy_library() -> None:
    """The same, asked of the running program: what the syntax cannot show shows here."""
    code = (
        "import runpy, sys\n"
        "sys.argv = ['qa', '--help']\n"
        "try:\n    runpy.run_module('qa', run_name='__main__')\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        f"print(sorted(set(sys.modules) & set({sorted(HEAVY)!r})), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert done.stderr.strip().splitlines()[-1] == "[]"


def test_only_the_configuration_reads_the_environment() -> None:
    names = {"environ", "environb", "getenv", "putenv"}
    wrong = []
    for module, path in sources().items():
        if module == "qa.config":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (isinstance(node, ast.Attribute) and node.attr in names) or (
                isinstance(node, ast.ImportFrom)
                and node.module == "os"
                and any(alias.name in names for alias in node.names)
            ):
                wrong.append(f"{module}:{node.lineno}")
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import torch", [("torch", True)]),
        ("def f():\n    import torch", [("torch", False)]),
        ("try:\n    import torch\nexcept ImportError:\n    pass", [("torch", True)]),
        ("class A:\n    import torch", [("torch", True)]),
        ("if TYPE_CHECKING:\n    import torch\nelse:\n    import faiss", [("faiss", True)]),
        ("from . import b", [("qa", True), ("qa.b", True)]),
        ("def f():\n    import_module('ui.app')", [("ui.app", False)]),
    ],
)
def test_the_reader_of_imports(text: str, expected: list[tuple[str, bool]]) -> None:
    found = imports_of("qa.a", ast.parse(text), is_package=False)
    assert [(i.target, i.at_import_time) for i in found] == expected
