import type { Backend } from '../src/backend/backend';
import type {
  BackupFile, Card, Cards, Check, Choice, ClockNotice, CodeScreen, CompanionLeft, DataCopy, Deleted, Directory, EditionChange, Filling, Finding, GroupItem, History, Home, InHand, Key, ListFilter, MrzScreen, Owner, PageSummary, PastAnswers, PhonePage, PictureRead, Preferences, Problem, Proposal,
  QrDrawing, Question, ReceiverKey, RecoverySheet, Rescued, Resume, Review, Rulebook, SealWith, SealedFile, ShownFile, Slot, Slots, Start, TakenOver, Word, Written,
} from '../src/backend/types';
import { KioskMemory } from './kiosk-memory';
import { at, inItem, put } from './pointers';

/** A question as a test, or `rulebook/pages.json`, writes it; `*` stands for an item's place. */
export interface Asked {
  pointer: string;
  control: string;
  required?: boolean | string;
  options?: string[];
  exclusive?: string;
  list?: string;
  fields?: Asked[];
  starts_with?: number;
  purpose?: string;
  readers?: string[];
  retention_days?: number;
}

export interface AskedPage {
  id: string;
  sections: { id: string; fields: Asked[] }[];
}

/** The backend of tests and of the page in dev/: one draft in memory. It knows one rule: what is required is missing while empty. */
export class Memory extends KioskMemory implements Backend {
  /** What was called, in order, as `answer /a "x"`. */
  readonly calls: string[] = [];
  readonly answers: Record<string, unknown> = {};
  rows: Record<string, Choice[]> = {};
  start_: Start = {
    version: '0.1.0', preferences: { language: 'en', text_size: '100', theme: 'light', lock_after_minutes: 15 }, languages: ['zh-CN', 'en'], vault: { door: 'open' }, owner: null, folder: '/home/a/guitu', resume: null, sample: false, damaged: false, desk: null, kiosk: null, here: { zone: null, turns: [{ from: '2026-01-01T00:00:00Z', minutes: 0 }] },
  };
  /** Refuses the next calls of a kind while it is set. */
  refuse: Partial<Record<'answer' | 'options' | 'forget', Problem>> = {};
  /** What the form engine would make of an answer. */
  tidied: (value: unknown) => unknown = (value) => value;
  /** Holds answers back until it is let go. */
  gate: Promise<void> | undefined;

  /** What was left and is on no list says so. */
  unlisted = false;
  kind: Filling['kind'] = 'declaration';
  who: Filling['who'] = 'you';
  #here: string;
  #focus: string | null = null;
  #spoken = new Set<string>();
  #removed: { pointer: string; index: number; value: unknown } | null = null;
  #commits = 0;

  constructor(private readonly pages: AskedPage[]) {
    super();
    this.#here = pages[0]?.id ?? '';
    for (const one of pages.flatMap((page) => page.sections).flatMap((section) => section.fields)) {
      if (one.control === 'group') put(this.answers, one.pointer, Array.from({ length: one.starts_with ?? 0 }, () => ({})));
    }
  }

  async start(): Promise<Start> { return this.start_; }
  async setPreferences(preferences: Preferences): Promise<Start> { return (this.start_ = { ...this.start_, preferences }); }
  async createVault(): Promise<Start> { return (this.start_ = { ...this.start_, vault: { door: 'open' } }); }
  async unlock(_key: Key = { kind: 'keychain' }): Promise<Start> { return this.createVault(); }

  owners: Owner[] = [{ id: 'first', name: null, number: 1 }];
  async chooseOwner(id: string | null): Promise<Start> {
    this.calls.push(`chooseOwner ${id}`);
    return (this.start_ = { ...this.start_, vault: id === null ? { door: 'new', keychain: 'ready' } : { door: 'locked', ways: ['passphrase'] } });
  }
  async chooseOwnerAnew(): Promise<Start> { return (this.start_ = { ...this.start_, vault: { door: 'choose', owners: this.owners } }); }
  name: string | null = null;
  async shownName(): Promise<string | null> { return this.name; }
  async showName(name: string): Promise<string | null> { return (this.name = name === '' ? null : name); }

  async newDeclaration(): Promise<Filling> { return this.#view(); }
  async startIntention(): Promise<Filling> { this.calls.push('startIntention'); return this.#view(); }
  async declare(): Promise<Filling> { this.calls.push('declare'); this.kind = 'declaration'; return this.#view(); }
  async confirm(): Promise<Filling> { this.calls.push('confirm'); return this.#view(); }
  /** What the last "continue" said was on the screen. */
  seen: string[] = [];
  say(_id: string, _word: Word): Promise<CodeScreen> { return this.#elsewhere(); }
  phonePage: PhonePage = { address: 'https://guitu.example/me/', qr: { size: 1, path: 'M0 0h1v1h-1z' }, claim: null, ready: false };
  async phone(): Promise<PhonePage> { return this.phonePage; }
  proposals_: Proposal[] = [];
  async proposals(): Promise<Proposal[]> { return this.proposals_; }
  async takeProposal(_id: string, section: string): Promise<Filling> { this.calls.push(`take ${section}`); return this.#view(); }
  async giveBackProposal(_id: string, section: string): Promise<Filling> { this.calls.push(`give back ${section}`); return this.#view(); }
  async afterLanding(): Promise<Filling> { this.calls.push('after-landing'); return this.#view(); }
  async openDeclaration(): Promise<Filling> { return this.#view(); }

  async goTo(_: string, page: string, pointer: string | null): Promise<Filling> {
    this.calls.push(`goTo ${page}`);
    this.#here = page;
    this.#focus = pointer;
    return this.#view();
  }

  async focus(_: string, pointer: string): Promise<void> {
    this.calls.push(`focus ${pointer}`);
    this.#focus = pointer;
  }

  async answer(_: string, pointer: string, value: unknown): Promise<Filling> {
    this.calls.push(`answer ${pointer} ${JSON.stringify(value)}`);
    await this.gate;
    if (this.refuse.answer) throw this.refuse.answer;
    put(this.answers, pointer, this.tidied(value));
    this.#commits += 1;
    return { ...this.#view(), cleaned: this.tidied(value) === value ? null : { pointer, what: 'invisible' } };
  }

  async leave(_: string, pointer: string): Promise<Filling> {
    this.calls.push(`leave ${pointer}`);
    this.#spoken.add(pointer);
    return this.#view();
  }

  due_ = false;
  async due(): Promise<boolean> { return this.due_; }
  async leavePage(_id?: string, seen: string[] = []): Promise<Filling> {
    this.seen = seen;
    this.calls.push('leavePage');
    const questions = this.#questionsOf(this.#here);
    for (const question of questions) this.#spoken.add(question.pointer);
    const next = this.pages[this.pages.findIndex((page) => page.id === this.#here) + 1];
    if (next && !questions.some((question) => this.#isMissing(question))) this.#here = next.id;
    this.#focus = null;
    return this.#view();
  }

  async addItem(_: string, pointer: string): Promise<Filling> {
    this.#list(pointer).push({});
    return this.#view();
  }

  async raiseItem(_: string, pointer: string, index: number): Promise<Filling> {
    this.calls.push(`raiseItem ${pointer} ${index}`);
    const list = this.#list(pointer);
    list.splice(index - 1, 0, ...list.splice(index, 1));
    return this.#view();
  }

  async removeItem(_: string, pointer: string, index: number): Promise<Filling> {
    this.calls.push(`removeItem ${pointer} ${index}`);
    this.#removed = { pointer, index, value: this.#list(pointer).splice(index, 1)[0] };
    return this.#view();
  }

  async undo(): Promise<Filling> {
    const removed = this.#removed;
    if (removed) this.#list(removed.pointer).splice(removed.index, 0, removed.value);
    this.#removed = null;
    return this.#view();
  }

  async options(_: string, pointer: string, query: string): Promise<Choice[]> {
    this.calls.push(`options ${pointer} ${JSON.stringify(query)}`);
    if (this.refuse.options) throw this.refuse.options;
    const rows = this.rows[inItem(pointer)] ?? this.rows['*'] ?? [];
    return rows.filter((row) => row.label?.toLowerCase().startsWith(query.toLowerCase())).slice(0, 20);
  }

  mrz: MrzScreen = { format: null, fields: [], problems: [] };
  async readMrz(): Promise<MrzScreen> { return this.mrz; }

  async takeMrz(_id: string, _text: string, pointers: string[]): Promise<Filling> {
    this.calls.push(`takeMrz ${pointers.join(' ')}`);
    return this.#view();
  }

  rulebook_: Rulebook = {
    edition: 1, issued: '2026-11-01', valid_until: null, looked_at: null, stale: false, can_look: true, problem: null,
  };
  async rulebook(): Promise<Rulebook> { return this.rulebook_; }
  lookForRulebook(): Promise<Rulebook> { return this.rulebook(); }
  async editionTexts(): Promise<string> { return ''; }
  editionChange(): Promise<EditionChange> { return this.#elsewhere(); }
  takeEdition(_id: string, _edition: number): Promise<Filling> { return this.newDeclaration(); }
  leaveEdition(_id: string): Promise<Filling> { return this.newDeclaration(); }
  /** Where the owner was at each lock. */
  readonly locked: Resume[] = [];
  async lock(resume: Resume): Promise<void> {
    this.locked.push(resume);
    this.start_ = { ...this.start_, vault: { door: 'locked', ways: ['keychain'] } };
  }
  stays = 0;
  async staysOpen(): Promise<void> { this.stays += 1; }
  readonly lockers = new Set<() => void>();
  onLock(listener: () => void): () => void {
    this.lockers.add(listener);
    return () => this.lockers.delete(listener);
  }

  /** The listeners for the keychain's late answer. */
  readonly doors = new Set<() => void>();
  onDoor(listener: () => void): () => void {
    this.doors.add(listener);
    return () => this.doors.delete(listener);
  }
  clock_: ClockNotice | null = null;
  async clock(): Promise<ClockNotice | null> { return this.clock_; }
  readonly clocks = new Set<() => void>();
  onClock(listener: () => void): () => void {
    this.clocks.add(listener);
    return () => this.clocks.delete(listener);
  }
  /** The listeners for damage of the file. */
  readonly damages = new Set<() => void>();
  onDamage(listener: () => void): () => void {
    this.damages.add(listener);
    return () => this.damages.delete(listener);
  }
  check: Check = { damaged: false };
  async checkVault(): Promise<Check> {
    if (this.check.damaged) this.start_ = { ...this.start_, damaged: true };
    return this.check;
  }
  rescued: Omit<Rescued, 'start'> = { kept: 0, lost: [], pages: 0, slots_lost: false, earlier: false, aside: null };
  async rescue(key: Key): Promise<Rescued> {
    this.calls.push(`rescue ${JSON.stringify(key)}`);
    this.start_ = { ...this.start_, vault: { door: 'open' }, damaged: false };
    return { start: this.start_, ...this.rescued };
  }
  onRulebook(): () => void { return () => undefined; }

  takePlatform(): Promise<Home> { this.calls.push('takePlatform'); return this.home(); }
  async home(): Promise<Home> { return { cards: [], total: 0, sending: { kind: 'to', name: 'Test' }, rulebook: this.rulebook_, takes_intentions: true, deleted: this.deleted_.items.length, queues_made_anew: [] }; }
  async cases({ text }: ListFilter, offset: number): Promise<Cards> {
    this.calls.push(`cases ${JSON.stringify(text)} ${offset}`);
    return { cards: [], total: 0 };
  }
  async directory(): Promise<Directory> { return { edition: 1, hotlines: [], references: [], counties: [], writes: false }; }
  copy(): Promise<DataCopy> { throw new Error('not in memory'); }
  slots_: Slots = { slots: [{ id: 's1', kind: 'keychain', label: '', created_on: '2026-11-01' }], keychain: 'ready' };
  async slots(): Promise<Slots> { return this.slots_; }
  #slot(kind: Slot['kind']): Slots {
    const slot = { id: `s${this.slots_.slots.length + 1}`, kind, label: '', created_on: '2026-11-02' };
    return (this.slots_ = { ...this.slots_, slots: [...this.slots_.slots, slot] });
  }
  async addPassphrase(passphrase: string, _label: string, proof: Key): Promise<Slots> {
    this.calls.push(`addPassphrase ${passphrase} ${JSON.stringify(proof)}`);
    return this.#slot('passphrase');
  }
  async addKeychain(_proof: Key): Promise<Slots> { return this.#slot('keychain'); }
  async changePassphrase(slot: string, passphrase: string, proof: Key): Promise<Slots> {
    this.calls.push(`changePassphrase ${slot} ${passphrase} ${JSON.stringify(proof)}`);
    return this.slots_;
  }
  async removeSlot(slot: string, proof: Key): Promise<Slots> {
    this.calls.push(`removeSlot ${slot} ${JSON.stringify(proof)}`);
    return (this.slots_ = { ...this.slots_, slots: this.slots_.slots.filter((one) => one.id !== slot) });
  }
  sheet: RecoverySheet = { groups: ['AAAA1', 'BBBB2', 'CCCC3', 'DDDD4', 'EEEE5', 'FFFF6', 'GGGG7'], made_on: '2026-11-22', owner: null, qr: { size: 21, path: '' } };
  async newRecoveryCode(): Promise<RecoverySheet> { return this.sheet; }
  async keepRecoveryCode(typed: [number, string][], proof: Key): Promise<Slots> {
    this.calls.push(`keepRecoveryCode ${JSON.stringify(proof)}`);
    const wrong = typed.find(([group, text]) => this.sheet.groups[group - 1] !== text);
    if (wrong) throw { code: 'recovery-sheet-wrong', arguments: { group: wrong[0] } } satisfies Problem;
    return this.#slot('recovery-code');
  }
  onKeyChanging(): () => void { return () => undefined; }
  deleteDeclaration(): Promise<Home> { return this.home(); }
  undoDelete(id = '', correction: number | null = null): Promise<Home> {
    this.deleted_ = { ...this.deleted_, items: this.deleted_.items.filter((item) => item.id !== id || item.correction !== correction) };
    return this.home();
  }
  /** What the system's dialogue comes back with. */
  chosen: string | null = '/media/stick/all.guitu';
  async choosePlace(): Promise<string | null> { return this.chosen; }
  async chooseFile(): Promise<string | null> { return this.chosen; }
  async backUp(id: string | null, seal: SealWith): Promise<Written> {
    this.calls.push(`backUp ${id} ${JSON.stringify(seal)}`);
    return { path: this.chosen ?? '', cases: 2 };
  }
  async saveSealed(id: string): Promise<Written> {
    this.calls.push(`saveSealed ${id}`);
    return { path: '/x.guitu', cases: 1 };
  }

  async sendSealed(): Promise<SealedFile> {
    this.calls.push('sendSealed');
    return { new: 0, waiting: 1, received: 0, refused: 0, ours: 0 };
  }

  async handOver(id: string, receiver: string, seal: SealWith): Promise<Written> {
    this.calls.push(`handOver ${id} ${receiver} ${JSON.stringify(seal)}`);
    return { path: this.chosen ?? '', cases: 1 };
  }
  file: BackupFile | Problem = { path: '/media/stick/all.guitu', sealed: null, by_passphrase: true };
  async lookInto(): Promise<BackupFile> {
    if ('code' in this.file) throw this.file;
    return this.file;
  }
  takenOver: TakenOver = { purpose: 'backup', made_at: '2026-11-28T09:00:00Z', new: 1, newer: 1, same: 1, refused: 0 };
  async takeOver(passphrase: string | null): Promise<TakenOver> {
    this.calls.push(`takeOver ${passphrase}`);
    return this.takenOver;
  }
  shownFile: ShownFile = { cases: 1, pictures: 3, fine_pictures: 1 };
  async showBackup(id: string | null, seal: SealWith): Promise<ShownFile> { this.calls.push(`showBackup ${id} ${JSON.stringify(seal)}`); return this.shownFile; }
  async showHandOver(id: string, receiver: string, seal: SealWith): Promise<ShownFile> { this.calls.push(`showHandOver ${id} ${receiver} ${JSON.stringify(seal)}`); return this.shownFile; }
  async runPicture(number: number, fine: boolean): Promise<QrDrawing> { this.calls.push(`runPicture ${number} ${fine}`); return { size: 21, path: `M${number} 0h1v1h-1z` }; }
  async putPicturesAway(): Promise<void> { this.calls.push('putPicturesAway'); }
  /** What each picture in turn brings. */
  pictures: PictureRead[] = [];
  async readPicture(): Promise<PictureRead> { return this.pictures.shift() ?? { new: 0, again: 0, strangers: 0, damaged: 0, have: 0, of: 0, runs: 0, file: null }; }
  hand: InHand = { file: null, gone: null, pictures: null };
  async inHand(): Promise<InHand> { return this.hand; }
  async forgetPictures(): Promise<void> { this.calls.push('forgetPictures'); }
  async takeOverPictures(passphrase: string | null): Promise<TakenOver> { this.calls.push(`takeOverPictures ${passphrase}`); return this.takenOver; }
  takeBack(id: string): Promise<Home> { this.calls.push(`takeBack ${id}`); return this.home(); }
  leaveToThem(id: string): Promise<Home> { this.calls.push(`leaveToThem ${id}`); return this.home(); }
  async receiverKey(): Promise<ReceiverKey> { return { key: 'age1test', qr: { size: 21, path: '' } }; }
  deleted_: Deleted = { items: [], aside: [] };
  async deleted(): Promise<Deleted> { return this.deleted_; }
  async deleteAside(name: string): Promise<Deleted> {
    this.calls.push(`deleteAside ${name}`);
    return (this.deleted_ = { ...this.deleted_, aside: this.deleted_.aside.filter((one) => one !== name) });
  }
  async forget(id: string, correction: number | null, unsaid: boolean): Promise<Deleted> {
    this.calls.push(`forget ${id}${unsaid ? ' unsaid' : ''}`);
    if (!unsaid && this.refuse.forget) throw this.refuse.forget;
    return (this.deleted_ = { ...this.deleted_, items: this.deleted_.items.filter((item) => item.id !== id || item.correction !== correction) });
  }
  history_: History = { id: 'd1', edition: 1, who: 'you', name: null, states: [] };
  async history(): Promise<History> { return this.history_; }
  past: PastAnswers = { seq: 1, edition: 1, answers: [] };
  async pastState(_id: string, seq: number): Promise<PastAnswers> { return { ...this.past, seq }; }
  async bringBack(_id: string, seq: number): Promise<Filling> {
    this.calls.push(`bringBack ${seq}`);
    return this.#view();
  }
  declareForCompanion(): Promise<Filling> { return this.newDeclaration(); }
  companions: CompanionLeft[] = [];
  companionsLeft(): Promise<CompanionLeft[]> { return Promise.resolve(this.companions); }
  correct(): Promise<Filling> { return this.newDeclaration(); }
  review(): Promise<Review> { return this.#elsewhere(); }
  submit(): Promise<Card> { return this.#elsewhere(); }
  sendNow(): Promise<Card> { return this.#elsewhere(); }
  networkChanges = 0;
  networkChanged(): Promise<void> {
    this.networkChanges += 1;
    return Promise.resolve();
  }
  withdraw(): Promise<Card> { return this.#elsewhere(); }
  code(): Promise<CodeScreen> { return this.#elsewhere(); }

  onChanged(): () => void { return () => undefined; }

  /** Asks the window to close, as its frame does. */
  askToClose: (() => void) | undefined;
  onClosing(listener: () => void): () => void {
    this.askToClose = listener;
    return () => (this.askToClose = undefined);
  }

  async close(): Promise<void> { this.calls.push('close'); }

  async #elsewhere(): Promise<never> {
    throw { code: 'internal', arguments: {} } satisfies Problem;
  }

  #list(pointer: string): unknown[] {
    const list = at(this.answers, pointer);
    return Array.isArray(list) ? list : [];
  }

  #view(): Filling {
    const page = this.pages.find((one) => one.id === this.#here);
    return structuredClone({
      id: 'd1', revision: 1, kind: this.kind, edition: 1, who: this.who, state: 'not-sent',
      saved: { at: new Date(Date.UTC(2026, 10, 22, 6, 32, this.#commits)).toISOString() },
      pages: this.pages.map((one) => this.#summary(one)),
      page: {
        id: this.#here,
        sections: (page?.sections ?? []).map((section) => ({ id: section.id, reads_mrz: section.fields.some((asked) => asked.control === 'document-number'), questions: section.fields.map((asked) => this.#question(asked, asked.pointer)) })),
      },
      focus: this.#focus,
      undo: this.#removed && { pointer: this.#removed.pointer, index: this.#removed.index },
      cleaned: null,
      newer: null,
      came_from: null,
      set_aside: [],
      declared_before: null,
      afresh: false, missed: null,
    } satisfies Filling);
  }

  #summary(page: AskedPage): PageSummary {
    const questions = this.#questionsOf(page.id);
    const missing = questions.filter((question) => this.#isMissing(question)).length;
    const wrong = questions.some((question) => question.findings.length > 0);
    const started = questions.some((question) => question.value !== null && question.control !== 'group');
    return {
      id: page.id,
      status: wrong ? 'wrong' : started && missing === 0 ? 'done' : started ? 'started' : 'untouched',
      progress: { required: questions.filter((question) => question.required).length, missing, blocking: 0, warnings: 0 },
    };
  }

  #questionsOf(id: string): Question[] {
    const fields = this.pages.find((page) => page.id === id)?.sections.flatMap((section) => section.fields) ?? [];
    return fields.map((asked) => this.#question(asked, asked.pointer)).flatMap((question) => [question, ...question.items.flatMap((item) => item.questions)]);
  }

  #isMissing(question: Question): boolean {
    return question.required && (question.value === null || (Array.isArray(question.value) && question.value.length === 0));
  }

  #question(asked: Asked, pointer: string): Question & { exclusive: string | null } {
    const value = at(this.answers, pointer) ?? null;
    const text = `q-${inItem(asked.pointer).slice(1).replaceAll('/*', '').replaceAll('/', '-').replaceAll('_', '-')}`;
    const row = (this.rows[inItem(pointer)] ?? this.rows['*'])?.find((row) => row.value === value);
    const question = {
      pointer, text, control: asked.control, value, required: asked.required === true, max_length: null, max_items: asked.control === 'group' ? 10 : null,
      exclusive: asked.exclusive ?? null,
      shown: row?.label ?? null,
      beside: asked.control === 'airport' ? (row?.detail ?? null) : null,
      choices: (asked.options ?? []).map((option) => ({ value: option, text: `o-${text.slice(2)}-${option}`, label: null, detail: null })),
      findings: [] as Finding[],
      why: { purpose: asked.purpose ?? 'identity', readers: asked.readers ?? ['port-officer'], retention_days: asked.retention_days ?? 30 },
      items: this.#items(asked, pointer),
      earlier: null,
      companions: false,
    };
    if (this.#spoken.has(pointer) && this.#isMissing(question)) question.findings = [{ pointer, rule: 'required', level: 'blocking', arguments: {} }];
    else if (this.unlisted && this.#spoken.has(pointer) && asked.control === 'country' && value !== null && !row) question.findings = [{ pointer, rule: 'not-in-list', level: 'blocking', arguments: {} }];
    return question;
  }

  #items(asked: Asked, pointer: string): GroupItem[] {
    return this.#list(pointer).filter(() => asked.control === 'group').map((_, index) => {
      const questions = (asked.fields ?? []).map((inner) => this.#question(inner, inner.pointer.replace('*', String(index))));
      return {
        pointer: `${pointer}/${index}`, index, questions,
        summary: questions.filter((one) => one.value !== null).map((one) => ({ control: one.control, words: one.shown ?? String(one.value) })),
        findings: questions.filter((one) => one.findings.length > 0).length,
      };
    });
  }
}
