channels-added = { $channel } gets the daily papers:
channels-next = Next post: { $at } ({ $distance })
channels-next-late = Due since { $since }: it comes as soon as the list is there.
channels-missing = ⚠️ I lack permissions there: { $permissions }. Give them to me in the channel's settings, or posts will not arrive reliably.
channels-not-subscribed = { $channel } does not get the daily papers. Add it with `/channel add`.
channels-role-silent = ⚠️ Nobody is notified by mentions of { $role }: let anyone mention that role in the server's settings, or give me “Mention @everyone, @here and All Roles” there.
channels-wrong-kind = I post in text and announcement channels, forums and threads only. Use this command in one, or name one.
channels-bad-layout = { $channel } takes the layouts { $layouts } only.
channels-no-followers = Only posts in an announcement channel can be published; { $channel } is none.
channels-bad-time = I need a time of day from 00:00 to 23:59, such as `09:00`, `21:30` or `9 pm`.
channels-bad-zone = I need the name of a time zone, such as `Asia/Seoul` or `Europe/Berlin`. Type a city and choose from what is offered.
channels-none = No channel of this server gets the daily papers yet. Add one with `/channel add`.
channels-unknown-zone = ⚠️ Nothing comes here: the time zone { $zone } is not known where I run. Choose another with `/channel add`.
channels-paused = ⏸️ Paused since { $since }: { $reason }. I am trying again now.
channels-failed = ❌ { $day }, message { $part } of { $parts } was refused: { $reason }
channels-unconfirmed = ❔ { $day }, message { $part } of { $parts } may be there or not, so I did not post it again: { $reason }
channels-post-now = Post the latest now
channels-page-before = ◀ Back
channels-page-after = More ▶
channels-nothing-yet = Nothing is listed for the last days, so there is nothing to post yet.
channels-latest-coming = The papers of { $day } are on their way to { $channel }.
channels-latest-had = { $channel } has had the papers of { $day }, and they are the newest.
channels-latest-filtered = Nothing of { $day } is left for { $channel }: its papers have too few votes or were posted there before.
channels-latest-unconfirmed = The papers of { $day } may be in { $channel } already, so I do not post them again.
channels-settings = { $time } ({ $zone }) · { $spoken } · { $papers ->
    [one] 1 paper
   *[other] up to { $papers } papers
}{ $min_votes ->
    [0] {""}
    [one] {" · at least 1 vote each"}
   *[other] {" · at least "}{ $min_votes } votes each
}{ $late ->
    [1] {" · "}late summaries are put in
   *[other] {""}
}{ $live ->
    [0] {" · "}votes stay as posted
   *[other] {""}
}
channels-list = { $count ->
    [one] One channel of this server gets
   *[other] { $count } channels of this server get
} the daily papers:
channels-not-invited = I am not in this server, only my commands are. Invite me again, with the scope “bot”.
