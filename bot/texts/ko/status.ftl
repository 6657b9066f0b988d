status-channel = 서버 { $guild }의 채널 { $channel }, 게시 시각 { $time } { $zone }, 다음 게시 { $next }
status-posted = 게시됨
status-late = 늦음
status-due = 예정
status-empty = 비어 있음
status-filtered = 걸러짐
status-skipped = 건너뜀
status-failed = 실패
status-paused = 일시 중지
status-unconfirmed = 확인 불가
status-before = –
status-posted-at = { $at }까지 메시지 { $messages }개
status-why-before = 이 채널의 게시 대상이 아닙니다(나중에 추가되었거나 이미 지나간 날)
status-why-weekend = 주말
status-why-nothing-listed = Hugging Face 목록이 비어 있습니다
status-why-due = { $due }에 게시될 예정입니다
status-why-source = { $due }에 게시해야 했으나 { $since }부터 Hugging Face에 물어볼 수 없습니다: { $reason }
status-why-not-fetched = { $due }에 게시해야 했으나 목록을 아직 가져오지 못했습니다. 봇이 실행 중인지 확인해 주세요
status-why-not-planned = { $due }에 게시해야 했고 목록도 있으나 계획되지 않았습니다. 봇이 실행 중인지 확인해 주세요
status-why-waiting = { $since }부터 순서를 기다리고 있습니다
status-why-retried = { $since }부터 Discord가 받지 않았습니다. 다음 시도 { $next }: { $reason }
status-why-paused = { $since }부터 일시 중지되었습니다: { $reason }
status-why-filtered = 남은 논문이 없습니다(추천 수 부족 또는 이미 게시됨)
status-why-skipped = 봇이 쉰 동안 지나가 건너뛰었습니다. python -m bot post로 게시할 수 있습니다
status-why-failed = { $since }에 계획했으나 Discord가 거부했습니다: { $reason }
status-why-unconfirmed = 게시되었을 수 있으나 기록을 읽을 수 없습니다: { $reason }
status-why-fetched-late = { $due }에 게시해야 했으나 목록을 늦게 가져왔습니다
status-why-sent-late = { $due }에 게시해야 했습니다. 마지막 문제: { $reason }
status-bot-runs = 봇이 실행 중입니다({ $holder }).
status-no-bot = 이 데이터베이스로 실행 중인 봇이 없습니다.
status-queue = 메시지 { $waiting }개가 전송을 기다립니다. 다음 시도 { $next }.
status-queue-idle = { $waiting ->
    [0] 전송을 기다리는 메시지가 없습니다.
   *[other] 일시 중지된 채널의 메시지 { $waiting }개가 기다립니다.
 }
status-summaries = { $since }부터의 요약: 호출 { $calls }회로 논문 { $papers }편. 지적된 수치 { $flagged }개, 버린 문장 { $dropped }개, 초록으로 대신한 논문 { $fallbacks }편.
status-tokens = 오늘(UTC) 쓴 토큰: { $daily }개 중 { $used }개, 그중 질문에 { $asked }개.
status-tokens-spent = 오늘 쓸 수 있는 토큰을 모두 썼습니다. 00:00 UTC까지는 초록을 보여 줍니다.
