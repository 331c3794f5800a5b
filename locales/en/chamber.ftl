# The desk of an organisation that helps others: its list, its cases, lists on their way in.

## Settings
helps-title = Helping others
helps-others = I fill in declarations for others
helps-lead = For a chamber, an association or a consulate. The first screen becomes a list of all cases, and nothing is sent for anybody whose consent is not written down.
helps-organisation = Name of the organisation
helps-volunteer = Your name
helps-volunteer-hint = It stands on every consent and call that you write down. Another volunteer gives their own name on the first screen.
helps-wording = What members consent to
helps-wording-hint = It is read out or printed. Leave it empty to use the text below.
helps-enrolment = Enrolment token
helps-enrolment-hint = From the platform, if it has given your organisation one. It travels sealed, with each declaration.
helps-enrolled = A token is kept here.
helps-enrolment-goes = If none is entered, saving takes the present one away.
helps-enrolment-keep = Keep it
helps-enrolment-other = Enter another one or none
helps-keep = Save
helps-kept = Saved.

## The first screen
chamber-title = Those we help
chamber-who = Who is here?
chamber-who-keep = Begin
chamber-who-is = Here: { $name }
chamber-who-other = Somebody else
chamber-empty = Nobody is on the list yet
chamber-empty-lead = Import the list that you have: Excel, WPS, LibreOffice or CSV, with any columns. Nothing is written before you have looked through it.
chamber-import = Import a list
chamber-new = Add a person
chamber-twins = Look for duplicates
chamber-search = Search
chamber-search-hint = Name, document, flight, telephone
chamber-send = { $count ->
    [one] Send { $count } that is ready
   *[other] Send { $count } that are ready
}
chamber-checking = { $count ->
    [one] { $count } case is being checked.
   *[other] { $count } cases are being checked.
}
chamber-total = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
chamber-list = List of cases. Arrow keys move, Enter opens, Space chooses.
chamber-groups = Parts of the list
chamber-all = All
chamber-in-need = Needs a hand today
chamber-by-flight = Flight
chamber-by-day = Day of the flight
chamber-by-stage = On their way
chamber-stage-intends = Planning
chamber-stage-declared = Declared
chamber-stage-boarded = Under way
chamber-stage-landed = In China
chamber-stage-handed-over = With the county
chamber-stage-received = Met at home
chamber-by-county = Going to
chamber-any = All
chamber-no-day = no day
chamber-order = Order
chamber-order-hand = Needs a hand first
chamber-order-day = By flight day
chamber-order-name = By name
chamber-order-place = As in the imported list
chamber-imports = Imported lists ({ $count })
chamber-import-undone = Undone
chamber-column-name = Name
chamber-column-document = Document
chamber-column-flight = Flight
chamber-column-county = To
chamber-column-state = State
chamber-no-name = No name yet
chamber-choose = Choose { $name }
chamber-missing = { $count } missing

chamber-standing-unchecked = Being checked
chamber-standing-no-consent = No consent yet
chamber-standing-missing = Answers missing
chamber-standing-blocked = Something is wrong
chamber-standing-ready = Ready to send
chamber-standing-waiting = Waiting to be sent
chamber-standing-received = Received
chamber-standing-withdrawn = Withdrawn
chamber-standing-handed-over = Handed over

chamber-need-stopped = Refused by the platform
chamber-need-flies-soon = Flight near or past, not sent
chamber-need-call-again = Call again
chamber-need-not-boarded = Flight left, not seen boarding
chamber-need-not-signed = Landed, not met at home
chamber-need-code-ends = Code ends before arrival
chamber-need-edition = New form

## A case
chamber-close = Close
chamber-latin = In the document
chamber-phone = Telephone
chamber-reference = Reference
chamber-place = Row in the list
chamber-row = row { $row }
chamber-open = { $count ->
    [one] { $count } question is open
   *[other] { $count } questions are open
}
chamber-open-more = and { $count } more
chamber-warnings = { $count ->
    [one] { $count } answer is to be looked at again.
   *[other] { $count } answers are to be looked at again.
}
chamber-warned = look again
chamber-telephone = Ask on the telephone
chamber-send-one = Send
chamber-sent-one = Sealed. It is sent as soon as there is a network.
chamber-open-form = Open the form
chamber-review = Check
chamber-code = Show the code
chamber-correct = Correct
chamber-hand-over = Back up or hand over

chamber-consent = Consent
chamber-consent-none = No consent yet. Nothing is sent.
chamber-consent-lead = Read this out, or let them sign it:
chamber-wording = I ask this organisation to fill in and send my declaration for my entry into China. It may see what I tell it for this, and use it for nothing else. I can take this back at any time.
chamber-consent-how = How did they consent?
chamber-consent-by = Who consented?
chamber-consent-witness-name = Who else heard it?
chamber-consent-keep = Write the consent down
chamber-consent-kept = The consent is written down.
chamber-consent-print = Print a sheet to sign
chamber-consent-given = { $who }; written down by { $volunteer }, { $when }
chamber-consent-witness = Also heard by { $who }
chamber-consent-words = What was consented to
chamber-consent-strike = Strike this consent
chamber-way-beside = In person, beside me
chamber-way-phone = By telephone, with a witness
chamber-way-written = On a signed sheet
chamber-way-message = By message
chamber-way-guardian = As guardian of a minor

chamber-calls = { $count ->
    [0] Calls and notes
   *[other] Calls and notes ({ $count })
}
chamber-call-what = What came of it?
chamber-call-note = Note
chamber-call-hint = Nothing about health: only they speak of that, in the form.
chamber-call-again = Call again
chamber-call-not-again = No
chamber-call-today = Today
chamber-call-tomorrow = Tomorrow
chamber-call-in-days = In { $count } days
chamber-call-keep = Write down
chamber-call-kept = Written down.
chamber-call-due = Call again: { $day }
chamber-log-reached = Reached
chamber-log-not-reached = Not reached
chamber-log-wrong-number = Wrong number
chamber-log-note = Note
chamber-log-consented = Consent written down
chamber-log-consent-struck = Consent struck
chamber-log-merged = Merged with a duplicate

## Several at once
chamber-choose-all = Choose all { $count }
chamber-choose-none = Choose none
chamber-chosen = { $count } chosen
chamber-chosen-hidden = Some of them are not in this part of the list.
chamber-wipe = Remove for good
chamber-wipe-lead = { $count ->
    [one] { $count } case goes from this computer for good: answers, consent, calls.
   *[other] { $count } cases go from this computer for good: answers, consents, calls.
}
chamber-wipe-keep = They cannot be brought back. Make a backup in the settings first if you need one. What the platform has received stays there. It takes a while.
chamber-wipe-now = { $count ->
    [one] Remove { $count } case for good
   *[other] Remove { $count } cases for good
}
chamber-wipe-not = Keep them
chamber-wiped = { $count ->
    [one] { $count } case is gone.
   *[other] { $count } cases are gone.
}
chamber-common = Set a common value
chamber-print-sheets = Print consent sheets
chamber-print-codes = Print codes
chamber-export = Save the list …
chamber-export-as = Save as { $ending }
chamber-export-not = Do not save
chamber-export-lead = Documents, telephones and addresses are in it, health answers are not. The file is not encrypted: delete it when it is no longer needed.
chamber-exported = { $count ->
    [one] { $count } case written to
   *[other] { $count } cases written to
}
chamber-common-lead = Only what everybody on a flight has in common can be set: flights, days, ports and who brings them home. Health, contact, tests and consents never.
chamber-common-what = What is the same for all of them?
chamber-common-choose = Choose
chamber-common-set = { $count ->
    [one] Set for { $count } person
   *[other] Set for { $count } people
}
chamber-common-done = { $count ->
    [one] Set for { $count } person.
   *[other] Set for { $count } people.
}
chamber-common-left = { $count ->
    [one] { $count } was left as it is.
   *[other] { $count } were left as they are.
}
chamber-common-undone = { $count ->
    [one] Taken back for { $count } person.
   *[other] Taken back for { $count } people.
}
chamber-undo = Undo
chamber-leg = Leg { $number }

chamber-sending = Sending
chamber-sending-over = Sealed
chamber-sending-not-all = Not everybody is sealed
chamber-sending-paused = Paused
chamber-sending-done = { $done } done, { $failed } not.
chamber-sealed = { $done } of { $of } sealed and safe.
chamber-waiting = { $count ->
    [one] One waits for the platform to answer.
   *[other] { $count } wait for the platform to answer.
}
chamber-refused = { $count ->
    [one] One was refused by the platform.
   *[other] { $count } were refused by the platform.
}
chamber-not-sealed = { $count ->
    [one] { $count } could not be sealed:
   *[other] { $count } could not be sealed:
}
chamber-pause = Pause
chamber-go-on = Go on

## On the telephone
telephone-title = On the telephone
telephone-left = { $count ->
    [0] Nothing is open.
    [one] { $count } question is left.
   *[other] { $count } questions are left.
}
telephone-next = Next
telephone-previous = Previous question
telephone-put-off = Ask later
telephone-end = Back to the list
telephone-done = Everything is answered.
telephone-review = Check and send
telephone-back = Back to the list

## Duplicates
twins-title = Duplicates
twins-lead = These may be the same person. Compare them, and say so.
twins-none = Nobody looks like somebody else on the list.
twins-document = Same document
twins-name-and-born = Similar name, same birth date
twins-name-and-phone = Similar name, same telephone
twins-merge = Keep this one
twins-see = Open
twins-two = They are two people
twins-merged = Merged. What this one lacked was taken from the other, which can be brought back for thirty days.
twins-kept = Kept as two people.

## Sheets
sheet-title = Consent sheets
sheet-print = { $count ->
    [one] Print { $count } sheet
   *[other] Print { $count } sheets
}
sheet-heading = Consent
sheet-name = Name
sheet-reference = Reference
sheet-signature = Signature
sheet-date = Date
sheet-guardian = Guardian, if under 18
sheet-volunteer = Volunteer
sheet-note = Whoever has this sheet finds the case by the reference. It opens nothing by itself.
codes-form = How they are printed
codes-form-pages = Codes, one on a page
codes-form-cards = Codes as cards, eight on a page
codes-form-slips = Slips, one on a page
codes-print-slips = { $count ->
    [one] Print { $count } slip
   *[other] Print { $count } slips
}
codes-title = Print codes
codes-print = { $count ->
    [one] Print { $count } code
   *[other] Print { $count } codes
}
codes-coming = { $done } of { $of } codes are verified.
codes-without = { $count ->
    [one] { $count } person has no valid code yet and is left out.
   *[other] { $count } people have no valid code yet and are left out.
}

## A list on its way in
import-title = Import a list
import-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
import-columns = Columns ({ $count })
import-columns-unsure = { $count ->
    [one] { $count } to confirm
   *[other] { $count } to confirm
}
import-sheet = Sheet
import-encoding = Encoding
import-encoding-utf8 = UTF-8
import-encoding-gb18030 = GB18030 (Chinese)
import-encoding-big5 = Big5 (traditional Chinese)
import-encoding-utf16-le = UTF-16
import-encoding-utf16-be = UTF-16, big end first
import-encoding-windows1252 = Western European
import-delimiter = Between cells
import-delimiter-comma = Comma
import-delimiter-semicolon = Semicolon
import-delimiter-tab = Tab
import-header = Row of the headers
import-hidden = Hidden sheets are not read: { $names }
import-no-header = No header
import-column-is = What is column { $column }?
import-confirm = That is right
import-question-of = Column “{ $header }”, { $count ->
    [one] { $count } cell
   *[other] { $count } cells
}, such as
import-day-first-speaks = { $count ->
    [one] { $count } other cell can only be day first.
   *[other] { $count } other cells can only be day first.
}
import-month-first-speaks = { $count ->
    [one] { $count } other cell can only be month first.
   *[other] { $count } other cells can only be month first.
}
import-ask-day-order-day-first = Day first
import-ask-day-order-month-first = Month first
import-ask-epoch-from1900 = From 1900 (the usual)
import-ask-epoch-from1904 = From 1904 (old Macintosh)
import-ask-made-days-as-shown = As shown
import-ask-made-days-exchanged = Day and month exchanged
import-ask-name-order-surname-first = Surname first
import-ask-name-order-surname-last = Surname last
import-ask-rows-legs = Each row is a leg of the journey
import-ask-rows-members = Written down twice
import-preview = What would be imported
import-show = Show
import-only-all = All
import-only-blocked = To correct
import-only-asked = Already here?
import-only-twin = Twice in the list
import-only-conflicting = Typed otherwise since
import-only-new = New
import-only-changed = Changed
import-only-unchanged = Unchanged
import-only-left-out = Left out
import-by-reason = By reason
import-any-reason = All reasons
import-no-rows = No row is like that.
import-page-back = Back
import-page-on = Further
import-page = { $from } to { $to } of { $of }
import-state-new = New
import-state-changed = Changed
import-state-unchanged = Unchanged
import-state-conflicting = Typed otherwise since
import-state-asked = Already here?
import-waits = Waits for you
import-left-out = Left out
import-leave-out = Leave out
import-take-in = Take in again
import-ask-again = Change
import-empty-all = Leave all these cells empty: the members say it themselves
import-emptied = { $count ->
    [one] { $count } cell was left empty:
   *[other] { $count } cells were left empty:
}
import-skipped = { $count ->
    [one] { $count } row was not taken for a member (title, sum, note): { $rows }
   *[other] { $count } rows were not taken for members (titles, sums, notes): { $rows }
}
import-edit-back = As in the list
import-means = It means:
import-same = Is it one of these?
import-same-as = { $name }, born { $born }, document …{ $document }
import-same-nobody = Somebody new
import-twin = Looks like row { $rows }
import-conflicts = This was typed or sent since.
import-list-wins = Take the list's
import-nothing-yet = Nothing is written yet. Your file is not changed.
import-waiting = { $count ->
    [one] { $count } row waits for you and is not imported now. You can import the list again later.
   *[other] { $count } rows wait for you and are not imported now. You can import the list again later.
}
import-export-left = Save these rows with their reasons
import-exported = { $count ->
    [one] { $count } row written to
   *[other] { $count } rows written to
}
import-reasons = Reasons
import-working = Importing
import-writing = { $done } of { $of } written.
import-checking = Written. { $done } of them checked.
import-press = { $count ->
    [one] Import { $count } member
   *[other] Import { $count } members
}
import-drop = Do not import
import-done = Imported
import-report-new = { $count } new
import-report-changed = { $count } changed
import-report-unchanged = { $count } unchanged
import-report-conflicting = { $count } typed otherwise since
import-report-left = { $count ->
    [one] { $count } row was left behind
   *[other] { $count } rows were left behind
}
import-report-fields = What changed
import-to-list = To the list
import-undo = Undo this import
import-undone = Undone: { $removed } taken out again, { $restored } as before, { $kept } kept because somebody worked on them since.

import-kind-unknown = Not imported
import-kind-name = Name
import-kind-latin-name = Name in Latin letters
import-kind-surname = Surname
import-kind-given-names = Given names
import-kind-sex = Sex
import-kind-born = Birth date
import-kind-nationality = Nationality
import-kind-group = Group
import-kind-document-kind = Kind of document
import-kind-document-number = Document number
import-kind-document-expires = Document expires
import-kind-resident-id = Resident ID
import-kind-phone = Telephone abroad
import-kind-phone-in-china = Telephone in China
import-kind-wechat = WeChat
import-kind-email = E-mail
import-kind-residence = Country of residence
import-kind-residence-city = Town of residence
import-kind-departs-on = Departure day
import-kind-flight = Flight
import-kind-from = From
import-kind-via = Via
import-kind-arrives-on = Arrival day
import-kind-entry-port = Port of entry
import-kind-seat = Seat
import-kind-destination = Destination
import-kind-address = Address
import-kind-contact-name = Contact person
import-kind-contact-relation = Relation of the contact person
import-kind-contact-phone = Telephone of the contact person
import-kind-row-number = Row number
import-kind-stays = Where they were
import-kind-companions = Companions
import-kind-pick-up = Who picks up
import-kind-declared = Declared or not
import-kind-chamber = Chamber
import-kind-employer = Employer or school
import-kind-remarks = Remarks
import-kind-health = Health

## A personal link
link-title = Personal link
link-lead = { $name } answers health, contact, tests, stays and the two statements on a phone of their own. You see that it was answered, never what.
link-make = Make a personal link
link-waiting = Made. It opens once this computer has been online.
link-open = It can be opened until { $until }.
link-answered = Answered, { $when }. What was said is sealed to the platform.
link-outdated = Answered, { $when }, but for an older form. Make a new link, or ask on the telephone.
link-over = Its time is over. Make a new one.
link-refused = The platform has refused it. Look at the enrolment token in the settings.
link-copy = Copy the link
link-copied = Copied. Send it to { $name } and nobody else.
link-show = Show as a QR code
link-qr = QR code of the personal link
link-print = Print with a consent sheet
link-end = End this link
link-end-lead = What was answered by it is forgotten, and it opens nothing more.
link-ended = The link is ended.
link-again = Make a new link

## Asking for what is missing
asking-title = What is still missing
asking-lead = Only the questions, in the language of each member. Nothing that anybody has answered is in it.
asking-print = Print ({ $count })
asking-copy = Copy as text
asking-copied = Copied.
asking-none = Nothing is missing of those you have chosen.
asking-greeting = { $count ->
    [one] One answer is still missing in your declaration for your entry into China. Please tell us:
   *[other] { $count } answers are still missing in your declaration for your entry into China. Please tell us:
}
asking-answer = Please answer to { $organisation }.
asking-reference = Reference { $reference }
chamber-ask-missing = Ask for what is missing
chamber-print-links = Print personal links
chamber-log-link-made = Personal link made
chamber-log-link-ended = Personal link ended
chamber-log-link-answered = Answered by personal link
sheet-link = Your own answers, on your own phone
sheet-link-lead = Scan this code with the camera of your phone, or type the address. It asks for your date of birth, then for your health, contacts, tests, stays, and two statements. The organisation does not see what you answer. It works once.
