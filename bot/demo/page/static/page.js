// The playing page: who you are, where you are, what you see, and the clock.
import { blocks, learnPeople } from "/page/blocks.js";
import { showForm } from "/page/form.js";
import { make, send, toast } from "/page/make.js";
import { showMessages } from "/page/messages.js";
import { showStory, tellStories } from "/page/story.js";
import { twiki } from "/page/twiki.js";
import { learnEmoji, learnNames } from "/page/words.js";

const $ = (id) => document.getElementById(id);
const POLL = 700;
const here = { me: "", room: "", thread: "", tab: "messages", copy: "shown", editing: null, seen: {} };
let state = null;
let drawn = "";

async function refresh() {
  const me = here.me;
  const answer = await fetch(`/demo/state?person=${encodeURIComponent(me)}`);
  const text = await answer.text();
  if (here.me !== me) return;  // somebody else looks by now, for whom it was asked again
  if (!answer.ok) { toast(text); return; }
  state = JSON.parse(text);
  here.me = state.me;
  if (!state.rooms.some((room) => room.id === here.room)) here.room = state.rooms[0].id;
  showClock();
  showStory(state.story, state.people[state.me].tz, see);
  const { now, ...rest } = state;
  const picture = JSON.stringify([rest, here.room, here.thread, here.tab, here.copy]);
  // Redrawing closes menus and moves the focus, so only what changed is drawn.
  if (picture === drawn || busy()) return;
  drawn = picture;
  draw();
}

const busy = () => document.querySelector(".menu[open]") || document.activeElement?.closest(".messages select");
const room = () => state.rooms.find((it) => it.id === here.room);
const answer = (message) => (message.thread_ts && message.thread_ts !== message.ts && message.subtype !== "thread_broadcast");

function draw() {
  learnNames(state.people, state.channels);
  learnPeople(Object.values(state.people));
  sidebar();
  const direct = room().kind === "im";
  $("title").textContent = direct ? room().name : `# ${room().name}`;
  $("tabs").hidden = !direct;
  const home = direct && here.tab === "home";
  for (const tab of ["messages", "home"]) {
    $(`tab-${tab}`).setAttribute("aria-selected", String(here.tab === tab));
    $(`tab-${tab}`).tabIndex = here.tab === tab ? 0 : -1;
  }
  $("messages").hidden = home;
  $("composer-form").hidden = home;
  $("home").hidden = !home;
  if (home) drawHome();
  const acts = { press, thread: openThread, edit, remove };
  showMessages($("messages"), room().messages.filter((it) => !answer(it)), state, acts);
  const thread = here.thread ? room().messages.filter((it) => it.ts === here.thread || it.thread_ts === here.thread) : [];
  $("thread").hidden = !thread.length;
  if (thread.length) showMessages($("answers"), thread, state, { ...acts, thread: null });
  showCopy();
  showForm(state.views.at(-1), here.me, refresh);
}

function sidebar() {
  const choices = Object.values(state.people).filter((it) => !it.is_bot && !it.deleted)
    .map((it) => make("option", { value: it.id, selected: it.id === here.me }, it.name));
  if (document.activeElement !== $("me")) $("me").replaceChildren(...choices);
  here.seen[`${here.me} ${here.room}`] = room().messages.at(-1)?.ts;
  $("rooms").replaceChildren(...state.rooms.map((it) => {
    const fresh = (it.messages.at(-1)?.ts ?? "") > (here.seen[`${here.me} ${it.id}`] ?? "");
    const name = it.kind === "im" ? `✉ ${it.name}` : `# ${it.name}`;
    return make("li", {}, make("button", { type: "button", class: fresh ? "new" : "", "aria-current": String(it.id === here.room),
      onclick: () => go(it.id) }, name));
  }));
}

function go(id) { Object.assign(here, { room: id, thread: "", tab: "messages", editing: null }); stopEditing(); drawn = ""; return refresh(); }

// Look at what a scene shows: whose screen, and which of their conversations.
function see(scene) {
  here.me = scene.person;
  const direct = `D${scene.person.slice(1)}`;
  return go(scene.room || direct);
}

function drawHome() {
  const use = (action) => doing("press_in_view", { view_id: state.home.id, ...action });
  $("home").replaceChildren(...(state.home ? blocks(state.home.blocks, use)
    : [make("p", { class: "quiet" }, "Minutesbot has not shown anything here yet.")]));
}

function showClock() {
  const now = new Date(state.now);
  const zone = state.people[state.me].tz;
  const form = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  $("local").textContent = now.toLocaleString("en-GB", { ...form, timeZone: zone, timeZoneName: "short" });
  $("local").dateTime = state.now;
  $("utc").textContent = `${now.toLocaleString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" })} UTC`;
  document.querySelectorAll(".clock button").forEach((button) => { button.hidden = !state.clock.movable; });
  const next = state.clock.next;
  $("jump").hidden = !state.clock.movable || !next;
  $("due").textContent = next ? `next: ${next.what}, ${new Date(next.at).toLocaleString("en-GB", { ...form, timeZone: zone })}` : "";
}

function showCopy() {
  const copy = state.copy;
  $("take-copy").hidden = !copy;
  if (!copy) return;
  $("copy-name").textContent = copy.name;
  $("copy-tabs").hidden = false;
  for (const [tab, panel] of [["shown", "wiki"], ["source", "copy"]]) {
    $(`copy-${tab}`).setAttribute("aria-selected", String(here.copy === tab));
    $(panel).hidden = here.copy !== tab;
  }
  if ($("copy").textContent === copy.content) return;
  $("copy").textContent = copy.content;
  $("wiki").replaceChildren(twiki(copy.content));
}

async function doing(deed, asked) {
  try { await send(deed, { person: here.me, ...asked }); } catch (wrong) { toast(wrong.message); }
  await refresh();
}

function press(message, action) { return doing("press", { channel: here.room, ts: message.ts, ...action }); }
function remove(message) { return doing("delete", { channel: here.room, ts: message.ts }); }
function openThread(ts) { here.thread = ts; refresh().then(() => $("thread-composer").focus()); }

function edit(message) {
  here.editing = message.ts;
  $("editing").hidden = false;
  $("composer").value = message.typed;
  $("composer").focus();
}

function stopEditing() { here.editing = null; $("editing").hidden = true; $("composer").value = ""; }

async function say(field, thread_ts) {
  const text = field.value.trimEnd();
  if (!text.trim()) return;
  const editing = here.editing;
  const [word, ...rest] = text.split(" ");
  if (!thread_ts) stopEditing(); else field.value = "";
  suggest();
  if (editing && !thread_ts) await doing("edit", { channel: here.room, ts: editing, text });
  else if (!thread_ts && state.commands.some((it) => it.command === word)) {
    await doing("command", { channel: here.room, command: word, text: rest.join(" ") });
  } else await doing("write", { channel: here.room, text, thread_ts });
}

function suggest() {
  const typed = $("composer").value;
  const fitting = typed.startsWith("/") && !typed.includes(" ") ? state.commands.filter((it) => it.command.startsWith(typed)) : [];
  $("commands").hidden = !fitting.length;
  const take = (it) => { $("composer").value = `${it.command} `; $("composer").focus(); suggest(); };
  $("commands").replaceChildren(...fitting.map((it) => make("li", {}, make("button", { type: "button", onclick: () => take(it) },
    make("strong", {}, it.command), ` ${it.usage_hint ?? ""} `, make("span", { class: "quiet" }, it.description ?? "")))));
}

function composes(form, field, thread) {
  form.addEventListener("submit", (event) => { event.preventDefault(); say(field, thread()); });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (event.shiftKey) goOn(field); else say(field, thread());
  });
}

// A new line below a list item begins the next item, as in the composer people know.
function goOn(field) {
  const before = field.value.slice(0, field.selectionStart);
  const item = /^( *)(?:([-*•])|(\d+)\.) \S/.exec(before.slice(before.lastIndexOf("\n") + 1));
  const mark = item ? `${item[1]}${item[2] ?? `${Number(item[3]) + 1}.`} ` : "";
  field.setRangeText(`\n${mark}`, field.selectionStart, field.selectionEnd, "end");
}

function listen() {
  $("me").addEventListener("change", () => { here.me = $("me").value; here.room = ""; $("me").blur(); go(""); });
  composes($("composer-form"), $("composer"), () => undefined);
  composes($("thread-form"), $("thread-composer"), () => here.thread);
  $("composer").addEventListener("input", suggest);
  $("stop-editing").addEventListener("click", stopEditing);
  $("close-thread").addEventListener("click", () => { here.thread = ""; refresh(); });
  $("take-copy").addEventListener("click", () => navigator.clipboard.writeText($("copy").textContent).then(() => toast("Copied.")));
  $("jump").addEventListener("click", () => passes({}));
  document.querySelectorAll("[data-hours]").forEach((button) =>
    button.addEventListener("click", () => passes({ hours: Number(button.dataset.hours) })));
  tellStories(see, refresh);
  for (const tab of ["shown", "source"]) $(`copy-${tab}`).addEventListener("click", () => { here.copy = tab; refresh(); });
  for (const tab of ["messages", "home"]) $(`tab-${tab}`).addEventListener("click", () => look(tab));
}

async function passes(asked) {
  document.querySelectorAll(".clock button").forEach((button) => { button.disabled = true; });
  await doing("clock", asked);
  document.querySelectorAll(".clock button").forEach((button) => { button.disabled = false; });
}

async function look(tab) { here.tab = tab; await doing("home", { tab }); }

async function begin() {
  await learnEmoji();
  listen();
  await refresh();
  const again = () => refresh().catch(() => toast("The workspace does not answer any more.")).finally(() => setTimeout(again, POLL));
  setTimeout(again, POLL);
}

begin();
