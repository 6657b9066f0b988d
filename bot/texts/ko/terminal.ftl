# The terminal's texts. What stands in upper case, such as DAY, is a place in the line of usage.

# Click's own.
terminal-usage = 사용법:
terminal-options-heading = 옵션
terminal-commands-heading = 명령
terminal-options-place = [옵션]
terminal-command-place = 명령 [인자]...
terminal-help = 이 도움말을 보여 줍니다.
terminal-version = 버전을 보여 줍니다.
terminal-default = 기본값: { $default }
terminal-required = 필수
terminal-missing-argument = 필요한 값이 없습니다:
terminal-missing-option = 필요한 옵션이 없습니다:
terminal-missing-command = 명령을 입력해 주세요.
terminal-no-such-option = { $name } 옵션은 없습니다.
terminal-no-such-command = { $name } 명령은 없습니다.
terminal-did-you-mean = 혹시 { $possibility }인가요?
terminal-did-you-mean-one-of = 혹시 다음 중 하나인가요? { $possibilities }
terminal-invalid-value = { $param_hint }에 쓸 수 없는 값입니다. { $message }
terminal-not-one-of = { $value } 대신 { $choices } 중 하나를 입력해 주세요.
# All numbers of the command line are whole ones.
terminal-not-a-number = { $value } 대신 { $number_type ->
   *[other] 정수를
 } 입력해 주세요.
terminal-not-in-range = { $value } 값이 범위({ $range })를 벗어났습니다.
terminal-option-wants-value = { $name } 옵션 뒤에 값을 입력해 주세요.
terminal-option-takes-no-value = { $name } 옵션에는 값을 쓸 수 없습니다.
terminal-extra-argument = 필요 없는 값을 빼 주세요: { $args }
terminal-extra-arguments = 필요 없는 값들을 빼 주세요: { $args }

# The commands, in the order of `--help`.
terminal-paperboy = Paperboy는 날마다 그날의 논문을 Discord에 게시합니다.
terminal-config = 설정 파일. 없으면 $PAPERBOY_CONFIG, 그것도 없으면 config.toml을 씁니다.
terminal-run-short = 멈출 때까지 봇을 실행합니다.
terminal-demo-short = 가상 Discord에서 봇을 체험합니다.
terminal-check-short = 설정, 토큰, 데이터베이스, 논문 출처, 언어 모델을 확인합니다.
terminal-collect-short = 날짜별 논문 목록을 데이터베이스로 가져옵니다.
terminal-show-short = 하루의 논문을 보여 줍니다.
terminal-export-short = 날짜별 논문 목록을 파일로 저장합니다.
terminal-import-short = 보관된 파일에서 날짜별 논문 목록을 읽어 들입니다.
terminal-post-short = 하루의 논문을 설정된 채널에 지금 게시합니다.
terminal-summarize-short = 하루의 논문을 언어 모델로 요약합니다.
terminal-status-short = 채널마다 날짜별 게시 결과와 이유를 알려 줍니다.
terminal-backup-short = 봇이 도는 동안 데이터베이스를 복사합니다.
terminal-restore-short = 백업을 데이터베이스 자리에 되돌립니다.
terminal-db-short = 데이터베이스를 옮기거나, 되돌린 것임을 알립니다.
terminal-help-short = operation 같은 주제의 설명을 보여 줍니다.
terminal-channels-short = 설정된 채널을 보여 주고 바꿉니다.
terminal-run = SIGINT나 SIGTERM을 받을 때까지 봇을 실행합니다. 논문 목록을 수집하고, 정해진 시각에 게시하고, 명령에 답합니다.
terminal-demo = 가상 Discord에서 실제 봇을 체험합니다. 토큰도 계정도 네트워크도 필요 없습니다.
terminal-demo-port = 127.0.0.1에서 여는 페이지의 포트. 없으면 비어 있는 포트를 씁니다.
terminal-demo-language = 방문자와 채널의 언어. 없으면 LANG을 따릅니다.
terminal-check = 설정, 토큰, 데이터베이스, 논문 출처, 언어 모델을 하나씩 확인합니다. 하나라도 실패하면 종료 코드는 1입니다.
terminal-collect = DAY 하루, 또는 DAY부터 다른 날짜까지의 논문 목록을 데이터베이스로 가져옵니다.
terminal-day = DAY에는 2024-04-03 같은 날짜(UTC)나 today, yesterday, latest를 씁니다.
terminal-collect-to = 여러 날의 마지막 날짜.
terminal-show = DAY에 올라온 논문을 보여 줍니다. 데이터베이스에 없으면 가져옵니다.
terminal-show-day = DAY에는 2024-04-03 같은 날짜(UTC)나 today, yesterday, latest를 씁니다. 올라온 논문이 없으면 보여 줄 것이 없으므로 종료 코드는 1입니다.
terminal-language = 요약의 언어.
terminal-show-papers = 최대 논문 수. 없으면 그날의 논문을 모두 보여 줍니다.
terminal-export = DAY 하루를, 또는 저장된 날짜 중 --from부터 --to까지를 하루에 한 파일씩 저장합니다.
terminal-export-day = DAY에는 2024-04-03 같은 날짜(UTC)나 today, yesterday, latest를 쓰며, 하루만 지정하면 데이터베이스에 없어도 가져옵니다. 그 언어로 읽어 들인 날짜는 원래 파일 그대로 Markdown으로 저장합니다. 저장할 것이 없으면 종료 코드는 1입니다.
terminal-export-from = 여러 날의 첫 날짜. 없으면 저장된 첫 날짜.
terminal-export-to = 여러 날의 마지막 날짜. 없으면 저장된 마지막 날짜.
terminal-export-out = 저장할 폴더. 하루에 한 파일이며 파일 이름은 날짜입니다.
terminal-import = Markdown으로 보관된 파일에서 날짜별 논문 목록을 읽어 들입니다. 폴더를 지정하면 이름이 .md로 끝나는 파일을 모두 읽습니다.
terminal-import-nothing-is-posted = 아무것도 게시하지 않습니다. 출처가 알려 준 논문과 날짜의 내용은 그대로 두며, 다시 읽어 들여도 달라지지 않습니다. 이상하거나 건너뛴 것은 몇 번째 줄인지와 함께 알려 줍니다.
terminal-post = DAY에 올라온 논문을 설정된 모든 채널에 지금 게시합니다. 같은 채널에 두 번 게시하지는 않습니다.
terminal-post-day = DAY에는 2024-04-03 같은 날짜(UTC)나 today, yesterday, latest를 쓰며, 데이터베이스에 없으면 가져옵니다. 마지막 줄은 채널 수를 센 “posted N, already had N, failed N”(게시함, 이미 있음, 실패)입니다. 게시할 논문이 남지 않은 채널(추천 수 부족, 이미 게시됨)은 여기에 세지 않고 따로 한 줄로 알려 줍니다. 실패한 채널이 있으면 종료 코드는 1이며, 아주 거부된 것이 아니면 실행 중인 봇이나 다음 post 명령이 다시 시도합니다. 설정된 채널이 없으면 2, 토요일처럼 올라온 논문이 없는 날이면 0입니다.
terminal-post-channel = 설정된 채널 중 이 채널에만 게시합니다.
terminal-post-name = 그 채널에서 이 이름의 구독에만 게시합니다. 지정하지 않으면 모든 구독에 게시합니다.
terminal-post-dry-run = 무엇이 게시될지만 알려 주고 아무것도 바꾸지 않습니다.
terminal-post-partial = 아직 마감되지 않은 날짜도 게시합니다.
terminal-summarize = DAY에 올라온 논문 중 채널이 그 언어로 보여 주는 것을 요약하고, 논문마다 토큰과 가격이 얼마나 들었는지 알려 줍니다.
terminal-summarize-which = 그 언어의 채널이 없으면 새 채널이 보여 줄 만큼만 요약합니다. 이미 요약이 있는 논문은 다시 요약하지 않으며, 얼마 전에 실패한 논문은 바로 다시 시도합니다.
terminal-summarize-day = DAY에는 2024-04-03 같은 날짜(UTC)나 today, yesterday, latest를 씁니다. 올라온 논문이 없으면 요약할 것이 없으므로 종료 코드는 1입니다.
terminal-summarize-dry-run = 모델에 묻지 않고 토큰과 가격만 어림합니다.
terminal-status = 채널마다 날짜별 게시 결과와 이유, 그리고 전송을 기다리는 것을 알려 줍니다.
terminal-status-days = 며칠 전까지 볼지 정합니다.
terminal-json = JSON으로 보여 줍니다. 시각은 UTC입니다.
terminal-channels = 설정된 채널을 보여 주고 바꿉니다. Discord의 /채널 명령과 같은 설정입니다.
terminal-channels-list = 설정된 채널을 보여 줍니다.
terminal-channels-add = 채널을 설정하거나 이미 설정된 채널을 바꿉니다. 지정하지 않은 것은 그대로 둡니다.
terminal-channels-guild = 서버 ID.
terminal-channels-channel = 채널 ID.
terminal-channels-add-name = 한 채널에 구독이 여럿일 때의 이름. 없으면 첫 번째 구독.
terminal-channels-time = 그 시간대에서 게시할 시각. 지정한 적이 없으면 09:00.
terminal-channels-zone = 시간대 이름 또는 도시. 지정한 적이 없으면 Asia/Seoul.
terminal-channels-language = 게시물의 언어. 지정한 적이 없으면 ko.
terminal-channels-papers = 하루 최대 논문 수, 1에서 20까지. 지정한 적이 없으면 10.
terminal-channels-min-votes = 추천을 이만큼 이상 받은 논문만 게시합니다. 지정한 적이 없으면 0.
terminal-channels-edit-late = 게시한 뒤 6시간 안에 나온 요약을 게시물에 넣습니다. 지정한 적이 없으면 넣지 않습니다.
terminal-channels-live-votes = 게시하고 몇 시간 뒤 그때의 추천 수와 늦은 요약으로 게시물을 고칩니다. 지정한 적이 없으면 고칩니다.
terminal-channels-topics = 이 중 하나에 맞는 논문만 게시합니다. /구독 명령의 키워드처럼 쓰고 “;”로 나눕니다.
terminal-channels-exclude = 이 중 하나라도 맞는 논문은 빼고 게시합니다.
terminal-channels-weekdays = 그 시간대에서 게시할 요일(예: mon-fri). 지정한 적이 없으면 매일.
terminal-channels-layout = 논문마다 임베드 하나(full), 메시지 하나(compact), 스레드(thread), 하루에 포럼 게시물 하나(forum), 또는 논문마다 하나(posts). 지정한 적이 없으면 full.
terminal-channels-publish = 공지 채널의 게시물을 팔로우한 서버에도 게시합니다. 지정한 적이 없으면 게시하지 않습니다.
terminal-channels-role = 게시할 때 한 번 멘션할 역할. “”이면 멘션하지 않습니다.
terminal-channels-role-topics = 이 중 하나에 맞는 논문이 있을 때만 역할을 멘션합니다.
terminal-channels-remove = 채널에 더 이상 게시하지 않습니다. 이미 게시한 것은 기억합니다.
terminal-channels-remove-name = 한 채널에 구독이 여럿일 때의 이름.
terminal-channels-export = 모든 채널을 FILE에 JSON으로 저장합니다. “-”는 표준 출력입니다.
terminal-channels-import = `export`로 저장한 FILE대로 채널을 추가하고 바꿉니다. “-”는 표준 입력입니다.
terminal-channels-import-all = 모두 올바를 때만 바꿉니다. FILE에 없는 채널은 그대로 둡니다.
terminal-channels-order = 추천순(votes), --like 논문과 비슷한 순(examples), 둘의 평균(both). 지정한 적이 없으면 votes.
terminal-channels-like = 주제를 나타내는 논문 3편에서 20편의 번호나 링크. “”이면 없음.
terminal-channels-weekly = 주간 게시물을 올릴 요일(예: fri). 없애려면 none.
terminal-channels-weekly-time = 그 시간대에서 주간 게시물을 올릴 시각. 지정한 적이 없으면 18:00.

# backup, restore
terminal-backup = 봇이 도는 동안 데이터베이스를 FILE에 복사합니다.
terminal-backup-again = 같은 이름의 예전 백업은 새 백업이 다 만들어진 뒤에 바뀝니다.
terminal-restore = 백업 FILE을 데이터베이스 자리에 되돌립니다. 지금까지의 데이터베이스는 옆에 남겨 둡니다. 봇이 돌고 있으면 안 됩니다.
terminal-restore-looks = 백업 뒤에 나간 것은 무엇이든 보내기 전에 Discord에서 먼저 찾아봅니다. 그 뒤에 데이터를 지운 사람은 지금까지의 데이터베이스가 알고 있으면 다시 지웁니다.

# db
terminal-db = 데이터베이스를 다른 데이터베이스로 옮기거나, 되돌린 것임을 알립니다.
terminal-db-copy = FROM 데이터베이스의 내용을 모두 빈 데이터베이스 TO에 넣습니다. 봇이 돌고 있으면 안 됩니다.
terminal-db-copy-compares = 둘 다 store.url처럼 지정하며, TO를 생략하면 store.url을 씁니다. 마지막에 모든 행을 비교합니다. 도중에 끝나면 TO는 빈 채로 남고, FROM은 어떤 경우에도 그대로입니다.
terminal-db-restored = pg_restore 같은 다른 도구로 데이터베이스를 되돌렸음을 알립니다. 봇이 돌고 있으면 안 됩니다.
terminal-db-restored-looks = 백업 뒤에 나간 것은 무엇이든 보내기 전에 Discord에서 먼저 찾아보고, 그 뒤에 데이터를 지운 사람은 다시 지웁니다. 시각을 주지 않으면 데이터베이스가 마지막으로 기억하는 시각을 기준으로 봅니다.
terminal-db-restored-taken-at = 백업한 시각. 2026-04-03T04:00처럼 UTC로 씁니다.

# help
terminal-help-topic = TOPIC에 대한 설명이나, 모든 주제의 이름을 보여 줍니다.
terminal-help-file = 확장자가 붙은 주제는 그대로 쓰는 파일입니다. 예를 들어 alerts.yml은 Prometheus용입니다.
