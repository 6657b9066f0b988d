digest-header = **{ $day }** · Daily Papers · { $shown ->
    [one] 1 paper
   *[other] { $shown } papers
 }{ $shown ->
   *[other] {""}
 } of { $listed }
