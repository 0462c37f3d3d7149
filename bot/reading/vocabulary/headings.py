"""The names of sections, in plain words, beside the labels that an area has of its own."""

from bot.model.call import Section
from bot.reading.vocabulary.notation import listed

# `/` stands for any of: / & + , and
HEADINGS: dict[Section, tuple[str, ...]] = {
    Section.NEWS: listed("""
news|new|what's new|whats new|new/noteworthy|update|updates|status update|status updates|highlight
|highlights|done|completed|complete|finished|accomplished|accomplishments|achievements|delivered|released
|shipped|announcements|last week|past week|previous week|operations last week|last week operations
|last week's highlights|since last week|since last call|since last meeting|yesterday|what we did|what i did
|what happened|news items|other news|recent news|wins|win|progress|progress made|successes|good news
|key points|noteworthy|milestones|what's been done|what got done|things done|did|closed|resolved|events|past
|done last week|done this week|since the last call|since last time
"""),
    Section.ONGOING: listed("""
ongoing|on-going|on going|still ongoing|in progress|in-progress|still in progress|still working on
|still open|what we are working on|what we're working on|what i am working on|what i'm working on
|work in progress|in the works|in flight|wip|working on|currently working on|continuing|continued
|carried over|this week|operations this week|this week operations|next week|plans|planned|plan|next steps
|upcoming|to do|todo|other major activities|other major activities in progress|major activities
|other activities|no significant news|no news|ongoing/no significant news|operations|ops|doing|today
|tomorrow|next|next up|up next|coming up|coming week|the week ahead|week ahead|pending|open|open items
|open points|open tasks|open issues|blocked|on hold|waiting|waiting for|waiting on|backlog|current
|current work|current activities|currently|active|focus|priorities|goals|what's ongoing|whats ongoing
|what is ongoing|what's next|what is next|what's in progress|what is in progress|what's cooking|what we do
|what we are doing|what we're doing|what i am doing|what i'm doing|what keeps us busy|what keeps me busy
|what's planned|still to do|to dos|todos|to-do|action items|ongoing items|ongoing work|work ongoing|underway
|under way|future|what we will do|what i will do|this week's plan|plan for this week|plans for this week
|plan for next week|plans for next week
"""),
    Section.EMERGENCIES: listed("""
emergencies|emergency|vulnerabilities|vulnerability|incidents|outages|urgent|security issues|security issue
|security incidents|security incident|security emergencies|security vulnerabilities|critical|critical issues
|urgent issues|what's on fire|what is on fire|fires
"""),
}

# What is wrong, but seldom an emergency: its items stand under Ongoing unless they read like one.
TROUBLES = listed("""
problems|problem|issues|issue|known issues|current issues|blockers|blocker|impediments|obstacles|concerns
|challenges|risks|difficulties|showstoppers|problems/issues|issues/concerns|issues/blockers|blockers/issues
|what's wrong|what is wrong|what's broken|trouble|troubles
""")

# One occurrence, not the section: as a heading of its own, but no prefix ("Outage: over since noon").
HEADINGS_ALONE: dict[Section, tuple[str, ...]] = {
    Section.EMERGENCIES: ("incident", "outage"),
}

HEADING_EMOJI: dict[str, Section] = {
    "📰": Section.NEWS,
    "🗞": Section.NEWS,
    "🆕": Section.NEWS,
    "🎉": Section.NEWS,
    "✅": Section.NEWS,
    "✨": Section.NEWS,
    "📣": Section.NEWS,
    "📢": Section.NEWS,
    "🚧": Section.ONGOING,
    "🏗": Section.ONGOING,
    "🔄": Section.ONGOING,
    "🔁": Section.ONGOING,
    "⏳": Section.ONGOING,
    "🛠": Section.ONGOING,
    "🔧": Section.ONGOING,
    "🚨": Section.EMERGENCIES,
    "🔥": Section.EMERGENCIES,
    "🆘": Section.EMERGENCIES,
}

# What may stand before or behind a heading's word without changing it: "any emergencies this week".
BEFORE_HEADING = (
    "any",
    "what's",
    "whats",
    "what is",
    "what are",
    "what are we",
    "what am i",
    "what have we",
    "what have i",
    "what did we",
    "anything",
    "is there any",
    "are there any",
    "my",
    "our",
    "the",
    "current",
    "currently",
    "recent",
    "latest",
    "weekly",
    "key",
    "main",
)
BEHIND_HEADING = (
    "this week",
    "last week",
    "of the week",
    "for the week",
    "for this week",
    "from last week",
    "since last week",
    "since last call",
    "since last time",
    "since the last call",
    "for today",
    "so far",
    "items",
    "work",
    "tasks",
    "activities",
    "topics",
    "stuff",
    "things",
    "section",
    "from our side",
    "from my side",
    "from our end",
    "from my end",
    "from us",
    "on our side",
    "today",
    "at the moment",
    "right now",
    "since friday",
    "since monday",
)

# Behind an area's name these name the area and no section: "Release report".
REPORTS = (
    "report",
    "status",
    "status report",
    "weekly report",
    "weekly status",
    "summary",
    "notes",
    "section",
)

# Long enough, and unlike enough to other words, to be known with a letter wrong.
OFTEN_MISSPELT = (
    "ongoing",
    "in progress",
    "operations",
    "highlights",
    "accomplishments",
    "completed",
    "emergencies",
    "emergency",
    "vulnerabilities",
    "incidents",
)
