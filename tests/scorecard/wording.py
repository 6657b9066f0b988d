"""How the rows are called in README, and how their figures are put."""

from __future__ import annotations

from collections.abc import Mapping

from bot.models import Language

HEADS: Mapping[Language, tuple[str, ...]] = {
    "en": ("what", "value", "measured by", "on", "at"),
    "ko": ("무엇을", "값", "재는 명령", "날짜", "커밋"),
}
NOT_YET: Mapping[Language, str] = {"en": "not measured yet", "ko": "아직 재지 않음"}
# How a bullet was made wrong, or how a right one says a figure of the abstract.
KINDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "scale": "wrong scale",
        "digit": "wrong digit",
        "percent": "wrong unit",
        "exchanged": "figures exchanged",
        "invented": "invented",
        "derived": "worked out",
        "plain": "as written",
        "converted": "converted",
        "rounded": "rounded",
        "words": "in words",
    },
    "ko": {
        "scale": "단위 크기 틀림",
        "digit": "숫자 틀림",
        "percent": "단위 틀림",
        "exchanged": "수치끼리 바뀜",
        "invented": "지어냄",
        "derived": "계산한 값",
        "plain": "그대로",
        "converted": "바꿔 쓴 값",
        "rounded": "반올림",
        "words": "말로 쓴 수",
    },
}
_CAUGHT = "{caught} of {wrong} wrong bullets caught, {flagged} of {right} right ones flagged"
_CAUGHT_KO = "틀린 문장 {wrong}개 중 {caught}개를 잡음, 맞는 문장 {right}개 중 {flagged}개를 의심함"
_MATCHING = "precision {precision:.3f}, recall {recall:.3f} of {pairs} pairs"
_MATCHING_KO = "정밀도 {precision:.3f}, 재현율 {recall:.3f} ({pairs}쌍)"

WORDING: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "en": {
        "keywords": ("matching of keywords", _MATCHING),
        "keywords-blind": ("the same, by a writer who did not know the rules", _MATCHING),
        "figures": ("figures in summaries, labelled before the check was written", _CAUGHT),
        "figures-blind": ("the same, by a writer who did not know the check", _CAUGHT),
        "figures-unseen": ("the same, by another one, later", _CAUGHT),
        "figures-natural": (
            "the same, errors put into real abstracts",
            _CAUGHT
            + "; {summaries_flagged} of {summaries} summaries of Hugging Face flagged, rightly or not",
        ),
        "errors-passing": ("wrong bullets that pass (of how many), by what is wrong", ""),
        "false-alarms": ("right bullets that are flagged (of how many), by how the figure is put", ""),
        "schema": (
            "real days in every layout against Discord's schema",
            "{violations} violations in {requests} requests of {days} days",
        ),
        "kills": (
            "killed at random moments while Discord misbehaves",
            "{kills} kills, {messages} messages and told papers: {lost} lost, {doubled} doubled",
        ),
        "delivery": (
            "a morning's time over what Discord's limit needs",
            "× {ratio:.3f} at {channels} channels, {lost} lost, {doubled} doubled",
        ),
        "foryou": (
            "`/foryou`: a paper that an invented reader kept is in the first five of its day",
            "{saved3:.2f} after 3 saved papers, {saved10:.2f} after 10, {saved30:.2f} after 30; "
            "by votes {votes:.2f}, at random {random:.2f}",
        ),
    },
    "ko": {
        "keywords": ("키워드 맞추기", _MATCHING_KO),
        "keywords-blind": ("같은 것, 규칙을 모르는 사람이 쓴 문제", _MATCHING_KO),
        "figures": ("요약의 수치, 검사를 만들기 전에 정답을 붙인 문제", _CAUGHT_KO),
        "figures-blind": ("같은 것, 검사를 모르는 사람이 쓴 문제", _CAUGHT_KO),
        "figures-unseen": ("같은 것, 나중에 다른 사람이 쓴 문제", _CAUGHT_KO),
        "figures-natural": (
            "같은 것, 실제 초록에 넣은 오류",
            _CAUGHT_KO + ". Hugging Face의 요약 {summaries}개 중 {summaries_flagged}개를 의심함(옳든 그르든)",
        ),
        "errors-passing": ("잡지 못하는 틀린 문장(전체 중), 틀린 방식별", ""),
        "false-alarms": ("의심하는 맞는 문장(전체 중), 수치를 쓴 방식별", ""),
        "schema": (
            "실제 하루들을 모든 모양으로 Discord의 스키마와 대조",
            "{days}일, 요청 {requests}개에서 위반 {violations}개",
        ),
        "kills": (
            "Discord가 말썽인 동안 아무 때나 강제 종료",
            "{kills}번 종료, 메시지와 알린 논문 {messages}개: 빠짐 {lost}, 두 번 {doubled}",
        ),
        "delivery": (
            "아침 게시에 걸린 시간 ÷ Discord의 제한으로 드는 시간",
            "× {ratio:.3f} (채널 {channels}개), 빠짐 {lost}, 두 번 {doubled}",
        ),
        "foryou": (
            "`/foryou`: 가상 독자가 모아 둔 논문이 그날의 다섯 편 안에 드는 비율",
            "3편 저장 뒤 {saved3:.2f}, 10편 뒤 {saved10:.2f}, 30편 뒤 {saved30:.2f}, "
            "추천순 {votes:.2f}, 무작위 {random:.2f}",
        ),
    },
}
