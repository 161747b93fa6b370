// attack: Throws without end, from deep below.
// group: bombs
// at none: stopped: the limits on time hold at every level
// expect: TimedOut
// wall time: 2 s

void Throw(int depth)
{
    if (depth == 0)
    {
        throw new InvalidOperationException();
    }

    Throw(depth - 1);
}

while (true)
{
    try
    {
        Throw(200);
    }
    catch (InvalidOperationException)
    {
    }
}
