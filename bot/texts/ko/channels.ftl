channels-added = { $channel } 채널에 오늘의 논문을 올립니다:
channels-next = 다음 게시: { $at } ({ $distance })
channels-next-late = 게시 시각({ $since })이 지났습니다. 목록을 받는 대로 올립니다.
channels-missing = ⚠️ 해당 채널에서 봇에 없는 권한이 있습니다: { $permissions }. 채널 설정에서 권한을 주셔야 제대로 올릴 수 있습니다.
channels-not-subscribed = { $channel } 채널은 등록되어 있지 않습니다. `/channel add`로 등록할 수 있습니다.
channels-role-silent = ⚠️ { $role } 역할을 멘션해도 알림이 가지 않습니다. 서버 설정에서 누구나 멘션할 수 있는 역할로 바꾸시거나, 해당 채널에서 봇에 “@everyone, @here, 모든 역할 멘션하기” 권한을 주세요.
channels-wrong-kind = 텍스트 채널, 공지 채널, 포럼, 스레드에만 올릴 수 있습니다. 그런 채널에서 사용하거나 채널을 지정해 주세요.
channels-bad-layout = { $channel } 채널에서 쓸 수 있는 모양은 { $layouts }입니다.
channels-no-followers = 공지 채널의 게시물만 팔로우한 서버에 게시할 수 있습니다. { $channel } 채널은 공지 채널이 아닙니다.
channels-bad-time = 00:00부터 23:59 사이의 시각을 `09:00`, `21:30`, `오후 9시`처럼 입력해 주세요.
channels-bad-zone = `Asia/Seoul`이나 `Europe/Berlin` 같은 시간대 이름이 필요합니다. 도시 이름을 입력한 뒤 목록에서 골라 주세요.
channels-none = 이 서버에는 아직 등록된 채널이 없습니다. `/channel add`로 등록할 수 있습니다.
channels-unknown-zone = ⚠️ 여기에는 아무것도 올리지 못합니다. 제가 실행되는 곳에서 시간대 { $zone }을(를) 알 수 없습니다. `/channel add`로 다른 시간대를 골라 주세요.
channels-paused = ⏸️ { $since }부터 일시 중지: { $reason }. 지금 다시 시도합니다.
channels-failed = ❌ { $day } 메시지 { $part }/{ $parts } 거부됨: { $reason }
channels-unconfirmed = ❔ { $day } 메시지 { $part }/{ $parts } 확인 불가(중복을 피하려고 다시 올리지 않았습니다): { $reason }
channels-post-now = 최신 논문 지금 올리기
channels-page-before = ◀ 이전
channels-page-after = 다음 ▶
channels-nothing-yet = 최근 며칠간 올라온 논문이 없어 아직 올릴 것이 없습니다.
channels-latest-coming = { $day } 논문을 { $channel } 채널로 보내고 있습니다.
channels-latest-had = { $channel } 채널에는 가장 최신인 { $day } 논문을 이미 올렸습니다.
channels-latest-filtered = { $day } 논문 중 { $channel } 채널에 올릴 것이 없습니다. 추천 수가 모자라거나 이미 올린 논문입니다.
channels-latest-unconfirmed = { $day } 논문이 { $channel } 채널에 이미 있을 수 있어 다시 올리지 않습니다.
channels-settings = { $time } ({ $zone }) · { $spoken } · 최대 { $papers }편{ $min_votes ->
    [0] {""}
   *[other] {" · 추천 "}{ $min_votes }개 이상
}{ $late ->
    [1] {" · "}늦은 요약 반영
   *[other] {""}
}{ $live ->
    [0] {" · "}추천 수 갱신 안 함
   *[other] {""}
}
channels-list = 이 서버에서 오늘의 논문을 받는 채널은 { $count }개입니다:
channels-not-invited = 이 서버에 명령만 추가되고 봇은 들어와 있지 않습니다. “bot” 범위를 포함해 다시 초대해 주세요.
