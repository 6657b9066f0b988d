status-channel = Channel { $channel } in server { $guild }, at { $time } { $zone }, next { $next }
status-posted = posted
status-late = late
status-due = due
status-empty = empty
status-filtered = filtered
status-merged = merged
status-skipped = skipped
status-failed = failed
status-paused = paused
status-unconfirmed = unconfirmed
status-before = –
status-posted-at = { $messages ->
    [one] 1 message
   *[other] { $messages } messages
 } by { $at }
status-why-before = not this channel's: it was added later, or was past that day already
status-why-weekend = weekend
status-why-nothing-listed = Hugging Face listed nothing
status-why-due = comes at { $due }
status-why-source = due at { $due }, but Hugging Face could not be asked since { $since }: { $reason }
status-why-not-fetched = due at { $due }, but the list has not been fetched: is the bot running?
status-why-not-planned = due at { $due }, and fetched, but not planned: is the bot running?
status-why-waiting = waits for its turn since { $since }
status-why-retried = not taken by Discord since { $since }, next try { $next }: { $reason }
status-why-paused = paused since { $since }: { $reason }
status-why-suspended = paused by hand since { $since }: resume it with `/channel list`
status-why-suspended-then = was paused by hand; can be posted with `/channel post`
status-why-filtered = no paper left: too few votes, off the topics, or posted before
status-why-merged = its papers were ranked with those of a later day, in whose post they stand
status-why-skipped = too old after an absence; post it with: { $program } post
status-why-failed = planned { $since }, refused by Discord: { $reason }
status-why-unconfirmed = perhaps posted, the history could not be read: { $reason }
status-why-fetched-late = due at { $due }, but the list could be fetched only later
status-why-sent-late = due at { $due }; last trouble: { $reason }
status-doubt = Since { $since }: { $reason }
status-bot-runs = The bot is running ({ $holder }).
status-leads = The bot is running ({ $holder }) with the shards { $shards }: it leads.
status-follows = The bot is running ({ $holder }) with the shards { $shards }: it answers commands.
status-no-bot = No bot is running on this database.
status-queue = { $waiting ->
    [one] 1 message waits
   *[other] { $waiting } messages wait
 } to be sent, next try { $next }.
status-queue-idle = { $waiting ->
    [0] Nothing waits to be sent.
   *[other] { $waiting } messages wait for channels that are paused.
 }
status-later = Besides, in their own time: edits of posts { $edits }, posts to publish { $publications }, weekly posts { $weeks }.
status-unpublished = {"  "}{ $day }: posted, but Discord did not publish it to the servers that follow: { $reason }
status-letters = Alerts by DM: { $waiting ->
    [one] 1 waits
   *[other] { $waiting } wait
 } to be sent, next try { $next }.
status-letters-idle = Alerts by DM: none waits to be sent.
status-letters-held = Alerts by DM: { $held } held, because { $held ->
    [one] its reader
   *[other] their readers
 } cannot be written to.
status-letters-failed = Alerts by DM since { $since }: { $letters } not sent: { $reason }
status-letters-unconfirmed = Alerts by DM since { $since }: { $letters } perhaps sent, but nobody could look: { $reason }
status-summaries = Summaries since { $since }: { $papers ->
    [one] 1 paper
   *[other] { $papers } papers
 } in { $calls ->
    [one] 1 call
   *[other] { $calls } calls
 }; figures flagged { $flagged }, bullets dropped { $dropped }, papers left to their abstract { $fallbacks }.
status-tokens = Tokens today (UTC): { $used } of { $daily }, of them for requests { $asked }.
status-tokens-spent = The day's tokens are spent: abstracts are shown until 00:00 UTC.
