saved-save = Save
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
