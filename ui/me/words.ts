/** The messages that the traveller's small page may say; the rest of each file stays away. */
export const WORDS = [
  /^(me|way|step|letter|looks?|role|asked)-/,
  /^filling-(optional|clear|date-wrong|why|why-.*|year|month|day|search-none|search-none-stop|search-count|take|takes-mode|list-full|add|remove|removed|raise|raised|item-done|item-empty|status-wrong|finding-blocking|finding-warning|or-leave-empty|save-failed|needs-newer.*|cleaned-.*) /,
  /^(chamber-wording|edition-earlier|edition-earlier-other-words|filling-declare-for-companion) /,
  /^home-stage-/,
  /^common-(brand|continue|skip|try-again|language-name|yes|no|edit|undo) /,
  /^sample-/,
  /^time-(told|of) /,
  /^hotline-writes-contact /,
  /^code-(green|yellow|orange|qr|document|day|flight|no-flight|valid-until|why|next|first|need-not|wrong|expired-title|expired-lead|none-title|none-received|none-withdrawn|messages|message-newer|reference|ends-early|purpose-note|no-quarantine|left|over|review|as-of)\b/,
  /^open-slip-(refused|anew|not-found) /,
  /^message-/,
  /^desk-(card|date)-/,
  /^(err|rec)-(birth-date-(needed|wrong)|too-many-requests|unavailable|internal|platform-unreachable|platform-garbled|bad-request|link-not-valid|too-many-tries|declaration-incomplete|edition-not-yet|organisation-unknown|edition-not-taken|sealed-long-ago|own-answers-missing|envelope-unreadable|revision-too-far) /,
];
