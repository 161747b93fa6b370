// attack: Fills the managed heap.
// group: bombs
// at none: stopped: the limit on memory holds at every level
// expect: OutOfMemory

var kept = new List<byte[]>();
while (true)
{
    kept.Add(GC.AllocateArray<byte>(1 << 20));
}
