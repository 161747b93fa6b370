// attack: Burns all processors.
// group: bombs
// at none: stopped: the limits on time hold at every level
// expect: TimedOut
// wall time: 2 s

Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 64 }, _ =>
{
    while (true)
    {
    }
});
