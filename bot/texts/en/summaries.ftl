summary-no-model = No language model is configured: put its name into config.toml as model of [summary].
summary-not-installed = The client of language models is not installed: pip install --editable ".[llm]".
summary-bad-key = The key summary.api_key holds characters that no key has: copy it once more.
summary-timeout = The language model said nothing for { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
 }: how long it may be silent is summary.timeout_seconds.
summary-refused = The endpoint of the language model refused the request (HTTP { $status }).
summary-refused-saying = The endpoint of the language model refused the request (HTTP { $status }): “{ $sentence }”
summary-declined = The language model declined to sum up this paper: “{ $sentence }”
summary-unreachable = The language model cannot be reached at { $url }.
summary-no-answer = What { $url } answers is not the answer of a language model.
summary-budget-digest = The day's { $daily } tokens for summaries are spent: abstracts are shown until 00:00 UTC.
summary-budget-request = The half of the day's { $daily } tokens that is meant for requests is spent until 00:00 UTC.
