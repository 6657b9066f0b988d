config-no-token = Discord 토큰이 없습니다. config.toml의 [discord]에 token으로 넣거나 환경 변수 PAPERBOY_DISCORD__TOKEN으로 지정해 주세요.
config-invalid = 설정을 사용할 수 없습니다. { $problems }. config.example.toml을 참고해 주세요.
config-no-file = 설정 파일 { $path }이(가) 없습니다. config.example.toml을 복사하거나 --config로 다른 파일을 지정해 주세요.
config-unreadable = 설정 파일 { $path }을(를) 읽을 수 없습니다: { $problem }.
config-unknown-variable = 환경 변수 { $name }에 해당하는 설정 항목이 없습니다. 이름을 고치거나 변수를 지워 주세요. config.example.toml을 참고해 주세요.
