# No alerts are sent yet: no text here may promise that they are.
alerts-kept = I have saved **{ $keyword }** among your keywords. Messages about keywords are not sent yet: they will start with a coming version, and this keyword will be part of it.
alerts-known = You already have this keyword, as **{ $keyword }**.
alerts-length = A keyword has { $shortest } to { $longest } characters, such as `diffusion`.
alerts-full = You have { $most } keywords, which is the most. Delete one with `/unsubscribe` first.
alerts-gone = I have deleted **{ $keyword }** from your keywords.
alerts-unknown = You have no such keyword. `/subscriptions` lists the ones you have.
alerts-none = You have no keywords. Save one with `/subscribe`.
alerts-line = - **{ $keyword }** · since { $since }
alerts-list = You have { $count ->
    [one] one keyword
   *[other] { $count } keywords
} (of { $most } at most). No messages about them are sent yet.
