"""Plays the steps of a container file without a container daemon: the same commands in a bare root.

The base image is this machine's /usr, which each step sees but cannot change. Needs root, and a kernel that
lets it make mount namespaces.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDERS = ("base", "data", "dev", "etc", "opt", "proc", "tmp", "usr", "var")
LINKS = ("bin", "lib", "lib64", "sbin")
OF_ETC = (
    *("group", "gshadow", "hosts", "ld.so.cache", "login.defs", "nsswitch.conf", "passwd", "pip.conf"),
    *("resolv.conf", "shadow", "ssl", "xdg"),
)
PASSED_ON = re.compile(
    r"(?:PIP|UV)_\w+|SSL_CERT_FILE|(?:HTTPS?|NO)_PROXY", re.IGNORECASE
)  # how packages are got here
# Arguments: the root, its own mounts, `chroot`'s options, and the command.
ENTER = """
set -e
root=$1 mounts=$2 options=$3; shift 3
mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind /usr "$root/usr"; mount -o remount,bind,ro "$root/usr"
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc" || mount --rbind /proc "$root/proc"
cd "$root"
eval "$mounts"
exec chroot $options "$root" "$@"
"""
READ_ONLY = """
mount -t tmpfs tmpfs tmp
mount --bind data data
mount --bind backups backups
mount -o remount,bind,ro .
"""
INSTRUCTION = re.compile(r"^([A-Z]+) (.*)$", re.DOTALL)


class StepFailed(Exception):
    """A step failed; its message is what was said."""


@dataclass(slots=True)
class Image:
    """A root file system, and how the container file says it is run."""

    root: Path
    environment: dict[str, str] = field(
        default_factory=lambda: {"PATH": "/base:/usr/bin:/usr/sbin:/bin:/sbin"}
    )
    folder: str = "/"
    user: str = ""
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    healthcheck: tuple[str, ...] = ()

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        """Start a command as its user on a read-only root, without the network's settings of this machine."""
        return subprocess.Popen(
            _entered(self, ["env", *_assigned(environment), *command], READ_ONLY, _as_user(self)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: str, **environment: str) -> str:
        """Run a command as `start` does; raises StepFailed."""
        process = self.start(*command, **environment)
        said, _ = process.communicate()
        if process.returncode:
            raise StepFailed(said)
        return said


def may_mount() -> bool:
    """Whether this machine lets us make mount namespaces."""
    tried = ["unshare", "--mount", "sh", "-c", "mount --make-rprivate / && mount -t tmpfs tmpfs /mnt"]
    return (
        bool(shutil.which("unshare"))
        and subprocess.run(tried, check=False, capture_output=True).returncode == 0
    )


def play(container_file: Path, context: Path, place: Path) -> Image:
    """Play all steps; returns the image of the last stage. Raises StepFailed."""
    stages = dict[str, Image]()
    image: Image | None = None
    for word, rest in instructions(container_file.read_text(encoding="utf-8")):
        if word == "FROM":
            _, _, name = rest.partition(" AS ")
            image = _base(place / (name or "image"))
            stages[name] = image
        elif word != "ARG":
            assert image is not None
            _step(image, word, rest, context, stages)
    assert image is not None
    return image


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """The instructions with what stands behind them, continued lines joined."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n\s*", "", lines).splitlines():
        if found := INSTRUCTION.match(line.strip()):
            yield found[1], found[2]


def _step(image: Image, word: str, rest: str, context: Path, stages: dict[str, Image]) -> None:
    match word:
        case "ENV":
            pairs = (pair.partition("=") for pair in shlex.split(rest))
            image.environment |= {
                name: value.replace("$PATH", image.environment["PATH"]) for name, _, value in pairs
            }
        case "WORKDIR":
            image.folder = rest
            (image.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        case "COPY":
            _copy(image, rest.split(), context, stages)
        case "RUN":
            passed = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}  # noqa: TID251
            step = ["env", *_assigned(passed), "sh", "-c", rest]
            done = subprocess.run(_entered(image, step), check=False, capture_output=True, text=True)
            if done.returncode:
                raise StepFailed(f"RUN {rest}\n{done.stdout}{done.stderr}")
        case _:
            _note(image, word, rest)


def _note(image: Image, word: str, rest: str) -> None:
    """What is said about running the image."""
    match word:
        case "USER":
            image.user = rest
        case "ENTRYPOINT":
            image.entrypoint = tuple(json.loads(rest))
        case "CMD":
            image.command = tuple(json.loads(rest))
        case "HEALTHCHECK":
            image.healthcheck = tuple(json.loads(rest.partition("CMD ")[2]))
        case "VOLUME" | "EXPOSE" | "STOPSIGNAL":
            pass
        case _:
            raise StepFailed(f"nobody knows how to play {word}")


def _copy(image: Image, words: list[str], context: Path, stages: dict[str, Image]) -> None:
    source = context
    if words[0].startswith("--from="):
        source = stages[words.pop(0).removeprefix("--from=")].root
    *names, target = words
    for name in names:
        there = source / name.lstrip("/")
        into = Path(image.folder, target)
        place = image.root / str(into / there.name if target.endswith("/") else into).lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        if there.is_dir():
            shutil.copytree(
                there,
                place,
                symlinks=True,
                ignore=shutil.ignore_patterns("__pycache__") if source == context else None,
            )
        else:
            shutil.copy(there, place)


def _base(root: Path) -> Image:
    """A root with nothing but names and settings, and the program python."""
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
    (root / "tmp").chmod(0o1777)
    for name in LINKS:
        (root / name).symlink_to(f"usr/{name}")
    for name in OF_ETC:
        if (found := Path("/etc", name)).is_dir():
            shutil.copytree(found, root / "etc" / name, symlinks=True, ignore_dangling_symlinks=True)
        elif found.exists():
            shutil.copy(found, root / "etc" / name)
    (root / "base" / "python").symlink_to("/usr/bin/python3")
    return Image(root)


def _entered(image: Image, step: list[str], mounts: str = "", options: str = "") -> list[str]:
    inner = f"cd {shlex.quote(image.folder)} && exec {shlex.join(step)}"
    bare = ["/usr/bin/env", "-i", *_assigned(image.environment), "sh", "-c", inner]
    return ["unshare", "--mount", "sh", "-c", ENTER, "enter", str(image.root), mounts, options, *bare]


def _assigned(values: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in values.items()]


def _as_user(image: Image) -> str:
    return f"--userspec={image.user}" if image.user else ""
