// attack: Answers with an object whose property throws an exception that has no message.
// group: lies
// at none: stopped: it is a guest that failed
// expect: Failed, Refused

class Silent : Exception
{
    public override string Message => throw new Silent();
}

class Result
{
    public int Value => throw new Silent();
}

new Result()
