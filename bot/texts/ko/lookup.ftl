lookup-both-down = 지금은 이 논문을 조회할 수 있는 곳이 없습니다. { $hub } { $arxiv }
lookup-slow = 응답이 { $seconds }초 넘게 걸리고 있습니다. 계속 찾고 있으니 잠시 뒤에 다시 시도해 주세요.
lookup-queue = arXiv에는 3초에 한 번만 요청할 수 있어 차례를 기다리고 있습니다. 약 { $seconds }초 더 걸립니다. 계속 찾고 있으니 그때 다시 시도해 주세요.
lookup-budget = 새 논문을 많이 찾으셨습니다. { $seconds }초 뒤에 다시 시도해 주세요. 이미 저장된 논문은 언제든지 볼 수 있습니다.
