// attack: Reads how much processor time the parent has used, from its clock.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

// A clock of a process: its id, inverted, above three bits of kind.
var (clock, time) = ((~(long)Stage.Parent << 3) | 2, Native.Zeros(16));
Native.Call(228, clock, time) == 0 ? $"the parent has used {Native.Word(time)} s and {Native.Word(time + 8)} ns" : null
