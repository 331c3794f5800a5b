import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Memory } from '../../test/memory';
import { BUENOS_AIRES, MADRID, ROME, SINGAPORE } from '../../test/place-times';
import App from '../App.svelte';
import type { AskedReview, CodeScreen, Colour, Crossing, EndsEarly, Explanation, PlaceTime, ShownLook, Slip, Stage, Way, Word } from '../backend/types';
import { speak } from '../messages/index.svelte';
import { router } from '../router/router.svelte';

const now = Date.parse('2026-12-14T03:00:00Z');

/** She has landed, and the port sends her on. */
const landed = (more: Partial<Way> = {}): Way => ({
  stages: (['declared', 'boarded', 'landed', 'handed-over', 'received'] as const).map((stage, place) => ({
    stage, reached: place < 3, current: stage === 'landed', at: stage === 'landed' ? '2026-12-14T02:00:00Z' : null,
    day_only: false, by: stage === 'landed' ? 'port-officer' : null, place: stage === 'landed' ? 'Shanghai Pudong' : null,
  })),
  step: 'sending-on', desk: { kind: 'port', name: 'Shanghai Pudong', phone: '+86 21 1234' }, due: '2026-12-14T08:00:00Z', day: null, late: false, offers: [], pending: [], ...more,
});

const EXPLANATION: Explanation = {
  deciding: [{ fact: 'elevated_stays', text: 'fact-elevated-stays', words: ['Singapore'], texts: [] }],
  nearest: [
    { colour: 'green', changes: [{ fact: 'elevated_stays', text: 'fact-elevated-stays', words: [], texts: ['value-none'] }] },
    { colour: 'orange', changes: [{ fact: 'fever', text: 'fact-fever', words: [], texts: ['common-yes'] }] },
  ],
};

interface Given {
  sample?: boolean;
  reasons?: string[];
  colour?: Colour;
  here?: PlaceTime;
  line?: boolean;
  correcting?: boolean;
  ends_early?: EndsEarly;
  landed?: boolean;
  stage?: Stage;
  crossing?: Crossing;
  han_name?: string;
  way?: Way;
  review?: AskedReview;
  may_ask_review?: boolean;
  looks?: ShownLook[];
  slip?: Slip;
}

class Coded extends Memory {
  corrected = 0;
  words: Word[] = [];
  constructor(
    private readonly valid_until: string,
    private readonly explained: Explanation | boolean = true,
    private readonly given: Given = {},
  ) {
    super([]);
  }
  override async correct(): Promise<never> {
    this.corrected += 1;
    throw { code: 'draft-unknown', arguments: {} };
  }
  override async say(_id: string, word: Word): Promise<CodeScreen> {
    this.words.push(word);
    return this.code();
  }
  override async code(): Promise<CodeScreen> {
    return {
      id: 'd1', reference: '8PKW5-XJF7K', revision: 1, may_confirm: false, after_landing: false, journey_page: 'journey', line: this.given.line ?? true, writes: false, correcting: this.given.correcting ?? false, landed: this.given.landed ?? false, crossing: this.given.crossing ?? null, with_member: null, han_name: this.given.han_name ?? null, state: 'received', withdrawn: false, stage: this.given.stage ?? 'declared', messages: [], way: this.given.way ?? null, review: this.given.review ?? null, may_ask_review: this.given.may_ask_review ?? false, looks: this.given.looks ?? [], slip: this.given.slip ?? null, elsewhere: false, zone: this.given.here ?? null, opens: null, as_of: '2026-12-01T09:30:00Z',
      code: {
        kind: 'verified', colour: this.given.colour ?? 'yellow', rule: 'yellow-elevated-stay', reasons: this.given.reasons ?? ['elevated-stay'], revision: 1, edition: 1, list: 3, list_issued: '2026-11-20', issued_at: '2026-12-13T03:00:00Z',
        valid_until: this.valid_until, zone: 'Asia/Shanghai', ends_early: this.given.ends_early ?? null, expired: false, name: 'LIN XIAOYAN', document_tail: '4821', flight: null, departs_on: null,
        payload: 'GT1:ABC', qr: { size: 21, path: 'M0 0h1v1h-1z' }, correction: 'correct-stays', sample: this.given.sample ?? false,
      },
      explanation: this.explained === true ? EXPLANATION : this.explained || null,
    };
  }
}

async function showing(valid_until: string, explained: Explanation | boolean = true, given: Given = {}) {
  const backend = new Coded(valid_until, explained, given);
  render(App, { backend });
  await screen.findByText('Your declarations');
  router.go({ screen: 'code', id: 'd1' });
  await screen.findByText('Health code (international version)');
  await screen.findByText('LIN XIAOYAN');
  return backend;
}
const pass = () => document.querySelector('[data-code-colour]');

describe('the code', () => {
  beforeEach(() => vi.useFakeTimers({ now, toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true }));
  afterEach(() => vi.useRealTimers());

  it('is said in two languages, in the place’s time, with its reason, and holds its payload', async () => {
    await showing('2026-12-15T00:30:00Z');
    expect(pass()?.getAttribute('data-code-colour')).toBe('yellow');
    expect(pass()?.getAttribute('data-code-payload')).toBe('GT1:ABC');
    expect(pass()?.textContent).toContain('Yellow code');
    expect(pass()?.querySelector('[lang="zh-CN"]')?.textContent, 'for whoever checks it in Hangzhou').toBe('黄码');
    expect(pass()?.textContent, '00:30 UTC is 08:30 in Shanghai').toContain('08:30');
    expect(pass()?.textContent, 'never rounded up').toMatch(/in .?21.? h/);
    expect(document.querySelector('[data-part="reasons"]')?.textContent).toContain('elevated risk');
  });

  it('is explained by the facts that decided, and says what another colour would rest on', async () => {
    const backend = await showing('2026-12-15T00:30:00Z');
    const explanation = document.querySelector('[data-explanation="yellow-elevated-stay"]');
    const decided = explanation?.querySelector('[data-deciding="elevated_stays"]');
    expect(decided?.textContent, 'the fact with its value').toMatch(/Stay in a country or region of elevated risk.*Singapore/su);
    const green = explanation?.querySelector('[data-part="otherwise"][data-value="green"]');
    expect(green?.textContent).toMatch(/It would be green.*Stay in a country or region of elevated risk.*None/su);
    expect(explanation?.textContent, 'nobody is invited to lie').toContain('Leave what is true as it is');
    await userEvent.click(explanation?.querySelector('[data-action="correct"]') as Element);
    expect(backend.corrected, 'a mistake is corrected from here').toBe(1);
  });

  it('of green rests on what is not so, which is listed for whoever asks', async () => {
    const absent = ['fever', 'cluster'].map((fact) => ({ fact, text: `fact-${fact}`, words: [], texts: ['common-no'] }));
    await showing('2026-12-15T00:30:00Z', { deciding: [...EXPLANATION.deciding, ...absent], nearest: [] });
    const open = document.querySelector('[data-deciding="elevated_stays"]');
    expect(open?.closest('details'), 'what decided is in view').toBeNull();
    const folded = document.querySelector('[data-deciding="fever"]')?.closest('details');
    expect(folded?.open, 'and what did not is a press away').toBe(false);
    expect(folded?.textContent?.replace(/[\u2068\u2069]/g, '')).toContain('2 other things');
  });

  it('whose facts this computer cannot tell shows its reason alone', async () => {
    await showing('2026-12-15T00:30:00Z', false);
    expect(document.querySelector('[data-deciding]')).toBeNull();
    expect(document.querySelector('[data-part="reasons"]')?.textContent).toContain('elevated risk');
  });

  it('tells its end by the clock where the traveller boards, then by the one where they land', async () => {
    await showing('2026-12-15T00:30:00Z', true, { here: ROME });
    const clocks = [...document.querySelectorAll('[data-zone]')];
    expect(clocks.map((clock) => clock.getAttribute('data-zone'))).toEqual(['Europe/Rome', 'Asia/Shanghai']);
    expect(clocks[0]?.textContent, '00:30 UTC is 01:30 in Milan').toContain('01:30');
    expect(clocks[1]?.textContent).toContain('08:30');
  });

  it('is told by the clock of the place to somebody who has landed there', async () => {
    await showing('2026-12-15T00:30:00Z', true, { here: ROME, landed: true });
    expect([...document.querySelectorAll('[data-zone]')].map((clock) => clock.getAttribute('data-zone'))).toEqual(['Asia/Shanghai']);
  });

  it('is told once where both clocks show the same', async () => {
    await showing('2026-12-15T00:30:00Z', true, { here: SINGAPORE });
    expect(document.querySelectorAll('[data-zone]').length).toBe(1);
  });

  it('that ends before the traveller boards says so at once, and from when confirming again helps', async () => {
    const early = { boards_at: '2026-12-24T09:45:00Z', confirm_from: '2026-12-17T09:45:00Z', due: false, timed: true, zone: ROME };
    await showing('2026-12-15T00:30:00Z', true, { ends_early: early });
    const said = document.querySelector('[data-part="ends-early"]');
    expect(said?.textContent, 'in the traveller’s time').toMatch(/The departure for China is on .*24 December 2026.* 10:45.*Central European.*from .*17 December 2026.* 10:45/su);
    expect(document.querySelector('[data-action="renew"]'), 'confirming today would give a code that dies too').toBeNull();
  });

  it('says the day alone where nobody knows the hour', async () => {
    const early = { boards_at: '2026-12-24T22:59:00Z', confirm_from: '2026-12-17T22:59:00Z', due: false, timed: false, zone: ROME };
    await showing('2026-12-15T00:30:00Z', true, { ends_early: early });
    const said = document.querySelector('[data-part="ends-early"]')?.textContent;
    expect(said).toContain('24 December 2026');
    expect(said, 'no coach leaves at the end of the day because nobody asked').not.toMatch(/23:59/u);
  });

  it('that ends early is renewed with one press once that helps', async () => {
    const early = { boards_at: '2026-12-16T09:45:00Z', confirm_from: '2026-12-13T09:45:00Z', due: true, timed: true, zone: ROME };
    const backend = await showing('2026-12-15T00:30:00Z', true, { ends_early: early });
    await userEvent.click(document.querySelector('[data-action="renew"]') as Element);
    expect(backend.corrected).toBe(1);
  });

  it('leads to the journey where that has changed', async () => {
    const backend = await showing('2026-12-15T00:30:00Z');
    await userEvent.click(document.querySelector('[data-action="change-journey"]') as Element);
    expect(backend.corrected, 'a cancelled flight is what happens most often after sending').toBe(1);
  });

  it('does not send somebody who has landed to the airport again', async () => {
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['symptoms'], landed: true });
    const next = document.querySelector('[data-part="next"]')?.textContent;
    expect(next, 'the staff are there').toContain('Tell the staff now');
    expect(next).not.toContain('airport');
  });

  it('of health says what changes it besides another answer', async () => {
    await showing('2026-12-15T00:30:00Z', false, { colour: 'orange', reasons: ['symptoms'] });
    const ways = [...document.querySelectorAll('[data-part="ways"] li')].map((way) => way.textContent);
    expect(ways, 'time and an officer; no test ends a symptom').toHaveLength(2);
    expect(ways.join(' ')).toMatch(/72 hours.*officer/su);
  });

  it('says by which list of risk it was judged, and in whose time it was issued', async () => {
    await showing('2026-12-15T00:30:00Z');
    expect(document.querySelector('[data-part="list"]')?.textContent).toMatch(/list .?3.? of .?20 November 2026/u);
    expect(pass()?.textContent, '03:00 UTC').toMatch(/Issued .*11:00.*China Standard Time/su);
  });

  it('goes away at the minute it ends, without being asked', async () => {
    await showing('2026-12-14T03:00:40Z');
    expect(pass()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(41_000);
    await tick();
    expect(pass(), 'an expired code is never shown as one').toBeNull();
    expect(screen.getByText('This code is no longer valid')).toBeTruthy();
  });

  it('changes its words when the language changes, and says English beside Chinese', async () => {
    await showing('2026-12-15T00:30:00Z');
    speak('zh-CN');
    await tick();
    expect(pass()?.textContent).toContain('黄码');
    expect(pass()?.querySelector('[lang="en"]')?.textContent).toBe('Yellow code');
  });

  it('of a healthy person from a listed place doubts nobody’s flight; one with symptoms says to call first', async () => {
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['severe-stay'] });
    const next = () => document.querySelector('[data-part="next"]')?.textContent;
    expect(next()).toContain('can travel as planned');
    expect(document.querySelector('[data-action="print"]')?.classList.contains('primary'), 'showing it is what to do').toBe(true);
  });

  it('leads whoever missed the flight to the journey, and to nothing that supposes it', async () => {
    const way: Way = { stages: [], step: 'another-flight', desk: null, due: null, day: null, late: false, offers: ['takes-back'], pending: [] };
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['severe-stay'], way });
    const next = [...document.querySelectorAll('[data-part="next"]')].map((it) => it.textContent).join(' ');
    expect(next, 'what is to be done').toContain('Correct the declaration');
    expect(next, 'and no word of travelling as planned').not.toContain('as planned');
    expect(document.querySelector('[data-action="change-journey"]')?.classList.contains('primary'), 'which is the first action').toBe(true);
    expect(document.querySelector('[data-action="confirm"]'), 'nothing of the old journey is confirmed').toBeNull();
  });

  it('tells whoever is ill and missed the flight to call first all the same', async () => {
    const way: Way = { stages: [], step: 'another-flight', desk: null, due: null, day: null, late: false, offers: [], pending: [] };
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['symptoms'], way });
    expect(document.querySelector('[data-part="next"]')?.textContent).toContain('Call the hotline before leaving');
    expect(document.querySelector('[data-action="hotline"].primary'), 'calling is the first action').not.toBeNull();
  });

  it('sends nobody to a port whom the county has met, and shows the whole way behind them', async () => {
    const way = { ...landed(), step: null, desk: null, due: null };
    await showing('2026-12-15T00:30:00Z', true, { landed: true, stage: 'received', way });
    expect(document.querySelector('[data-part="next"]')?.textContent).toContain('Met by your county');
    expect(document.querySelector('[data-part="way"]'), 'the way is still shown').not.toBeNull();
  });

  it('does not say that there is nothing to do to whoever is to call first', async () => {
    const ends_early = { boards_at: '2026-12-24T09:45:00Z', confirm_from: '2026-12-17T09:45:00Z', due: false, timed: true, zone: ROME };
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['symptoms'], ends_early });
    expect(document.querySelector('[data-part="ends-early"]')?.textContent).not.toContain('nothing to do');
  });

  it('tells nobody to call whom no known line serves', async () => {
    const way = { ...landed(), step: 'arrival', desk: { kind: 'port', name: 'Shanghai Pudong', phone: null } };
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['symptoms'], line: false, way });
    expect(document.querySelector('[data-part="next"]')?.textContent, 'what the page of telephone lines says').toContain('see a doctor where you are, and ask for a review');
    expect(document.querySelector('[data-part="due"], [data-part="late"]')?.textContent, 'what to do when it does not go on').toContain('a review');
    const all = document.body.textContent.replaceAll('Hotline', '');
    expect(all, 'and nothing says to call').not.toMatch(/[Cc]all the hotline/);
    expect(document.querySelector('[data-action="hotline"].primary')?.textContent).toContain('Whom to ask');
  });

  it('leads whom no known line serves to a review, and to where misuse is reported', async () => {
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['symptoms'], line: false, may_ask_review: true, way: landed() });
    expect(document.querySelector('.primary[data-action]')?.getAttribute('data-action'), 'what works without a call comes first').toBe('ask-first');
    await userEvent.click(document.querySelector('[data-action="ask-first"]') as Element);
    expect(document.querySelector<HTMLDetailsElement>('.wrong-one')?.open, 'it is unfolded').toBe(true);
    await userEvent.click(document.querySelector('[data-action="to-report"]') as Element);
    expect(document.querySelector<HTMLDetailsElement>('[data-part="looks"]')?.open, 'so is what the words speak of').toBe(true);
    expect(document.activeElement?.getAttribute('data-field')).toBe('misuse');
  });

  it('says why and what to do before it says that it ends early, to whoever is to call first', async () => {
    const ends_early = { boards_at: '2026-12-24T09:45:00Z', confirm_from: '2026-12-17T09:45:00Z', due: false, timed: true, zone: ROME };
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['symptoms'], ends_early });
    const call = document.querySelector('[data-action="hotline"].primary') as Element;
    const early = document.querySelector('[data-part="ends-early"]') as Element;
    expect(call.compareDocumentPosition(early) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('that is opened is asked about: an officer may have written a minute ago', async () => {
    const backend = new Coded('2026-12-20T03:00:00Z', true, {});
    const ask = vi.spyOn(backend, 'networkChanged');
    render(App, { backend });
    await screen.findByText('Your declarations');
    expect(ask, 'the list of them asks in its turn').not.toHaveBeenCalled();
    router.go({ screen: 'code', id: 'd1' });
    await screen.findByText('LIN XIAOYAN');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('that has ended asks the platform when it is opened, and again when somebody wants it', async () => {
    const backend = new Coded('2026-12-14T02:00:00Z', true, { way: landed({ step: 'arrival' }) });
    const ask = vi.spyOn(backend, 'networkChanged');
    render(App, { backend });
    await screen.findByText('Your declarations');
    router.go({ screen: 'code', id: 'd1' });
    await screen.findByText('This code is no longer valid');
    expect(ask, 'there may be a new one').toHaveBeenCalledTimes(1);
    await userEvent.click(document.querySelector('[data-action="ask-platform"]') as Element);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(screen.getByText('The platform is being asked. A new code appears here.')).toBeTruthy();
    expect(document.querySelector('[data-part="step"]')?.textContent, 'nobody shows what has ended').toContain('Get a new code');
  });

  it.each(['arrival', 'arrived'])('that has ended is shown to nobody: %s', async (step) => {
    render(App, { backend: new Coded('2026-12-14T02:00:00Z', true, { way: landed({ step }) }) });
    await screen.findByText('Your declarations');
    router.go({ screen: 'code', id: 'd1' });
    await screen.findByText('This code is no longer valid');
    expect(document.querySelector('[data-part="step"]')?.textContent).toContain('Get a new code');
  });

  it('goes on with a correction that was begun', async () => {
    render(App, { backend: new Coded('2026-12-14T02:00:00Z', true, { correcting: true }) });
    await screen.findByText('Your declarations');
    router.go({ screen: 'code', id: 'd1' });
    await screen.findByText('This code is no longer valid');
    expect(document.querySelector('.primary')?.getAttribute('data-action')).toBe('open');
  });

  it('gives a landing of which the day alone was noted no hour', async () => {
    const way = landed();
    const stages = way.stages.map((stage) => (stage.stage === 'landed' ? { ...stage, at: '2026-12-09T04:00:00Z', day_only: true } : stage));
    await showing('2026-12-15T00:30:00Z', true, { way: { ...way, stages } });
    const here = document.querySelector('[data-part="way"] li[data-value="landed"]')?.textContent;
    expect(here).toContain('9 December 2026');
    expect(here, 'nobody recorded one').not.toMatch(/\d:\d/u);
  });

  it('shows whoever does not fly the way and the port, and no word of a flight', async () => {
    const stages: Way['stages'] = [
      { stage: 'boarded', reached: false, current: false, at: null, day_only: false, by: null, place: null },
      { stage: 'landed', reached: false, current: false, at: null, day_only: false, by: null, place: null },
    ];
    const way: Way = { stages, step: null, desk: null, due: null, day: null, late: false, offers: ['boarded', 'landed', 'missed-flight'], pending: [] };
    await showing('2026-12-15T00:30:00Z', true, { crossing: { by: 'o-legs-mode-car', port: '深圳湾口岸', on: '2026-12-14' }, way });
    for (const language of ['zh-CN', 'en']) {
      speak(language);
      await tick();
      const all = document.body.textContent;
      expect(pass()?.querySelector('[data-part="crossing"]')?.textContent).toContain('深圳湾口岸');
      expect(all, 'a driver is told of no aeroplane').not.toMatch(/航班|登机|落地|误机|[Ff]light|[Bb]oarded|[Ll]anded/);
    }
    speak('en');
  });

  it('shows the name in Chinese characters beside the one in Latin letters', async () => {
    await showing('2026-12-15T00:30:00Z', true, { han_name: '林晓燕' });
    expect(pass()?.querySelector('.name')?.textContent).toBe('林晓燕 LIN XIAOYAN');
  });

  it('of a person with symptoms says to call first', async () => {
    await showing('2026-12-15T00:30:00Z', true, { colour: 'orange', reasons: ['symptoms'] });
    expect(document.querySelector('[data-part="next"]')?.textContent).toContain('Call the hotline before leaving');
    expect(document.querySelector('[data-action="hotline"].primary'), 'calling is the first action').not.toBeNull();
  });

  it('says its reference, that no quarantine is replaced, and what nobody may ask', async () => {
    await showing('2026-12-15T00:30:00Z');
    expect(document.querySelector('[data-part="reference"]')?.textContent).toBe('8PKW5-XJF7K');
    expect(screen.getByText(/does not replace the quarantine/)).toBeTruthy();
    expect(document.querySelector('[data-part="need-not"]')?.textContent).toContain('Money for declaring');
  });

  it('of a sample edition says so across the pass, and no other does', async () => {
    await showing('2026-12-15T00:30:00Z', true, { sample: true });
    expect(pass()?.querySelector('[data-part="sample"]')?.textContent).toContain('SAMPLE');
  });

  it('of an official edition does not call itself a sample', async () => {
    await showing('2026-12-15T00:30:00Z');
    expect(document.querySelector('[data-part="sample"]')).toBeNull();
  });

  it('shows the way as a list whose current step says so, what comes next and whom to call', async () => {
    await showing('2026-12-15T00:30:00Z', true, { way: landed() });
    const line = [...document.querySelectorAll('[data-part="way"] ol > li')];
    expect(line.length, 'from the declaration to the county').toBe(5);
    const here = line.filter((step) => step.getAttribute('aria-current') === 'step');
    expect(here.map((step) => step.getAttribute('data-value'))).toEqual(['landed']);
    expect(here[0]?.textContent).toMatch(/Shanghai Pudong.*seen by an officer at the port/su);
    expect(document.querySelector('[data-part="step"]')?.textContent).toContain('sends the traveller on');
    expect(document.querySelector('[data-part="desk"]')?.textContent).toContain('+86 21 1234');
    expect(document.querySelector('[data-part="late"]'), 'nothing is late').toBeNull();
    expect(document.querySelector('[data-part="due"]')?.textContent, 'the hour is that of who does it, and says so').toContain('China Standard Time');
  });

  it('names no desk at a port of which no number is known, and leads to the hotline', async () => {
    await showing('2026-12-15T00:30:00Z', true, { way: landed({ desk: { kind: 'port', name: 'Friendship Pass', phone: null } }) });
    expect(document.querySelector('[data-part="desk"]'), 'whoever reads of it looks for it').toBeNull();
    expect(document.querySelector('[data-part="due"]')?.textContent).toContain('call the hotline');
    await userEvent.click(document.querySelector('[data-action="call-hotline"]') as Element);
    expect(router.route.screen).toBe('hotline');
  });

  it('gives a landing that the traveller told of the hour of telling, and says whose clock it is', async () => {
    const way = landed();
    const stages = way.stages.map((stage) => (stage.stage === 'landed' ? { ...stage, by: 'traveller', at: '2026-11-28T13:13:00Z' } : stage));
    await showing('2026-12-15T00:30:00Z', true, { way: { ...way, stages } });
    const here = document.querySelector('[data-part="way"] li[data-value="landed"]')?.textContent?.replace(/[\u2068\u2069]/g, '');
    expect(here, 'the landing itself was at another hour').toMatch(/told 28 November 2026.*\(.*Time\).*by the traveller’s own word/su);
  });

  it('tells every time by the clock of the place where the traveller is, and of what is done at a port by that one', async () => {
    const here = BUENOS_AIRES;
    const review = { asked_at: '2026-12-13T09:00:00Z', reason: 'places', due: '2026-12-14T19:28:00Z', answered_at: null, granted: false, answer: null };
    const pending = [{ says: 'review', said_at: '2026-12-13T09:00:00Z', refused: false }];
    const looks = [{ at: '2026-12-13T10:00:00Z', by: 'hotline', purposes: [] }];
    const ends_early = { boards_at: '2026-12-24T09:45:00Z', confirm_from: '2026-12-17T09:45:00Z', due: false, timed: true, zone: MADRID };
    await showing('2026-12-15T00:30:00Z', true, { here, review, looks, ends_early, way: landed({ pending }) });
    const times = (part: string) => document.querySelector(part)?.textContent?.replace(/[\u2066-\u2069]/gu, '');
    for (const part of ['[data-part="review"]', '[data-part="as-of"]', '[data-part="letter"]', '[data-part="looks"]', '.line [data-value="landed"]'])
      expect(times(part), part).toContain('(Argentina Standard Time)');
    expect(times('[data-part="review"]'), '19:28 UTC: who calls in time calls by their own clock').toContain('16:28');
    expect(times('[data-part="ends-early"]'), 'the departure as the ticket has it, the rest by her clock').toMatch(/10:45 \(Central European Standard Time\).*06:45 \(Argentina Standard Time\)/su);
    expect(times('[data-part="due"]'), 'the port acts by its own clock').toContain('16:00 (China Standard Time)');
    expect(document.body.textContent, 'nobody lives by that clock').not.toMatch(/Coordinated Universal|UTC/u);
  });

  it('says of a step without an hour its day alone', async () => {
    await showing('2026-12-15T00:30:00Z', true, { way: landed({ step: 'arrival', due: '2026-12-16T21:59:00Z', day: '2026-12-16' }) });
    const due = document.querySelector('[data-part="due"]')?.textContent;
    expect(due, 'nobody has said an hour').toMatch(/16 December 2026/u);
    expect(due).not.toMatch(/\d:\d/u);
  });

  it('says when a step is late', async () => {
    await showing('2026-12-15T00:30:00Z', true, { way: landed({ late: true }) });
    expect(document.querySelector('[data-part="late"]')?.textContent).toMatch(/should have happened.*number below/u);
  });

  it('names no number where there is none', async () => {
    await showing('2026-12-15T00:30:00Z', true, { way: landed({ late: true, desk: { kind: 'port', name: 'Erenhot', phone: null } }) });
    const late = document.querySelector('[data-part="late"]')?.textContent;
    expect(late).toContain('Call the hotline');
    expect(late).not.toContain('number below');
  });

  it('lets the traveller say where they are with one press, as their own word', async () => {
    const pending = [{ says: 'boarded', said_at: '2026-12-14T01:00:00Z', refused: false }];
    const backend = await showing('2026-12-15T00:30:00Z', true, { way: landed({ offers: ['landed'], pending }) });
    expect(document.querySelector('[data-part="letter"]')?.textContent, 'what was said waits').toContain('Waiting to be sent');
    await userEvent.click(document.querySelector('[data-action="say-landed"]') as Element);
    expect(backend.words).toEqual([{ says: 'way', word: 'landed' }]);
  });

  it('is looked at again by a person, for a reason that is chosen', async () => {
    const backend = await showing('2026-12-15T00:30:00Z', true, { may_ask_review: true });
    await userEvent.click(document.querySelector('[data-action="this-is-wrong"]') as Element);
    await userEvent.click(document.querySelector('[data-action="ask-review"]') as Element);
    expect(document.querySelector('[data-part="ask-review"] [role="alert"]')?.textContent, 'a reason is chosen first').toContain('Choose');
    await userEvent.click(document.querySelector('input[value="test"]') as Element);
    await userEvent.click(document.querySelector('[data-action="ask-review"]') as Element);
    expect(backend.words).toEqual([{ says: 'review', reason: 'test', text: '' }]);
  });

  it('says when the answer to a review is overdue, and shows one that came', async () => {
    const review = { asked_at: '2026-12-12T03:00:00Z', reason: 'test', due: '2026-12-13T03:00:00Z', answered_at: null, granted: false, answer: null };
    await showing('2026-12-15T00:30:00Z', true, { review });
    expect(document.querySelector('[data-part="review"]')?.textContent).toContain('was due');
  });

  it('tells who looked by role and purpose, and takes a report of misuse', async () => {
    const looks = [{ at: '2026-12-14T02:12:00Z', by: 'county-contact', purposes: ['follow-up', 'reception'] }];
    const backend = await showing('2026-12-15T00:30:00Z', true, { way: landed(), looks });
    expect(document.querySelector('[data-part="looks"] li')?.textContent).toMatch(/The county’s liaison officer.*contact · destination/su);
    await userEvent.type(document.querySelector('[data-field="misuse"]') as Element, 'asked about my shop');
    await userEvent.click(document.querySelector('[data-action="report-misuse"]') as Element);
    expect(backend.words).toEqual([{ says: 'misuse', text: 'asked about my shop' }]);
  });

  it('has a slip for the way home in both languages', async () => {
    const slip = {
      port: { kind: 'port', name: 'Shanghai Pudong', phone: '+86 21 1234' }, county: { kind: 'county', name: 'Lucheng', phone: null },
      address: '稠州北路 1088 号', contact_name: '林国强', contact_phone: '+86 139', phone_in_china: null,
    };
    await showing('2026-12-15T00:30:00Z', true, { slip });
    let paper: string | undefined;
    vi.spyOn(window, 'print').mockImplementation(() => (paper = document.querySelector('[data-part="slip"]')?.textContent));
    await userEvent.click(document.querySelector('[data-action="print-slip"]') as Element);
    expect(paper).toMatch(/从口岸到目的地 · From the port to the county/u);
    expect(paper).toMatch(/林国强.*\+86 139/su);
    expect(paper, 'what nobody wrote is not on it').not.toContain('境内手机');
  });
});
