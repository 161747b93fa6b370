// attack: Waits for a process that is not its child, which tells whether it exists.
// group: processes
// at none: stopped: the kernel answers alike for a stranger's process and none
// expect: Completed, Failed
// uses: native
// needs: x64

Native.Succeeded(Native.Call(61, Stage.Bystander, 0, 1, 0))
