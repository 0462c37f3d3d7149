"""What an old page links to in its wiki is linked to from the history, where the call names the wiki."""

import json

from tests.command_line import CALLS

PAGE = """\
---++ Software (Tilda C.)
   * see [[ReleasePlan][the plan]] and [[%ATTACHURL%/plan.png][its picture]]
"""
WIKI = '\n[call.twiki]\nurl = "https://wiki.example/bin"\nweb = "Production"\nlogin = "MinutesBot"\n'


async def urls(minutesbot, tmp_path, calls):
    """The links of the item after its page was imported."""
    (tmp_path / "calls.toml").write_text(calls, encoding="utf-8")
    (tmp_path / "January6,2026.txt").write_text(PAGE, encoding="utf-8")
    await minutesbot("calls", "apply", "calls.toml")
    await minutesbot("import", "January6,2026.txt")
    exported = json.loads((await minutesbot("export", "--format", "json")).out)
    (item,) = exported["calls"][0]["meetings"][0]["minutes"]["areas"][0]["sections"]["news"]
    return [span.get("url") for span in item["words"]]


async def test_where_the_call_names_its_wiki_old_links_lead_there(minutesbot, tmp_path):
    head, area, areas = CALLS.partition("[[call.area]]")
    assert await urls(minutesbot, tmp_path, f"{head}{WIKI}\n{area}{areas}") == [
        None,
        "https://wiki.example/bin/view/Production/ReleasePlan",
        None,
        "https://wiki.example/bin/viewfile/Production/January6,2026/plan.png",
    ]


async def test_without_a_wiki_a_topic_is_only_named(minutesbot, tmp_path):
    assert await urls(minutesbot, tmp_path, CALLS) == [None, "%ATTACHURL%/plan.png"]
