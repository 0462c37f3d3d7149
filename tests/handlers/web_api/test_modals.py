"""Windows are opened and changed as long as Slack lets us, and nothing is lost when it does not any more."""

import pytest

from handlers.blocks.modal import modal
from handlers.blocks.parts import section
from handlers.web_api.modals import WindowRefused, open_modal, push_modal, update_modal

FORM = modal("A form", [section("One")])
pytestmark = pytest.mark.refuses


@pytest.fixture
def trigger(workspace):
    return workspace.context.grants.trigger("U0TIM")


def shown(workspace):
    return [view["blocks"][0]["text"]["text"] for view in workspace.views("U0TIM")]


async def test_a_trigger_opens_one_window_and_only_once(bot, workspace, trigger):
    assert await open_modal(FORM, trigger, bot.context.posting)
    assert await open_modal(FORM, trigger, bot.context.posting) == ""
    assert shown(workspace) == ["One"]


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
async def test_a_trigger_that_is_gone_opens_nothing_and_is_no_failure(bot, workspace, trigger, error):
    workspace.fail_next("views.open", "refused", error=error)
    assert await open_modal(FORM, trigger, bot.context.posting) == ""
    workspace.fail_next("views.push", "refused", error=error)
    await push_modal(FORM, trigger, bot.context.posting)
    assert shown(workspace) == []


async def test_a_window_that_was_closed_meanwhile_stays_closed(bot, workspace, trigger):
    workspace.fail_next("views.update", "refused", error="not_found")
    await update_modal("V0GONE", FORM, bot.context.posting)
    assert shown(workspace) == []


async def test_what_is_wrong_with_a_window_is_a_failure(bot, workspace, trigger):
    for method in ("views.open", "views.push", "views.update"):
        workspace.fail_next(method, "refused", error="invalid_arguments")
    with pytest.raises(WindowRefused, match="invalid_arguments"):
        await open_modal(FORM, trigger, bot.context.posting)
    with pytest.raises(WindowRefused, match="invalid_arguments"):
        await push_modal(FORM, trigger, bot.context.posting)
    with pytest.raises(WindowRefused, match="invalid_arguments"):
        await update_modal("V1", FORM, bot.context.posting)


async def test_a_window_of_which_slack_did_not_say_which_it_is_cannot_be_changed_and_that_is_said(bot):
    with pytest.raises(WindowRefused):
        await update_modal("", FORM, bot.context.posting)
