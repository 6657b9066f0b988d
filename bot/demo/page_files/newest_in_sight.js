// Keeps the newest message in sight: the simulated Discord's page stays where it was once pictures have grown
// above, so that the answer to a command would appear below the window's edge.
const timeline = document.getElementById("channel-timeline");
const PAGE_DRAWS_MS = [300, 1000, 3000]; // the page puts its own position back whenever it has drawn
let newestId = null;
let following = true;

function newestMessage() {
  return [...timeline.querySelectorAll("[data-message-id]")].at(-1);
}

function showNewest() {
  const message = newestMessage();
  if (!message || !following) return;
  const fits = message.offsetHeight < timeline.clientHeight;
  message.scrollIntoView({ block: fits ? "end" : "start" });
  if (fits) timeline.scrollTop = timeline.scrollHeight;
}

function noticeMessages() {
  const id = newestMessage()?.dataset.messageId ?? null;
  if (id === newestId) return;
  newestId = id;
  following = true;
  for (const wait of PAGE_DRAWS_MS) setTimeout(showNewest, wait);
}

// Whoever looks at something above is left there until something new comes.
for (const act of ["wheel", "touchmove", "pointerdown", "keydown"]) {
  timeline.addEventListener(act, () => { following = false; }, { passive: true });
}
new MutationObserver(noticeMessages).observe(timeline, { childList: true, subtree: true });
new ResizeObserver(showNewest).observe(document.getElementById("channel-message-list"));
timeline.addEventListener("load", showNewest, { capture: true });
