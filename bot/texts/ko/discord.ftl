discord-token-rejected = Discord가 봇 토큰을 거부했습니다({ $reason }). 개발자 포털에서 새 토큰을 복사해 설정에 넣고 다시 시작해 주세요.
discord-unreachable = Discord에 연결할 수 없습니다: { $problem }.
notice-paused = { $channel } 채널에 오늘의 논문을 올릴 수 없습니다: { $reason }. 앞으로 2주 동안 게시 시각마다 다시 시도합니다. 해당 채널에서 봇에 “채널 보기”, “메시지 보내기”, “링크 첨부” 권한을 주신 뒤 그 채널에서 `/channel add`를 실행하면 바로 다시 시작합니다.
notice-paused-archived = { $channel } 스레드에 오늘의 논문을 올릴 수 없습니다: { $reason }. 앞으로 2주 동안 게시 시각마다 다시 시도합니다. 스레드에 글을 쓰는 등으로 보관을 해제하신 뒤 그 스레드에서 `/channel add`를 실행하면 바로 다시 시작합니다.
notice-paused-locked = { $channel } 스레드에 오늘의 논문을 올릴 수 없습니다: { $reason }. 앞으로 2주 동안 게시 시각마다 다시 시도합니다. 스레드의 잠금을 해제하신 뒤 그 스레드에서 `/channel add`를 실행하면 바로 다시 시작합니다.
notice-paused-kind = { $channel } 채널에 오늘의 논문을 올릴 수 없습니다: { $reason }. 앞으로 2주 동안 게시 시각마다 다시 시도합니다. 텍스트 채널이나 공지 채널에서 `/channel add`를 실행하고, 이 채널은 `/channel remove`로 빼 주세요.
