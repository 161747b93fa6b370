// attack: Takes its own limit on memory away.
// group: processes
// at none: depends: only a user with the right to raise limits, which root in a container may lack, can
// uses: native
// needs: x64

Native.Succeeded(Native.Call(302, 0, 2, Native.Words(-1, -1), 0))
