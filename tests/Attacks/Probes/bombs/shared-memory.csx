// attack: Fills a shared mapping, which limits on data do not count.
// group: bombs
// at none: stopped: the parent's watch on resident memory holds at every level
// expect: OutOfMemory
// uses: native
// needs: x64

while (true)
{
    var memory = Native.Call(9, 0, 1 << 20, 3, 0x21, -1, 0);
    for (var page = 0; page < 256 && memory > 0; page++)
    {
        Marshal.WriteByte((nint)memory + (page * 4096), 1);
    }
}
