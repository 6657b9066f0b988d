admin-owners-only = This is for the owners of the bot, in their own server.
admin-too-many-days = At most { $most } days can be fetched at once: name a shorter span.
admin-collected = ✅ { $day }: { $papers ->
    [one] 1 paper
   *[other] { $papers } papers
}
admin-not-collected = ❌ { $day }: { $reason }
admin-gateway = Gateway: { $guilds ->
    [one] 1 server
   *[other] { $guilds } servers
}, { $milliseconds ->
    [-1] not connected
   *[other] { $milliseconds } ms
}
admin-store = Store: answers, { $subscriptions ->
    [one] 1 channel subscription
   *[other] { $subscriptions } channel subscriptions
}; delivering: { $holder }
admin-letters = Alerts by DM: { $waiting } waiting, { $held } held for readers who cannot be written to
admin-synced = ✅ Discord has taken the commands. Reload Discord (Ctrl+R) to see changes.
admin-not-synced = ❌ Discord did not take the commands: { $reason }
