// The form on top: fields, what is wrong with them, send and close.
import { blocks, element, optionsOf, people } from "/page/blocks.js";
import { make, send, toast } from "/page/make.js";
import { plain, textOf } from "/page/words.js";

const dialog = document.getElementById("form");
let shown = "";

export function showForm(view, me, refresh) {
  const identity = view ? `${view.id} ${view.hash}` : "";
  if (identity === shown) return;
  shown = identity;
  if (!view) { dialog.close(); return; }
  dialog.replaceChildren(form(view, me, refresh));
  if (!dialog.open) dialog.showModal();
  dialog.oncancel = (event) => { event.preventDefault(); close(view, me, refresh); };
}

async function close(view, me, refresh) {
  await send("close", { person: me, view_id: view.id }).catch((wrong) => toast(wrong.message));
  refresh();
}

function form(view, me, refresh) {
  const fields = [];
  const use = (action) => send("press_in_view", { person: me, view_id: view.id, ...action })
    .catch((wrong) => toast(wrong.message)).then(refresh);
  const inside = view.blocks.flatMap((block) => {
    if (block.type !== "input") return blocks([block], use);
    const field = input(view, block);
    fields.push(field);
    return [field.element];
  });
  const submit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(fields.map((field) => [field.block, field.value()]));
    fields.forEach((field) => field.complain(""));
    try {
      const answer = await send("submit", { person: me, view_id: view.id, values });
      const errors = answer?.errors ?? {};
      fields.forEach((field) => field.complain(errors[field.block] ?? ""));
      fields.find((field) => errors[field.block])?.focus();
    } catch (wrong) { toast(wrong.message); }
    refresh();
  };
  return make("form", { onsubmit: submit },
    make("div", { class: "bar" }, make("h2", { id: "form-title" }, plain(view.title.text))),
    make("div", { class: "inside" }, inside),
    make("div", { class: "foot" },
      make("button", { type: "button", onclick: () => close(view, me, refresh) }, plain(view.close?.text ?? "Cancel")),
      view.submit ? make("button", { type: "submit", class: "primary" }, plain(view.submit.text)) : null));
}

function input(view, block) {
  const id = `field-${block.block_id}`;
  const { control, value } = control_of(block.element, id, view.typed[`${block.block_id} ${block.element.action_id}`]);
  const wrong = make("div", { class: "wrong", id: `${id}-wrong`, role: "alert" });
  control.setAttribute("aria-describedby", wrong.id);
  const optional = block.optional ? make("span", { class: "quiet" }, " (optional)") : null;
  return {
    block: block.block_id,
    value,
    focus: () => control.focus(),
    complain: (words) => { wrong.textContent = words; control.setAttribute("aria-invalid", String(Boolean(words))); },
    element: make("div", { class: "field" }, make("label", { for: id }, plain(block.label.text), optional), control,
      block.hint ? make("div", { class: "quiet" }, textOf(block.hint)) : null, wrong),
  };
}

function control_of(it, id, typed) {
  const read = (control) => ({ control, value: () => control.value || null });
  const hint = it.placeholder?.text;
  switch (it.type) {
    case "rich_text_input": {
      const rows = typed ? Math.min(12, typed.split("\n").length + 1) : 4;
      const control = make("textarea", { id, rows: String(rows), placeholder: hint }, typed ?? "");
      // What nobody touched is sent as it came, with all that typed words cannot say.
      return { control, value: () => control.value === (typed ?? "") ? undefined : control.value || null };
    }
    case "plain_text_input":
      if (it.multiline) return read(make("textarea", { id, rows: "4", placeholder: hint }, it.initial_value ?? ""));
      return read(make("input", { id, type: "text", value: it.initial_value, placeholder: hint }));
    case "static_select": case "radio_buttons": return read(choice(id, optionsOf(it), it.initial_option?.value));
    case "users_select": return read(choice(id, people(), it.initial_user));
    case "multi_users_select": return several(choice(id, people(), ...(it.initial_users ?? [])));
    case "multi_static_select": case "checkboxes":
      return several(choice(id, optionsOf(it), ...(it.initial_options ?? []).map((option) => option.value)));
    case "datepicker": return read(make("input", { id, type: "date", value: it.initial_date }));
    case "timepicker": return read(make("input", { id, type: "time", value: it.initial_time }));
    case "number_input": return read(make("input", { id, type: "number", value: it.initial_value }));
    case "email_text_input": return read(make("input", { id, type: "email", value: it.initial_value }));
    case "url_text_input": return read(make("input", { id, type: "url", value: it.initial_value }));
    default: { const control = element({ block_id: "" }, it, () => {}); control.id = id; return read(control); }
  }
}

function choice(id, options, ...chosen) {
  return make("select", { id }, make("option", { value: "" }, "–"), options.map((option) =>
    make("option", { value: option.value, selected: chosen.includes(option.value) }, plain(option.text.text))));
}

function several(control) {
  control.multiple = true;
  control.firstChild.remove();
  return { control, value: () => [...control.selectedOptions].map((option) => option.value) };
}
