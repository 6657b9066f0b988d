store-broken = 데이터베이스를 사용할 수 없습니다: { $problem }. 디스크 여유 공간과 파일 쓰기 권한을 확인하고, 다른 프로그램이 파일을 잠그고 있지 않은지 확인해 주세요.
store-not-opened = { $file } 데이터베이스를 사용할 수 없습니다: { $problem }. 쓰기 권한이 있는 파일인지, 디스크에 여유 공간이 있는지, 다른 프로그램이 파일을 잠그고 있지 않은지 확인해 주세요.
store-foreign = { $file } 파일은 Paperboy의 데이터베이스가 아닙니다. 설정의 store.url에 다른 파일을 지정해 주세요.
store-newer = 더 최신 버전의 Paperboy가 만든 데이터베이스입니다(리비전 { $revision }). 이 Paperboy를 업데이트해 주세요.
store-busy = 다른 프로그램이 데이터베이스를 사용하고 있습니다. 사라진 것은 없으니 1분 뒤에 다시 시도해 주세요.
store-in-use = 다른 Paperboy({ $holder })가 이 데이터베이스로 게시 중입니다. 종료될 때까지 기다립니다.
store-lease-lost = 다른 Paperboy가 이 데이터베이스의 게시를 넘겨받았습니다. 이 Paperboy는 게시를 멈춥니다.
