import type {
  BackupFile,
  Card,
  Cards,
  ListFilter,
  Check,
  Choice,
  ClaimSlip,
  ClockNotice,
  CodeScreen,
  CommonDone,
  CommonQuestion,
  CompanionLeft,
  DataCopy,
  Deleted,
  Desk,
  DeskAsking, DeskCase,
  DeskFilter, DeskLink,
  DeskRows,
  DeskSettings,
  DeskSheet,
  DeskTwins,
  DeskWork,
  Directory,
  EditionChange,
  Filling,
  History,
  Home,
  ImportDecision,
  ImportReport,
  ImportScreen,
  ImportUndone,
  ImportView,
  Key,
  InHand,
  HelpOffered,
  KioskEnding,
  MrzScreen,
  NewConsent,
  NewNote,
  PastAnswers,
  PhonePage,
  PictureRead,
  Preferences,
  Proposal,
  QueueTaken,
  QrDrawing,
  QueueWritten,
  ReceiverKey,
  RecoverySheet,
  Rescued,
  Resume,
  Review,
  Rulebook,
  SealWith,
  SealedFile,
  ShownFile,
  SlipFound,
  Slots,
  StaffPanel,
  Start,
  TakenOver,
  Word,
  Written,
} from './types';

/** All that the screens may ask of the app. A refused call rejects with a `Problem`. */
export interface Backend {
  start(): Promise<Start>;
  setPreferences(preferences: Preferences): Promise<Start>;
  createVault(passphrase: string | null): Promise<Start>;
  unlock(key: Key): Promise<Start>;
  /** Goes to an owner's door, or to that of somebody new. */
  chooseOwner(id: string | null): Promise<Start>;
  /** Asks whose vault is to be opened. */
  chooseOwnerAnew(): Promise<Start>;
  /** The name that the owner of the open vault shows before it is open. */
  shownName(): Promise<string | null>;
  showName(name: string): Promise<string | null>;
  /** Locks and replaces the program; comes back only if that failed. */
  lock(resume: Resume): Promise<void>;

  /** Says that this page was asked to lock and does not. */
  staysOpen(): Promise<void>;
  /** Looks the whole file through. */
  checkVault(): Promise<Check>;
  /** Saves what can be read of a damaged file into a new one, and opens that. */
  rescue(key: Key): Promise<Rescued>;

  /** What is to be said about this computer's clock. */
  clock(): Promise<ClockNotice | null>;
  /** Whether something is due on some declaration; also while they are locked. */
  due(): Promise<boolean>;
  home(): Promise<Home>;
  /** A page of the declarations that a text is found in, from the one with this number on. */
  cases(filter: ListFilter, offset: number): Promise<Cards>;
  /** From now on declarations go to the platform that `home` said the profile names now. */
  takePlatform(): Promise<Home>;
  directory(of: string | null): Promise<Directory>;
  newDeclaration(): Promise<Filling>;
  /** Before there is a ticket. */
  startIntention(): Promise<Filling>;
  /** Goes on from an intention, or from a confirmation, to the whole declaration; every answer stays. */
  declare(id: string): Promise<Filling>;
  /** Nothing has changed: one screen, and a revision. */
  confirm(id: string): Promise<Filling>;
  /** What only matters after landing: one page, and a revision. */
  afterLanding(id: string): Promise<Filling>;
  /** What the traveller says beside revisions: boarded, landed, please review, somebody misused this. */
  say(id: string, word: Word): Promise<CodeScreen>;
  /** What a phone's camera reads to open this declaration there; on paper with the birth date asked for. */
  phone(id: string, onPaper: boolean): Promise<PhonePage>;
  openDeclaration(id: string): Promise<Filling>;
  deleteDeclaration(id: string): Promise<Home>;
  undoDelete(id: string, correction: number | null): Promise<Home>;
  deleted(): Promise<Deleted>;
  /** Forgets what was deleted, for good. */
  /** `unsaid` gives up what was said of it and could not be sent yet. */
  forget(id: string, correction: number | null, unsaid: boolean): Promise<Deleted>;
  /** Deletes the folder of a damaged vault. */
  deleteAside(name: string): Promise<Deleted>;
  history(id: string): Promise<History>;
  pastState(id: string, seq: number): Promise<PastAnswers>;
  bringBack(id: string, seq: number): Promise<Filling>;
  declareForCompanion(id: string, index: number): Promise<Filling>;
  /** Companions for whom nobody has begun a declaration here. */
  companionsLeft(id: string): Promise<CompanionLeft[]>;

  goTo(id: string, page: string, pointer: string | null): Promise<Filling>;
  focus(id: string, pointer: string): Promise<void>;
  answer(id: string, pointer: string, value: unknown): Promise<Filling>;
  leave(id: string, pointer: string): Promise<Filling>;
  /** `seen` names the findings that stand on the screen, as `rule pointer`: what nobody saw yet holds the page once. */
  leavePage(id: string, seen: string[]): Promise<Filling>;
  addItem(id: string, pointer: string): Promise<Filling>;
  raiseItem(id: string, pointer: string, index: number): Promise<Filling>;
  removeItem(id: string, pointer: string, index: number): Promise<Filling>;
  undo(id: string): Promise<Filling>;
  options(id: string, pointer: string, query: string): Promise<Choice[]>;
  /** What the sections of the open page may take over, where nothing is answered in them. */
  proposals(id: string): Promise<Proposal[]>;
  takeProposal(id: string, section: string): Promise<Filling>;
  giveBackProposal(id: string, section: string): Promise<Filling>;
  readMrz(id: string, text: string): Promise<MrzScreen>;
  takeMrz(id: string, text: string, pointers: string[]): Promise<Filling>;

  review(id: string): Promise<Review>;
  submit(id: string): Promise<Card>;
  sendNow(id: string): Promise<Card>;
  /** The system says that there is a network again. */
  networkChanged(): Promise<void>;
  code(id: string): Promise<CodeScreen>;
  copy(id: string): Promise<DataCopy>;
  correct(id: string): Promise<Filling>;
  withdraw(id: string): Promise<Card>;

  /** Asks where a file is to be written; says where, or nothing where nobody chose. The app writes there and nowhere else. */
  choosePlace(): Promise<string | null>;
  /** Asks for a file to be taken over. */
  chooseFile(): Promise<string | null>;
  /** Writes a copy of a declaration, or of all, to the place that was chosen. */
  backUp(id: string | null, seal: SealWith): Promise<Written>;
  /** Writes a declaration for somebody else, who has it in hand from then on. */
  handOver(id: string, receiver: string, seal: SealWith): Promise<Written>;
  /** Writes what waits of a declaration, sealed, for another computer to send. */
  saveSealed(id: string): Promise<Written>;
  /** Sends what is in the chosen file from here; says how far it is. */
  sendSealed(): Promise<SealedFile>;
  /** Whether the chosen file is a backup and whole, and what opens it. */
  lookInto(): Promise<BackupFile>;
  takeOver(passphrase: string | null): Promise<TakenOver>;
  /** Makes what `backUp` writes, to be shown on the screen. */
  showBackup(id: string | null, seal: SealWith): Promise<ShownFile>;
  /** Hands a declaration over to whoever reads it from the screen. */
  showHandOver(id: string, receiver: string, seal: SealWith): Promise<ShownFile>;
  /** A QR code of what is shown, by its number from 0; they go round. */
  runPicture(number: number, fine: boolean): Promise<QrDrawing>;
  putPicturesAway(): Promise<void>;
  /** Reads the QR codes of a picture of another screen: grey values, row after row. */
  readPicture(grey: Uint8Array, width: number): Promise<PictureRead>;
  /** The text of a slip's QR in a picture. */
  slipInPicture(grey: Uint8Array, width: number): Promise<string | null>;
  /** What a slip opens, by what was scanned or typed of it and the birth date. */
  openSlip(text: string, born: string): Promise<SlipFound>;
  /** What was being taken over when it was locked. */
  inHand(): Promise<InHand>;
  forgetPictures(): Promise<void>;
  /** Takes over what came by pictures. */
  takeOverPictures(passphrase: string | null): Promise<TakenOver>;
  takeBack(id: string): Promise<Home>;
  /** Leaves a declaration to whoever it was taken back from and has sent it first. */
  leaveToThem(id: string): Promise<Home>;
  /** What others seal to when they hand something over. */
  receiverKey(): Promise<ReceiverKey>;

  slots(): Promise<Slots>;
  addPassphrase(passphrase: string, label: string, proof: Key): Promise<Slots>;
  addKeychain(proof: Key): Promise<Slots>;
  changePassphrase(slot: string, passphrase: string, proof: Key): Promise<Slots>;
  removeSlot(slot: string, proof: Key): Promise<Slots>;
  /** A code to be printed; it opens nothing before `keepRecoveryCode` got some of its groups, by number from 1. */
  newRecoveryCode(): Promise<RecoverySheet>;
  keepRecoveryCode(typed: [number, string][], proof: Key): Promise<Slots>;
  /** Calls back while a new data key is made, with how many percent are done; returns how to stop. */
  onKeyChanging(listener: (percent: number) => void): () => void;

  /** Asks where a list is to be written; its ending says what it becomes. */
  chooseListPlace(ending: string): Promise<string | null>;
  /** Whose desk the open vault is. */
  /** With personal links where `links` says what is consented to. */
  deskSheets(ids: string[], links: string | null): Promise<DeskSheet[]>;
  /** Forgets these cases for good; gives how many those were. */
  deskWipe(ids: string[], unsaid: boolean): Promise<number>;
  setDesk(settings: DeskSettings | null): Promise<DeskSettings | null>;
  /** Counts, flights, imports: what stands beside the list. */
  desk(): Promise<Desk>;
  deskRows(filter: DeskFilter, offset: number, limit: number): Promise<DeskRows>;
  deskAll(filter: DeskFilter): Promise<string[]>;
  deskCase(id: string): Promise<DeskCase>;
  deskConsent(id: string, consent: NewConsent): Promise<DeskCase>;
  deskStrikeConsent(id: string): Promise<DeskCase>;
  /** The member's personal link: the open one, or a new one; `wording` is what they are asked to consent to. */
  deskLink(id: string, wording: string): Promise<DeskLink>;
  deskEndLink(id: string): Promise<DeskCase>;
  /** What is open of each, without anything that was answered. */
  deskAsking(ids: string[]): Promise<DeskAsking[]>;
  deskNote(id: string, note: NewNote): Promise<DeskCase>;
  /** Only what is open, and the question `at`. */
  telephone(id: string, at: string | null): Promise<Filling>;
  telephoneAnswer(id: string, pointer: string, value: unknown): Promise<Filling>;
  telephoneLeave(id: string, pointer: string): Promise<Filling>;
  /** Comes back when all are sealed, or when it was paused. */
  sendReady(filter: DeskFilter): Promise<DeskWork>;
  /** How far the work under way is. */
  deskWork(): Promise<DeskWork>;
  deskPause(): Promise<DeskWork>;
  /** What can be answered for several at once. */
  commonQuestions(): Promise<CommonQuestion[]>;
  commonOptions(pointer: string, query: string): Promise<Choice[]>;
  setCommon(ids: string[], pointer: string, value: unknown): Promise<CommonDone>;
  undoCommon(): Promise<CommonDone>;
  deskTwins(): Promise<DeskTwins[]>;
  mergeTwins(stays: string, goes: string): Promise<DeskTwins[]>;
  keepTwins(ids: string[]): Promise<DeskTwins[]>;
  /** Writes to the place that was chosen; without health. */
  deskExport(filter: DeskFilter): Promise<Written>;
  /** Reads the chosen file; nothing is written before `importCommit`. */
  importBegin(): Promise<ImportScreen>;
  importScreen(view: ImportView): Promise<ImportScreen>;
  importDecide(decision: ImportDecision, view: ImportView): Promise<ImportScreen>;
  /** Writes the rows that stay behind, with their reasons. */
  importLeft(heading: string, words: Record<string, string>): Promise<Written>;
  importCommit(): Promise<ImportReport>;
  importDrop(): Promise<void>;
  undoImport(number: number): Promise<ImportUndone>;

  /** Makes the staff key of a kiosk, once. */
  kioskSetUp(passphrase: string): Promise<Start>;
  /** Somebody begins, in memory alone. */
  kioskBegin(language: string): Promise<Filling>;
  /** Somebody touches the screen. */
  kioskTouch(): Promise<void>;
  /** Seals, and gives what the person takes away. */
  kioskSubmit(id: string): Promise<ClaimSlip>;
  /** Prints a picture of a page (JPEG), without asking. */
  kioskPrint(page: number[]): Promise<void>;
  /** What a slip's QR opens, with the birth date. */
  kioskSlip(text: string, born: string): Promise<SlipFound>;
  /** Forgets the person and replaces the program; comes back only if that failed. */
  kioskEnd(ending: KioskEnding): Promise<void>;
  staffEnter(passphrase: string): Promise<StaffPanel>;
  staffPanel(): Promise<StaffPanel>;
  staffLeave(): Promise<void>;
  staffSendNow(): Promise<StaffPanel>;
  /** Broken spools were seen: people may begin again. */
  staffSawBroken(): Promise<StaffPanel>;
  /** Reads aloud what a screen asks; never an answer. */
  kioskReadAloud(words: string, language: string): Promise<void>;
  /** Somebody of the staff offers to help whoever is there. */
  staffHelp(name: string): Promise<StaffPanel>;
  /** What the traveller is asked then. */
  kioskHelpOffered(): Promise<HelpOffered | null>;
  kioskTakeHelp(id: string, agreed: boolean): Promise<Filling>;
  staffExport(stick: string): Promise<QueueWritten>;
  staffImport(stick: string): Promise<QueueTaken>;
  /** The way out of a kiosk. */
  staffQuit(): Promise<void>;

  rulebook(): Promise<Rulebook>;
  lookForRulebook(): Promise<Rulebook>;
  editionTexts(edition: number, language: string): Promise<string>;
  editionChange(id: string): Promise<EditionChange>;
  takeEdition(id: string, edition: number): Promise<Filling>;
  leaveEdition(id: string): Promise<Filling>;

  /** Calls back when the computer goes to sleep or its session is locked; returns how to stop. */
  onLock(listener: () => void): () => void;

  /** Calls back when the keychain has answered that `start` did not wait for; returns how to stop. */
  onDoor(listener: () => void): () => void;

  /** Calls back when the clocks begin to differ or cease to; returns how to stop. */
  onClock(listener: () => void): () => void;

  /** Calls back when the file was found damaged; returns how to stop. */
  onDamage(listener: () => void): () => void;

  /** Calls back whenever a newer rulebook has come; returns how to stop. */
  onRulebook(listener: () => void): () => void;

  /** Calls back when the window is asked to close: it stays open where the page says so, and closes without a word of the page; returns how to
      stop. */
  onClosing(listener: () => void): () => void;

  /** Closes the window, whatever it holds. */
  close(): Promise<void>;

  /** Calls back with a declaration's id whenever it changed without being asked to; returns how to stop. */
  onChanged(listener: (id: string) => void): () => void;
}
