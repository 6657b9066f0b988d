message-none = 이 메시지에는 arXiv 번호나 논문 링크가 없습니다.
message-papers = 이 메시지의 논문 · { $count }편 중 { $first }–{ $last }
message-unknown = 없는 논문입니다
