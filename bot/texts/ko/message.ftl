message-none = 이 메시지에는 arXiv 번호나 논문 링크가 없습니다.
message-papers = 이 메시지의 논문 · { $count }편 중 { $first }–{ $last }
message-later = 한 번에 찾을 수 있는 논문 수를 넘어 찾지 않았습니다. 5분 뒤에 다시 실행하면 이어서 찾습니다
message-unknown = 없는 논문입니다
