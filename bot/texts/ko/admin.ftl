admin-owners-only = 봇을 운영하는 분만 지정된 서버에서 쓸 수 있는 명령입니다.
admin-too-many-days = 한 번에 { $most }일까지 가져올 수 있습니다. 기간을 줄여 주세요.
admin-collected = ✅ { $day }: 논문 { $papers }편
admin-not-collected = ❌ { $day }: { $reason }
admin-gateway = 게이트웨이: 서버 { $guilds }개, { $milliseconds ->
    [-1] 연결되지 않음
   *[other] { $milliseconds }ms
}
admin-store = 저장소: 정상, 채널 구독 { $subscriptions }개, 발송 중: { $holder }
admin-letters = DM 알림: 대기 { $waiting }건, 받을 수 없어 보관 중 { $held }건
admin-synced = ✅ Discord에 명령을 등록했습니다. 바뀐 명령은 Discord를 새로 고치면(Ctrl+R) 보입니다.
admin-not-synced = ❌ Discord가 명령을 받지 않았습니다: { $reason }
