lookup-both-down = Nobody can be asked for this paper right now. { $hub } { $arxiv }
lookup-slow = The answer takes longer than { $seconds } seconds. The question goes on: ask again in a moment.
lookup-queue = Others wait at arXiv too, which may be asked once in 3 seconds: it takes about { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} more. The question goes on: ask again then.
lookup-budget = You have looked up many new papers. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}; papers that are known here can be shown at any time.
