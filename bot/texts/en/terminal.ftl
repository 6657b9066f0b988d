# The terminal's texts, word for word as they stand in click and in bot/cli: each is asked for by its English,
# and a line here is a paragraph there. English readers get those, so that nothing need be read for them.

# Click's own.
terminal-usage = Usage:
terminal-options-heading = Options
terminal-commands-heading = Commands
terminal-options-place = [OPTIONS]
terminal-command-place = COMMAND [ARGS]...
terminal-help = Show this message and exit.
terminal-version = Show the version and exit.
terminal-default = default: { $default }
terminal-required = required
terminal-missing-argument = Missing argument
terminal-missing-option = Missing option
terminal-missing-command = Missing command.
terminal-no-such-option = No such option { $name }.
terminal-no-such-command = No such command { $name }.
terminal-did-you-mean = Did you mean { $possibility }?
terminal-did-you-mean-one-of = (Did you mean one of: { $possibilities }?)
terminal-invalid-value = Invalid value for { $param_hint }: { $message }
terminal-not-one-of = { $value } is not one of { $choices }.
terminal-not-a-number = { $value } is not a valid { $number_type }.
terminal-not-in-range = { $value } is not in the range { $range }.
terminal-option-wants-value = Option { $name } requires an argument.
terminal-option-takes-no-value = Option { $name } does not take a value.
terminal-extra-argument = Got unexpected extra argument ({ $args })
terminal-extra-arguments = Got unexpected extra arguments ({ $args })

# The commands, in the order of `--help`.
terminal-paperboy = Paperboy posts each day's papers to Discord.
terminal-config = Configuration; else $PAPERBOY_CONFIG, else config.toml.
terminal-run-short = Be the bot until stopped.
terminal-demo-short = See the bot at work in a simulated Discord.
terminal-check-short = Try configuration, token, store, source and language model.
terminal-collect-short = Fetch days into the store.
terminal-show-short = Print a day's digest.
terminal-export-short = Write days to files.
terminal-import-short = Read days from the files of an archive.
terminal-post-short = Post a day now to the configured channels.
terminal-summarize-short = Have a day's papers summed up by the language model.
terminal-status-short = Tell what became of each channel's days, and why.
terminal-backup-short = Copy the database while the bot runs.
terminal-restore-short = Put a backup in the place of the database.
terminal-db-short = Move the database, or say that it was put back.
terminal-help-short = Print a text about a topic, such as operation.
terminal-channels-short = List and change the configured channels.
terminal-run = Be the bot until SIGINT or SIGTERM: collect, post what is due, answer commands.
terminal-demo = See the real bot in a simulated Discord: no token, no account, no network.
terminal-demo-port = Of the page on 127.0.0.1; else any free one.
terminal-demo-language = The visitor's, and the channel's; else that of LANG.
terminal-check = Try configuration, token, store, source and language model, each for itself; exit code 1 if any fails.
terminal-collect = Fetch DAY, or all days from DAY on to another, into the store.
terminal-day = DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest.
terminal-collect-to = The last of several days.
terminal-show = Print the digest of DAY, which is fetched if the store lacks it.
terminal-show-day = DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest. The exit code is 1 if it lists no papers: there is nothing to print.
terminal-language = Of the bullets.
terminal-show-papers = How many at most; else all of the day.
terminal-export = Write DAY, or the stored days --from one --to another, as one file each.
terminal-export-day = DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest; a single one is fetched if the store lacks it. A day that was imported in the language is written as Markdown just as its archive had it. The exit code is 1 if there was nothing to write.
terminal-export-from = The first of several days; else the store's first.
terminal-export-to = The last of several days; else the store's last.
terminal-export-out = Where to: one file a day, named by the day.
terminal-import = Read days from the files of a Markdown archive; of a folder, all that end in .md.
terminal-import-nothing-is-posted = Nothing is posted. What the source has told of a paper or a day is kept, and importing again changes nothing. The report says what was odd or skipped, and in which line.
terminal-post = Post DAY now to all configured channels, never twice to one.
terminal-post-day = DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest; it is fetched if the store lacks it. The last line is “posted N, already had N, failed N”, counting channels; one for which no paper is left (too few votes, or all posted before) has a line of its own and is in none of the three. The exit code is 1 if any failed: what is not refused for good is tried again by a running bot, or by the next post. It is 2 if no channel is configured, and 0 for a day that lists no papers, such as a Saturday.
terminal-post-channel = Only this one of the configured channels.
terminal-post-name = Only its subscription of this name; without: all of them.
terminal-post-dry-run = Say what would be posted, change nothing.
terminal-post-partial = Post even a day that is not finished.
terminal-summarize = Have the papers of DAY that channels show in a language summed up, and tell what each took.
terminal-summarize-which = Without a channel in that language it is as many papers as a new channel would show. Papers that have bullets are not summed up again; a paper that failed lately is tried at once.
terminal-summarize-day = DAY is a date such as 2024-04-03 (UTC), today, yesterday or latest. The exit code is 1 if it lists no papers: there is nothing to sum up.
terminal-summarize-dry-run = Estimate tokens and price; ask no model.
terminal-status = Tell what became of each channel's days, why, and what waits to be sent.
terminal-status-days = How far back.
terminal-json = As JSON, times in UTC.
terminal-channels = List and change the configured channels: the same settings as with /channel.
terminal-channels-list = List the configured channels.
terminal-channels-add = Configure a channel, or change a configured one: what is not named stays as it is.
terminal-channels-guild = The server's id.
terminal-channels-channel = The channel's id.
terminal-channels-add-name = Of one of several subscriptions of the channel; none: the first.
terminal-channels-time = When to post, in the zone; 09:00 if never given.
terminal-channels-zone = Time zone or city; Asia/Seoul if never given.
terminal-channels-language = Of the posts; ko if never given.
terminal-channels-papers = At most so many a day, 1 to 20; 10 if never given.
terminal-channels-min-votes = Only papers with so many votes; 0 if never given.
terminal-channels-edit-late = Put bullets that come within 6 hours after a post into it; no if never given.
terminal-channels-live-votes = Edit posts hours later with the votes of then and late bullets; yes if never given.
terminal-channels-topics = Only papers that fit one of them, as in /subscribe; “;” between.
terminal-channels-exclude = No paper that fits one of them.
terminal-channels-weekdays = Local days of posting, such as mon-fri; every day if never given.
terminal-channels-layout = An embed a paper, one message, a thread, a forum post a day, or one a paper; full if never given.
terminal-channels-publish = Publish posts of an announcement channel to those who follow it; no if never given.
terminal-channels-role = Mentioned once a post; “” for none.
terminal-channels-role-topics = Mentioned only for a paper that fits one of them.
terminal-channels-remove = Post in a channel no more. What it has had is remembered.
terminal-channels-remove-name = Of one of several subscriptions of the channel.
terminal-channels-export = Write all channels to FILE as JSON; “-” is stdout.
terminal-channels-import = Add and change channels as FILE says, which `export` wrote; “-” is stdin.
terminal-channels-import-all = Nothing is changed unless all of it is right. Channels that FILE does not name stay as they are.
terminal-channels-order = Most voted first, most like the --like papers first, or the mean of both; votes if never given.
terminal-channels-like = 3 to 20 papers that describe a topic, by ids or links; “” for none.
terminal-channels-weekly = Local day of a weekly post, such as fri; none for none.
terminal-channels-weekly-time = When to post it, in the zone; 18:00 if never given.

# backup, restore
terminal-backup = Copy the database into FILE, while the bot runs.
terminal-backup-again = An earlier backup of that name is replaced once the new one is whole.
terminal-restore = Put the backup FILE in the place of the database, which is kept beside it; the bot must not run.
terminal-restore-looks = What went out since the backup is looked for in Discord before it is sent. Who had their data erased since is erased again, if the database until now knows of it.

# db
terminal-db = Move the database to another one, or say that it was put back.
terminal-db-copy = Put all that is in the database FROM into the empty database TO; no bot may run.
terminal-db-copy-compares = Both are named as in store.url, which is TO if that is left out. All rows are compared in the end; if the command is ended before, TO stays empty, and FROM stays as it is in any case.
terminal-db-restored = Say that the database was put back by other tools, such as pg_restore; no bot may run.
terminal-db-restored-looks = What went out since the backup is looked for in Discord before it is sent, and who had their data erased since is erased again. Without a moment it counts as of the last thing that it remembers.
terminal-db-restored-taken-at = When the backup was taken, as 2026-04-03T04:00 (UTC).

# help
terminal-help-topic = Print the text about TOPIC, or the names of all topics.
terminal-help-file = A topic with an ending is a file to be used as it is, such as alerts.yml for Prometheus.
