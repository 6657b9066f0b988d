subscription-several = 이 채널에는 구독이 여러 개 있습니다. { $names } 중 하나의 이름을 지정해 주세요. “”는 이름이 없는 구독입니다.
subscription-too-many = 서버 하나에 둘 수 있는 구독은 { $most }개까지입니다. 먼저 하나를 삭제해 주세요.
