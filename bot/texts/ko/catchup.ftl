catchup-title = 놓친 논문 · { $first } – { $last }
catchup-head = { $listed ->
    [0] 이 기간에는 논문이 없습니다.
   *[other] 이 기간의 논문은 { $listed }편입니다.
}{ $hits ->
    [0] {""}
   *[other] {" "}그중 { $hits }편이 내 키워드에 해당합니다.
}
catchup-cut = 오래 비우셔서 최근 30일만 보여 드립니다.
catchup-too-few = 저장한 논문이 3편 이상이면 취향에 맞춰 순서를 정해 드립니다. 그 전에는 추천 수 순서로 보여 드립니다.
catchup-no-papers = 더 볼 논문이 없습니다.
catchup-keywords = 내 키워드: { $keywords }
catchup-votes = 추천 수 순
catchup-foryou = 맞춤 순
catchup-own-keywords = 내 키워드({ $count })
catchup-read = { $day }까지 읽음
catchup-is-read = { $day }까지 읽은 것으로 표시했습니다. 다음 `/catchup` 명령은 그 뒤부터 보여 드립니다.
catchup-nothing = 놓친 논문이 없습니다. 마지막으로 읽으신 뒤 마감된 날이 없습니다.
