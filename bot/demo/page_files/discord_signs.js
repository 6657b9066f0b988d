// What Discord draws and the simulated one spells out: a line that begins with "-# " is a small one, and
// "</digest:123>" is the command's name.
const list = document.getElementById("channel-message-list");

function draw(text) {
  return text.replace(/(^|\n)-# /g, "$1").replace(/<\/([^:<>]+):\d+>/g, "/$1");
}

function drawAll() {
  const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const drawn = draw(texts.currentNode.data);
    if (drawn !== texts.currentNode.data) texts.currentNode.data = drawn;
  }
}

new MutationObserver(drawAll).observe(list, { childList: true, subtree: true });
