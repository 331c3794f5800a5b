import type {
  Choice, CommonDone, CommonQuestion, Desk, DeskAsking, DeskCase, DeskFilter, DeskLink, DeskRows, DeskSettings, DeskSheet, DeskTwins, DeskWork, Filling, ImportDecision, ImportReport, ImportScreen, ImportUndone, ImportView, NewConsent, NewNote, Problem, Written,
} from '../src/backend/types';

async function nothing(): Promise<never> {
  throw { code: 'desk-none', arguments: {} } satisfies Problem;
}

/** An organisation's desk in tests: there is none, unless a test puts one in its place. */
export class DeskMemory {
  chooseListPlace(_ending: string): Promise<string | null> { return nothing(); }
  deskWipe(_ids: string[], _unsaid: boolean): Promise<number> { return nothing(); }
  deskSheets(_ids: string[], _links: string | null): Promise<DeskSheet[]> { return nothing(); }
  setDesk(_settings: DeskSettings | null): Promise<DeskSettings | null> { return nothing(); }
  desk(): Promise<Desk> { return nothing(); }
  deskRows(_filter: DeskFilter, _offset: number, _limit: number): Promise<DeskRows> { return nothing(); }
  deskCase(_id: string): Promise<DeskCase> { return nothing(); }
  deskAll(_filter: DeskFilter): Promise<string[]> { return nothing(); }
  deskConsent(_id: string, _consent: NewConsent): Promise<DeskCase> { return nothing(); }
  deskStrikeConsent(_id: string): Promise<DeskCase> { return nothing(); }
  deskLink(_id: string, _wording: string): Promise<DeskLink> { return nothing(); }
  deskEndLink(_id: string): Promise<DeskCase> { return nothing(); }
  deskAsking(_ids: string[]): Promise<DeskAsking[]> { return nothing(); }
  deskNote(_id: string, _note: NewNote): Promise<DeskCase> { return nothing(); }
  telephone(_id: string, _at: string | null): Promise<Filling> { return nothing(); }
  telephoneAnswer(_id: string, _pointer: string, _value: unknown): Promise<Filling> { return nothing(); }
  telephoneLeave(_id: string, _pointer: string): Promise<Filling> { return nothing(); }
  sendReady(_filter: DeskFilter): Promise<DeskWork> { return nothing(); }
  deskWork(): Promise<DeskWork> { return nothing(); }
  deskPause(): Promise<DeskWork> { return nothing(); }
  commonQuestions(): Promise<CommonQuestion[]> { return nothing(); }
  commonOptions(_pointer: string, _query: string): Promise<Choice[]> { return nothing(); }
  setCommon(_ids: string[], _pointer: string, _value: unknown): Promise<CommonDone> { return nothing(); }
  undoCommon(): Promise<CommonDone> { return nothing(); }
  deskTwins(): Promise<DeskTwins[]> { return nothing(); }
  mergeTwins(_stays: string, _goes: string): Promise<DeskTwins[]> { return nothing(); }
  keepTwins(_ids: string[]): Promise<DeskTwins[]> { return nothing(); }
  deskExport(_filter: DeskFilter): Promise<Written> { return nothing(); }
  importBegin(): Promise<ImportScreen> { return nothing(); }
  importScreen(_view: ImportView): Promise<ImportScreen> { return nothing(); }
  importDecide(_decision: ImportDecision, _view: ImportView): Promise<ImportScreen> { return nothing(); }
  importLeft(_heading: string, _words: Record<string, string>): Promise<Written> { return nothing(); }
  importCommit(): Promise<ImportReport> { return nothing(); }
  importDrop(): Promise<void> { return nothing(); }
  undoImport(_number: number): Promise<ImportUndone> { return nothing(); }
}
