digest-thread = Daily Papers · { $day }
digest-days = { $first } – { $last }
digest-header = **{ $day }** · Daily Papers · { $shown } of { $listed ->
    [one] 1 paper
   *[other] { $listed } papers
 }
digest-header-all = **{ $day }** · Daily Papers · { $listed ->
    [one] 1 paper
   *[other] { $listed } papers
 }
digest-header-partial = { $header } · so far
digest-abstract = **Abstract**
digest-abstract-note = **From the abstract**
digest-hugging-face-note = **Summary by Hugging Face**
digest-votes = ▲ { $count }
digest-comments = 💬 { $count }
digest-stars = ★ { $count }
digest-code = Code
digest-project = Project
digest-hugging-face = Hugging Face
digest-listing = Daily Papers · { $day } · ▲ { $count }
digest-posting = Posted here on { $link }
digest-withdrawn = ⚠️ **The authors have withdrawn this paper.**
menu-read = Read more…
menu-remove = Remove from your list…
