papers-not-an-id = This is not the id or link of one paper that I know how to read. Type an arXiv id such as `2404.02078`, paste a link to the paper, or type words of its title.
papers-no-words = There is no word in this to look for: type an arXiv id such as `2404.02078`, a link to the paper, or words of its title.
papers-no-title = No title here comes near to this: try other words of the title, or the paper's arXiv id, such as `2404.02078`, or a link to it.
papers-no-korean-title = No title here comes near to this: titles are in English. Type words of the English title, or look for Korean words with `/search`. Any paper at all is found by its arXiv id, such as `2404.02078`, or a link to it.
papers-several = { $count ->
    [one] One title comes near. Did you mean this paper?
   *[other] { $count } titles come near. Which paper do you mean?
}
papers-choose = This does not say which paper is meant. Choose one from the list that appears while you type.
papers-choice-gone = This paper is no longer known here. Look it up with `/paper`.
papers-unknown = There is no paper with the id { $id } at Hugging Face or arXiv. Check the number.
papers-shown = Here it is, for everybody in the channel:
papers-abstract = Original abstract
cite-incomplete = arXiv could not be asked for its category, so primaryClass is missing.
