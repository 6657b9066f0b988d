cli-bad-day = “{ $text }” is not a day: write a date such as 2024-04-03, or today, yesterday or latest.
cli-future-day = { $day } has not begun: in UTC it is { $today }.
cli-no-latest = No day with papers is known, and there was none in the last { $days } days: name a date.
cli-empty-day = No papers are listed for { $day }.
cli-days-reversed = { $last } comes before { $first }: name the earlier day first.
cli-collecting = Collecting
cli-collected = Collected { $days ->
    [one] 1 day
   *[other] { $days } days
 } with { $papers ->
    [one] 1 paper
   *[other] { $papers } papers
 }.
cli-not-collected = { $day } could not be collected: { $reason }

cli-post-unfinished = { $day } is not finished until { $ends } UTC: wait, or post what there is with --partial.
cli-post-waits = Another Paperboy ({ $holder }) delivers from this database: it sends, waiting for it.
cli-post-filtered = Channel { $channel }: nothing to post, since every paper has too few votes or was posted there before.
cli-post-failed = Channel { $channel } failed: { $reason }
cli-post-still-waits = Channel { $channel } failed: not sent yet, but planned; a running bot or the next post sends it.
# Read by scripts: the same in every language.
cli-post-counts = posted { $posted }, already had { $had }, failed { $failed }
cli-would-post = Channel { $channel } would get { $messages ->
    [one] 1 message
   *[other] { $messages } messages
 }:
cli-would-have-had = Channel { $channel } has had this day.
cli-dry-run = Nothing was planned or posted.

cli-no-channels = No channel is configured: use /channel add in Discord, or channels add here.
cli-not-configured = Channel { $channel } is not configured: channels list shows those that are.
cli-channel = { $channel } in server { $guild }: { $time } { $zone }, { $posts }, up to { $papers ->
    [one] 1 paper
   *[other] { $papers } papers
 }{ $votes ->
    [0] {""}
    [one] {" from 1 vote up"}
   *[other] {" from "}{ $votes } votes up
 }; next { $next } UTC
cli-channel-topics = only { $topics }
cli-channel-excluded = without { $topics }
cli-channel-weekdays = on { $days }
cli-channel-compact = compact
cli-channel-thread = papers in a thread
cli-channel-forum = a forum post a day
cli-channel-posts = a forum post a paper
cli-channel-publish = published to those who follow
cli-channel-still = votes stay as posted
cli-channel-role = mentions role { $role }{ $topics ->
    [0] {""}
   *[other] {" "}for { $topics }
 }
cli-name-without-channel = A name alone says too little: name its channel, too, with --channel.
cli-channel-kept = Configured: { $line }
cli-channel-zone = gets nothing, since the time zone “{ $zone }” is not known on this machine: choose another with channels add --channel { $channel } --zone
cli-channel-paused = {"  "}paused: { $reason }
cli-channel-removed = Channel { $channel } gets no more posts.

cli-exported = Wrote { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
 } to { $path }.
cli-output-failed = The output could not be written: { $problem }.
cli-export-unwritable = { $path } cannot be written: { $problem }.
cli-imported = Added { $added }, changed { $changed }, left as they were { $unchanged }.
cli-import-unreadable = { $path } cannot be read: { $problem }.
cli-import-no-json = This is not JSON, so nothing was changed: { $problem }.
cli-import-no-list = This is not a list of channels as channels export writes it, so nothing was changed.
cli-import-no-entry = Entry { $number } is not an object with the settings of a channel, so nothing was changed.
cli-import-entry = Entry { $number } is wrong, so nothing was changed: { $problem }
cli-import-twice = Channel { $channel } is listed twice, so nothing was changed.

cli-check-good = ✓ { $sentence }
cli-check-bad = ✗ { $sentence }
cli-check-no-more = ✗ Token, store and source were not tried: they need a configuration.
cli-check-configuration = The configuration can be used.
cli-check-token = The token is that of { $user }.
cli-check-store = The database { $url } can be used; { $channels ->
    [0] no channel is configured
    [one] 1 channel is configured
   *[other] { $channels } channels are configured
 }.
cli-check-source = Hugging Face lists { $papers ->
    [0] no papers
    [one] 1 paper
   *[other] { $papers } papers
 } for { $day }.
cli-check-model = The language model { $model } sums up as asked ({ $written }): { $tokens } tokens in { $seconds } s, “{ $bullet }”
cli-check-model-odd = The language model { $model } does not write three usable bullets ({ $written }): { $problem }. Choose another one.
cli-check-unexpected = Nobody expected this: { $problem }.

cli-show-stand-ins = { $papers ->
    [one] 1 paper has
   *[other] { $papers } papers have
  } no Korean bullets yet: English stands in.

cli-demo-not-installed = The demo needs the simulated Discord, which is not installed: run make demo, or pip install --editable ".[demo]".

cli-summarising = Summarising
cli-summarised = {"  "}{ $id }  { $tokens } tokens, price { $price }  { $title }
cli-not-summarised = {"  "}{ $id }  shown from its abstract  { $title }
cli-summary-held = {"  "}{ $id }  is held until { $until } by another summarize, or by one that was killed.
cli-summary-held-by-bot = {"  "}{ $id }  is held until { $until } by the running bot { $holder }, or by another summarize.
cli-would-summarise = {"  "}{ $id }  about { $tokens } tokens, price { $price }  { $title }
cli-summarised-day = { $day } ({ $written }): { $papers ->
    [one] 1 paper
   *[other] { $papers } papers
 } with { $tokens } tokens, price { $price }.
cli-channel-order = ordered by likeness to { $papers } papers
cli-channel-order-both = ordered by votes and by likeness to { $papers } papers
cli-channel-weekly = weekly post on { $day } at { $time }
