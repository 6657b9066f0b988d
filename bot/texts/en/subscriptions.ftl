subscription-several = This channel has several subscriptions: name one of { $names }. “” is the one without a name.
subscription-too-many = This server has { $most } subscriptions, which is as many as one may have: remove one first.
