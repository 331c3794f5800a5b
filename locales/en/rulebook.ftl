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
page-stays = Places of stay
page-contact = Contact
page-destination = Destination
page-companions = Companions
page-health = Health
page-exposure = Contact with illness
page-tests = Tests
page-landed = After the port
page-consent = Consent
page-plan = No ticket yet
page-again = Confirm again

section-plan = The plan
section-who = Who this is for
section-document = The document for this journey
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
section-legs = The parts of the journey
section-entry = Where the journey enters China
section-onward = On to Zhejiang
section-stays = Countries and regions, with dates
section-reach =
    { $who ->
        [child] How to reach the child
        [person] How to reach the traveller
       *[you] How to reach you
    }
section-guarantor = Contact person in China
section-place = Address in Zhejiang
section-household = Household
section-companions =
    { $who ->
        [child] Who travels with the child
        [person] Who travels with the traveller
       *[you] Who travels with you
    }
section-minor = Under 18
section-symptoms =
    { $who ->
        [child] The child’s symptoms
        [person] The traveller’s symptoms
       *[you] Symptoms
    }
section-fever = Temperature and medicine
section-exposure = The last 14 days
section-test = Tests and earlier infection
section-landed = On the way to Zhejiang
section-filling = The person who fills this in
section-consent = The declaration

### Travel document

q-document-kind =
    { $who ->
        [child] Which document does the child travel on?
        [person] Which document does the traveller travel on?
       *[you] Which document do you travel on?
    }
    .missing = Choose the travel document
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
    .hint = Letters and digits as printed. The two or three lines at the foot of the page can be pasted as well.
    .missing = Enter the number of the document
    .form = Enter the 5 to 20 letters and digits as printed, and nothing else
q-document-issuer = Issued by
    .hint = The country or region whose document it is.
    .missing = Choose the country or region that issued the document
q-document-expires = Valid until
    .missing = Enter the date the document expires

### About you

q-about-nationality = Nationality (region)
    .hint = As printed in the document.
    .missing = Choose the nationality or region
q-about-han-name = Name in Chinese characters
    .hint = Chinese nationals enter it as in their identity papers. Others may leave it empty.
    .form = Use Chinese characters only, at least two; put · between the parts of a longer name
q-about-surname = Surname in Latin letters
    .hint = As printed in the document. If it shows only one name, enter it here.
    .missing = Enter the surname as printed in the document
    .form = Enter the surname in Latin letters, as printed in the document
q-about-given-names = Given names in Latin letters
    .hint = All of them, as printed in the document.
    .form = Enter the given names in Latin letters, as printed in the document
q-about-sex = Sex
    .hint = As printed in the document.
    .missing = Choose the sex that the document shows
o-about-sex-F = F
o-about-sex-M = M
o-about-sex-X = X
q-about-born = Date of birth
    .hint = If the document shows no day or month, enter 1.
    .missing = Enter the date of birth
q-about-resident-id = Chinese resident identity number
    .hint = 18 characters. Leave it empty if there is none.
    .form = Enter the 18 characters of the resident identity card
q-about-group =
    { $who ->
        [child] Which describes the child best?
        [person] Which describes the traveller best?
       *[you] Which describes you best?
    }
    .missing = Choose the group that fits best
o-about-group-overseas-chinese = Chinese national who lives abroad
o-about-group-foreign-chinese = Person of Chinese descent with another nationality
o-about-group-student = Chinese student abroad
o-about-group-student-in-zhejiang = Student from abroad who studies in Zhejiang
o-about-group-posted-abroad = Sent abroad by an employer
o-about-group-hong-kong-macao-taiwan = From Hong Kong, Macao or Taiwan
o-about-group-seafarer = Crew of a ship or aircraft
o-about-group-visitor = Chinese national after a short visit abroad
o-about-group-foreigner = Foreign national
o-about-group-other = None of these

### Journey

q-legs =
    { $who ->
        [child] How does the child travel to China?
        [person] How does the traveller travel to China?
       *[you] How do you travel to China?
    }
    .hint = Every part of the journey, from the first departure to the last arrival in China, in order.
    .missing = Add the first part of the journey
    .add = Add a part
    .item = Part { $number }
q-legs-mode = Means of transport
    .missing = Choose the means of transport
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
    .missing = Choose where this part begins
q-legs-to = To
    .missing = Choose where this part ends
q-legs-departs-on = Departure date
    .hint = In local time, and as on the ticket if there is one.
    .missing = Enter the departure date
q-legs-departs-at = Departure time
    .hint = On the 24-hour clock, such as 17:50.
    .missing = Enter the local departure time
q-legs-arrives-on = Arrival date
    .hint = In local time. After a night on the way it is the next day.
    .missing = Enter the arrival date
q-legs-arrives-at = Arrival time
    .hint = On the 24-hour clock, such as 17:50.
    .missing = Enter the local arrival time
q-legs-seat = Seat
    .hint = Leave it empty before check-in. A baby on a lap: the adult’s seat. Crew: enter crew.
    .form = Enter row and letter, such as 31A; crew: enter crew
q-entry-port = First port of entry
    .hint = The place of border control, if you know it.
q-onward-mode =
    { $who ->
        [child] How does the child go on to the county in Zhejiang?
        [person] How does the traveller go on to the county in Zhejiang?
       *[you] How do you go on to your county in Zhejiang?
    }
    .hint = If it is not settled, choose “Not arranged yet” and correct it later.
    .missing = Choose the way on to the county
o-onward-mode-group-bus = Transfer by the province’s working group
o-onward-mode-county-car = A car sent by the county
o-onward-mode-family = Picked up by family or employer
o-onward-mode-train = By train
o-onward-mode-coach = By coach
o-onward-mode-flight = By another flight
o-onward-mode-own-vehicle = Own vehicle
o-onward-mode-not-arranged = Not arranged yet
q-onward-now =
    { $who ->
        [child] And now: how does the child go on to the county in Zhejiang?
        [person] And now: how does the traveller go on to the county in Zhejiang?
       *[you] And now: how do you go on to the county in Zhejiang?
    }
    .hint = Under “Journey” the answer was “Not arranged yet”.
o-onward-now-group-bus = Transfer by the province’s working group
o-onward-now-county-car = A car sent by the county
o-onward-now-family = Picked up by family or employer
o-onward-now-train = By train
o-onward-now-coach = By coach
o-onward-now-flight = By another flight
o-onward-now-own-vehicle = Own vehicle
o-onward-now-not-arranged = Not arranged yet
q-onward-number = Train, coach or flight number
    .hint = If there is a ticket already.
q-onward-date = Date of the journey to the county
    .hint = If you know it.
q-onward-met-by =
    { $who ->
        [child] Who picks the child up?
        [person] Who picks the traveller up?
       *[you] Who picks you up?
    }
    .hint = If you know it.
    .form = Enter a name, in characters or letters
q-onward-met-phone =
    { $who ->
        [child] Phone number of the person who picks the child up
        [person] Phone number of the person who picks the traveller up
       *[you] Phone number of the person who picks you up
    }
q-onward-plate = Number plate
q-plan-decision = What has been decided?
o-plan-decision-come = To come to Zhejiang
o-plan-decision-stay = Not to travel for now
q-plan-about-on = About when?
    .missing = Enter a rough day
    .hint = A rough day is enough. It can be changed later.
q-plan-help = What help is needed?
    .hint = Choose nothing if none is needed. The county in Zhejiang reads this.
o-plan-help-ticket = Finding a way to travel
o-plan-help-money = Money for the journey or for living
o-plan-help-medicine = Medicine or a doctor
o-plan-help-school = School or housing
o-plan-help-papers = Passport, visa, papers
o-plan-help-other = Something else
q-plan-note = What is it?

q-onward-luggage = More than two large pieces of luggage?
    .hint = So that the car is large enough.
q-onward-needs = What should be ready on arrival?
    .hint = Choose nothing if none of these is needed.
o-onward-needs-carer = A carer
o-onward-needs-wheelchair = A wheelchair
o-onward-needs-infant = Travelling with an infant
o-onward-needs-dialysis = Dialysis
o-onward-needs-text-only = Deaf or without speech: in writing only

### Where you have been

q-stays =
    { $who ->
        [child] Where has the child been in the 14 days before entering China?
        [person] Where has the traveller been in the 14 days before entering China?
       *[you] Where have you been in the 14 days before you enter China?
    }
    .missing = Begin with the place at the beginning of those 14 days
    .add = Add a stay
    .item = Stay { $number }
    .hint = If it is one place all the time, choose that place and nothing more. If there were several, enter them in order. Changing planes or trains within a day does not count.
q-stays-country = Country or region
    .missing = Choose the country or region
q-stays-region = State, province or city
q-stays-since = From
    .missing = Enter the first day there
    .hint = It may stay empty for the first place. No date earlier than 14 days before entering China is needed.
q-stays-until = Until
    .missing = Enter the last day there
    .hint = It may stay empty for the last place, if the stay lasts until the departure.

### Contact

q-contact-mobile-abroad = Mobile number abroad
    .hint = With + and the country’s code, such as +39 347 123 4567.
    .missing = Enter the number in use now; without a phone, that of somebody who passes calls on
q-contact-phone-of = Whose number is this?
    .hint = Without a phone of one’s own: the number of somebody who passes calls on, such as a relative, a neighbour or a chamber. A landline will do.
o-contact-phone-of-own =
    { $who ->
        [child] The child’s own
        [person] The traveller’s own
       *[you] My own
    }
o-contact-phone-of-relative = A relative’s
o-contact-phone-of-friend = A friend’s or neighbour’s
o-contact-phone-of-chamber = A chamber’s or association’s
o-contact-phone-of-employer = An employer’s or school’s
o-contact-phone-of-carer = A carer’s or home’s
q-contact-phone-name = Who answers it
    .missing = Enter the name of the person or institution that passes calls on
q-contact-mobile-china = Mobile number in China
    .hint = If there is one, with or without +86.
q-contact-email = E-mail
q-contact-wechat = WeChat ID
q-contact-residence = Country or region of residence
    .hint = Where the home is now.
    .missing = Choose the country or region of residence
q-contact-residence-city = City of residence
q-contact-language = Language for phone calls
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
q-contact-guarantor-name = Name of the contact person
    .missing = Enter the name of the contact person
    .form = Enter a name, in characters or letters
    .hint = Someone in China, best in Zhejiang, who knows of this journey and can be called. It may be an employer or a school.
q-contact-guarantor-relation =
    { $who ->
        [child] This person is the child’s
        [person] This person is the traveller’s
       *[you] This person is your
    }
    .missing = Choose the relation
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
q-contact-guarantor-phone = Phone number of the contact person
    .hint = A Chinese number, such as +86 138 0571 2345.
    .missing = Enter the phone number of the contact person
q-contact-guarantor-county = County or district of the contact person
    .hint = Leave it empty if this person lives outside Zhejiang.

### Destination

q-destination-city = City in Zhejiang
    .missing = Choose the city
q-destination-county = County or district
    .missing = Choose the county or district
q-destination-township = Township or subdistrict
    .missing = Choose the township or subdistrict
q-destination-address = Street address
    .hint = Down to the number of the door: street, house, building, flat.
    .missing = Enter the address of the stay in Zhejiang
q-destination-household = Who lives there?
    .missing = Choose who lives there
o-destination-household-alone = Nobody else
o-destination-household-family = Family
o-destination-household-others = Other people
q-destination-own-room = Is a separate room available?
q-destination-office-told = Does the community or village office know of this journey?
    .hint = If not, the contact person can tell them. The declaration can be sent either way.

### Companions

q-companions =
    { $who ->
        [child] Who travels with the child?
        [person] Who travels with the traveller?
       *[you] Who travels with you?
    }
    .hint = Family and others who make the same journey. Leave this empty if there are none.
    .add = Add a companion
    .item = Companion { $number }
q-companions-name = Name
    .hint = As printed in the document.
    .missing = Enter the companion’s name
    .form = Enter a name, in characters or letters
q-companions-relation =
    { $who ->
        [child] This person is the child’s
        [person] This person is the traveller’s
       *[you] This person is your
    }
    .missing = Choose the relation
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
    .missing = Enter the companion’s date of birth
q-companions-document-number = Document number
    .form = Enter the 5 to 20 letters and digits as printed, and nothing else
q-companions-declares = Who fills in this person’s declaration?
    .hint = Everybody needs a declaration of their own, children too.
    .missing = Choose who fills in this person’s declaration
o-companions-declares-self = They do it themselves, or have done so
o-companions-declares-separately = I do it, as a separate declaration
q-minor-escort =
    { $who ->
        [child] With whom does the child travel?
        [person] With whom does the traveller travel?
       *[you] With whom do you travel?
    }
    .missing = Choose with whom
o-minor-escort-adult = With an adult
o-minor-escort-airline = With the airline’s service for unaccompanied minors
o-minor-escort-alone = Alone
q-minor-handed-over-by =
    { $who ->
        [child] Who hands the child over at the airport?
        [person] Who hands the traveller over at the airport?
       *[you] Who hands you over at the airport?
    }
    .missing = Enter the name of the person at the airport
    .form = Enter a name, in characters or letters
q-minor-handed-over-phone = Phone number of the person at the airport
    .missing = Enter the phone number of the person at the airport
q-minor-met-by =
    { $who ->
        [child] Who meets the child in China?
        [person] Who meets the traveller in China?
       *[you] Who meets you in China?
    }
    .missing = Enter the name of the person in China
    .form = Enter a name, in characters or letters
q-minor-met-phone = Phone number of the person in China
    .missing = Enter the phone number of the person in China

### Health

q-health-symptoms =
    { $who ->
        [child] Which of these has the child had in the last 14 days?
        [person] Which of these has the traveller had in the last 14 days?
       *[you] Which of these have you had in the last 14 days?
    }
    .hint = Choose all that apply, even what is over. What was there for years and has not become worse does not count, such as asthma, migraine or hay fever.
    .missing = Choose the symptoms, or “None of these”
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
q-health-other-symptom = Which other symptom?
    .missing = Enter the other symptom
q-health-symptoms-when =
    { $who ->
        [child] When did the child have them?
        [person] When did the traveller have them?
       *[you] When did you have them?
    }
    .missing = Choose when the symptoms were
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
    .hint = If it can be measured, such as 36.6.
    .range = Enter degrees Celsius, from { $min } to { $max }. 99.5 °F is 37.5 °C
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
    .hint = If the day is not known, enter the nearest guess.
    .missing = Enter the day of the last contact with an infected person
q-exposure-fever-contact =
    { $who ->
        [child] Has the child been near someone with fever, a cough or a cold?
        [person] Has the traveller been near someone with fever, a cough or a cold?
       *[you] Have you been near someone with fever, a cough or a cold?
    }
    .hint = In the last 14 days.
    .missing = Choose yes or no
q-exposure-fever-contact-on = When was the last contact?
    .hint = If the day is not known, enter the nearest guess.
    .missing = Enter the day of the last contact with somebody who had a fever
q-exposure-cluster =
    { $who ->
        [child] Have two or more people at the child’s home, in the nursery group or class had fever, a cough or a cold?
        [person] Have two or more people at the traveller’s home, in the office or class had fever, a cough or a cold?
       *[you] Have two or more people at your home, in your office or class had fever, a cough or a cold?
    }
    .hint = In the last 14 days: the few people one is with every day, not a whole company or school.
    .missing = Choose yes or no
q-exposure-cluster-on = When did the last of them fall ill?
    .hint = If the day is not known, enter the nearest guess.
    .missing = Enter the day on which the last of them fell ill

### Tests

q-health-history =
    { $who ->
        [child] Has the child been tested lately, or had COVID-19 before?
        [person] Has the traveller been tested lately, or had COVID-19 before?
       *[you] Have you been tested lately, or had COVID-19 before?
    }
    .hint = Tests of the last 14 days, also those for this journey. If a PCR or antigen test was positive, choose the infection too.
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
    .hint = If the day is not known, enter the nearest guess.
    .missing = Enter the day on which the illness or the first positive test was
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
    .hint = Enter every test, the latest last. If there was another one since the declaration, add it.
    .missing = Enter the test
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

### Your statement

q-filling-by = Who are you filling this in for?
    .hint = For a child, a relative or somebody you help, choose “For someone else”. Then every question is about that person.
    .missing = Choose for whom you fill this in
o-filling-by-self = For myself
o-filling-by-helper = For someone else
q-filling-helper-name = Your own name, as the person who fills this in
    .missing = Enter your own name
    .form = Enter a name, in characters or letters
q-filling-organisation = Your organisation
    .hint = The chamber, consulate or group you help for. Leave it empty if you fill this in for family.
q-filling-mandate =
    { $who ->
        [child] How was it agreed that you fill this in?
       *[you] How did the traveller agree?
    }
    .missing =
        { $who ->
            [child] Choose how it was agreed
           *[you] Choose how the traveller agreed
        }
o-filling-mandate-beside =
    { $who ->
        [child] The child sits beside me
       *[you] The traveller sits beside me
    }
o-filling-mandate-phone = By phone or message
o-filling-mandate-written = In writing
o-filling-mandate-guardian =
    { $who ->
        [child] I am the child’s parent or guardian
       *[you] I am the traveller’s parent or guardian
    }
q-filling-guardian = Parent or guardian who agreed
    .hint = Under 14 a parent or another guardian has to agree.
    .missing = Enter the name of the parent or guardian who agreed
    .form = Enter a name, in characters or letters
q-consent-truth = All that I have stated is true and complete. I know that I am answerable by law for what I conceal or state falsely.
    .missing = Read the statement and tick it if it is true
q-consent-processing = I agree to this: the epidemic prevention authority of Zhejiang is responsible for these answers and uses them for epidemic prevention, for nothing else. Officers at the port of entry, the liaison officer of the county of destination, health officers, the hotline and officers of the provincial platform each read only their part; every question says who reads it. The answers leave the country or region where this is filled in and are sent to China. They are kept as long as each question says, counted from the day of the entry into China, or the day planned for it; without an entry, from the day this is sent. Then they are erased. For a child under 14 a parent or another guardian agrees.
    .missing = Read the statement and tick it if you agree

### Findings without a rule of their own

finding-required = Answer this question
finding-wrong-type = Enter this answer again
finding-too-long = Shorten this to { $limit } characters
finding-too-many = Keep at most { $limit }
finding-too-few = Add at least { $limit }
finding-not-a-date = Enter a date that exists, each part in its own field: day, month, and the year in four digits
finding-not-a-time = Enter a time from 00:00 to 23:59; 24:00 is 00:00 of the next day
finding-not-a-number = Enter a number
finding-out-of-range = Enter a number from { $min } to { $max }
finding-not-in-list = Choose from the list. Nothing is chosen yet
finding-not-in-that-place = { $place } is not in { $within }. Choose again from the list
finding-not-a-phone = Enter the whole number, with + and the code of its country, such as { $codes }
finding-no-area-code = Put the code of its area before this number, such as 0571 for Hangzhou or 0579 for Jinhua and Yiwu
finding-two-numbers = Enter one number. The other one goes into the next field, or is left out
finding-letter-in-number = Type “{ $character }” again as a digit: it is a letter
finding-mobile-digits = Compare the number: a Chinese mobile has 11 digits, and this one has { $digits }
finding-not-an-email = Enter an e-mail address, such as name@example.org
finding-bad-check-digit = Compare each character with the document: the number does not add up
finding-names-nobody = Enter this person’s name alone: no telephone number, and no word such as “wife” or “none”
finding-wrong-form = Enter this as it is printed
finding-looks-like-another = Character { $place }, “{ $character }”, only looks like a Latin letter. Type it again on a Latin keyboard
finding-said-before = Declared before: { $before }. It counts from { $since } on: here it stays, also when it is over. If it was a mistake, correct the declaration instead of confirming it
finding-retracted = Declared before: { $before }. It counts from { $since } on. Take it back only if it was a mistake: officers still see that it was declared. If it is over, leave it in
finding-exclusive = Choose either “None of these” or what applies

### Findings: travel document

finding-document-expired = Check the date: the document expired on { $expired }. If it was extended, carry the proof on the journey
finding-document-expires-before-arrival = The document expires on { $expires }, before the arrival on { $arrives }. Renew it, or carry the proof that it was extended
finding-document-expires-soon = The document expires on { $expires }, less than six months after the arrival. Check that the visa allows this
finding-document-valid-too-long = Check the date the document expires. Passports are rarely valid beyond ten years, and this one says { $expires }
finding-child-document-valid-too-long = Check the date the document expires. A Chinese passport issued before 16 is valid for five years, and this one says { $expires }
finding-chinese-passport-number = Check the passport number. Chinese passports have one letter and eight digits, or two letters and seven digits
finding-document-number-named = Check the beginning of this number. If its first letters only say “number” and are not printed in the document, take them out
finding-passport-number-long = Check this number. A passport’s number has nine characters at most

### Findings: about you

finding-born-in-future = Enter the date of birth. This date has not come yet
finding-born-too-long-ago = Check the year of birth. It would make an age of { $age } years
finding-chinese-without-han-name = Enter the name in Chinese characters, unless the document shows none
finding-chinese-without-given-names = Enter the given names, unless the passport shows only one name
finding-one-name-only = Enter the given names, unless the document shows only one name
finding-surname-holds-both = Take out the slash or comma. Given names have a field of their own; a second surname follows the first one after a blank
finding-given-names-have-slash = Take out the slash or comma: given names follow one another after a blank
finding-name-with-ordinal = Write this name out, as in the two lines at the bottom of the passport: MARIA for Mª
finding-surname-with-tones = Leave out the tone marks, as in the two lines at the bottom of the passport: YU for ǚ
finding-given-names-with-tones = Leave out the tone marks, as in the two lines at the bottom of the passport: YU for ǚ
finding-name-is-none = Enter the name as printed in the document. If it shows one name alone, enter it as the surname, and leave the given names empty
finding-han-name-dot = The dot · stands between two parts of a name. Add the missing part, or take the dot away
finding-name-may-be-none = Is this the name as printed in the document? Where the document shows one name alone, enter it as the surname, and leave the given names empty
finding-han-name-with-title = Check the name in Chinese characters: it is the name alone, without 先生, 女士 or the sex
finding-names-the-same = Check the names. Surname and given names are the same
finding-resident-id-born = Check the identity number and the date of birth. The number says { $in_id }, the date of birth is { $born }. If the documents do differ, enter each as it is printed
finding-resident-id-sex = Check the identity number and the sex: they do not agree. If the documents do differ, enter what the travel document says
finding-chinese-not-overseas = Check the group: “Chinese national who lives abroad” is for citizens of China, and the nationality given is { $nationality }
finding-group-of-another-nationality = Check the group and the nationality: they seldom go together. The nationality given is { $nationality }
finding-document-of-another-nationality = Check the document and the nationality: they seldom go together. The nationality given is { $nationality }

### Findings: journey

finding-leg-same-place = Check this part: it begins and ends at { $place }
finding-leg-gap = Check these two parts: one ends at { $arrived }, the next begins at { $leaves }. If there is a part in between, add it. If the order is wrong, press “Move up”
finding-leg-arrives-before-it-leaves = Check the local times of the part from { $leaves }. It would reach { $place } before it leaves
finding-leg-arrives-days-before = Check the dates and local times: this part reaches { $place } long before it leaves { $leaves }. A day later?
finding-leg-too-long = Check the dates of { $flight }: it would take more than 24 hours. If it stops on the way, leave it as it is
finding-leg-takes-days = Check the dates of this part: it leaves on { $leaves } and arrives on { $arrives }
finding-leg-place-unfit = Check the means of transport and the place of arrival: { $place }
finding-entry-port-unfit = Check the first port of entry: nobody comes through { $place } by this means of transport
finding-leg-overlap = Check the departure from { $place }. The part before has not reached { $earlier } by then. If the order is wrong, press “Move up”
finding-leg-leaves-hours-before = Check the dates and local times: the part from { $place } leaves long before the part before it reaches { $earlier }. If the order is wrong, press “Move up”
finding-leg-crosses-the-sea = Check both places and the means of transport: no road or railway leads from { $leaves } to { $reaches }
finding-leg-connection-short = There are less than 45 minutes to change at { $place }. Check the times
finding-leg-leaves-china = Check this part: it leaves China for { $place }. Enter only this journey to Zhejiang, up to the last arrival in China
finding-journey-starts-in-china = Check the first part: { $place } is in China. It is enough to begin with the part that leaves for China
finding-journey-never-enters = The part that enters China is missing. { $place } is on its Chinese side: choose where that part begins
finding-journey-ends-outside-china = Add the part that enters China. The last one ends at { $place }
finding-journey-far-ahead = The journey begins on { $departs }. Fill this in now if you like, and send it in the { $days } days before, so that the health answers are fresh
finding-journey-long-past = Check the dates. The arrival was on { $arrived }, and a declaration can be sent up to { $days } days after that
finding-plan-in-past = That day is past. Enter about when the journey to Zhejiang is to be
finding-plan-far-ahead = Check the year: an intention can be sent for a journey within a year
finding-onward-before-arrival = Check the date. The arrival is on { $arrives }
finding-onward-long-after-arrival = Check the date. It is more than 30 days after the arrival on { $arrives }
finding-onward-train-number = Check the train number. It usually looks like G7311
finding-onward-now-train-number = Check the train number. It usually looks like G7311
finding-onward-flight-number = Check the flight number. It usually looks like CA 1702
finding-onward-now-flight-number = Check the flight number. It usually looks like CA 1702

### Findings: where you have been

finding-stay-ends-before-it-begins = Check the dates of the stay in { $country }. It ends before it begins
finding-stay-overlap = Check these dates. The stay in { $earlier } lasts until { $until }, more than two days after this
finding-stay-out-of-order = Enter the stays in order, the earliest first. If the order is wrong, press “Move up”
finding-stay-gap = Which place was it between { $until }, the end of { $earlier }, and { $since }? If there was another stay, add it: if days are missing, the code cannot be green
finding-stays-begin-late = Where from { $window } on, { $days } days before the arrival? If it was the first place all the time, leave its first date empty. If days are missing, the code cannot be green
finding-stays-end-early = Add the place until the departure on { $departs }. If the last stay lasts until then, leave its last date empty
finding-stay-after-journey = Check the last day of the stay in { $country }. The arrival in China is on { $arrives }
finding-departure-from-risk-without-stay = The journey begins at { $place }, so { $country } counts for the colour. Whoever came there within a day before adds that part of the journey: then it does not count
finding-journey-begins-elsewhere = The journey begins in { $country }, and no stay is there or nearby. If there was one, add it
finding-long-transit-not-among-stays = There are more than two days in { $country } from { $arrives } on. Add this stay

### Findings: contact

finding-mobile-china-not-chinese = Check this number: it is not a Chinese one. If it works in China, leave it as it is
finding-mobile-abroad-unknown = Check this number digit by digit: no such range of numbers is known. If it is right, leave it as it is
finding-mobile-abroad-chinese = This is a Chinese number. Enter the one for calls abroad, if there is another
finding-mobile-abroad-of-another-country = Check the number. It is from { $country }, which is not among the stays. If it is right, leave it as it is
finding-guarantor-phone-not-chinese = Check this number: it is not a Chinese one. If the contact person has a Chinese number, enter that
finding-guarantor-phone-is-your-own = Check this number: the contact person and the traveller have the same
finding-guarantor-phone-is-yours-abroad = Check this number: the contact person and the traveller have the same
finding-met-by-your-own-phone = Check this number: the person who comes for pick-up and the traveller have the same
finding-met-by-your-phone-abroad = Check this number: the person who comes for pick-up and the traveller have the same
finding-handed-over-and-met-by-one-phone = Check these numbers: the person at the airport and the person in China have the same
finding-guarantor-is-yourself = This is the traveller’s own name. Unless the contact person is called the same, name somebody else
finding-contact-older-than-likely =
    { $who ->
        [person] Check who the contact person is to the traveller, who is { $age }. A parent of whoever fills this in may be the traveller’s child
       *[you] Check who the contact person is to you, at { $age }
    }
finding-minor-guarantor = Check who this is. Under 18 it is usually a parent, a guardian, a relative or a school

### Findings: destination

finding-child-lives-alone = Check this: under 16 there is usually an adult in the home
finding-address-is-quarantine-hotel = Enter the address after observation, not the hotel for observation
finding-address-mentions-quarantine = Check that this is the address after observation, not the hotel for observation
finding-address-is-none = Enter an address. If there is none in Zhejiang, use the address of the contact person
finding-address-is-nowhere = Enter where the first nights will be: with whom, in which hotel or shelter. If there is nobody, call the county before the journey
finding-address-is-unsure = Enter the address that is most likely. It can be corrected after sending
finding-address-without-number = If there is a number of the house, building or flat, add it
finding-address-elsewhere = This address begins with another province or city. Enter the one in { $county }

### Findings: companions

finding-companion-born-in-future = Check { $name }’s date of birth. This date has not come yet
finding-companion-has-your-document = Check the document number of { $name }: the traveller has the same
finding-companion-number-named = Check the beginning of the document number of { $name }. If its first letters only say “number” and are not printed in the document, take them out
finding-companion-twice = Check the document number of { $name }: another companion has the same
finding-companion-parent-too-young = Check { $name }’s date of birth. A parent is older than the traveller
finding-companion-child-too-old = Check { $name }’s date of birth. A child is younger than the traveller
finding-companion-child-declares-alone = { $name } is under 14. A parent or guardian usually declares for a child
finding-child-without-adult = Add the adult who travels along
finding-child-travels-alone = Under 14: with an adult companion, choose that; if the airline looks after the child, choose that and say who hands over and who meets the child. If the child does travel alone, leave it as it is

### Findings: health

finding-fever-not-among-symptoms = Check the symptoms and the temperature: from 37.3 °C on it is a fever, and fever is not chosen
finding-temperature-low = Check the temperature. Below 35 °C it was probably not measured well
finding-medicine-without-symptoms = There was medicine for fever, a cold or a cough. Check that there was no symptom
finding-medicine-with-earlier-symptoms = There was medicine in the last 72 hours. Check that the symptoms have been over for more than 72 hours, also without it
finding-symptoms-in-future = Enter the day on which it began. This day has not come yet
finding-symptoms-of-long-ago = Check this: only symptoms since { $since } are asked about. If it was over before, do not choose it; if it was still there in these days, leave it as it is
finding-symptoms-now-of-long-ago = Check the date { $since }. If it is right: an old complaint that has become no worse, or one of pregnancy, is not meant here
finding-symptoms-are-recent = This is said to be over, and began less than 72 hours ago. Choose “Now, or in the last 72 hours”, or check the day
finding-fever-is-now = Check this: the temperature is 37.3 °C or more today, and the symptoms are said to be over
finding-other-symptom-is-none = If there is no other symptom, take “Other” away, or choose “None of these”
finding-other-symptom-is-no-illness = Check this: pregnancy, monthly pain, jet lag and travel sickness are not meant here. If there is nothing else, take “Other” away, or choose “None of these”
finding-case-contact-in-future = Enter the day of the last contact. This day has not come yet
finding-fever-contact-in-future = Enter the day of the last contact. This day has not come yet
finding-cluster-in-future = Enter the day on which the last of them fell ill. This day has not come yet
finding-case-contact-too-early = This asks about the days since { $since }. If it was earlier, answer no. Otherwise correct the date
finding-fever-contact-too-early = This asks about the days since { $since }. If it was earlier, answer no. Otherwise correct the date
finding-cluster-too-early = This asks about the days since { $since }. If all of them were well again by then, answer no. If somebody was still ill, leave it as it is
finding-positive-test-is-an-infection = A positive test on { $taken } speaks of an earlier infection. If it was one, tick that above; if other tests showed that it was none, leave it as it is
finding-infection-is-recent = This infection is less than { $days } days ago and still counts. If the date is wrong, correct it
finding-infection-in-future = Enter the first day of the illness. This day has not come yet
finding-listed-flight-without-seat = There were infected people on { $flight }. Enter the seat: only those who sat near them, and the crew, are concerned

### Findings: tests

finding-test-in-future = Enter the date the sample was taken. This date has not come yet
finding-test-too-old = This test is { $days } days old at the departure on { $departs }. A newer one may be asked for
finding-antibodies-are-no-infection = Antibodies can come from a vaccination and are no infection by themselves. If nothing else was positive, leave the infection out
finding-test-shows-antibodies = An antibody test does not show an infection of today. Enter a PCR or antigen test if there is one

### Findings: your statement

finding-helper-is-traveller = Check this name: it is the traveller’s own. If you fill it in for yourself, choose “For myself” on the first page
finding-child-fills-in-alone = A parent or guardian fills this in for a child under 14: on the first page, choose “For someone else”
finding-guardian-of-an-adult = Check how the traveller agreed. The traveller is of age
finding-truth-not-confirmed = Tick the statement if it is true. Without it the declaration cannot be sent
finding-processing-not-agreed = Tick the statement if you agree. Without it the declaration cannot be sent

### Why a code has its colour

reason-symptoms = Symptoms or a fever, now or in the last 72 hours.
    .call-first = Call the hotline before leaving for China. On entry, show this code first and follow the medical staff.
    .landed = Tell the staff now about the symptoms, show this code and follow the medical staff. If nobody is near, call the hotline.
    .by-time = By time: once all of it has been over for 72 hours, declare again. It then counts as over.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-past-symptoms = Symptoms earlier, which are over.
    .by-time = By time: once it has been over for more than 14 days, declare again.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-positive-test = A PCR or antigen test was positive, or an infection is not over yet.
    .call-first = Call the hotline before leaving for China. On entry, show this code first and follow the medical staff.
    .landed = Tell the staff now, show this code and follow the medical staff. If nobody is near, call the hotline.
    .by-time = By time: once it is over and began more than 14 days ago, declare again.
    .by-test = By a test: when an officer records a later PCR test that is negative.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-recent-infection = An infection with COVID-19 (fallen ill, or first tested positive) less than 14 days ago.
    .call-first = Call the hotline before leaving for China. On entry, show this code first and follow the medical staff.
    .landed = Tell the staff now, show this code and follow the medical staff. If nobody is near, call the hotline.
    .by-time = By time: once it was more than 14 days ago, declare again.
    .by-test = By a test: when an officer records a later PCR test that is negative.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-close-contact = Contact with somebody who has a confirmed or suspected infection.
    .call-first = Call the hotline before leaving for China. On entry, show this code first and follow the medical staff.
    .landed = Tell the staff now, show this code and follow the medical staff. If nobody is near, call the hotline.
    .by-time = By time: once it was more than 14 days ago, declare again.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-risk-flight = A seat near infected people on one of the flights.
    .by-time = By time: 14 days after the entry that an officer has recorded, the code is assigned anew by itself.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-elevated-flight = One of the flights is on the list of elevated risk.
    .by-time = By time: 14 days after the entry that an officer has recorded, the code is assigned anew by itself.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-flight-seat-unknown = There were infected people on one of the flights, and the seat is not known yet.
    .next = Enter the seat as soon as it is known: only those who sat near them, and the crew, are concerned.
    .by-time = By time: 14 days after the entry that an officer has recorded, the code is assigned anew by itself.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-days-unknown = Some of the last 14 days, or of the 14 before entering China, are not accounted for.
    .next = Add the stay that is missing under “Places of stay”, and send the declaration again.
    .by-time = By time: 14 days after the entry that an officer has recorded, the code is assigned anew by itself.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-observation-completed = Medical observation was completed after the entry.
    .landed = The observation is over, and nothing more is asked. The county says how to get the code that is used inside China.
reason-severe-stay = In a high-risk country or region in the last 14 days, or in the 14 before entering China.
    .by-time = By time: once it has been over for more than 14 days and an officer has recorded the entry, the code is assigned anew by itself.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-exposure = Contact with people who had fever, a cough or a cold.
    .by-time = By time: once it was more than 14 days ago, declare again.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-elevated-stay = In a country or region of elevated risk in the last 14 days, or in the 14 before entering China.
    .by-time = By time: once it has been over for more than 14 days and an officer has recorded the entry, the code is assigned anew by itself.
    .by-officer = By an officer: when the end of medical observation is recorded.
reason-window-passed = 14 days have passed since the entry, and no other risk is known.
reason-no-risk = No symptoms, no contact with illness, and no stay in a place of higher risk.
reason-another-declaration = Another declaration with this document has this colour, and the stricter of the two applies, also when it was withdrawn.
reason-another-declaration-health = Another declaration with this document has this colour for what it says about health, and the stricter of the two applies, also when it was withdrawn.
    .call-first = Call the hotline before leaving for China. On entry, show this code first and follow the medical staff.
    .landed = Show this code to the staff now and follow the medical staff. If nobody is near, call the hotline.

fact-symptoms = Symptoms now or in the last 72 hours
fact-symptoms-at-all = Symptoms, now or earlier
fact-fever = Temperature of 37.3 °C or more
fact-test-positive = Positive PCR or antigen test
fact-officer-positive = Positive test, recorded by an officer
fact-infected = Infection that is not over yet
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

correction-correct-answers = If an answer is wrong or has changed, correct the declaration and send it again. The code is assigned anew.
correction-record-test = If a later PCR test was negative, have an officer record it, or ask for a review; the code is then assigned anew. If an answer is wrong, correct the declaration and send it again.
correction-correct-stays = If a place or date is wrong, correct “Places of stay” and send the declaration again.
correction-add-seat = Enter the seat at the flight under “Journey” and send the declaration again.
correction-ask-platform = If this seems wrong, ask for a review. A person looks at it again.
correction-another-declaration = If it is somebody else’s, or things have changed, ask for a review. A person looks at both.

### Why a question is asked

purpose-identity-check = So that the code belongs to one person alone and officers can match it with the document.
purpose-journey-tracing = So that people nearby can be told if someone on the journey falls ill.
purpose-epidemic-assessment = So that the risk can be assessed. The colour of the code rests on answers like this one.
purpose-follow-up = So that calls get through before the journey, on the way and after the entry.
purpose-reception = So that the county of destination knows when and where somebody arrives.
purpose-consent-record = So that there is proof of what was agreed to.
purpose-helper-record = So that it is known who filled this in, and with what right.

reader-port-officer = Officers at the port of entry
reader-county-contact = The liaison officer of the county of destination
reader-health-officer = Health officers who assess risk
reader-hotline = The hotline’s staff
reader-platform-officer = Officers of the provincial platform

### Hotlines

hotline-consular = Consular protection 12308
    .hours = Day and night, for Chinese citizens abroad
