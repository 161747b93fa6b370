// attack: Answers with an object whose property never ends.
// group: lies
// at none: stopped: the limits on time hold for the answer too
// expect: TimedOut
// wall time: 2 s

class Result
{
    public int Value
    {
        get
        {
            while (true)
            {
            }
        }
    }
}

new Result()
