// attack: Asks for the resolution of the parent's processor clock, and sleeps on it, which both tell whether the process exists.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var clock = (~(long)Stage.Parent << 3) | 2;
long[] answers = [Native.Call(229, clock, Native.Zeros(16)), Native.Call(230, clock, 0, Native.Words(0, 1), 0), Native.Call(222, clock, 0, Native.Zeros(8))];
answers.Contains(0) ? $"clock_getres, clock_nanosleep, timer_create answered {string.Join(' ', answers)}" : null
