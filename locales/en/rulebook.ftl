# The words of rulebook edition 1. A question is q-<pointer>, an option o-<pointer>-<value>, a check finding-<id>.
# Dates arrive already written out; places arrive as names.

### Pages and sections

page-document = Travel document
page-about =
    { $who ->
        [child] About the child
        [person] About the traveller
       *[you] About you
    }
page-journey = Journey
page-stays = Where you have been
page-contact = Contact
page-destination = Destination
page-companions = Companions
page-health = Health
page-exposure = Contact with illness
page-tests = Tests and vaccination
page-landed = After landing
page-consent = Consent
page-plan = No ticket yet
page-again = Nothing has changed

section-plan = What you are planning
section-document = The document you travel on
section-name =
    { $who ->
        [child] The child’s name
        [person] The traveller’s name
       *[you] Your name
    }
section-person =
    { $who ->
        [child] The child
        [person] The traveller
       *[you] You
    }
section-legs = The parts of your journey
section-entry = Where you enter China
section-onward = On to Zhejiang
section-stays = Countries and regions, with dates
section-reach = How to reach you
section-guarantor = Your contact person in China
section-place = Where you will stay
section-household = Your household
section-companions = Who travels with you
section-minor = Under 18
section-symptoms =
    { $who ->
        [child] How the child has felt
        [person] How the traveller has felt
       *[you] How you have felt
    }
section-fever = Temperature and medicine
section-exposure = The last 14 days
section-test = Tests and earlier infection
section-doses = Vaccine doses
section-landed = Your way to Zhejiang
section-filling = Who fills this in
section-consent = Your declaration

### Travel document

q-document-kind = Which document do you travel on?
    .missing = Choose the document you travel on
o-document-kind-passport = Passport
o-document-kind-permit-hm = Mainland Travel Permit for Hong Kong and Macao Residents
o-document-kind-permit-tw = Mainland Travel Permit for Taiwan Residents
o-document-kind-residence-hm = Residence Permit for Hong Kong and Macao Residents
o-document-kind-residence-tw = Residence Permit for Taiwan Residents
o-document-kind-permanent-residence = Foreign Permanent Resident ID Card
o-document-kind-travel-to-hm = Chinese permit for travelling to Hong Kong and Macao
o-document-kind-travel-to-tw = Chinese permit for travelling to Taiwan
o-document-kind-travel-document = Travel document of the People’s Republic of China
o-document-kind-exit-entry-permit = Chinese exit and entry permit
o-document-kind-seafarer = Seafarer’s identity document
o-document-kind-refugee = Travel document for refugees
o-document-kind-stateless = Travel document for stateless persons
o-document-kind-united-nations = United Nations laissez-passer
o-document-kind-other = Another document
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

q-about-nationality = Nationality (region)
    .hint = As printed in your document.
    .missing = Choose your nationality or region
q-about-han-name = Name in Chinese characters
    .hint = Chinese nationals enter it as in their identity papers. Others may leave it empty.
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
    .hint = If your document shows no day or month, enter 1.
    .missing = Enter your date of birth
q-about-resident-id = Chinese resident identity number
    .hint = 18 characters. Leave it empty if you have none.
    .form = Enter the 18 characters of your resident identity card
q-about-group =
    { $who ->
        [child] Which describes the child best?
        [person] Which describes the traveller best?
       *[you] Which describes you best?
    }
    .missing = Choose what describes you best
o-about-group-overseas-chinese = I am a Chinese national and live abroad
o-about-group-foreign-chinese = I am of Chinese descent, with another nationality
o-about-group-student = I am a Chinese student abroad
o-about-group-student-in-zhejiang = I study in Zhejiang
o-about-group-posted-abroad = My employer sent me abroad
o-about-group-hong-kong-macao-taiwan = I am from Hong Kong, Macao or Taiwan
o-about-group-seafarer = I work on board a ship or aircraft
o-about-group-visitor = I am a Chinese national and was abroad for a short visit
o-about-group-foreigner = I am a foreign national
o-about-group-other = None of these

### Journey

q-legs = How do you travel to China?
    .hint = Every part of the journey, from the first departure to the last arrival in China, in order.
    .missing = Add the first part of your journey
    .add = Add a part
    .item = Part { $number }
q-legs-mode = How do you travel on this part?
    .missing = Choose how you travel on this part
o-legs-mode-flight = By air
o-legs-mode-train = By train
o-legs-mode-ship = By ship or ferry
o-legs-mode-coach = By coach
o-legs-mode-car = By car
o-legs-mode-foot = On foot, across the border
q-legs-flight = Flight number
    .hint = Of the airline that flies, such as LH 728.
    .missing = Enter the flight number
    .form = Enter two characters for the airline and up to four digits, such as LH 728
q-legs-number = Train number, or name of the ship or coach company
    .hint = If you know it, such as Z23 or Xin Jian Zhen.
q-legs-from = From
    .hint = City, airport or its three letters, station, harbour or border crossing. If it is not in the list, type the country and take “by land or sea”.
    .missing = Choose where you leave from
q-legs-to = To
    .missing = Choose where you arrive
q-legs-departs-on = Departure date
    .hint = In local time, as on your ticket.
    .missing = Enter the date you leave
q-legs-departs-at = Departure time
    .missing = Enter the local time you leave
q-legs-arrives-on = Arrival date
    .hint = In local time, as on your ticket. It is often the next day.
    .missing = Enter the date you arrive
q-legs-arrives-at = Arrival time
    .missing = Enter the local time you arrive
q-legs-seat = Seat
    .hint = Leave it empty until you have checked in. A baby on a lap: the adult’s seat. If you work on board: crew.
    .form = Enter row and letter, such as 31A; if you work on board: crew
q-entry-port = First port of entry
    .hint = Where you pass border control, if you know it.
q-onward-mode = How do you go on to your county in Zhejiang?
    .hint = If it is not settled, choose “Not arranged yet” and correct it later.
    .missing = Choose how you go on to your county
o-onward-mode-group-bus = The province’s working group takes me
o-onward-mode-county-car = My county sends a car
o-onward-mode-family = Family or employer fetches me
o-onward-mode-train = By train
o-onward-mode-coach = By coach
o-onward-mode-flight = By another flight
o-onward-mode-not-arranged = Not arranged yet
q-onward-number = Train, coach or flight number
    .hint = If you have a ticket already.
q-onward-date = Date you go on
    .hint = If you know it.
q-onward-met-by = Who fetches you?
    .hint = If you know it.
    .form = Enter a name, in characters or letters
q-onward-met-phone = Phone number of whoever fetches you
q-onward-plate = Number plate
q-plan-decision = What have you decided?
o-plan-decision-come = I want to come to Zhejiang
o-plan-decision-stay = I stay where I am
q-plan-about-on = About when?
    .hint = A rough day is enough. You can change it later.
q-plan-help = What would help you?
    .hint = Choose nothing if you need nothing. Your county in Zhejiang reads this.
o-plan-help-ticket = Finding a way to travel
o-plan-help-money = Money for the journey or for living
o-plan-help-medicine = Medicine or a doctor
o-plan-help-school = School or housing
o-plan-help-papers = Passport, visa, papers
o-plan-help-other = Something else
q-plan-note = What is it?

q-onward-luggage = Do you have more than two large pieces of luggage?
    .hint = Whoever fetches you brings a car that is large enough.
q-onward-needs = What should be ready for you?
    .hint = Choose nothing if you need none of these.
o-onward-needs-carer = Somebody who cares for me
o-onward-needs-wheelchair = A wheelchair
o-onward-needs-infant = I travel with an infant
o-onward-needs-dialysis = Dialysis

### Where you have been

q-stays =
    { $who ->
        [child] Where has the child been in the 14 days before landing?
        [person] Where has the traveller been in the 14 days before landing?
       *[you] Where have you been in the 14 days before you land?
    }
    .missing = Add the place where you were 14 days before you land
    .add = Add a stay
    .item = Stay { $number }
    .hint = If you stay in one place all the time, choose that place and nothing more. If there were several, enter them in order. Changing planes within a day does not count.
q-stays-country = Country or region
    .missing = Choose the country or region
q-stays-region = State, province or city
q-stays-since = From
    .missing = Enter the first day there
    .hint = You may leave it empty for the first place. No date earlier than 14 days before you land is needed.
q-stays-until = Until
    .missing = Enter the last day there
    .hint = You may leave it empty for the last place if you stay until you leave.

### Contact

q-contact-mobile-abroad = Mobile number abroad
    .hint = With + and the country’s code, such as +39 347 123 4567.
    .missing = Enter the number you use now
q-contact-phone-of = Whose number is this?
    .hint = No phone of your own? Give the number of somebody who passes calls on to you: a relative, a neighbour, your chamber. A landline will do.
o-contact-phone-of-own = My own
o-contact-phone-of-relative = A relative’s
o-contact-phone-of-friend = A friend’s or neighbour’s
o-contact-phone-of-chamber = My chamber’s or association’s
o-contact-phone-of-employer = My employer’s or school’s
o-contact-phone-of-carer = A carer’s or home’s
q-contact-phone-name = Who answers it
    .missing = Enter the name of the person or association that passes calls on to you
q-contact-mobile-china = Mobile number in China
    .hint = If you have one, with or without +86.
q-contact-email = E-mail
q-contact-wechat = WeChat ID
q-contact-residence = Country or region where you live
    .hint = If you live abroad.
q-contact-residence-city = City where you live
q-contact-language = In which language should we call you?
o-contact-language-zh = Chinese
o-contact-language-en = English
o-contact-language-it = Italian
o-contact-language-es = Spanish
o-contact-language-fr = French
o-contact-language-de = German
o-contact-language-pt = Portuguese
o-contact-language-ru = Russian
o-contact-language-ja = Japanese
o-contact-language-ko = Korean
o-contact-language-vi = Vietnamese
o-contact-language-th = Thai
o-contact-language-ar = Arabic
o-contact-language-other = Another language
q-contact-guarantor-name = Name of your contact person
    .missing = Enter the name of your contact person
    .form = Enter a name, in characters or letters
    .hint = Someone in China, best in Zhejiang, who knows that you are coming and can be called. It may be your employer or school.
q-contact-guarantor-relation = This person is your
    .missing = Choose how you are related
o-contact-guarantor-relation-spouse = husband or wife
o-contact-guarantor-relation-parent = parent
o-contact-guarantor-relation-child = child
o-contact-guarantor-relation-grandparent = grandparent
o-contact-guarantor-relation-relative = other relative
o-contact-guarantor-relation-guardian = guardian
o-contact-guarantor-relation-friend = friend
o-contact-guarantor-relation-employer = employer
o-contact-guarantor-relation-school = school
o-contact-guarantor-relation-other = other
q-contact-guarantor-phone = Phone number of your contact person
    .hint = A Chinese number, such as +86 138 0571 2345.
    .missing = Enter the phone number of your contact person
q-contact-guarantor-county = County or district of your contact person
    .hint = Leave it empty if this person lives outside Zhejiang.

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
q-destination-own-room = Can you have a room of your own?
q-destination-office-told = Does the community or village office know that you are coming?
    .hint = If not, your contact person can tell them. You can send your declaration either way.

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
o-companions-relation-grandparent = grandparent
o-companions-relation-relative = other relative
o-companions-relation-guardian = guardian
o-companions-relation-friend = friend
o-companions-relation-colleague = colleague
o-companions-relation-other = other
q-companions-born = Date of birth
    .missing = Enter your companion’s date of birth
q-companions-document-number = Document number
    .form = Enter 5 to 20 capital letters and digits, without spaces or dashes
q-companions-declares = Who fills in this person’s declaration?
    .hint = Everybody needs a declaration of their own, children too.
    .missing = Choose who fills in this person’s declaration
o-companions-declares-self = They do it themselves
o-companions-declares-separately = I do it, as a separate declaration
q-minor-escort = With whom do you travel?
    .missing = Choose with whom you travel
o-minor-escort-adult = With an adult
o-minor-escort-airline = The airline looks after me (unaccompanied minor)
o-minor-escort-alone = On my own
q-minor-handed-over-by = Who hands you over at the airport?
    .missing = Enter who hands you over at the airport
    .form = Enter a name, in characters or letters
q-minor-handed-over-phone = Phone number of whoever hands you over
    .missing = Enter the phone number of whoever hands you over
q-minor-met-by = Who meets you in China?
    .missing = Enter who meets you in China
    .form = Enter a name, in characters or letters
q-minor-met-phone = Phone number of whoever meets you
    .missing = Enter the phone number of whoever meets you

### Health

q-health-symptoms =
    { $who ->
        [child] What has the child had in the last 14 days?
        [person] What has the traveller had in the last 14 days?
       *[you] What have you had in the last 14 days?
    }
    .hint = Choose all that apply, even if it has passed. What you have had for years and has not become worse does not count, such as asthma, migraine or hay fever.
    .missing =
        { $who ->
            [child] Choose what the child has had, or “None of these”
            [person] Choose what the traveller has had, or “None of these”
           *[you] Choose what you have had, or “None of these”
        }
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
    .missing =
        { $who ->
            [child] Say what else the child has had
            [person] Say what else the traveller has had
           *[you] Say what else you have had
        }
q-health-symptoms-when =
    { $who ->
        [child] When did the child have them?
        [person] When did the traveller have them?
       *[you] When did you have them?
    }
    .missing = Choose when
o-health-symptoms-when-now = Now, or in the last 72 hours
o-health-symptoms-when-earlier = Earlier, and over for more than 72 hours
q-health-symptoms-since = Since when?
    .hint =
        { $who ->
            [child] The first day on which it was noticed.
            [person] The first day on which it was noticed.
           *[you] The first day on which you noticed it.
        }
    .missing = Enter the day on which it began
q-health-temperature =
    { $who ->
        [child] The child’s temperature today, in °C
        [person] The traveller’s temperature today, in °C
       *[you] Your temperature today, in °C
    }
    .hint = If you can measure it, such as 36.6.
q-health-fever-medicine =
    { $who ->
        [child] Has the child been given medicine for fever, a cold or a cough in the last 72 hours?
        [person] Has the traveller taken medicine for fever, a cold or a cough in the last 72 hours?
       *[you] Have you taken medicine for fever, a cold or a cough in the last 72 hours?
    }
    .missing = Choose yes or no

### Contact with illness

q-exposure-case-contact =
    { $who ->
        [child] Has the child been near someone with a confirmed or suspected infection, or who tested positive without feeling ill?
        [person] Has the traveller been near someone with a confirmed or suspected infection, or who tested positive without feeling ill?
       *[you] Have you been near someone with a confirmed or suspected infection, or who tested positive without feeling ill?
    }
    .hint = In the last 14 days, as far as you know. Work with full protection does not count.
    .missing = Choose yes or no
q-exposure-case-contact-on = When was the last contact?
    .hint = If you do not know the day, enter your best guess.
    .missing = Enter the day
q-exposure-fever-contact =
    { $who ->
        [child] Has the child been near someone with fever, a cough or a cold?
        [person] Has the traveller been near someone with fever, a cough or a cold?
       *[you] Have you been near someone with fever, a cough or a cold?
    }
    .hint = In the last 14 days.
    .missing = Choose yes or no
q-exposure-fever-contact-on = When was the last contact?
    .hint = If you do not know the day, enter your best guess.
    .missing = Enter the day
q-exposure-cluster =
    { $who ->
        [child] Have two or more people at the child’s home, in the nursery group or class had fever, a cough or a cold?
        [person] Have two or more people at the traveller’s home, in the office or class had fever, a cough or a cold?
       *[you] Have two or more people at your home, in your office or class had fever, a cough or a cold?
    }
    .hint = In the last 14 days: the few people you are with every day, not a whole company or school.
    .missing = Choose yes or no
q-exposure-cluster-on = When did the last of them fall ill?
    .hint = If you do not know the day, enter your best guess.
    .missing = Enter the day

### Tests and vaccination

q-health-history =
    { $who ->
        [child] Has the child been tested lately, or had COVID-19 before?
        [person] Has the traveller been tested lately, or had COVID-19 before?
       *[you] Have you been tested lately, or had COVID-19 before?
    }
    .hint = Tests of the last 14 days, also those for this journey. If one was positive, choose the infection too.
    .missing = Choose what applies, or “Neither”
o-health-history-tested =
    { $who ->
        [child] The child has been tested
        [person] The traveller has been tested
       *[you] I have been tested
    }
o-health-history-infected =
    { $who ->
        [child] The child has had COVID-19
        [person] The traveller has had COVID-19
       *[you] I have had COVID-19
    }
o-health-history-none = Neither
q-health-infected-on =
    { $who ->
        [child] When did the child fall ill or first test positive?
        [person] When did the traveller fall ill or first test positive?
       *[you] When did you fall ill or first test positive?
    }
    .missing = Enter the day
q-health-recovered =
    { $who ->
        [child] Has the child recovered?
        [person] Has the traveller recovered?
       *[you] Have you recovered?
    }
    .hint = After-effects do not count: the question is whether the infection itself is over.
    .missing = Choose yes or no
q-tests =
    { $who ->
        [child] The child’s tests
        [person] The traveller’s tests
       *[you] Your tests
    }
    .hint = Enter every test, the latest last.
    .missing = Enter your test
    .add = Add a test
    .item = Test { $number }
q-tests-kind = Kind of test
    .missing = Choose the kind of test
o-tests-kind-pcr = PCR, from nose or throat
o-tests-kind-antigen = Rapid antigen test
o-tests-kind-antibody = Antibodies in the blood
q-tests-result = Result
    .missing = Choose the result
o-tests-result-positive = Positive
o-tests-result-negative = Negative
q-tests-taken-on = Date the sample was taken
    .missing = Enter the date the sample was taken
q-tests-taken-at = Time the sample was taken
q-tests-institution = Hospital, laboratory or pharmacy
q-doses =
    { $who ->
        [child] Which vaccine doses has the child had?
        [person] Which vaccine doses has the traveller had?
       *[you] Which vaccine doses have you had?
    }
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
q-filling-mandate = How did the traveller agree?
    .missing = Choose how the traveller agreed
o-filling-mandate-beside = The traveller sits beside me
o-filling-mandate-phone = By phone or message
o-filling-mandate-written = In writing
o-filling-mandate-guardian = I am the traveller’s parent or guardian
q-filling-guardian = Parent or guardian who agreed
    .hint = Under 14 a parent or another guardian has to agree.
    .missing = Enter the name of the parent or guardian who agreed
    .form = Enter a name, in characters or letters
q-consent-truth = All that I have stated is true and complete. I know that I am answerable by law for what I conceal or state falsely.
    .missing = Read the statement and tick it if it is true
q-consent-processing = I agree to this: the epidemic prevention authority of Zhejiang is responsible for these answers and uses them for epidemic prevention, for nothing else. Officers at my port of entry, the liaison officer of the county I go to, health officers, the hotline and officers of the provincial platform each read only their part; every question says who reads it. My answers leave the country or region I am in and are sent to China. They are kept as long as each question says, counted from the day I enter China or mean to, and where I do not come from the day I send this; then they are erased. For a child under 14 a parent or another guardian agrees.
    .missing = Read the statement and tick it if you agree

### Findings without a rule of their own

finding-required = Answer this question
finding-wrong-type = Enter this answer again
finding-too-long = Shorten this to { $limit } characters
finding-too-many = Keep at most { $limit }
finding-too-few = Add at least { $limit }
finding-not-a-date = Enter a date that exists: day, month, and the year in four digits
finding-not-a-time = Enter a time from 00:00 to 23:59
finding-not-a-number = Enter a number
finding-out-of-range = Enter a number from { $min } to { $max }
finding-not-in-list = Nothing is chosen yet. Choose from the list
finding-not-a-phone = Enter the whole number. Outside China it begins with + and the country’s code; a landline in China with its area code
finding-not-an-email = Enter an e-mail address, such as name@example.org
finding-bad-check-digit = Compare each character with your document: the number does not add up. If you cannot, leave it empty
finding-wrong-form = Enter this as it is printed
finding-looks-like-another = Character { $place }, “{ $character }”, only looks like a Latin letter. Type it again on a Latin keyboard
finding-exclusive = Choose either “None of these” or what you have had

### Findings: travel document

finding-document-expired = Check the date: your document expired on { $expired }. If it was extended, carry the proof with you
finding-document-expires-before-arrival = Your document expires on { $expires }, before you arrive on { $arrives }. Renew it, or carry the proof that it was extended
finding-document-expires-soon = Your document expires on { $expires }, less than six months after you land. Check that your visa allows this
finding-document-valid-too-long = Check the date your document expires. Passports are rarely valid beyond ten years, and this one says { $expires }
finding-child-document-valid-too-long = Check the date your document expires. A Chinese passport issued before 16 is valid for five years, and this one says { $expires }
finding-chinese-passport-number = Check your passport number. Chinese passports have one letter and eight digits, or two letters and seven digits

### Findings: about you

finding-born-in-future = Enter your date of birth. This date has not come yet
finding-born-too-long-ago = Check the year of your birth. It would make you { $age } years old
finding-chinese-without-han-name = Enter your name in Chinese characters, unless your document shows none
finding-chinese-without-given-names = Enter your given names, unless your passport shows only one name
finding-one-name-only = Enter your given names, unless your document shows only one name
finding-surname-holds-both = Surname and given names have a field each. Put what comes after the slash under given names
finding-han-name-dot = The dot · stands between two parts of a name. Add the missing part, or take the dot away
finding-names-the-same = Check your names. Surname and given names are the same
finding-resident-id-born = Check your identity number and date of birth. The number says { $in_id }, you entered { $born }. If your documents do differ, enter each as it is printed
finding-resident-id-sex = Check your identity number and sex: they do not agree. If your documents do differ, enter what your travel document says
finding-chinese-not-overseas = Check what describes you: you chose a Chinese national who lives abroad, and your nationality is { $nationality }

### Findings: journey

finding-leg-same-place = Check this part: it begins and ends at { $place }
finding-leg-gap = Check these two parts: one ends at { $arrived }, the next begins at { $leaves }. If there is a part in between, add it
finding-leg-arrives-before-it-leaves = Check the local times of the part from { $leaves }. It would reach { $place } before it leaves
finding-leg-arrives-days-before = Check the dates: you would reach { $place } more than a day before you leave { $leaves }
finding-leg-too-long = Check the dates of { $flight }: it would take more than 24 hours. If it stops on the way, leave it so
finding-leg-place-unfit = Check how you travel and where you arrive: { $place }
finding-leg-overlap = Check when you leave { $place }. The part before has not reached { $earlier } by then
finding-leg-connection-short = You have less than 45 minutes to change at { $place }. Check the times
finding-leg-wait-long = You wait more than three days at { $place }. Check the dates, and list your stay there
finding-leg-leaves-china = Check this part: it leaves China for { $place }. Enter only this journey to Zhejiang, up to the last arrival in China
finding-journey-starts-in-china = Check the first part: { $place } is in China. It is enough to begin where you leave for China
finding-journey-never-enters = Begin with the part that takes you into China. { $place } is in China already
finding-journey-ends-outside-china = Add the part that takes you into China. Your last one ends at { $place }
finding-journey-far-ahead = You leave on { $departs }. Fill this in now if you like, and send it in the { $days } days before you leave, so that what you say of your health is fresh
finding-journey-long-past = Check your dates. You arrived on { $arrived }, and a declaration can be sent up to { $days } days after that
finding-onward-before-arrival = Check the date you go on. You arrive on { $arrives }
finding-onward-long-after-arrival = Check the date you go on. It is more than 30 days after you land on { $arrives }
finding-onward-train-number = Check the train number. It usually looks like G7311
finding-onward-flight-number = Check the flight number. It usually looks like CA 1702

### Findings: where you have been

finding-stay-ends-before-it-begins = Check the dates of your stay in { $country }. It ends before it begins
finding-stay-overlap = Check these dates. You were in { $earlier } until { $until }, more than two days after this
finding-stay-out-of-order = Enter your stays in order, the earliest first
finding-stay-gap = Where were you between { $until }, when you left { $earlier }, and { $since }? If you stayed somewhere else, add it: if days are missing, the code cannot be green
finding-stays-begin-late = Add where you were from { $window } on, { $days } days before you arrive. If you were in the first place all the time, leave its first date empty
finding-stays-end-early = Add where you are until you leave on { $departs }. If you stay in the last place, leave its last date empty
finding-stay-after-journey = Check the last day of your stay in { $country }. You land in China on { $arrives }
finding-departure-not-among-stays = You leave from { $country }, and your last stay is in { $stay }. If you stay in { $country } for more than a day, add it
finding-long-transit-not-among-stays = You are in { $country } for more than two days from { $arrives }. Add this stay

### Findings: contact

finding-mobile-china-not-chinese = Check this number: it is not a Chinese one. If it works in China, leave it so
finding-mobile-abroad-chinese = This is a Chinese number. Enter the one that reaches you abroad, if you have another
finding-mobile-abroad-of-another-country = Check your number. It is from { $country }, which is not among the places you have been
finding-guarantor-phone-not-chinese = Check this number: it is not a Chinese one. If your contact person has a Chinese number, enter that
finding-guarantor-phone-is-your-own = Check this number: your contact person has the same as you
finding-guarantor-phone-is-yours-abroad = Check this number: your contact person has the same as you
finding-met-by-your-own-phone = Check this number: whoever fetches you has the same as you
finding-met-by-your-phone-abroad = Check this number: whoever fetches you has the same as you
finding-handed-over-and-met-by-one-phone = Check these numbers: whoever hands you over and whoever meets you have the same
finding-guarantor-is-yourself = This is your own name. If your contact is not called the same, name someone other than yourself
finding-minor-guarantor = Check who this is. Under 18 it is usually a parent, a guardian, a relative or your school

### Findings: destination

finding-child-lives-alone = Check this: under 16 there is usually an adult in the home
finding-address-is-quarantine-hotel = Enter the address where you will live afterwards, not the hotel for observation
finding-address-mentions-quarantine = Check that this is where you will live after observation, not the hotel for observation
finding-address-is-none = Enter an address. If you have none in Zhejiang, use the address of your contact person
finding-address-is-unsure = Enter the address you know best. You can correct it after sending
finding-address-without-number = If there is a number of the house, building or flat, add it

### Findings: companions

finding-companion-born-in-future = Check { $name }’s date of birth. This date has not come yet
finding-companion-has-your-document = Check the document number of { $name }: it is the same as yours
finding-companion-twice = Check the document number of { $name }: another companion has the same
finding-companion-parent-too-young = Check { $name }’s date of birth. A parent is older than you
finding-companion-child-too-old = Check { $name }’s date of birth. Your child is younger than you
finding-companion-child-declares-alone = { $name } is under 14. A parent or guardian usually declares for a child
finding-child-without-adult = Add the adult who travels with you
finding-child-travels-alone = Under 14: name the adult you travel with, or use the airline’s service and say who hands you over and who meets you

### Findings: health

finding-fever-not-among-symptoms = Check your symptoms and your temperature: from 37.3 °C on it is a fever, and you have not chosen fever
finding-temperature-low = Check your temperature. Below 35 °C it was probably not measured well
finding-medicine-without-symptoms = You took medicine for fever, a cold or a cough. Check that you had no symptom
finding-symptoms-in-future = Enter the day on which it began. This day has not come yet
finding-symptoms-of-long-ago = Check this: only symptoms since { $since } are asked about. If it was over before, do not choose it; if it was still there in these days, leave it as it is
finding-symptoms-are-recent = You say that it is over, and that it began less than 72 hours ago. Choose “Now, or in the last 72 hours”, or check the day
finding-fever-is-now = Check this: you have 37.3 °C or more today, and say that your symptoms are over
finding-case-contact-in-future = Enter the day of the last contact. This day has not come yet
finding-fever-contact-in-future = Enter the day of the last contact. This day has not come yet
finding-cluster-in-future = Enter the day on which the last of them fell ill. This day has not come yet
finding-case-contact-too-early = This asks about the days since { $since }. If it was earlier, answer no. Otherwise correct the date
finding-fever-contact-too-early = This asks about the days since { $since }. If it was earlier, answer no. Otherwise correct the date
finding-cluster-too-early = This asks about the days since { $since }. If it was earlier, answer no. Otherwise correct the date
finding-positive-test-is-an-infection = A positive test on { $taken } is an earlier infection: tick that above, or correct the date
finding-infection-is-recent = This infection is less than { $days } days ago and still counts. If the date is wrong, correct it
finding-infection-in-future = Enter the day on which you fell ill. This day has not come yet
finding-listed-flight-without-seat = There were infected people on { $flight }. Enter your seat: only those who sat near them, and the crew, are concerned

### Findings: tests and vaccination

finding-test-in-future = Enter the date the sample was taken. This date has not come yet
finding-test-too-old = Your test is { $days } days old when you leave on { $departs }. Your airline may ask for a newer one
finding-test-shows-antibodies = An antibody test does not show whether you are infected now. Enter a PCR or antigen test if you have one
finding-dose-in-future = Check the date you had this dose. It has not come yet
finding-dose-before-birth = Check the date. It is before you were born on { $born }
finding-dose-out-of-order = Enter your doses in order. The one before is of { $earlier }
finding-doses-close-together = Check the dates. The dose before is of { $earlier }, less than two weeks earlier

### Findings: your statement

finding-helper-is-traveller = Check this name: it is the traveller’s own. If you fill it in for yourself, say so above
finding-child-fills-in-alone = Choose that you fill it in for someone else. A parent or guardian does it for a child under 14
finding-guardian-of-an-adult = Check how the traveller agreed. The traveller is of age
finding-truth-not-confirmed = Tick the statement if it is true. Without it the declaration cannot be sent
finding-processing-not-agreed = Tick the statement if you agree. Without it the declaration cannot be sent

### Why a code has its colour

reason-symptoms = You have symptoms or a fever, or had them in the last 72 hours.
    .call-first = Call the hotline before you go to the airport. When you land, show this code first and stay with the medical staff.
    .landed = Tell the staff now that you feel ill, show this code and stay with the medical staff. If nobody is near, call the hotline.
    .by-time = By time: once all of it has been gone for 72 hours, declare again. It then counts as over.
    .by-officer = By an officer: when the end of your medical observation is recorded.
reason-past-symptoms = You had symptoms earlier; they are over.
    .by-time = By time: once it has been over for more than 14 days, declare again.
    .by-officer = By an officer: when the end of your medical observation is recorded.
reason-positive-test = A PCR or antigen test was positive, or you have not recovered from an infection.
    .call-first = Call the hotline before you go to the airport. When you land, show this code first and stay with the medical staff.
    .landed = Tell the staff now, show this code and stay with the medical staff. If nobody is near, call the hotline.
    .by-test = By a test: when an officer records a later PCR test that is negative. If you said that you have not recovered, declare again once you have.
    .by-officer = By an officer: when the end of your medical observation is recorded.
reason-recent-infection = You fell ill with COVID-19, or first tested positive, less than 14 days ago.
    .call-first = Call the hotline before you go to the airport. When you land, show this code first and stay with the medical staff.
    .landed = Tell the staff now, show this code and stay with the medical staff. If nobody is near, call the hotline.
    .by-time = By time: once it was more than 14 days ago, declare again.
    .by-test = By a test: when an officer records a later PCR test that is negative.
    .by-officer = By an officer: when the end of your medical observation is recorded.
reason-close-contact = You were near someone with a confirmed or suspected infection.
    .call-first = Call the hotline before you go to the airport. When you land, show this code first and stay with the medical staff.
    .landed = Tell the staff now, show this code and stay with the medical staff. If nobody is near, call the hotline.
    .by-officer = By an officer: when the end of your medical observation is recorded. Time alone does not change it.
reason-risk-flight = You sat near infected people on one of your flights.
reason-elevated-flight = One of your flights is on the list of elevated risk.
reason-flight-seat-unknown = There were infected people on one of your flights, and your seat is not known yet.
    .next = Enter your seat as soon as you have it: only those who sat near them, and the crew, are concerned.
reason-days-unknown = It is not stated where you were on some of the last 14 days.
    .next = Add the stay that is missing under “Where you have been”, and send your declaration again.
reason-observation-completed = You completed medical observation after you landed.
reason-severe-stay = You were in a high-risk country or region in the last 14 days.
reason-exposure = People around you had fever, a cough or a cold.
    .by-time = By time: once it was more than 14 days ago, declare again.
    .by-officer = By an officer: when the end of your medical observation is recorded.
reason-elevated-stay = You were in a country or region of elevated risk in the last 14 days.
reason-window-passed = You entered China more than 14 days ago, and no other risk is known.
reason-no-risk = You have no symptoms, no contact with illness, and have been in no place of higher risk.
reason-another-declaration = Another declaration with this document has this colour, and the worse of the two counts, also when it was withdrawn.

fact-symptoms = Symptoms now or in the last 72 hours
fact-past-symptoms = Earlier symptoms that are over
fact-fever = Temperature of 37.3 °C or more
fact-test-positive = Positive PCR or antigen test
fact-officer-positive = Positive test, recorded by an officer
fact-infected = Infection from which you have not recovered
fact-case-contact = Contact with somebody who is or may be infected
fact-fever-contact = Contact with people with fever, a cough or a cold
fact-cluster = Two or more people at home, in the office or class with fever, a cough or a cold
fact-severe-stays = Stay in a high-risk country or region
fact-elevated-stays = Stay in a country or region of elevated risk
fact-recent-infection = Infection in the last 14 days
fact-severe-departure = Departure from a high-risk country or region
fact-elevated-departure = Departure from a country or region of elevated risk
fact-risk-flight = Seat near infected people on a flight
fact-elevated-flight = Flight of elevated risk
fact-flight-seat-unknown = Flight with infected people, seat not known
fact-days-unknown = Days for which no place is given
fact-observation-completed = End of observation, recorded by an officer
fact-window-passed = 14 days since the entry that an officer saw

correction-correct-answers = If an answer is wrong or has changed, correct your declaration and send it again. The code is assigned anew.
correction-record-test = If a later PCR test was negative, have an officer record it, or ask for a review; the code is then assigned anew. If an answer is wrong, correct your declaration and send it again.
correction-correct-stays = If a place or date is wrong, correct “Where you have been” and send your declaration again.
correction-add-seat = Enter your seat at the flight under “Journey” and send your declaration again.
correction-ask-platform = If you think this is wrong, call the hotline and give your reference number. A person will review it.
correction-another-declaration = If it is not yours, or things have changed, call the hotline and give your reference number. A person will look at both.

### Why a question is asked

purpose-identity-check = So that the code is yours alone and officers can match it with your document.
purpose-journey-tracing = So that people beside you can be told if someone on the journey falls ill.
purpose-epidemic-assessment = So that your risk can be assessed. The colour of your code rests on answers like this one.
purpose-follow-up = So that you can be reached before you leave, on the way and after you land.
purpose-reception = So that the county you go to knows when and where to meet you.
purpose-consent-record = So that there is proof of what you agreed to.
purpose-helper-record = So that it is known who spoke for you, and with what right.

reader-port-officer = Officers at your port of entry
reader-county-contact = The liaison officer of the county you go to
reader-health-officer = Health officers who assess risk
reader-hotline = The hotline’s staff
reader-platform-officer = Officers of the provincial platform

### Hotlines

hotline-consular = Consular protection 12308
    .hours = Day and night, for Chinese citizens abroad
