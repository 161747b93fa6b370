// title: Euler's number by its power series
// check: Math.Abs(result - Math.E) < 1e-9
//--- broken
double Exp(double x, int terms)
{
    double sum;
    double term;
    for (int n = 0; n < terms; n++)
    {
        sum += term;
        term *= x / (n + 1);
    }
    return sum;
}

double result = Exp(1.0, 20);
//--- fixed
double Exp(double x, int terms)
{
    double sum = 0;
    double term = 1;
    for (int n = 0; n < terms; n++)
    {
        sum += term;
        term *= x / (n + 1);
    }
    return sum;
}

double result = Exp(1.0, 20);
