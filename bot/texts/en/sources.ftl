source-nothing = Hugging Face answered with an empty page instead of papers.
source-html = Hugging Face answered with an HTML page instead of papers.
source-object = Hugging Face answered with an object with the keys { $keys } instead of papers.
source-not-papers = Hugging Face answered with “{ $found }” instead of papers.
source-no-paper-in-list = { $count ->
    [one] Hugging Face answered with a list of one entry that is not a paper.
   *[other] Hugging Face answered with a list of { $count } entries, none of which is a paper.
}
source-bad-date = Hugging Face does not accept the day { $day }: it lies in the future or is not a date.
source-refused = Hugging Face refused the request (HTTP { $status }).
source-busy = Hugging Face asks to wait: too many requests (HTTP { $status }).
source-failing = Hugging Face has a problem of its own (HTTP { $status }).
source-timeout = Hugging Face did not answer within { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
source-unreachable = Hugging Face cannot be reached: { $problem }.
source-other-paper = Hugging Face answered with another paper than { $id }.
source-not-yet = Hugging Face may not be asked for another { $seconds ->
    [one] second
   *[other] { $seconds } seconds
}: it asked to wait, or what may still be asked is kept for the daily list.
source-too-large = Hugging Face answered with more than { $megabytes } MB, which cannot be a list of papers.
source-suddenly-empty = Hugging Face lists nothing for { $day } any more, though { $stored ->
    [one] 1 paper was
   *[other] { $stored } papers were
 } known before. { $stored ->
    [one] It stays
   *[other] They stay
 }, and the question is asked again.
source-shrunken = Hugging Face lists { $papers ->
    [one] only 1 paper
   *[other] only { $papers } papers
 } for { $day }, though { $stored ->
    [one] 1 was
   *[other] { $stored } were
 } known before. The longer list stays, and the question is asked again.
source-replaced = Hugging Face lists other papers for { $day } than before. Those known before stay, and the question is asked again.
source-foreign = Hugging Face answers for { $day } with the papers of another day. They are not taken, and the question is asked again.
source-votes-fell = Hugging Face has lost most votes of the papers of { $day }. The earlier ones stay, and the question is asked again.
source-thin = Hugging Face lists { $papers ->
    [one] only 1 paper
   *[other] only { $papers } papers
 } for { $day }, far fewer than for other days. The question is asked again before the day is finished.

network-no-name = its name is not found: there is no network, or the address is wrong
network-refused = nothing listens at that address
network-closed = the connection was cut
network-silent = no answer in time
network-none = there is no network
network-certificate = its certificate is not to be trusted
