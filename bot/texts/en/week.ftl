week-title = The week · { $first } – { $last }
week-best = Best of { $papers ->
    [one] 1 paper
   *[other] { $papers } papers
}:
week-risers = Risers: votes since they were listed
week-rise = ▲ { $before } → { $now }
week-saved = Most saved in this server
week-people = 🔖 { $count } people
week-picture = Most voted papers of the week
week-votes-listed = votes when listed
week-votes-since = votes since
week-bar = { $title }: { $before } votes when listed, { $now } now
