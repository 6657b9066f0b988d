file-missing = 그런 파일이나 폴더가 없습니다
file-forbidden = 접근 권한이 없습니다
file-is-folder = 파일이 아니라 폴더입니다
file-in-no-folder = 경로 중간에 폴더가 아닌 파일이 있습니다
file-name-too-long = 이름이 너무 깁니다
file-disk-full = 디스크에 남은 공간이 없습니다
file-broken-disk = 디스크를 읽거나 쓰는 중에 오류가 났습니다
file-not-utf8 = UTF-8 텍스트가 아닙니다
file-bad-toml = { $line }번째 줄 { $column }번째 글자가 TOML 형식에 맞지 않습니다. 그 부근에 따옴표, 괄호, “=”가 빠졌거나 같은 항목이 두 번 나오는지 확인해 주세요
file-bad-toml-end = 파일 끝부분이 TOML 형식에 맞지 않습니다. 따옴표, 괄호, 값이 빠졌는지 확인해 주세요
file-bad-json = { $line }번째 줄 { $column }번째 글자 부근에 따옴표, 쉼표, 쌍점, 괄호가 빠졌는지 확인해 주세요
file-too-deep = 너무 깊이 중첩되었거나 지나치게 긴 숫자가 있습니다
