import type { Proposal } from '../../backend/types';
import { press } from '../../shell/press';
import type { Draft } from './draft.svelte';

/** What the sections of the open page are offered, and what was taken of it here: that can be given back at once. */
export class Proposals {
  offered = $state.raw<Proposal[]>([]);
  taken = $state.raw<Proposal | null>(null);
  #turn = 0;

  constructor(private readonly draft: Draft) {}

  of(section: string): Proposal | undefined {
    return this.offered.find((one) => one.section === section);
  }

  takenIn(section: string): Proposal | undefined {
    return this.taken?.section === section ? this.taken : undefined;
  }

  /** Another page is open: what was said of the last one is over. */
  async arrive(): Promise<void> {
    this.offered = [];
    this.taken = null;
    await this.#look();
  }

  async take(proposal: Proposal): Promise<boolean> {
    if (!(await this.draft.takeProposal(proposal.section))) return false;
    this.taken = proposal;
    await this.#look();
    return true;
  }

  async giveBack(proposal: Proposal): Promise<boolean> {
    if (!(await this.draft.giveBackProposal(proposal.section))) return false;
    this.taken = null;
    await this.#look();
    return true;
  }

  async #look(): Promise<void> {
    const mine = (this.#turn += 1);
    const offered = await this.draft.proposals();
    press.after(() => {
      if (mine === this.#turn) this.offered = offered;
    });
  }
}
