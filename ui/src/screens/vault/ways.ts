import type { SlotKind } from '../../backend/types';

/** The ways to open that a person types. */
export const typedOf = (ways: SlotKind[]): SlotKind[] => ways.filter((way) => way !== 'keychain');
