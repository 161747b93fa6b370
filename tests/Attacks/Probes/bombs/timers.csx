// attack: Makes timers without end.
// group: bombs
// at none: stopped: the limits on time and memory hold at every level
// expect: OutOfMemory, TimedOut
// wall time: 8 s

var kept = new List<Timer>();
while (true)
{
    kept.Add(new Timer(_ => { }, null, 1, 1));
}
