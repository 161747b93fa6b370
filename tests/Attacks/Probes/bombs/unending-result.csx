// attack: Answers with a sequence that has no end.
// group: bombs
// at none: stopped: the limit on results holds at every level
// expect: Refused

IEnumerable<int> All()
{
    while (true)
    {
        yield return 1;
    }
}

All()
