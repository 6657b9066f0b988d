summary-no-model = 언어 모델이 설정되지 않았습니다. config.toml의 [summary]에 있는 model에 이름을 넣어 주세요.
summary-not-installed = 언어 모델 클라이언트가 설치되지 않았습니다. pip install --editable ".[llm]" 명령으로 설치해 주세요.
summary-timeout = 언어 모델이 { $seconds }초 안에 응답하지 않았습니다.
summary-refused = 언어 모델 서버가 요청을 거부했습니다(HTTP { $status }).
summary-unreachable = { $url }의 언어 모델에 연결할 수 없습니다.
summary-no-answer = { $url }의 응답이 언어 모델의 응답이 아닙니다.
summary-budget-digest = 오늘 요약에 쓸 수 있는 토큰 { $daily }개를 모두 썼습니다. 00:00 UTC까지는 초록을 보여 줍니다.
summary-budget-request = 하루 토큰 { $daily }개 중 사용자 요청에 쓸 수 있는 절반을 모두 썼습니다. 00:00 UTC에 다시 시작합니다.
