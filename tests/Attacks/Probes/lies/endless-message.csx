// attack: Throws an exception that never comes to the end of its message.
// group: lies
// at none: stopped: the limits on time hold for exceptions too
// expect: TimedOut
// wall time: 2 s

class Endless : Exception
{
    public override string Message
    {
        get
        {
            while (true)
            {
            }
        }
    }
}

throw new Endless();
