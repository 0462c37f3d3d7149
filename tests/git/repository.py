"""A real bare repository on this machine, a clone of it for the bot, and one for somebody else."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

BARE = ("env", "--unset=GIT_DIR", "--unset=GIT_INDEX_FILE", "--unset=GIT_WORK_TREE", "git")
NAMED = ("-c", "user.name=Ole B.", "-c", "user.email=ole@example.org", "-c", "core.autocrlf=false")


def git(folder: Path, *command: str) -> str:
    done = subprocess.run([*BARE, *NAMED, "-C", str(folder), *command], check=True, capture_output=True)
    return done.stdout.decode()


@dataclass(frozen=True)
class Hosted:
    """`remote` is the repository, `clone` the bot's, `ole` somebody else's."""

    remote: Path
    clone: Path
    ole: Path

    def file(self, path: str) -> str:
        return git(self.remote, "show", f"main:{path}")

    def commits(self, path: str = ".") -> list[str]:
        """Who wrote what, the newest first."""
        return git(self.remote, "log", "--format=%an: %s", "main", "--", path).splitlines()

    def edit(self, path: str, old: str, new: str) -> None:
        """Ole changes a file and pushes."""
        git(self.ole, "pull", "--quiet", "--rebase", "origin", "main")
        file = self.ole / path
        text = file.read_text("utf-8") if file.exists() else ""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(old, new) if old else text + new, "utf-8", newline="\n")
        git(self.ole, "add", path)
        git(self.ole, "commit", "--quiet", "-m", "by hand")
        git(self.ole, "push", "--quiet", "origin", "HEAD:main")

    def hook(self, name: str, script: str) -> None:
        """What the repository does when somebody pushes."""
        file = self.remote / "hooks" / name
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(0o755)


def hosted(folder: Path, *, empty: bool = False) -> Hosted:
    found = Hosted(folder / "minutes.git", folder / "clone", folder / "ole")
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(found.remote))
    for clone in (found.clone, found.ole):
        git(folder, "clone", "--quiet", str(found.remote), str(clone))
        git(clone, "symbolic-ref", "HEAD", "refs/heads/main")
    if not empty:
        (found.ole / "README.md").write_text("# Minutes\n", "utf-8")
        git(found.ole, "add", "README.md")
        git(found.ole, "commit", "--quiet", "-m", "begin")
        git(found.ole, "push", "--quiet", "origin", "main")
    return found
