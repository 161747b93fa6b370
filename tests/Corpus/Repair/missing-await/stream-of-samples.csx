// title: Exponential moving average over an asynchronous stream
// check: result.Count == 6
// check: Math.Abs(result[0] - 4) < 1e-9
// check: Math.Abs(result[^1] - 7) < 1e-9
//--- broken
async IAsyncEnumerable<double> SamplesAsync()
{
    foreach (double x in new double[] { 4, 8, 6, 2, 10, 7 })
    {
        await Task.Yield();
        yield return x;
    }
}

var result = new List<double>();
double alpha = 0.5;

foreach (double x in SamplesAsync())
{
    double previous = result.Count == 0 ? x : result[^1];
    result.Add(alpha * x + (1 - alpha) * previous);
}
//--- fixed
async IAsyncEnumerable<double> SamplesAsync()
{
    foreach (double x in new double[] { 4, 8, 6, 2, 10, 7 })
    {
        await Task.Yield();
        yield return x;
    }
}

var result = new List<double>();
double alpha = 0.5;

await foreach (double x in SamplesAsync())
{
    double previous = result.Count == 0 ? x : result[^1];
    result.Add(alpha * x + (1 - alpha) * previous);
}
