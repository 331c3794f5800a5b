import type { Slot, SlotKind } from '../../backend/types';

/** What may be asked for before a change, in this order: what only a person knows or has, then the keychain, which opens for
    whoever sits here. */
const ORDER: SlotKind[] = ['passphrase', 'recovery-code', 'keychain'];

/** The ways there are. A slot that is about to go is no way to ask whether it may, if there is another. */
export function proofs(slots: Slot[], without?: Slot): SlotKind[] {
  const left = slots.filter((slot) => slot.id !== without?.id || slots.length === 1);
  return ORDER.filter((kind) => left.some((slot) => slot.kind === kind));
}
