cli-bad-day = 날짜가 아닙니다: “{ $text }”. 2024-04-03 같은 날짜나 today, yesterday, latest 중 하나를 입력해 주세요.
cli-future-day = 아직 시작되지 않은 날짜입니다: { $day }. UTC 기준 오늘은 { $today }입니다.
cli-no-latest = 저장된 논문 목록이 없고 최근 { $days }일 동안에도 올라온 논문이 없습니다. 날짜를 직접 지정해 주세요.
cli-empty-day = { $day }에는 올라온 논문이 없습니다.
cli-days-reversed = 끝 날짜({ $last })가 시작 날짜({ $first })보다 앞섭니다. 이른 날짜를 먼저 입력해 주세요.
cli-collecting = 수집 중
cli-collected = { $days }일 치 논문 { $papers }편을 수집했습니다.
cli-not-collected = { $day } 목록을 수집하지 못했습니다. { $reason }

cli-post-unfinished = { $day } 목록은 { $ends }(UTC)에 마감됩니다. 그때까지 기다리거나 --partial로 지금까지의 목록을 게시해 주세요.
cli-post-waits = 다른 Paperboy({ $holder })가 이 데이터베이스로 게시 중입니다. 그쪽에서 게시할 때까지 기다립니다.
cli-post-filtered = 채널 { $channel }: 추천 수가 부족하거나 이미 게시된 논문뿐이어서 게시할 논문이 없습니다.
cli-post-failed = 채널 { $channel }에 게시하지 못했습니다: { $reason }
cli-post-still-waits = 채널 { $channel }에 아직 게시하지 못했습니다. 계획에 남아 있으므로 실행 중인 봇이나 다음 post 명령이 게시합니다.
# Read by scripts: the same in every language.
cli-post-counts = posted { $posted }, already had { $had }, failed { $failed }
cli-would-post = 채널 { $channel }에 게시될 메시지 { $messages }개:
cli-would-have-had = 채널 { $channel }에는 이미 게시된 날짜입니다.
cli-dry-run = 아무것도 계획하거나 게시하지 않았습니다.

cli-no-channels = 설정된 채널이 없습니다. Discord에서 /channel add를 쓰거나 여기서 channels add를 실행해 주세요.
cli-not-configured = { $channel } 채널은 설정되어 있지 않습니다. channels list로 설정된 채널을 확인해 주세요.
cli-channel = { $channel } (서버 { $guild }): { $time } { $zone }, { $posts }{ $votes ->
    [0] {""}
   *[other] {", 추천 "}{ $votes }개 이상
 }, 최대 { $papers }편, 다음 게시 { $next } UTC
cli-channel-topics = 주제: { $topics }
cli-channel-excluded = 제외: { $topics }
cli-channel-weekdays = 요일: { $days }
cli-channel-compact = 간단한 형식
cli-channel-thread = 논문은 스레드에 게시
cli-channel-forum = 하루에 포럼 게시글 하나
cli-channel-posts = 논문마다 포럼 게시글 하나
cli-channel-publish = 팔로우하는 채널에 발행
cli-channel-still = 추천 수를 갱신하지 않음
cli-channel-role = 멘션할 역할: { $role }{ $topics ->
    [0] {""}
   *[other] {" "}({ $topics })
 }
cli-name-without-channel = 이름만으로는 알 수 없습니다. --channel로 채널도 지정해 주세요.
cli-channel-kept = 설정했습니다: { $line }
cli-channel-zone = 이 컴퓨터에서 시간대 “{ $zone }”을(를) 알 수 없어 아무것도 올리지 못합니다. channels add --channel { $channel } --zone 명령으로 다른 시간대를 골라 주세요.
cli-channel-paused = {"  "}일시 중지됨: { $reason }
cli-channel-removed = 채널 { $channel }에 더 이상 게시하지 않습니다.

cli-exported = 채널 { $channels }개를 { $path } 파일에 저장했습니다.
cli-output-failed = 결과를 출력할 수 없습니다: { $problem }.
cli-export-unwritable = { $path } 파일에 쓸 수 없습니다: { $problem }.
cli-imported = 추가 { $added }개, 변경 { $changed }개, 그대로 { $unchanged }개입니다.
cli-import-unreadable = { $path } 파일을 읽을 수 없습니다: { $problem }.
cli-import-no-json = JSON 형식이 아니어서 아무것도 바꾸지 않았습니다: { $problem }.
cli-import-no-list = channels export로 만든 채널 목록이 아니어서 아무것도 바꾸지 않았습니다.
cli-import-no-entry = { $number }번째 항목이 채널 설정 객체가 아니어서 아무것도 바꾸지 않았습니다.
cli-import-entry = { $number }번째 항목이 올바르지 않아 아무것도 바꾸지 않았습니다. { $problem }
cli-import-twice = { $channel } 채널이 두 번 나와서 아무것도 바꾸지 않았습니다.

cli-check-good = ✓ { $sentence }
cli-check-bad = ✗ { $sentence }
cli-check-no-more = ✗ 설정을 읽지 못해 토큰, 데이터베이스, 논문 출처는 확인하지 못했습니다.
cli-check-configuration = 설정에 문제가 없습니다.
cli-check-token = 토큰은 { $user } 봇의 것입니다.
cli-check-store = 데이터베이스 { $url }에 접근할 수 있습니다. 설정된 채널은 { $channels }개입니다.
cli-check-source = Hugging Face의 { $day } 목록에 논문이 { $papers }편 있습니다.
cli-check-model = 언어 모델({ $model })이 요청대로 요약합니다({ $written }). 토큰 { $tokens }개, { $seconds }초, “{ $bullet }”
cli-check-model-odd = 언어 모델({ $model })이 쓸 수 있는 문장을 세 개 이상 쓰지 못합니다({ $written }). { $problem }. 다른 모델을 선택해 주세요.
cli-check-unexpected = 예상하지 못한 오류입니다: { $problem }.

cli-show-stand-ins = 논문 { $papers }편은 아직 한국어 요약이 없어 영어 원문을 보여 줍니다.

cli-demo-not-installed = 데모에 필요한 가상 Discord가 설치되어 있지 않습니다. make demo 또는 pip install --editable ".[demo]" 명령으로 설치해 주세요.

cli-summarising = 요약 중
cli-summarised = {"  "}{ $id }  토큰 { $tokens }개, 가격 { $price }  { $title }
cli-not-summarised = {"  "}{ $id }  초록으로 표시  { $title }
cli-summary-held = {"  "}{ $id }  다른 summarize 명령이 { $until }까지 맡고 있습니다. 강제로 종료된 명령일 수도 있습니다.
cli-summary-held-by-bot = {"  "}{ $id }  실행 중인 봇({ $holder }) 또는 다른 summarize 명령이 { $until }까지 맡고 있습니다.
cli-would-summarise = {"  "}{ $id }  토큰 약 { $tokens }개, 가격 { $price }  { $title }
cli-summarised-day = { $day } ({ $written }): 논문 { $papers }편, 토큰 { $tokens }개, 가격 { $price }.
cli-channel-order = 순서: 논문 { $papers }편과 비슷한 순
cli-channel-order-both = 순서: 추천과 논문 { $papers }편을 함께 반영
cli-channel-weekly = 주간 게시: { $day }요일 { $time }
