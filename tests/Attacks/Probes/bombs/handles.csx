// attack: Makes handles of the collector without end.
// group: bombs
// at none: stopped: the limits on time and memory hold at every level
// expect: OutOfMemory, TimedOut, Crashed
// wall time: 8 s

while (true)
{
    GCHandle.Alloc(new object(), GCHandleType.Pinned);
}
