// attack: Ends its process while its result is being written.
// group: exits
// at none: stopped: half an answer is none
// expect: Crashed

class Result
{
    public int Value { get { Environment.Exit(0); return 1; } }
}

new Result()
