// attack: Answers with a sequence that never gives its first element.
// group: bombs
// at none: stopped: the limits on time hold at every level
// expect: TimedOut
// wall time: 2 s

IEnumerable<int> None()
{
    while (Environment.TickCount64 > 0)
    {
    }

    yield break;
}

None()
