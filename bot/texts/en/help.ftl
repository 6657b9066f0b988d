help-title = Paperboy
help-about = I bring the Hugging Face Daily Papers: title, authors, votes and a short summary of each, posted into channels every morning and shown to you whenever you ask. Three things to try:
help-tries =
    1. `/digest` – the papers of the last finished day
    2. `/search` – all papers by their words, such as diffusion video
    3. `/subscribe` – a DM when a new paper says your keyword
help-more = `/paper` opens one paper by id, link or title, and 🔖 below it fills `/saved`. Right-click a message (on the phone: hold it), then *Apps*, to find the papers that it names. What I store about you: `/privacy`.
help-channel = You manage this server: { $command } chooses a channel for the daily papers, `/channel list` shows when they come next.
