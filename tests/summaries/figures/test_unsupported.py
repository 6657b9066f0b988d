from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.figures import WrongFigure, unsupported_figures


def _findings(bullet: str, abstract: str) -> tuple[WrongFigure, ...]:
    return unsupported_figures(bullet, abstract=abstract, title="A Title")


@pytest.mark.parametrize(
    ("abstract", "wrong", "right"),
    [
        ("It has 3.8 billion parameters.", "3.8억", "38억"),
        ("It has 34 billion parameters.", "34억", "340억"),
    ],
)
def test_the_units_that_the_old_digest_got_wrong_by_ten_are_caught(
    abstract: str, wrong: str, right: str
) -> None:
    bullet = f"{wrong} 개의 파라미터를 가진 모델입니다."
    assert _findings(bullet, abstract) == (WrongFigure(wrong, 0, len(wrong), right),)
    assert _findings(f"{right} 개의 파라미터를 가진 모델입니다.", abstract) == ()


ROUNDINGS = [
    ("a rate of 33.3%", "33%", True),
    ("a rate of 33.3%", "약 33%", True),
    ("a rate of 33.3%", "약 30%", False),
    ("a rate of 33.3%", "33.4%", False),
    ("a rate of 33%", "33.3%", False),
    ("1.23x faster", "약 1.2배", True),
    ("1.23x faster", "1.3배", False),
    ("a 1.6x gain", "약 2배", False),
    ("12,345 pages", "1만 2천여 쪽", True),
    ("12,345 pages", "1만 2천 쪽", True),
    ("12,345 pages", "1만 쪽", False),
    ("12,345 pages", "약 1만 2천 쪽", True),
    ("12,345 pages", "12,340쪽", False),
    ("7,900 pages", "7천 쪽이 넘는", True),
    ("7,900 pages", "8천 쪽이 넘는", False),
    ("7,900 pages", "8천 쪽 가까이", True),
    ("up to 15x", "최대 15배", True),
    ("up to 15x", "15배 이상", False),
    ("no more than 38%", "최대 38%", True),
    ("no more than 38%", "38% 이상", False),
    ("no fewer than 40 pages", "40쪽 이상", True),
    ("more than 13.3%", "13.3% 미만", False),
]

SAME = [
    ("a two-fold speed-up", "두 배", True),
    ("a two-fold speed-up", "2배", True),
    ("it doubles the speed", "2배", True),
    ("35 times faster", "35배", True),
    ("repeated 3 times", "3회", True),
    ("100% more", "2배", False),
    ("cut by half", "50%", True),
    ("a threefold reduction", "3분의 1", True),
    ("a threefold gain", "3분의 1", False),
    ("less memory at 0x extra cost", "0배", True),
    ("an accuracy of .75", "0.75", True),
    ("an accuracy of .75", "0.57", False),
    ("5 minutes", "5분", True),
    ("5 minutes", "300초", True),
    ("5 minutes", "5초", False),
    ("2 to 10 minutes", "2~10분", True),
    ("from 0.5 to within 0.2", "0.5에서 0.2 이내로 줄인", True),
    ("three stages", "데이터 셋을", True),
    ("34 MB", "34GB", False),
    ("a gain of 4.7 points", "4.7%p", True),
    ("a gain of 4.7 points", "4.7%", False),
    ("a gain of 4.7%", "4.7%p", False),
    ("an absolute gain of 4.7%", "4.7%p", True),
    ("seven of nine sets", "9개 중 7개", True),
    ("an order of magnitude", "10배", True),
    ("both sets", "두 가지", True),
    ("(1) a chain, (2) a tree, (3) a graph", "세 가지", True),
    ("chains, trees and graphs", "세 가지", False),
    ("thousands of hours", "수천 시간", True),
    ("3,400 hours", "수천 시간", True),
    ("thousands of hours", "3천 시간", False),
    ("tens of trillions of tokens", "수십조 토큰", True),
    ("tens of trillions of tokens", "수십억 토큰", False),
    ("34 billion tokens", "수십억 토큰", False),
    ("700K+ TPU v6e hours", "70만 시간 이상", True),
    ("700K+ TPU v6e hours", "70만 일 이상", False),
    ("egocentric videos", "1인칭 영상", True),
    ("it rises from 12.0% to 23.4%", "거의 두 배", True),
    ("it rises from 12.0% to 23.4%", "세 배", False),
    ("it rises from 12.0% to 23.4%", "11.4%p", True),
    ("it rises from 12.0% to 23.4%", "12.4%p", False),
    ("it rises from 12.0% to 23.4%", "95%", True),
    ("it rises from 12.0% to 23.4%", "59%", False),
    ("errors fall 40% (from 5 to 3)", "40%", True),
    ("a gain of 2.1% (38.7% to 40.8%)", "2.1%p", True),
    ("a gain of 2.1% (38.7% to 40.8%)", "1.2%p", False),
    ("control at 7 Hz", "초당 7회", True),
    ("control at 7 Hz", "초당 9회", False),
    ("30 minutes of play", "30분의 데이터", True),
    ("30 minutes of play", "40분의 데이터", False),
    ("a batch size of 1", "배치 크기가 1일 때의", True),
    ("within 1 day", "1일", True),
    ("Gull, Tern and Rail", "Gull, Tern, Rail의 세 가지", True),
    ("Gull, Tern and Rail", "Gull, Tern, Rail의 네 가지", False),
    ("Gull, Tern and Rail", "세 가지(Gull, Tern, Rail)", True),
    ("Gull, Tern and Rail", "Gull과 Tern 두 가지", True),
    ("chains, trees and graphs", "사슬, 나무, 그래프, 숲의 네 가지", False),
    ("chains, trees and graphs", "사슬과 나무의 두 가지", False),
    ("harm types (theft, fraud, arson)", "도난, 사기, 방화, 폭행의 네 가지", False),
    ("links, including Gull, Tern, Rail, and Crake", "Gull, Tern, Rail, Crake 등 네 가지", True),
    ("links, including Gull, Tern, Rail, and Crake", "Gull, Tern, Rail, Crake 등 다섯 가지", False),
    ("text and camera inputs", "텍스트와 카메라 두 가지", True),
    ("a walk along the river", "three animals: a goat, a cow and a hen", False),
    ("consistency of colour, space and time", "three laws—colour, space, and time—of the world", True),
    ("consistency of colour, space and time", "four laws—colour, space, and time—of the world", False),
    ("since August 2025", "2025년 8월", True),
    ("since August 2025", "2025년 7월", False),
    ("that many may march 2 miles", "3월", False),
    ("run for a year", "1시간", False),
    ("a few hundred steps", "수백 단계", True),
    ("a few hundred steps", "수천 단계", False),
    ("a larger view (9X)", "9배", True),
    ("4{times} fewer steps", "4배", True),
    ("1.04sim2.2times faster", "1.04~2.2배", True),
    ("1.04sim2.2times faster", "1.4~2.2배", False),
    ("1 to 2 orders of magnitude faster", "10~100배", True),
    ("1 to 2 orders of magnitude faster", "10~1,000배", False),
    ("scores from a base of 22.1 to 50.5", "28.4점", True),
    ("scores from a base of 22.1 to 50.5", "24.8점", False),
    ("the ratio rises from 19.1 dB to 22.7 dB", "3.6dB", True),
    ("the ratio rises from 19.1 dB to 22.7 dB", "6.3dB", False),
    ("70.1%, above Plover (69.3%)", "70.1%로 0.8%p 높은", True),
    ("70.1%, above Plover (69.3%)", "70.1%로 1.8%p 높은", False),
    ("70.1%. Plover has 69.3%", "70.1%로 0.8%p 높은", False),
    ("70.1%, Plover (69.3%)", "0.8%p 높은 점수", True),
    ("70.1%, Plover (69.3%)", "0.8%p 점수", False),
    ("70.1%, Plover (69.3%)", "1.8%p 높은 점수", False),
    ("an FID of 9.7 beside 14.6", "4.9 더 좋은 FID", True),
    ("notes of 6.4 minutes, against 11.8 minutes", "5.4분 더 짧은", True),
    ("notes of 6.4 minutes, against 11.8 minutes", "11.8분에서 6.4분으로 46% 줄어든", True),
    ("notes of 6.4 minutes, against 11.8 minutes", "46% 줄어든", False),
    ("94 proofs, Plover 71 proofs", "23개 더 많은 증명", True),
    ("94 proofs, Plover 71 proofs", "세 개 더 많은 증명", False),
    ("48 seconds, not 50 minutes", "48초로 60배 이상 빠른", True),
    ("94 of 280 proofs", "280개의 3분의 1", True),
    ("as of May 4, 2026", "5월 4일 기준", True),
    ("as of May 4, 2026", "4일 만에", False),
    ("Articles 14 to 17", "헌법 14조부터 17조까지", True),
    ("3 space billion parameters", "30억 파라미터", True),
    ("billion-scale parsers", "10억 단위", True),
    ("billion-scale parsers", "1억 단위", False),
    ("a leap from zero to one", "0에서 1로", True),
    ("a gain of sim6%", "약 6%", True),
    ("12 million triplets", "1천2백만 건", True),
    ("12 million triplets", "1천3백만 건", False),
    ("an error of 1.98", "2를 밑도는", True),
    ("less than 50% of them", "절반을 넘기지 못하는", True),
    ("less than 50% of them", "절반을 넘는", False),
    ("an older generation", "이전 세대 모델", True),
    ("pictures of 256x256", "512 해상도", False),
    ("better on 16 out of 23 tasks", "23개 가운데 3분의 2가 넘는 16개", True),
    ("better on 16 out of 23 tasks", "23개 가운데 4분의 3이 넘는 16개", False),
    ("only 0.4% lower than Plover", "0.4%에 불과한 차이", True),
    ("65.4% of them", "65.4%로 3분의 2에 못 미치는", True),
    ("with 1/23 parameters", "23분의 1 크기", True),
    ("with 1/23 parameters", "32분의 1 크기", False),
    ("better than either alone", "둘 중 하나보다 나은", True),
    ("only 45.8% of them", "절반에 못 미치는 45.8%", True),
    ("only 45.8% of them", "절반을 넘는 45.8%", False),
    ("51.3% of them", "절반을 겨우 넘는", True),
    ("3.3 times less data", "3분의 1도 안 되는", True),
    ("3.3 times less data", "4분의 1도 안 되는", False),
    ("it reduces the steps by 70.7%", "70.7% 줄인", True),
    ("it cuts memory by half", "절반으로 줄인", True),
    ("it reduces the steps by 95%", "10분의 1로 줄인", False),
    ("a model", "그래프를 기반으로 한 모델", True),
    ("a model", "크기를 반으로 줄인 모델", False),
]

NAMES = [
    ("tuned from Mistral-7B", "Mistral 7B", True),
    ("tuned from Mistral-7B", "70억 파라미터의 Mistral", True),
    ("tuned from Mistral-7B", "Mistral-70B", False),
    ("tuned from Llama 2 70B", "LLaMA-2-70B", True),
    ("tuned from Qwen2.5-VL-72B", "Qwen2.5-72B", True),
    ("tuned from Qwen2.5-VL-72B", "Qwen2-VL-72B", False),
    ("better than GPT-4o", "GPT-4", False),
    ("3D scenes", "3차원 장면", True),
    ("3D scenes", "2D 장면", False),
    ("text-to-image models", "T2I 모델", True),
    ("a 256times256 picture", "256×256", True),
    ("a 256times256 picture", "512×512", False),
    ("the decoder Tern-512x512", "Tern-256times256", False),
    ("MATH-500 and GSM8K", "MATH500과 GSM8K", True),
    ("pass@1", "pass@10", False),
    ("runs on an H100", "H200", False),
    ("11.0 on AIME'25", "AIME’25에서 11.0점", True),
    ("11.0 on AIME'25", "AIME'24에서 11.0점", False),
    ("a 6DoF arm", "6자유도 팔", True),
    ("a 6DoF arm", "7자유도 팔", False),
    ("the columns of TRC^{2}", "TRC^2", True),
    ("the columns of TRC^{2}", "TRC^3", False),
    ("a node of 8xH100", "H100 GPU 8장", True),
    ("a node of 8xH100", "H100 GPU 4장", False),
    ("30fps@1440p on a phone", "초당 30프레임과 1440p", True),
    ("30fps@1440p on a phone", "초당 60프레임과 1440p", False),
    ("codes of weight 6", "weight-8 부호", False),
    ("less. Around 10 million tokens", "Around 10M tokens", True),
    ("less. Around 10 million tokens", "Around 20M tokens", False),
]


@pytest.mark.parametrize(("abstract", "bullet", "borne_out"), [*ROUNDINGS, *SAME, *NAMES])
def test_a_bullet_stands_or_falls_with_its_abstract(abstract: str, bullet: str, borne_out: bool) -> None:
    assert (not _findings(f"결과는 {bullet} 수준입니다.", f"We report {abstract}.")) is borne_out


WORDS = [
    ("costs 3 steps", "3만 개를 사용하는", False),
    ("uses 12% of the data", "12%만 쓰는", True),
    ("trained on four A100s", "A100 네 장을 쓴", True),
    ("trained on H100 GPUs", "trained on H100s", True),
    ("trained on V100s", "trained on H100s", False),
    ("trained on two L40S GPUs", "L40S 두 장을 쓴", True),
    ("trained on RTX 4090 GPUs", "trained on RTX 4090s", True),
    ("a dozen tasks", "12개 과제", True),
    ("twelve tasks", "a dozen tasks", True),
    ("two dozen tasks", "24개 과제", True),
    ("half a dozen tasks", "여섯 개 과제", True),
    ("a dozen tasks", "15개 과제", False),
    ("a couple of runs", "두 번", True),
    ("half a million users", "50만 명", True),
    ("half a million users", "500만 명", False),
    ("per thousand requests", "1,000건당", True),
    ("one in five users", "사용자의 20%", True),
    ("20% of users", "one in five users", True),
    ("20% of users", "1 in 4 users", False),
    ("20% of users", "다섯 명 중 한 명", True),
    ("20% of users", "여섯 명 중 한 명", False),
    ("four out of five users", "사용자의 80%", True),
    ("two in three users", "3분의 2", True),
    ("three of the four models", "75%의 모델", True),
    ("INT4 weights", "8비트 가중치", False),
    ("hour-long films", "2시간 길이의 영상", False),
    ("two-hour-long films", "1시간 길이의 영상", False),
    ("half-hour films", "30분 길이의 영상", True),
    ("half an hour of film", "30분 길이의 영상", True),
    ("two decades of data", "20년 치 자료", True),
    ("two decades of data", "2년 치 자료", False),
    ("a 35-fold gain", "35-fold로 높인", True),
    ("a 35-fold gain", "53-fold로 높인", False),
    ("5-fold validation", "5겹 교차 검증", True),
    ("5-fold validation", "10-폴드 교차 검증", False),
    ("tokens of 3.8 billion words", "3.8 billion의 단어", True),
    ("tokens of 3.8 billion words", "3.8 million의 단어", False),
    ("4-bit weights", "4-bit로 줄인", True),
    ("4-bit weights", "8-bit로 줄인", False),
    ("3 hours of film", "3 hours의 영상", True),
    ("3 hours of film", "3 days의 영상", False),
    ("a few runs", "세 번의 실행", False),
    ("over a hundred runs", "백여 건의 실행", True),
    ("over a hundred runs", "천여 건의 실행", False),
    ("a tenth of the data", "데이터의 10분의 1", True),
    ("a tenth of the data", "데이터의 100분의 1", False),
    ("a thousandth of the data", "데이터의 1,000분의 1", True),
    ("a tenth model", "데이터의 10분의 1", False),
    ("1.5 hours", "1시간 30분", True),
    ("1.5 hours", "1시간 반", True),
    ("1.5 hours", "2시간 반", False),
    ("90 seconds", "1분 30초", True),
    ("90 seconds", "1분 20초", False),
    ("an hour, and one and a half years", "1년 반", True),
    ("2 minutes and 30 seconds", "150초", True),
]


@pytest.mark.parametrize(("abstract", "bullet", "supported"), WORDS)
def test_a_figure_may_be_said_in_other_words(abstract: str, bullet: str, supported: bool) -> None:
    assert (not _findings(f"결과는 {bullet} 수준입니다.", f"We report {abstract}.")) is supported


@pytest.mark.parametrize(
    ("abstract", "bullet"),
    [
        ("it runs for 12 hours", "24시간 돌아갑니다."),
        ("it needs 32K bytes", "문맥은 32K초입니다."),
        ("it fails on one of 34 models", "340억 파라미터입니다."),
    ],
)
def test_no_suggestion_repeats_what_is_refused_or_would_be_refused(abstract: str, bullet: str) -> None:
    (finding,) = _findings(bullet, f"We report that {abstract}.")
    if finding.probably:
        mended = bullet[: finding.start] + finding.probably + bullet[finding.end :]
        assert finding.probably != finding.text
        assert _findings(mended, f"We report that {abstract}.") == ()


def test_a_figure_of_thousands_of_digits_is_read() -> None:
    (finding,) = _findings("9" * 5000 + "억 개입니다.", "We use " + "9" * 5000 + "조 tokens.")
    assert finding.probably is not None


def test_a_decade_is_suggested_in_years_where_the_bullet_is_korean() -> None:
    for bullet, written in (("2년 치 자료를 씁니다.", "20년"), ("It uses two years of data.", "2 decades")):
        (finding,) = _findings(bullet, "We use two decades of data.")
        assert finding.probably == written


def test_what_it_probably_should_be_is_in_plain_digits() -> None:
    (finding,) = _findings("It shows an 11 minute film.", "It shows a film of 10 minutes.")
    assert (finding.text, finding.probably) == ("11 minute", "10 minutes")


def test_a_figure_of_the_title_is_borne_out() -> None:
    title = "Atlas-2M: Two Million Maps"
    assert unsupported_figures("200만 장의 지도입니다.", abstract="We draw maps.", title=title) == ()


def test_a_link_is_no_figure() -> None:
    assert _findings("코드는 https://example.org/v2/17 에 있습니다.", "We release code.") == ()


_PIECES = """0 1 00분의 1/00 .5 3.8 12,345 billion K x % 0x -fold 10^ 배 억 만 half from to between up
reduces 줄었 최대 최소 에서 로 both ( ) , . ~ - / GPT-4 7B hours 점 $ \\times 개 and 분의
Aug May {times} sim vs. only by orders of magnitude Osprey-XL on over 보다 8xH100 fps@ ^{2}
2·3 a few hundred % 만 넘는 Tern-256times256 Tern-512x512 decades"""
_SPACED = st.tuples(st.sampled_from(_PIECES.split()), st.sampled_from(["", " "])).map("".join)
_TEXTS = st.lists(_SPACED, max_size=25).map("".join)


@given(bullet=_TEXTS, abstract=_TEXTS, title=_TEXTS)
def test_no_text_is_too_odd_to_be_checked(bullet: str, abstract: str, title: str) -> None:
    for finding in unsupported_figures(bullet, abstract=abstract, title=title):
        assert bullet[finding.start : finding.end] == finding.text
