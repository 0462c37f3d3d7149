// Block Kit as people know it. `use(action)` is called when somebody presses or chooses something.
import { make } from "/page/make.js";
import { plain, richText, textOf, mrkdwn } from "/page/words.js";

export const optionsOf = (element) =>
  [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];

export function blocks(list, use) { return list.map((block) => one(block, use)); }

function one(block, use) {
  switch (block.type) {
    case "section": return section(block, use);
    case "header": return make("h3", { class: "block header" }, plain(block.text.text));
    case "context": return make("div", { class: "block context" }, block.elements.map(inContext));
    case "divider": return make("hr");
    case "actions": return make("div", { class: "block actions" }, block.elements.map((it) => element(block, it, use)));
    case "rich_text": return richText(block.elements);
    case "markdown": return make("div", { class: "block text" }, plain(block.text));
    case "table": return table(block);
    case "image": return make("p", { class: "block" }, `🖼 ${block.alt_text}`);
    case "input": return make("div", { class: "block" }, plain(block.label.text));
    default: return make("p", { class: "block quiet" }, `(${block.type})`);
  }
}

function section(block, use) {
  const said = make("div", { class: "said" }, make("div", { class: "text" }, textOf(block.text)));
  if (block.fields) {
    said.append(make("div", { class: "fields" }, block.fields.map((it) => make("div", { class: "text" }, textOf(it)))));
  }
  return make("div", { class: "block section" }, said, block.accessory ? element(block, block.accessory, use) : null);
}

const inContext = (it) => (it.type === "image" ? `🖼 ${it.alt_text}` : make("span", { class: "text" }, textOf(it)));

function table(block) {
  const cell = (it) => make("td", {}, it.type === "raw_text" ? it.text : richText(it.elements));
  return make("table", { class: "block" }, make("tbody", {}, block.rows.map((row) => make("tr", {}, row.map(cell)))));
}

export function element(block, it, use) {
  const chosen = (value) => confirmed(it.confirm, () => use({ block_id: block.block_id, action_id: it.action_id, value }));
  switch (it.type) {
    case "button": return button(it, () => chosen(it.value));
    case "overflow": return overflow(it, chosen);
    case "static_select": case "radio_buttons": return select(it, optionsOf(it), it.initial_option?.value, chosen);
    case "users_select": return select(it, people(), it.initial_user, chosen);
    case "checkboxes": return checkboxes(it, chosen);
    case "datepicker": return picker(it, "date", it.initial_date, chosen);
    case "timepicker": return picker(it, "time", it.initial_time, chosen);
    case "image": return make("span", {}, `🖼 ${it.alt_text}`);
    default: return make("span", { class: "quiet" }, `(${it.type})`);
  }
}

let everybody = [];
export function learnPeople(list) { everybody = list; }
export const people = () => everybody.filter((it) => !it.deleted && !it.is_bot)
  .map((it) => ({ text: { text: it.name }, value: it.id }));

function button(it, press) {
  if (it.url) {
    const open = { href: it.url, target: "_blank", rel: "noreferrer noopener", onclick: press };
    return make("a", open, plain(it.text.text));
  }
  const traits = { type: "button", class: it.style, "aria-label": it.accessibility_label, onclick: press };
  return make("button", traits, plain(it.text.text));
}

function overflow(it, choose) {
  const menu = make("details", { class: "menu" });
  const pick = (option) => { menu.open = false; choose(option.value); };
  const item = (option) => make("button", { type: "button", onclick: () => pick(option) }, plain(option.text.text));
  menu.append(make("summary", { "aria-label": "More" }, "⋯"), make("div", {}, it.options.map(item)));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { menu.open = false; menu.firstChild.focus(); }
  });
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) setTimeout(() => { menu.open = false; }, 150);
  });
  return menu;
}

function select(it, options, initial, choose) {
  const name = it.placeholder?.text ?? "Choose";
  const first = initial ? [] : [make("option", { value: "" }, name)];
  const list = options.map((option) =>
    make("option", { value: option.value, selected: option.value === initial }, plain(option.text.text)));
  return make("select", { "aria-label": name, onchange: (event) => choose(event.target.value) }, first, list);
}

function checkboxes(it, choose) {
  const ticked = new Set((it.initial_options ?? []).map((option) => option.value));
  const change = (option) => (event) => {
    if (event.target.checked) ticked.add(option.value); else ticked.delete(option.value);
    choose([...ticked]);
  };
  return make("span", { class: "choices" }, it.options.map((option) => make("label", {},
    make("input", { type: "checkbox", checked: ticked.has(option.value), onchange: change(option) }), " ", textOf(option.text))));
}

function picker(it, type, initial, choose) {
  const traits = { type, value: initial, "aria-label": it.placeholder?.text ?? type, onchange: (event) => choose(event.target.value) };
  return make("input", traits);
}

function confirmed(question, act) {
  if (!question) { act(); return; }
  const dialog = document.getElementById("ask");
  const answer = (yes) => { dialog.close(); if (yes) act(); };
  dialog.replaceChildren(
    make("div", { class: "inside" }, make("h2", { id: "ask-title" }, plain(question.title.text)),
      make("p", { class: "text" }, textOf(question.text))),
    make("div", { class: "foot" },
      make("button", { type: "button", onclick: () => answer(false) }, plain(question.deny.text)),
      make("button", { type: "button", class: question.style ?? "primary", onclick: () => answer(true) }, plain(question.confirm.text))),
  );
  dialog.showModal();
}

export function contentOf(message, use) {
  if (message.blocks?.length) return blocks(message.blocks, use);
  return message.text ? [make("div", { class: "block text" }, mrkdwn(message.text))] : [];
}
