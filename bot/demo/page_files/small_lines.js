// Discord writes a line that begins with "-# " small; the simulated one shows the sign, so it is taken away here.
const list = document.getElementById("channel-message-list");

function takeSignsAway() {
  const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const plain = texts.currentNode.data.replace(/(^|\n)-# /g, "$1");
    if (plain !== texts.currentNode.data) texts.currentNode.data = plain;
  }
}

new MutationObserver(takeSignsAway).observe(list, { childList: true, subtree: true });
