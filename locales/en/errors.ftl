# What went wrong (err-<code>) and what to do next (rec-<code>).
# One pair for every code that can reach a person. No blame, no jargon, and never an answer of the traveller's.

### The vault: the encrypted place where declarations are kept

err-vault-key-missing = The key file that opens your declarations is missing.
rec-vault-key-missing = Your declarations are still here. Find vault.slots.json in a backup of Guitu’s folder, put it back, then try again.

err-vault-key-mismatch = The file with the declarations and the key file here do not belong together.
rec-vault-key-mismatch = One of the two belongs to another vault, or vault.db was overwritten. If the files came from another computer or a backup, put back Guitu’s whole folder, or open them where they were. Keep the files as they are. What the platform has received is not lost.

err-vault-not-encrypted-build = This copy of Guitu cannot encrypt, so it keeps nothing.
rec-vault-not-encrypted-build = Install Guitu again from where you got it. Files that are already here stay as they are.

err-vault-file-not-encrypted = The file in the place of your declarations is not encrypted.
rec-vault-file-not-encrypted = It is not encrypted, so Guitu does not use it. Move vault.db out of Guitu’s folder, then try again.

err-vault-file-broken = The file with your declarations is damaged and cannot be read.
rec-vault-file-broken = Keep the file. If you have a backup of Guitu’s folder, put it in place and try again. If you leave soon, ask for help.

err-vault-slots-broken = The key file that opens your declarations is damaged.
rec-vault-slots-broken = Your declarations are still here. Find vault.slots.json in a backup of Guitu’s folder, put it back, then try again.

err-vault-slots-in-the-way = A folder lies in the place of the key file that opens your declarations.
rec-vault-slots-in-the-way = Your declarations are still here. Move the folders vault.slots.json and vault.slots.spare.json out of Guitu’s folder. Put the file vault.slots.json back from a backup, then try again.

err-vault-database-gone = The file with your declarations, vault.db, is gone.
rec-vault-database-gone = If an antivirus or a cleaning program took vault.db, restore it there; or put it back from a backup of Guitu’s folder. Leave vault.db-wal where it is: it may hold what was typed last, and Guitu sees whether the two belong together. Then try again. What the platform has received is not lost.

err-vault-earlier = Your declarations are here as they were at an earlier time.
rec-vault-earlier = vault.db is not the one that was last used here, or vault.db-wal beside it was lost or damaged. What was typed since is missing. If a backup or a program that syncs folders did this, or vault.db was copied alone: close Guitu, put both files back and start again. Otherwise go on with what is here.

err-vault-passphrase-wrong = This passphrase does not open your declarations.
rec-vault-passphrase-wrong = Type it again. Look at capital letters, the keyboard’s language and spaces.

err-vault-passphrase-too-short = The passphrase is too short.
rec-vault-passphrase-too-short = Use at least { $min } characters.

err-vault-passphrase-common = This passphrase is too easy to guess.
rec-vault-passphrase-common = One word, with or without a number, or two words are not enough. Choose a few words that do not belong together, or a sentence that only you would think of.

err-vault-keychain-changed = The system keychain has changed: it does not hold what opens your declarations.
rec-vault-keychain-changed = Your declarations are still here. Type your passphrase or recovery code, then add the keychain again in the settings. Or sign in with the account you used before.

err-vault-recovery-code-wrong = This recovery code does not open your declarations.
rec-vault-recovery-code-wrong = Make sure that the sheet is the one for these declarations, then type it again.

err-vault-recovery-group-wrong = Group { $group } of the recovery code is wrong.
rec-vault-recovery-group-wrong = Compare it with group { $group } on the sheet and type that one again.

err-recovery-sheet-wrong = Group { $group } is not as on the sheet.
rec-recovery-sheet-wrong = Compare it with group { $group } on the sheet and type that one again.

err-vault-recovery-incomplete = The recovery code is not complete.
rec-vault-recovery-incomplete = It has { $groups } groups of five characters. Type all of them.

err-vault-damaged = Part of the file with your declarations is damaged.
rec-vault-damaged = Most of it can usually be read. Save what can be saved; the old file stays as it is. What the platform has received is not lost.

err-vault-keychain-locked = The system keychain is locked.
rec-vault-keychain-locked = Unlock the keychain first, then try again.

err-vault-keychain-unavailable = This computer offers no keychain now.
rec-vault-keychain-unavailable = Sign in to your desktop as usual, then try again.

err-outbox-shut = The outbox of this computer does not open. What you sealed waits.
rec-outbox-shut = See that the disk is not full and that Guitu may write to its folder, then press “Try to send now”. Nothing is lost.

err-vault-disk-full = The disk is full, or takes nothing more. This could not be saved.
rec-vault-disk-full = Free some space on the disk, then try again. If there is enough, have the disk looked at. What was saved before is still there.

err-vault-read-only = The folder with your declarations cannot be written to.
rec-vault-read-only = Allow your account to write to Guitu’s folder, or take the write protection off the disk, then try again.
err-vault-no-locks = Files in the folder with your declarations cannot be locked, so two computers could write to it at once. This is so on some network drives.
rec-vault-no-locks = Move Guitu’s folder to a disk of this computer, then try again. Nothing in it was changed.

err-vault-directory-not-private = Others on this computer can look into Guitu’s folder, and the system does not let Guitu change that.
rec-vault-directory-not-private = Keep Guitu’s folder in your own account, on a disk that supports permissions, then try again.

err-vault-too-new = Your declarations were last opened with a newer Guitu.
rec-vault-too-new = Install the newest Guitu from where you got this one, then open them with it.

err-vault-busy = Another Guitu window has your declarations open.
rec-vault-busy = Close the other window, then try again.

err-vault-exists = There are declarations on this computer already.
rec-vault-exists = Close Guitu and start it again to open them. Nothing was changed.

err-vault-not-found = What you asked for is no longer among your declarations.
rec-vault-not-found = Go back to your declarations. Everything else is kept.

err-vault-still-waiting = Something of this declaration still waits to be sent.
rec-vault-still-waiting = Wait until it is sent, then withdraw it if you no longer need it.

err-vault-last-slot = This is the only way left to open your declarations.
rec-vault-last-slot = Add another way first, then remove this one.
err-vault-proof-leaves = It opens only the way that you want to remove.
rec-vault-proof-leaves = Prove it by another way, so that it is sure that one is left which opens your declarations.

err-owner-name = This cannot be shown as a name.
rec-owner-name = Use a name with letters, and not “Number 1” or the like: that is what Guitu calls somebody who shows no name.

err-owner-unknown = There are no declarations of this person here any more.
rec-owner-unknown = Start Guitu again and choose anew.

err-vault-handed-over = This declaration was handed over. Here it can only be looked at.
rec-vault-handed-over = Whoever received it goes on with it. If they did not get it, choose “Take it back” on its card.

err-backup-empty = The file is empty.
rec-backup-empty = It was probably not copied to the end. Have it copied or written again.

err-backup-not-ours = This is no file from Guitu.
rec-backup-not-ours = Guitu’s files end in .guitu. Choose another file.

err-backup-too-new = The file comes from a newer Guitu.
rec-backup-too-new = Update Guitu on this computer, then take the file over.

err-backup-cut-off = The end of the file is missing.
rec-backup-cut-off = It was not copied to the end. Copy it again from where it was written. Nothing was changed here.

err-backup-damaged = The file is damaged.
rec-backup-damaged = Copy it again from where it was written, or have a new one written. Nothing was changed here.

err-backup-too-large = The file is larger than any file from Guitu.
rec-backup-too-large = Choose another file.

err-backup-passphrase-wrong = This passphrase does not open the file.
rec-backup-passphrase-wrong = Type it again, or ask whoever wrote the file. It is the file’s passphrase, not the one that opens Guitu.

err-backup-other-receiver = The file is for somebody else’s key.
rec-backup-other-receiver = Show the sender your key (Settings, “My key for receiving”) and have the file written again.

err-backup-too-long-to-show = This is too much to be shown as QR codes.
rec-backup-too-long-to-show = Save it as a file, or show fewer declarations.

err-pictures-none = There are no QR codes here any more.
rec-pictures-none = Go back and show them, or read them, again.

err-pictures-unreadable = The picture or video { $name } could not be read.
rec-pictures-unreadable = Take screenshots instead, as PNG or JPEG.

err-pictures-no-camera = No camera could be used.
rec-pictures-no-camera = Look whether another program uses it, or read from screenshots.

err-backup-no-key = This is no receiver’s key, or a character in it is wrong.
rec-backup-no-key = A key begins with age1 and has 62 characters. Copy it whole from the receiver’s settings.

err-backup-disk-full = There is no more room where the file was to go.
rec-backup-disk-full = Nothing was handed over. Choose another place, or make room.

err-backup-read-only = Nothing can be written or read there.
rec-backup-read-only = Choose another place. On a USB stick, look for its write protection.

err-backup-io = The file could not be read or written.
rec-backup-io = Look whether the stick or disk is still connected, then try again.

err-vault-io = Guitu could not read or write its files.
rec-vault-io = Check that the disk is connected and has space, then try again.

err-vault-locked = Your declarations are locked.
rec-vault-locked = Open Guitu first. What was saved is still there.

### Sending, and what the platform answers

err-profile-missing = Guitu does not know yet where to send declarations.
rec-profile-missing = Ask whoever gave you Guitu for the platform profile.

err-profile-broken = The platform profile cannot be read.
rec-profile-broken = Ask whoever gave you the profile for a fresh copy. Your drafts are safe.

err-profile-not-https = The platform profile names an address that is not protected on the way.
rec-profile-not-https = Do not use this profile. Ask whoever gave it to you for one whose address begins with https.

err-profile-bad-url = The platform profile holds no web address.
rec-profile-bad-url = Ask whoever gave you the profile for a fresh copy. Your drafts are safe.

err-profile-bad-authority = The platform profile holds a certificate that is none.
rec-profile-bad-authority = Ask whoever gave you the profile for a fresh copy. Your drafts are safe.

err-profile-no-tls = This computer offers no way to protect what is sent.
rec-profile-no-tls = Update your system, then start Guitu again. Your drafts are safe.

err-platform-unreachable = The platform cannot be reached now.
rec-platform-unreachable = Check your internet connection. Guitu keeps trying by itself, and nothing is lost.

err-platform-timeout = The platform did not answer in time.
rec-platform-timeout = Guitu tries again by itself. You can also send now.

err-request-timeout = The connection was too slow for the platform.
rec-request-timeout = Guitu tries again by itself. A steadier network helps.

err-not-now = This is not possible at this stage.
rec-not-now = Open the person again: somebody may just have said something.
err-other-county-answers = Another county answers for this person.
rec-other-county-answers = Only the county that was asked, or that is responsible, can say this.
err-event-conflict = Something else is already recorded for this press.
rec-event-conflict = Look under “What happened” what it is. Take it back there if it is wrong, then say it again.

err-second-awaited = The same was recorded before and waits for a second officer.
rec-second-awaited = A health officer who is responsible for this county confirms it under “To answer”; ask them to look there.
err-word-not-known = This is on no list.
rec-word-not-known = Check the code of the port or county, or the barcode, and choose reasons from the list.
err-time-not-possible = This time is not possible.
rec-time-not-possible = Up to a day back for what was seen; the next call is within fourteen days from today.
err-review-changes-nothing = Nothing was recorded that would change the code.
rec-review-changes-nothing = Record the test first, at the person’s own page; then grant the review.
err-too-many-tries = That was tried too often.
rec-too-many-tries = Wait an hour. At a counter a code that is scanned is found at any time.
err-too-many-requests = The platform is busy.
rec-too-many-requests = Guitu waits a little and tries again by itself.

err-declaration-too-early = The platform does not take a declaration so long before the journey.
rec-declaration-too-early = Nothing to do: Guitu sends it by itself as soon as the platform takes it. If your journey changed, correct the declaration.

err-unavailable = The platform is closed for a moment.
rec-unavailable = Guitu tries again by itself. If you leave within a day, ask for help.

err-platform-error = The platform has a fault of its own.
rec-platform-error = Guitu tries again by itself. If you leave within a day, ask for help.

err-platform-garbled = What answered is not the platform.
rec-platform-garbled = Guitu tries again by itself. On a hotel’s or station’s network, open a web page first and sign in.

err-receipt-wrong = What came back is not the platform’s receipt for this declaration.
rec-receipt-wrong = Your declaration stays waiting, and Guitu tries again. If this stays, use another network or ask for help.

err-envelope-too-large = The declaration is larger than the platform takes.
rec-envelope-too-large = Choose “Correct” and shorten long texts, then send again.

err-envelope-unreadable = The platform could not open the sealed declaration.
rec-envelope-unreadable = Choose “Correct” and send again. If it happens again, ask for a fresh platform profile.

err-envelope-malformed = The platform did not recognise the sealed declaration.
rec-envelope-malformed = Choose “Correct” and send again. If it happens again, install the newest Guitu.

err-envelope-wrong-address = The sealed declaration arrived under another number than its own.
rec-envelope-wrong-address = Choose “Correct” and send again. If it happens again, ask for help.

err-sealing-key-unknown = The platform no longer uses the key this declaration was sealed with.
rec-sealing-key-unknown = Guitu takes over the platform’s new keys by itself. Then choose “Correct” and send again.

err-declaration-incomplete = Some answers are missing or do not agree.
rec-declaration-incomplete = Look at the review, put them right and send again. If it was sent already, choose “Correct” first.

err-edition-not-taken = The platform no longer takes this version of the form.
rec-edition-not-taken = Choose “Correct”, then “See what changed”, and send again. If no new form is offered, install the newest Guitu. Your answers are kept.

err-edition-not-yet = The platform does not take this version of the form yet.
rec-edition-not-yet = Nothing to do: Guitu sends it again by itself.

err-sealed-ahead = By the platform’s clock, the date of this declaration has not come yet.
rec-sealed-ahead = Set the date and time of this computer. Guitu sends the declaration again by itself.

err-sealed-long-ago = The declaration waited so long that its dates no longer fit.
rec-sealed-long-ago = Choose “Correct”, check the dates, and send again.

err-own-answers-missing = What the member answered by the personal link counts no more: too much time has passed, the link was taken back, or the form is a newer one.
rec-own-answers-missing = Choose “Correct”. Then make a new personal link, or ask on the telephone.

err-revision-conflict = The platform already holds another text under this number.
rec-revision-conflict = Choose “Correct” and send again. It then gets a new number.

err-revision-superseded = The platform already holds a later version of this declaration.
rec-revision-superseded = Nothing more is needed for the older version. To change something, choose “Correct”.

err-captive-portal = This network wants something of you first, such as a login: it answers in the platform’s place.
rec-captive-portal = Open a web browser, log in or agree there, and come back: it is then sent by itself. If a proxy of this computer asks for the login, use another network, or ask whoever looks after it.

err-connection-intercepted = The connection does not end at the platform: something on its way opens it.
rec-connection-intercepted = Use another network, such as a phone's hotspot. On an organisation's computer, ask who looks after it.

err-profile-writable = The file that says which platform to trust belongs to another account or can be changed by others, so it is not trusted.
rec-profile-writable = Ask who set up this computer to make the file and its folder the administrator’s, writable by nobody else.

err-sent-elsewhere = The platform holds a later version of this declaration, or its withdrawal, that this computer did not send.
rec-sent-elsewhere = If that was not you on another computer, ask for help at once.

err-platform-swapped = The platform file on this computer says something else than before.
rec-platform-swapped = Nothing is sent until you choose. If nobody told you of this change, do not agree: ask who set up this computer, or ask for help.

err-platform-not-swapped = The platform is the one you agreed to.
rec-platform-not-swapped = There is nothing to decide. Go on as before.

err-certificate-date = On the date of this computer the platform’s certificate is not valid.
rec-certificate-date = Check this computer’s date and time first. If they are right, the platform has to renew its certificate; Guitu tries again by itself.

err-declaration-other-platform = This declaration was sent to another platform. It can only be corrected or withdrawn there.
rec-declaration-other-platform = Ask who set up this computer to put the earlier platform file back, or begin a new declaration.
err-declaration-former-platform = This declaration waits for a platform that this app no longer sends to. Nobody has received it.
rec-declaration-former-platform = Delete it and begin a new one, or ask who set up this computer to put the earlier platform file back.

err-refusal-unsigned = Somebody between this computer and the platform refuses the declaration. The platform itself has not.
rec-refusal-unsigned = Another network may help: a phone's hotspot instead of this Wi-Fi. It is tried again by itself.

err-status-wrong = An answer came that the platform has not signed. What you see is its last true word.
rec-status-wrong = Another network may help. It is asked again by itself.

err-status-older = An old answer of the platform was sent once more. What you see is the newer one.
rec-status-older = Another network may help. It is asked again by itself.

err-revision-too-far = The platform has an older version of this declaration than this computer expects.
rec-revision-too-far = Ask which version arrived last.

err-nothing-waits = Nothing of this declaration waits to be sent.
rec-nothing-waits = The first screen says how it stands.

err-unsaid = What you said about this declaration has not been sent yet.
rec-unsaid = It is sent as soon as the platform answers. If you do not want to wait for that, give it up.
err-sealed-broken = This file holds nothing that could be sent, or is damaged.
rec-sealed-broken = Save it again at the other computer.
err-sealed-elsewhere = What is in this file is sealed for another platform.
rec-sealed-elsewhere = Send it from a computer that uses that platform.
err-organisation-unknown = This organisation is not enrolled with the platform, or not any more.
rec-organisation-unknown = Ask the platform for a new enrolment token, write it into the settings, then correct the declaration and send it again.
err-organisation-full = This organisation has sent as many declarations as it may today.
rec-organisation-full = Guitu sends the rest tomorrow by itself. If that is too late, ask the platform for a higher quota.
err-desk-not-enrolled = This organisation is not enrolled with the platform.
rec-desk-not-enrolled = Enter its enrolment token in the settings. Only an enrolled organisation makes personal links.

err-enrolment-malformed = This is not an enrolment token.
rec-enrolment-malformed = Copy the 43 characters that the platform gave you, or leave the field empty.
err-revision-token-wrong = The platform does not accept this computer as the sender of this declaration.
rec-revision-token-wrong = Use the computer you declared on. If that is not possible, ask for help.

err-declaration-not-found = The platform does not hold this declaration.
rec-declaration-not-found = Choose “Correct” and send it again. If you had a receipt, ask for help.

err-bad-request = The platform does not understand this version of Guitu.
rec-bad-request = Install the newest Guitu, choose “Correct” and send again. Your answers are kept.

err-unsupported-media-type = The platform does not understand how this version of Guitu sends.
rec-unsupported-media-type = Install the newest Guitu, choose “Correct” and send again. Your answers are kept.

err-method-not-allowed = The platform takes no declarations at the address it gave.
rec-method-not-allowed = Ask whoever gave you Guitu for a fresh platform profile, then send again.

err-not-found = There is no platform at the address in the profile.
rec-not-found = Ask whoever gave you Guitu for a fresh platform profile, then send again.

err-answer-too-large = This text is too long to be kept.
rec-answer-too-large = Shorten it. What you had typed before is still there.

### The health code

err-code-not-a-code = What the platform sent is not a health code.
rec-code-not-a-code = Guitu asks again by itself. If this stays, ask for help.

err-code-wrong-key = This code is not signed by the platform you trust.
rec-code-wrong-key = Do not use it. Ask whoever gave you Guitu for a fresh platform profile, or ask for help.

err-code-tampered = This code was changed after it was signed.
rec-code-tampered = Do not use it. Try again on another network, or ask for help.

err-code-other-declaration = This code belongs to another declaration.
rec-code-other-declaration = Do not use it. Ask for help.

err-code-wrong-purpose = This code was not made for epidemic prevention.
rec-code-wrong-purpose = Guitu does not show such a code. Tell somebody of it.

err-code-no-reason = This code comes without a reason.
rec-code-no-reason = Guitu does not show a code without a reason. Ask for one.

err-code-sample = This is a sample, not a health code.
rec-code-sample = Nobody should rely on it. If your platform should issue real codes, ask for help.

err-code-too-large = What the platform sent is too large to be a health code.
rec-code-too-large = Guitu asks again by itself. If this stays, ask for help.

### The rulebook: the form and its checks

err-rulebook-refused = This copy of Guitu holds no rules that may be used: they are missing, damaged, or break what protects you.
rec-rulebook-refused = Install Guitu again from where you got it. Your declarations are kept.

### Filling in

err-answer-unknown = This answer does not belong to the form.
rec-answer-unknown = Go back to the page and look at the question again. Other answers are kept.

err-answer-wrong-kind = This answer does not fit its question.
rec-answer-wrong-kind = Answer once more. What was there before is kept.

err-answer-too-many = The list is full.
rec-answer-too-many = Remove an entry to add another. If all of them matter, ask for help.

err-answer-no-item = This entry is no longer there.
rec-answer-no-item = Go back to the page and look at the list again.

err-question-unknown = This question is not part of the form now.
rec-question-unknown = Go back to the page. Other answers are kept.

err-item-unknown = This entry is no longer there.
rec-item-unknown = Go back to the page and look at the list again.

err-declaration-unknown = This declaration is no longer there.
rec-declaration-unknown = Go back to your declarations.

err-draft-unknown = There is no draft of this declaration.
rec-draft-unknown = Go back to your declarations. To change what was sent, choose “Correct”.

err-not-sent = This declaration has not been sent yet.
rec-not-sent = You can change or delete it as it is.

err-kind-not-offered = This form does not offer that here.
rec-kind-not-offered = Correct the declaration instead.

err-sealing-failed = The declaration could not be sealed.
rec-sealing-failed = It is still here as a draft. Ask whoever gave you Guitu for a fresh platform profile, then send again.

err-already-sent = This declaration has already been sent.
rec-already-sent = To change something, choose “Correct”.

err-nothing-to-undo = There is nothing left to bring back.
rec-nothing-to-undo = Go on. Everything else is kept.

err-mrz-no-lines = There are no passport lines here.
rec-mrz-no-lines = Paste the two or three lines with many “<” marks from the bottom of the document.

err-mrz-wrong-length = The lines have a length that no document has.
rec-mrz-wrong-length = A passport has two lines of 44 characters, a card three lines of 30. Look for characters that are missing or doubled.

err-mrz-unknown-kind = These lines are of a kind Guitu does not read.
rec-mrz-unknown-kind = Fill in the page by hand.

err-mrz-bad-character = There is a character that never stands in these lines.
rec-mrz-bad-character = Only A to Z, 0 to 9 and “<” are used. Look for O and 0, or I and 1.

err-mrz-composite-wrong = The last check digit does not agree with the lines.
rec-mrz-composite-wrong = At least one character was read wrongly. Compare each field with your document before you take it.

### The app itself

err-preferences-not-saved = Language, text size or theme could not be kept.
rec-preferences-not-saved = They hold until you close Guitu. Check that Guitu’s folder can be written to and that the disk has space.

err-internal = Something went wrong inside Guitu.
rec-internal = What was saved is still there. Close Guitu, open it again and try once more. If you leave soon, ask for help.

### Newer rules: taken by TUF from the platform, each time something did not fit

err-rulebook-root-refused = The platform’s rules could not be checked: their root of trust does not fit.
rec-rulebook-root-refused = Guitu goes on with the rules that it has. If this stays, ask whoever gave you Guitu for a new platform file.

err-rulebook-threshold = Newer rules came without enough valid signatures, so they were not taken.
rec-rulebook-threshold = Guitu goes on with the rules that it has and looks again later. If this stays, use another network or ask for help.

err-rulebook-rollback = What came is older than the rules that were seen before, so it was not taken.
rec-rulebook-rollback = Guitu goes on with the newer rules and looks again later. If this stays, use another network.

err-rulebook-frozen = What came has run out: newer rules may be kept from you.
rec-rulebook-frozen = Check this computer’s date, and use another network. Until then Guitu goes on with the rules that it has.

err-rulebook-mismatch = The rules that came are damaged or do not belong together, so they were not taken.
rec-rulebook-mismatch = Guitu goes on with the rules that it has and looks again later. If you are on a hotel’s or station’s network, sign in there first.

err-rulebook-oversized = Far more came than rules can be, so it was not taken.
rec-rulebook-oversized = Guitu goes on with the rules that it has. If this stays, use another network.

err-rulebook-unreachable = Guitu could not ask whether there are newer rules.
rec-rulebook-unreachable = Go on: Guitu works without a network, and asks again when there is one.

err-rulebook-clock-back = This computer’s clock stands before the time when Guitu last looked for newer rules.
rec-rulebook-clock-back = Set the date and time right. Until then Guitu goes on with the rules that it has.

err-rulebook-edition-refused = There are newer rules that this Guitu cannot use.
rec-rulebook-edition-refused = Install the newest Guitu. Until then it goes on with the rules that it has.

err-rulebook-shelf-io = Newer rules could not be stored on this computer.
rec-rulebook-shelf-io = Check that the disk has space. Guitu goes on with the rules that it has and looks again later.

err-edition-over = The platform took the form that this draft was filled in with until { $until }, and takes it no longer.
rec-edition-over = Choose “See what changed” and go on with the new form. Your answers are kept.

err-edition-not-newer = Another form has come meanwhile.
rec-edition-not-newer = Go back to the form and look at what changed once more. Nothing was changed.

err-not-signed-in = You are not signed in, or your session has ended.
rec-not-signed-in = Sign in again with your passkey.
err-not-allowed = Your role does not do this.
rec-not-allowed = Ask a colleague whose task it is.
err-other-site = This did not come from the desk’s own page.
rec-other-site = Open the desk again from its address.
err-link-not-valid = This link counts no more.
rec-link-not-valid = Ask your platform officer for a new one.
err-passkey-refused = This passkey is not taken here.
rec-passkey-refused = Try again. If you have lost yours, ask your platform officer for a new link.

### Importing a list: every cell of a chamber's list

err-import-file-too-large = The file is too large.
rec-import-file-too-large = A list is rarely over 1 MB. Save a file with nothing but the list and import that.

err-import-file-bomb = The file unpacks to far more than a list.
rec-import-file-bomb = Copy the list into a new file in your spreadsheet, save it and import that.

err-import-too-many-rows = There are too many rows.
rec-import-too-many-rows = Import it in parts, or delete the rows that are no members.

err-import-too-many-columns = There are too many columns; something stands far to the right.
rec-import-too-many-columns = Delete what stands right of the list and import it again.

err-import-too-many-cells = There are more cells than a list has.
rec-import-too-many-cells = Copy the list into a new file, save it and import that.

err-import-cell-too-long = The text of a cell is too long.
rec-import-cell-too-long = Shorten it, or look whether a quotation mark of the text file is missing.

err-import-file-locked = The file is locked with a password.
rec-import-file-locked = Remove the password in your spreadsheet, save a copy and import that. Delete the copy afterwards.

err-import-file-unknown = This is not a table that can be read.
rec-import-file-unknown = Save it as XLSX or CSV and import that.

err-import-file-broken = The file is damaged.
rec-import-file-broken = Open it in your spreadsheet, save a copy and import that.

err-import-file-empty = There is nothing in the sheets that can be seen.
rec-import-file-empty = If the list is in a hidden sheet, show that sheet first.

err-import-column-health = This column is about health. It is not imported.
rec-import-column-health = Only the members themselves speak of health, contact and tests. Ask them to answer.

err-import-column-own-word = This column would affect the health code. It is not imported.
rec-import-column-own-word = Ask the members themselves where they were, and when.

err-import-column-unknown = It is not known what this column is.
rec-import-column-unknown = Choose what it is if you need it; otherwise leave it.

err-import-column-not-asked = The form does not ask this. It is not imported.
rec-import-column-not-asked = There is nothing to do.

err-import-column-unconfirmed = This column only looks like it.
rec-import-column-unconfirmed = Confirm it or choose another. It is not imported until then.

err-import-column-missing = There is no such column.
rec-import-column-missing = Open the file again.

err-import-cell-fault = This cell holds an error of the spreadsheet.
rec-import-cell-fault = Type what belongs there, or empty the cell.

err-import-cell-destroyed = The spreadsheet has destroyed what stood in this cell.
rec-import-cell-destroyed = Ask the member or look in the first list, and type it again. Guitu does not guess.

err-import-number-was-text = The number is stored as a plain number; zeros before it may be lost.
rec-import-number-was-text = Compare it with the document.

err-import-date-unclear = This date is not understood.
rec-import-date-unclear = Write it like 2020-03-05.

err-import-date-without-day = The day of this date is missing.
rec-import-date-without-day = Complete it, or empty the cell and let the member answer.

err-import-date-short-year = The year has only two digits.
rec-import-date-short-year = Write four.

err-import-date-impossible = There is no such day, or it cannot be that day.
rec-import-date-impossible = Compare it with the document or the ticket.

err-import-ask-day-order = Which comes first in the dates of this column: the day or the month?
rec-import-ask-day-order = Choose once; the whole column is read like that.

err-import-ask-year = The dates of this column have no year.
rec-import-ask-year = Choose the year once; the whole column is read like that.

err-import-ask-epoch = This column has numbers that may be dates.
rec-import-ask-epoch = Look at the example and choose whether they count from 1900 or 1904.

err-import-ask-made-days = The spreadsheet may have exchanged day and month in this column.
rec-import-ask-made-days = Look at the example and choose: as shown, or exchanged.

err-import-ask-name-order = Is the surname first or last in the names of this column?
rec-import-ask-name-order = Choose once; the whole column is read like that.

err-import-ask-phone-country = The telephone numbers of this column have no country code.
rec-import-ask-phone-country = Choose once which country or region they are of.

err-import-ask-rows = Row { $row } has this member already, with another flight.
rec-import-ask-rows = Choose: is each row a leg of the journey, or was the member written down twice?

err-import-resident-id-differs = The resident ID has another birth date or sex than this row.
rec-import-resident-id-differs = Compare it with the document; one of the two is wrong.

err-import-document-expired = The document has expired.
rec-import-document-expired = Ask for a new one; nobody boards with this.

err-import-document-several = There are two numbers in this cell.
rec-import-document-several = Leave the number of the document in use.

err-import-row-same-case = An earlier row changes this person already.
rec-import-row-same-case = Leave one of the two rows out.

err-import-name-remark = “{ $words }” in brackets is not taken as part of the name.
rec-import-name-remark = See whether the name is right. What is in brackets is not imported.

err-import-name-cancelled = It says “{ $words }”: this person may not travel.
rec-import-name-cancelled = Leave only the name if they do; leave the row out if they do not.

err-import-name-two = These may be the names of two people.
rec-import-name-two = Two people: put 、 between them. One person: take the blank or the mark out.

err-import-name-long = This name is longer than names usually are.
rec-import-name-long = See whether it is two people; then put 、 between them.

err-import-date-lunar = This is a day of the lunar calendar.
rec-import-date-lunar = Write the day of the document, like 2020-03-05.

err-import-date-without-year = The year of this date is missing.
rec-import-date-without-year = It is another one for each person: complete it, or empty the cell and let the member answer.

err-import-name-unclear = This name is not understood.
rec-import-name-unclear = Write it like CHEN/YUTONG, or in characters only.

err-import-row-without-name = This row has no name.
rec-import-row-without-name = Type the name, or leave the row out.

err-import-phone-unclear = This number cannot be dialled.
rec-import-phone-unclear = Write it with the country code, like +39 347 123 4567, or empty the cell.

err-import-phone-several = There are several numbers in this cell.
rec-import-phone-several = Leave the one that reaches the member now.

err-import-document-unclear = This does not look like the number of a document.
rec-import-document-unclear = Type it again from the document.

err-import-document-looks-alike = The number has a letter O or I, which may be a 0 or a 1.
rec-import-document-looks-alike = Compare it with the document.

err-import-resident-id-wrong = The resident ID number is wrong.
rec-import-resident-id-wrong = Type it again from the card, or empty the cell.

err-import-flight-unclear = The flight number is not understood.
rec-import-flight-unclear = Write it like CA968, several with / between them.

err-import-seat-unclear = The seat is not understood.
rec-import-seat-unclear = Write it like 32K, or empty the cell.

err-import-word-unknown = This is none of the choices.
rec-import-word-unknown = Choose what it means; the same word in this column is read like that.

err-import-place-unknown = This place is not found.
rec-import-place-unknown = Choose where it is; the same word in this column is read like that. Empty the cell if you do not know.

err-import-place-several = Several places are called this.
rec-import-place-several = Choose which one; the same word in this column is read like that.

err-import-columns-disagree = This cell says something else than { $other }.
rec-import-columns-disagree = Correct one of the two, or empty it.

err-import-rows-disagree = The same member, and this cell says something else than { $other }. { $other } is imported.
rec-import-rows-disagree = Compare the two.

err-import-family-uneven = There are { $people } people in this row, and not as many answers in this cell.
rec-import-family-uneven = Write one for each, in the order of the names.
err-nobody-found = Nobody is found.
rec-nobody-found = Check what was typed. You only find people within your ports or counties.
err-birth-date-needed = The birth date is needed too.
rec-birth-date-needed = Ask for it and enter it beside the number.
err-birth-date-wrong = That is another date of birth.
rec-birth-date-wrong = Try again with the date in the travel document. After five tries it takes an hour.
err-flight-has-unmet = Somebody of this flight was not met.
rec-flight-has-unmet = Say of each what became of them, then close the flight.
err-observation-too-long = This observation is longer than the rules allow.
rec-observation-too-long = Choose an earlier last day. Nobody is observed longer than the source of the rules says.
err-sampling-reason-needed = Somebody with a green code is not sampled without a reason.
rec-sampling-reason-needed = Choose one of the reasons; each is counted.
err-zone-unreadable = The machine readable zone cannot be read.
rec-zone-unreadable = Scan it again, or type its lines from the document, sign by sign.
err-bus-mixes = People with another colour are on this bus.
rec-bus-mixes = Choose another bus, or send them all the same: it is noted.
err-minor-parted = A minor and whoever goes with them would be parted.
rec-minor-parted = Put both on the same bus, the adult first.
err-telephone-malformed = This is no telephone number with its country’s code.
rec-telephone-malformed = Begin with + and the country, such as +39 or +86.
err-code-is-sample = This code is a sample and counts nowhere.
rec-code-is-sample = Ask for a code of the present rules. Whoever has none sends the declaration once more, or is found by document number and birth date.
err-code-not-ours = This code cannot be verified: it was cut off or changed, or another platform gave it.
rec-code-not-ours = Scan it again. If that does not help, let nobody pass with it: find the traveller by document number and birth date, and tell your shift leader.
err-zone-disagrees = Code and document belong to different people.
rec-zone-disagrees = Ask for the traveller’s own code. A screenshot of somebody else’s lets nobody through.
err-account-malformed = This makes no account.
rec-account-malformed = Choose a role, enter a name, and ports or divisions where the role needs them.

err-desk-none = This is not an organisation's list.
rec-desk-none = Turn on “I fill in declarations for others” in the settings.

err-desk-no-consent = Nobody has consented yet that this is sent.
rec-desk-no-consent = Write the consent down first: who, how and when.

err-desk-no-witness = By telephone somebody else has to hear the consent.
rec-desk-no-witness = Write down who heard it: neither the member nor whoever writes this. Or ask for a message or a signature.

err-desk-no-answer = This is no answer to that question.
rec-desk-no-answer = Compare it with the ticket. Nothing was set.

err-desk-no-guardian = For somebody under 18 their guardian consents.
rec-desk-no-guardian = Choose *As guardian of a minor*, and write the guardian’s name.

err-desk-no-wording = It is not known which words were consented to.
rec-desk-no-wording = Read the words out, and write the consent down again.

err-desk-no-volunteer = Who is here has not been said.
rec-desk-no-volunteer = Give your name on the first screen.

err-desk-at-work = Something else is still under way.
rec-desk-at-work = Wait until it is done, or pause it.

err-desk-not-common = This is never the same for several people.
rec-desk-not-common = Answer it for each of them.

err-import-none = No list is being imported.
rec-import-none = Choose the file again.

err-export-failed = The list was not written.
rec-export-failed = Choose another place and try again.

err-kiosk-none = This computer is no kiosk.
rec-kiosk-none = Start Guitu with a deployment file for a kiosk.
err-kiosk-not-set-up = This kiosk has no staff key yet.
rec-kiosk-not-set-up = Ask the staff to make one.
err-kiosk-not-kept = The declaration could not be put away safely.
rec-kiosk-not-kept = Nothing was sent, and nothing is lost. Try again, or ask the staff.
err-kiosk-edition-over = The form has changed while you filled it in, and this one is no longer taken.
rec-kiosk-edition-over = Press “End and erase” and begin again: the new form opens.
err-kiosk-set-up = This kiosk has a staff key already.
rec-kiosk-set-up = Open the panel with it.
err-kiosk-occupied = Somebody else’s form is open here.
rec-kiosk-occupied = Press “End and erase” first.
err-kiosk-staff-needed = The staff key is needed for this.
rec-kiosk-staff-needed = Enter it again.
err-kiosk-staff-waits = Too many wrong staff keys.
rec-kiosk-staff-waits = Wait ten minutes, then enter the right one.
err-kiosk-staff-key-wrong = This is not the staff key.
rec-kiosk-staff-key-wrong = Type it once more. After five wrong ones the panel stays shut for ten minutes.
err-kiosk-token-refused = The platform does not know this screen’s organisation any more: what is declared here would be refused.
rec-kiosk-token-refused = Staff: ask the platform for a new enrolment token, have it written into the deployment file, then start the machine anew.
err-kiosk-nobody-to-help = Nobody is filling in here now.
rec-kiosk-nobody-to-help = Help can be offered once somebody has begun, and until they have sealed their declaration.
err-kiosk-helper-unnamed = The form does not take this as the name of whoever helps.
rec-kiosk-helper-unnamed = Enter your name, in characters or letters.
err-kiosk-set-aside = What waits to be sent was damaged on this machine.
rec-kiosk-set-aside = Ask the staff: they have to look at it before anybody begins.
err-deployment-broken = The deployment file of this computer cannot be read, or others can change it.
rec-deployment-broken = Whoever looks after this computer has to mend deployment.json, and to make it and its folder writable by administrators alone. Nothing was opened.
err-slip-unknown = This is no slip’s QR code, and no slip’s code.
rec-slip-unknown = Hold the QR code of the claim slip under the scanner, or look at each sign of the code once more.
err-slip-elsewhere = This slip is of another platform.
rec-slip-elsewhere = Scan it with a phone; the phone opens the right page.
err-print-no-page = The page could not be drawn.
rec-print-no-page = Try again, or take a picture of the QR code.
err-printer-none = No printer is set up.
rec-printer-none = Take a picture of the QR code, or ask the staff.
err-printer-refused = The printer did not take the page.
rec-printer-refused = Take a picture of the QR code, or ask the staff to look at the printer.
err-printer-stuck = The page did not come out of the printer. It was cancelled.
rec-printer-stuck = Take a picture of the QR code, or ask the staff to look at the printer and print again.
err-kiosk-counts = The disk took no more of the day’s counts.
rec-kiosk-counts = Ask the staff to look at the disk.
err-kiosk-spool = What waits to be sent could not be read.
rec-kiosk-spool = Try again; if it stays so, call whoever looks after this machine.
err-stick-gone = This stick is not in any more.
rec-stick-gone = Put it in and open the panel again.
err-stick-failed = The stick could not be read or written.
rec-stick-failed = Try another one.
err-queue-broken = The file on this stick is no sealed queue, or is damaged.
rec-queue-broken = Write it again at the other kiosk.
err-queue-elsewhere = The queue on this stick is for another platform.
rec-queue-elsewhere = Read it at a machine of that platform.
