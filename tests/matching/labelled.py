"""The labelled table: what a reader would call a hit, written before the rules were tuned.

English titles are those of real papers; Korean and other sentences are our own. `is_wanted` is what a reader
who typed the keyword wants to hear about, also where no small rule can know it.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.models import Paper


class Label(NamedTuple):
    """One judgement: does `keyword` want a paper with this text?"""

    keyword: str
    is_wanted: bool
    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    ai_keywords: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    organization: str | None = None
    votes: int = 0

    @property
    def paper(self) -> Paper:
        """The paper that the label speaks of."""
        return Paper(
            id="2404.02078",
            title=self.title,
            abstract=self.abstract,
            authors=self.authors,
            ai_keywords=self.ai_keywords,
            organization=self.organization,
            votes=self.votes,
        )


YES, NO = True, False

LETTER_BOUNDARIES = (
    Label("RAG", YES, "UniversalRAG: Retrieval-Augmented Generation over Multiple Corpora", "We study RAG."),
    Label("RAG", NO, "A storage engine for fragments of long documents"),
    Label("RAG", NO, "Drag Your Image: Point-Based Editing Without Training"),
    Label("RAG", YES, "LongLive-RAG: A General Retrieval-Augmented Framework for Long Video Generation"),
    Label("RAG", YES, bullets=("이 논문은 RAG를 여러 말뭉치로 넓힙니다.",)),
    Label("RAG", YES, "Multi-task retriever fine-tuning for domain-specific and efficient RAG"),
    Label("LLM", YES, bullets=("LLM은 긴 문맥에서 자주 틀립니다.",)),
    Label(
        "LLM",
        YES,
        "Understanding Syllogistic Reasoning in LLMs from Formal and Natural Language Perspectives",
    ),
    Label("LLM", YES, abstract="A large language model (LLM) is asked twice."),
    Label("LLM", YES, "Benchmarking LLMs' Swarm intelligence"),
    Label("LLM", NO, "DistiLLM-2: A Contrastive Approach Boosts the Distillation of Models"),
    Label("LLM", NO, "JudgeLM and MLLM: two abbreviations"),
    Label("LLM", YES, "LLM-ABR: Designing Adaptive Bitrate Algorithms via Large Language Models"),
    Label("LLM", YES, bullets=("여러 LLM들의 답을 견줍니다.",)),
    Label("LLMs", YES, "Fietje: An open, efficient LLM for Dutch"),
    Label("llm", YES, "DAPO: An Open-Source LLM Reinforcement Learning System at Scale"),
    Label("AI", NO, "Training a chain of domain experts"),
    Label("AI", YES, "Measuring AI Ability to Complete Long Tasks"),
    Label("AI", YES, bullets=("AI가 쓴 글을 가려냅니다.",)),
    Label("RL", YES, "SQL-R1: Training Natural Language to SQL Reasoning Model By RL"),
    Label("RL", NO, "Worlds of early URLs"),
    Label("art", NO, "Cartoons from Text Descriptions: a start"),
    Label("SAM", NO, "The same sample, twice"),
    Label("ISA", NO, "This is a study of instructions"),
    Label("OFA", NO, "The limits of a single policy"),
    Label("WER", NO, "These results were measured twice"),
    Label("CAM", NO, "Where the light came from"),
    Label("Qwen", YES, "Qwen2.5-1M Technical Report"),
    Label("MoE", YES, "Self-MoE: Towards Compositional Large Language Models with Self-Specialized Experts"),
    Label("MoE", NO, "MoTE: Mixture of Ternary Experts for Memory-efficient Large Multimodal Models"),
    Label("TTS", YES, bullets=("TTS에 쓰이는 음성을 다룹니다.",)),
)

INFLECTION = (
    Label(
        "agent",
        YES,
        "Embodied Web Agents: Bridging Physical-Digital Realms for Integrated Agent Intelligence",
    ),
    Label("agents", YES, "MMA: Multimodal Memory Agent"),
    Label("agentic", NO, "Mind2Web 2: Evaluating Search with Agent-as-a-Judge"),
    Label("agent", NO, "Beacon: Knowing When and How to Perform Agentic Visual Reasoning"),
    Label("agentic", YES, "Kimi K2.5: Visual Agentic Intelligence"),
    Label("world model", YES, "Emu3.5: Native Multimodal Models are World Learners", "A world model."),
    Label('"world model"', YES, "iVideoGPT: Interactive VideoGPTs are Scalable World Models"),
    Label("policy", YES, abstract="Two policies are compared."),
    Label("policies", YES, "Learning Agentic Policy from Action Guidance"),
    Label("benchmark", YES, "Benchmarking Agent Capabilities in Ultra Long-Horizon Scenarios"),
    Label("benchmarks", YES, "Benchmark^2: Systematic Evaluation of LLM Benchmarks"),
    Label("matrix", YES, abstract="Sparse matrices are multiplied in place."),
    Label("class", YES, abstract="All classes are seen once."),
    Label("loss", YES, abstract="The losses are weighted."),
    Label("loss", NO, abstract="The agent may lose its way."),
    Label("corpus", YES, "WildGraphBench: Benchmarking GraphRAG with Wild-Source Corpora"),
    Label("analysis", YES, abstract="Further analyses are given."),
    Label("batch", YES, abstract="Small batches suffice."),
    Label(
        "fine-tune", YES, "Temporal In-Context Fine-Tuning for Versatile Control of Video Diffusion Models"
    ),
    Label("fine-tuning", YES, abstract="The model is fine-tuned on dialogues."),
    Label("quantized", YES, abstract="We quantize the cache to two bits."),
    Label("quantization", NO, abstract="A quantity of interest"),
    Label("plan", YES, abstract="Planning takes two steps."),
    Label("plane", NO, abstract="The agent plans a trip."),
    Label("planning", NO, "A plane in the sky"),
    Label("reasoning", NO, abstract="For these reasons the method fails."),
    Label("reasoning", YES, "REASONING GYM: Reasoning Environments"),
    Label("imaging", NO, abstract="Two images are shown."),
    Label("embedding", YES, abstract="Embeddings of words are compared."),
    Label("embedding", NO, abstract="It runs on embedded systems."),
    Label("university", NO, "A Universe of 3D Objects"),
    Label("generative", NO, "A general theory of everything"),
    Label("generation", NO, "Advancing Generalists"),
    Label("news", NO, "Nothing new under the sun"),
    Label("bias", YES, abstract="Several biases are found."),
    Label("prune", YES, abstract="Layers are pruned."),
    Label("string", NO, abstract="The streets are wet."),
    Label("speed", NO, abstract="It speculates."),
    Label("compress", YES, abstract="A compressed cache."),
    Label("model", YES, abstract="Modelling the weather."),
)

HYPHENS = (
    Label("in-context", YES, "Long-context LLMs Struggle with Long In-context Learning"),
    Label(
        '"in context"',
        YES,
        "UI-Mate: Advancing Open-Weight Foundation GUI Agents with In-Context Demonstrations",
    ),
    Label("in-context", YES, abstract="It learns in context."),
    Label("in-context", NO, abstract="In a wide context."),
    Label(
        "finetuning", YES, "Temporal In-Context Fine-Tuning for Versatile Control of Video Diffusion Models"
    ),
    Label(
        "fine-tuning", YES, "For-Value: Efficient Forward-Only Data Valuation for finetuning LLMs and VLMs"
    ),
    Label('"fine tuning"', YES, "Parameter-Efficient Fine‑Tuning of large models"),
    Label("pretraining", YES, abstract="Pre-training on code helps."),
    Label("multi-modal", YES, "Controlling Multimodal LLMs via Reward-guided Decoding"),
    Label("multimodal", YES, "A multi modal dialogue"),
    Label("dataset", YES, abstract="Three data sets are published."),
    Label("asymmetric", NO, abstract="It is a symmetric kernel."),
    Label("inactive", NO, abstract="We report gains in active learning."),
    Label("asymmetric", YES, abstract="The loss is a-symmetric; we use asymmetric weights."),
    Label("text-to-image", YES, "MUMU: Bootstrapping Multimodal Image Generation from Text-to-Image Data"),
    Label(
        '"text to image"',
        YES,
        "Think-Then-Generate: Reasoning-Aware Text-to-Image Diffusion with LLM Encoders",
    ),
    Label("text-to-image", NO, "A text with an image"),
    Label("k-means", YES, abstract="It is kmeans with a twist."),
    Label("vision-language", YES, abstract="A vision–language model."),
    Label("re-ranking", YES, abstract="Reranking the passages helps."),
)

SYMBOLS = (
    Label("C++", YES, "Characterizing the Quality Profile of AI-Generated C++ in Production"),
    Label("C++", NO, abstract="Plan C is cheaper."),
    Label("C++", YES, bullets=("C++로 쓴 코드를 고칩니다.",)),
    Label("S*", YES, "S*: Test Time Scaling for Code Generation"),
    Label("S*", NO, "The S curve of scaling"),
    Label("C#", YES, abstract="Methods in C# and Java."),
    Label("C#", NO, abstract="Methods in C++ and Java."),
    Label("3D", YES, "StyleMe3D: Stylization with Disentangled Priors by Multiple Encoders on 3D Gaussians"),
    Label("3D", YES, "LATTICE: Democratize High-Fidelity 3D Generation at Scale"),
    Label("3D", NO, "MoVieS: Motion-Aware 4D Dynamic View Synthesis in One Second"),
    Label("3D", YES, bullets=("3D로 장면을 만듭니다.",)),
    Label("GPT-4", YES, "Accessing GPT-4 level Mathematical Olympiad Solutions"),
    Label("GPT-4", YES, abstract="It beats GPT4."),
    Label("GPT-4", NO, abstract="It beats GPT-4o on every task."),
    Label("GPT-4", NO, abstract="It beats GPT-4.1 on every task."),
    Label("gpt 4", NO, abstract="It uses GPT in 4 steps."),
    Label("Llama 3.1", YES, abstract="Trained from Llama-3.1 with 8B weights."),
    Label('"Llama 3"', NO, abstract="Trained from Llama-3.1 with 8B weights."),
    Label('"Llama 3.1"', YES, abstract="Trained from Llama 3.1."),
    Label("R1", NO, "Embodied-R1.5: Evolving Physical Intelligence via Embodied Foundation Models"),
    Label("R1", YES, "SQL-R1: Training Natural Language to SQL Reasoning Model"),
    Label("o1", YES, "Do NOT Think That Much for 2+3=? On the Overthinking of o1-Like LLMs"),
    Label("o1", NO, "One of two"),
    Label("70B", YES, "DumpsterCluster: From Dumpster Diving to Serving LLaMA-70B on $60 GPUs"),
    Label("Q&A", YES, "EvasionBench: Detecting Evasive Answers in Financial Q&A via Multi-Model Consensus"),
    Label(
        "π-Bench", YES, "π-Bench: Evaluating Proactive Personal Assistant Agents in Long-Horizon Workflows"
    ),
    Label("LLaMmlein", YES, "LLäMmlein: Compact and Competitive German-Only Language Models from Scratch"),
    Label("llama.cpp", YES, abstract="Measured with llama.cpp on a laptop."),
    Label("LoRA+", NO, abstract="LoRA is cheap."),
    Label("LoRA", YES, abstract="LoRA+ is cheaper."),
)

NORMAL_FORMS = (
    Label("ｄｉｆｆｕｓｉｏｎ", YES, "Neural Gaffer: Relighting Any Object via Diffusion"),
    Label("diffusion", YES, "ＤＩＦＦＵＳＩＯＮ Ｍｏｄｅｌｓ"),
    Label("efficient", YES, "An eﬃcient method"),
    Label("확산", YES, bullets=("확산 모델을 씁니다.",)),
    Label("naive", YES, abstract="A naïve baseline."),
    Label("DIFFUSION", YES, "Improving Video Diffusion Models without Training Through a Teacher's Guide"),
    Label(
        "teacher",
        YES,
        "VideoGuide: Improving Video Diffusion Models without Training Through a Teacher's Guide",
    ),
    Label("google", YES, "Towards Automating Scientific Review with Google’s Paper Assistant Tool"),
)

PHRASES_AND_SEVERAL = (
    Label(
        '"mixture of experts"',
        YES,
        "Awaker2.5-VL: Stably Scaling MLLMs with Parameter-Efficient Mixture of Experts",
    ),
    Label('"mixture of experts"', YES, "Your Mixture-of-Experts LLM Is Secretly an Embedding Model For Free"),
    Label('"mixture of experts"', NO, "MoA: Mixture of Sparse Attention; experts disagree"),
    Label("“mixture of experts”", YES, "Your Mixture-of-Experts LLM Is Secretly an Embedding Model For Free"),
    Label("diffusion video", YES, "Learning Temporally Consistent Video Depth from Video Diffusion Priors"),
    Label("diffusion video", NO, "Neural Gaffer: Relighting Any Object via Diffusion"),
    Label('"video diffusion"', NO, "Diffusion for video"),
    Label('"video diffusion"', NO, "We edit video. Diffusion is not needed."),
    Label("diffusion video", YES, "Diffusion in time", ai_keywords=("video generation",)),
    Label("sparse attention", YES, ai_keywords=("sparse attention",)),
    Label('"language model"', NO, "Language, a model"),
    Label('"tree search"', YES, abstract="Monte Carlo tree-search is used."),
    Label('"chain of thought"', YES, "Multi-Agent Planning", "It uses chain-of-thought prompts."),
    Label(
        '"reinforcement learning from human feedback"',
        YES,
        abstract="Reinforcement learning from human feedback.",
    ),
)

EXCLUSIONS = (
    Label(
        "diffusion -medical",
        YES,
        "Bigger is not Always Better: Scaling Properties of Latent Diffusion Models",
    ),
    Label("diffusion -medical", NO, "Diffusion for Medical Segmentation"),
    Label("agent -medical", NO, "CoD, Towards an Interpretable Medical Agent using Chain of Diagnosis"),
    Label(
        'agent -"medical imaging"',
        YES,
        "CoD, Towards an Interpretable Medical Agent using Chain of Diagnosis",
    ),
    Label('diffusion -"medical imaging"', NO, "Diffusion", "It helps medical imaging."),
    Label("LLM -RAG", YES, "LLM storage"),
    Label("LLM -agents", NO, "POISE: Position-Aware Undetectable Skill Injection on LLM Agents"),
    Label("확산 -의료", NO, bullets=("의료용 확산 모델을 다룹니다.",)),
    Label("확산 -의료", YES, bullets=("영상용 확산 모델을 다룹니다.",)),
    Label("LLM -author:Smith", NO, "An LLM", authors=("Jane Smith",)),
    Label("LLM －RAG", NO, "LLM with RAG"),
)

PEOPLE = (
    Label('author:"Yann LeCun"', YES, authors=("Amir Bar", "Yann LeCun")),
    Label('author:"LeCun Yann"', YES, authors=("Yann LeCun",)),
    Label('author:"LeCun, Yann"', YES, authors=("Yann LeCun",)),
    Label("author:LeCun", YES, authors=("Yann LeCun",)),
    Label("author:lecun", YES, authors=("Yann LeCun",)),
    Label('author:"Y. LeCun"', YES, authors=("Yann LeCun",)),
    Label('author:"Yann LeCun"', YES, authors=("Y. LeCun",)),
    Label('author:"Yann LeCun"', YES, authors=("Yann A. LeCun",)),
    Label('author:"Yann LeCun"', NO, authors=("Yann Dubois", "Marie LeCun")),
    Label('author:"Yann LeCun"', NO, "A tribute to Yann LeCun", authors=("Jane Smith",)),
    Label('author:"Z. LeCun"', NO, authors=("Yann LeCun",)),
    Label("author:Le", NO, authors=("Yann LeCun",)),
    Label('author:"Bernhard Scholkopf"', YES, authors=("Bernhard Schölkopf",)),
    Label('author:"Kyung-Hyun Cho"', YES, authors=("Kyunghyun Cho",)),
    Label('author:"Fei-Fei Li"', YES, authors=("Li Fei-Fei",)),
    Label("author:O'Neil", YES, authors=("Cathy O’Neil",)),
    Label("LeCun", YES, authors=("Yann LeCun",)),
    Label("저자:LeCun", YES, authors=("Yann LeCun",)),
)

ORGANISATIONS_AND_VOTES = (
    Label("org:nvidia", YES, organization="NVIDIA"),
    Label("org:nvidia", NO, "NVIDIA Nemotron Parse 1.1", organization=None),
    Label("org:meta", YES, organization="AI at Meta"),
    Label("org:meta", NO, organization="Metallurgy Lab"),
    Label('org:"National University of Singapore"', YES, organization="National University of Singapore"),
    Label("org:bytedance", YES, organization="ByteDance Seed"),
    Label("LLM votes:20", YES, "An LLM", votes=20),
    Label("LLM votes:20", NO, "An LLM", votes=19),
    Label("org:nvidia votes:5", NO, organization="NVIDIA", votes=4),
    Label("LLM -org:google", NO, "An LLM", organization="Google"),
    Label("LLM -org:google", YES, "An LLM", organization="Microsoft"),
)

KOREAN = (
    Label("벤치마크", YES, bullets=("새 벤치마크를 내놓습니다.",)),
    Label("벤치마크", YES, bullets=("여러 벤치마크에서는 앞섭니다.",)),
    Label("벤치마크", YES, bullets=("벤치마크들입니다.",)),
    Label("확산", YES, bullets=("확산모델을 빠르게 만듭니다.",)),
    Label("이미지", YES, bullets=("이미지를 고칩니다.",)),
    Label("이미지", YES, bullets=("고해상도이미지에서 배웁니다.",)),
    Label("이미", NO, bullets=("이미지를 고칩니다.",)),
    Label("미지", NO, bullets=("이미지를 고칩니다.",)),
    Label("전이", NO, bullets=("안전이 먼저입니다.",)),
    Label("전이", NO, bullets=("회전이 어렵습니다.",)),
    Label("전이", NO, bullets=("컴퓨터 비전이 쉬워집니다.",)),
    Label("전이", YES, bullets=("전이 학습을 합니다.",)),
    Label("전이", YES, bullets=("지식전이를 다룹니다.",)),
    Label("대전", NO, bullets=("확대전략을 세웁니다.",)),
    Label("대전", YES, bullets=("대전에서 모은 자료입니다.",)),
    Label("화학", NO, bullets=("강화학습을 합니다.",)),
    Label("화학", NO, bullets=("개인화학습을 합니다.",)),
    Label("화학", YES, bullets=("화학 실험을 돕습니다.",)),
    Label("학습", YES, bullets=("강화학습을 합니다.",)),
    Label("학습", YES, bullets=("정책을 학습합니다.",)),
    Label("학습", YES, bullets=("재학습 없이 고칩니다.",)),
    Label("학습", YES, bullets=("학습된 정책을 씁니다.",)),
    Label("강화 학습", YES, bullets=("강화학습으로 배웁니다.",)),
    Label('"강화 학습"', YES, bullets=("강화학습으로 배웁니다.",)),
    Label("강화학습", YES, bullets=("강화 학습이 필요합니다.",)),
    Label("강화학습", NO, bullets=("성능을 강화하고 학습을 줄입니다.",)),
    Label('"확산 모델"', YES, bullets=("확산 모델의 속도를 높입니다.",)),
    Label('"언어 모델"', YES, bullets=("대규모언어 모델을 씁니다.",)),
    Label('"언어 모델"', NO, bullets=("언어가 모델을 이깁니다.",)),
    Label("모델", YES, bullets=("언어모델은 큽니다.",)),
    Label("이상", NO, bullets=("이 상당한 차이를 보입니다.",)),
    Label("이상", YES, bullets=("이상 탐지를 합니다.",)),
    Label("이상탐지", YES, bullets=("이상 탐지를 합니다.",)),
    Label("자연", NO, bullets=("자연어를 다룹니다.",)),
    Label("자연어", YES, bullets=("자연어처리를 다룹니다.",)),
    Label("추론", YES, bullets=("추론의 길이를 줄입니다.",)),
    Label("추론", YES, bullets=("추론하는 데 시간이 듭니다.",)),
    Label("속도", YES, bullets=("추론속도가 빨라집니다.",)),
    Label("평가", YES, bullets=("모델평가 방법입니다.",)),
    Label("로봇", YES, bullets=("로봇팔을 움직입니다.",)),
    Label("의료", YES, bullets=("의료용 영상입니다.",)),
    Label("의료", NO, bullets=("회의료를 냅니다.",)),
    Label("사고", NO, bullets=("검사 고도화에 씁니다.",)),
    Label("뇌 영상", YES, bullets=("뇌를 찍은 영상입니다.",)),
    Label("에이전트", YES, bullets=("다중에이전트에게 맡깁니다.",)),
    Label("LLM 추론", YES, bullets=("LLM의 추론을 봅니다.",)),
    Label('"AI 에이전트"', YES, bullets=("AI에이전트가 검색합니다.",)),
    Label("확산", NO, "Neural Gaffer: Relighting Any Object via Diffusion"),
    Label("대규모", YES, bullets=("대규모로 모읍니다.",)),
    Label("초해상도", YES, bullets=("영상초해상도를 다룹니다.",)),
    Label("라인", NO, bullets=("파이프라인을 고칩니다.",)),
    Label("데이터", YES, bullets=("데이터셋을 공개합니다.",)),
)

OTHER_NAMES = (
    Label("~확산", YES, "Neural Gaffer: Relighting Any Object via Diffusion"),
    Label("~diffusion", YES, bullets=("디퓨전을 빠르게 만듭니다.",)),
    Label("diffusion", NO, bullets=("디퓨전을 빠르게 만듭니다.",)),
    Label("~LLM", YES, bullets=("거대 언어 모델의 한계를 봅니다.",)),
    Label(
        "~LLM",
        YES,
        "LLM-ABR: Designing Adaptive Bitrate Algorithms",
        "Large language models design algorithms.",
    ),
    Label('~"검색 증강 생성"', YES, "Multi-task retriever fine-tuning for domain-specific and efficient RAG"),
    Label("~RAG", NO, "A storage engine"),
    Label("~강화학습", YES, "Logic-RL: Unleashing LLM Reasoning with Rule-Based Reinforcement Learning"),
    Label("~RAG -~LLM", NO, bullets=("검색 증강 생성은 거대 언어 모델을 돕습니다.",)),
    Label("~diffusion video", NO, bullets=("확산 모델입니다.",)),
)

LABELS: tuple[Label, ...] = (
    *LETTER_BOUNDARIES,
    *INFLECTION,
    *HYPHENS,
    *SYMBOLS,
    *NORMAL_FORMS,
    *PHRASES_AND_SEVERAL,
    *EXCLUSIONS,
    *PEOPLE,
    *ORGANISATIONS_AND_VOTES,
    *KOREAN,
    *OTHER_NAMES,
)
