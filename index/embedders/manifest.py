"""A prepared model folder says what it is: `manifest.json` beside its files, read without hashing them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index.errors import ModelError

MANIFEST_FILE = "manifest.json"
MANIFEST_FORMAT = 1
REMEDY = "请运行 python -m qa models prepare 重新准备模型"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """One file of the folder: its size in bytes and the SHA-256 of its content."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a model folder holds and where it came from.

    `source` is the SHA-256 of the weights as they were published, which is the model's identity; `layout` is the
    version of the code that wrote the folder; `files` maps relative POSIX paths to sizes and hashes; `details`
    holds what the loader needs to know (dimensions, prompts, file names).
    """

    name: str
    source: str
    layout: int
    files: Mapping[str, ModelFile]
    details: Mapping[str, str | int] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the manifest as JSON text with stable key order."""
        return json.dumps(
            {"format": MANIFEST_FORMAT, **asdict(self)},
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )


def read_manifest(folder: Path) -> Manifest:
    """Return the folder's manifest; the files it names exist and have the sizes it states.

    Sizes are compared because a shortened weight file, once mapped into memory, would kill the process instead of
    raising an error; hashes are left to `models verify`, because a start must not read hundreds of megabytes.

    Raises:
        ModelError: there is no folder or manifest, it is not readable, or a file is missing or has another size.
    """
    path = folder / MANIFEST_FILE
    try:
        manifest = parse_manifest(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"模型目录 {str(folder)!r} 不存在或尚未准备好", REMEDY) from None
    except OSError as error:
        raise ModelError(
            f"无法读取模型清单 {str(path)!r}（{error.strerror}）", "请检查目录权限"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ModelError(f"模型清单 {str(path)!r} 已损坏", REMEDY) from None
    for relative, expected in manifest.files.items():
        problem = size_problem(folder / relative, expected.size)
        if problem:
            raise ModelError(f"模型文件 {str(folder / relative)!r} {problem}", REMEDY)
    return manifest


def parse_manifest(text: str) -> Manifest:
    """Return the manifest that the JSON text states.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: the text is not a manifest of this format.
    """
    data = json.loads(text)
    if data.pop("format") != MANIFEST_FORMAT:
        raise ValueError("unknown manifest format")
    files = {
        relative: ModelFile(size=int(entry["size"]), sha256=str(entry["sha256"]))
        for relative, entry in data["files"].items()
    }
    if not files or any(Path(name).is_absolute() or ".." in Path(name).parts for name in files):
        raise ValueError("a manifest names files inside its folder")
    return Manifest(
        name=str(data["name"]),
        source=str(data["source"]),
        layout=int(data["layout"]),
        files=files,
        details=dict(data["details"]),
    )


def size_problem(path: Path, size: int) -> str:
    """Return in Chinese what is wrong with the file's presence or size, or an empty string."""
    try:
        found = path.stat().st_size
    except OSError:
        return "缺失"
    return "" if found == size else f"大小不对（应为 {size} 字节，实为 {found} 字节）"
