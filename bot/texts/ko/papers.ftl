papers-not-an-id = 논문 한 편을 가리키는 번호나 링크가 아닙니다. arXiv 번호(예: `2404.02078`)나 논문 링크, 또는 제목의 단어를 입력해 주세요.
papers-no-words = 찾을 단어가 없습니다. arXiv 번호(예: `2404.02078`)나 논문 링크, 또는 제목의 단어를 입력해 주세요.
papers-no-title = 비슷한 제목이 없습니다. 제목의 다른 단어나 arXiv 번호(예: `2404.02078`), 논문 링크를 입력해 주세요.
papers-no-korean-title = 비슷한 제목이 없습니다. 제목은 영어로 되어 있으니 영어 제목의 단어를 입력하거나, 한국어 단어는 `/search`로 찾아 주세요. arXiv 번호(예: `2404.02078`)나 링크로는 어떤 논문이든 찾을 수 있습니다.
papers-several = { $count ->
    [1] 제목이 비슷한 논문이 1편 있습니다. 이 논문을 찾으셨나요?
   *[other] 제목이 비슷한 논문이 { $count }편 있습니다. 어느 논문인지 골라 주세요.
}
papers-choose = 어느 논문인지 알 수 없습니다. 입력할 때 나타나는 목록에서 골라 주세요.
papers-choice-gone = 더 이상 저장되어 있지 않은 논문입니다. `/paper` 명령으로 찾아 주세요.
papers-unknown = Hugging Face와 arXiv에 { $id } 번호의 논문이 없습니다. 번호를 확인해 주세요.
papers-shown = 채널의 모두에게 보여 줍니다.
papers-abstract = 초록 원문
cite-incomplete = arXiv에서 분류를 조회할 수 없어 primaryClass 항목이 없습니다.
