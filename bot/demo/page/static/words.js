// Words as people know them: mrkdwn and rich text become elements.
import { make } from "/page/make.js";

let emoji = {};
let names = { people: {}, channels: {} };

export async function learnEmoji() { emoji = await (await fetch("/page/emoji.json")).json(); }
export function learnNames(people, channels) { names = { people, channels }; }

export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function plain(text) {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => emoji[name] ?? whole);
}

function link(url, label) {
  if (!/^(https?|mailto):/i.test(url)) return label || url;
  return make("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, label || url.replace(/^mailto:/, ""));
}

const person = (id) => make("span", { class: "mention" }, `@${names.people[id]?.name ?? id}`);
const channel = (id) => make("span", { class: "mention" }, `#${names.channels[id] ?? id}`);

function sequence(inside) {
  const [target, label] = inside.split("|");
  if (target.startsWith("@")) return person(target.slice(1));
  if (target.startsWith("#")) return channel(target.slice(1));
  if (target.startsWith("!date^")) return plain(unescaped(label ?? ""));
  if (target.startsWith("!")) return make("span", { class: "mention" }, `@${label ?? target.slice(1)}`);
  return link(unescaped(target), label && plain(unescaped(label)));
}

const MARKS = { "*": "strong", _: "em", "~": "s" };
const TOKEN = /`([^`\n]+)`|<([^<>\n]+)>/;
const MARK = /(^|[\s(\[{"'.,;:!?\/-])([*_~])(?=\S)([^\n]*?\S)\2(?=$|[\s)\]}"'.,;:!?\/-])/;

function line(text) {
  const styled = MARK.exec(text);
  const token = TOKEN.exec(text);
  if (styled && (!token || styled.index < token.index)) {
    const [whole, before, mark, inside] = styled;
    return [...line(text.slice(0, styled.index) + before), make(MARKS[mark], {}, line(inside)),
      ...line(text.slice(styled.index + whole.length))];
  }
  if (!token) return text ? [plain(unescaped(text))] : [];
  const made = token[1] !== undefined ? make("code", {}, unescaped(token[1])) : sequence(token[2]);
  return [...line(text.slice(0, token.index)), made, ...line(text.slice(token.index + token[0].length))];
}

export function mrkdwn(text) {
  const parts = text.split("```");
  return parts.flatMap((part, number) => {
    if (number % 2) return [make("pre", { tabindex: "0" }, unescaped(part.replace(/^\n|\n$/g, "")))];
    return quoted(part);
  });
}

function quoted(text) {
  return text.split(/((?:^|\n)(?:&gt; ?.*(?:\n|$))+)/).flatMap((part) => {
    if (!/^\n?&gt;/.test(part)) return line(part);
    return [make("blockquote", {}, line(part.trim().replace(/^&gt; ?/gm, "")))];
  });
}

export function textOf(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : [plain(object.text)];
}

function unstyled(run) {
  switch (run.type) {
    case "text": return run.text;
    case "link": return link(run.url, run.text);
    case "user": return person(run.user_id);
    case "channel": return channel(run.channel_id);
    case "usergroup": return make("span", { class: "mention" }, `@${run.usergroup_id}`);
    case "broadcast": return make("span", { class: "mention" }, `@${run.range}`);
    case "emoji": return emoji[run.name] ?? (run.unicode ? symbol(run.unicode) : `:${run.name}:`);
    case "date": return run.fallback ?? new Date(run.timestamp * 1000).toUTCString();
    case "color": return run.value;
    default: return "";
  }
}

const symbol = (codes) => String.fromCodePoint(...codes.split("-").map((code) => parseInt(code, 16)));

function styled(run) {
  const style = run.style ?? {};
  let made = unstyled(run);
  if (style.code) made = make("code", {}, made);
  if (style.strike) made = make("s", {}, made);
  if (style.italic) made = make("em", {}, made);
  if (style.bold) made = make("strong", {}, made);
  return made;
}

const runs = (holder) => holder.elements.map(styled);

function part(element) {
  switch (element.type) {
    case "rich_text_list": {
      const depth = element.indent ?? 0;
      const start = (element.offset ?? 0) + 1;
      const ordered = element.style === "ordered";
      const list = make(ordered ? "ol" : "ul", { class: `i${depth}`, start: ordered ? String(start) : null },
        element.elements.map((item) => make("li", {}, runs(item))));
      return depth ? make("div", { class: `i${depth}` }, list) : list;
    }
    case "rich_text_preformatted": return make("pre", { tabindex: "0" }, runs(element));
    case "rich_text_quote": return make("blockquote", {}, runs(element));
    default: return make("div", { class: "text" }, runs(element));
  }
}

export function richText(elements) { return make("div", { class: "block rich" }, elements.map(part)); }
