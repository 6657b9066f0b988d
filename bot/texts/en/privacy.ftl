privacy-nothing = I store nothing about you.
privacy-head = This is all that I store about you:
privacy-keywords = - { $count ->
    [one] 1 keyword
   *[other] { $count } keywords
 }, seen by you alone
privacy-drafts = - { $count ->
    [one] 1 keyword
   *[other] { $count } keywords
 } tried and not saved, deleted within a day
privacy-letters = - { $count ->
    [one] 1 alert message
   *[other] { $count } alert messages
 }, deleted after 60 days unless still waiting to be sent
privacy-papers = - the ids of { $count ->
    [one] 1 paper
   *[other] { $count } papers
 } of which you were told, so that you hear of none twice
privacy-saved = - { $count ->
    [one] 1 saved paper
   *[other] { $count } saved papers
 }
privacy-refused = - { $count ->
    [one] 1 paper
   *[other] { $count } papers
 } of which you want less
privacy-daily = - that you want papers ranked for you in your daily DM
privacy-watches = - { $count ->
    [one] 1 watched paper
   *[other] { $count } watched papers
 }, with what you were told of each
privacy-watch-settings = - whether what you save is watched
privacy-catchup = - up to which day you have read
privacy-settings = - language, hour, zone and DM channel
privacy-installation = - that you installed the bot for yourself, and the day on which you used it last; 365 days after that all of this is erased, unless DMs still reach you
privacy-channels = - that you set up { $count ->
    [one] 1 channel
   *[other] { $count } channels
 } for the daily papers
privacy-changes = - that you made { $count ->
    [one] 1 change
   *[other] { $count } changes
 } to channels of servers, deleted after 90 days
privacy-erasure = - that you had your data erased, and when: under a fingerprint of your id, for 90 days, so that a backup cannot bring them back
privacy-export = Give me all of it
privacy-erase = Erase all of it
privacy-sure = Erase all that I store about you, and send you no more alerts? Channels that you set up go on without your name. This cannot be undone.
privacy-really = Yes, erase
privacy-erased = I have erased all that I stored about you. For 90 days I remember no more than that, by a fingerprint of your id, so that a backup cannot bring any of it back. Messages that I sent you are Discord's; you can close that conversation.
privacy-file = Here is all of it, as JSON.
