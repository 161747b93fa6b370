// attack: Sets its user and groups, to what they are.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

long[] answers = [Native.Call(117, -1, -1, -1), Native.Call(119, -1, -1, -1), Native.Call(113, -1, -1)];
answers.Contains(0) ? $"setresuid, setresgid and setreuid answered {string.Join(' ', answers)}" : null
