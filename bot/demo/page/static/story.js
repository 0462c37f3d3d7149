// The story: a week that others play, scene by scene, with words on what the bot makes of each.
import { make, send, toast } from "/page/make.js";

const $ = (id) => document.getElementById(id);
const PAUSE = 4000;
const BEFORE = {
  told: "A week of the Production call",
  why: "Let it be played for you, scene by scene, and see what the bot makes of it; or begin yourself: write as a lead would.",
};
let playing = false;
let drawn = "";

export function showStory(story, zone, look) {
  $("story").hidden = !story;
  if (!story || JSON.stringify([story, zone, playing]) === drawn) return;
  drawn = JSON.stringify([story, zone, playing]);
  const over = story.played === story.scenes.length;
  const now = story.scenes[story.played - 1] ?? BEFORE;
  $("story-count").textContent = `${story.played} of ${story.scenes.length}`;
  $("story-told").textContent = now.told;
  $("story-why").textContent = now.why;
  $("story-next").hidden = over;
  $("story-play").hidden = over;
  $("story-play").textContent = playing ? "Pause" : "Play the week";
  $("story-scenes").replaceChildren(...story.scenes.slice(0, story.played).map((scene) => make("li", {},
    make("button", { type: "button", onclick: () => look(scene) }, moment(scene.at, zone), " ", make("strong", {}, scene.told)),
    make("p", { class: "quiet" }, scene.why))));
  $("story-all").hidden = !story.played;
}

function moment(at, zone) {
  return new Date(at).toLocaleString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: zone });
}

export function tellStories(look, refresh) {
  const next = async () => {
    $("story-next").disabled = true;
    try { await look(await send("scene", {})); } catch (wrong) { playing = false; toast(wrong.message); }
    await refresh();
    $("story-next").disabled = false;
  };
  const on = async () => {
    await next();
    if (playing && !$("story-next").hidden) setTimeout(() => { if (playing) on(); }, PAUSE);
    else { playing = false; await refresh(); }
  };
  $("story-next").addEventListener("click", () => { playing = false; next(); });
  $("story-play").addEventListener("click", () => {
    playing = !playing;
    if (playing) on(); else refresh();
  });
}
