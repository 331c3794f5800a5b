# A kiosk: strangers in a row, standing, at arm's length. The first page speaks every language at once.
kiosk-line = Declare before you travel to Zhejiang
kiosk-leaves-nothing = Nothing of what you type stays on this machine.
kiosk-staff = Staff
kiosk-end = End and erase
kiosk-end-title = End and erase?
kiosk-end-lead = Everything you typed here is erased. What is not sent yet is lost.
kiosk-end-lead-sent = Your declaration is sealed and will be sent. Take your slip with you: it cannot be made again.
kiosk-end-yes = Erase
kiosk-end-no = Go on
kiosk-language-other = 中文

kiosk-hand-title = What to have at hand
kiosk-hand-passport = your passport
kiosk-hand-journey = your tickets: numbers, days, seats
kiosk-hand-places = the countries of the last weeks, and when you were there
kiosk-hand-address = your address in Zhejiang, down to the door
kiosk-hand-contact = a telephone that works in China, and somebody there who knows you
kiosk-hand-time = It takes about fifteen minutes. If nobody touches the screen for a while, it goes blank and is then erased.
kiosk-hand-begin = Begin
kiosk-hand-slip = I have a slip
kiosk-hand-back = Another language

kiosk-read-aloud = Read aloud
kiosk-progress = Page { $page } of { $pages } · question { $number } of { $count }
kiosk-scan = Read the passport with the scanner
kiosk-put-off = Leave it open
kiosk-check-title = Look once more

kiosk-keyboard = Keyboard
kiosk-candidates = Characters to choose from
kiosk-key-erase = Delete
kiosk-key-capitals = Capitals
kiosk-key-space = Space
kiosk-key-hide = Hide the keyboard
kiosk-key-more = More characters
kiosk-key-previous = Characters before
kiosk-key-latin = Letters
kiosk-key-accents = Letters with accents
kiosk-key-symbols = Signs
kiosk-key-digits = Digits
kiosk-key-pinyin = Chinese by pinyin
kiosk-key-strokes = Chinese by strokes
kiosk-stroke-1 = Across
kiosk-stroke-2 = Down
kiosk-stroke-3 = To the left
kiosk-stroke-4 = Dot
kiosk-stroke-5 = Turned
kiosk-place-city = Touch the city first.

kiosk-blank-title = Are you still here?
kiosk-blank-lead =
    { $seconds ->
        [one] In { $seconds } second everything on this screen is erased.
       *[other] In { $seconds } seconds everything on this screen is erased.
    }
kiosk-blank-here = I am still here
kiosk-erased = Erasing

kiosk-taken-title = Take your slip
kiosk-taken-title-screen = Your declaration is sealed
kiosk-taken-title-received = Your declaration has arrived
kiosk-taken-waiting = Your declaration is sealed. It is sent by itself, also after you have left.
kiosk-taken-received = Your declaration has arrived.
kiosk-taken-opens = It is sent by itself on the day from which declarations for your journey are taken.
kiosk-taken-keep = Keep the slip until you are at home. Whoever finds it sees nothing without your date of birth.
kiosk-print-slip = Print the slip again
kiosk-print-code = Print the health code
kiosk-print-busy = Printing
kiosk-print-done = Printed: take it out of the printer.
kiosk-print-failed = The printer does not work. Take a picture of this QR code with your phone, or write down the code beside it.
kiosk-code-waits = The health code is not here yet. You need not wait: scan the slip with a phone later, or come back with it to any kiosk.
kiosk-code-here = Your health code is here.
kiosk-done = Done: erase this screen
kiosk-unprinted-title = Your slip is not on paper
kiosk-unprinted-lead = Have you taken a picture of the QR code, or written the code down? The slip cannot be made again.
kiosk-unprinted-yes = Yes, erase
kiosk-unprinted-no = Not yet

kiosk-paper-slip = Claim slip
kiosk-paper-code = Health code (international version)
kiosk-paper-of = For
kiosk-paper-reference = Reference
kiosk-paper-claim = Code, to type where nothing scans
kiosk-paper-next = What happens next
kiosk-paper-next-1 = The declaration is sealed and sent by itself.
kiosk-paper-next-2 = Scan the QR code with any phone and enter your date of birth: it shows the health code as soon as there is one, and whether something is missing.
kiosk-paper-next-3 = Without a phone: hold this slip under the scanner of any kiosk, which prints the health code, or open it in Guitu on any computer.
kiosk-paper-next-4 = Show the code when you leave for China and when you arrive.
kiosk-paper-lost = Whoever finds this slip sees nothing without the date of birth.
kiosk-paper-call = Whom to call
kiosk-paper-valid = Valid until
kiosk-paper-document = Document ends in
kiosk-paper-flight = Flight
kiosk-paper-reasons = Because
kiosk-paper-first = First of all
kiosk-paper-test = Test page
kiosk-paper-test-lead = This printer works.

kiosk-slip-title = Read a slip
kiosk-slip-lead = Hold the QR code of your slip under the scanner, or type the code below it.
kiosk-slip-field = What the scanner reads, or the code on the slip
kiosk-slip-read = Your slip was read
kiosk-slip-born = Your date of birth
kiosk-slip-open = Open
kiosk-slip-waits = This kiosk holds your declaration. It has not arrived yet, and is sent by itself.
kiosk-slip-opens = It is sent on the day from which declarations for your journey are taken:
kiosk-slip-withdrawn = Your declaration was taken back. It no longer counts.
kiosk-slip-refused = The declaration was not accepted. It has to be made again; the staff here can help.
kiosk-slip-no-code = Your declaration has arrived. There is no health code that is valid now.

kiosk-setup-title = This kiosk needs a staff key
kiosk-setup-lead = The staff key opens the staff panel and is the only way out of the kiosk. It opens no declaration. Keep it where travellers cannot see it.
kiosk-setup-make = Make the staff key

kiosk-staff-title = Staff
kiosk-staff-lead = The panel shows counts. It shows nothing of any traveller.
kiosk-staff-open = Open
kiosk-staff-leave = Close the panel
kiosk-staff-screen = This screen
kiosk-state-idle = idle
kiosk-state-filling = filling in
kiosk-state-complete = complete
kiosk-state-printing = printing
kiosk-staff-today = Today
kiosk-count-begun = begun
kiosk-count-complete = complete
kiosk-count-received = received by the platform
kiosk-count-finished = finished
kiosk-count-left = left without ending
kiosk-count-ended = ended by staff
kiosk-count-printed = pages printed
kiosk-count-unprinted = pages not printed
kiosk-broken-title = What waited to be sent was damaged
kiosk-broken-lead = The disk of this machine lost part of what waited. The damaged file is kept. Do not delete it: call whoever looks after this machine. Whoever has a slip of today and is not found has to declare again.
kiosk-broken-rescued =
    { $count ->
        [0] nothing could be read of it
        [one] { $count } envelope could be read and is sent
       *[other] { $count } envelopes could be read and are sent
    }
kiosk-broken-seen = I have seen this
kiosk-out-of-order = This screen is out of order
kiosk-staff-queue = Waiting to be sent
kiosk-queue-waiting = declarations waiting
kiosk-queue-refused = refused by the platform
kiosk-queue-letters = letters waiting
kiosk-queue-oldest = oldest since
kiosk-queue-problem = The last problem: { $problem }
kiosk-queue-none = Nothing waits.
kiosk-staff-send = Try to send now
kiosk-staff-printer = Printer
kiosk-printer-default = the system’s printer
kiosk-printer-line = { $name }: { $state }
kiosk-printer-ready = ready
kiosk-printer-stopped = stopped: look for paper and jams
kiosk-printer-none = none is set up
kiosk-printer-jobs = pages waiting for it
kiosk-staff-test = Print a test page
kiosk-staff-rules = Rules and keys
kiosk-rules-edition =
    { $days ->
        [one] Edition { $edition } of { $issued }, { $days } day old
       *[other] Edition { $edition } of { $issued }, { $days } days old
    }
kiosk-rules-looked = Last confirmed: { $at }
kiosk-rules-never = not confirmed since this screen began
kiosk-rules-ring = Platform keys, ring { $ring }
kiosk-rules-profile = Platform keys of the profile
kiosk-rules-nowhere = No platform: nothing can be sent.
kiosk-staff-stick = Sealed queue on a stick
kiosk-stick-lead = Another machine can send what waits here. It stays here too; what is sent twice is counted once.
kiosk-stick-none = No stick is in.
kiosk-stick-export = Write to { $stick }
kiosk-stick-import = Read from { $stick }
kiosk-stick-written =
    { $count ->
        [one] { $count } envelope written to { $name }
       *[other] { $count } envelopes written to { $name }
    }
kiosk-stick-taken = { $taken } taken, { $known } known already, { $refused } refused
kiosk-stick-broken =
    { $count ->
        [one] { $count } file is damaged or no sealed queue
       *[other] { $count } files are damaged or no sealed queues
    }
kiosk-stick-elsewhere =
    { $count ->
        [one] { $count } queue is for another platform
       *[other] { $count } queues are for another platform
    }
kiosk-staff-end = End this session
kiosk-staff-quit = Leave the kiosk
kiosk-help-title = A member of staff offers to help you
kiosk-help-lead = They stand beside you and see what you answer. The declaration records their name, and that they helped. You can end it at any time.
kiosk-help-yes = Yes, please help me
kiosk-help-no = No, I go on alone
kiosk-staff-help = Help in person
kiosk-staff-help-lead = The traveller is asked first. Your name and this organisation are recorded in their declaration.
kiosk-staff-help-name = Your name
kiosk-staff-help-offer = Offer help
kiosk-staff-helped = A member of staff is helping.
kiosk-taken-title-refused = The declaration was not accepted
kiosk-taken-refused = The platform has not accepted the declaration. Ask the staff here.
kiosk-rules-ring-days =
    { $days ->
        [one] Platform keys, ring { $ring }, { $days } day old
       *[other] Platform keys, ring { $ring }, { $days } days old
    }
