// attack: Touches memory that is not there.
// group: signals
// at none: stopped: a crash is no answer
// expect: Crashed

Marshal.WriteInt32(0x1234567, 1);
"never said"
