"""Papers that people watch: put on watch by hand or by saving, looked at gently, told of in the daily DM.

::

    saved, or /watch → watch → looks at Hugging Face and arXiv → (bot/alerts: what is news, in the daily DM)
"""
