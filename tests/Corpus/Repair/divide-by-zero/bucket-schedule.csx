// title: Print progress a fixed number of times
// check: result.SequenceEqual(new[] { 0, 1, 2, 3, 4, 5 })
// check: Marks(100, 4).Count == 4
//--- broken
// About `marks` progress marks over `total` steps; a short job marks every step.
List<int> Marks(int total, int marks)
{
    var shown = new List<int>();
    int every = total / marks;
    for (int step = 0; step < total; step++)
    {
        if (step % every == 0)
        {
            shown.Add(step);
        }
    }
    return shown;
}

Marks(6, 10)
//--- fixed
// About `marks` progress marks over `total` steps; a short job marks every step.
List<int> Marks(int total, int marks)
{
    var shown = new List<int>();
    int every = Math.Max(1, total / marks);
    for (int step = 0; step < total; step++)
    {
        if (step % every == 0)
        {
            shown.Add(step);
        }
    }
    return shown;
}

Marks(6, 10)
