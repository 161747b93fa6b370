// attack: Starts threads without end.
// group: bombs
// at none: stopped: the limit on memory holds at every level
// expect: OutOfMemory, Refused, Failed, TimedOut
// wall time: 10 s

while (true)
{
    new Thread(() => Thread.Sleep(Timeout.Infinite)).Start();
}
