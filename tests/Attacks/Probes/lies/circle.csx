// attack: Answers with an object that holds itself.
// group: lies
// at none: stopped: circles are found
// expect: Refused

class Result
{
    public Result Self => this;
}

new Result()
