// attack: Fills memory outside the managed heap.
// group: bombs
// at none: stopped: the limit on memory holds at every level
// expect: OutOfMemory

unsafe
{
    while (true)
    {
        NativeMemory.Fill(NativeMemory.Alloc(1 << 20), 1 << 20, 1);
    }
}
