// title: Percentage change from month to month
// check: result.Length == 5
// check: result[0] == 50
// check: result.All(p => !double.IsInfinity(p) && !double.IsNaN(p))
// check: result[3] == 0
//--- broken
double[] sales = { 20, 30, 15, 0, 12, 18 };

// A month after an empty month counts as no change.
double Change(double before, double after)
{
    return 100 * (after - before) / before;
}

var changes = new double[sales.Length - 1];
for (int i = 0; i < changes.Length; i++)
{
    changes[i] = Math.Round(Change(sales[i], sales[i + 1]), 2);
}

double[] result = changes;
//--- fixed
double[] sales = { 20, 30, 15, 0, 12, 18 };

// A month after an empty month counts as no change.
double Change(double before, double after)
{
    if (before == 0) return 0;
    return 100 * (after - before) / before;
}

var changes = new double[sales.Length - 1];
for (int i = 0; i < changes.Length; i++)
{
    changes[i] = Math.Round(Change(sales[i], sales[i + 1]), 2);
}

double[] result = changes;
