"""Right figures at another one's place: seen where both texts say enough, and silent where they do not."""

from __future__ import annotations

import pytest

from bot.summaries.figures import unsupported_figures

SCORES = (
    "Osprey reaches 71.4% on HarborQA and 58.9% on DuneBench. In simulation it grasps 64 objects, and 27 in"
    " real kitchens. Compared with Heron (49.2%), Stork (44.7%) keeps fewer tokens."
)
BESIDE = [
    ("HarborQA에서 71.4%, DuneBench에서 58.9%를 기록합니다.", True),
    ("HarborQA에서 58.9%, DuneBench에서 71.4%를 기록합니다.", False),
    ("DuneBench에서는 58.9%에 머문 반면 HarborQA에서는 71.4%에 이릅니다.", True),
    ("DuneBench에서는 71.4%에 머문 반면 HarborQA에서는 58.9%에 이릅니다.", False),
    ("정확도는 71.4%(HarborQA)와 58.9%(DuneBench)입니다.", True),
    ("정확도는 58.9%(HarborQA)와 71.4%(DuneBench)입니다.", False),
    ("시뮬레이션에서는 64개를, 실제 주방에서는 27개를 잡습니다.", True),
    ("시뮬레이션에서는 27개를, 실제 주방에서는 64개를 잡습니다.", False),
    ("49.2%를 기록한 Heron과 달리 Stork는 44.7%에 그칩니다.", True),
    ("On DuneBench it gets 58.9%, on HarborQA 71.4%.", True),
    ("On DuneBench it gets 71.4%, on HarborQA 58.9%.", False),
]

LISTS = "Osprey and Heron gain 5.1% and 8.3% over the base, with 40 and 90 questions for cooking and sailing."
IN_PARALLEL = [
    ("Heron은 8.3%, Osprey는 5.1% 향상됩니다.", True),
    ("Heron과 Osprey는 각각 8.3%와 5.1% 향상됩니다.", True),
    ("Of cooking there are 40, of sailing 90.", True),
    ("The sizes are 40 and 90.", True),
]

CHANGES_TOLD = (
    "It lifts pass rates from 28% to 54% on arms and from 37% to 60% on hands, and latency drops to 9 ms,"
    " down from 21 ms. The context grows to 128K tokens; it was 8K. Gains lie between 2.1 and 14.1 points,"
    " costs at 14.1%."
)
CHANGES = [
    ("통과율이 28%에서 54%로 올랐습니다.", True),
    ("통과율이 54%에서 28%로 올랐습니다.", False),
    ("통과율이 28%에서 60%로 올랐습니다.", False),
    ("통과율이 14.1%에서 60%로 올랐습니다.", False),
    ("지연 시간은 21ms에서 9ms로 줄었습니다.", True),
    ("지연 시간은 9ms에서 21ms로 줄었습니다.", False),
    ("Latency falls to 9 ms, down from 21 ms.", True),
    ("Latency falls to 21 ms, down from 9 ms.", False),
    ("문맥 길이를 8천 토큰에서 12만 8천 토큰으로 확장했습니다.", True),
    ("점수를 최소 2.1점, 최대 14.1점 끌어올립니다.", True),
    ("The lowest gain is 14.1 points and the highest 2.1 points.", False),
]

NEIGHBOURS_TOLD = (
    "The 7-day gain is 0.16% and the 14-day gain 0.14%. It needs 49x fewer parameters than Heron and 4.8x"
    " fewer than Stork. We collect issues in 8 languages and 43 repositories."
)
NEIGHBOURS = [
    ("7일 기준 0.16%, 14일 기준 0.14% 늘었습니다.", True),
    ("7일 기준 0.14%, 14일 기준 0.16% 늘었습니다.", False),
    ("Heron보다 49배, Stork보다 4.8배 적은 매개변수를 씁니다.", True),
    ("Heron보다 4.8배, Stork보다 49배 적은 매개변수를 씁니다.", False),
    ("43개 저장소, 8개 언어의 이슈를 모았습니다.", True),
    ("43개 언어, 8개 저장소의 이슈를 모았습니다.", False),
]

COUNTS_TOLD = (
    "We ask 27 models about rivers of 12 countries, in 9 puzzles for 6 skills; 2,322 that pass are kept of"
    " 3,000 answers. Llama 2 models and both judges are left out. We collect 40 videos and 60 images, and 31"
    " recurring sub-patterns, consolidated into 15 patterns. It scales to 6.9B parameters and trains on"
    " 300B tokens."
)
COUNTS = [
    ("12개 국가의 강을 묻습니다.", True),
    ("27개 국가의 강을 묻습니다.", False),
    ("국가 12곳의 강을 묻습니다.", True),
    ("모델 27종을 시험했습니다.", True),
    ("모델 12종을 시험했습니다.", False),
    ("It asks about 12 countries.", True),
    ("It asks about 27 countries.", False),
    ("Six skills are needed.", True),
    ("Nine skills are needed.", False),
    ("답변 2,322개를 남겼습니다.", True),
    ("두 모델은 제외했습니다.", True),
    ("두 국가는 제외했습니다.", True),
    ("27차 국가 조사입니다.", True),
    ("영상 40개와 이미지 60장을 모았습니다.", True),
    ("이미지 40장을 모았습니다.", False),
    ("최대 69억 파라미터까지 키우고 3,000억 토큰으로 학습했습니다.", True),
    ("최대 3,000억 파라미터까지 키웠습니다.", False),
    ("하위 패턴 31개를 패턴 15개로 묶었습니다.", True),
]

NAMES_TOLD = (
    "It runs 2.31x faster on Osprey-XL and 3.07x on Osprey-S. Plover Pro solves 3.5%, and Heron Pro solves"
    " 10.6%. HarborQA falls to 25.5, CoveQA (103.3) does not. It is 15.2% ahead over Plover and 36.6% over"
    " Stork. We gain 7.1% and 8.9% for text and audio, and Tern reaches 41.2% there. It beats"
    " Crake (e.g., 29.5% v.s. 15.3% on LagoonBench). The best gains are +1.5 points on DuneBench Avg Score"
    " and +1.8 on ReefBench. It wins 55.9% against Gannet on ReefArena, and 46.2% against Petrel on"
    " DuneArena, surpassing Gannet by 5.2 ms, and Petrel by 8.4 ms. It cuts latency by 1.5%-2.8% and memory"
    " by 56%-79%."
)
NAMES = [
    ("Osprey-XL은 2.31배 빨라집니다.", True),
    ("Osprey-XL과 Osprey-S에서 최대 3.07배 빨라집니다.", True),
    ("가장 작은 모델은 3.07배 빨라집니다.", True),
    ("On Osprey-XL it runs 2.31x faster.", True),
    ("Plover Pro는 3.5%밖에 풀지 못합니다.", True),
    ("Plover Pro를 제친 모델은 10.6%를 풉니다.", True),
    ("CoveQA 점수는 103.3입니다.", True),
    ("Plover보다 15.2% 앞섭니다.", True),
    ("Tern은 41.2%에 이릅니다.", True),
    ("DuneBench에서 1.5점 높아집니다.", True),
    ("ReefArena에서 Gannet을 상대로 55.9%를 이깁니다.", True),
    ("Gannet을 5.2ms 앞섭니다.", True),
]
ROWS = [
    ("텍스트에서 7.1% 향상됩니다.", True),
    ("최대 8.9% 향상됩니다.", True),
    ("지연 시간을 1.5~2.8% 줄입니다.", True),
    ("For text the gain is 7.1%.", True),
]

ALONE_TOLD = (
    "Fine-tuning with supervision gives 86% accuracy on mazes, and reinforcement then lifts the accuracy to"
    " 93%. Weaknesses are misinformed in 15.2% of the reviews; questions in 26.4%. The panel spends 250 hours"
    " on 517 patients, and 1,228 participants report a diagnosis. We keep 300 tasks in three groups."
)
ALONE = [
    ("강화학습은 정확도를 93%로 높입니다.", True),
    ("지도 미세조정의 정확도는 86%입니다.", True),
    ("지도 미세조정의 정확도는 93%입니다.", False),
    ("패널은 환자 517명을 평가했습니다.", True),
    ("패널은 환자 1,228명을 평가했습니다.", False),
    ("The panel looks at 517 patients.", True),
    ("The panel looks at 1,228 patients.", False),
    ("점수는 93%입니다.", True),
    ("세 그룹으로 나뉜 과제가 300개입니다.", True),
]

RANGES_TOLD = (
    "We curate sets with label ranges from 28 to 174 classes and input lengths from 2K to 50K tokens."
    " Throughput is 5~66% higher and memory usage 16~30% lower. It gains 15.2% over Plover and 36.6% over"
    " Plover-2, and lifts GPT~5.1 and Heron~2 from 45.0% and 58.5% to 60.0% and 71.0%. Latency falls by 20%"
    " on arms and 30% on hands, errors by 3% and 5%."
)

RANGES = [
    ("지연 시간을 20~30% 줄였습니다.", True),
    ("지연 시간을 30~20% 줄였습니다.", False),
    ("It cuts latency by 20-30%.", True),
    ("오류율이 3~5% 감소했습니다.", True),
    ("2K에서 50K 토큰에 이르는 입력과 28~174개의 레이블을 다룹니다.", True),
    ("28~174개의 레이블과 2K에서 50K 토큰에 이르는 입력을 다룹니다.", True),
    ("Memory use drops by 16–30% while throughput climbs by 5–66%.", True),
    ("처리량은 5~66% 높아지고 메모리 사용량은 16~30% 줄어듭니다.", True),
    ("처리량은 66~5% 높아집니다.", False),
    ("It is 36.6% ahead of Plover-2 and 15.2% ahead of Plover.", True),
    ("GPT 5.1은 45.0%에서 60.0%로, Heron 2는 58.5%에서 71.0%로 올랐습니다.", True),
]

TABLE = [
    *((SCORES, *row) for row in BESIDE),
    *((LISTS, *row) for row in IN_PARALLEL),
    *((CHANGES_TOLD, *row) for row in CHANGES),
    *((NEIGHBOURS_TOLD, *row) for row in NEIGHBOURS),
    *((COUNTS_TOLD, *row) for row in COUNTS),
    *((NAMES_TOLD, *row) for row in (*NAMES, *ROWS)),
    *((ALONE_TOLD, *row) for row in ALONE),
    *((RANGES_TOLD, *row) for row in RANGES),
]


@pytest.mark.parametrize(("abstract", "bullet", "right"), TABLE, ids=[row[1] for row in TABLE])
def test_a_figure_belongs_where_the_abstract_has_it(abstract: str, bullet: str, right: bool) -> None:
    assert (not unsupported_figures(bullet, abstract=abstract, title="Osprey")) is right


def test_the_other_figure_is_what_it_probably_should_be() -> None:
    (finding, *_) = unsupported_figures(
        "HarborQA에서 58.9%, DuneBench에서 71.4%를 기록합니다.", abstract=SCORES, title="Osprey"
    )
    assert (finding.text, finding.probably) == ("58.9%", "71.4%")


def test_what_is_said_once_for_both_figures_is_no_evidence() -> None:
    abstract = "Our approach achieves 72% success in simulation and 78% in real-world grasping experiments."
    bullet = "시뮬레이션에서 72%, 실제 파지 실험에서 78%의 성공률을 달성했습니다."
    assert unsupported_figures(bullet, abstract=abstract, title="A Hand") == ()
