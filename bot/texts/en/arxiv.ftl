arxiv-not-atom = arXiv answered with something else than papers.
arxiv-bad-request = arXiv does not understand the request: { $problem }
arxiv-busy = arXiv asks to wait: too many requests (HTTP { $status }).
arxiv-too-large = arXiv answered with more than { $megabytes } MB, which cannot be papers.
arxiv-failing = arXiv has a problem of its own (HTTP { $status }).
arxiv-timeout = arXiv did not answer within { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
arxiv-unreachable = arXiv cannot be reached: { $problem }.
arxiv-queue-full = Too many papers are being looked up at arXiv, which may be asked once in 3 seconds. Try again in about { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
