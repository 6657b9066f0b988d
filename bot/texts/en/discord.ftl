discord-token-rejected = Discord rejects the bot's token ({ $reason }): copy a new one from the developer portal into the configuration and start again.
discord-unreachable = Discord cannot be reached: { $problem }.
discord-unreachable-yet = Discord cannot be reached yet ({ $problem }): trying again until it answers.
discord-odd = What answers under discord.api_url does not answer as Discord does ({ $problem }): check that setting, and any proxy in between.
discord-commands-refused = Discord did not take the bot's commands ({ $problem }): they stay as they were, the bot posts all the same, and the next try is in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}.
discord-gateway-unreachable = Discord's gateway cannot be reached ({ $problem }): trying again. Posts go out all the same; commands are answered once it is back.
discord-gateway-slow = Of the { $total } sessions that Discord lets the bot begin in a day { $remaining } are left: those are spread over the rest of the day, and the next one begins at { $next } UTC. Posts go out all the while. What makes the bot begin so many stands above, or in its supervisor's log.
discord-gateway-starts = Discord lets the bot make no new connection to its gateway for { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}, because it has made too many today: waiting. Posts go out all the same; commands are not answered until then.
discord-gateway-sharding = Discord's gateway refuses the bot for good (code { $code }): start it again, so that it asks anew for its number of shards.
discord-gateway-version = Discord's gateway refuses the bot for good (code { $code }): it speaks a version that Discord no longer knows, so update Paperboy.
discord-gateway-intents = Discord's gateway refuses the bot for good (code { $code }): it asks for intents that Discord does not give it, so update Paperboy.
notice-paused = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Give me “View Channel”, “Send Messages” and “Embed Links” there, then use `/channel add` in it to start again at once.
notice-paused-archived = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Open the thread again, for instance by writing in it, then use `/channel add` in it to start again at once.
notice-paused-locked = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Unlock the thread, then use `/channel add` in it to start again at once.
notice-paused-tag = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Add a tag to the forum that is not for moderators alone, then use `/channel add` for it to start again at once.
notice-paused-kind = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Use `/channel add` in a text or announcement channel, and `/channel remove` for this one.
