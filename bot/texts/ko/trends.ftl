trends-title = 주별 논문 수 · { $weeks ->
    [1] { $last }에 시작하는 한 주
   *[other] { $first }부터 { $weeks }주
}
trends-picture = 주별 논문 수
trends-none = 논문 없음
trends-summary = 모두 { $total }편, 가장 많은 주 { $most }편({ $week } 시작)
trends-running = 마지막 주는 아직 끝나지 않았습니다.
trends-gaps = { $weeks }주는 저장된 목록이 없습니다. 0편이 아니라 빈칸(–)으로 표시했습니다.
trends-missing = 이 기간의 평일 중 { $days }일은 목록이 저장되어 있지 않아, 그 주의 수가 실제보다 적을 수 있습니다.
trends-no-keyword = 어떤 키워드를 볼까요? `diffusion; "mixture of experts"`처럼 “;”로 나누어 다섯 개까지 입력해 주세요. 입력하지 않으면 `/subscribe`로 저장한 키워드를 쓰는데, 아직 없습니다.
trends-too-many = 그림 하나에는 키워드를 { $most }개까지 넣을 수 있습니다. 몇 개를 빼 주세요.
