foryou-title = For you · { $day }
foryou-votes = ▲ { $count }
foryou-like-saved = like *{ $title }*, which you saved: { $words }
foryou-too-few = I order a day by what you save, from { $needed } papers on; you have { $saved }. Until then votes decide. The button 🔖 below an opened paper saves it.
foryou-like-title = Like { $title }
foryou-shared = both speak of { $words }
foryou-nothing-like = No stored paper is like this one.
