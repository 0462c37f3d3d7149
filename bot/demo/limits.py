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
# docs: The Events API has retries at once, after 1 and after 5 minutes. Here a minute lasts a second.
RETRY_AFTER_SECONDS = (0.0, 1.0, 5.0)
SOCKET_RETRY_REASON = "timeout"  # seen (python-slack-events-api#93)
TICKET_SECONDS = 30.0  # a guess: a socket address is for prompt, single use
APPROXIMATE_CONNECTION_SECONDS = 18_060  # docs: the sample of the hello message

# Answers to a person (docs: Handling user interaction)
TRIGGER_SECONDS = 3.0
RESPONSE_URL_USES = 5
RESPONSE_URL_SECONDS = 30 * 60.0

# Pages of lists (docs: Pagination)
PAGE_DEFAULT = 100
PAGE_LARGEST = 1_000

# Posting (docs: Rate limits)
POSTS_APART_SECONDS = 1.0

# A person who refuses direct messages; which word Slack uses depends on the workspace's settings.
DM_REFUSED = "restricted_action"

SHARE_SECONDS = 0.05  # files are shared after the call that asks for it has returned (bolt-js#2115)
FILE_PREVIEW = 1_000  # characters
