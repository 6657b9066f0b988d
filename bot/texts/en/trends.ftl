trends-title = Papers per week · { $weeks ->
    [one] the week of { $last }
   *[other] { $weeks } weeks, from { $first } to that of { $last }
}
trends-picture = Papers per week
trends-none = no papers
trends-summary = { $total ->
    [one] 1 paper
   *[other] { $total } papers
}, at most { $most } (week of { $week })
trends-running = The last week is not over yet.
trends-gaps = { $weeks ->
    [one] Of one week no list is stored: it is a gap (–), not a zero.
   *[other] Of { $weeks } weeks no list is stored: they are gaps (–), not zeros.
}
trends-missing = { $days ->
    [one] The list of one weekday in this span is not stored; its week may be too low.
   *[other] The lists of { $days } weekdays in this span are not stored; their weeks may be too low.
}
trends-no-keyword = Which keywords? Name up to five with “;” between them, such as `diffusion; "mixture of experts"`. Without any I take those of `/subscribe`, and you have none yet.
trends-too-many = At most { $most } keywords fit into one picture. Leave some out.
