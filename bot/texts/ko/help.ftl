help-title = Paperboy
help-about = Hugging Face Daily Papers의 논문을 제목, 저자, 추천 수, 짧은 요약과 함께 전해 드립니다. 아침마다 채널에 올리고, 물어보시면 언제든지 보여 드립니다. 먼저 세 가지를 써 보세요.
help-tries =
    1. `/digest` – 최근에 마감된 하루의 논문
    2. `/search` – 단어로 모든 논문 검색(예: 확산 비디오)
    3. `/subscribe` – 키워드에 맞는 새 논문이 나오면 DM으로 알림
help-more = `/paper` 명령으로 번호, 링크, 제목을 입력해 논문 한 편을 열고, 아래의 🔖 버튼을 누르면 `/saved` 목록에 들어갑니다. 메시지를 오른쪽 클릭(휴대전화에서는 길게 누르기)하고 *앱*을 고르면 메시지에 나온 논문을 찾습니다. 저장되는 개인 정보는 `/privacy` 명령으로 볼 수 있습니다.
help-channel = 이 서버의 관리자이시네요. { $command } 명령으로 매일 논문을 받을 채널을 정하고, `/channel list` 명령으로 다음 게시 시각을 볼 수 있습니다.
help-welcome = 안녕하세요! 매일 Hugging Face Daily Papers의 논문을 전해 드립니다. { $command } 명령으로 논문을 받을 채널을 정해 주세요. 누구나 `/help` 명령으로 사용법을 볼 수 있습니다.
