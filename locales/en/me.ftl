# The traveller's small page on a phone, /me/.

me-title = Guitu · my health code (international version)
me-none = No declaration on this phone yet
me-none-lead = Open Guitu on your computer, choose “On my phone” on the screen of the health code, and scan the QR code with this phone’s camera. Or scan the one on your slip.
me-typed = Type the code on a kiosk’s slip
me-typed-hint = Four groups of five signs, below the QR code.
me-typed-another = Another slip of a kiosk
me-typed-wrong = This is not the code of a slip, or a sign of it is mistyped. It has twenty signs; 0, O, 1 and I are not among them.
me-unopened = A declaration not yet opened
me-others = Declarations on this phone
me-gone = This QR code opens no declaration
me-gone-lead = If you have just made it in Guitu, wait until that computer has sent it, then try again. It may also have been ended there: make a new one.
me-birth = Enter your date of birth
me-birth-lead = This QR code is printed on paper, which somebody else may find. So it is asked once.
me-birth-date = Date of birth
me-birth-open = Open
me-offline = No network. This is how things stood on { $at }.
me-expired = Confirm the answers again where they were filled in: on that computer, at a kiosk, or with whoever helped.
me-intends = You have said what you plan. Once your journey is settled, complete the declaration in Guitu.
me-correct = Correct a mistake on your computer, in Guitu. If everything is true and the colour is still wrong, ask for a review here.
me-help = Questions and telephone numbers
me-no-line = No hotline listed here serves you. If you are ill: a doctor or the emergency service where you are. On entry: the staff at the port. About the code: ask for a review.
me-forget = Remove from this phone
me-forget-lead = The declaration itself stays as it is. The QR code opens it again.
me-forget-yes = Remove
me-keep = Keep

# A personal link
asked-title = Your own answers
asked-lead = { $organisation } fills in your declaration for your entry into China. How you are, whom you met, where you have been and what you state is for you to say, here. { $volunteer } is told that you have answered, and never what.
asked-minor = This is about somebody under 18: their guardian answers.
asked-guardian = Your name, as guardian
asked-consent = What you agree to by sending
asked-birth-lead = So that nobody else opens this link, please say when you were born.
asked-page = { $page } of { $of }
asked-back = Back
asked-on = Continue
asked-send = Send
asked-missing = { $count ->
    [one] One question here is still open, or answered wrongly.
   *[other] { $count } questions here are still open, or answered wrongly.
}
asked-done = You have answered
asked-done-lead = Thank you. { $organisation } sends the rest. Keep this page on your phone: your health code comes here, and only here.
asked-done-other = This link was answered on { $when }. It shows nothing of it. The health code is on the phone that answered.
asked-lost = This link opens nothing
asked-lost-lead = It was used, taken back, or its time is over. Ask whoever gave it to you for a new one.
asked-kept = Your answers are in this window alone until you send them.
