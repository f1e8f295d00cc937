"""The modules of the project and what each imports, read from their syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("index", "prompts", "qa", "ui")


@dataclass(frozen=True)
class Import:
    module: str
    target: str
    line: int
    at_import_time: bool


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources() -> dict[str, Path]:
    return {
        module_name(path): path for package in PACKAGES for path in (ROOT / package).rglob("*.py")
    }


def is_type_checking(test: ast.expr) -> bool:
    return ast.unparse(test).endswith("TYPE_CHECKING")


def walk(node: ast.AST, at_import_time: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Every node, with whether it runs when the module is imported; type-checking branches are left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and is_type_checking(child.test):
            for other in child.orelse:
                yield other, at_import_time
                yield from walk(other, at_import_time)
            continue
        now = at_import_time and not isinstance(
            child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
        )
        yield child, now
        yield from walk(child, now)


def called_name(node: ast.Call) -> str:
    return ast.unparse(node.func).rsplit(".", 1)[-1]


def imports_of(module: str, tree: ast.AST, is_package: bool) -> list[Import]:
    """All imports of a module, `import_module("literal")` and `__import__("literal")` included."""
    found = []
    for node, now in walk(tree, True):
        targets: list[str] = []
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")
            if node.level:
                base = base[: len(base) - node.level + is_package]
                stem = ".".join([*base, *([node.module] if node.module else [])])
            else:
                stem = node.module or ""
            targets = [stem, *(f"{stem}.{alias.name}" for alias in node.names)]
        elif (
            isinstance(node, ast.Call)
            and called_name(node) in {"import_module", "__import__"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            targets = [str(node.args[0].value)]
        found += [Import(module, target, getattr(node, "lineno", 0), now) for target in targets]
    return found


def all_imports() -> dict[str, list[Import]]:
    return {
        module: imports_of(
            module, ast.parse(path.read_text(encoding="utf-8")), path.name == "__init__.py"
        )
        for module, path in sources().items()
    }
