backup-copying = Copying
backup-done = Copied the database to { $file } ({ $megabytes } MB): all until { $at }.
restore-done = The database is again as in { $file }, of { $at }. What the bot has posted since then is looked for in Discord before anything is sent, so that nothing comes twice.
erased-again = { $people ->
    [0] As far as is known here, nobody had their data erased since then.
    [one] 1 person had their data erased since then, and was erased again.
   *[other] { $people } people had their data erased since then, and were erased again.
 }
erased-unknown = Not everybody who had their data erased since then is known here, so what was theirs may be stored again: tell those of whom you know.
restore-kept = The database until now is kept as { $file }.
restore-bot-runs = A Paperboy ({ $holder }) is delivering from the database: stop it, then restore.
restore-onto-itself = { $file } is the database itself: name a backup of it.
copy-foreign = { $file } is not a database of Paperboy.
copy-unreadable = { $file } cannot be read: { $problem }.
copy-damaged = { $file } is damaged, so nothing was changed: { $problem }.
copy-onto-itself = { $file } is the database itself: name another file for the backup.
copy-would-overwrite = { $file } is something else than a backup: name another file, or delete it first.
copy-failed = The database could not be copied to { $file }: { $problem }.
copy-of-server = The database is on a PostgreSQL server, whose own tools copy it and put it back, pg_dump and pg_restore: “paperboy help operation” has the commands.
transfer-done = Copied { $rows } rows of { $tables } tables into { $target }, and compared them. Name it in store.url of the configuration before a bot starts.
transfer-was-done = All { $rows } rows of { $tables } tables are in { $target } already. Name it in store.url of the configuration before a bot starts.
transfer-onto-itself = FROM and TO are the same database: name another one.
transfer-no-database = Name each database as in store.url: sqlite+aiosqlite:///path/to/file or postgresql+asyncpg://user@host:port/database.
transfer-bot-runs = A Paperboy ({ $holder }) is delivering from one of the databases: stop it first.
transfer-waits = A Paperboy ({ $holder }) had one of the databases and seems to have died: waiting until its lease is over, or it shows that it lives.
transfer-not-empty = TO has rows that FROM has not, in the table { $table }: name an empty database.
transfer-unreadable = In the table { $table } the row { $row } has something in the column { $column } that the other database does not take. Nothing was copied: mend or delete that row first.
transfer-differs = After the copy the table { $table } has other rows than before ({ $rows } instead of { $copied }), so nothing was kept. Please tell the makers of Paperboy.
restored-done = The database counts as one of { $at }. What the bot has posted since then is looked for in Discord before anything is sent, so that nothing comes twice.
restored-no-moment = Write the moment as 2026-04-03T04:00, in UTC.
