import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWindow } from '@tauri-apps/api/window';

import type { Backend } from './backend';

/** The backend behind the window: each call is the command of the same name. */
export const tauri: Backend = {
  start: () => invoke('start'),
  setPreferences: (preferences) => invoke('set_preferences', { preferences }),
  createVault: (passphrase) => invoke('create_vault', { passphrase }),
  unlock: (key) => invoke('unlock', { key }),
  chooseOwner: (id) => invoke('choose_owner', { id }),
  chooseOwnerAnew: () => invoke('choose_owner_anew'),
  shownName: () => invoke('shown_name'),
  showName: (name) => invoke('show_name', { name }),
  lock: (resume) => invoke('lock', { resume }),
  staysOpen: () => invoke('stays_open'),
  checkVault: () => invoke('check_vault'),
  rescue: (key) => invoke('rescue', { key }),

  clock: () => invoke('clock'),
  due: () => invoke('due'),
  home: () => invoke('home'),
  cases: (filter, offset) => invoke('cases', { filter, offset }),
  takePlatform: () => invoke('take_platform'),
  directory: (of) => invoke('directory', { of }),
  newDeclaration: () => invoke('new_declaration'),
  startIntention: () => invoke('start_intention'),
  declare: (id) => invoke('declare', { id }),
  confirm: (id) => invoke('confirm', { id }),
  afterLanding: (id) => invoke('after_landing', { id }),
  say: (id, word) => invoke('say', { id, word }),
  phone: (id, onPaper) => invoke('phone', { id, onPaper }),
  proposals: (id) => invoke('proposals', { id }),
  takeProposal: (id, section) => invoke('take_proposal', { id, section }),
  giveBackProposal: (id, section) => invoke('give_back_proposal', { id, section }),
  openDeclaration: (id) => invoke('open_declaration', { id }),
  deleteDeclaration: (id) => invoke('delete_declaration', { id }),
  undoDelete: (id, correction) => invoke('undo_delete', { id, correction }),
  deleted: () => invoke('deleted'),
  forget: (id, correction, unsaid) => invoke('forget', { id, correction, unsaid }),
  deleteAside: (name) => invoke('delete_aside', { name }),
  history: (id) => invoke('history', { id }),
  pastState: (id, seq) => invoke('past_state', { id, seq }),
  bringBack: (id, seq) => invoke('bring_back', { id, seq }),
  companionsLeft: (id) => invoke('companions_left', { id }),
  declareForCompanion: (id, index) => invoke('declare_for_companion', { id, index }),

  goTo: (id, page, pointer) => invoke('go_to', { id, page, pointer }),
  focus: (id, pointer) => invoke('focus', { id, pointer }),
  answer: (id, pointer, value) => invoke('answer', { id, pointer, value }),
  leave: (id, pointer) => invoke('leave', { id, pointer }),
  leavePage: (id, seen) => invoke('leave_page', { id, seen }),
  addItem: (id, pointer) => invoke('add_item', { id, pointer }),
  raiseItem: (id, pointer, index) => invoke('raise_item', { id, pointer, index }),
  removeItem: (id, pointer, index) => invoke('remove_item', { id, pointer, index }),
  undo: (id) => invoke('undo', { id }),
  options: (id, pointer, query) => invoke('options', { id, pointer, query }),
  readMrz: (id, text) => invoke('read_mrz', { id, text }),
  takeMrz: (id, text, pointers) => invoke('take_mrz', { id, text, pointers }),

  review: (id) => invoke('review', { id }),
  submit: (id) => invoke('submit', { id }),
  sendNow: (id) => invoke('send_now', { id }),
  networkChanged: () => invoke('network_changed'),
  code: (id) => invoke('code', { id }),
  copy: (id) => invoke('copy', { id }),
  correct: (id) => invoke('correct', { id }),
  withdraw: (id) => invoke('withdraw', { id }),

  choosePlace: () => invoke('choose_place'),
  chooseFile: () => invoke('choose_file'),
  backUp: (id, seal) => invoke('back_up', { id, seal }),
  saveSealed: (id) => invoke('save_sealed', { id }),
  sendSealed: () => invoke('send_sealed'),
  handOver: (id, receiver, seal) => invoke('hand_over', { id, receiver, seal }),
  lookInto: () => invoke('look_into'),
  takeOver: (passphrase) => invoke('take_over', { passphrase }),
  showBackup: (id, seal) => invoke('show_backup', { id, seal }),
  showHandOver: (id, receiver, seal) => invoke('show_hand_over', { id, receiver, seal }),
  runPicture: (number, fine) => invoke('run_picture', { number, fine }),
  putPicturesAway: () => invoke('put_pictures_away'),
  readPicture: (grey, width) => invoke('read_picture', grey, { headers: { width: String(width) } }),
  slipInPicture: (grey, width) => invoke('slip_in_picture', grey, { headers: { width: String(width) } }),
  openSlip: (text, born) => invoke('open_slip', { text, born }),
  inHand: () => invoke('in_hand'),
  forgetPictures: () => invoke('forget_pictures'),
  takeOverPictures: (passphrase) => invoke('take_over_pictures', { passphrase }),
  takeBack: (id) => invoke('take_back', { id }),
  leaveToThem: (id) => invoke('leave_to_them', { id }),
  receiverKey: () => invoke('receiver_key'),

  slots: () => invoke('slots'),
  addPassphrase: (passphrase, label, proof) => invoke('add_passphrase', { passphrase, label, proof }),
  addKeychain: (proof) => invoke('add_keychain', { proof }),
  changePassphrase: (slot, passphrase, proof) => invoke('change_passphrase', { slot, passphrase, proof }),
  removeSlot: (slot, proof) => invoke('remove_slot', { slot, proof }),
  newRecoveryCode: () => invoke('new_recovery_code'),
  keepRecoveryCode: (typed, proof) => invoke('keep_recovery_code', { typed, proof }),
  onKeyChanging(listener) {
    const stopping = listen<number>('key-changing', (event) => listener(event.payload));
    return () => void stopping.then((stop) => stop());
  },

  chooseListPlace: (ending) => invoke('choose_list_place', { ending }),
  deskSheets: (ids, links) => invoke('desk_sheets', { ids, links }),
  deskWipe: (ids, unsaid) => invoke('desk_wipe', { ids, unsaid }),
  setDesk: (settings) => invoke('set_desk', { settings }),
  desk: () => invoke('desk'),
  deskRows: (filter, offset, limit) => invoke('desk_rows', { filter, offset, limit }),
  deskAll: (filter) => invoke('desk_all', { filter }),
  deskCase: (id) => invoke('desk_case', { id }),
  deskConsent: (id, consent) => invoke('desk_consent', { id, consent }),
  deskStrikeConsent: (id) => invoke('desk_strike_consent', { id }),
  deskLink: (id, wording) => invoke('desk_link', { id, wording }),
  deskEndLink: (id) => invoke('desk_end_link', { id }),
  deskAsking: (ids) => invoke('desk_asking', { ids }),
  deskNote: (id, note) => invoke('desk_note', { id, note }),
  telephone: (id, at) => invoke('telephone', { id, at }),
  telephoneAnswer: (id, pointer, value) => invoke('telephone_answer', { id, pointer, value }),
  telephoneLeave: (id, pointer) => invoke('telephone_leave', { id, pointer }),
  sendReady: (filter) => invoke('send_ready', { filter }),
  deskWork: () => invoke('desk_work'),
  deskPause: () => invoke('desk_pause'),
  commonQuestions: () => invoke('common_questions'),
  commonOptions: (pointer, query) => invoke('common_options', { pointer, query }),
  setCommon: (ids, pointer, value) => invoke('set_common', { ids, pointer, value }),
  undoCommon: () => invoke('undo_common'),
  deskTwins: () => invoke('desk_twins'),
  mergeTwins: (stays, goes) => invoke('merge_twins', { stays, goes }),
  keepTwins: (ids) => invoke('keep_twins', { ids }),
  deskExport: (filter) => invoke('desk_export', { filter }),
  importBegin: () => invoke('import_begin'),
  importScreen: (view) => invoke('import_screen', { view }),
  importDecide: (decision, view) => invoke('import_decide', { decision, view }),
  importLeft: (heading, words) => invoke('import_left', { heading, words }),
  importCommit: () => invoke('import_commit'),
  importDrop: () => invoke('import_drop'),
  undoImport: (number) => invoke('undo_import', { number }),

  kioskSetUp: (passphrase) => invoke('kiosk_set_up', { passphrase }),
  kioskBegin: (language) => invoke('kiosk_begin', { language }),
  kioskTouch: () => invoke('kiosk_touch'),
  kioskSubmit: (id) => invoke('kiosk_submit', { id }),
  kioskPrint: (page) => invoke('kiosk_print', { page }),
  kioskSlip: (text, born) => invoke('kiosk_slip', { text, born }),
  kioskEnd: (ending) => invoke('kiosk_end', { ending }),
  staffEnter: (passphrase) => invoke('staff_enter', { passphrase }),
  staffPanel: () => invoke('staff_panel'),
  staffLeave: () => invoke('staff_leave'),
  staffSendNow: () => invoke('staff_send_now'),
  staffSawBroken: () => invoke('staff_saw_broken'),
  kioskReadAloud: (words, language) => invoke('kiosk_read_aloud', { words, language }),
  staffHelp: (name) => invoke('staff_help', { name }),
  kioskHelpOffered: () => invoke('kiosk_help_offered'),
  kioskTakeHelp: (id, agreed) => invoke('kiosk_take_help', { id, agreed }),
  staffExport: (stick) => invoke('staff_export', { stick }),
  staffImport: (stick) => invoke('staff_import', { stick }),
  staffQuit: () => invoke('staff_quit'),

  rulebook: () => invoke('rulebook'),
  lookForRulebook: () => invoke('look_for_rulebook'),
  editionTexts: (edition, language) => invoke('edition_texts', { edition, language }),
  editionChange: (id) => invoke('edition_change', { id }),
  takeEdition: (id, edition) => invoke('take_edition', { id, edition }),
  leaveEdition: (id) => invoke('leave_edition', { id }),

  onLock(listener) {
    const stopping = listen('lock', listener);
    return () => void stopping.then((stop) => stop());
  },

  onDoor(listener) {
    const stopping = listen('door', listener);
    return () => void stopping.then((stop) => stop());
  },

  onClock(listener) {
    const stopping = listen('clock', listener);
    return () => void stopping.then((stop) => stop());
  },

  onDamage(listener) {
    const stopping = listen('damage', listener);
    return () => void stopping.then((stop) => stop());
  },

  onRulebook(listener) {
    const stopping = listen('rulebook', listener);
    return () => void stopping.then((stop) => stop());
  },

  onClosing(listener) {
    const stopping = listen('closing', listener);
    return () => void stopping.then((stop) => stop());
  },

  close: () => getCurrentWindow().destroy(),

  onChanged(listener) {
    const stopping = listen<string>('changed', (event) => listener(event.payload));
    return () => void stopping.then((stop) => stop());
  },
};
