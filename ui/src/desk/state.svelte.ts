import type { Problem } from '../backend/types';
import { asProblem } from '../backend/problem';
import type { Me, Role } from './types';

export type Room = 'lists' | 'find' | 'taken-in' | 'buses' | 'counts' | 'self-check' | 'duty' | 'working' | 'asked' | 'cards' | 'accounts' | 'log' | 'devices';

/** The rooms of a role, the first one first. */
const ROOMS: Record<Role, Room[]> = {
  'port-officer': ['lists', 'find', 'taken-in', 'buses', 'duty', 'counts'],
  'county-contact': ['lists', 'find', 'duty', 'counts'],
  'health-officer': ['lists', 'asked', 'find', 'duty', 'counts', 'self-check'],
  hotline: ['cards', 'asked', 'find', 'duty'],
  'platform-officer': ['accounts', 'asked', 'duty', 'counts', 'self-check'],
  auditor: ['log', 'counts', 'self-check'],
};

/** Who sits here, and where in the page. */
class DeskState {
  me = $state<Me | null>(null);
  room = $state<Room>('devices');
  ready = $state(false);
  problem = $state<Problem | null>(null);
  /** Signed out here, and the platform could not be told yet. */
  leaving = $state(false);

  get rooms(): Room[] {
    return this.me ? ROOMS[this.me.role] : [];
  }

  enter(me: Me) {
    this.me = me;
    this.room = this.rooms[0] ?? 'devices';
    this.problem = null;
    this.ready = true;
  }

  leave(problem: Problem | null = null) {
    this.me = null;
    this.problem = problem;
    this.ready = true;
  }

  go(room: Room) {
    this.room = room;
    this.problem = null;
  }

  /** What was thrown and nobody caught. A session that has ended leads to the door. */
  fail(thrown: unknown) {
    const problem = asProblem(thrown);
    if (problem.code === 'not-signed-in') this.leave(problem);
    else this.problem = problem;
  }
}

export const desk = new DeskState();
