// title: Both roots of a quadratic
// check: result.Length == 2
// check: Math.Abs(result[0] + result[1] - 2.5) < 1e-9
// check: Math.Abs(result[0] * result[1] + 1.5) < 1e-9
//--- broken
double a = 2, b = -5, c = -3;

double[] Solve()
{
    double disc = b * b - 4 * a * c;
    if (disc < 0)
        return new double[0];
    double root = Math.Sqrt(disc);
    double q = -0.5 * (b + Math.Sign(b) * root;
    return new[] { q / a, c / q }.OrderBy(x => x).ToArray();
}

var result = Solve();
Console.WriteLine($"roots: {string.Join(" and ", result)}");
//--- fixed
double a = 2, b = -5, c = -3;

double[] Solve()
{
    double disc = b * b - 4 * a * c;
    if (disc < 0)
        return new double[0];
    double root = Math.Sqrt(disc);
    double q = -0.5 * (b + Math.Sign(b) * root);
    return new[] { q / a, c / q }.OrderBy(x => x).ToArray();
}

var result = Solve();
Console.WriteLine($"roots: {string.Join(" and ", result)}");
