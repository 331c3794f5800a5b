import { get, post } from '../api';
import type { EscortedBus } from '../types';

/** What the phone of an escort was given for its link: kept while the tab is open, so that the page may be loaded again. */
const TOKEN = 'guitu-desk-bus';

const token = () => ({ 'X-Guitu-Bus': sessionStorage.getItem(TOKEN) ?? '' });

/** Whether this tab is an escort's. */
export const isEscort = () => sessionStorage.getItem(TOKEN) !== null;

/** Uses the link up. */
export async function claim(link: string): Promise<void> {
  sessionStorage.setItem(TOKEN, (await post<{ token: string }>('bus', { link })).token);
}

export const escorted = () => get<EscortedBus>('bus', {}, token());
export const says = (word: { id: string; what: string; number?: number }) => post<EscortedBus>('bus/reports', word, token());

/** The tab is nobody's any more. */
export const forget = () => sessionStorage.removeItem(TOKEN);
