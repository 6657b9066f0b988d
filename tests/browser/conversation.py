"""The simulated Discord in the demo's page, as somebody with a browser uses it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Frame, FrameLocator, Locator, Page

LOOK_MS = 100  # the page takes some time to say how it is
# The frame shows what the guide says it shows; there nothing is under way, and it can be used.
_SETTLED = """() => {
    const frame = document.getElementById("discord");
    const shown = frame.contentWindow.simcordPreview;
    return !document.body.classList.contains("is-busy")
        && frame.dataset.address?.endsWith(frame.contentWindow.location.hash || "nowhere")
        && Boolean(shown && shown.authorized && shown.ready);
}"""
_LAST = """() => {
    const { lastAction } = document.getElementById("discord").contentWindow.simcordPreview;
    return lastAction && { id: lastAction.requestId, settled: lastAction.settlement,
        problems: (lastAction.diagnostics || []).map((item) => item.code) };
}"""
# What is typed into an option has been answered by completions; meanwhile nothing can be sent.
_COMPLETED = """() => {
    const { autocomplete } = document.getElementById("discord").contentWindow.simcordPreview.commandPicker;
    return autocomplete.state !== "loading";
}"""
# What can be chosen is known; until then only what is chosen already is listed.
_LISTED = """() => !document.querySelector('[role="listbox"][aria-busy="true"]')"""
_SHOWN = """() => ["channel-message-list", "modal-root"]
    .map((id) => document.getElementById(id).innerText).join()"""
_CHANGED = f"""(text) => ({_SHOWN})() !== text && !document.querySelector(".message-loading")"""
_NAMES = """(controls) => controls
    .map((control) => control.getAttribute("aria-label") || control.innerText)"""
_NEWEST = """() => [...document.querySelectorAll("#channel-message-list > [data-message-id]")].at(-1)"""
_IN_SIGHT = f"""() => {{
    const message = ({_NEWEST})();
    if (!message) return false;
    const timeline = document.getElementById("channel-timeline").getBoundingClientRect();
    const box = message.getBoundingClientRect();
    const seen = Math.min(box.bottom, timeline.bottom) - Math.max(box.top, timeline.top);
    return seen >= Math.min(box.height, timeline.height) - 24;
}}"""


class Conversation:
    """The open page of the demo; `page` was given its address."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def discord(self) -> FrameLocator:
        return self.page.frame_locator("#discord")

    @property
    def messages(self) -> Locator:
        return self.discord.locator("#channel-message-list > [data-message-id]")

    @property
    def newest(self) -> Locator:
        return self.messages.last

    @property
    def controls(self) -> Locator:
        """What can be clicked below the newest message."""
        return self.newest.locator("button.component-button:not(:disabled), .select-trigger:not(:disabled)")

    def settled(self) -> None:
        self.page.wait_for_function(_SETTLED, polling=LOOK_MS)

    def in_sight(self) -> None:
        """The newest message, or as much of it as there is room for, can be seen, at the latest soon."""
        self.frame.wait_for_function(_IN_SIGHT, polling=LOOK_MS)

    @property
    def frame(self) -> Frame:
        """For scripts within the frame."""
        frame = self.page.locator("#discord").element_handle().content_frame()
        assert frame is not None
        return frame

    def try_out(self, name: str) -> None:
        """Press one of the guide's examples, and wait for its answer."""
        newest = f"({_NEWEST})()?.dataset.messageId"
        before = self.frame.evaluate(newest)
        self.press_guide(f"[data-try={name}]")
        self.frame.wait_for_function(f"(before) => {newest} !== before", arg=before, polling=LOOK_MS)

    def press_guide(self, selector: str) -> None:
        """Press something in the guide beside the conversation."""
        examples = self.page.locator("#examples")
        if selector.startswith("[data-try") and examples.get_attribute("open") is None:
            examples.locator("summary").click()
        self.page.locator(selector).click()
        self.settled()

    @contextmanager
    def acting(self) -> Generator[None]:
        """Around one act: it is taken, it is answered, if late, and nothing of it is refused."""
        before = self.page.evaluate(_LAST)
        yield
        text = self.frame.evaluate(_SHOWN)  # with what was chosen, which is no answer
        self.page.wait_for_function(
            f"(before) => {{ const last = ({_LAST})(); return last && last.id !== before; }}",
            arg=before and before["id"],
            polling=LOOK_MS,
        )
        self.settled()
        last = self.page.evaluate(_LAST)
        if last["settled"] == "timeout":  # on a busy machine
            self._answered_after(text)
        else:
            assert last["settled"] == "settled", last  # not: rejected, failed

    def _answered_after(self, text: str) -> None:
        self.frame.wait_for_function(_CHANGED, arg=text, polling=LOOK_MS)
        chip = self.discord.locator(".command-chip")
        if chip.count():  # such a command stays in the composer
            chip.press("Backspace")  # which asks for another one, in a list that covers the answer
            self.discord.locator("#channel-composer-input").press("Escape")

    def run(self, command: str, options: Mapping[str, str]) -> None:
        """Pick a command, by its English name, from the list; fill in its options; send it."""
        composer = self.discord.locator("#channel-composer-input")
        composer.fill("/")
        self.discord.locator(f'.command-entry[data-entry-key$=":{command.replace(" ", ".")}"]').click()
        for name, value in options.items():
            self._fill(name, value)
        with self.acting():
            self.discord.locator("#send-message").click()

    def _fill(self, name: str, value: str) -> None:
        field = self.discord.locator(f'.command-option-input[data-option="{name}"]')
        if not field.count():
            self.discord.locator(".command-ghost").click()
            self.discord.locator(f'.command-suggestion[data-value="{name}"]').click()
        field.fill(value)
        self.page.wait_for_function(_COMPLETED, polling=LOOK_MS)
        self.discord.locator(".command-context").click()
        self.settled()

    @property
    def room(self) -> str | None:
        return self.page.locator("#rooms [aria-pressed=true]").get_attribute("data-room")

    def offers(self) -> list[str]:
        """What the controls below the newest message say, or ask for."""
        return self.controls.evaluate_all(_NAMES)

    def pictures_loaded(self) -> None:
        """Whatever picture is shown has been drawn."""
        loaded = "() => [...document.images].every((image) => image.complete && image.naturalWidth)"
        self.frame.wait_for_function(loaded, polling=LOOK_MS)

    def fits_the_window(self) -> None:
        """Nothing has to be scrolled sideways."""
        wide = "() => document.documentElement.scrollWidth > innerWidth"
        assert not self.page.evaluate(wide)
        assert not self.newest.evaluate(wide)

    def use(self, index: int) -> None:
        """Press a button, or choose in a select; submit the form that may open as it stands."""
        control = self.controls.nth(index)
        if "select-trigger" in (control.get_attribute("class") or ""):
            self._choose(control)
        else:
            with self.acting():
                control.click()
        form = self.discord.locator("#modal-root form")
        if form.count():
            with self.acting():
                self._submit(form)

    def _submit(self, form: Locator) -> None:
        """As it stands; where it says that something is lacking, that is filled in."""
        submit, lacking = form.locator("button[type=submit]"), form.locator('[aria-invalid="true"]')
        submit.click()
        while lacking.count():
            field = lacking.first
            if "select-trigger" in (field.get_attribute("class") or ""):
                field.click()
                self._pick_option()
            else:
                field.fill("weekend")
            submit.click()

    def _choose(self, select: Locator) -> None:
        select.click()
        self.frame.wait_for_function(_LISTED, polling=LOOK_MS)
        with self.acting():
            self._pick_option()
            if self.discord.locator(".select-draft-actions:visible").count():
                select.click()

    def _pick_option(self) -> None:
        """Not the one that is chosen already, which would change nothing."""
        options = self.discord.locator('[role="option"]:not([aria-selected="true"]):visible')
        options.first.wait_for()
        options.nth(min(1, options.count() - 1)).click()
