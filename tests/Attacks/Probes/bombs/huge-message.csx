// attack: Throws an exception whose message is larger than all memory it has.
// group: bombs
// at none: stopped: messages are cut
// expect: Failed, OutOfMemory

throw new InvalidOperationException(new string('x', 64 << 20));
