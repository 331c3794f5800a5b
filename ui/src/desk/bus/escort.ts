import { get, post } from '../api';
import type { EscortedBus } from '../types';

/** What the phone of an escort was given for its link: kept until it counts no more, so that a tab that was closed may be opened again. */
const TOKEN = 'guitu-desk-bus';

const token = () => ({ 'X-Guitu-Bus': localStorage.getItem(TOKEN) ?? '' });

/** Whether this phone is an escort's. */
export const isEscort = () => localStorage.getItem(TOKEN) !== null;

/** Uses the link up. */
export async function claim(link: string): Promise<void> {
  localStorage.setItem(TOKEN, (await post<{ token: string }>('bus', { link })).token);
}

export const escorted = () => get<EscortedBus>('bus', {}, token());
export const says = (word: { id: string; what: string; number?: number }) => post<EscortedBus>('bus/reports', word, token());

/** The phone is nobody's any more. */
export const forget = () => localStorage.removeItem(TOKEN);
