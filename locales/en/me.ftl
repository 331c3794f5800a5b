# The traveller's small page on a phone, /me/.

me-title = Guitu · my health code (international version)
me-none = No declaration on this phone yet
me-none-lead = Open Guitu on your computer, choose “On my phone” on the screen of the health code, and scan the QR code with this phone’s camera. Or scan the one on your slip.
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
