/** The messages that the traveller's small page may say; the rest of each file stays away. */
export const WORDS = [
  /^(me|way|step|letter|looks?|role)-/,
  /^home-stage-/,
  /^common-(brand|skip|try-again|language-name|yes|no) /,
  /^sample-/,
  /^time-(told|of) /,
  /^hotline-writes-contact /,
  /^code-(green|yellow|orange|qr|document|flight|no-flight|valid-until|why|next|first|need-not|wrong|expired-title|expired-lead|none-title|none-received|none-withdrawn|messages|message-newer|reference|ends-early|purpose-note|no-quarantine|left|over|review|as-of)\b/,
  /^message-/,
  /^desk-(card|date)-/,
  /^(err|rec)-(birth-date-(needed|wrong)|too-many-requests|unavailable|internal|platform-unreachable|platform-garbled|bad-request) /,
];
