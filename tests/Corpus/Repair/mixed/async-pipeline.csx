// title: Squares gathered from several tasks
// check: result.Count == 5
// check: result[4] == 16
// check: result.Sum() == 30
//--- broken
async Task<int> SquareAsync(int n)
{
    await Task.Yield();
    return n * n;
}

async Task<List<int>> GatherAsync(int count)
{
    var squares = new List<int>();
    for (int i = 0; i <= count; i++)
    {
        int square = SquareAsync(i);
        squares.Append(square);
    }
    return squares;
}

var result = await GatherAsync(5);
//--- fixed
async Task<int> SquareAsync(int n)
{
    await Task.Yield();
    return n * n;
}

async Task<List<int>> GatherAsync(int count)
{
    var squares = new List<int>();
    for (int i = 0; i < count; i++)
    {
        int square = await SquareAsync(i);
        squares.Add(square);
    }
    return squares;
}

var result = await GatherAsync(5);
