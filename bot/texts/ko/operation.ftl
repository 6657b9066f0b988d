ready-good = 정상
ready-waits = 다른 Paperboy({ $holder })가 이 데이터베이스로 게시 중이라 멈출 때까지 기다립니다
ready-not-logged-in = 아직 Discord에 로그인하지 못했습니다
ready-no-gateway = Discord 게이트웨이 연결이 끊겼습니다. 게시는 되지만 명령에는 답하지 못합니다
ready-leads = 이 프로세스가 수집과 게시를 맡고 있습니다(샤드 { $shards })
ready-follows = 명령에 답합니다(샤드 { $shards }). 수집과 게시는 다른 프로세스가 맡고 있습니다
ready-source = { $day } 목록이 끝났지만 출처에서 아직 받지 못했습니다: { $problem }
ready-overdue = 채널 { $channels }곳에 한 시간 넘게 게시가 밀려 있습니다

help-topics = 다음 주제 가운데 하나를 입력해 주세요.
 { $topics }
help-no-topic = “{ $topic }” 주제는 없습니다. 다음 가운데 하나를 입력해 주세요: { $topics }
help-no-topic-near = “{ $topic }” 주제는 없습니다. 혹시 “{ $near }”인가요? 아니면 다음 가운데 하나를 입력해 주세요: { $topics }
