// Keeps the newest message in sight: the simulated Discord's page stays where it was once pictures have grown
// above, so that the answer to a command would appear below the window's edge.
const timeline = document.getElementById("channel-timeline");
let newestId = null;
let following = true;

function newestMessage() {
  return [...timeline.querySelectorAll("[data-message-id]")].at(-1);
}

// Moves nothing that is where it should be: it is called whenever something moved.
function showNewest() {
  const message = newestMessage();
  if (!message || !following) return;
  if (message.offsetHeight < timeline.clientHeight) timeline.scrollTop = timeline.scrollHeight;
  else message.scrollIntoView({ block: "start" });
}

function noticeMessages() {
  const id = newestMessage()?.dataset.messageId ?? null;
  if (id === newestId) return;
  newestId = id;
  following = true;
  showNewest();
}

function leave() { following = false; }

// Whoever looks at something above is left there until something new comes.
for (const act of ["wheel", "touchmove", "pointerdown", "keydown"]) timeline.addEventListener(act, leave, { passive: true });
document.addEventListener("keydown", ({ key }) => { if (key === "Tab") leave(); });
new MutationObserver(noticeMessages).observe(timeline, { childList: true, subtree: true });
new ResizeObserver(showNewest).observe(document.getElementById("channel-message-list"));
new ResizeObserver(showNewest).observe(timeline);
timeline.addEventListener("load", showNewest, { capture: true });
// Whenever the page has drawn, it puts its own position back.
new MutationObserver(() => requestAnimationFrame(showNewest)).observe(document.getElementById("preview-app"), { attributeFilter: ["aria-busy"] });
