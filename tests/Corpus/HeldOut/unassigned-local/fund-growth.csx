// title: Value of 1000 after five years in two funds with yearly returns in percent
// check: result.Length == 2
// check: Math.Abs(result[1] - 1000 * Math.Pow(1.02, 5)) < 0.01
// check: result[0] > 1000
//--- broken
double FinalValue(double amount, double[] percents)
{
    double growth;
    foreach (double percent in percents)
    {
        growth *= 1 + percent / 100;
    }
    return Math.Round(amount * growth, 2);
}

double[] shares = { 12, -8, 5, 20, -3 };
double[] bonds = { 2, 2, 2, 2, 2 };
double[] result = { FinalValue(1000, shares), FinalValue(1000, bonds) };
//--- fixed
double FinalValue(double amount, double[] percents)
{
    double growth = 1;
    foreach (double percent in percents)
    {
        growth *= 1 + percent / 100;
    }
    return Math.Round(amount * growth, 2);
}

double[] shares = { 12, -8, 5, 20, -3 };
double[] bonds = { 2, 2, 2, 2, 2 };
double[] result = { FinalValue(1000, shares), FinalValue(1000, bonds) };
