// A list of messages: who, when, what was said, and what one can do with it.
import { contentOf } from "/page/blocks.js";
import { make } from "/page/make.js";

const moment = (ts) => new Date(Number(ts) * 1000);
const clockTime = (ts, zone) => moment(ts).toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
const day = (ts, zone) => moment(ts).toLocaleDateString("en-GB", { timeZone: zone, weekday: "long", day: "numeric", month: "long" });

export function showMessages(place, list, state, act) {
  const zone = state.people[state.me].tz;
  const low = place.scrollHeight - place.scrollTop - place.clientHeight < 80;
  let before = "";
  const rows = list.flatMap((message) => {
    const today = day(message.ts, zone);
    const heading = today === before ? [] : [make("p", { class: "day" }, today)];
    before = today;
    return [...heading, row(message, state, zone, act)];
  });
  place.replaceChildren(...rows);
  if (low) place.scrollTop = place.scrollHeight;
}

function row(message, state, zone, act) {
  const who = state.people[message.user] ?? { name: message.user ?? "Slackbot", is_bot: true };
  const mine = message.user === state.me && message.subtype !== "tombstone";
  const use = (action) => act.press(message, action);
  return make("article", { class: message.to ? "message private" : "message", "aria-label": `${who.name}, ${clockTime(message.ts, zone)}` },
    make("div", { class: who.is_bot ? "face app" : `face c${shade(who.id)}`, "aria-hidden": "true" }, who.is_bot ? "M" : initials(who.name)),
    make("div", { class: "body" },
      make("div", {}, make("span", { class: "who" }, who.name), who.is_bot ? make("span", { class: "app" }, "APP") : null,
        make("time", { class: "when", datetime: moment(message.ts).toISOString() }, clockTime(message.ts, zone)),
        message.to ? make("span", { class: "when" }, "Only visible to you") : null),
      contentOf(message, use), message.edited && !message.blocks?.some((block) => block.type !== "rich_text")
        ? make("span", { class: "edited" }, "(edited)") : null,
      (message.files ?? []).map((file) => attached(file, state)),
      message.reply_count ? make("button", { type: "button", class: "answers", onclick: () => act.thread(message.ts) },
        `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`) : null),
    message.to ? null : make("div", { class: "deeds" },
      act.thread && !message.thread_ts ? make("button", { type: "button", onclick: () => act.thread(message.ts) }, "Reply") : null,
      mine ? make("button", { type: "button", onclick: () => act.edit(message) }, "Edit") : null,
      mine ? make("button", { type: "button", onclick: () => act.remove(message) }, "Delete") : null));
}

function attached(file, state) {
  return make("details", { class: "file" }, make("summary", {}, `📄 ${file.title || file.name}`,
    make("span", { class: "quiet" }, `  ${file.name}, ${file.size} bytes`)),
  make("pre", { tabindex: "0" }, state.files[file.id] ?? file.preview));
}

const initials = (name) => name.split(" ").map((word) => word[0]).join("").slice(0, 2).toUpperCase();
const shade = (id) => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5;
