"""`python -m tests.release 0.3.0`: cut a release of today."""

import re
import sys

from bot.clock import now
from tests.paths import ROOT
from tests.release.cut import NotARelease, cut

changelog, module = ROOT / "CHANGELOG.md", ROOT / "bot" / "version.py"
images = ROOT / "deploy" / "kubernetes" / "kustomization.yaml"
try:
    written = cut(
        changelog.read_text(encoding="utf-8"),
        module.read_text(encoding="utf-8"),
        "".join(sys.argv[1:]),
        now().date(),
    )
except NotARelease as problem:
    sys.exit(f"no release was cut: {problem}")
for file, text in zip((changelog, module), written, strict=True):
    file.write_text(text, encoding="utf-8")
tagged = re.sub(r'newTag: ".*"', f'newTag: "{sys.argv[1]}"', images.read_text(encoding="utf-8"))
images.write_text(tagged, encoding="utf-8")
