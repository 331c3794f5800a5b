# What the screens say. Ids are grouped by screen; what the form asks stands in rulebook.ftl, what went wrong in errors.ftl.

### Everywhere

common-brand = 归途 Guitu
common-language-name = English
common-home = Your declarations
time-told = { $at } ({ $zone })
time-of = { $city } time
common-settings = Settings
common-hotline = Whom to ask
common-language = Language
common-back = Back
common-return = Back
common-continue = Continue
common-try-again = Try again
common-loading = One moment …
common-undo = Undo
common-understood = Understood
common-edit = Change
common-yes = Yes
common-no = No
common-skip = Skip to the content

### The permanent state line: these three words everywhere

state-not-sent = Not sent
state-correction-not-sent = New version not sent
state-waiting = Waiting to be sent
state-not-taken = Not taken
state-received = Received by the platform

### Welcome

welcome-line = Declare your health before you travel to Zhejiang, and have your code ready when you leave and when you enter China.

### Locking

lock = Lock
lock-key = Ctrl+L
lock-unsaved = Not locked: something you typed could not be saved yet, and locking would lose it.

### The vault's door

vault-new-title = A safe place for your answers
vault-new-lead = Guitu encrypts everything you type and keeps it on this computer. Nothing leaves it until you send it.
vault-keychain-lead = The key goes into this computer’s keychain. Whoever signs in to your account here can open Guitu.
vault-start = Start
vault-prefer-passphrase = Do others use this account? Set a passphrase
vault-prefer-keychain = Use this computer’s keychain instead
vault-no-keychain = This computer has no keychain that Guitu can use, so your answers are locked with a passphrase.
vault-keychain-unlocking = Your system may be asking for the keychain’s password in a window of its own. It can lie behind this one. Or use a passphrase.
vault-keychain-is-locked = This computer’s keychain is locked. Once you unlock it, Guitu keeps the key there. Or use a passphrase.
vault-passphrase = Passphrase
vault-passphrase-repeat = The same passphrase again
vault-passphrase-show = Show what I type
vault-passphrase-advice = Four or five words that do not belong together are easy to remember and hard to guess.
vault-passphrase-lost = Nobody can reset it. Write it down and keep the note away from this computer.
vault-passphrase-empty = Type a passphrase
vault-passphrase-differs = The two entries differ. Type the same passphrase in both
vault-strength-weak = Easy to guess. Add another word or two.
vault-strength-fair = Fair. One more word makes it strong.
vault-strength-strong = Strong.
vault-set-and-start = Set it and start
vault-locked-title-of = Welcome back, { $name }
vault-locked-title = Welcome back
vault-locked-title-number = Open declarations no. { $number }
vault-locked-lead = Your declarations are encrypted on this computer. Open them to go on.
vault-open = Open
vault-open-keychain = Open with this computer’s keychain
vault-refused-title = Your declarations cannot be opened now
owners-whose = Declarations of { $name }
owners-whose-number = Declarations no. { $number }
vault-refused-folder = Guitu’s folder on this computer:
vault-refused-safe = Guitu has changed and deleted nothing.
vault-asking-title = Waiting for this computer’s keychain
vault-asking-lead = Your system may be asking for the keychain’s password in a window of its own. It can lie behind this one.
vault-asking-waiting = The keychain has not answered yet.
vault-asking-meanwhile = Or open with your passphrase now
vault-asking-meanwhile-code = Or open with your recovery code now
vault-cannot = I cannot open it
vault-cannot-nobody = Without a passphrase, a recovery code or the keychain it was made with, nobody can open it. There is no other way in.
vault-cannot-sent = What you sent is not lost: the platform has it, and officers find it by your document number.
vault-cannot-anew = You can begin anew. What is here stays as it is, and opens again once you have the key.
vault-cannot-find = I cannot find it
vault-gone-anew = You can begin anew, and take over a backup there if you have one. What is left here stays as it is, and opens once the file is back.
vault-begin-anew = Start fresh and keep this
vault-no-passphrase = No passphrase is set for these declarations: only the keychain opens them.
vault-refused-passphrase = Open with your passphrase
vault-refused-recovery-code = Open with your recovery code
vault-keychain-locked-title = The keychain is locked
vault-keychain-unavailable-title = There is no keychain to be found
vault-keychain-changed-title = The keychain no longer holds your key
vault-keychain-changed-untyped = Your declarations are still here. Sign in with the account you used before, then try again.
vault-key-missing-title = The key file is missing
vault-key-mismatch-title = These files do not belong together
vault-earlier-title = Your declarations are here as they were earlier
vault-earlier-passphrase = Go on with what is here
vault-open-earlier = Open what is here
vault-not-encrypted-title = vault.db is not a file of Guitu
vault-damaged-title = Part of the file with your declarations is damaged
vault-broken-title = The file with your declarations is damaged and cannot be read
vault-slots-broken-title = The key file is damaged
vault-slots-in-the-way-title = A folder lies in the place of the key file
vault-database-gone-title = The file with your declarations is gone
vault-too-new-title = Your declarations were last opened with a newer Guitu
vault-busy-title = Guitu is already open
vault-unlock-keychain = Unlock the keychain
vault-working = Opening … This can take a few seconds.

### Home

home-title = Your declarations
home-new = Start a declaration
home-empty-title = Travelling to Zhejiang?
home-intend = No ticket yet
home-intend-lead = No ticket yet? Tell the county what you plan and what help you need, also if you decide not to travel. It takes two minutes, and nothing has to be typed again later.
home-empty-lead = One declaration is for one traveller and one journey. It takes about 15 minutes.
home-empty-have = Have these at hand
home-empty-have-document = the passport or travel document
home-empty-have-flights = flight or train numbers, and times
home-empty-have-address = the address in Zhejiang, to the door number
home-empty-stop = You can stop at any moment. Every answer is kept.
home-may-be-damage = If trying again does not help, part of the file may be damaged. Guitu can look it through; what it finds damaged can be saved as far as it can be read.
home-nowhere-title = Nothing can be sent from here yet
home-nowhere-safe = You can fill in and keep drafts. They are safe on this computer.
home-sending-to = Declarations from here go to { $name }.
home-card-unnamed = Name not filled in yet
home-card-withdrawn-name = A withdrawn declaration
home-card-no-route = Journey not filled in yet
home-card-departs = Departs { $date }
home-card-ends-early = The code ends before the arrival in China. Confirm again from { $from } on.
home-card-ends-early-due = The code ends before the arrival in China. Confirm again now.
home-card-confirm-from = The code ends before the arrival in China. Send this confirmation after { $from }: sent before, it does not help.
home-card-ended = The health code ended on { $at }.
home-card-ended-met = The health code has ended. Your county has met you: it need not be shown any more.
home-card-missing =
    { $count ->
        [one] { $count } answer is missing
       *[other] { $count } answers are missing
    }
home-card-blocking =
    { $count ->
        [one] { $count } answer to fix
       *[other] { $count } answers to fix
    }
home-card-complete = Complete, ready to review
home-card-correcting = You are writing a new version. What you sent before still counts until you send this.
home-card-withdrawn = Withdrawn
home-card-confirming = You are confirming that nothing has changed. The code that you have counts until you send this.
home-card-send-soon = Complete this and send it soon: the new code follows.
home-card-intention = No ticket yet
home-card-stays = Not coming to Zhejiang for now
home-card-intends = The county in Zhejiang can read what is planned. Once the journey is settled, go on here: what was filled in is kept.
home-card-stays-next = The county in Zhejiang can read what help is wanted. Whoever comes after all goes on here: what was filled in is kept.
home-card-after-landing = You have entered China, or do so today. A few questions that could wait are asked now: how you go on and who picks you up.
home-card-withdrawing = The withdrawal is on its way.
home-card-reference = Reference { $reference }
home-card-code = { $colour }
home-stage-intends = Planning
home-stage-stays = Told the county
home-stage-declared = Declared
home-stage-boarded =
    { $by ->
        [air] Boarded
       *[other] On the way to China
    }
home-stage-landed =
    { $by ->
        [air] Landed in China
       *[other] Entered China
    }
home-stage-handed-over = With the county
home-stage-received = Met by your county
home-next-continue = Continue
home-next-review = Review and send
home-next-wait = Send now
home-next-show-code = Show the code
home-next-see = See how it stands
home-next-open = Open
home-send-again = Try to send now
home-wait-lead = Guitu sends it by itself as soon as it can. You may close the window.
home-more = Other actions
home-more-for = Other actions for { $name }
home-correct = Correct
home-correct-intention = Change the plan
home-declare = The journey is settled
home-declare-after-all = Come after all: fill in the declaration
home-confirm = Nothing has changed, confirm again
home-after-landing = Answer what matters now
home-withdraw = Withdraw
home-delete = Delete
home-delete-correction = Delete the new version
home-withdraw-title = Withdraw this declaration?
home-withdraw-lead = The platform is told that this journey does not take place, and the health code ends. You cannot take this back, but you can declare again.
home-withdraw-confirm = Withdraw
home-withdraw-keep = Keep it
home-deleted = The declaration is deleted.
home-deleted-correction = The new version is deleted. What you sent before still counts.

### Filling in

filling-pages = Pages
filling-page-count = Page { $number } of { $total }
filling-status-untouched = Not started
filling-status-started = Started
filling-status-wrong = Something to fix
filling-status-done = Done
filling-missing =
    { $count ->
        [one] { $count } missing
       *[other] { $count } missing
    }
filling-review = Review
filling-saving = Saving …
filling-saved = Saved { $time }
filling-save-failed = Not saved
closing-title = Something you typed is not saved
closing-lead = If the window closes now, it is lost. Go back and try again: above the form it says what is in the way.
closing-anyway = Close and lose it
closing-stay = Go back
filling-findings-title =
    { $count ->
        [one] One thing to fix on this page
       *[other] { $count } things to fix on this page
    }
filling-finding-blocking = To fix
filling-finding-warning = Please look again
filling-optional = optional
filling-or-leave-empty = . Or leave this empty
filling-why = Why is this asked?
filling-why-purpose = What it is for
filling-why-readers = Who reads it
filling-why-retention = How long it is kept
filling-why-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
filling-add = Add
filling-afresh = The code rests on how things are today. So the questions about health are asked again.
filling-missed = This is the part that was missed. Change it to how the journey goes on now.
filling-take = Take { $name }
filling-takes-mode = changes this part to “{ $mode }”
filling-raise = Move up
filling-raised = Moved up.
filling-remove = Remove
filling-removed = Removed.
filling-item-done = Done
filling-item-empty = Nothing filled in yet
filling-list-full = The list is full.
filling-proposed-journey = By the journey, the places were:
filling-proposed-earlier = From an earlier declaration of { $name }:
filling-proposed-companion = From the declaration of { $name }, who travels along:
filling-proposed-take = Take this over
filling-proposed-taken = Taken over. Check it, and change what is different.
filling-cleaned-invisible = Characters that cannot be seen were removed.
filling-cleaned-blanks = Spaces were removed.
filling-cleaned-label = Words beside the number were left out. Compare it with what is printed.
filling-cleaned-kin = A word such as “wife” was left out: only the name is kept.
filling-cleaned-seat = The earlier seat was removed. Enter the new one once it is known.
filling-needs-newer = This question needs a newer version of Guitu.
filling-day = Day
filling-month = Month
filling-year = Year
filling-date-wrong = Enter a date that exists: day, month, and the year in four digits
filling-search-none = Nothing found. Try another spelling or the code.
filling-search-none-stop = Nothing found. Try the city, the code, or the country or region.
filling-search-count =
    { $count ->
        [one] { $count } result
       *[other] { $count } results
    }
filling-clear = Clear
filling-read-mrz = Fill in from the lines at the bottom of your document
filling-intention = For people without a ticket. One page; no health code follows yet.
filling-confirmation = Answer these once more. Everything else stays as it was sent.
filling-changed = Something else has changed
filling-declare-for-companion = Start this person’s own declaration

### The lines at the bottom of the document

mrz-title = Fill in from your document
mrz-lead = Paste the two or three lines with many “<” marks at the bottom of the page with your photo. Nothing is taken before you have compared it.
mrz-lines = The lines
mrz-read = Read
mrz-compare-title = Compare with your document
mrz-field = Field
mrz-read-column = Read
mrz-current-column = In the form now
mrz-take-field = Take this
mrz-trusted = Check digit is right
mrz-unchecked = Has no check digit
mrz-doubtful = Check digit is wrong
mrz-look-closely = Compare letter by letter
mrz-same = The same
mrz-nothing = Nothing filled in
mrz-take = Take what is ticked
mrz-nothing-chosen = Tick at least one field

### Review

review-title = Review
review-sent-title = How it stands
review-findings-title =
    { $count ->
        [one] One thing to fix before sending
       *[other] { $count } things to fix before sending
    }
review-findings-lead = Each line leads to its question.
review-warnings-title = Please look again
review-warnings-lead = This does not stop you from sending.
declared-before = This document was declared with before
declared-before-lead = The same journey, or a changed one? Correct that declaration: two codes with two journeys hold people up at the counter. For another journey, simply go on.
declared-before-correct = Correct that declaration
companions-left = Not everybody who travels along has a declaration
companions-left-lead = On this computer nobody has begun one for them yet. Their journey is filled in from yours.
companions-left-declare = Declare for { $name }
review-complete-title = Everything is filled in
review-complete-lead = Read the answers below once more. They decide the colour of the code, and are looked at again at check-in and on entering China.
review-complete-intention = Read the answers below once more. The county in Zhejiang goes by them.
review-read-back-title = Read these once more
review-no-answer = No answer
review-edit = Change
review-confirm = I have read these answers and they are right.
review-confirm-first = Read the answers above and tick the box first
review-submit-to = Send to { $name }
review-sealed-note = Guitu seals your answers on this computer. Only the platform can open it.
review-sending = Sealing …
review-received-intention-title = The platform has the plan
review-received-intention = The county in Zhejiang can read it. There is no health code before a declaration. Once the journey is settled, go on from the list of declarations.
review-not-taken-title = Not taken by the platform
review-waiting-title = Sealed and waiting to be sent
review-waiting-lead = It goes out by itself as soon as there is a connection. You may close the window; Guitu goes on when you open it again.
review-received-title = The platform has the declaration
review-received-lead = Its signed receipt is kept on this computer. The health code comes next and appears by itself.
review-received-code = Its signed receipt is kept on this computer. The health code is ready.
review-back-to-form = Back to the form

### The health code

code-title = Health code (international version)
code-green = Green code
code-yellow = Yellow code
code-orange = Orange code
code-qr = QR code with the signed health code of { $name }
code-document = Document ending in
code-flight = Flight
code-crossing = Way into China
code-day = Day of the journey
code-valid-until = Valid until
code-ends-early = This code ends before the arrival in China
code-ends-early-lead = The departure for China is on { $boards }. Confirm the answers again from { $from } on.
code-ends-early-nothing = Until then there is nothing to do.
code-ends-early-due = The departure for China is on { $boards }. Confirm the answers now, so that there is a valid code on arrival.
code-ends-early-where = The departure for China is on { $boards }. From { $from } on, confirm the answers again where they were filled in: on that computer, at a kiosk, or with whoever helped.
code-ends-early-where-due = The departure for China is on { $boards }. Confirm the answers again now, where they were filled in: on that computer, at a kiosk, or with whoever helped.
code-ends-early-renew = Confirm again
code-left-days =
    { $days ->
        [one] in { $days } day
       *[other] in { $days } days
    }
code-left-days-hours =
    { $days ->
        [one] in { $days } day
       *[other] in { $days } days
    } { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
code-left-hours = in { $hours } h
code-left-minutes = in { $minutes } min
code-left-now = in less than a minute
code-over-days =
    { $days ->
        [one] ended { $days } day ago
       *[other] ended { $days } days ago
    }
code-over-hours = ended { $hours } h ago
code-over-minutes = ended { $minutes } min ago
code-over-now = ended just now
code-why = Why this colour
code-decided = What decided
code-decided-absent = None of the { $count } things that are checked applies
code-decided-absent-too = { $count } other things that are checked do not apply
code-decided-note = Worked out on this computer from the answers that were sent.
code-otherwise = When it would be another colour
code-otherwise-lead = The colour follows from what is true. If something here was entered wrongly, correct it. Leave what is true as it is.
code-otherwise-health = What is true stays as it is. What can change the colour:
code-otherwise-all = { $count } reasons give this colour. It changes once none of them holds any more.
code-otherwise-green = It would be green if it were so:
code-otherwise-yellow = It would be yellow if it were so:
code-otherwise-orange = It would be orange if it were so:
code-mistake = Correct a mistake
value-none = None
value-some = At least one
value-open = Not answered
code-next = What to do next
code-next-green = Show this code on departure and on entering China. Keep it at hand, on paper too.
code-next-yellow = Show this code on departure and on entering China. The staff there say what comes next. Keep the telephone on.
code-next-orange = The traveller can travel as planned. At the entry into China show this code first and follow the staff. Keep the telephone on.
code-next-landed-green = Show this code to the staff at the port and to whoever meets the traveller. Keep it at hand.
code-next-landed-yellow = Show this code to the staff at the port. They say what comes next. Keep the telephone on.
code-next-landed-orange = Show this code to the staff before going on, and follow them. Keep the telephone on.
code-next-handed-over = The county comes next. Stay with the escort, and show this code to whoever meets the traveller. Keep the telephone on.
code-next-received = Met by your county, which says whether an observation follows and where. Keep the telephone on.
code-wrong = This is wrong
code-correct = Correct the answers
code-journey-changed = The journey has changed
code-call = Call the hotline
code-whom = Whom to ask
code-first-no-line = No hotline listed here serves you: before leaving for China see a doctor where you are, and ask for a review of this code. On entry, show this code first and follow the medical staff.
code-first-landed-no-line = Show this code to the staff now, say so if you feel ill, and follow the medical staff. If nobody is near: a doctor or the emergency service.
code-earlier = This is the code of revision { $revision }. Your correction has not arrived yet. Until it does, this code counts. If your health has changed, tell the staff.
code-issued = Issued { $date }, edition { $edition } of the rules, revision { $revision }
code-list = Judged by risk list { $list } of { $day }
code-purpose-note = For epidemic prevention only. Nobody may ask for it for anything else.
code-print = Print
code-expired-title = This code is no longer valid
code-expired-lead = If the platform has a new code, it appears here by itself. If not, bring your answers up to date and send them.
code-expired-ask = Ask the platform now
code-expired-asked = The platform is being asked. A new code appears here.
code-refused-title = There is an answer, but it cannot be shown as a code
code-refused-lead = Guitu checks every code before it shows it. This one did not pass.
code-none-title = No code yet
code-none-not-sent = The code comes after you have sent the declaration.
code-none-waiting = The declaration is sealed and waiting to be sent. The code comes after that.
code-none-with-member = A code was assigned. It is on the phone by which the member answered, and counts until { $until }.
code-with-member-title = The code is with the member
code-none-received = The platform has your declaration and is issuing the code. It appears here by itself.
code-none-withdrawn = This declaration is withdrawn, so it has no code.
code-none-open = Go on with the declaration
code-none-send = Send now
code-messages = From the platform
code-reference = Reference
code-no-quarantine = This code does not replace the quarantine at the port. After the entry, the quarantine and observation of the place where you arrive still apply. It is not the Zhejiang health code used inside China either.
code-need-not = What nobody may ask for
code-need-not-announce = Another notice ahead of the journey
code-need-not-test = Another test although nothing has changed
code-need-not-certificate = Another health certificate
code-need-not-pay = Money for declaring or for the code
code-need-not-other = More because of nationality, name, work or where the family comes from
code-need-not-complain = If somebody does, call the hotline and give the reference.
code-need-not-complain-no-line = If somebody does, tell the platform:
code-need-not-complain-paper = If somebody does, say so to whoever is in charge there; misuse can also be reported in Guitu or on the phone’s page.
code-copy = A copy of my data
code-more = More
code-message-newer = The platform wrote something that needs a newer Guitu to be read.

### Hotline

hotline-title = Whom to ask
hotline-lead = From abroad, dial the number as it stands, with + or 00 at the beginning.
hotline-counties = The county you go to
hotline-others = If none of these lines is for you
hotline-none = No hotline listed here serves you
hotline-writes = If you cannot telephone
hotline-writes-contact = Your contact person in China can call the numbers below for you.
hotline-others-citizens = The Foreign Ministry’s line serves Chinese citizens abroad; no line listed here serves others from abroad.
hotline-others-county = Call the county you go to; its number stands above.
hotline-others-review = About the code: ask for a review on its screen. An officer answers there, without a call.
hotline-others-ill = If you feel ill now: a doctor or the emergency service where you are.
hotline-others-port = On entry: the staff at the port.
hotline-references = Give your reference and your date of birth when you call
hotline-references-own = Reference

### A copy of one's data

copy-title = A copy of my data
copy-lead = This is everything you entered for this journey. Once it is on paper or in a PDF, keep it safe: it holds health information.
copy-sent = Revision { $revision }, sealed { $date }
copy-draft = A draft, not sent
copy-print = Print or save as PDF
copy-back = Back
copy-back-to-code = Back to the code
copy-empty = Nothing has been entered yet.

### Sample rules

sample-strip = 样例规则，不是正式申报 · Sample rules, not an official declaration
sample-code = 样例 · SAMPLE

### Settings

settings-title = Settings
settings-language = Language
settings-text-size = Text size
settings-text-size-100 = Normal
settings-text-size-150 = Large
settings-text-size-200 = Very large
settings-theme = Appearance
settings-theme-system = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-lock = Lock when nobody is here
settings-lock-after = After { $minutes } minutes
settings-lock-never = Never
settings-lock-lead = Guitu saves everything first, and returns to the same field. On Linux it also locks when the computer sleeps or its screen is locked. Where only the keychain opens Guitu, whoever sits at this account can open it again: a passphrase prevents that.
settings-slots = How Guitu opens
settings-slots-lead = Each of these opens your declarations on this computer. At least one has to stay.
settings-slots-closed = Open Guitu first to change this.
settings-slot-keychain = This computer’s keychain
settings-slot-passphrase = Passphrase
settings-slot-recovery-code = Recovery code
settings-slot-last = The only way now, so it cannot be removed
settings-slot-remove = Remove
settings-slot-remove-title = Remove “{ $way }”?
settings-slot-remove-lead-keychain = From then on Guitu asks each time it starts.
settings-slot-remove-lead-passphrase = The passphrase opens Guitu no more. Without a way that opens, drafts that were not sent are lost.
settings-slots-left = Afterwards Guitu opens with: { $ways }. First make sure that you remember it or have it at hand.
settings-left-recovery-code = the recovery code
settings-left-passphrase = the passphrase
settings-left-keychain = this computer’s keychain
settings-slot-remove-confirm = Remove
settings-slot-remove-keep = Keep it
settings-slot-cancel = Cancel
settings-passphrase-until-now = Your present passphrase
settings-passphrase-new = New passphrase
settings-use-keychain = Also open with this computer’s keychain
settings-keychain-is-locked = The keychain is locked. Once you unlock it, it can open Guitu as well.
settings-add-passphrase = Add a passphrase
settings-add-another-passphrase = Add another passphrase
settings-add-another-passphrase-lead = Both passphrases then open Guitu, for example one for somebody in your family. To replace the one there is, choose “Change the passphrase”.
settings-replace-passphrase = Change the passphrase
settings-set-passphrase = Set the passphrase
settings-passphrase-set = The passphrase is set.
settings-keychain-set = The keychain now opens Guitu.
settings-slot-removed = Removed.
settings-slot-since = Since { $day }
settings-slot-remove-lead-recovery-code = The sheet opens Guitu no more. Destroy it.
settings-add-recovery-code = Make a recovery code
settings-recovery-set = The recovery code now opens Guitu. Keep the sheet safe.
settings-proof = Show that it is you: open with a way that is there already
settings-rekey = Everything is encrypted again with a new key. What is saved from then on, the old way does not open.
settings-rekeying = Encrypting with the new key
recovery-lead = A recovery code is printed on paper. It opens Guitu when the passphrase is forgotten and the keychain is gone.
recovery-make = Make one
recovery-sheet-title = Guitu: recovery code
recovery-sheet-lead = Whoever has this sheet can open the declarations on the computer it was made for.
recovery-sheet-made = Made on { $day }
recovery-sheet-computer = Which computer:
recovery-sheet-owner = Whose declarations:
recovery-sheet-keep = Keep it away from the computer. Type it where Guitu asks for it. The QR code holds the same characters: if the print cannot be read, a phone reads them.
recovery-qr = The recovery code as a QR code
recovery-once = It is shown until you leave this page, and never again.
recovery-print = Print
recovery-have-it = I have it on paper
recovery-check-lead = Copy these groups from the sheet. Then it is certain that it can be read.
recovery-group = Group { $group }
recovery-keep = Use this recovery code
recovery-back = Show the sheet again
vault-recovery-code = Recovery code
vault-recovery-code-hint = Seven groups of five characters, from the printed sheet. Upper or lower case, with or without spaces.
vault-recovery-code-empty = Type the recovery code
vault-use-recovery-code = Use the recovery code
vault-use-passphrase = Use a passphrase
vault-use-keychain = Use this computer’s keychain
vault-keychain-is-asked = This computer’s keychain is asked.
settings-version = Guitu { $version }

### A newer rulebook, and a draft that was begun under an older one

edition-newer-title = The form changed on { $date }
edition-newer-lead = Your answers are as you left them. See what is different, then decide.
edition-newer-until = Your answers are as you left them. The platform takes the old form until { $date }.
edition-newer-over = The platform no longer takes the old form. Take the new one before you send; your answers are as you left them.
edition-see = See what changed
edition-title = What changed in the form
edition-lead = The epidemic prevention authority issued a new form on { $date }. This is what it changes for your declaration.
edition-numbers = From edition { $from } to edition { $to }
edition-aside-title =
    { $count ->
        [one] One answer has to be given again
       *[other] { $count } answers have to be given again
    }
edition-aside-lead = These no longer fit their questions. You will see what you answered beside each question.
edition-added-title =
    { $count ->
        [one] One new question
       *[other] { $count } new questions
    }
edition-changed-title =
    { $count ->
        [one] One question is asked differently
       *[other] { $count } questions are asked differently
    }
edition-was = Before: { $words }
edition-differs-comma = { ", " }
edition-differs-words = other words
edition-differs-control = answered in another way
edition-differs-options = other answers to choose from
edition-differs-required = whether it must be answered
edition-differs-limits = other limits
edition-differs-condition = asked in other cases
edition-differs-page = on another page
edition-differs-agreement = new words to agree to
edition-dropped-title =
    { $count ->
        [one] One answer is no longer asked for
       *[other] { $count } answers are no longer asked for
    }
edition-dropped-lead = Kept in your draft, and not sent.
edition-item = no. { $number }
edition-rules-title = Rules that concern your answers
edition-look-back = The form now asks about the { $to } days before you arrive, instead of { $from }.
edition-policy = The rules that colour a code have changed where they read your answers.
edition-found = What the new form finds in your answers:
edition-settled = What it no longer finds:
edition-nothing-lost = No answer is thrown away, whatever you choose.
edition-take = Go on with the new form
edition-later = Later
edition-taken = You are on the new form now.
edition-earlier = Your answer in the form before, which does not fit any more:
edition-earlier-other-words = You agreed before, to words that have changed since:
edition-set-aside =
    { $count ->
        [one] One answer is no longer asked for
       *[other] { $count } answers are no longer asked for
    }
edition-set-aside-lead = Kept from the form before. They are not sent.
home-card-newer = The form has changed since. Open it to see what is different.

rulebook-title = Rules
rulebook-edition = Edition { $number } of { $date }
rulebook-valid-until = Valid until { $date }
rulebook-looked-at = Last looked for newer rules: { $time }
rulebook-never-looked = Not compared with the platform yet
rulebook-stale = These rules may be out of date. You can fill in as usual; connect to the network before you send.
rulebook-look = Look for newer rules now
rulebook-looked = You have the newest rules.

### A platform file that says something else

swapped-same = It is the same platform by its root of trust, but the file gives it another address, other keys or other certificate authorities. A platform that moves announces it.
swapped-other = It is another platform. What you sent to the earlier one stays there, and can only be corrected or withdrawn there.
swapped-before = What you agreed to
swapped-now = What the file says now
swapped-name = Name
swapped-address = Address
swapped-identity = Fingerprint of the root of trust
swapped-keys = Fingerprint of the keys
swapped-authorities = Fingerprint of added certificate authorities
swapped-none = None
swapped-differs = differs
swapped-take = Send to this one from now on

### Something is due

due = Something is due on one of your declarations.
due-see = See what it is
due-open = Open your declarations to see what it is.

### A clock that is off

clock-here = This computer’s clock is wrong.
clock-platform = The platform’s clock seems to be wrong.
clock-either = This computer’s clock and the platform’s differ.
clock-both = It is { $here } here, and { $platform } by the platform.
clock-issued = It is { $here } here, but the rules in use were issued on { $issued }.
clock-here-do = Set date and time right. Until then right dates may be called wrong, and a code may look expired or not valid yet. What you declare is kept and sent all the same.
clock-platform-do = You need not do anything. If a code looks expired that should not be, see “Whom to ask”.
clock-either-do = Compare with a watch. If this computer is wrong, set date and time right: else right dates may be called wrong and codes expired.

### The file: looking it through, and saving what can be saved

rescue-damage = Part of the file with your declarations is damaged.
rescue-see = Save what can be saved
rescue-title = Save what can be saved
rescue-lead = The disk has lost or changed part of the file. Guitu reads everything that is not damaged and puts it into a new file. Then it says what is missing.
rescue-safe = The old file stays as it is, in a folder of its own.
rescue-start = Start
rescue-working = Reading what can be read … Leave the window open.
rescue-later = Not now
rescue-done-title = What could be saved is here
rescue-sound-title = The file is not damaged
rescue-kept =
    { $count ->
        [0] No declaration could be read.
        [one] { $count } declaration is here.
       *[other] { $count } declarations are here.
    }
rescue-nothing-lost = Nothing that was filled in is missing.
rescue-unknown = More may be missing that left no trace in the file.
rescue-lost-title =
    { $count ->
        [one] Something of { $count } declaration is missing
       *[other] Something of { $count } declarations is missing
    }
rescue-lost-all = All of it is lost. Declare again; if it was sent, see “Whom to ask”.
rescue-lost-draft = What you had filled in and not sent is lost.
rescue-lost-sent = The answers you sent last cannot be read here any more.
rescue-lost-secret = What you sent can no longer be followed or corrected from here. Its answers are a new draft.
rescue-lost-sending = Guitu no longer knows whether it was sent. Its answers are a draft: send it once more.
rescue-lost-status = The platform’s last answer is missing; Guitu asks again.
rescue-lost-earlier = Earlier versions are missing.
rescue-lost-desk = Consents, calls or what a list said are missing. Look at each case before you send for it.
rescue-lost-handed-over = To whom it was handed over is not known any more.
rescue-earlier = The damaged file was of an earlier time: what was typed since is missing as well. If you have the file that was last used, keep it.
rescue-slots-lost = Only the way you opened it with now is left. Set your other ways to open again, in the settings.
rescue-aside = The old file is here. Keep it until you are sure that nothing is missing.
rescue-go-on = Go on

aside-title = Damaged files that were kept
aside-lead = Each holds what was there before its rescue, also what was forgotten since. It opens with the ways of that time.
aside-delete = Delete it
aside-delete-title = Delete this file for good?
aside-delete-lead = What the rescue could not read can then be looked for nowhere.
aside-keep = Keep it
aside-deleted = Deleted.
settings-file = The file with your declarations
settings-file-lead = Guitu looks it through by itself after the computer was cut off. You can do so at any time.
settings-file-check = Check it now
settings-file-checking = Looking it through …
settings-file-sound = It is as it was written.

### What was, and can be again

home-search = Find by name, document, flight or place
home-found =
    { $count ->
        [one] { $count } declaration
       *[other] { $count } declarations
    }
home-show = Show
home-show-any = All
home-order = In the order of
home-order-latest = last change
home-order-day = departure
home-order-name = name
home-show-more = Show more ({ $count } left)
home-queue-anew = The list of what waits to be sent was damaged and was made anew. Nothing is lost: what waits of yours is in it again. Ask everybody else who has declarations on this computer to open theirs once, so that they are sent as well.
home-queue-aside = You can delete the damaged file in Guitu’s folder:
home-see-deleted =
    { $count ->
        [one] Deleted: { $count }. It can be brought back
       *[other] Deleted: { $count }. They can be brought back
    }
deleted-title = Deleted
deleted-lead = What you delete can be brought back for thirty days. Then it is gone for good.
deleted-correction = A new version. What you sent before still counts.
deleted-when = Deleted { $time }. Gone for good on { $date }.
deleted-bring-back = Bring it back
deleted-forget = Forget it now
deleted-forget-title = Forget it now?
deleted-forget-lead = Nobody can bring it back, and nothing of it is left in the file.
deleted-forget-lead-aside = Nobody can bring it back, and nothing of it is left in the file. A damaged file that was kept may still hold it: delete that one as well.
deleted-forget-unsaid = Give it up and forget
deleted-unsaid-lead = The platform will not learn what you said, and nobody can bring it back.
deleted-keep = Keep it
deleted-forgotten = It is forgotten.
deleted-none = Nothing is deleted.
deleted-working = One moment. The file is encrypted anew when something is forgotten.
history-open = Earlier versions
history-title = Earlier versions
history-lead = What was changed can be brought back here, for thirty days or until it is sent. Bringing it back can itself be undone.
history-then-changed = After this was changed:
history-see = See the answers
history-close = Close
history-bring-back = Bring this back
history-none = There is no earlier state yet.
history-more = Show more

### Before the sending window

opens-title = It is taken from { $at } on
opens-counts = It is counted back from the dates of the journey that you entered. If one of them is wrong, correct it.
opens-counts-of = It is counted back from the departure on { $day }. If that date is wrong, correct it.
opens-lead = Sealed, and not sent yet. Guitu sends it by itself then, also while your declarations are locked, if this computer is on and Guitu is running.

code-as-of = As the platform last said, on { $at }

### Backup and hand-over

home-carry = Back up or hand over
home-save-sealed = Save sealed, to send from another computer
home-sealed-saved = The sealed file is written:
home-sealed-hint = Carry it to a computer with Guitu and choose “Take over from a file” there. It is sent from here too as soon as that works, and arrives once.
home-take-over = Take over from a file
home-open-slip = Open a kiosk’s slip
home-take-back = Take it back
home-take-back-title = Take this declaration back?
home-take-back-lead = Do this only if the receiver did not get it, or has given it up. If both of you send a new version, the platform keeps the first one, and the other side is told.
home-take-back-keep = Leave it
home-not-taken-by = { $receiver } has probably sent this declaration. The platform keeps what came first, and yours was not taken.
home-not-taken-receiver = Whoever you handed this declaration over to has probably sent it. The platform keeps what came first, and yours was not taken.
home-not-taken-elsewhere = This declaration was sent from somewhere else before: another computer, or whoever has a copy of it. The platform keeps that one, and yours was not taken.
home-not-taken-ways = Leave it to them; or correct it and send yours, which then takes the place of theirs. They are told.
home-not-taken-over = If that was not you, ask for help. To go on here, correct it and send yours, which then takes its place.
home-leave-to-them = Leave it to them
home-correct-over = Correct and send yours
home-card-handed-over = Handed over to { $receiver }, { $time }
home-card-handed-over-unnamed = Handed over, { $time }
home-card-handed-over-lead = Here it can only be looked at. Whoever received it goes on with it.

carry-settings = Backup and hand-over
carry-settings-lead = A backup brings everything back on another computer, also when this one is lost. Make one now and then, and keep it elsewhere.
carry-all = Back up everything
carry-my-key = My key for receiving
carry-my-key-lead = Whoever hands a declaration over to you needs this key. Show it or send it; everybody may see it. What is sealed to it only this Guitu opens.
carry-my-key-qr = My key for receiving as a QR code
carry-title-all = Back up everything
carry-title-one = Back up or hand over
carry-for = The declaration of { $name }
carry-purpose = What for?
carry-purpose-backup = A copy for yourself
carry-purpose-backup-lead = Everything here stays as it is.
carry-purpose-hand-over = Hand it over to somebody
carry-purpose-hand-over-lead = They go on with it. Here it can only be looked at afterwards, until they hand it back or you take it back.
carry-receiver = Who receives it?
carry-receiver-hint = A name, for yourself
carry-seal = How is the file locked?
carry-seal-passphrase = With a passphrase
carry-seal-passphrase-lead = It is typed when the file is opened.
carry-seal-passphrase-lead-hand-over = Tell it another way than the file: by telephone, not in the same message.
carry-seal-key = With a key for receiving
carry-seal-key-lead = Nobody has to remember anything, and nobody else can open it.
carry-key = The receiver’s key
carry-key-missing = Paste the receiver’s key
carry-key-hint = From their settings, “My key for receiving”. It begins with age1.
carry-write = Choose a place and write
carry-working = Locking and writing …
carry-written =
    { $count ->
        [one] One declaration was written.
       *[other] { $count } declarations were written.
    }
carry-written-where = The file:
carry-written-backup = Keep it elsewhere than this computer, such as on a USB stick.
carry-written-hand-over = Give the file to the receiver. They choose “Take over from a file” in their Guitu.

carry-way = How does it travel?
carry-way-file = As a file
carry-way-file-lead = On a USB stick or by message.
carry-way-pictures = On the screen
carry-way-pictures-lead = As QR codes that another computer’s camera reads, or that you send as screenshots. Guitu writes nothing to a disk. A screenshot is a file: delete it afterwards.
carry-show = Show it

run-title = QR codes of the file
run-lead-backup = On the other computer: Settings, “Take over from a file”, then “Read from another screen”. Everything here stays as it is.
run-lead-hand-over = On the other computer: Settings, “Take over from a file”, then “Read from another screen”. From now on this declaration is in the receiver’s hands.
run-not-arrived = If it did not arrive, go back and choose “Take it back” on its card. Then you can show it again.
run-picture = QR code { $number } of { $count }
run-extra =
    { $count ->
        [one] It was shown once. It is shown again.
       *[other] All { $count } were shown. What comes now fills gaps.
    }
run-back = Previous
run-next = Next
run-pause = Pause
run-play = Play
run-speed = Speed
run-speed-of =
    { $count ->
        [one] 1 a second
       *[other] { $count } a second
    }
run-fine =
    { $count ->
        [one] For screenshots: one fine code
       *[other] For screenshots: only { $count }, finer
    }

sealed-lead = This file holds what somebody else has sealed for the platform. Nobody here can read it. This computer can send it; the same file chosen again says how far it is.
sealed-send = Send it from this computer
sealed-new =
    { $count ->
        [one] One is not sent from here yet.
       *[other] { $count } are not sent from here yet.
    }
sealed-waiting =
    { $count ->
        [one] One is on its way.
       *[other] { $count } are on their way.
    }
sealed-received =
    { $count ->
        [one] The platform has received one.
       *[other] The platform has received { $count }.
    }
sealed-refused =
    { $count ->
        [one] The platform has refused one. Whoever sealed it sees why.
       *[other] The platform has refused { $count }. Whoever sealed them sees why.
    }
sealed-ours =
    { $count ->
        [one] One is your own, and sent anyway.
       *[other] { $count } are your own, and sent anyway.
    }
take-over-title = Take over from a file
take-over-lead = A backup, or something that was handed over to you. What you have here stays; of two versions the later one counts, and the other one is kept in its history.
take-over-choose = Choose the file
take-over-another = Choose another file
take-over-file = The file:
take-over-pictures = Read from another screen

pictures-title = Read from another screen
pictures-lead = The other computer shows the file as QR codes. Their order does not matter, and a code read twice does no harm.
pictures-files = Screenshots, photographs or a video
pictures-files-hint = Several at once, as they are. A picture that you copied can also be pasted here with Ctrl+V.
pictures-choose = Choose screenshots or a video
pictures-camera-on = Use the camera
pictures-stop = Stop reading
pictures-camera-off = Switch the camera off
pictures-camera = What the camera sees
pictures-progress = { $have } of { $of } parts are there.
pictures-whole = All parts are there.
pictures-several = The QR codes come from { $count } different runs. Keep to one of them: the one that is complete first is taken.
pictures-empty =
    { $count ->
        [one] In one picture no QR code could be read. Take it nearer, or sharper.
       *[other] In { $count } pictures no QR code could be read. Take them nearer, or sharper.
    }
pictures-strangers =
    { $count ->
        [one] One QR code is of something else than a file from Guitu.
       *[other] { $count } QR codes are of something else than a file from Guitu.
    }
pictures-damaged =
    { $count ->
        [one] One QR code of Guitu could not be used. Take that picture again.
       *[other] { $count } QR codes of Guitu could not be used. Take those pictures again.
    }
pictures-anew = Forget these and begin anew

take-over-gone = The file that was chosen is not there any more. Connect the stick again and choose it, or choose another one. It was:
take-over-passphrase = The file’s passphrase
take-over-passphrase-hint = Whoever wrote the file knows it.
take-over-take = Take over
take-over-working = Opening and taking over …
take-over-done-new =
    { $count ->
        [one] One declaration is new here.
       *[other] { $count } declarations are new here.
    }
take-over-done-newer =
    { $count ->
        [one] One was here and is newer now.
       *[other] { $count } were here and are newer now.
    }
take-over-done-same =
    { $count ->
        [one] One was here and stays as it is.
       *[other] { $count } were here and stay as they are.
    }
take-over-done-refused =
    { $count ->
        [one] One says that it is a declaration of yours and is not. Yours was left as it is.
       *[other] { $count } say that they are declarations of yours and are not. Yours were left as they are.
    }

### Several owners on one computer

owners-title = Whose declarations?
owners-lead = Each has their own, and nobody can look into another’s.
owners-number = Number { $number }
owners-new = Somebody new
owners-somebody-else = Somebody else
owners-settings = Several people at this computer
owners-name = The name shown when Guitu starts
owners-name-hint = Everybody at this computer can read it. Leave it empty to be a number. Lock Guitu and choose “Somebody else” for another person’s declarations.
owners-name-keep = Save
owners-name-kept = Saved.

### The way to the home county, reviews, who looked, the slip
way-title = The way to Zhejiang
way-none-yet = Waiting
way-here = Here now
way-done = Done
way-by-traveller = by the traveller’s own word
way-by-journey = by the declared journey
way-told = told { $at }
way-by-port-officer = seen by an officer at the port
way-by-county-contact = seen by the county
way-by-health-officer = seen by a health officer
way-by-hotline = noted by the hotline
way-by-platform-officer = noted by the platform
way-by-auditor = noted by the platform
way-next = Next on the way
way-due-number = If nothing has happened by { $at }, call:
way-due-line = If nothing has happened by { $at }, call the hotline.
way-due-nobody = If nothing has happened by { $at }, ask the staff near you. If you are ill, see a doctor where you are. About the code, ask for a review.
way-due-own = Correct it by { $at }.
way-charge = In charge: { $name }
way-charge-for-you = Somebody can call for you: { $name }
way-late-number = This should have happened by { $at }. Call the number below.
way-call-port = { $name }, Zhejiang’s desk
way-call-county = { $name }, the county’s liaison officer
way-call-province = the province’s platform
way-late-line = This should have happened by { $at }. Call the hotline.
way-late-nobody = This should have happened by { $at }. Ask the staff near you. If you are ill, see a doctor where you are. About the code, ask for a review.
way-say = Say how far the journey is
way-say-note = It counts as the traveller’s own word until an officer has seen them.
way-say-boarded =
    { $by ->
        [air] I have boarded
       *[other] I have left for China
    }
way-say-landed =
    { $by ->
        [air] I have landed
       *[other] I have entered China
    }
way-say-missed-flight =
    { $by ->
        [air] I missed the flight
       *[other] I could not leave as planned
    }
way-say-takes-back = Take back what I said
letter-boarded =
    { $by ->
        [air] You said: I have boarded
       *[other] You said: I have left for China
    }
letter-landed =
    { $by ->
        [air] You said: I have landed
       *[other] You said: I have entered China
    }
letter-missed-flight =
    { $by ->
        [air] You said: I missed the flight
       *[other] You said: I could not leave as planned
    }
letter-takes-back = You took back what you said
letter-review = You asked for a review
letter-misuse = You reported misuse
letter-stays-abroad = You asked for help abroad
letter-waits = Waiting to be sent
letter-refused = The platform did not take this.
step-arrival = After the arrival: show this code to the staff at the entry into China.
step-arrived = By the declared journey the traveller has arrived: show this code to the staff there, or to whoever meets the traveller.
step-arrival-ended = Get a new code before the arrival, and show that one.
step-arrived-ended = Get a new code first, then show that one to the staff there, or to whoever meets the traveller.
step-another-flight = The journey did not go as declared. Correct the declaration: how and when it goes on.
step-meeting = An officer comes to meet the traveller at the port.
step-sampling = A sample is taken at the port before you go on.
step-result = The result of the sample comes. Wait where the officers have said.
step-sending-on = The port sends the traveller on to the county.
step-refusal = An officer speaks with the traveller about how to go on.
step-handing-over = On the way to the county. Stay with the escort.
step-looking-after = The traveller is looked after here, and goes on later.
step-reception = The county meets the traveller.
step-observation = The county says whether an observation follows.
step-observations-end = The observation ends on the day that the county named.
step-follow-up = The county asks how the traveller is.
code-review-title = Ask for a review
code-review-lead = An officer looks at your code again and answers here, with a reason.
code-review-why = What is wrong?
code-review-reason-places = A place or a date where I was
code-review-reason-test = A test or a recovery that does not count
code-review-reason-illness = I am not ill, and met nobody who was
code-review-reason-other-person = It is about somebody else, or another declaration
code-review-reason-other = Something else
code-review-text = In your own words, if you like
code-review-text-note = At most 500 characters. Sealed like your declaration.
code-review-send = Ask for the review
code-review-choose = Choose what is wrong.
code-review-open = You asked for a review. The answer is due by { $at }.
code-review-overdue = The answer was due by { $at }. Call the hotline and give your reference.
code-review-overdue-no-line = The answer was due by { $at }. It still comes, and is shown here.
code-review-granted = Your review was granted. The code above is the new one, or it follows within a minute.
code-review-refused = Your review was answered: the code stays.
code-review-answer-facts-as-declared = The code follows from what was declared. Correct the declaration where it is wrong.
code-review-answer-test-counted = The test counts now.
code-review-answer-place-corrected = The place is judged correctly now.
code-review-answer-other-person = It was another person’s.
code-review-answer-newer = The reason was given in words that need a newer Guitu.
looks-title = Who has looked ({ $count })
looks-none = Nobody has opened this declaration yet.
looks-line = { $who }, { $at }: { $what }
looks-misuse = Report misuse
looks-misuse-lead = The declaration serves epidemic prevention alone. Say what happened; the platform’s officers see it, and this office does not.
looks-misuse-text = What happened
looks-misuse-first = Write what happened first.
looks-misuse-send = Send the report
role-port-officer = Port of entry
role-county-contact = The county’s liaison officer
role-health-officer = Health officer
role-hotline = Hotline
role-platform-officer = Platform officer
role-auditor = Auditor
look-identity-check = name and document
look-journey-tracing = journey
look-epidemic-assessment = what the code rests on
look-follow-up = contact
look-reception = destination
look-consent-record = consent
look-helper-record = who helped
look-duty = a call that waits for somebody
look-contacts = who was near a case
look-list = a list with the traveller’s name
look-export = an exported list with the traveller’s name
look-other = the declaration
slip-print = Print the slip for the way to Zhejiang
slip-title = From the port to the county
slip-note = Show this to the driver and to the county. It works without a network.
slip-name = Name
slip-reference = Reference
slip-flight = Flight
slip-port = Port desk
slip-county = County
slip-address = Address
slip-contact = Contact person
slip-phone = Traveller’s phone in China

phone-title = On my phone
phone-lead = Scan the QR code with your phone’s camera. The phone then shows the health code and your way to Zhejiang; you can also say that you have left or entered China, and ask for a review. Nothing can be corrected or withdrawn there.
phone-show = Show the QR code
phone-qr = QR code that opens this declaration on a phone
phone-careful = Whoever has this QR code can look. Do not send it to anybody.
phone-ready = The platform knows this QR code. It can be scanned.
phone-waits = It opens once this computer has sent it.
phone-shut = End it on every phone and slip
letter-shuts-phones = You ended it on every phone
slip-phone-page = On a phone: scan, then enter the date of birth

message-come-to-counter = Please come to the arrivals desk.
message-wait-for-result = The result is not there yet. Please wait where the staff told you.
message-answer-telephone = The staff is calling you. Please answer the telephone.
message-confirm-address = Please check the address of your destination, and correct the declaration if it has changed.
message-correct-declaration = Something in the declaration has to be corrected. Please open it.
message-county-picks-up = Your county picks you up. Please wait at the exit that you were told.
message-contact = On your journey you were near somebody who has tested positive. Stay away from others, watch your health, and wait for a call of your county; with a fever or a cough call the local emergency number.
message-domestic-code = The observation is over. Apply for the domestic health code in Zheliban or Alipay; your county’s liaison officer helps.
message-help-called-back = The help you asked for: we have called you back.
message-help-consulate-told = The help you asked for: the Chinese consulate where you are knows of it.
message-help-medicine-sent = The help you asked for: the medicine is on its way.
message-help-no-help-here = We cannot give the help you asked for. Chinese citizens can call the 12308 hotline of the Foreign Ministry.
message-misuse-looked-into = Your report was looked into and noted.
message-misuse-stopped = What you reported was stopped.
message-misuse-no-misuse-found = Your report was looked into. No misuse was found.
look-asked = what you asked for

# A slip that a kiosk has printed, opened on any computer.
open-slip-title = Open a slip
open-slip-lead = A kiosk prints a slip for each declaration. It opens here with its QR code, or the code below it, and the date of birth. Nothing of it is kept on this computer.
open-slip-picture = Choose a picture of the slip
open-slip-empty = There is no slip’s QR code in this picture. Take it from closer, and straight, or type the code.
open-slip-read = The slip was read
open-slip-field = Code on the slip
open-slip-hint = Four groups of five signs, below the QR code. What a scanner reads of the QR code can be typed here too, and a picture of it can be pasted.
open-slip-born = Date of birth of the person it is for
open-slip-open = Open
open-slip-another = Another slip
open-slip-not-found = It may still wait at the kiosk that printed the slip: try again later, or ask there. Look at the code once more, too.
open-slip-withdrawn = This declaration was taken back. It no longer counts.
open-slip-no-code = This declaration has arrived. There is no health code that is valid now.
open-slip-refused = This declaration was not accepted
open-slip-anew = It does not count. Declare again: here, at a kiosk, or with somebody who helps.
