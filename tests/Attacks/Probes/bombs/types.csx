// attack: Makes types without end, each of the one before.
// group: bombs
// at none: stopped: the limits on time and memory hold at every level
// expect: OutOfMemory, TimedOut, Crashed, Failed
// wall time: 8 s

var type = typeof(int);
while (true)
{
    type = typeof(List<>).MakeGenericType(type);
    Activator.CreateInstance(type);
}
