ready-good = good
ready-waits = another Paperboy ({ $holder }) delivers from this database, and this one waits until it stops
ready-not-logged-in = Discord has not taken the bot's log-in yet
ready-no-gateway = the connection to Discord's gateway is interrupted: posts go out, commands are not answered
ready-leads = leads, with the shards { $shards }
ready-follows = answers commands, with the shards { $shards }; another process leads
ready-source = { $day } is over, and the source has not given it yet: { $problem }
ready-overdue = { $channels ->
    [one] 1 channel has
   *[other] { $channels } channels have
 } waited for a post for more than an hour

help-topics = Name one of these topics:
 { $topics }
help-no-topic = There is no topic “{ $topic }”. Name one of { $topics }.
help-no-topic-near = There is no topic “{ $topic }”. Did you mean “{ $near }”? Else name one of { $topics }.
