// The TWiki copy as the wiki would show it: the markup that a copy uses, made of elements and text alone.
import { make } from "/page/make.js";

const BLOCK = /^<(verbatim|pre)>$/;
const HEADING = /^---(\+{1,6}) *(?:!! *)?(.*)$/;
const BULLET = /^((?: {3})+)\* +(.*)$/;
const STYLES = { b: "strong", i: "em", s: "s", code: "code" };
const MARKS = { "*": "strong", _: "em", "=": "code" };
const TOKEN = new RegExp([
  /<(\/?)(b|i|s|code|nop|br)\b[^>]*>/, // 1, 2: a tag
  /\[\[([^\]\n]+)\](?:\[([^\]\n]+)\])?\]/, // 3, 4: a link with its label
  /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/, // 5: an address
  /(?<=^|[\s(])([*_=])(?=\S)([^\n]*?\S)\6(?=$|[\s,.;:!?)])/, // 6, 7: emphasis
  /(?<=^|[\s(])!(?=\w)/, // a sign that keeps the next word from being a link
].map((part) => part.source).join("|"));

export function twiki(topic) {
  const page = make("div", { class: "wiki" });
  const lines = topic.split("\n").filter((line) => !line.startsWith("%META:"));
  for (let at = 0; at < lines.length; at += 1) {
    const kind = BLOCK.exec(lines[at])?.[1];
    const end = kind ? lines.indexOf(`</${kind}>`, at) : -1;
    if (end > at) {
      const inside = lines.slice(at + 1, end).join("\n");
      page.append(make("pre", { tabindex: "0" }, kind === "pre" ? decoded(inside) : inside));
      at = end;
    } else if (lines[at].trim()) page.append(line(lines[at]));
  }
  return nested(page);
}

function line(source) {
  const heading = HEADING.exec(source);
  if (heading) return make(`h${Math.min(6, heading[1].length + 1)}`, {}, inline(heading[2]));
  const bullet = BULLET.exec(source);
  if (bullet) return make("li", { "data-depth": String(bullet[1].length / 3) }, inline(bullet[2]));
  return make("p", {}, inline(source.trim()));
}

// Bullets that follow each other become lists, the deeper ones inside the one above.
function nested(page) {
  const lists = [];
  for (const element of [...page.children]) {
    if (element.tagName !== "LI") { lists.length = 0; continue; }
    const depth = Number(element.dataset.depth);
    lists.length = Math.min(lists.length, depth);
    while (lists.length < depth) {
      const list = make("ul");
      const above = lists.at(-1);
      if (!above) page.insertBefore(list, element);
      else (above.lastElementChild ?? above.appendChild(make("li"))).append(list);
      lists.push(list);
    }
    lists.at(-1).append(element);
  }
  return page;
}

function inline(source) {
  const found = TOKEN.exec(source);
  if (!found) return source ? [decoded(source)] : [];
  const before = inline(source.slice(0, found.index));
  const rest = source.slice(found.index + found[0].length);
  const [, closes, tag, target, label, address, mark, inside] = found;
  if (target) return [...before, link(target, inline(label ?? target)), ...inline(rest)];
  if (address) return [...before, link(address, [decoded(address)]), ...inline(rest)];
  if (mark) return [...before, make(MARKS[mark], {}, inline(inside)), ...inline(rest)];
  if (tag === "br") return [...before, make("br"), ...inline(rest)];
  const end = STYLES[tag] && !closes ? rest.indexOf(`</${tag}>`) : -1;
  if (end < 0) return [...before, ...inline(rest)];
  const styled = make(STYLES[tag], {}, inline(rest.slice(0, end)));
  return [...before, styled, ...inline(rest.slice(end + tag.length + 3))];
}

function link(target, label) {
  const address = decoded(target);
  if (!/^(https?|mailto):/i.test(address)) return make("span", { class: "mention" }, label);
  return make("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, label);
}

const NAMED = { amp: "&", lt: "<", gt: ">", quot: "\"", nbsp: "\u00a0" };

function decoded(text) {
  return text.replace(/<nop>/g, "").replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, number, hex, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = number ? Number(number) : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
