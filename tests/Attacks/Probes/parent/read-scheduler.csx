// attack: Reads the parent's scheduling policy by three raw calls.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var buffer = Native.Zeros(64);
long[] answers = [Native.Call(145, Stage.Parent), Native.Call(143, Stage.Parent, buffer), Native.Call(315, Stage.Parent, buffer, 48, 0)];
answers.Any(answer => answer >= 0) ? $"sched_getscheduler, sched_getparam, sched_getattr answered {string.Join(' ', answers)}" : null
