// attack: Answers with more than it may.
// group: bombs
// at none: stopped: the limit on results holds at every level
// expect: Refused

new byte[16 << 20]
