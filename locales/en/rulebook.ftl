# The words of rulebook edition 1. A question is q-<pointer>, an option o-<pointer>-<value>, a check finding-<id>.
# Dates arrive already written out; places arrive as names.

### Pages and sections

page-document = Travel document
page-about = About you
page-journey = Journey
page-stays = Where you have been
page-contact = Contact
page-destination = Destination
page-companions = Companions
page-health = Health
page-exposure = Contact with illness
page-tests = Tests and vaccination
page-consent = Your statement

section-document = The document you travel on
section-name = Your name
section-person = You
section-legs = Your flights
section-entry = Where you enter China
section-onward = On to Zhejiang
section-stays = Countries and regions, with dates
section-reach = How to reach you
section-guarantor = Your contact person in China
section-place = Where you will stay
section-household = Your household
section-companions = Who travels with you
section-symptoms = How you have felt
section-fever = Temperature and medicine
section-exposure = The last 14 days
section-test = Latest test
section-doses = Vaccine doses
section-filling = Who fills this in
section-consent = Your word

### Travel document

q-document-kind = Which document do you travel on?
    .missing = Choose the document you travel on
o-document-kind-passport = Passport
o-document-kind-travel-document = Travel document issued in place of a passport
o-document-kind-permit = Entry permit for residents of Hong Kong, Macao or Taiwan
q-document-number = Document number
    .hint = Letters and digits as printed, without spaces. You can also paste the two or three lines at the foot of the page.
    .missing = Enter the number of your document
    .form = Enter 5 to 20 capital letters and digits, without spaces or dashes
q-document-issuer = Issued by
    .hint = The country or region whose document it is.
    .missing = Choose the country or region that issued your document
q-document-expires = Valid until
    .missing = Enter the date your document expires

### About you

q-about-nationality = Nationality
    .hint = As printed in your document.
    .missing = Choose your nationality
q-about-han-name = Name in Chinese characters
    .hint = Chinese nationals enter it as in their identity papers. Others may leave it empty.
    .missing = Enter your name in Chinese characters
    .form = Use Chinese characters only, at least two; put · between the parts of a longer name
q-about-surname = Surname in Latin letters
    .hint = As printed in your document. If it shows only one name, enter it here.
    .missing = Enter your surname as printed in your document
    .form = Use Latin letters as printed in your document
q-about-given-names = Given names in Latin letters
    .hint = All of them, as printed in your document.
    .form = Use Latin letters as printed in your document
q-about-sex = Sex
    .hint = As printed in your document.
    .missing = Choose what your document shows
o-about-sex-F = F
o-about-sex-M = M
o-about-sex-X = X
q-about-born = Date of birth
    .missing = Enter your date of birth
q-about-resident-id = Chinese resident identity number
    .hint = 18 characters. Leave it empty if you have none.
    .form = Enter the 18 characters of your resident identity card
q-about-group = Which describes you best?
    .missing = Choose what describes you best
o-about-group-overseas-chinese = I live abroad as a Chinese national
o-about-group-student = I study abroad
o-about-group-other = Neither of these

### Journey

q-legs = Which flights bring you home?
    .hint = Every flight from the first departure to the last landing, in order.
    .missing = Add your first flight
    .add = Add a flight
    .item = Flight { $number }
q-legs-flight = Flight number
    .hint = Of the airline that flies, such as LH 728.
    .missing = Enter the flight number
    .form = Enter two characters for the airline and up to four digits, such as LH 728
q-legs-from = From
    .hint = City, airport or its three letters.
    .missing = Choose the airport you leave from
q-legs-to = To
    .missing = Choose the airport you land at
q-legs-departs-on = Departure date
    .hint = In local time, as on your ticket.
    .missing = Enter the date you leave
q-legs-departs-at = Departure time
    .missing = Enter the local time you leave
q-legs-arrives-on = Arrival date
    .hint = In local time, as on your ticket. It is often the next day.
    .missing = Enter the date you land
q-legs-arrives-at = Arrival time
    .missing = Enter the local time you land
q-legs-seat = Seat
    .hint = Leave it empty until you have checked in.
    .form = Enter row and letter, such as 31A
q-entry-port = First airport in mainland China
    .hint = Where you pass border control.
    .missing = Choose the airport where you enter China
q-onward-mode = How do you go on to Zhejiang after you land?
    .missing = Choose how you go on to Zhejiang
o-onward-mode-none = My last flight lands in Zhejiang
o-onward-mode-train = By train
o-onward-mode-car = By car
o-onward-mode-coach = By coach
o-onward-mode-flight = By another flight
q-onward-number = Train, coach or flight number
    .missing = Enter the number on your ticket
    .form = Use letters and digits, such as G7311 or CA 1702
q-onward-date = Date you go on
    .missing = Enter the date you go on to Zhejiang

### Where you have been

q-stays = Where have you been in the 14 days before you land?
    .hint = Every country or region in order, the oldest first, up to the day you leave. Changing planes within a day does not count.
    .missing = Add the place where you were 14 days before you land
    .add = Add a stay
    .item = Stay { $number }
q-stays-country = Country or region
    .missing = Choose the country or region
q-stays-since = From
    .hint = If you were there for longer, the day you came.
    .missing = Enter the first day there
q-stays-until = Until
    .missing = Enter the last day there

### Contact

q-contact-mobile-abroad = Mobile number abroad
    .hint = With + and the country’s code, such as +39 347 123 4567.
    .missing = Enter the number you use now
q-contact-mobile-china = Mobile number in China
    .hint = If you have one. It starts with +86.
q-contact-email = E-mail
q-contact-wechat = WeChat ID
    .form = Enter the ID from your WeChat profile: 6 to 20 letters, digits, - or _, beginning with a letter
q-contact-guarantor-name = Name of your contact person
    .hint = Someone in Zhejiang who knows about your return and can be called.
    .missing = Enter the name of your contact person
    .form = Enter a name, in characters or letters
q-contact-guarantor-relation = This person is your
    .missing = Choose how you are related
o-contact-guarantor-relation-spouse = husband or wife
o-contact-guarantor-relation-parent = parent
o-contact-guarantor-relation-child = child
o-contact-guarantor-relation-relative = other relative
o-contact-guarantor-relation-friend = friend
o-contact-guarantor-relation-employer = employer
o-contact-guarantor-relation-school = school
q-contact-guarantor-phone = Phone number of your contact person
    .hint = A Chinese number, such as +86 138 0571 2345.
    .missing = Enter the phone number of your contact person
q-contact-guarantor-county = County or district of your contact person
    .missing = Choose the county or district where your contact person lives

### Destination

q-destination-city = City in Zhejiang
    .missing = Choose the city you go to
q-destination-county = County or district
    .missing = Choose the county or district you go to
q-destination-township = Township or subdistrict
    .missing = Choose the township or subdistrict
q-destination-address = Street address
    .hint = Down to the number of the door: street, house, building, flat.
    .missing = Enter the address where you will live
q-destination-household = Who lives there?
    .missing = Choose who lives there
o-destination-household-alone = I live there alone
o-destination-household-family = My family
o-destination-household-others = Other people
q-destination-office-told = Does the community or village office know that you are coming?
    .hint = If not, your contact person can tell it. You can send your declaration either way.
    .missing = Choose yes or no

### Companions

q-companions = Who travels with you?
    .hint = Family and others on the same flights. Leave this empty if you travel alone.
    .add = Add a companion
    .item = Companion { $number }
q-companions-name = Name
    .hint = As printed in the document.
    .missing = Enter your companion’s name
    .form = Enter a name, in characters or letters
q-companions-relation = This person is your
    .missing = Choose how you are related
o-companions-relation-spouse = husband or wife
o-companions-relation-parent = parent
o-companions-relation-child = child
o-companions-relation-relative = other relative
o-companions-relation-friend = friend
o-companions-relation-colleague = colleague
q-companions-born = Date of birth
    .missing = Enter your companion’s date of birth
q-companions-document-number = Document number
    .missing = Enter the number of your companion’s document
    .form = Enter 5 to 20 capital letters and digits, without spaces or dashes
q-companions-declares = Who fills in this person’s declaration?
    .hint = Everybody needs a declaration of their own, children too.
    .missing = Choose who fills in this person’s declaration
o-companions-declares-self = They do it themselves
o-companions-declares-separately = I do it, as a separate declaration

### Health

q-health-symptoms = What have you had in the last 14 days?
    .hint = Choose all that apply, even if it has passed.
    .missing = Choose what you have had, or “None of these”
o-health-symptoms-fever = Fever
o-health-symptoms-fatigue = Fatigue
o-health-symptoms-dry-cough = Dry cough
o-health-symptoms-sputum = Cough with phlegm
o-health-symptoms-headache = Headache
o-health-symptoms-sore-throat = Sore throat
o-health-symptoms-short-breath = Shortness of breath
o-health-symptoms-laboured-breathing = Laboured breathing
o-health-symptoms-chest-tightness = Tight chest
o-health-symptoms-red-eyes = Red eyes
o-health-symptoms-diarrhoea = Diarrhoea
o-health-symptoms-other = Something else
o-health-symptoms-none = None of these
q-health-other-symptom = What else?
    .missing = Say what else you have had
q-health-temperature = Your temperature today, in °C
    .hint = If you can measure it, such as 36.6.
q-health-fever-medicine = Have you taken medicine against fever or a cold in the last 72 hours?
    .missing = Choose yes or no

### Contact with illness

q-exposure-case-contact = Have you been near someone with a confirmed or suspected infection, or who tested positive without feeling ill?
    .hint = In the last 14 days, as far as you know.
    .missing = Choose yes or no
q-exposure-fever-contact = Have you been near someone with fever or a cough?
    .hint = In the last 14 days.
    .missing = Choose yes or no
q-exposure-cluster = Have two or more people fallen ill with fever or a cough at your home, work or school?
    .hint = In the last 14 days.
    .missing = Choose yes or no

### Tests and vaccination

q-tests-result = Result of your latest test
    .missing = Choose the result, or that you were not tested
o-tests-result-positive = Positive
o-tests-result-negative = Negative
o-tests-result-not-tested = I was not tested
q-tests-kind = Kind of test
    .missing = Choose the kind of test
o-tests-kind-pcr = PCR, from nose or throat
o-tests-kind-antigen = Rapid antigen test
o-tests-kind-antibody = Antibodies in the blood
q-tests-taken-on = Date the sample was taken
    .missing = Enter the date the sample was taken
q-tests-taken-at = Time the sample was taken
    .missing = Enter the time the sample was taken
q-tests-institution = Hospital, laboratory or pharmacy
    .missing = Enter where you were tested
q-doses = Which vaccine doses have you had?
    .hint = Leave this empty if you have had none.
    .add = Add a dose
    .item = Dose { $number }
q-doses-vaccine = Vaccine
    .missing = Choose the vaccine
o-doses-vaccine-bibp-corv = Sinopharm (BIBP-CorV)
o-doses-vaccine-coronavac = Sinovac (CoronaVac)
o-doses-vaccine-convidecia = CanSino (Convidecia)
o-doses-vaccine-zf2001 = Zhifei (ZF2001)
o-doses-vaccine-comirnaty = BioNTech, Pfizer (Comirnaty)
o-doses-vaccine-spikevax = Moderna (Spikevax)
o-doses-vaccine-vaxzevria = AstraZeneca (Vaxzevria)
o-doses-vaccine-jcovden = Janssen (Jcovden)
o-doses-vaccine-nuvaxovid = Novavax (Nuvaxovid)
o-doses-vaccine-sputnik-v = Gamaleya (Sputnik V)
o-doses-vaccine-covaxin = Bharat Biotech (Covaxin)
o-doses-vaccine-other = Another vaccine
q-doses-given-on = Date
    .missing = Enter the date of this dose
q-doses-country = Country or region
    .missing = Choose where you had this dose

### Your statement

q-filling-by = Who fills in this declaration?
    .missing = Choose who fills in this declaration
o-filling-by-self = I fill it in for myself
o-filling-by-helper = I fill it in for someone else
q-filling-helper-name = Your name, as the one who fills it in
    .missing = Enter your own name
    .form = Enter a name, in characters or letters
q-filling-organisation = Your organisation
    .hint = The chamber, consulate or group you help for; “family” if none.
    .missing = Enter your organisation, or “family”
q-filling-mandate = How did the traveller agree?
    .missing = Choose how the traveller agreed
o-filling-mandate-beside = The traveller sits beside me
o-filling-mandate-phone = By phone or message
o-filling-mandate-written = In writing
o-filling-mandate-guardian = I am the traveller’s parent or guardian
q-consent-truth = All that I have stated is true and complete. I know that I am answerable by law for what I conceal.
    .missing = Read the statement and tick it if it is true
q-consent-processing = The health authorities of Zhejiang and of my port of entry may process these answers for epidemic prevention, for nothing else, and only as long as each question says.
    .missing = Read the statement and tick it if you agree

### Findings without a rule of their own

finding-required = Answer this question
finding-wrong-type = Enter this answer again
finding-too-long = Shorten this to { $limit } characters
finding-too-many = Keep at most { $limit }
finding-too-few = Add at least { $limit }
finding-not-a-date = Enter a date that exists, with day, month and year
finding-not-a-time = Enter a time from 00:00 to 23:59
finding-not-a-number = Enter a number
finding-out-of-range = Enter a number from { $min } to { $max }
finding-not-in-list = Choose from the list
finding-not-a-phone = Enter a phone number with + and the country’s code
finding-not-an-email = Enter an e-mail address, such as name@example.org
finding-bad-check-digit = Compare each character with your document: the number does not add up
finding-wrong-form = Enter this as it is printed
finding-exclusive = Choose either “None of these” or what you have had

### Findings: travel document

finding-document-expired = Your document expired on { $expired }. Enter the one you will travel on
finding-document-expires-before-arrival = Your document expires on { $expires }, before you land on { $arrives }. Renew it before you fly
finding-document-expires-soon = Your document expires on { $expires }, less than six months after you land. Check that your visa allows this
finding-document-valid-too-long = Check the date your document expires. Passports are rarely valid beyond ten years, and this one says { $expires }
finding-child-document-valid-too-long = Check the date your document expires. A Chinese passport issued before 16 is valid for five years, and this one says { $expires }
finding-passport-of-another-country = Check your nationality ({ $nationality }) and the issuer of your passport ({ $issuer }): they usually agree
finding-permit-not-from-china = Choose China as the issuer of your entry permit, or another kind of document. You chose { $issuer }
finding-chinese-passport-number = Check your passport number. Chinese passports have one letter and eight digits, or two letters and seven digits

### Findings: about you

finding-born-in-future = Enter your date of birth. This date has not come yet
finding-born-too-long-ago = Check the year of your birth. It would make you { $age } years old
finding-chinese-without-given-names = Enter your given names. A Chinese passport always shows them
finding-one-name-only = Enter your given names, unless your document shows only one name
finding-names-the-same = Check your names. Surname and given names are the same
finding-resident-id-born = Check your identity number and date of birth. The number says { $in_id }, you entered { $born }
finding-resident-id-sex = Check your identity number and sex. They do not agree
finding-chinese-not-overseas = Choose another description. You said that you live abroad as a Chinese national, and that your nationality is { $nationality }

### Findings: journey

finding-leg-same-place = Choose where this flight lands. It leaves from { $place } and cannot land there
finding-leg-gap = Add the flight from { $arrived } to { $leaves }, or correct the airports
finding-leg-arrives-before-it-leaves = Check the local times of { $flight }. It would land at { $place } before it leaves
finding-leg-too-long = Check the dates of { $flight }. No flight takes more than a day
finding-leg-overlap = Check the times of { $flight }. It leaves before { $earlier } has landed
finding-leg-connection-short = You have less than 45 minutes to change at { $place }. Check the times
finding-leg-wait-long = You wait more than three days at { $place }. Check the dates, and list your stay there
finding-journey-starts-in-china = Begin with the flight that takes you out of the country you return from. { $place } is in China
finding-journey-ends-outside-china = Add your flight on to China. Your last one lands at { $place }
finding-journey-far-ahead = You leave on { $departs }. Fill this in now if you like, and send it in the { $days } days before you leave, so that what you say of your health is fresh
finding-journey-long-past = Check your dates. You landed on { $arrived }, and a declaration can be sent up to { $days } days after that
finding-port-not-on-journey = Choose { $lands } as the airport where you enter China, or correct your flights. You chose { $port }
finding-onward-missing = Choose how you go on to Zhejiang. Your last flight lands at { $lands }
finding-onward-before-arrival = Enter a date from { $arrives } on. You cannot go on before you land
finding-onward-long-after-arrival = Check the date you go on. It is more than 30 days after you land on { $arrives }
finding-onward-train-number = Enter the train number from your ticket, such as G7311
finding-onward-flight-number = Enter the flight number from your ticket, such as CA 1702

### Findings: where you have been

finding-stay-ends-before-it-begins = Check the dates of your stay in { $country }. It ends before it begins
finding-stay-overlap = Enter your stays in order, one after the other. You were in { $earlier } until { $until }
finding-stay-gap = Add where you were between { $until }, when you left { $earlier }, and { $since }
finding-stays-begin-late = Add where you were from { $window } on, { $days } days before you land
finding-stays-end-early = Add where you are until you leave on { $departs }
finding-stay-after-journey = Check the last day of your stay in { $country }. You land in China on { $arrives }
finding-departure-not-among-stays = Add your stay in { $country }. You leave from there on { $departs }
finding-long-transit-not-among-stays = Add your stay in { $country }. You are there for a day or more from { $arrives }

### Findings: contact

finding-mobile-china-not-chinese = Enter a number that starts with +86, or leave this empty
finding-mobile-abroad-chinese = This is a Chinese number. Enter the one that reaches you abroad, if you have another
finding-mobile-abroad-of-another-country = Check your number. It is from { $country }, which is not among the places you have been
finding-guarantor-phone-not-chinese = Enter a number of your contact person that starts with +86
finding-guarantor-phone-is-your-own = Enter your contact person’s number. This one is your own
finding-guarantor-is-yourself = Name someone other than yourself
finding-minor-guarantor = Name a parent, a relative or your school. Under 18 you need an adult who answers for you

### Findings: destination

finding-address-is-quarantine-hotel = Enter the address where you will live afterwards, not the hotel for observation
finding-address-is-none = Enter an address. If you have none in Zhejiang, use the address of your contact person
finding-address-is-unsure = Enter the address you know best. You can correct it after sending
finding-address-without-number = Add the number of the house, building or flat

### Findings: companions

finding-companion-born-in-future = Enter { $name }’s date of birth. This date has not come yet
finding-companion-has-your-document = Enter the number of { $name }’s document. This is your own
finding-companion-twice = List { $name } once. Someone else here has the same document number
finding-companion-parent-too-young = Check { $name }’s date of birth. A parent is older than you
finding-companion-child-too-old = Check { $name }’s date of birth. Your child is younger than you
finding-companion-child-declares-alone = Choose that you do it. { $name } is under 14 and cannot declare alone
finding-child-without-adult = Add the adult you travel with. Under 14 you cannot travel alone
finding-minor-travels-alone = Add the adult you travel with, if there is one. Otherwise tell your airline that you travel alone

### Findings: health

finding-fever-not-among-symptoms = Choose fever among your symptoms, or check your temperature. From 37.3 °C on it is a fever
finding-temperature-low = Check your temperature. Below 35 °C it was probably not measured well
finding-medicine-without-symptoms = You took medicine against fever or a cold. Check that you had no symptom

### Findings: tests and vaccination

finding-test-in-future = Enter the date the sample was taken. This date has not come yet
finding-test-too-old = Your test is { $days } days old when you leave on { $departs }. Your airline may ask for a newer one
finding-test-shows-antibodies = An antibody test does not show whether you are infected now. Enter a PCR or antigen test if you have one
finding-dose-in-future = Enter the date you had this dose. This date has not come yet
finding-dose-before-birth = Check the date. It is before you were born on { $born }
finding-dose-out-of-order = Enter your doses in order. The one before is of { $earlier }
finding-doses-close-together = Check the dates. The dose before is of { $earlier }, less than two weeks earlier

### Findings: your statement

finding-helper-is-traveller = Enter your own name here, or choose that you fill it in for yourself
finding-child-fills-in-alone = Choose that you fill it in for someone else. A parent or guardian does it for a child under 14
finding-guardian-of-an-adult = Check how the traveller agreed. The traveller is of age
finding-truth-not-confirmed = Tick the statement if it is true. Without it the declaration cannot be sent
finding-processing-not-agreed = Tick the statement if you agree. Without it the declaration cannot be sent

### Why a code has its colour

reason-symptoms = You reported symptoms or a fever.
reason-positive-test = Your latest test was positive.
reason-close-contact = You were near someone with a confirmed or suspected infection.
reason-risk-flight = There were infected people on one of your flights.
reason-observation-completed = You completed medical observation after you landed.
reason-severe-stay = You stayed in a place of the severe risk class in the last 14 days.
reason-exposure = People around you had fever or a cough.
reason-elevated-stay = You stayed in a place of the elevated risk class in the last 14 days.
reason-stay-abroad = You stayed outside mainland China in the last 14 days.
reason-window-passed = The last 14 days show no symptom, no contact and no stay abroad.

fact-symptoms = Symptoms in the last 14 days
fact-fever = Temperature of 37.3 °C or more
fact-test-positive = Positive test
fact-case-contact = Contact with somebody who is or may be infected
fact-fever-contact = Contact with people with fever or cough
fact-cluster = Two or more ill people at home or at work
fact-severe-stays = Stay in a place of the severe risk class
fact-elevated-stays = Stay in a place of the elevated risk class
fact-stays-abroad = Stay outside mainland China in the look-back days
fact-risk-flight = Flight with known cases
fact-observation-completed = Medical observation completed

correction-correct-answers = If an answer is wrong or has changed, correct your declaration and send it again. The code is assigned anew.
correction-send-new-test = If you have a newer result, enter it under “Tests and vaccination” and send your declaration again.
correction-correct-stays = If a place or date is wrong, correct “Where you have been” and send your declaration again.
correction-ask-platform = If you think this is wrong, call the hotline and name your declaration. It will be looked at by a person.

### Why a question is asked

purpose-identity-check = So that the code is yours alone and officers can match it with your document.
purpose-journey-tracing = So that people beside you can be told if someone on the journey falls ill.
purpose-epidemic-assessment = So that your risk can be assessed. The colour of your code rests on answers like this one.
purpose-follow-up = So that you can be reached before you leave, on the way and after you land.
purpose-reception = So that your home county knows when and where to meet you.
purpose-consent-record = So that there is proof of what you agreed to.
purpose-helper-record = So that it is known who spoke for you, and with what right.

reader-port-officer = Officers at your port of entry
reader-county-contact = The contact of your county in Zhejiang
reader-health-officer = Health officers who assess risk
reader-platform-officer = Officers of the provincial platform

### Hotlines

hotline-zhejiang = Zhejiang government line 12345
    .hours = Day and night
hotline-consular = Consular protection 12308
    .hours = Day and night, for Chinese citizens abroad
hotline-immigration = Entry and exit, National Immigration Administration 12367
    .hours = Day and night, in Chinese and English
hotline-customs = Customs and health declaration 12360
    .hours = Day and night
