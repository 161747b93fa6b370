// attack: Calls by the numbers of the x32 interface, which carry a bit more.
// group: processes
// at none: depends: hardly any kernel has the x32 interface
// uses: native
// needs: x64

Native.Read(Native.Call(0x40000002, Native.Text("/etc/passwd"), 0)) ?? Native.Succeeded(Native.Call(0x40000029, 2, 1, 0))
