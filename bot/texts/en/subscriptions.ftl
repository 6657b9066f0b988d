subscription-several = This channel has several subscriptions: name one of { $names }. “” is the one without a name.
subscription-too-many = This server has { $most } subscriptions, which is as many as one may have: remove one first.
subscription-moves = Channel { $channel } is in server { $known }, not in { $given }: correct the server's id, or remove the channel first.
subscription-missing = “{ $name }” of the channel is missing.
subscription-unknown = “{ $name }” is not a setting of a channel.
subscription-bad-id = “{ $value }” is not a Discord id: turn on Developer Mode in Discord and choose Copy ID.
subscription-bad-due-time = “{ $value }” is not a time of day: write it as 09:00, 21:30 or 9pm.
subscription-bad-zone = “{ $value }” is not a time zone: write its name, such as Asia/Seoul, or one city, such as Berlin.
subscription-bad-language = “{ $value }” is not a language of Paperboy: choose ko or en.
subscription-bad-papers = “{ $value }” is not a number of papers: choose 1 to { $most }.
subscription-bad-min-votes = “{ $value }” is not a number of votes: choose 0 to 999,999,999.
subscription-bad-edit-late = “{ $value }” is neither true nor false.
subscription-bad-publish = “{ $value }” is neither true nor false.
subscription-bad-name = “{ $value }” cannot be the name of a subscription: take up to { $longest } letters and digits, with hyphens between them.
subscription-bad-layout = “{ $value }” is not a layout: choose full, compact, thread, forum or posts.
subscription-bad-role = “{ $value }” is not a role that can be mentioned: copy the id of a role other than @everyone.
subscription-bad-weekdays = “{ $value }” names no weekday: write for example mon, wed, fri, or mon-fri.
subscription-bad-topics = The topics cannot be read: write one keyword a line.
subscription-too-many-topics = A list of topics has at most { $most } keywords.
preview-day = { $day }: of { $listed ->
    [one] 1 paper
   *[other] { $listed } papers
 } { $qualifying } would qualify, { $selected } would be shown.
preview-votes = Nothing will come: no paper of the last { $days } days has { $votes } votes, the most voted one has { $most }.
preview-topic = No paper of the last { $days } days fits the topic “{ $topic }”.
preview-excluded = Nothing will come: what the topics leave of the last { $days } days is all excluded.
preview-weekday = Posts on { $weekday } never bring anything: no papers are listed on Saturdays and Sundays.
subscription-bad-order = “{ $value }” is not an order: choose votes, examples or both.
subscription-bad-examples = I need { $fewest } to { $most } papers, by arXiv ids or links; I can read { $papers } there.
subscription-unknown-examples = No source knows these papers now: { $papers }. Correct or remove them.
subscription-bad-weekly = “{ $value }” is not one weekday: write for example fri, or none.
