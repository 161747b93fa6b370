// title: Fibonacci numbers by tuple assignment
// check: result.Count == 12
// check: result[11] == 144
// check: result[0] == 1
//--- broken
var result = new List<int>();

void Fill(int count)
{
    int previous = 0, current = 1;
    for (int i = 0; i < count; i++)
    {
        int next = previous + current
        (previous, current) = (current, next);
        result.Add(previous);
    }
}

Fill(12);
//--- fixed
var result = new List<int>();

void Fill(int count)
{
    int previous = 0, current = 1;
    for (int i = 0; i < count; i++)
    {
        int next = previous + current;
        (previous, current) = (current, next);
        result.Add(previous);
    }
}

Fill(12);
