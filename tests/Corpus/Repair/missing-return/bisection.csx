// title: Root of cos x = x by bisection
// check: Math.Abs(Math.Cos(result) - result) < 1e-8
//--- broken
double Bisect(Func<double, double> f, double a, double b)
{
    double fa = f(a);
    for (int i = 0; i < 60; i++)
    {
        double mid = 0.5 * (a + b);
        double fm = f(mid);
        if (fa * fm <= 0)
        {
            b = mid;
        }
        else
        {
            a = mid;
            fa = fm;
        }
    }
}

double result = Math.Round(Bisect(x => Math.Cos(x) - x, 0, 1), 10);
//--- fixed
double Bisect(Func<double, double> f, double a, double b)
{
    double fa = f(a);
    for (int i = 0; i < 60; i++)
    {
        double mid = 0.5 * (a + b);
        double fm = f(mid);
        if (fa * fm <= 0)
        {
            b = mid;
        }
        else
        {
            a = mid;
            fa = fm;
        }
    }
    return 0.5 * (a + b);
}

double result = Math.Round(Bisect(x => Math.Cos(x) - x, 0, 1), 10);
