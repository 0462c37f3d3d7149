"""What MkDocs is told on the way: pages that stand beside docs/, and a navigation of what there is."""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
DOCS = "docs/"
# What stands elsewhere in the repository than in docs/, and what it is called in the site.
BESIDE = {
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "reporting-a-weakness.md",
    "deploy/calls.example.toml": "calls.example.toml",
    "deploy/live-checklist.md": "live-checklist.md",
    "deploy/slack-manifest.json": "slack-manifest.json",
}
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave out of the navigation what is not written yet; a folder stands for all pages in it."""
    config.nav = _there(config.nav or [])
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that stand beside docs/."""
    for path, name in BESIDE.items():
        files.append(File.generated(config, name, content=(ROOT / path).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links to where their target is in the site; what is no page keeps its name and loses the link."""
    here = next((path for path, name in BESIDE.items() if name == page.file.src_uri), "")
    source = here or DOCS + page.file.src_uri

    def led(found: re.Match[str]) -> str:
        picture, label, target = found.groups()
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target) or not path:
            return found[0]
        uri = _in_site(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
        if files.get_file_from_path(uri) is None:
            return label
        near = posixpath.relpath(uri, posixpath.dirname(page.file.src_uri) or ".")
        return f"{picture}[{label}]({near}{'#' + anchor if anchor else ''})"

    return _outside_code(markdown, lambda text: LINK.sub(led, text))


def _in_site(path: str) -> str:
    """What a path of the repository is called in the site; empty where it is not in it."""
    if path in BESIDE:
        return BESIDE[path]
    name = path.removeprefix(DOCS) if path.startswith(DOCS) else ""
    return f"{name}/index.md" if name and (ROOT / path).is_dir() else name


def _outside_code(markdown: str, change: Any) -> str:
    parts, end = [], 0
    for block in FENCE.finditer(markdown):
        parts += [change(markdown[end : block.start()]), block[0]]
        end = block.end()
    return "".join([*parts, change(markdown[end:])])


def _there(nav: list[Any]) -> list[Any]:
    """The entries whose page exists; sections without any are left out."""
    kept: list[Any] = []
    for entry in nav:
        ((title, what),) = entry.items() if isinstance(entry, dict) else ((None, entry),)
        if isinstance(what, list):
            if below := _there(what):
                kept.append({title: below})
        elif what.endswith("/"):
            pages = sorted(path.name for path in (ROOT / DOCS / what).glob("*.md"))
            kept.append({title: [f"{what}{name}" for name in pages]})
        elif (ROOT / DOCS / what).exists() or what in BESIDE.values():
            kept.append(entry)
    return kept
