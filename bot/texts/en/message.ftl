message-none = This message names no paper by arXiv id or link.
message-papers = Papers in this message · { $first }–{ $last } of { $count }
message-later = not looked up, since a person may ask for so many at once; the same again in five minutes looks up more
message-unknown = there is no such paper
