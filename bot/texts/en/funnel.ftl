funnel-apology = Something went wrong on my side, sorry. If it happens again, tell whoever runs this bot the reference `{ $reference }`.
funnel-missing = For this you need the permission { $permissions } in this server.
funnel-servers-only = This works in a server only, not in direct messages.
funnel-outdated = This command has changed. Reload Discord (Ctrl+R, or restart the app) and try again.
funnel-unreadable = This button or list no longer works. Use the command that made it again.
funnel-bad-value = I cannot find what you chose, or may not see it. Choose again, or give me “View Channel” there.
permission-view-channel = “View Channel”
permission-send-messages = “Send Messages”
permission-embed-links = “Embed Links”
permission-read-message-history = “Read Message History”
permission-create-public-threads = “Create Public Threads”
permission-send-messages-in-threads = “Send Messages in Threads”
permission-manage-threads = “Manage Threads”
permission-mention-everyone = “Mention @everyone, @here, and All Roles”
permission-manage-server = “Manage Server”
admission-busy = One thing at a time: what you asked for before is still at work. Try again in a few seconds.
admission-too-much = That was a lot at once. Please try again in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
