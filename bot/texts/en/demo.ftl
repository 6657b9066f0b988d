demo-open =
    { $url }
    Open this page in a browser and type, for example: /paper 2404.02078 · /subscribe "deep research" · /channel list
    Three sample days are all that it knows. Answers come at the bottom of the page; if it hangs, reload it.
    Ctrl-C ends the demo.
demo-port-taken = Port { $port } is taken. Choose another one with --port, or leave it out to get a free one.
demo-guild = Paper Readers
demo-topic = The day's papers from Hugging Face, every morning at nine
demo-visitor = Visitor
demo-knows = The demo knows { $papers } papers and asks nobody for more: 2404.02078 is one of them. The real bot finds any paper of arXiv.
