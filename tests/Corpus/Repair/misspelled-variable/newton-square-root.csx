// title: Newton's method for a square root
// check: Math.Abs(result * result - 7) < 1e-9
// check: result > 0
//--- broken
double NewtonSqrt(double value, double tolerance)
{
    double guess = value / 2;
    while (Math.Abs(guess * guess - value) > tolerence)
    {
        guess = 0.5 * (guess + value / gues);
    }
    return guess;
}

double result = NewtonSqrt(7, 1e-13);
//--- fixed
double NewtonSqrt(double value, double tolerance)
{
    double guess = value / 2;
    while (Math.Abs(guess * guess - value) > tolerance)
    {
        guess = 0.5 * (guess + value / guess);
    }
    return guess;
}

double result = NewtonSqrt(7, 1e-13);
