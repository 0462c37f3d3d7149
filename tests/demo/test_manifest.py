"""The workspace does what the shipped manifest says."""

import json

import jsonschema
import pytest

from bot.demo.server import manifest as manifests
from bot.demo.server.methods import METHODS
from tests.paths import MANIFEST, SHARED

SCHEMA = SHARED / "slack-manifest-schema-v1.json"
POSTING = ("chat.postMessage", "chat.update", "files.getUploadURLExternal", "files.info", "users.info")


def test_the_shipped_manifest_grants_what_the_bot_calls():
    granted = manifests.read(MANIFEST).scopes
    assert [METHODS[method].scope for method in POSTING if METHODS[method].scope not in granted] == []


def test_the_shipped_manifest_hears_direct_messages_and_opens_both_tabs():
    shipped = manifests.read(MANIFEST)
    assert {"message.im", "app_home_opened", "member_joined_channel"} <= shipped.events
    assert (shipped.home_tab, shipped.messages_tab, shipped.messages_read_only) == (True, True, False)
    assert "/minutes" in shipped.commands


@pytest.mark.skipif(not SCHEMA.exists(), reason="no shared folder beside the checkout")
def test_the_shipped_manifest_fits_slacks_own_schema():
    jsonschema.validate(json.loads(MANIFEST.read_text()), json.loads(SCHEMA.read_text()))
