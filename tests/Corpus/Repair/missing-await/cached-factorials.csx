// title: Binomial coefficients from an asynchronous cache
// check: result == 252
// check: cache.Count == 11
//--- broken
var cache = new Dictionary<int, long> { [0] = 1 };

async Task<long> FactorialAsync(int n)
{
    if (cache.TryGetValue(n, out long known)) return known;
    await Task.Yield();
    long value = n * FactorialAsync(n - 1);
    cache[n] = value;
    return value;
}

async Task<long> BinomialAsync(int n, int k)
{
    long top = await FactorialAsync(n);
    long bottom = FactorialAsync(k) * await FactorialAsync(n - k);
    return top / bottom;
}

await BinomialAsync(10, 5)
//--- fixed
var cache = new Dictionary<int, long> { [0] = 1 };

async Task<long> FactorialAsync(int n)
{
    if (cache.TryGetValue(n, out long known)) return known;
    await Task.Yield();
    long value = n * await FactorialAsync(n - 1);
    cache[n] = value;
    return value;
}

async Task<long> BinomialAsync(int n, int k)
{
    long top = await FactorialAsync(n);
    long bottom = await FactorialAsync(k) * await FactorialAsync(n - k);
    return top / bottom;
}

await BinomialAsync(10, 5)
