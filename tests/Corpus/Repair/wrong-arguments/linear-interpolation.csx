// title: Interpolate a calibration table
// check: result.Length == 3
// check: Math.Abs(result[1] - 1.75) < 1e-9
// check: Lookup(0) == 0.5 && Lookup(20) == 2.0
//--- broken
double[] temperature = { 0, 10, 20, 40 };
double[] voltage = { 0.5, 1.0, 2.0, 4.5 };

double Lerp(double a, double b, double t) => a + (b - a) * t;

double Lookup(double x)
{
    for (int i = 0; i < temperature.Length; i++)
    {
        if (x > temperature[i]) continue;
        double t = (x - temperature[i - 1]) / (temperature[i] - temperature[i - 1]);
        return Lerp(voltage[i - 1], t);
    }
    throw new ArgumentOutOfRangeException(nameof(x));
}

double[] result = new[] { 0, 17.5, 40 }.Select(Lookup).ToArray();
//--- fixed
double[] temperature = { 0, 10, 20, 40 };
double[] voltage = { 0.5, 1.0, 2.0, 4.5 };

double Lerp(double a, double b, double t) => a + (b - a) * t;

double Lookup(double x)
{
    for (int i = 1; i < temperature.Length; i++)
    {
        if (x > temperature[i]) continue;
        double t = (x - temperature[i - 1]) / (temperature[i] - temperature[i - 1]);
        return Lerp(voltage[i - 1], voltage[i], t);
    }
    throw new ArgumentOutOfRangeException(nameof(x));
}

double[] result = new[] { 0, 17.5, 40 }.Select(Lookup).ToArray();
