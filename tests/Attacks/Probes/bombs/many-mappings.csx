// attack: Makes mappings without end, one page each, and touches none.
// group: bombs
// at none: stopped: the kernel bounds how many a process may have
// expect: TimedOut, OutOfMemory, Crashed
// uses: native
// needs: x64
// wall time: 3 s

for (var kind = 1; ; kind ^= 2)
{
    Native.Call(9, 0, 4096, kind, 0x22, -1, 0);
}
