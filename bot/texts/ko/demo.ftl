demo-open =
    { $url }
    이 주소를 브라우저에서 열고 /paper 2404.02078, /subscribe "deep research", /channel list 등을 입력해 보세요.
    데모에는 예제로 사흘 치 논문만 있습니다. 답은 화면 맨 아래에 나타나며, 화면이 멈추면 새로 고쳐 주세요.
    Ctrl-C를 누르면 데모가 끝납니다.
demo-port-taken = { $port }번 포트는 이미 사용 중입니다. --port로 다른 번호를 지정하거나, 빈 포트를 쓰도록 생략해 주세요.
demo-guild = 논문 읽는 사람들
demo-topic = 매일 아침 9시, Hugging Face Daily Papers
demo-visitor = 방문자
demo-knows = 데모에는 논문이 { $papers }편만 있고 다른 곳에는 묻지 않습니다. 2404.02078로 시험해 보세요. 실제 봇은 arXiv의 모든 논문을 찾습니다.
