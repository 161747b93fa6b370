// attack: Reads the parent's limits by prlimit64.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(302, Stage.Parent, 7, 0, Native.Zeros(16)))
