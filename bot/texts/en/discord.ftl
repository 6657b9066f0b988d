discord-token-rejected = Discord rejects the bot's token ({ $reason }): copy a new one from the developer portal into the configuration and start again.
discord-unreachable = Discord cannot be reached: { $problem }.
notice-paused = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Give me “View Channel”, “Send Messages” and “Embed Links” there, then use `/channel add` in it to start again at once.
notice-paused-archived = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Open the thread again, for instance by writing in it, then use `/channel add` in it to start again at once.
notice-paused-locked = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Unlock the thread, then use `/channel add` in it to start again at once.
notice-paused-kind = I cannot post the daily papers in { $channel }: { $reason }. I will try again at each posting time for two weeks. Use `/channel add` in a text or announcement channel, and `/channel remove` for this one.
