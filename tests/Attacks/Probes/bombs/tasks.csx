// attack: Queues work without end, each of which queues more.
// group: bombs
// at none: stopped: the limits on time and memory hold at every level
// expect: OutOfMemory, TimedOut
// wall time: 8 s

void More()
{
    Task.Run(More);
    Task.Run(More);
}

More();
Thread.Sleep(Timeout.Infinite);
