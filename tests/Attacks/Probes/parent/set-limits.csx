// attack: Sets a limit of the bystander by prlimit64.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(302, Stage.Bystander, 4, Native.Words(0, 0), 0))
