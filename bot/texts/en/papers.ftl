papers-not-an-id = Type the arXiv id of one paper, such as `2404.02078`, or paste a link to it. Titles cannot be searched yet.
papers-unknown = There is no paper with the id { $id }, or Hugging Face does not know it yet. Check the number.
papers-shown = Here is the paper, for everybody in the channel:
