// attack: Goes from the empty device it holds as standard input to a file beside it.
// group: descriptors
// at none: gets-through
// uses: native
// needs: x64

Native.Read(Native.Call(257, -100, Native.Text("/proc/self/fd/0/../../../../etc/passwd"), 0)) ?? Native.Succeeded(Native.Call(257, -100, Native.Text("/dev/fd/0"), 0))
