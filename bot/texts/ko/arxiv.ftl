arxiv-not-atom = arXiv가 논문 대신 다른 응답을 보냈습니다.
arxiv-bad-request = arXiv가 요청을 이해하지 못했습니다: { $problem }
arxiv-busy = 요청이 너무 많아 arXiv가 잠시 기다려 달라고 합니다(HTTP { $status }).
arxiv-too-large = arXiv가 { $megabytes }MB가 넘는 응답을 보냈습니다. 논문 정보일 수 없는 크기입니다.
arxiv-failing = arXiv 서버에 문제가 있습니다(HTTP { $status }).
arxiv-timeout = arXiv가 { $seconds }초 안에 응답하지 않았습니다.
arxiv-unreachable = arXiv에 연결할 수 없습니다: { $problem }.
arxiv-queue-full = arXiv에는 3초에 한 번만 요청할 수 있는데 찾고 있는 논문이 너무 많습니다. 약 { $seconds }초 뒤에 다시 시도해 주세요.
