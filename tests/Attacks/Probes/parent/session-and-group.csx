// attack: Finds out whether the parent exists, and its session and group.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

long[] answers = [Native.Call(124, Stage.Parent), Native.Call(121, Stage.Parent)];
answers.Any(answer => answer >= 0) ? $"getsid and getpgid answered {string.Join(' ', answers)}" : null
