import type { EndsEarly } from '../../backend/types';
import { t } from '../../messages/index.svelte';
import { type Place, toldOrDay } from '../../messages/told';

/** As the program or the platform has it. */
export type Early = Omit<EndsEarly, 'zone'> & { zone: Place | null };

/** The departure as the ticket has it, and from when confirming helps, by the traveller's clock. Of a coach that has no hour only the day is known. */
export const saidOf = (early: Early, zone: Place | null) => ({
  boards: toldOrDay(early.boards_at, early.zone, early.timed),
  from: toldOrDay(early.confirm_from, zone ?? early.zone, early.timed),
});

/** Where, and from when, such a code is renewed: for whoever has it on a phone or on paper and cannot renew it there. */
export const whereToRenew = (early: Early, zone: Place | null): string => t(early.due ? 'code-ends-early-where-due' : 'code-ends-early-where', saidOf(early, zone));
