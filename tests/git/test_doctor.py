"""The doctor says whether the minutes of a call will get into its repository, and changes nothing there."""

from dataclasses import replace

from bot.cli.publishing import git_finding
from bot.git.pages import GitPages
from bot.model.call import GitRepository
from bot.model.meeting import schedule
from tests.git.repository import git
from tests.rules.test_plan import CALL, DAY


async def found(clone: str) -> str:
    call = replace(CALL, git=GitRepository(clone))
    return str(await git_finding(call, schedule(call, DAY), GitPages().look))


async def test_a_repository_that_takes_pushes_is_fine(repository):
    said = await found(str(repository.clone))
    assert said.startswith("ok    repository of Production: branch main at ")
    assert said.endswith(f"can be pushed to, 2026/{DAY}-Production.md does not exist yet")
    assert len(repository.commits()) == 1


async def test_a_folder_that_is_no_clone_and_a_remote_that_is_away_are_told(repository):
    assert (await found("/nowhere")).startswith("FAIL  repository of Production: /nowhere is no clone")
    git(repository.clone, "remote", "set-url", "origin", "/nowhere.git")
    assert "cannot be reached" in await found(str(repository.clone))
