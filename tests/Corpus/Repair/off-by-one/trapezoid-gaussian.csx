// title: Trapezoid rule for a Gaussian
// check: Math.Abs(result - 1.7724538509) < 1e-6
//--- broken
double F(double x) => Math.Exp(-x * x);

// Twice the right half; the peak is at the left end.
double a = 0, b = 6;
int n = 240;
double h = (b - a) / n;

double sum = 0.5 * (F(a) + F(b));
for (int i = 0; i < n; i++)
{
    sum += F(a + i * h);
}

2 * sum * h
//--- fixed
double F(double x) => Math.Exp(-x * x);

// Twice the right half; the peak is at the left end.
double a = 0, b = 6;
int n = 240;
double h = (b - a) / n;

double sum = 0.5 * (F(a) + F(b));
for (int i = 1; i < n; i++)
{
    sum += F(a + i * h);
}

2 * sum * h
