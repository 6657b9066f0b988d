alerts-known = You already have this keyword, as **{ $keyword }**.
alerts-full = You have { $most } keywords, which is the most. Delete one with `/unsubscribe` first.
alerts-gone = I have deleted **{ $keyword }** from your keywords.
alerts-unknown = You have no such keyword. `/subscriptions` lists the ones you have.
alerts-none = You have no keywords. Save one with `/subscribe`.
alerts-draft-gone = This trial has expired or is saved already. Use `/subscribe` again.

alerts-try-head = **{ $keyword }** would have matched { $count ->
    [one] 1 paper
   *[other] { $count } papers
 } of { $papers } in the last 30 days. It is not saved yet.
alerts-try-nothing-stored = **{ $keyword }** can be read, but I have no finished days of the last 30 to try it on. It is not saved yet.
alerts-try-line = - { $paper } · { $where }
alerts-try-more = { $count ->
    [one] … and 1 more
   *[other] … and { $count } more
 }
alerts-try-wide = ⚠ That is more than 40 % of the papers. Add a word, or exclude one: `{ $example }`
alerts-try-names = Did you mean { $names }? Without quotation marks only one word counts as the name.
alerts-try-others = Also known as { $names }. A button below includes these names.
alerts-try-near = Much like what you have already: { $keywords }
alerts-save = Save
alerts-change = Change
alerts-widen = Include other names
alerts-kept = I have saved **{ $keyword }**. I look at each day's papers once the day is finished, beginning with { $day }, and send you one DM a day at most, only when something new matches. The first can come { $at }. `/subscriptions` changes the hour.
alerts-kept-closed = But Discord says that you take no DMs from me. Allow them in the privacy settings of a server that we share; `/subscriptions` then tries again.
alerts-kept-unreachable = But Discord lets me send you no DM: we share no server. What matches waits for you, and I show it at your next command; with me in a server of yours it comes by DM.
alerts-kept-elsewhere = I am not in this server or group, so Discord may take no DM from me to you. Then what matches waits, and I show it at your next command.
where-title = title
where-abstract = abstract
where-authors = authors
where-ai_keywords = topics
where-bullets = summary
where-organization = organization

alerts-list = You have { $count ->
    [one] one keyword
   *[other] { $count } keywords
} (of { $most } at most). { $hour }
alerts-hour-own = Your DMs come at { $time } ({ $zone }), one a day at most.
alerts-hour-unknown = The time zone `{ $zone }` is not known here any more: choose another. Until then: { $line }
alerts-hour-finished = Your DMs come when the day is finished, at { $at }, one a day at most.
alerts-line = - **{ $keyword }** · { $count ->
    [one] 1 paper
   *[other] { $count } papers
 } in 30 days
alerts-line-paused = { $line } · paused
alerts-line-snoozed = { $line } · snoozed until { $until }
alerts-line-unreadable = { $line } · cannot be read by today's rules: delete it and save it anew
alerts-pick = Choose a keyword…
alerts-chosen = Chosen: **{ $keyword }**
alerts-remove = Delete
alerts-pause = Pause
alerts-resume = Resume
alerts-snooze = Snooze a week
alerts-hour = Hour and zone
alerts-hour-title = When your DMs come
alerts-hour-time = Time, such as 21:00 (empty: day finished)
alerts-hour-zone = Time zone: a city, such as Seoul
alerts-bad-zone = I need one time zone: its name, such as `Asia/Seoul`, or a city, such as `Berlin` or `서울`. Press “{ alerts-hour }” again and type one.
alerts-snoozed = **{ $keyword }** sleeps until { $until }.

alerts-unreachable = Discord says since { $since } that we share no server, so your alerts are held. Invite me to a server of yours, or join one that I am in, then try again.
alerts-closed = Discord says since { $since } that you take no DMs from me, so your alerts are held. Allow direct messages in the privacy settings of a server that we share, then try again.
alerts-held = This is what was held for you:
alerts-show-held = Show what was held
alerts-nothing-held = Nothing is held for you.
alerts-retry = Try the DM again
alerts-retrying = I try to send what was held by DM now.
alerts-retrying-nothing = Nothing was held. Your next alert is tried by DM again.

letters-head = Your keywords: { $count ->
    [one] 1 new paper
   *[other] { $count } new papers
 }, up to { $day }
letters-stop = Stop a keyword…
letters-snooze = Snooze a keyword for a week…
letters-rest = { $count ->
    [one] Show 1 more
   *[other] Show { $count } more
 }
