"""Minutes are committed to a real repository and pushed, once, and nothing that people wrote is lost."""

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.formats.markdown import markdown
from bot.git.clone import Change, Clone
from bot.git.pages import GitPages
from bot.git.program import Git
from bot.model.call import GitRepository
from bot.model.errors import NotNow, Rejected
from bot.model.message import GitPage
from tests.git.repository import Hosted, git, hosted
from tests.wiki.samples import WEEK, late

PATH = "2026/01-06.md"
AUTHOR = "Minutesbot <bot@example.org>"


def page(at: Hosted, said=WEEK, *stood, path: str = PATH) -> GitPage:
    return GitPage(GitRepository(str(at.clone), "x.md", AUTHOR), said, path, stood)


async def put(at: Hosted, said=WEEK, *stood, path: str = PATH, seconds: float = 20):
    return await GitPages(seconds).put(page(at, said, *stood, path=path))


async def refusal(at: Hosted, *said) -> str:
    with pytest.raises(Rejected) as caught:
        await put(at, *said)
    return str(caught.value)


async def test_minutes_are_committed_as_markdown_and_pushed_with_their_author(repository):
    posted = await put(repository)
    assert repository.file(PATH) == markdown(WEEK)
    assert repository.commits()[0] == f"Minutesbot: {WEEK.title}"
    assert posted.conversation == PATH
    assert posted.ts == git(repository.remote, "rev-parse", "main").strip()
    assert repository.file("README.md") == "# Minutes\n"


async def test_doing_it_again_commits_nothing(repository):
    for _ in range(3):
        await put(repository)
    assert len(repository.commits(PATH)) == 1


async def test_an_empty_repository_gets_its_first_commit(tmp_path):
    at = hosted(tmp_path, empty=True)
    await put(at)
    assert at.commits() == [f"Minutesbot: {WEEK.title}"]


@pytest.mark.parametrize("path", ["-x/--all.md", "a b/c,(d).md", "\u00e9t\u00e9.md"])
async def test_a_path_of_odd_signs_is_a_path(repository, path):
    await put(repository, path=path)
    await put(repository, late("three"), WEEK, path=path)
    assert repository.file(path) == markdown(late("three"))


async def test_a_bare_clone_does_as_well(repository, tmp_path):
    git(tmp_path, "clone", "--quiet", "--bare", str(repository.remote), str(tmp_path / "mirror"))
    await put(replace(repository, clone=tmp_path / "mirror"))
    assert repository.file(PATH) == markdown(WEEK)


async def test_amended_minutes_change_the_same_file(repository):
    await put(repository)
    await put(repository, late("three new ropes"), WEEK)
    assert repository.file(PATH) == markdown(late("three new ropes"))
    assert repository.commits(PATH)[0] == f"Minutesbot: {WEEK.title}, revision 2"
    assert len(repository.commits(PATH)) == 2


async def test_what_others_pushed_meanwhile_stays(repository):
    await put(repository)
    repository.edit("README.md", "# Minutes", "# All minutes")
    repository.edit(PATH, "", "\nApproved by Ole.\n")
    await put(repository, late("three new ropes"), WEEK)
    text = repository.file(PATH)
    assert "three new ropes" in text
    assert "two new ropes" not in text
    assert text.endswith("Approved by Ole.\n")
    assert repository.file("README.md") == "# All minutes\n"
    assert len(repository.commits()) == 5


async def test_what_was_written_by_hand_in_the_same_lines_is_left_alone_and_told(repository):
    await put(repository)
    repository.edit(PATH, "two new ropes", "two old ropes")
    assert f"somebody wrote by hand into {PATH}" in await refusal(repository, late("three"), WEEK)
    assert "two old ropes" in repository.file(PATH)
    await put(repository)
    assert "two old ropes" in repository.file(PATH)


async def test_a_correction_by_hand_survives_two_amendments(repository):
    await put(repository)
    repository.edit(PATH, "", "\nApproved by Ole.\n")
    second = late("three")
    await put(repository, second, WEEK)
    await put(repository, replace(late("four"), revision=3), second)
    assert "four" in repository.file(PATH)
    assert "three" not in repository.file(PATH)
    assert "Approved by Ole." in repository.file(PATH)


async def test_a_version_that_never_got_there_is_no_reason_to_take_ours_for_theirs(repository):
    await put(repository)
    await put(repository, replace(late("four"), revision=3), WEEK, late("three"))
    assert repository.file(PATH) == markdown(replace(late("four"), revision=3))


async def test_a_file_that_is_not_by_the_bot_is_left_alone(repository):
    repository.edit(PATH, "", "by hand\n")
    assert f"{PATH} is not by the bot" in await refusal(repository)
    assert repository.file(PATH) == "by hand\n"


async def test_a_crash_between_commit_and_push_neither_doubles_nor_loses(repository):
    clone = await Clone.at(Git(str(repository.clone)), str(repository.clone))
    lost = await clone.commit(await clone.tip(), Change(PATH, markdown(WEEK), "lost", AUTHOR))
    assert lost
    await put(repository)
    assert repository.file(PATH) == markdown(WEEK)
    assert repository.commits(PATH) == [f"Minutesbot: {WEEK.title}"]
    assert git(repository.clone, "status", "--porcelain") == ""


async def test_a_push_whose_answer_is_lost_is_seen_at_the_next_try(repository):
    repository.hook("post-receive", "sleep 4")
    with pytest.raises(NotNow, match="git push took longer"):
        await put(repository, seconds=2)
    repository.hook("post-receive", "true")
    await put(repository)
    assert len(repository.commits(PATH)) == 1


async def test_somebody_who_pushes_at_the_same_moment_is_not_overwritten(repository):
    once = repository.remote / "once"
    once.write_text("", "utf-8")
    made = f"cd {repository.ole} && touch fast && git add fast"
    ole = f"{made} && git -c user.name=O -c user.email=o@x commit -q -m faster"
    pushed = "git push -q origin HEAD:main"
    unset = "unset GIT_DIR GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES"
    repository.hook("pre-receive", f"test -e {once} || exit 0; rm {once}; {unset}; {ole} && {pushed}")
    git(repository.ole, "pull", "--quiet", "origin", "main")
    await put(repository)
    assert repository.commits()[:2] == [f"Minutesbot: {WEEK.title}", "O: faster"]


async def test_a_branch_that_is_protected_is_told_with_the_reason(repository):
    repository.hook("pre-receive", "exit 1")
    said = await refusal(repository)
    assert "branch main does not take a push" in said
    assert "hook declined" in said


async def test_two_calls_share_a_clone_at_the_same_moment(repository):
    pages = GitPages()
    await asyncio.gather(*(pages.put(page(repository, path=f"{number}.md")) for number in range(3)))
    assert len(repository.commits()) == 4


async def test_a_repository_that_cannot_be_reached_is_tried_later_and_no_login_is_told(repository):
    git(repository.clone, "remote", "set-url", "origin", "http://bot:hush@127.0.0.1:9/minutes.git")
    with pytest.raises(NotNow, match="cannot be reached") as later:
        await put(repository)
    assert "hush" not in f"{later.value}{later.value!r}"


async def test_a_folder_that_is_no_clone_is_told(repository, tmp_path):
    for folder in (tmp_path / "nowhere", repository.remote.parent):
        said = await refusal(replace(repository, clone=folder))
        assert "is no clone with a branch" in said
        assert "correct clone in calls.toml" in said


async def test_the_hooks_of_the_clone_are_not_run(repository, tmp_path):
    for name in ("pre-push", "post-index-change", "reference-transaction"):
        hook = repository.clone / ".git" / "hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n", "utf-8")
        hook.chmod(0o755)
    await put(repository)
    assert not (tmp_path / "ran").exists()


async def test_a_path_through_a_file_is_told(repository):
    with pytest.raises(Rejected, match="cannot stand in the repository"):
        await put(repository, path="README.md/x.md")


async def test_the_doctor_is_told_what_stands_there_and_that_it_can_be_pushed(repository):
    looked = await GitPages().look(page(repository).repository, PATH)
    assert looked.startswith("branch main at ")
    assert looked.endswith(f"can be pushed to, {PATH} does not exist yet")
    await put(repository)
    assert "stands there" in await GitPages().look(page(repository).repository, PATH)
    assert len(repository.commits()) == 2
    shutil.rmtree(repository.remote)
    with pytest.raises(NotNow, match="cannot be reached"):
        await GitPages().look(page(repository).repository, PATH)


async def test_the_doctor_is_told_of_a_repository_that_has_no_commit_yet(tmp_path):
    at = hosted(Path(tmp_path), empty=True)
    assert "has no commit yet" in await GitPages().look(page(at).repository, PATH)
