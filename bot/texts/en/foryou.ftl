foryou-title = For you · { $day }
foryou-votes = ▲ { $count }
foryou-like-saved = like *{ $title }*, which you saved: { $words }
foryou-too-few = I order a day by what you save, from { $needed } papers on; you have { $saved }. Until then votes decide. The button 🔖 below an opened paper saves it.
foryou-like-title = Like { $title }
foryou-shared = both speak of { $words }
foryou-nothing-like = No stored paper is like this one.
foryou-days = { $first } – { $last }
foryou-refused = not for you: papers like it come later
foryou-starters-title = What do you like?
foryou-starters = { $missing ->
    [one] I order the papers by what you save, and need one more (you have { $saved }).
   *[other] I order the papers by what you save, and need { $missing } more (you have { $saved }).
} Choose below what you would keep: these are of the last month, on many topics.
foryou-pick = Choose what you would keep…
foryou-save = 🔖 Save, or take off your list…
foryou-refuse = Not for me, or take that back…
foryou-option-saved = 🔖 is on your list: choose to take it off
foryou-option-refused = is not for you: choose to take that back
foryou-by-votes = By votes instead
foryou-refused-now = Noted: papers like *{ $title }* come later from now on. Only you see this, and you can take it back.
foryou-refused-no-more = Taken back: *{ $title }* counts no longer.
foryou-saved-now = Saved: *{ $title }*. `/saved` shows your list.
foryou-saved-no-more = *{ $title }* is off your list.
foryou-undo = Take back
foryou-daily-on = Daily DM: switch on
foryou-daily-off = Daily DM: switch off
foryou-daily-is-on = From now on your daily DM has the three to five papers that are nearest to what you save, on days that have some clearly nearer than usual. `/subscriptions` sets its hour.
foryou-daily-is-off = Your daily DM has no papers for you any more; those of your keywords stay.
foryou-none = There are no papers in these days.
foryou-gone = That paper is not stored any more.
foryou-like = More like this
foryou-like-choose = Which one?
foryou-like-choose-menu = More like…
foryou-letter = For you: like what you saved
foryou-letter-reason = like { $title }, which you saved: { $words }
foryou-week = This week
