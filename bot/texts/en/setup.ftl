setup-title = **New: daily papers in { $channel }**
setup-title-edit = **Change the daily papers in { $channel }**
setup-intro = Nothing is posted before you press “{ $start }”.
setup-when = When
setup-when-daily = { $time } ({ $zone })
setup-when-days = { $time } ({ $zone }), on { $days }
setup-look = Language and layout
setup-papers = Papers
setup-papers-most = { $papers ->
    [one] 1 paper a post
   *[other] up to { $papers } papers a post
}{ $votes ->
    [0] {""}
    [one] {", at least 1 vote each"}
   *[other] {", at least "}{ $votes } votes each
}
setup-late = late summaries are put in
setup-live = votes are brought up to date
setup-topics = Only on
setup-excluded = Not on
setup-role = Mentions
setup-role-for = { $role }, if a paper is on { $topics }
setup-publish = Published
setup-publish-followers = to the servers that follow this channel
setup-tag-there = ✅ This forum requires a tag: posts get those that fit, or “{ $tag }”
setup-tag-missing = ❌ This forum requires a tag, and all of its tags are for moderators: add one in the forum's settings that is not
setup-layout-full = Full: an embed for each paper
setup-layout-compact = Compact: a few lines for each paper
setup-layout-thread = Thread: a headline, the papers in its thread
setup-layout-forum = Forum: one post a day
setup-layout-posts = Forum: one post a paper
setup-permissions = My permissions there
setup-permissions-missing = My permissions there: { $count ->
    [one] one is missing
   *[other] { $count } are missing
}
setup-permission-there = ✅ { $permission }
setup-permission-missing = ❌ { $permission }: switch it on for me in the channel's settings, under Permissions
setup-role-silent = ⚠️ My mention of { $role } would reach nobody: allow anybody to mention it in the role's settings, or give me { $permission } there.
setup-next = Next post
setup-preview = Preview
setup-preview-empty = I have no finished day stored yet, so there is nothing to preview.
setup-preview-nothing = Nothing of that day would be posted.
setup-caution = ⚠️ { $caution }
setup-rejected = ❗ { $problem }
setup-rejected-hint = What you typed is not lost: press “{ $correct }”.
setup-choose-channel = Choose the channel
setup-choose-subscription = Choose which of this channel's subscriptions to change
setup-subscription-first = The one without a name
setup-subscription-new = New: { $name }
setup-start = Start
setup-save = Save changes
setup-start-now = Start and post the latest now
setup-save-now = Save and post the latest now
setup-again = Check again
setup-correct = Correct…
setup-change-when = Time, language, layout…
setup-change-papers = Which papers…
setup-change-role = Mention, publish…
setup-copy = Copy from…
setup-copy-about = From which channel
setup-another = Another for this channel…
setup-label-time = Time
setup-label-time-about = Such as 09:00, 21:30 or 9 pm
setup-label-zone = Time zone
setup-label-zone-about = A city such as Berlin, or a name such as Europe/Berlin
setup-label-weekdays = Days of posting
setup-label-weekdays-about = Papers of the days between come together
setup-label-language = Language of the posts
setup-label-layout = Layout
setup-label-number = How many papers at most
setup-label-number-about = 1 to { $most }
setup-label-votes = Least votes
setup-label-votes-about = 0: all papers
setup-label-topics = Only on these topics
setup-label-topics-about = Keywords as in /subscribe, one a line; empty: all
setup-label-excluded = Not on these topics
setup-label-excluded-about = Keywords, one a line
setup-label-edits = Put into the post afterwards
setup-label-late = Late summaries, as soon as they are there
setup-label-live = Current votes and late summaries, some hours later
setup-label-role = Role to mention, once a post
setup-label-role-topics = Only if a paper is on one of these
setup-label-role-topics-about = Keywords, one a line; empty: always
setup-label-publish = Publish posts to the servers that follow
setup-label-name = Short name
setup-label-name-about = Up to { $longest } letters and digits, such as robots
setup-started = ✅ { $channel } gets the daily papers:
setup-over = This dialogue is over or not yours, so nothing was changed: begin with `/channel setup`.
setup-gone = This subscription is not there any more, so nothing was changed: begin again with `/channel setup`.
setup-changed = Somebody has changed this subscription since you opened the dialogue, so I left it as it is: begin again with `/channel setup`.
setup-name-taken = “{ $name }” is the name of another subscription of this channel: choose another one.
setup-wrong-channel = I cannot post there, or you cannot see it: take a text or announcement channel, or a thread in one.
setup-order = Order
setup-order-examples = like { $papers } example papers
setup-order-both = votes, and like { $papers } example papers
setup-change-order = Order…
setup-label-order = Which papers come first
setup-label-examples = Papers like these
setup-label-examples-about = { $fewest } to { $most } arXiv ids or links; they count in the order, and are no one's saved papers
setup-order-no-examples = The order is that of votes until you name papers under “{ $label }”.
setup-weekly = Weekly post
setup-when-weekly = { $day }, { $time }
setup-change-weekly = Weekly post…
setup-weekly-none = No weekly post
setup-label-weekly = A weekly post on
setup-label-weekly-about = The best of the week, risers, and what was saved most in this server
