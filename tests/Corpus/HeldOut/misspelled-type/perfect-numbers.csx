// title: Perfect numbers below 1000 and whether each of them is even
// check: result.Count == 3
// check: result[28]
// check: result.Values.All(v => v)
//--- broken
var result = new Dictionary<int, bool>();
for (int n = 2; n < 1000; n++)
{
    int sum = 1;
    for (int d = 2; d * d <= n; d++)
    {
        if (n % d == 0)
        {
            sum += d;
            if (d != n / d) sum += n / d;
        }
    }
    boolean perfect = sum == n;
    if (perfect) result[n] = n % 2 == 0;
}
//--- fixed
var result = new Dictionary<int, bool>();
for (int n = 2; n < 1000; n++)
{
    int sum = 1;
    for (int d = 2; d * d <= n; d++)
    {
        if (n % d == 0)
        {
            sum += d;
            if (d != n / d) sum += n / d;
        }
    }
    bool perfect = sum == n;
    if (perfect) result[n] = n % 2 == 0;
}
