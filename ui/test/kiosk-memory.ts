import type { ClaimSlip, Filling, HelpOffered, KioskEnding, QueueTaken, QueueWritten, SlipFound, StaffPanel, Start } from '../src/backend/types';
import { DeskMemory } from './desk-memory';

/** A kiosk in memory; its staff key is `staff`. */
export abstract class KioskMemory extends DeskMemory {
  abstract start_: Start;
  abstract newDeclaration(): Promise<Filling>;
  abstract openDeclaration(id: string): Promise<Filling>;

  offered: HelpOffered | null = null;

  endings: KioskEnding[] = [];
  touches = 0;
  printed = 0;
  printer: 'works' | 'jams' | 'hangs' = 'works';
  found: SlipFound = { kind: 'waits', opens: null, problem: null };
  slip_: ClaimSlip = {
    id: 'd1', reference: 'K7QM-2XWT-9A', name: 'WANG XIAOMING', state: 'waiting', opens: null, refused: null, claim: 'K7QM2-XWT9A-3HFJN-P8R4Y', address: 'https://guitu.example/me/', qr: { size: 21, path: 'M0 0h21v21H0z' },
  };
  panel_: StaffPanel = {
    state: 'filling', out_of_order: null, helped: false, edition_days: 28, counts: { begun: 3, complete: 2, received: 1, finished: 1, left: 1, ended: 0, printed: 4, unprinted: 1 },
    queue: { waiting: 2, refused: 1, letters: 2, oldest: '2026-11-25T08:00:00Z', problem: 'platform-unreachable' },
    broken: [], broken_seen: true, printer_name: 'kiosk', printer: { state: 'ready', jobs: 0 },
    rulebook: { edition: 1, issued: '2026-11-01', valid_until: null, looked_at: null, stale: false, can_look: true, problem: null },
    keys: { ring: 2, days: 40 }, sticks: ['GUITU'], version: '0.1.0',
  };

  async kioskSetUp(): Promise<Start> { return (this.start_ = { ...this.start_, kiosk: { ...this.front, ready: true } }); }
  async kioskBegin(language: string): Promise<Filling> {
    this.start_ = { ...this.start_, preferences: { ...this.start_.preferences, language } };
    return this.newDeclaration();
  }
  async kioskTouch(): Promise<void> { this.touches += 1; }
  async kioskSubmit(): Promise<ClaimSlip> { return this.slip_; }
  async kioskPrint(): Promise<void> {
    if (this.printer === 'jams') throw { code: 'printer-refused', arguments: {} };
    if (this.printer === 'hangs') return new Promise(() => undefined);
    this.printed += 1;
  }
  async kioskSlip(): Promise<SlipFound> { return this.found; }
  opened: [string, string][] = [];
  async openSlip(text: string, born: string): Promise<SlipFound> {
    this.opened.push([text, born]);
    return this.found;
  }
  pictured: string | null = null;
  async slipInPicture(): Promise<string | null> { return this.pictured; }
  async kioskEnd(ending: KioskEnding): Promise<void> { this.endings.push(ending); }
  async staffEnter(passphrase: string): Promise<StaffPanel> {
    if (passphrase !== 'staff') throw { code: 'kiosk-staff-key-wrong', arguments: {} };
    return this.panel_;
  }
  async staffPanel(): Promise<StaffPanel> { return this.panel_; }
  async staffLeave(): Promise<void> { return; }
  async staffSendNow(): Promise<StaffPanel> { return this.panel_; }
  async staffSawBroken(): Promise<StaffPanel> { return (this.panel_ = { ...this.panel_, broken_seen: true }); }
  aloud: [string, string][] = [];
  async kioskReadAloud(words: string, language: string): Promise<void> { this.aloud.push([language, words]); }
  async staffHelp(name: string): Promise<StaffPanel> {
    this.offered = { declaration: 'd1', name, organisation: 'Consulate', records: ['/filling/by'] };
    return this.panel_;
  }
  async kioskHelpOffered(): Promise<HelpOffered | null> { return this.offered; }
  async kioskTakeHelp(id: string, agreed: boolean): Promise<Filling> {
    this.panel_ = { ...this.panel_, helped: agreed };
    this.offered = null;
    return this.openDeclaration(id);
  }
  async staffExport(): Promise<QueueWritten> { return { name: 'guitu-queue-1.json', envelopes: 3 }; }
  async staffImport(): Promise<QueueTaken> { return { taken: 3, known: 0, refused: 0, broken: 0, elsewhere: 0 }; }
  async staffQuit(): Promise<void> { return; }

  get front() { return { ready: true, organisation: 'Consulate', blank_after_seconds: 60, erase_after_seconds: 180, reads_aloud: true, staff_language: 'zh-CN', out_of_order: null }; }
}
