// title: Minimum of a bowl by gradient descent
// check: Math.Abs(result[0] - 3) < 1e-6
// check: Math.Abs(result[1] + 1) < 1e-6
//--- broken
// f(x, y) = (x - 3)^2 + 2 (y + 1)^2
double[] Gradient(double x, double y)
{
    new[] { 2 * (x - 3), 4 * (y + 1) };
}

double[] Descend(double x, double y, double rate, int steps)
{
    for (int i = 0; i < steps; i++)
    {
        var g = Gradient(x, y);
        x += rate * g[0];
        y += rate * g[1];
    }
    return new[] { Math.Round(x, 8), Math.Round(y, 8) };
}

double[] result = Descend(0, 0, 200);
//--- fixed
// f(x, y) = (x - 3)^2 + 2 (y + 1)^2
double[] Gradient(double x, double y)
{
    return new[] { 2 * (x - 3), 4 * (y + 1) };
}

double[] Descend(double x, double y, double rate, int steps)
{
    for (int i = 0; i < steps; i++)
    {
        var g = Gradient(x, y);
        x -= rate * g[0];
        y -= rate * g[1];
    }
    return new[] { Math.Round(x, 8), Math.Round(y, 8) };
}

double[] result = Descend(0, 0, 0.1, 200);
