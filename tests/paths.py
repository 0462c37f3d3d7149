"""Where things stand that tests read: the checkout, its golden files, and the samples beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
SHARED = ROOT.parent / "shared" / "data"  # may be absent
MANIFEST = ROOT / "deploy" / "slack-manifest.json"
