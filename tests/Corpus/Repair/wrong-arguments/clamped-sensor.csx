// title: Clamp readings into the range of the instrument
// check: result.Length == 6
// check: result.Max() == 5.0
// check: result.Min() == 0.0
//--- broken
double[] raw = { -0.3, 0.8, 2.4, 5.6, 4.9, 7.2 };
double low = 0.0, high = 5.0;

double Correct(double reading, double gain = 1.0, double offset = 0.0)
    => gain * reading + offset;

var corrected = new List<double>();
foreach (double r in raw)
{
    double c = Correct(r, 0.1, 1.02);
    corrected.Add(Math.Round(Math.Clamp(low, high, c), 4));
}

double[] result = corrected.ToArray();
//--- fixed
double[] raw = { -0.3, 0.8, 2.4, 5.6, 4.9, 7.2 };
double low = 0.0, high = 5.0;

double Correct(double reading, double gain = 1.0, double offset = 0.0)
    => gain * reading + offset;

var corrected = new List<double>();
foreach (double r in raw)
{
    double c = Correct(r, 1.02, 0.1);
    corrected.Add(Math.Round(Math.Clamp(c, low, high), 4));
}

double[] result = corrected.ToArray();
