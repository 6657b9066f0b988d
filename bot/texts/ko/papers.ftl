papers-not-an-id = 논문 한 편의 arXiv 번호(예: `2404.02078`)를 입력하거나 논문 링크를 붙여 넣어 주세요. 제목 검색은 아직 지원하지 않습니다.
papers-unknown = { $id } 번호의 논문이 없거나 아직 Hugging Face에 등록되지 않았습니다. 번호를 확인해 주세요.
papers-shown = 채널의 모두에게 논문을 보여 줍니다.
