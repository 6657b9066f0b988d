demo-open =
    { $url }
    Open this page in a browser and type, for example: /paper 2404.02078 · /subscribe diffusion · /channel list
    Ctrl-C ends the demo.
demo-port-taken = Port { $port } is taken. Choose another one with --port, or leave it out to get a free one.
demo-not-installed = The demo needs a few more packages: run `make demo`, or `pip install -e ".[demo]"`.
demo-guild = Paper Readers
demo-topic = The day's papers from Hugging Face, every morning at nine
demo-visitor = Visitor
