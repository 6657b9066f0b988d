saved-save = Save
saved-is-saved = Saved
saved-removed = This paper is off your list. `/saved` shows what is left.
saved-kept = Saved. `/saved` shows your list.
saved-known = This paper is on your list already: see `/saved`.
saved-full = Your list is full: { $most } papers. Remove some with `/saved` first.
saved-none = You have not saved any papers. The button 🔖 below an opened paper saves it.
saved-title = Your saved papers · { $first }–{ $last } of { $count }
saved-heading = Saved papers
saved-file-bib = BibTeX
saved-file-md = Markdown
saved-exported = { $count ->
    [one] Your saved paper:
   *[other] Your { $count } saved papers:
}
saved-incomplete = { $count ->
    [one] For one paper arXiv gave no category, so its primaryClass is missing.
   *[other] For { $count } papers arXiv gave no category, so their primaryClass is missing. Export again in a minute.
}
saved-many-new = { $count ->
    [one] Saved one paper. `/saved` shows your list.
   *[other] Saved { $count } papers. `/saved` shows your list.
}
saved-many-known = { $count ->
    [one] One paper is on your list already: see `/saved`.
   *[other] { $count } papers are on your list already: see `/saved`.
}
saved-many-over = { $count ->
    [one] One paper found no room, because your list is full: { $most } papers. Remove some with `/saved` first.
   *[other] { $count } papers found no room, because your list is full: { $most } papers. Remove some with `/saved` first.
}
saved-many-unknown = { $count ->
    [one] One paper could not be looked up: *Papers in this message* says why.
   *[other] { $count } papers could not be looked up: *Papers in this message* says why.
}
