// The guide: shows what the demo is at, and asks it for what the buttons say. The key is the address's fragment.
const key = location.hash.slice(1);
const frame = document.getElementById("discord");
const notice = document.getElementById("notice");
const LOOK_MS = 1000;
const seenNewest = new Map();
let shown = null;
let asking = 0;

async function ask(path, body) {
  const headers = { "X-Demo-Key": key };
  const options = body ? { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) } : { headers };
  const answer = await fetch(path, { ...options, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Before the demo has answered, the notice has the text that the page came with.
function tell(name) {
  if (shown) notice.textContent = name ? shown.texts[name] : "";
  notice.hidden = !name;
}

async function act(path, body) {
  asking += 1;
  document.body.classList.add("is-busy");
  tell(null);
  try {
    const state = await ask(path, body);
    if (state.problem) tell(state.problem);
    else render(state);
  } catch {
    tell("failed");
  } finally {
    asking -= 1;
    document.body.classList.toggle("is-busy", asking > 0);
  }
}

function button(parts, onClick, attributes = {}) {
  const element = document.createElement("button");
  element.type = "button";
  element.append(...parts);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.addEventListener("click", onClick);
  return element;
}

function small(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

function renderPeople(state) {
  document.getElementById("people").replaceChildren(...state.people.map((person) => button(
    [person.label, small("small", person.about)],
    () => act("/demo/show", { room: state.room, person: person.name }),
    { "aria-pressed": String(person.name === state.person), "data-person": person.name },
  )));
}

function renderRooms(state) {
  document.getElementById("rooms").replaceChildren(...state.rooms.map((room) => {
    const seen = `${state.person} ${room.name}`;
    if (room.name === state.room || !seenNewest.has(seen)) seenNewest.set(seen, room.newest);
    const element = button(
      [room.label, small("small", room.about)],
      () => act("/demo/show", { room: room.name, person: state.person }),
      { "aria-pressed": String(room.name === state.room), "data-room": room.name },
    );
    element.classList.toggle("has-news", seenNewest.get(seen) !== room.newest);
    return element;
  }));
}

// Where there is no room for both, what is answered has it.
function foldExamples() {
  if (matchMedia("(max-width: 760px)").matches) document.getElementById("examples").open = false;
}

function renderTries(state) {
  document.getElementById("tries").replaceChildren(...state.tries.map((example) => button(
    [example.label, small("code", example.line)],
    () => { foldExamples(); act("/demo/try", { name: example.name }); },
    { "data-try": example.name },
  )));
}

function renderMorning({ morning }) {
  const element = document.getElementById("morning");
  element.textContent = morning.label;
  element.disabled = !morning.open;
  document.getElementById("now").textContent = morning.now;
  document.getElementById("morning-about").textContent = morning.about;
}

function render(state) {
  const before = shown && JSON.stringify(shown);
  shown = state;
  if (before === JSON.stringify(state)) return;
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = state.texts[element.dataset.text];
  renderPeople(state);
  renderRooms(state);
  renderTries(state);
  renderMorning(state);
  // Another fragment alone loads nothing anew, so each frame is a new one.
  if (frame.dataset.address !== state.frame) {
    frame.dataset.address = state.frame;
    frame.src = "about:blank";
    frame.src = `/discord?${encodeURIComponent(state.room)}-${encodeURIComponent(state.person)}-${Date.now()}${state.frame.slice("/discord".length)}`;
  }
}

async function look() {
  try {
    if (!asking) {
      const state = await ask("/demo/state");
      if (!asking) render(state);
    }
    if (notice.dataset.gone) { delete notice.dataset.gone; tell(null); }
  } catch (error) {
    // 503: it turns to another room just now, for another tab of this page.
    if (!asking && error.message !== "503") { notice.dataset.gone = "yes"; tell("gone"); }
  }
  setTimeout(look, LOOK_MS);
}

document.getElementById("morning").addEventListener("click", () => act("/demo/morning", {}));
foldExamples();
look();
