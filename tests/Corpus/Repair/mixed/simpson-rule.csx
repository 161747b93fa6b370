// title: Simpson's rule for a sine of amplitude three over a quarter period
// check: Math.Abs(result - 3) < 1e-6
//--- broken
double Simpson(Func<double, double> f, double a, double b, int n)
{
    double h = (b - a) / n;
    double sum = f(a) + f(b);
    for (int i = 1; i <= n; i++)
    {
        sum += (i % 2 == 0 ? 4 : 2) * f(a + i * h);
    }
    return sum * h / 3;
}

double result = Simpson(x => 3 * Math.sin(x), 0, Math.PI / 2, 100);
//--- fixed
double Simpson(Func<double, double> f, double a, double b, int n)
{
    double h = (b - a) / n;
    double sum = f(a) + f(b);
    for (int i = 1; i < n; i++)
    {
        sum += (i % 2 == 1 ? 4 : 2) * f(a + i * h);
    }
    return sum * h / 3;
}

double result = Simpson(x => 3 * Math.Sin(x), 0, Math.PI / 2, 100);
