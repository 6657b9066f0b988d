foryou-title = 맞춤 논문 · { $day }
foryou-votes = ▲ { $count }
foryou-like-saved = 저장하신 *{ $title }* 논문과 비슷합니다: { $words }
foryou-too-few = 저장한 논문이 { $needed }편 이상이면 취향에 맞춰 순서를 정해 드립니다. 지금은 { $saved }편이므로 추천 수 순서로 보여 드립니다. 논문을 열고 🔖 버튼을 누르면 저장됩니다.
foryou-like-title = 비슷한 논문: { $title }
foryou-shared = 함께 다루는 내용: { $words }
foryou-nothing-like = 저장소에 비슷한 논문이 없습니다.
