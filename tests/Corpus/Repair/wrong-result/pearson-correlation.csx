// title: Pearson correlation of two short series
// check: result > 0.5 && result < 1
// check: Math.Abs(Correlation(a, a) - 1) < 1e-9
// check: Correlation(a, c) < 0
//--- broken
double[] a = { 1, 2, 3, 4, 5 };
double[] b = { 2, 1, 4, 3, 5 };
double[] c = { 5, 3, 3, 2, 1 };

double Correlation(double[] x, double[] y)
{
    double mx = x.Average(), my = y.Average();
    double sxy = 0, sxx = 0, syy = 0;
    for (int i = 0; i < x.Length; i++)
    {
        sxy += (x[i] - mx) * (y[i] - my);
        sxx += (x[i] - mx) * (x[i] - mx);
        syy += (y[i] - my) * (y[i] - my);
    }
    return sxy / Math.Sqrt(sxx + syy);
}

double result = Correlation(a, b);
//--- fixed
double[] a = { 1, 2, 3, 4, 5 };
double[] b = { 2, 1, 4, 3, 5 };
double[] c = { 5, 3, 3, 2, 1 };

double Correlation(double[] x, double[] y)
{
    double mx = x.Average(), my = y.Average();
    double sxy = 0, sxx = 0, syy = 0;
    for (int i = 0; i < x.Length; i++)
    {
        sxy += (x[i] - mx) * (y[i] - my);
        sxx += (x[i] - mx) * (x[i] - mx);
        syy += (y[i] - my) * (y[i] - my);
    }
    return sxy / Math.Sqrt(sxx * syy);
}

double result = Correlation(a, b);
