catchup-title = What you missed · { $first } – { $last }
catchup-head = { $listed ->
    [0] No papers in these days.
    [one] One paper in these days.
   *[other] { $listed } papers in these days.
}{ $hits ->
    [0] {""}
    [one] {" "}One of them fits your keywords.
   *[other] {" "}{ $hits } of them fit your keywords.
}
catchup-cut = You were away for long: these are the last 30 days.
catchup-too-few = I order papers by what you save, from three on; until then votes decide.
catchup-no-papers = There are no more papers.
catchup-keywords = your keywords: { $keywords }
catchup-votes = By votes
catchup-foryou = For you
catchup-own-keywords = Your keywords ({ $count })
catchup-read = Read until { $day }
catchup-is-read = Noted: you have read until { $day }. The next `/catchup` begins after that.
catchup-nothing = You have missed nothing: no day was finished since you last read.
