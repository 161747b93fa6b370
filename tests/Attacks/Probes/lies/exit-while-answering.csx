// attack: Turns the exception of its answer into a success by ending in a filter of exceptions.
// group: lies
// at none: stopped: an exit code is no answer
// expect: Crashed

bool Exit()
{
    Environment.Exit(0);
    return true;
}

try
{
    throw new InvalidOperationException();
}
catch (InvalidOperationException) when (Exit())
{
}

"never said"
