backup-copying = 복사 중
backup-done = 데이터베이스를 { $file } 파일로 복사했습니다({ $megabytes } MB). { $at }까지의 내용이 들어 있습니다.
restore-done = 데이터베이스를 { $file } 파일({ $at } 기준)로 되돌렸습니다. 그 뒤에 봇이 올린 글은 무엇이든 보내기 전에 Discord에서 먼저 찾아보므로 두 번 올라가지 않습니다.
erased-again = { $people ->
    [0] 여기에 남은 기록으로는 그 뒤에 데이터를 지운 사람이 없습니다.
   *[other] 그 뒤에 데이터를 지운 { $people }명의 데이터를 다시 지웠습니다.
 }
erased-unknown = 그 뒤에 데이터를 지운 사람을 여기서 모두 알 수는 없어, 지운 데이터가 다시 저장되었을 수 있습니다. 아는 사람이 있다면 당사자에게 알려 주세요.
restore-kept = 지금까지 쓰던 데이터베이스는 { $file } 파일로 남겨 두었습니다.
restore-bot-runs = Paperboy({ $holder })가 이 데이터베이스로 게시 중입니다. 먼저 멈춘 뒤에 복원해 주세요.
restore-onto-itself = { $file } 파일은 데이터베이스 자체입니다. 백업 파일을 지정해 주세요.
copy-foreign = { $file } 파일은 Paperboy의 데이터베이스가 아닙니다.
copy-unreadable = { $file } 파일을 읽을 수 없습니다: { $problem }.
copy-damaged = { $file } 파일이 손상되어 아무것도 바꾸지 않았습니다: { $problem }.
copy-onto-itself = { $file } 파일은 데이터베이스 자체입니다. 백업할 다른 파일 이름을 지정해 주세요.
copy-would-overwrite = { $file } 파일은 백업이 아닙니다. 다른 이름을 지정하거나 먼저 지워 주세요.
copy-failed = 데이터베이스를 { $file } 파일로 복사하지 못했습니다: { $problem }.
copy-of-server = 데이터베이스가 PostgreSQL 서버에 있습니다. 백업과 복원은 PostgreSQL의 pg_dump와 pg_restore로 해 주세요. 명령은 “paperboy help operation”에 있습니다.
transfer-done = 테이블 { $tables }개의 행 { $rows }개를 { $target } 데이터베이스에 복사하고 비교해 확인했습니다. 봇을 시작하기 전에 설정의 store.url을 이 데이터베이스로 바꿔 주세요.
transfer-was-done = 테이블 { $tables }개의 행 { $rows }개가 모두 { $target } 데이터베이스에 이미 있습니다. 봇을 시작하기 전에 설정의 store.url을 이 데이터베이스로 바꿔 주세요.
transfer-onto-itself = FROM과 TO가 같은 데이터베이스입니다. 다른 데이터베이스를 지정해 주세요.
transfer-no-database = 데이터베이스는 store.url처럼 sqlite+aiosqlite:///path/to/file 또는 postgresql+asyncpg://user@host:port/database 형식으로 지정해 주세요.
transfer-bot-runs = Paperboy({ $holder })가 둘 중 한 데이터베이스로 게시 중입니다. 먼저 멈춰 주세요.
transfer-waits = Paperboy({ $holder })가 데이터베이스를 맡은 채 죽은 것 같습니다. 임대가 끝나거나 살아 있다는 것이 확인될 때까지 기다립니다.
transfer-not-empty = TO의 { $table } 테이블에 FROM에 없는 행이 있습니다. 빈 데이터베이스를 지정해 주세요.
transfer-unreadable = { $table } 테이블의 { $row } 행은 { $column } 열에 다른 데이터베이스가 받아들이지 않는 값이 있습니다. 아무것도 복사하지 않았으니 그 행을 먼저 고치거나 지워 주세요.
transfer-differs = 복사한 뒤 { $table } 테이블의 행이 원래와 다릅니다({ $copied }개가 아니라 { $rows }개). 그래서 아무것도 남기지 않았습니다. Paperboy 개발자에게 알려 주세요.
restored-done = 데이터베이스를 { $at } 기준으로 봅니다. 그 뒤에 봇이 올린 글은 무엇이든 보내기 전에 Discord에서 먼저 찾아보므로 두 번 올라가지 않습니다.
restored-no-moment = 시각을 2026-04-03T04:00처럼 UTC로 써 주세요.
