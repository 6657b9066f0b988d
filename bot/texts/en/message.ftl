message-none = This message names no paper by arXiv id or link.
message-papers = Papers in this message · { $first }–{ $last } of { $count }
message-unknown = there is no such paper
