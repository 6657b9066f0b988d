watch-watch = Watch
watch-is-watched = Watching
watch-begun = I watch this paper for you. `/watch` lists what I watch.
watch-begun-with = I watch *{ $title }* for you: once its code or project page is out, it has a new version, is withdrawn, or its votes have tripled, your daily DM says so. `/watch` lists what I watch.
watch-known = I watch this paper for you already. `/watch` lists what I watch.
watch-known-with = I watch *{ $title }* for you already. `/watch` lists what I watch.
watch-ended = I watch this paper no more.
watch-full = I watch { $most } papers for you besides those on your list, which is the most. Take some off with `/watch` first.
watch-choose = Watch…
watch-none = I watch no papers for you. The button 🔔 below an opened paper puts it on watch, and so does `/watch` with a paper. What changes comes in your daily DM.
watch-title = Watched papers · { $first }–{ $last } of { $count }
watch-since = since { $since }
watch-fact-withdrawn = ⚠️ withdrawn
watch-remove = Stop watching…
watch-saved-on = Watch what I save
watch-saved-off = Don't watch what I save
watch-saved-is-on = -# What you save is watched from now on, too. `/subscriptions` sets the hour of your DM.
watch-saved-is-off = -# What you save is not watched.
watch-saved-is-on-now = From now on I watch what you save. `/watch` lists it.
watch-saved-is-off-now = I no longer watch what you save from now on. What I watch already stays so: `/watch` lists it.
watch-letter = Watched: what changed
watch-letter-head = { $count ->
    [one] One of the papers that you watch has
   *[other] { $count } of the papers that you watch have
} changed · { $day }
watch-letter-introduction = -# I watch what you save, and tell you when something changes. A button below switches that off, `/watch` shows it all.
watch-letter-off = Don't watch what I save
watch-withdrawn = ⚠️ **The authors have withdrawn it**
watch-code = Code is out
watch-project = Project page is out
watch-version = Version { $version } is on arXiv
watch-votes = Votes: { $before } → { $votes }
