// title: Length of the longest increasing run
// check: result == 4
// check: LongestRun(new[] { 5, 4, 3 }) == 1
//--- broken
int LongestRun(int[] values)
{
    int best = 1, current = 1;
    for (int i = 1; i < values.Length; i++)
    {
        if (values[i] > values[i - 1])
        {
            current++;
            best = Math.Max(best, current);
        }
        else
            current = 1;
    return best;
}

LongestRun(new[] { 3, 1, 2, 5, 9, 4, 6, 2 })
//--- fixed
int LongestRun(int[] values)
{
    int best = 1, current = 1;
    for (int i = 1; i < values.Length; i++)
    {
        if (values[i] > values[i - 1])
        {
            current++;
            best = Math.Max(best, current);
        }
        else
            current = 1;
    }
    return best;
}

LongestRun(new[] { 3, 1, 2, 5, 9, 4, 6, 2 })
