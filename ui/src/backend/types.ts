// Written by `cargo xtask codegen` from crates/app/src/dto. Do not edit.

export type AddedQuestion = { 
/**
 * Message id.
 */
text: string, 
/**
 * Message id of the group it is asked in, item by item.
 */
group: string | null, 
/**
 * It must be answered as the draft stands.
 */
required: boolean, };

export type AskedReview = { 
/**
 * RFC 3339 instants.
 */
asked_at: string, 
/**
 * The message `code-review-reason-<this>`.
 */
reason: string, due: string, answered_at: string | null, granted: boolean, 
/**
 * The message `code-review-answer-<this>`.
 */
answer: string | null, };

export type BackupFile = { 
/**
 * Where it lies; nowhere if it came by pictures.
 */
path: string | null, 
/**
 * It holds what waits to be sent, sealed: there is nothing to open.
 */
sealed: SealedFile | null, 
/**
 * A passphrase opens it; else the owner's own key does, if it is for them.
 */
by_passphrase: boolean, };

export type BackupPurpose = "backup" | "hand-over";

export type BrokenSpool = { 
/**
 * The file's name.
 */
name: string, 
/**
 * Envelopes that could be read of it and wait to be sent again; none where nobody knows.
 */
rescued: number | null, };

export type Card = { 
/**
 * UUID of the declaration.
 */
id: string, 
/**
 * What the traveller says on the telephone.
 */
reference: string, revision: number, 
/**
 * What the draft is for, or what was sent last where there is no draft.
 */
kind: SaidKind, 
/**
 * What was sent can be confirmed: nothing has changed.
 */
may_confirm: boolean, 
/**
 * The day of the landing has come, and what only matters then was not yet answered.
 */
after_landing: boolean, 
/**
 * The traveller was not on board: the journey is to be corrected.
 */
missed: boolean, 
/**
 * The page that asks for the journey, once it was sent.
 */
journey_page: string | null, 
/**
 * RFC 3339 instant at which the last code ended, where it did before the county has met the traveller.
 */
ended: string | null, 
/**
 * As typed, Chinese characters first; none while unanswered.
 */
name: string | null, 
/**
 * Such as `FRA → PVG`.
 */
route: string | null, 
/**
 * ISO date of the first departure.
 */
departs_on: string | null, 
/**
 * The border is crossed by air, or nobody knows yet: its stages are called as airlines call them.
 */
by_air: boolean, 
/**
 * An intention of somebody who has decided not to come.
 */
stays: boolean, state: SendState, 
/**
 * There is a draft of a later revision than the one sent.
 */
correcting: boolean, withdrawn: boolean, progress: Progress, stage: Stage | null, 
/**
 * Colour of the last verified code, if it is still valid.
 */
colour: Colour | null, 
/**
 * That code ends before the traveller boards.
 */
ends_early: EndsEarly | null, next: NextStep, 
/**
 * Number of a newer edition that the draft can be brought to.
 */
newer: number | null, 
/**
 * What stands in the way of sending, with its remedy.
 */
problem: Problem | null, 
/**
 * A person has to act before it is sent: it is not tried again as it is.
 */
stopped: boolean, 
/**
 * The time of the place where the traveller is, by which every time is told; none where no journey says one.
 */
zone: PlaceTime | null, 
/**
 * RFC 3339 instant at which its sending window opens, while it waits for that: nothing of it was sent yet.
 */
opens: string | null, 
/**
 * Somebody else has it in hand: here it is only to be looked at.
 */
handed_over: HandedOver | null, 
/**
 * Of what came second: whom it was taken back from, in the words of whoever handed it over.
 */
rival: string | null, 
/**
 * RFC 3339 instant of the last change.
 */
updated_at: string, };

export type Cards = { cards: Array<Card>, 
/**
 * How many there are in all.
 */
total: number, };

export type ChangedQuestion = { 
/**
 * Message id, in either edition.
 */
text: string, 
/**
 * Message id of the group it is asked in.
 */
group: string | null, 
/**
 * In what.
 */
differs: Array<Differs>, 
/**
 * The draft has an answer to it.
 */
answered: boolean, };

export type Check = { 
/**
 * Part of it is damaged.
 */
damaged: boolean, };

export type Choice = { value: string | boolean, 
/**
 * Message id, for the rulebook's own lists.
 */
text: string | null, 
/**
 * Words in the traveller's language, for places.
 */
label: string | null, 
/**
 * A second line: the code, the city.
 */
detail: string | null, };

export type ClaimSlip = { id: string, 
/**
 * What is said on the telephone.
 */
reference: string, 
/**
 * Whose it is.
 */
name: string | null, state: SendState, 
/**
 * RFC 3339 instant at which its sending window opens, while it waits for that.
 */
opens: string | null, 
/**
 * Why the platform has not accepted it, where it said so while its traveller is still there.
 */
refused: Problem | null, 
/**
 * What is typed where nothing scans.
 */
claim: string, 
/**
 * The address of the page without what opens the declaration there.
 */
address: string, 
/**
 * The whole address.
 */
qr: QrDrawing, };

export type Cleaned = { 
/**
 * Pointer of the answer.
 */
pointer: string, what: WentAway, };

export type ClockNotice = { off: OffClock, 
/**
 * RFC 3339 instant, by this computer.
 */
here: string, 
/**
 * The same instant by the platform; none while it has not answered.
 */
platform: string | null, 
/**
 * ISO date on which the newest rules at hand were issued.
 */
issued: string, };

export type ClockTurn = { 
/**
 * RFC 3339 instant.
 */
from: string, minutes: number, };

export type CodeScreen = { id: string, 
/**
 * What the traveller says on the telephone.
 */
reference: string, revision: number, state: SendState, withdrawn: boolean, stage: Stage | null, code: CodeState, 
/**
 * What was sent can be confirmed: nothing has changed.
 */
may_confirm: boolean, 
/**
 * The day of the landing has come, and what only matters then was not yet answered.
 */
after_landing: boolean, 
/**
 * The page of the form that asks for the journey: what changes most often after sending.
 */
journey_page: string | null, 
/**
 * The traveller is in China: what comes next no longer speaks of boarding.
 */
landed: boolean, 
/**
 * How the border is crossed, where it is not by air: nothing then speaks of a flight.
 */
crossing: Crossing | null, 
/**
 * The name in Chinese characters that was declared beside the one on the code.
 */
han_name: string | null, 
/**
 * A code was assigned and is with its member, who answered on a phone of their own: RFC 3339 instant until which it counts.
 */
with_member: string | null, 
/**
 * Why the code has its colour; none where the sent answers do not lead to it, or there is no code.
 */
explanation: Explanation | null, 
/**
 * A line that is known here serves the traveller; else nothing tells them to call.
 */
line: boolean, 
/**
 * The traveller cannot telephone: what they are told works in writing.
 */
writes: boolean, 
/**
 * A later revision is being filled in.
 */
correcting: boolean, 
/**
 * The time of the place where the traveller is, by which every time is told; none where no journey says one.
 */
zone: PlaceTime | null, 
/**
 * RFC 3339 instant at which its sending window opens, while it waits for that.
 */
opens: string | null, 
/**
 * RFC 3339 instant of the platform's last word, by its clock: nothing here is younger.
 */
as_of: string | null, 
/**
 * The platform holds a later revision, or a withdrawal, that this vault never sent: somebody else may have.
 */
elsewhere: boolean, 
/**
 * The way to the home county; none before anything was declared.
 */
way: Way | null, 
/**
 * The last review that the traveller asked for.
 */
review: AskedReview | null, 
/**
 * A review may be asked for now.
 */
may_ask_review: boolean, 
/**
 * Who has looked at the declaration, newest first.
 */
looks: Array<ShownLook>, 
/**
 * What is printed for the way from the port to home; none before a code is there.
 */
slip: Slip | null, 
/**
 * What the platform wrote to the traveller, newest first.
 */
messages: Array<PlatformMessage>, };

export type CodeState = { "kind": "none" } | { "kind": "verified", colour: Colour, rule: string, 
/**
 * Messages `reason-<id>`.
 */
reasons: Array<string>, 
/**
 * The revision that it is given for; an earlier one than the screen's while a correction is on its way.
 */
revision: number, edition: number, 
/**
 * The list of risk that places and flights were looked up in: its number, and ISO date of its day of issue.
 */
list: number, list_issued: string, 
/**
 * RFC 3339 instants.
 */
issued_at: string, valid_until: string, 
/**
 * IANA zone of the place where it is shown, such as `Asia/Shanghai`.
 */
zone: string, expired: boolean, 
/**
 * It ends before the traveller boards for China.
 */
ends_early: EndsEarly | null, 
/**
 * As printed in the document.
 */
name: string, 
/**
 * Last characters of the document's number.
 */
document_tail: string, flight: string | null, 
/**
 * ISO date on which that flight, or whatever crosses the border, departs.
 */
departs_on: string | null, 
/**
 * The text inside the QR.
 */
payload: string, qr: QrDrawing, 
/**
 * Message `correction-<id>`: how to have it changed.
 */
correction: string, 
/**
 * It rests on a sample edition, and says so wherever it is shown.
 */
sample: boolean, } | { "kind": "refused", problem: Problem, };

export type Colour = "green" | "yellow" | "orange";

export type CommonDone = { changed: number, 
/**
 * Left as they are: sent, in other hands, or without a draft.
 */
left: number, 
/**
 * It can be undone.
 */
undo: boolean, };

export type CommonQuestion = { pointer: string, 
/**
 * Message id of its name.
 */
text: string, control: string, 
/**
 * Which leg, from 1.
 */
item: number | null, choices: Array<Choice>, };

export type CompanionLeft = { 
/**
 * Their place among the companions, from 0.
 */
index: number, 
/**
 * As the declaration names them.
 */
name: string, };

export type ConsentWay = "beside" | "phone" | "written" | "message" | "guardian";

export type CountyCount = { code: string, 
/**
 * In the language in use.
 */
name: string, count: number, };

export type CountyNumber = { 
/**
 * Its name in the language of the screen.
 */
name: string, phone: string, };

export type Crossing = { 
/**
 * The message that says by what: an option's of the edition; none where the edition does not ask.
 */
by: string | null, 
/**
 * Name of the port of entry.
 */
port: string | null, 
/**
 * ISO date on which the traveller arrives there.
 */
on: string | null, };

export type DataCopy = { id: string, 
/**
 * Whose it is; none while unanswered.
 */
name: string | null, reference: string, edition: number, 
/**
 * Whom the questions speak of.
 */
who: Who, revision: number, 
/**
 * RFC 3339 instant of sealing; none of a draft.
 */
sealed_at: string | null, 
/**
 * The time of the place where the traveller is, by which that is told; none where no journey says one.
 */
zone: PlaceTime | null, answers: Array<ReadBack>, };

export type DayCount = { 
/**
 * ISO date.
 */
day: string, count: number, };

export type DeclaredBefore = { id: string, reference: string, 
/**
 * The number of the flight that enters China.
 */
flight: string | null, 
/**
 * ISO date on which it departs.
 */
day: string | null, };

export type Deleted = { 
/**
 * The latest first.
 */
items: Array<DeletedItem>, 
/**
 * Names of the folders with damaged vaults: each holds what was there before its rescue.
 */
aside: Array<string>, };

export type DeletedItem = { id: string, 
/**
 * The traveller's name, where it is known.
 */
name: string | null, 
/**
 * Such as `FRA → PVG`.
 */
route: string | null, 
/**
 * Only a correction, what was sent stays: which of those given up.
 */
correction: number | null, 
/**
 * RFC 3339 instant.
 */
deleted_at: string, 
/**
 * When it goes for good; told as a day, by the same clock.
 */
until: string, };

export type Desk = { settings: DeskSettings, all: number, 
/**
 * Cases that need a hand today.
 */
in_need: number, standing: Array<StandingCount>, needs: Array<NeedCount>, flights: Array<FlightCount>, counties: Array<CountyCount>, days: Array<DayCount>, stages: Array<StageCount>, 
/**
 * The latest imports.
 */
imports: Array<DeskImport>, 
/**
 * Cards that are being made anew: what stands in the list may change.
 */
unchecked: number, };

export type DeskAsking = { id: string, name: string, 
/**
 * As the document has it.
 */
latin_name: string, reference: string, 
/**
 * BCP 47 tag of the language that the member reads, as far as the answers tell.
 */
language: string, open: Array<OpenQuestion>, };

export type DeskCase = { row: DeskRow, card: Card, 
/**
 * As the document has it.
 */
latin_name: string, phone: string | null, mandate: DeskMandate | null, 
/**
 * The first open questions, and how many there are.
 */
open: Array<OpenQuestion>, open_count: number, 
/**
 * The personal link, where one was made.
 */
link: DeskLink | null, 
/**
 * What was done, the latest first.
 */
log: Array<DeskLog>, 
/**
 * Whether there is something to be filled in.
 */
draft: boolean, };

export type DeskDoing = "idle" | "importing" | "checking" | "sending";

export type DeskFailure = { id: string, name: string, problem: Problem, };

export type DeskFilter = { text: string, standing: Standing | null, 
/**
 * Only those that need a hand, for whatever reason.
 */
in_need: boolean, need: Need | null, flight: string | null, 
/**
 * ISO date.
 */
day: string | null, county: string | null, stage: string | null, order: DeskOrder, };

export type DeskImport = { number: number, file: string, volunteer: string, 
/**
 * RFC 3339 instant.
 */
at: string, undone: boolean, };

export type DeskLink = { state: LinkState, 
/**
 * RFC 3339 instant until which it counts.
 */
until: string, 
/**
 * RFC 3339 instant at which the member answered.
 */
answered_at: string | null, 
/**
 * What is sent to the member, as long as it is of use.
 */
address: string | null, 
/**
 * The same for a camera.
 */
qr: QrDrawing | null, };

export type DeskLog = { 
/**
 * Message id is `chamber-log-<what>`.
 */
what: string, note: string, 
/**
 * ISO date.
 */
again_on: string | null, volunteer: string, 
/**
 * RFC 3339 instant.
 */
at: string, };

export type DeskMandate = { way: ConsentWay, said_by: string, witness: string, volunteer: string, wording: string, 
/**
 * RFC 3339 instant.
 */
given_at: string, };

export type DeskOrder = "hand" | "day" | "name" | "place";

export type DeskRow = { id: string, name: string, 
/**
 * Last characters of the document's number.
 */
document_end: string, flight: string, 
/**
 * ISO date.
 */
day: string | null, 
/**
 * Of the county, in the language in use.
 */
county: string, standing: Standing, missing: number, blocking: number, 
/**
 * What the form asks to look at again.
 */
warnings: number, 
/**
 * The stage of the journey, once the platform has said one.
 */
stage: string, needs: Array<Need>, 
/**
 * Row of the list that they came by, from 1.
 */
place: number | null, };

export type DeskRows = { rows: Array<DeskRow>, total: number, 
/**
 * Where the first of them stands.
 */
offset: number, };

export type DeskSettings = { 
/**
 * The organisation's name, as it is written into declarations.
 */
organisation: string, 
/**
 * Who sits there now; empty until somebody has said so since the vault was opened.
 */
volunteer: string, 
/**
 * Who has sat there.
 */
volunteers: Array<string>, 
/**
 * What members are asked to consent to, in the organisation's words; empty: Guitu's own.
 */
wording: string, 
/**
 * A token that the platform has enrolled the organisation with, as it is typed. It is taken and never given back.
 */
enrolment: string, 
/**
 * Whether there is one: it stays while none is typed.
 */
enrolled: boolean, };

export type DeskSheet = { id: string, name: string, 
/**
 * As the document has it.
 */
latin_name: string, reference: string, 
/**
 * The personal link, where sheets are printed with it and there is something to ask.
 */
link: DeskLink | null, };

export type DeskTwin = { row: DeskRow, 
/**
 * Whether it can go: nothing of it was sent.
 */
may_go: boolean, };

export type DeskTwins = { 
/**
 * `document`, `name-and-born`, `name-and-phone`.
 */
alike: string, cases: Array<DeskTwin>, 
/**
 * What differs, side by side.
 */
fields: Array<TwinField>, };

export type DeskWork = { 
/**
 * Nothing is under way where this is `idle`.
 */
doing: DeskDoing, done: number, of: number, 
/**
 * Of a sending: those that could not be sealed, and why.
 */
failed: Array<DeskFailure>, paused: boolean, };

export type Differs = "words" | "control" | "options" | "required" | "limits" | "condition" | "page" | "agreement";

export type Directory = { 
/**
 * The edition whose texts name them.
 */
edition: number, hotlines: Array<Hotline>, 
/**
 * What whoever calls is asked for: the declarations that the platform may know, newest first.
 */
references: Array<NamedReference>, 
/**
 * Numbers of the counties that they go to, where a notice has published one.
 */
counties: Array<CountyNumber>, 
/**
 * Nobody among them can telephone.
 */
writes: boolean, };

export type DraftState = "not-sent" | "correction-not-sent";

export type EditionChange = { id: string, from: number, to: number, newer: NewerEdition, 
/**
 * Days of the look-back window, before and after, where they differ.
 */
look_back: LookBack | null, 
/**
 * Questions that are new.
 */
added: Array<AddedQuestion>, 
/**
 * Questions that are no longer asked, with what was answered; in the old edition's words.
 */
dropped: Array<OldAnswer>, 
/**
 * Questions that are asked in other words or in another way.
 */
changed: Array<ChangedQuestion>, 
/**
 * Answers that do not fit their question any more; in the old edition's words.
 */
aside: Array<OldAnswer>, 
/**
 * What the newer edition finds in the answers, and the old one did not.
 */
found: Array<ReviewFinding>, 
/**
 * What the old edition found, and the newer one does not; in the old edition's words.
 */
settled: Array<ReviewFinding>, 
/**
 * The answers that colour a code are read by rules that have changed.
 */
policy: boolean, };

export type EndsEarly = { 
/**
 * RFC 3339 instant of the departure of the leg into China.
 */
boards_at: string, 
/**
 * The hour is known; else these are the ends of days, and only the days may be shown.
 */
timed: boolean, 
/**
 * RFC 3339 instant from which a code of the same validity holds until then.
 */
confirm_from: string, 
/**
 * That instant has come.
 */
due: boolean, 
/**
 * The time of the place of boarding; none where its zone is not known here.
 */
zone: PlaceTime | null, };

export type Explanation = { 
/**
 * The facts that decided.
 */
deciding: Array<FactInWords>, 
/**
 * For each other colour, the fewest facts that would have to be different.
 */
nearest: Array<OtherColour>, };

export type FactInWords = { 
/**
 * The fact's name in the rulebook.
 */
fact: string, 
/**
 * The message `fact-<name>`.
 */
text: string, 
/**
 * Words already in the traveller's language (places, numbers, ISO dates).
 */
words: Array<string>, 
/**
 * Message ids of what else it is.
 */
texts: Array<string>, };

export type Filling = { id: string, revision: number, kind: SaidKind, edition: number, 
/**
 * Whom the questions speak of: `$who` of their texts.
 */
who: Who, state: DraftState, saved: Saved, pages: Array<PageSummary>, page: Page, 
/**
 * Pointer of the question that last had the focus on this page.
 */
focus: string | null, undo: UndoOffer | null, 
/**
 * What went away of the answer just given that a person may not have seen.
 */
cleaned: Cleaned | null, 
/**
 * A newer edition that the draft can be brought to.
 */
newer: NewerEdition | null, 
/**
 * The edition that the draft came from, and can go back to as it was while nothing is answered.
 */
came_from: number | null, 
/**
 * Answers given under an older edition whose questions are not on this form; those that are stand beside them.
 */
set_aside: Array<OldAnswer>, 
/**
 * The document on this page was declared with before.
 */
declared_before: DeclaredBefore | null, 
/**
 * How the traveller is was said too long ago, and is asked afresh: the code rests on it.
 */
afresh: boolean, 
/**
 * Pointer of the leg that the traveller was not on board of, and that is still declared: it is the one to change.
 */
missed: string | null, };

export type Finding = { pointer: string, rule: string, level: Level, 
/**
 * Numbers, ISO dates and words of the traveller's language; of what was answered a list, in which what was chosen is a message id.
 */
arguments: Record<string, string | number | (string | { text: string })[]>, };

export type FlightCount = { flight: string, 
/**
 * ISO date.
 */
day: string | null, count: number, };

export type FoundCount = { code: string, count: number, };

export type GroupItem = { 
/**
 * Pointer of the item, such as `/legs/0`.
 */
pointer: string, index: number, 
/**
 * Its answers in words, in the order of the questions, for the closed card.
 */
summary: Array<ItemWords>, questions: Array<Question>, 
/**
 * Blocking findings inside, spoken ones only.
 */
findings: number, };

export type HandedOver = { 
/**
 * In the words of whoever handed it over.
 */
receiver: string, 
/**
 * RFC 3339.
 */
at: string, };

export type HelpOffered = { 
/**
 * The declaration of whoever is asked.
 */
declaration: string, 
/**
 * As it is recorded.
 */
name: string, organisation: string, 
/**
 * Questions that the record answers: nobody is asked them. None where a parent's word stands.
 */
records: Array<string>, };

export type History = { id: string, 
/**
 * The edition whose texts name the questions.
 */
edition: number, 
/**
 * Whom the questions speak of.
 */
who: Who, 
/**
 * The traveller's name, where it is known.
 */
name: string | null, 
/**
 * The latest first.
 */
states: Array<PastState>, };

export type Home = { 
/**
 * The latest of them, newest first.
 */
cards: Array<Card>, 
/**
 * How many there are in all.
 */
total: number, sending: Sending, rulebook: Rulebook, 
/**
 * The edition in use takes an intention, before there is a ticket.
 */
takes_intentions: boolean, 
/**
 * How much was deleted and can be brought back.
 */
deleted: number, 
/**
 * What waits to be sent stood in a file that was broken, and stands in a new one: names of the files that were set aside.
 */
queues_made_anew: Array<string>, };

export type Hotline = { 
/**
 * Message id of its name.
 */
text: string, 
/**
 * As dialled from abroad, E.164 with spaces.
 */
number: string, 
/**
 * Message id of its hours.
 */
hours: string, };

export type ImportAnswer = { value: string, 
/**
 * Message id.
 */
text: string | null, label: string | null, 
/**
 * ISO date: what the example would be read as; none for what is no date.
 */
becomes: string | null, };

export type ImportAnswered = { code: string, column: number, header: string, answer: ImportAnswer, };

export type ImportCandidate = { id: string, name: string, born: string, document_end: string, };

export type ImportCell = { 
/**
 * Such as `C17`.
 */
address: string, header: string, column: number, 
/**
 * What stands in it, or was put there.
 */
text: string, edited: boolean, findings: Array<ImportFinding>, 
/**
 * Codes that the word may stand for, with their names.
 */
meant: Array<ImportMeant>, };

export type ImportChange = { pointer: string, 
/**
 * Message id of the question.
 */
text: string, from: string, to: string, conflicts: boolean, 
/**
 * The case.
 */
id: string, };

export type ImportChanged = { id: string, name: string, changes: Array<ImportChange>, };

export type ImportColumn = { at: number, 
/**
 * Such as `C`.
 */
letters: string, header: string, kind: string, guessed: boolean, 
/**
 * Why it is not imported, as a code.
 */
left_out: string | null, 
/**
 * Some of its cells.
 */
examples: Array<string>, };

export type ImportCounts = { members: number, new: number, changed: number, unchanged: number, conflicting: number, asked: number, blocked: number, left_out: number, twins: number, 
/**
 * Rows that would be written now.
 */
ready: number, };

export type ImportDecision = { "decide": "sheet", sheet: number, } | { "decide": "read-as", form: ImportTextForm, } | { "decide": "header", row: number | null, } | { "decide": "column", column: number, kind: string, } | { "decide": "answer", code: string, column: number, answer: string, } | { "decide": "ask-again", code: string, column: number, } | { "decide": "empty-all", code: string, } | { "decide": "fill-again", code: string, } | { "decide": "edit", cell: string, text: string | null, } | { "decide": "means", cell: string, code: string, } | { "decide": "leave-out", row: number, out: boolean, } | { "decide": "same", row: number, id: string | null, } | { "decide": "two-people", row: number, } | { "decide": "list-wins", id: string, pointer: string, };

export type ImportFinding = { code: string, arguments: { [key in string]: string }, blocks: boolean, };

export type ImportMeant = { code: string, name: string, 
/**
 * Message id of its name, where it is an option of a question.
 */
text: string | null, };

export type ImportQuestion = { code: string, column: number, header: string, 
/**
 * How many cells wait for it.
 */
cells: number, 
/**
 * One of them.
 */
example: string, day_first: number, month_first: number, 
/**
 * What can be answered.
 */
answers: Array<ImportAnswer>, };

export type ImportReport = { number: number, new: number, changed: Array<ImportChanged>, unchanged: number, conflicting: number, 
/**
 * Rows that were left behind: wrong, asked or left out.
 */
left: number, };

export type ImportRow = { 
/**
 * Row of the sheet, from 1.
 */
row: number, 
/**
 * Which of several in that row, from 1; none where it is one.
 */
person: number | null, name: string, document: string, flight: string, state: ImportState, ready: boolean, left_out: boolean, 
/**
 * Cells of which something is to be said.
 */
cells: Array<ImportCell>, 
/**
 * What would be other in a case that is there.
 */
changes: Array<ImportChange>, 
/**
 * Rows that look like the same person, from 1.
 */
twins: Array<number>, 
/**
 * Cases that it may be, where that is asked.
 */
candidates: Array<ImportCandidate>, };

export type ImportScreen = { file: string, 
/**
 * Names of the sheets that can be seen.
 */
sheets: Array<string>, sheet: number, 
/**
 * Names of the sheets that are hidden, and so not read.
 */
hidden: Array<string>, 
/**
 * How a text file was read; none for a workbook.
 */
text_form: ImportTextForm | null, 
/**
 * Row of the headers, from 1.
 */
header: number | null, columns: Array<ImportColumn>, 
/**
 * What a column may be.
 */
kinds: Array<string>, questions: Array<ImportQuestion>, 
/**
 * What was said of columns: it can be said otherwise.
 */
answered: Array<ImportAnswered>, 
/**
 * Rows that were not taken for members, from 1.
 */
skipped: Array<number>, 
/**
 * Cells that were emptied together, by their reason.
 */
emptied: Array<FoundCount>, counts: ImportCounts, 
/**
 * Findings by code, and how many rows have them.
 */
findings: Array<FoundCount>, rows: Array<ImportRow>, 
/**
 * How many rows the view has in all.
 */
total: number, offset: number, };

export type ImportState = "new" | "changed" | "unchanged" | "conflicting" | "asked";

export type ImportTextForm = { 
/**
 * `utf8`, `gb18030`, `utf16-le`...
 */
encoding: string, 
/**
 * `comma`, `semicolon`, `tab`.
 */
delimiter: string, };

export type ImportUndone = { 
/**
 * Cases that came by it and are gone.
 */
removed: number, 
/**
 * Cases that are as they were.
 */
restored: number, 
/**
 * Cases that were worked on since, and stay.
 */
kept: number, };

export type ImportView = { 
/**
 * Only rows with this finding.
 */
code: string | null, 
/**
 * Only rows of this kind: `blocked`, `asked`, `twin`, `new`, `changed`, `conflicting`, `unchanged`, `left-out`, `ready`.
 */
only: string | null, offset: number, };

export type InHand = { 
/**
 * A file, which is looked at again; or all of one that came by pictures.
 */
file: BackupFile | null, 
/**
 * Where one lay that is not there any more, or is not what it was.
 */
gone: string | null, 
/**
 * What pictures have brought so far.
 */
pictures: PictureRead | null, };

export type ItemWords = { 
/**
 * The control that it was asked with: a day and its hour stand together, places by an arrow.
 */
control: string, words: string, };

export type Key = { "kind": "keychain" } | { "kind": "passphrase", 
/**
 * As typed.
 */
text: string, } | { "kind": "recovery-code", 
/**
 * As typed or read from the sheet's QR.
 */
text: string, };

export type KeychainState = "ready" | "locked" | "asking" | "absent";

export type KioskCounts = { begun: number, complete: number, received: number, finished: number, left: number, 
/**
 * By staff.
 */
ended: number, printed: number, unprinted: number, };

export type KioskEnding = "finished" | "left" | "staff";

export type KioskFront = { 
/**
 * A staff key was made; before that nobody can begin.
 */
ready: boolean, 
/**
 * Whose kiosk it is, as the deployment file says.
 */
organisation: string, 
/**
 * The screen goes blank after so many seconds without a touch.
 */
blank_after_seconds: number, 
/**
 * And is erased after so many.
 */
erase_after_seconds: number, 
/**
 * Something can read aloud what is asked.
 */
reads_aloud: boolean, 
/**
 * The language of whoever looks after it: the panel does not tell in which one somebody fills in.
 */
staff_language: string, 
/**
 * Why nobody can begin; none where somebody can.
 */
out_of_order: Problem | null, };

export type KioskKeys = { 
/**
 * The number of the ring in use; none where the profile's own keys are.
 */
ring: number | null, 
/**
 * For how many days the newest of its keys has been in use; none where nobody says.
 */
days: number | null, };

export type KioskQueue = { 
/**
 * Declarations on their way.
 */
waiting: number, 
/**
 * Declarations that were refused for good.
 */
refused: number, letters: number, 
/**
 * RFC 3339 instant from which the oldest has waited.
 */
oldest: string | null, 
/**
 * The code of what the last attempt met.
 */
problem: string | null, };

export type KioskState = "idle" | "filling" | "complete" | "printing";

export type Level = "blocking" | "warning";

export type LinkState = "waiting" | "open" | "answered" | "outdated" | "over" | "refused";

export type ListFilter = { 
/**
 * As typed into the search field; all where it is empty.
 */
text: string, 
/**
 * Only in this state.
 */
state: SendState | null, order: ListOrder, };

export type ListOrder = "latest" | "day" | "name";

export type LookBack = { from: number, to: number, };

export type LostDeclaration = { 
/**
 * The traveller's name, where it is known.
 */
name: string | null, 
/**
 * What the traveller says on the telephone.
 */
reference: string, 
/**
 * Nothing of it is left.
 */
all: boolean, parts: Array<LostPart>, };

export type LostPart = "draft" | "sent" | "secret" | "sending" | "status" | "earlier" | "desk" | "handed-over";

export type MrzField = { pointer: string, 
/**
 * Message id of the question.
 */
text: string, 
/**
 * As read: a name, a country's name, an ISO date.
 */
read: string, 
/**
 * Message id of what was read, where it is one of a short list.
 */
read_text: string | null, 
/**
 * The form's present answer, in words.
 */
current: string | null, 
/**
 * Message id of the present answer, where it is one of a short list.
 */
current_text: string | null, 
/**
 * Its own check digit is right, or it has none and nothing contradicts it.
 */
trusted: boolean, 
/**
 * Has a check digit of its own.
 */
checked: boolean, same: boolean, };

export type MrzScreen = { 
/**
 * `td1`, `td2` or `td3`; none when the lines have no known shape.
 */
format: string | null, fields: Array<MrzField>, 
/**
 * What is wrong with the whole: shape, composite check digit.
 */
problems: Array<Problem>, };

export type NamedReference = { 
/**
 * The traveller's name; none where it is not typed yet.
 */
name: string | null, reference: string, };

export type Need = "stopped" | "flies-soon" | "call-again" | "not-boarded" | "not-signed" | "code-ends" | "edition";

export type NeedCount = { need: Need, count: number, };

export type NewConsent = { way: ConsentWay, 
/**
 * Who said it.
 */
said_by: string, 
/**
 * Who else heard it: on the telephone somebody must have.
 */
witness: string, 
/**
 * The words that were read out or signed, where the organisation has none of its own.
 */
wording: string, };

export type NewNote = { what: NoteKind, note: string, 
/**
 * ISO date to call again.
 */
again_on: string | null, };

export type NewerEdition = { number: number, 
/**
 * ISO date of its issue.
 */
issued: string, 
/**
 * ISO date of the last day on which the draft's edition is still taken; none where that is not limited.
 */
taken_until: string | null, 
/**
 * The draft's edition is not taken any more: it has to be brought to the newer one before it can be sent.
 */
over: boolean, };

export type NextStep = "continue" | "review" | "wait" | "show-code" | "fix" | "nothing" | "declare";

export type NoteKind = "reached" | "not-reached" | "wrong-number" | "note";

export type OffClock = "here" | "platform" | "either";

export type OldAnswer = { 
/**
 * The edition it was given under.
 */
edition: number, 
/**
 * JSON Pointer of where it stood.
 */
pointer: string, 
/**
 * Message id of its question, in the old edition's words.
 */
text: string, 
/**
 * Number of the item, from 1, inside a repeating group.
 */
item: number | null, 
/**
 * Words in the traveller's language.
 */
words: Array<string>, 
/**
 * Message ids of chosen options, in the old edition's words.
 */
texts: Array<string>, 
/**
 * `date`, `time`, or the control, so that the UI can format.
 */
control: string, 
/**
 * Why it could not stay: `not-asked`, `does-not-fit`, `other-words`.
 */
why: string, };

export type OpenQuestion = { pointer: string, 
/**
 * Message id of its name.
 */
text: string, 
/**
 * Of which item of a list, from 1.
 */
item: number | null, 
/**
 * Its page.
 */
page: string, 
/**
 * It is answered, and wrong.
 */
wrong: boolean, };

export type OtherColour = { colour: Colour, 
/**
 * Facts as they would have to be.
 */
changes: Array<FactInWords>, };

export type Owner = { 
/**
 * For choosing them.
 */
id: string, 
/**
 * The name that they chose to show.
 */
name: string | null, 
/**
 * In the order in which they came, from 1.
 */
number: number, };

export type Page = { id: string, sections: Array<Section>, };

export type PageStatus = "untouched" | "started" | "wrong" | "done";

export type PageSummary = { 
/**
 * Page id; its title is the message `page-<id>`.
 */
id: string, status: PageStatus, progress: Progress, };

export type PastAnswers = { seq: number, edition: number, answers: Array<ReadBack>, };

export type PastChange = { pointer: string, 
/**
 * Message id of the question.
 */
text: string, 
/**
 * Number of the item, from 1, inside a repeating group.
 */
item: number | null, };

export type PastState = { 
/**
 * Names it within its draft.
 */
seq: number, 
/**
 * RFC 3339 instant at which it was saved.
 */
saved_at: string, 
/**
 * What was changed after it.
 */
changed: Array<PastChange>, };

export type PendingLetter = { 
/**
 * `boarded`, `landed`, `missed-flight`, `takes-back`, `review`, `misuse`, `stays-abroad`: the message `letter-<this>`.
 */
says: string, 
/**
 * RFC 3339 instant.
 */
said_at: string, refused: boolean, };

export type PhonePage = { 
/**
 * The address of the page without what opens the declaration there.
 */
address: string, 
/**
 * The whole address, to be read by the phone's camera.
 */
qr: QrDrawing, 
/**
 * What is typed where nothing scans, of one that is printed.
 */
claim: string | null, 
/**
 * The platform knows that this phone may come in.
 */
ready: boolean, };

export type PictureRead = { 
/**
 * Parts that were not read before.
 */
new: number, 
/**
 * Parts that were.
 */
again: number, 
/**
 * QR codes of something else.
 */
strangers: number, 
/**
 * QR codes of a run that could not be read right.
 */
damaged: number, 
/**
 * Parts that are known of the file that is nearest to its end.
 */
have: number, 
/**
 * Parts of it in all; 0 before the first one.
 */
of: number, 
/**
 * Parts of so many different files were read.
 */
runs: number, 
/**
 * Once all of it is there.
 */
file: BackupFile | null, };

export type PlaceTime = { 
/**
 * IANA zone, such as `Asia/Almaty`; none for this computer's clock.
 */
zone: string | null, 
/**
 * In their order, never empty; the first one also holds before it.
 */
turns: Array<ClockTurn>, };

export type PlatformMessage = { 
/**
 * The message `message-<code>`.
 */
code: string, arguments: Record<string, string | number>, 
/**
 * RFC 3339 instant.
 */
at: string, };

export type PlatformShown = { 
/**
 * What it calls itself.
 */
name: string, address: string, 
/**
 * Fingerprint of its first root of trust.
 */
identity: string, 
/**
 * Fingerprint of the keys that it signs and is sealed to with.
 */
keys: string, 
/**
 * Fingerprint of the certificate authorities that its connections may rest on besides the system's; empty where there are
 * none.
 */
authorities: string, };

export type Preferences = { 
/**
 * BCP 47 tag; `None` until the person has chosen: the welcome screen asks.
 */
language: string | null, text_size: TextSize, theme: Theme, 
/**
 * The vault is locked after so many minutes in which nobody did anything; `None`: never.
 */
lock_after_minutes: number | null, };

export type Printer = { state: PrinterState, 
/**
 * Pages that wait for it.
 */
jobs: number, };

export type PrinterState = "ready" | "stopped" | "none";

export type Problem = { 
/**
 * A code of [`crate::Error`], such as `vault-key-missing`.
 */
code: string, 
/**
 * Arguments of the message; numbers and short technical words only.
 */
arguments: Record<string, string | number>, };

export type Progress = { 
/**
 * Required questions.
 */
required: number, 
/**
 * Required questions without an answer.
 */
missing: number, 
/**
 * Blocking findings, spoken or not, other than missing answers.
 */
blocking: number, warnings: number, };

export type Proposal = { 
/**
 * Id of the section.
 */
section: string, from: ProposedFrom, 
/**
 * One for each item, or one for the section: words of the traveller's language, ISO dates, and message ids of options.
 */
lines: Array<Array<string>>, };

export type ProposedFrom = { "kind": "journey" } | { "kind": "earlier", name: string, } | { "kind": "companion", name: string, };

export type QrDrawing = { size: number, 
/**
 * `d` of the path: dark modules as unit squares.
 */
path: string, };

export type Question = { 
/**
 * JSON Pointer (RFC 6901) of the answer, such as `/legs/0/from`.
 */
pointer: string, 
/**
 * Message id: label; attributes `.hint`, `.missing`, `.form` where they exist.
 */
text: string, 
/**
 * A control of `rulebook::Control`, in kebab-case. An unknown one says "this question needs a newer version".
 */
control: string, 
/**
 * The stored answer, whatever it is; `null` when there is none.
 */
value: unknown, 
/**
 * The answer in words where it is a code (a country, an airport, a county).
 */
shown: string | null, 
/**
 * What is understood of it: an airport's code and country, a division's parent, a telephone number's country.
 */
beside: string | null, required: boolean, 
/**
 * Short closed lists, all of it; long lists are searched with `options`.
 */
choices: Array<Choice>, 
/**
 * For `choices`: the value that excludes the others.
 */
exclusive: string | null, 
/**
 * Longest text the schema takes, in characters.
 */
max_length: number | null, 
/**
 * Findings that may speak now.
 */
findings: Array<Finding>, why: Why, 
/**
 * For `group`: the items, in order.
 */
items: Array<GroupItem>, 
/**
 * For `group`: most items the schema takes.
 */
max_items: number | null, 
/**
 * For `group`: its items are people who may get a declaration of their own.
 */
companions: boolean, 
/**
 * What was answered under an older edition and does not fit this question.
 */
earlier: OldAnswer | null, };

export type QueueTaken = { taken: number, 
/**
 * It was here already.
 */
known: number, 
/**
 * Other bytes are here in its place, or no kiosk seals such a thing.
 */
refused: number, 
/**
 * Files that are no sealed queue.
 */
broken: number, 
/**
 * Queues for another platform.
 */
elsewhere: number, };

export type QueueWritten = { 
/**
 * The file's name.
 */
name: string, envelopes: number, };

export type ReadBack = { page: string, pointer: string, 
/**
 * Message id of the question.
 */
text: string, 
/**
 * Number of the item, from 1, inside a repeating group.
 */
item: number | null, 
/**
 * Words already in the traveller's language (places, typed text, numbers, ISO dates).
 */
words: Array<string>, 
/**
 * Message ids of chosen options.
 */
texts: Array<string>, 
/**
 * `date`, `time`, or the control, so that the UI can format.
 */
control: string, };

export type ReceiverKey = { key: string, qr: QrDrawing, };

export type RecoverySheet = { groups: Array<string>, 
/**
 * On which day it was made (ISO 8601).
 */
made_on: string, 
/**
 * The name that its owner shows.
 */
owner: string | null, 
/**
 * The same in one piece.
 */
qr: QrDrawing, };

export type Rescued = { start: Start, 
/**
 * How many declarations there are now.
 */
kept: number, lost: Array<LostDeclaration>, 
/**
 * How many pages of the file could not be read; of some of them nobody may know what was on them.
 */
pages: number, 
/**
 * Ways to open were lost: only the one that was used now is left.
 */
slots_lost: boolean, 
/**
 * The damaged file was of an earlier time: what was typed since is missing as well.
 */
earlier: boolean, 
/**
 * Where the old file lies; `None` where nothing was damaged.
 */
aside: string | null, };

export type Resume = { 
/**
 * The screen's name in the window.
 */
screen: string, 
/**
 * The declaration on it.
 */
declaration: string | null, field: ResumeField | null, 
/**
 * What was written beside the form's questions and not sent off yet.
 */
texts: Array<ResumeText>, };

export type ResumeField = { 
/**
 * The question.
 */
pointer: string, 
/**
 * Which of its inputs, from 0: a date has three.
 */
input: number, 
/**
 * In UTF-16 units, as the window counts; the same twice is a cursor.
 */
start: number, end: number, };

export type ResumeText = { 
/**
 * The field's name in the window.
 */
name: string, text: string, };

export type Review = { id: string, revision: number, kind: SaidKind, edition: number, 
/**
 * Whom the questions speak of.
 */
who: Who, 
/**
 * That edition is a sample.
 */
sample: boolean, 
/**
 * A newer edition that the draft can be brought to.
 */
newer: NewerEdition | null, state: DraftState, pages: Array<PageSummary>, 
/**
 * Pages with findings, in the order of the form.
 */
findings: Array<ReviewPage>, 
/**
 * Answers that colour a code or block boarding, to be read once more.
 */
read_back: Array<ReadBack>, 
/**
 * No blocking finding is left.
 */
complete: boolean, 
/**
 * How the traveller is was said too long ago, and is asked afresh: the code rests on it.
 */
afresh: boolean, sending: Sending, 
/**
 * This document was declared with before.
 */
declared_before: DeclaredBefore | null, 
/**
 * Pointer of the leg that the traveller was not on board of, and that is still declared.
 */
missed: string | null, 
/**
 * A confirmation that is sent before that time gives a code that ends before the traveller boards, too.
 */
early: EndsEarly | null, };

export type ReviewFinding = { 
/**
 * Message id of the question.
 */
text: string, 
/**
 * Number of the item, from 1, inside a repeating group.
 */
item: number | null, finding: Finding, };

export type ReviewPage = { page: string, findings: Array<ReviewFinding>, };

export type Rulebook = { 
/**
 * Number of the edition in use.
 */
edition: number, 
/**
 * ISO date of its issue.
 */
issued: string, 
/**
 * ISO date of its last day, if one is known.
 */
valid_until: string | null, 
/**
 * RFC 3339 instant when it was last known that nothing newer is there; none before the first time.
 */
looked_at: string | null, 
/**
 * It may be out of date: its time, or its publisher's word for it, has run out.
 */
stale: boolean, 
/**
 * Whether this app knows where newer editions are.
 */
can_look: boolean, 
/**
 * What the last look met.
 */
problem: Problem | null, };

export type SaidKind = "declaration" | "intention" | "confirmation";

export type Saved = { 
/**
 * RFC 3339 instant of the commit.
 */
at: string, };

export type SealWith = { "kind": "passphrase", text: string, } | { "kind": "receiver", key: string, };

export type SealedFile = { 
/**
 * Not taken from the file yet.
 */
new: number, 
/**
 * On their way from here.
 */
waiting: number, 
/**
 * The platform has them.
 */
received: number, 
/**
 * The platform has refused them for good.
 */
refused: number, 
/**
 * This vault has sealed them itself, and sends them anyway.
 */
ours: number, };

export type Section = { id: string, 
/**
 * The document's number is asked here, so its machine readable zone can be read.
 */
reads_mrz: boolean, questions: Array<Question>, };

export type SendState = "not-sent" | "waiting" | "received";

export type Sending = { "kind": "to", name: string, } | { "kind": "nowhere", problem: Problem, } | { "kind": "swapped", before: PlatformShown, now: PlatformShown, };

export type ShownFile = { 
/**
 * How many declarations are in it.
 */
cases: number, 
/**
 * So many QR codes hold all of it; a camera reads them.
 */
pictures: number, 
/**
 * So many are enough where each is finer, for screenshots.
 */
fine_pictures: number, };

export type ShownLook = { 
/**
 * RFC 3339 instant.
 */
at: string, 
/**
 * The message `role-<this>`.
 */
by: string, 
/**
 * The messages `look-<this>`.
 */
purposes: Array<string>, };

export type Slip = { port: WayDesk | null, county: WayDesk | null, 
/**
 * As the traveller has written it.
 */
address: string | null, contact_name: string | null, contact_phone: string | null, phone_in_china: string | null, };

export type SlipFound = { "kind": "code", reference: string, 
/**
 * The edition whose words the reasons are.
 */
edition: number, colour: Colour, 
/**
 * Messages `reason-<id>`.
 */
reasons: Array<string>, 
/**
 * RFC 3339 instant.
 */
valid_until: string, 
/**
 * The time of the place where the traveller is, by their journey.
 */
zone: PlaceTime | null, name: string, document_tail: string, flight: string | null, 
/**
 * ISO date on which it departs, or whatever crosses the border.
 */
departs_on: string | null, ends_early: EndsEarly | null, sample: boolean, 
/**
 * A line that is known there serves the traveller.
 */
line: boolean, 
/**
 * Those that do.
 */
hotlines: Array<Hotline>, qr: QrDrawing, } | { "kind": "no-code", reference: string, stage: Stage, } | { "kind": "withdrawn", reference: string, } | { "kind": "waits", opens: string | null, problem: Problem | null, } | { "kind": "refused", problem: Problem, };

export type Slot = { id: string, kind: SlotKind, 
/**
 * In the owner's words; may be empty.
 */
label: string, 
/**
 * ISO date.
 */
created_on: string, };

export type SlotKind = "passphrase" | "recovery-code" | "keychain";

export type Slots = { slots: Array<Slot>, keychain: KeychainState, };

export type StaffPanel = { state: KioskState, 
/**
 * Why nobody can begin; none where somebody can.
 */
out_of_order: Problem | null, 
/**
 * Somebody of the staff helps whoever is there.
 */
helped: boolean, counts: KioskCounts, queue: KioskQueue, broken: Array<BrokenSpool>, 
/**
 * Staff have said that they saw all of these.
 */
broken_seen: boolean, 
/**
 * As it was set; none: the system's own choice.
 */
printer_name: string | null, printer: Printer, rulebook: Rulebook, 
/**
 * For how many days its edition has been out.
 */
edition_days: number, 
/**
 * None without a platform.
 */
keys: KioskKeys | null, 
/**
 * Sticks that are in.
 */
sticks: Array<string>, version: string, };

export type Stage = "intends" | "declared" | "boarded" | "landed" | "handed-over" | "received";

export type StageCount = { stage: string, count: number, };

export type Standing = "unchecked" | "no-consent" | "missing" | "blocked" | "ready" | "waiting" | "received" | "withdrawn" | "handed-over";

export type StandingCount = { standing: Standing, count: number, };

export type Start = { version: string, preferences: Preferences, 
/**
 * Languages that can be chosen, as BCP 47 tags, in the order of the list.
 */
languages: Array<string>, vault: VaultDoor, 
/**
 * Whose door it is, where several have one here or a name is shown.
 */
owner: Owner | null, 
/**
 * The folder in which the vault lies, for whoever has to put a file back.
 */
folder: string, 
/**
 * The rules in use are a sample: every screen says so.
 */
sample: boolean, 
/**
 * Where the owner was when they locked the vault that is open now; told once.
 */
resume: Resume | null, 
/**
 * Part of the open vault's file is damaged: a rescue saves the rest.
 */
damaged: boolean, 
/**
 * The open vault is the desk of an organisation that helps others.
 */
desk: DeskSettings | null, 
/**
 * This machine is a kiosk.
 */
kiosk: KioskFront | null, 
/**
 * The time by this computer's clock.
 */
here: PlaceTime, };

export type TakenOver = { purpose: BackupPurpose, 
/**
 * RFC 3339.
 */
made_at: string, 
/**
 * Declarations that were not here before.
 */
new: number, 
/**
 * Those that were here, and of which the file knew something newer.
 */
newer: number, 
/**
 * Those of which it knew nothing new.
 */
same: number, 
/**
 * Those that are not the same although they say so; they were left as they are here.
 */
refused: number, };

export type TextSize = "100" | "150" | "200";

export type Theme = "system" | "light" | "dark";

export type TwinField = { 
/**
 * Message id of the question.
 */
text: string, item: number | null, 
/**
 * By case, in words; none where it has no answer.
 */
words: Array<string | null>, };

export type UndoOffer = { 
/**
 * Pointer of the group.
 */
pointer: string, index: number, };

export type VaultDoor = { "door": "new", keychain: KeychainState, } | { "door": "choose", owners: Array<Owner>, } | { "door": "locked", ways: Array<SlotKind>, } | { "door": "asking", ways: Array<SlotKind>, } | { "door": "open" } | { "door": "refused", problem: Problem, ways: Array<SlotKind>, };

export type Way = { 
/**
 * In their order, from the declaration on.
 */
stages: Array<WayStage>, 
/**
 * What is waited for: the message `step-<this>`; none where the way is over, or nothing is known.
 */
step: string | null, 
/**
 * Who is responsible for it.
 */
desk: WayDesk | null, 
/**
 * RFC 3339 instant until which it is to happen.
 */
due: string | null, 
/**
 * ISO date that is said instead, where no hour is known.
 */
day: string | null, 
/**
 * That time is over.
 */
late: boolean, 
/**
 * What the traveller may say now; of these alone a press is enough.
 */
offers: Array<WayWord>, 
/**
 * What the traveller has said that the platform does not hold yet, or refused; oldest first.
 */
pending: Array<PendingLetter>, };

export type WayDesk = { 
/**
 * `port`, `county` or `province`.
 */
kind: string, 
/**
 * Name of the port or county.
 */
name: string | null, 
/**
 * As dialled from abroad, where the edition knows one.
 */
phone: string | null, };

export type WayStage = { stage: Stage, 
/**
 * The traveller has been there.
 */
reached: boolean, 
/**
 * The traveller is there now.
 */
current: boolean, 
/**
 * RFC 3339 instant, where it is known.
 */
at: string | null, 
/**
 * Only the day of it is known, in China.
 */
day_only: boolean, 
/**
 * `traveller`, the role of the officer who says so, or `journey` where the declared journey alone does.
 */
by: string | null, 
/**
 * Name of the port or county.
 */
place: string | null, };

export type WayWord = "boarded" | "landed" | "missed-flight" | "takes-back";

export type WentAway = "invisible" | "blanks" | "label" | "kin" | "seat";

export type Who = "you" | "child" | "person";

export type Why = { 
/**
 * The message `purpose-<purpose>`.
 */
purpose: string, 
/**
 * The messages `reader-<reader>`.
 */
readers: Array<string>, retention_days: number, };

export type Word = { "says": "way", word: WayWord, } | { "says": "review", 
/**
 * `places`, `test`, `illness`, `other-person` or `other`.
 */
reason: string, text: string, } | { "says": "misuse", text: string, } | { "says": "shuts-phones" };

export type Written = { path: string, 
/**
 * How many declarations are in it.
 */
cases: number, };
