"""Every number and word of Slack's that this workspace relies on, with its source.

"docs" is a page of docs.slack.dev; "seen" means reported in public but documented nowhere.
"""

# Messages (docs: chat.postMessage, chat.update)
TEXT_TRUNCATED_OVER = 40_000
UPDATED_TEXT = 4_000
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000  # docs: views.open, `view_too_large`
VIEW_STACK = 3  # docs: views.push
# The smallest total over all blocks that was seen refused is 11,341 characters (bolt-js#2867); others were
# refused from 13,172 on (bolt-js#2509). Whoever stays below the smallest is safe.
ALL_BLOCKS_TEXT = 11_340
MARKDOWN_TEXT = 12_000  # docs: markdown block, over the whole payload
METADATA_BYTES = 8_000  # a guess: the error `metadata_too_large` exists, its limit is not published

# Sockets (docs: Using Socket Mode)
SOCKETS = 10
ACK_SECONDS = 3.0  # documented for commands and interactions; for events by support (python-slack-sdk#1280)
RETRY_AFTER_SECONDS = (0.0, 60.0, 5 * 60.0)  # docs: The Events API; counted on the workspace's own clock
SOCKET_RETRY_REASON = "timeout"  # seen (python-slack-events-api#93)
APPROXIMATE_CONNECTION_SECONDS = 18_060  # docs: the sample of the hello message

# Answers to a person (docs: Handling user interaction)
TRIGGER_SECONDS = 3.0
RESPONSE_URL_USES = 5
RESPONSE_URL_SECONDS = 30 * 60.0

# Pages of lists (docs: Pagination)
PAGE_DEFAULT = 100
PAGE_LARGEST = 1_000

# Rates (docs: Rate limits): the calls of a method in a minute, by its tier. "Special" methods have no tier:
# a channel takes one message a second, and the others are said to take hundreds a minute.
POSTS_APART_SECONDS = 1.0
TIER_SECONDS = 60.0
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}

# A person who refuses direct messages; which word Slack uses depends on the workspace's settings.
DM_REFUSED = "restricted_action"

SHARE_SECONDS = 0.05  # files are shared after the call that asks for it has returned (bolt-js#2115)
FILE_PREVIEW = 1_000  # characters
